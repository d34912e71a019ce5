/** Messages are checked against the template that Meta has: its status, and every part of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerThread } from '../../../demo/cloud-api/control/control.ts';
import { Account, codeOf, day, type Json, refusalOf, words } from './support/account.ts';

const account = new Account(4);
const text = (value: string, more: Json = {}) => ({ type: 'text', text: value, ...more });
const bodyOf = (...values: string[]) => ({ type: 'body', parameters: values.map((value) => text(value)) });
const button = (sub_type: string, index: number, parameter: Json) => ({
  ...{ type: 'button', sub_type, index, parameters: [parameter] },
});
const header = (parameter: Json) => ({ type: 'header', parameters: [parameter] });
const link = { link: 'https://shop.example/a.jpg' };
const example = (...all: string[]) => ({ body_text: [all] });
const uniqueBody = (name: string) => ({ type: 'BODY', text: `${words}, as ${name} says` });

async function upload(type: string): Promise<string> {
  const begun = await account.call('POST', `/670843887433847/uploads?file_length=4&file_type=${type}`);
  const { id } = await begun.json<{ id: string }>();
  const headers = { Authorization: `OAuth ${account.token}`, file_offset: '0', 'Content-Length': '4' };
  const { h } = await (await account.call('POST', `/${id}`, 12, headers)).json<{ h: string }>();
  return h;
}

async function define(name: string, components: Json[], more: Json = {}): Promise<string> {
  const { id, status } = await account.reviewed(name, { components, ...more });
  if (status !== 'APPROVED') throw new Error(`${name}: ${status}`);
  return id;
}

beforeAll(async () => {
  await account.setUp();
});

describe('the status of a template', () => {
  it('decides whether it can be sent', async () => {
    const id = await define('by_status', [uniqueBody('by_status')]);
    const code = () => codeOf(account.sendTemplate('by_status'));
    expect(await code()).toBeNull();
    await account.act(id, { action: 'pause', by: 'pacing' });
    expect(await code()).toBe(132015);
    await account.act(id, { action: 'reject', reason: 'INVALID_FORMAT' });
    expect(await code()).toBe(132001);
    await account.act(id, { action: 'reject', reason: 'ABUSIVE_CONTENT' });
    expect(await code()).toBe(132007);
    await account.act(id, { action: 'disable' });
    expect(await code()).toBe(132016);
    await account.act(id, { action: 'archive' });
    expect(await code()).toBe(132001);
  });

  it('pending cannot be sent, nor can an approved one in another language', async () => {
    await account.created('pending_one');
    expect(await codeOf(account.sendTemplate('pending_one'))).toBe(132001);
    await define('english_only', [uniqueBody('english_only')]);
    expect(await codeOf(account.sendTemplate('english_only', [], 'en'))).toBe(132001);
  });
});

describe('a message with texts', () => {
  beforeAll(async () => {
    await define('with_texts', [
      { type: 'HEADER', format: 'TEXT', text: 'Order {{1}} left', example: { header_text: ['1'] } },
      {
        type: 'BODY',
        text: `Hello {{1}}, ${words} on {{2}} at your door`,
        example: example('Ada', 'Monday'),
      },
    ]);
  });
  const title = header(text('4711'));
  it.each<[string, Json[], number | null]>([
    ['all values', [title, bodyOf('Ada', 'Monday')], null],
    [
      'an amount and a time',
      [
        title,
        {
          type: 'body',
          parameters: [
            { type: 'currency', currency: { fallback_value: '$1', code: 'USD', amount_1000: 1_000 } },
            { type: 'date_time', date_time: { fallback_value: 'Monday' } },
          ],
        },
      ],
      null,
    ],
    ['a missing value', [title, bodyOf('Ada')], 132000],
    ['a value too many', [title, bodyOf('Ada', 'Monday', 'x')], 132000],
    ['no header', [bodyOf('Ada', 'Monday')], 132000],
    ['a picture as header', [header({ type: 'image', image: link }), bodyOf('Ada', 'Monday')], 132012],
    [
      'an amount without its text',
      [title, { type: 'body', parameters: [{ type: 'currency', currency: {} }, text('x')] }],
      132012,
    ],
    ['a button that it does not have', [title, bodyOf('Ada', 'Monday'), button('url', 0, text('x'))], 132000],
    ['a header of 61 characters', [header(text('x'.repeat(54))), bodyOf('Ada', 'Monday')], 132005],
    ['a line break', [title, bodyOf('Ada', 'Mon\nday')], 132018],
    ['a button for a call', [title, bodyOf('Ada', 'Monday'), button('phone_number', 0, text('x'))], 100],
    ['an unknown component', [title, bodyOf('Ada', 'Monday'), { type: 'poem', parameters: [] }], 100],
  ])('and %s', async (_, components, code) => {
    expect(await codeOf(account.sendTemplate('with_texts', components))).toBe(code);
  });
});

describe('a message with media', () => {
  beforeAll(async () => {
    const handle = await upload('image/jpeg');
    await define('with_picture', [
      { type: 'HEADER', format: 'IMAGE', example: { header_handle: [handle] } },
      uniqueBody('with_picture'),
    ]);
  });
  const image = (more: Json) => [header({ type: 'image', image: more })];
  it.each<[string, Json[], number | null]>([
    ['by its link', image(link), null],
    ['by link and id', image({ ...link, id: '1' }), 132012],
    ['nowhere', image({}), 132012],
    ['missing', [], 132000],
    ['of another kind', [header({ type: 'video', video: link })], 132012],
  ])('%s', async (_, components, code) => {
    expect(await codeOf(account.sendTemplate('with_picture', components))).toBe(code);
  });

  it('cannot use the sample that Meta lists, which its own servers may not read', async () => {
    const [listed] = (
      await (
        await account.call('GET', `/${account.wabaId}/message_templates?name=with_picture`)
      ).json<{ data: [{ components: [{ example: { header_handle: [string] } }] }] }>()
    ).data;
    const [sample] = listed.components[0].example.header_handle;
    expect(
      (
        await account.control(
          'GET',
          new URL(sample).pathname.slice('/control'.length) + new URL(sample).search,
        )
      ).status,
    ).toBe(200);
    expect(await codeOf(account.sendTemplate('with_picture', image({ link: sample })))).toBeNull();
    const thread = await (await account.control('GET', '/customers/15550105001')).json<CustomerThread>();
    expect(thread.messages.at(-1)).toMatchObject({ status: 'failed' });
    await account.passes(31 * day);
    expect(
      (
        await account.control(
          'GET',
          new URL(sample).pathname.slice('/control'.length) + new URL(sample).search,
        )
      ).status,
    ).toBe(403);
  });
});

describe('a message with buttons', () => {
  beforeAll(async () => {
    await define('with_buttons', [
      uniqueBody('with_buttons'),
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Thanks' },
          { type: 'URL', text: 'Open', url: 'https://shop.example/{{1}}', example: ['blue'] },
          { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+15550783881' },
          { type: 'COPY_CODE', example: 'CLAY10' },
          { type: 'FLOW', text: 'Book', flow_id: '1' },
        ],
      },
    ]);
  });
  const path = button('url', 1, text('blue'));
  const code = button('copy_code', 3, { type: 'coupon_code', coupon_code: 'CLAY10' });
  const flow = button('flow', 4, { type: 'action', action: { flow_token: 'unused' } });
  it.each<[string, Json[], number | null]>([
    ['whose values are all there', [path, code, flow], null],
    [
      'with the payload of a reply',
      [path, code, flow, button('quick_reply', 0, { type: 'payload', payload: 'x' })],
      null,
    ],
    ['without the end of the link', [code, flow], 132000],
    ['without the code', [path, flow], 132000],
    ['without the Flow', [path, code], 132000],
    ['with a value for the phone number', [path, code, flow, button('url', 2, text('x'))], 132000],
    ['with a value at another place', [button('url', 0, text('blue')), code, flow], 132000],
    [
      'of another kind at this place',
      [button('copy_code', 1, { type: 'coupon_code', coupon_code: 'x' }), code, flow],
      132012,
    ],
    ['without the place', [{ ...path, index: undefined }, code, flow], 132000],
    ['twice', [path, code, flow, path], 132000],
    [
      'with a value of another type',
      [button('url', 1, { type: 'payload', payload: 'x' }), code, flow],
      132012,
    ],
  ])('%s', async (_, components, expected) => {
    expect(await codeOf(account.sendTemplate('with_buttons', components))).toBe(expected);
  });
});

describe('a message with a code', () => {
  beforeAll(async () => {
    await define(
      'login',
      [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] }],
      { category: 'AUTHENTICATION' },
    );
  });
  it.each<[string, Json[], number | null]>([
    ['in the text and in the button', [bodyOf('481516'), button('url', 0, text('481516'))], null],
    ['in the text only', [bodyOf('481516')], 132000],
    ['that differs', [bodyOf('481516'), button('url', 0, text('2342'))], 132012],
    ['of 16 characters', [bodyOf('x'.repeat(16)), button('url', 0, text('x'.repeat(16)))], 132005],
  ])('%s', async (_, components, code) => {
    expect(await codeOf(account.sendTemplate('login', components))).toBe(code);
  });
});

describe('a message with an offer', () => {
  beforeAll(async () => {
    await define('offer', [
      uniqueBody('offer'),
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Today', has_expiration: true } },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Open', url: 'https://shop.example/a' }] },
    ]);
  });
  const until = (at: unknown) => ({
    type: 'limited_time_offer',
    parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: at } }],
  });
  it.each<[string, Json[], number | null]>([
    ['that ends later', [until(Date.UTC(2099, 1, 1))], null],
    ['that has ended', [until(Date.UTC(2020, 1, 1))], 132012],
    ['without its end', [], 132000],
    ['with its end in words', [until('tomorrow')], 132012],
  ])('%s', async (_, components, code) => {
    expect(await codeOf(account.sendTemplate('offer', components))).toBe(code);
  });
});

describe('a message with cards', () => {
  beforeAll(async () => {
    const handle = await upload('image/png');
    const card = () => ({
      components: [
        { type: 'HEADER', format: 'IMAGE', example: { header_handle: [handle] } },
        {
          type: 'BUTTONS',
          buttons: [{ type: 'URL', text: 'Open', url: 'https://shop.example/{{1}}', example: ['a'] }],
        },
      ],
    });
    await define('cards', [uniqueBody('cards'), { type: 'CAROUSEL', cards: [card(), card()] }]);
    const product = () => ({
      components: [
        { type: 'HEADER', format: 'PRODUCT' },
        { type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
      ],
    });
    await define('products', [uniqueBody('products'), { type: 'CAROUSEL', cards: [product(), product()] }]);
  });
  const carousel = (...cards: Json[]) => [{ type: 'carousel', cards }];
  const card = (card_index: number, ...components: Json[]) => ({
    card_index,
    components: [header({ type: 'image', image: link }), button('url', 0, text('a')), ...components],
  });
  const product = (card_index: number, product_retailer_id = 'cup') => ({
    card_index,
    components: [
      header({ type: 'product', product: { product_retailer_id, catalog_id: '194836987003835' } }),
    ],
  });
  it.each<[string, string, Json[], number | null]>([
    ['exactly those of the template', 'cards', carousel(card(0), card(1)), null],
    ['one card', 'cards', carousel(card(0)), 132012],
    ['three cards', 'cards', carousel(card(0), card(1), card(2)), 132012],
    ['no cards', 'cards', [], 132012],
    ['a card twice', 'cards', carousel(card(0), card(0)), 132012],
    [
      'a card without its picture',
      'cards',
      carousel(card(0), { card_index: 1, components: [button('url', 0, text('a'))] }),
      132000,
    ],
    ['a value that the card does not have', 'cards', carousel(card(0), card(1, bodyOf('x'))), 132000],
    ['three products', 'products', carousel(product(0), product(1), product(2)), null],
    ['one product', 'products', carousel(product(0)), 132012],
    [
      'a product that the catalog does not have',
      'products',
      carousel(product(0), product(1, 'spoon')),
      131009,
    ],
  ])('%s', async (_, name, components, code) => {
    expect(await codeOf(account.sendTemplate(name, components))).toBe(code);
  });
});

describe('a held message', () => {
  const customer = '15550105001';
  const last = async () => {
    const thread = await (await account.control('GET', `/customers/${customer}`)).json<CustomerThread>();
    return thread.messages.at(-1);
  };
  const hold = async (name: string) => {
    await account.switch({ heldSends: 1 });
    return (await account.sendTemplate(name)).json<{ messages: [Json] }>();
  };

  it('says so, and has no status until it is released', async () => {
    const id = await define('held', [uniqueBody('held')]);
    const { messages } = await hold('held');
    expect(messages[0]).toMatchObject({ message_status: 'held_for_quality_assessment' });
    const queued = await (await account.control('GET', '/webhooks')).text();
    expect(queued).not.toContain(String(messages[0].id));
    await account.act(id, { action: 'release', outcome: 'sent' });
    expect((await last())?.status).not.toBe('failed');
    expect(await (await account.control('GET', '/webhooks')).text()).toContain(String(messages[0].id));
  });

  it('fails if it is dropped', async () => {
    const id = await define('dropped', [uniqueBody('dropped')]);
    await hold('dropped');
    await account.act(id, { action: 'release', outcome: 'dropped' });
    expect((await last())?.status).toBe('failed');
  });

  it('is the exception: other messages are accepted', async () => {
    const answer = await account.sendTemplate('held');
    expect(await answer.json()).toMatchObject({ messages: [{ message_status: 'accepted' }] });
  });
});

it('a template keeps the category and the text that it had when it was sent', async () => {
  const id = await define('kept', [uniqueBody('kept')], { category: 'UTILITY' });
  await account.sendTemplate('kept');
  await account.act(id, { action: 'category', to: 'MARKETING', isAtOnce: true });
  const thread = await (await account.control('GET', '/customers/15550105001')).json<CustomerThread>();
  expect(thread.messages.at(-1)?.template).toMatchObject({ name: 'kept', category: 'UTILITY' });
});

it('a refusal at sending names the numbers that differ', async () => {
  await define('counts', [{ type: 'BODY', text: `Hello {{1}}, ${words}`, example: example('Ada') }]);
  const { error_data: data } = await refusalOf(account.sendTemplate('counts', []));
  expect(data?.details).toBe(
    'body: number of localizable_params (0) does not match the expected number of params (1)',
  );
});

/** The Graph API of ours, before a Meta that accepts every message or refuses it as its text says. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { GraphErrorBody, GraphSent } from '../../../../worker/api/developers/graph.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import { graphRoutes } from '../../../../worker/api/routes/index.ts';
import { samples } from '../../../fixtures/outbound.ts';
import { scriptedNumber as number } from '../../support/meta/scripted-number.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

const path = `/graph/v23.0/${number}/messages`;
const ada = '15550480001';
let admin: string;
let shop: string;
let next = 15550481000;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  shop = await tokenWith('Shop', 'conversations:write');
  await hears(ada);
});

async function tokenWith(name: string, ...scopes: string[]): Promise<string> {
  const answer = await call('POST', '/api/tokens', { token: admin, body: { name, scopes } });
  return (await answer.json<NewApiToken>()).token;
}

/** A customer writes. Returns the wamid. */
async function hears(from: string): Promise<string> {
  const wamid = `wamid.from.${from}.${crypto.randomUUID()}`;
  await post(webhook(number, text(from, wamid, Date.now() - 1_000, 'Hello')));
  return wamid;
}

/** A customer of whom the pace of no other test is known. */
async function newCustomer(): Promise<string> {
  next += 1;
  const customer = String(next);
  await hears(customer);
  return customer;
}

const send = (body: object, more: { token?: string; key?: string; at?: string } = {}) =>
  call('POST', more.at ?? path, {
    token: more.token ?? shop,
    body: { messaging_product: 'whatsapp', ...body },
    ...(more.key !== undefined && { headers: { 'Idempotency-Key': more.key } }),
  });
const words = (to: string, body: string) => ({ to, type: 'text', text: { body } });

async function refusal(answer: Promise<Response>) {
  const { status, ...rest } = await answer.then(async (one) => ({
    status: one.status,
    ...(await one.json<GraphErrorBody>()),
  }));
  return { status, code: rest.error.code, subcode: rest.error.error_subcode ?? null };
}

/** Without what other files send to their customers at the same time. */
async function sentToMeta(): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = await (await fetch('https://outside.example/messages')).json();
  return all.filter(({ to }) => !/^15550(?!48)/.test(String(to)));
}

describe('a message of a Cloud API client', () => {
  it('a client’s message is answered as at Meta, and is in the thread with the token’s name', async () => {
    const opaque = { biz_opaque_callback_data: 'order-1042' };
    const answer = await send({ ...words(`+${ada}`, 'Hello from the shop'), ...opaque });
    expect(answer.status).toBe(200);
    const { contacts, messages, messaging_product } = await answer.json<GraphSent>();
    expect({ contacts, messaging_product }).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: `+${ada}`, wa_id: ada }],
    });
    expect(messages[0]?.id).toMatch(/^wamid\.scripted\./);
    const body = { phone: `+${ada}` };
    const at = `/api/inboxes/${number}/conversations`;
    const { id } = await (await call('POST', at, { token: admin, body })).json<Conversation>();
    const { rows } = await (await call('GET', `${at}/${id}/messages`, { token: admin })).json<MessagePage>();
    expect(rows).toMatchObject([
      {
        wamid: messages[0]?.id,
        reference: 'order-1042',
        author: { type: 'agent', name: 'Shop' },
        content: { type: 'text', text: { body: 'Hello from the shop' } },
      },
      { direction: 'in' },
    ]);
  });

  for (const [kind, contents] of Object.entries(samples)) {
    it(`a client’s message goes to Meta as it was written: ${kind}`, async () => {
      const to = await newCustomer();
      const quoted = `wamid.quoted.${to}`;
      const content: { type?: unknown } | undefined = contents[0];
      const answer = await send({ to, ...content, context: { message_id: quoted } });
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('wamid.scripted.')]);
      const [body] = (await sentToMeta()).filter((one) => one.to === to);
      const { biz_opaque_callback_data: ours, ...rest } = body ?? {};
      expect(ours).toEqual(expect.any(String));
      expect(rest).toMatchObject({ to, ...content, context: { message_id: quoted } });
      const known = ['messaging_product', 'recipient_type', 'to', 'context', 'type', String(content?.type)];
      expect(Object.keys(rest).filter((name) => !known.includes(name))).toEqual([]);
    });
  }

  it('a client’s message is sent again without an Idempotency-Key, and once with the same one', async () => {
    const to = await newCustomer();
    const replayed: (string | null)[] = [];
    const wamids = await Promise.all(
      [undefined, undefined, 'graph-key', 'graph-key'].map(async (key) => {
        const answer = await send(words(to, 'Once'), key === undefined ? {} : { key });
        replayed.push(answer.headers.get('Idempotent-Replayed'));
        return (await answer.json<GraphSent>()).messages[0]?.id;
      }),
    );
    expect(new Set(wamids).size).toBe(3);
    expect(replayed.filter((one) => one !== null)).toEqual(['true']);
    expect(wamids[2]).toBe(wamids[3]);
    expect((await sentToMeta()).filter((one) => one.to === to)).toHaveLength(3);
    expect(await refusal(send(words(to, 'Other'), { key: 'graph-key' }))).toMatchObject({ code: 100 });
  });

  it('a client’s message is answered with 202 and our own id if WhatsApp does not answer in time', async () => {
    const to = await newCustomer();
    const answer = await send(words(to, 'lose'), { key: 'graph-lost' });
    expect(answer.status).toBe(202);
    const { messages } = await answer.json<GraphSent>();
    expect(messages).toEqual([
      { id: expect.stringMatching(/^message-us\.\d+$/), message_status: 'in_doubt' },
    ]);
    const [{ biz_opaque_callback_data: ours } = {}] = (await sentToMeta()).filter((one) => one.to === to);
    const status = { id: 'wamid.found', status: 'sent', timestamp: '1795706301', recipient_id: to };
    await post(webhook(number, { statuses: [{ ...status, biz_opaque_callback_data: ours }] }));
    const again = await (await send(words(to, 'lose'), { key: 'graph-lost' })).json<GraphSent>();
    expect(again.messages).toEqual([{ id: 'wamid.found' }]);
  });
});

describe('a read receipt of a Cloud API client', () => {
  it('a client’s read receipt goes to Meta, with the typing indicator', async () => {
    const wamid = await hears(await newCustomer());
    const typing = { status: 'read', message_id: wamid, typing_indicator: { type: 'text' } };
    const settings = { token: admin, body: { receipts: 'on-reply' } };
    await call('PUT', `/api/inboxes/${number}/settings`, settings);
    const answer = await send(typing);
    expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
    expect(await sentToMeta()).toContainEqual({ messaging_product: 'whatsapp', ...typing });
  });

  it('a client’s read receipt is rejected for an unknown message, and by a number that sends none', async () => {
    const receipt = (message_id: string) => send({ status: 'read', message_id });
    expect(await refusal(receipt('wamid.nobody'))).toMatchObject({ code: 131009 });
    const wamid = await hears(await newCustomer());
    await call('PUT', `/api/inboxes/${number}/settings`, { token: admin, body: { receipts: 'never' } });
    expect(await refusal(receipt(wamid))).toMatchObject({ status: 403, code: 131005 });
  });
});

describe('an error with Meta’s code', () => {
  it('Meta’s code is returned for a token that is invalid, lacks the scope, or cannot see the number', async () => {
    const olga = await siteSession(admin, { sub: 'graph-olga', name: 'Olga', numbers: ['1'] });
    const reader = await tokenWith('Reader', 'conversations:read');
    const as = (token: string) => refusal(send(words(ada, 'Hi'), { token }));
    expect(await as('mut_made-up')).toEqual({ status: 401, code: 190, subcode: null });
    expect(await as(reader)).toMatchObject({ status: 403, code: 131005 });
    expect(await as(olga)).toEqual({ status: 400, code: 100, subcode: 33 });
    const missing = await refusal(call('POST', path, { body: {} }));
    expect(missing).toEqual({ status: 401, code: 190, subcode: null });
  });

  it('Meta’s code is returned for an unknown path', async () => {
    const at = (one: string) => refusal(send(words(ada, 'Hi'), { at: one }));
    expect(await at('/graph/v23.0/106540352242000/messages')).toMatchObject({ code: 100, subcode: 33 });
    expect(await at(`/graph/23.0/${number}/messages`)).toMatchObject({ code: 2500 });
    expect(await at(`/graph/vx/${number}/messages`)).toMatchObject({ code: 2500 });
    expect(await at(`/graph/latest/${number}/messages`)).toMatchObject({ code: 2500 });
    expect(await at(`/graph/v23.0/${number}/register`)).toMatchObject({ code: 2500 });
  });

  it.each([
    ['no product', { messaging_product: undefined }, 100],
    ['no recipient', { to: undefined }, 100],
    ['an unknown type', { type: 'fax' }, 100],
    ['an unknown parameter', { preview_url: true }, 100],
    ['an unknown parameter of its content', { text: { body: 'Hi', colour: 'red' } }, 100],
    ['an unknown parameter of its context', { context: { message_id: 'wamid.1', id: '1' } }, 100],
    ['no content', { text: undefined }, 131008],
    ['a wrong phone number', { to: '12' }, 131009],
    ['a user id in to', { to: 'US.13491208655302741918' }, 131009],
    ['a text that is too long', { text: { body: 'x'.repeat(4_097) } }, 131009],
    ['a group', { recipient_type: 'group', to: 'abcdefghijklmnopqrstuvwxyz' }, 131051],
  ])('Meta’s code is returned for %s', async (_, change, code) => {
    const before = (await sentToMeta()).length;
    expect(await refusal(send({ ...words(ada, 'Hi'), ...change }))).toMatchObject({ status: 400, code });
    expect(await sentToMeta()).toHaveLength(before);
  });

  it('Meta’s code is returned for a customer who has not written, and no conversation is created', async () => {
    expect(await refusal(send(words('15550489999', 'Hi')))).toMatchObject({ status: 400, code: 131047 });
    const at = `/api/inboxes/${number}/conversations?search=15550489999`;
    expect(await (await call('GET', at, { token: admin })).json()).toMatchObject({ rows: [] });
    const template = { type: 'template', template: { name: 'hello', language: { code: 'en' } } };
    expect((await send({ to: '15550489999', ...template })).status).toBe(200);
  });

  it('Meta’s own error code is passed on', async () => {
    const answer = await send(words(await newCustomer(), 'refuse 131031'));
    expect((await answer.json<GraphErrorBody>()).error).toMatchObject({
      code: 131031,
      type: 'OAuthException',
      error_data: { messaging_product: 'whatsapp', details: expect.any(String) },
      fbtrace_id: expect.any(String),
    });
  });
});

it('the routes of /graph/ are only for API tokens with a scope', () => {
  expect(Object.values(graphRoutes).filter(({ scope }) => scope === undefined)).toEqual([]);
});

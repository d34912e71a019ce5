import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerThread, ThreadMessage } from '../../demo/cloud-api/control/control.ts';
import { webp } from '../fixtures/pictures.ts';

const number = '106540352242922';
const customer = '15550100001';
const day = 24 * 60 * 60 * 1000;

function call(method: string, path: string, body?: unknown, token = 'EAAG-right'): Promise<Response> {
  return exports.default.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
}

function send(body: Record<string, unknown>, token?: string): Promise<Response> {
  return call(
    'POST',
    `/v23.0/${number}/messages`,
    { messaging_product: 'whatsapp', to: customer, ...body },
    token,
  );
}

async function codeOf(answer: Response): Promise<[status: number, code: number]> {
  const { error } = await answer.json<{ error: { code: number } }>();
  return [answer.status, error.code];
}

const text = { type: 'text', text: { body: 'Yes, two are left.' } };

beforeAll(async () => {
  await call('PUT', `/control/numbers/${number}`, {
    wabaId: '419561257915477',
    displayPhoneNumber: '+1 555 078 3881',
    name: 'Lumen & Clay',
    accessToken: 'EAAG-right',
    appSecret: 'secret',
    callbackUrl: 'http://127.0.0.1:9/webhook',
  });
  await call('POST', '/control/messages', { customer, text: 'Hello' });
});

async function messages(): Promise<ThreadMessage[]> {
  const thread = await (await call('GET', `/control/customers/${customer}`)).json<CustomerThread>();
  return thread.messages;
}

/** As when an agent of the business types. */
async function type(): Promise<void> {
  const wamid = (await messages()).findLast(({ direction }) => direction === 'in')?.wamid;
  await call('POST', `/v23.0/${number}/messages`, {
    ...{ messaging_product: 'whatsapp', status: 'read', message_id: wamid },
    typing_indicator: { type: 'text' },
  });
}

async function typingFor(): Promise<number> {
  return (await (await call('GET', `/control/customers/${customer}`)).json<CustomerThread>()).typingFor;
}

async function lastStatus(): Promise<string | undefined> {
  return (await messages()).at(-1)?.status;
}

describe('POST messages', () => {
  it('rejects a wrong token with 190', async () => {
    expect(await codeOf(await send(text, 'EAAG-wrong'))).toEqual([401, 190]);
  });

  it('rejects an unknown parameter with 100', async () => {
    expect(await codeOf(await send({ ...text, txt: 1 }))).toEqual([400, 100]);
  });

  it('rejects a text that is too long', async () => {
    expect(await codeOf(await send({ type: 'text', text: { body: 'x'.repeat(4_097) } }))).toEqual([
      400, 131009,
    ]);
  });

  it('rejects a template that does not exist with 132001', async () => {
    const template = { name: 'unheard_of', language: { code: 'en_US' } };
    expect(await codeOf(await send({ type: 'template', template }))).toEqual([404, 132001]);
  });

  it('answers with the wa_id and the wamid, and the open chat reads it', async () => {
    const answer = await send(text);
    expect(await answer.json()).toMatchObject({
      messaging_product: 'whatsapp',
      contacts: [{ input: customer, wa_id: customer }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    expect(await lastStatus()).toBe('read');
  });

  it('accepts and then fails a message outside the 24 hours, until the customer writes again', async () => {
    await call('POST', '/control/clock', { advance: day });
    expect((await send(text)).status).toBe(200);
    expect(await lastStatus()).toBe('failed');
    await call('POST', '/control/messages', { customer, text: 'I am back' });
    await send(text);
    expect(await lastStatus()).toBe('read');
  });

  it('shows a typing indicator for 25 seconds, or until the message is sent, even if it fails', async () => {
    await type();
    expect(await typingFor()).toBeGreaterThan(20_000);
    await call('POST', '/control/clock', { advance: 25_000 });
    expect(await typingFor()).toBe(0);
    await type();
    await call('POST', '/control/clock', { advance: day });
    await type();
    await send(text);
    expect(await lastStatus()).toBe('failed');
    expect(await typingFor()).toBe(0);
  });

  it('shows no typing indicator on a phone that has blocked the number or is offline', async () => {
    for (const [away, back] of [
      [{ blocked: true }, { blocked: false }],
      [{ online: false }, { online: true }],
    ]) {
      await type();
      expect(await typingFor()).toBeGreaterThan(0);
      await call('PUT', `/control/customers/${customer}`, away);
      expect(await typingFor()).toBe(0);
      await type();
      expect(await typingFor()).toBe(0);
      await call('PUT', `/control/customers/${customer}`, back);
    }
  });

  it('makes everything a day older when the clock moves forward a day, and dates no webhook in the future', async () => {
    const age = async (place: number) => Date.now() - ((await messages()).at(place)?.at ?? Number.NaN);
    await call('POST', '/control/messages', { customer, text: 'Before' });
    expect(await age(-1)).toBeLessThan(day);
    await call('POST', '/control/clock', { advance: day });
    await call('POST', '/control/messages', { customer, text: 'After' });
    expect(await age(-2)).toBeGreaterThanOrEqual(day);
    expect(await age(-1)).toBeGreaterThanOrEqual(0);
  });
});

describe('the message types', () => {
  const kinds = [
    { type: 'image', image: { link: 'https://shop.example/vase.jpg', caption: 'The blue one' } },
    { type: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Shop' } },
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Jo Ray', first_name: 'Jo' } }] },
    {
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'Which one?' },
        action: { buttons: [{ type: 'reply', reply: { id: 'blue', title: 'Blue' } }] },
      },
    },
  ];
  it.each(kinds)('a $type message is accepted and reaches the customer', async (content) => {
    expect((await send(content)).status).toBe(200);
  });

  it('an unknown message type is rejected with error 100', async () => {
    expect(await codeOf(await send({ type: 'poll', poll: {} }))).toEqual([400, 100]);
    const interactive = { type: 'poll', body: { text: 'Which one?' }, action: {} };
    expect(await codeOf(await send({ type: 'interactive', interactive }))).toEqual([400, 100]);
  });
});

describe('a customer who hides the phone number', () => {
  const userId = 'US.13491208655302741918';

  async function thread(): Promise<CustomerThread> {
    return (await call('GET', `/control/customers/${userId}`)).json();
  }

  it('a customer who hides the phone number is reached through recipient', async () => {
    await call('POST', '/control/messages', { customer: userId, username: 'zoe', text: 'Hi' });
    const answer = await send({ ...text, to: undefined, recipient: userId });
    expect(await answer.json()).toMatchObject({ contacts: [{ input: userId, user_id: userId }] });
    expect(await thread()).toMatchObject({ username: 'zoe', messages: [{}, { status: 'read' }] });
  });

  it('a send through to is accepted and does not reach a customer who hides the phone number', async () => {
    const before = (await thread()).messages.length;
    expect((await send({ ...text, to: userId })).status).toBe(200);
    expect((await thread()).messages).toHaveLength(before);
  });

  it('recipient is ignored if the send also contains a phone number', async () => {
    const before = (await thread()).messages.length;
    expect((await send({ ...text, recipient: userId })).status).toBe(200);
    expect((await thread()).messages).toHaveLength(before);
  });

  it('a send without a recipient does not reach a customer who hides the phone number', async () => {
    expect(await codeOf(await send({ ...text, to: undefined }))).toEqual([400, 100]);
  });
});

describe('a template', () => {
  const orderUpdate = (parameters: number) => ({
    type: 'template',
    template: {
      name: 'order_update',
      language: { code: 'en_US' },
      components: [{ type: 'body', parameters: Array(parameters).fill({ type: 'text', text: 'x' }) }],
    },
  });

  it('a template needs a parameter for each variable', async () => {
    expect(await codeOf(await send(orderUpdate(1)))).toEqual([400, 132000]);
    expect((await send(orderUpdate(2))).status).toBe(200);
  });

  it('a template rejects line breaks, tabs and empty texts in values, and requires names for named variables', async () => {
    const filled = (value: string) => ({
      type: 'template',
      template: {
        name: 'order_update',
        language: { code: 'en_US' },
        components: [
          { type: 'body', parameters: ['Ada', value].map((one) => ({ type: 'text', text: one })) },
        ],
      },
    });
    for (const value of ['a\nb', 'a\tb', 'a     b'])
      expect(await codeOf(await send(filled(value)))).toEqual([400, 132_018]);
    expect(await codeOf(await send(filled(' ')))).toEqual([400, 131_008]);
    const image = { type: 'image', image: { link: 'https://shop.example/blue.jpg' } };
    const unnamed = {
      name: 'new_in_shop',
      language: { code: 'en_US' },
      components: [
        { type: 'header', parameters: [image] },
        { type: 'body', parameters: [{ type: 'text', text: 'Ada' }] },
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'blue' }] },
      ],
    };
    expect(await codeOf(await send({ type: 'template', template: unnamed }))).toEqual([400, 100]);
  });

  it('a template exists in its own language only', async () => {
    const template = { name: 'hello_world', language: { code: 'de' } };
    expect(await codeOf(await send({ type: 'template', template }))).toEqual([404, 132001]);
  });
});

describe('the limits, when they are switched on', () => {
  it('the limits reject too many messages to one customer, but not to another', async () => {
    await call('PUT', '/control/faults', { limits: true });
    const answers: number[] = [];
    for (let index = 0; index < 46; index++) answers.push((await send(text)).status);
    expect(answers.slice(0, 45)).toEqual(Array(45).fill(200));
    expect(answers[45]).toBe(400);
    expect((await send({ ...text, to: '15550100777' })).status).toBe(200);
    await call('PUT', '/control/faults', { limits: false });
  });
});

describe('a number that checks identities', () => {
  it('a number that checks identities answers error 137000 to a send with the wrong identity, and none to a send without one', async () => {
    const own = '106540352242955';
    await call('PUT', `/control/numbers/${own}`, {
      wabaId: '419561257915477',
      displayPhoneNumber: '+1 555 078 3955',
      name: 'Checks',
      accessToken: 'EAAG-checks',
      appSecret: 'secret',
      callbackUrl: 'http://127.0.0.1:9/webhook',
      checksIdentity: true,
    });
    const to = '15550100955';
    await call('POST', '/control/messages', { phoneNumberId: own, customer: to, text: 'Hello' });
    const answerTo = (hash?: string) =>
      call(
        'POST',
        `/v23.0/${own}/messages`,
        { messaging_product: 'whatsapp', to, ...text, ...(hash && { recipient_identity_key_hash: hash }) },
        'EAAG-checks',
      );
    expect((await answerTo(`identity-of-${to}`)).status).toBe(200);
    await call('POST', '/control/events', {
      type: 'customer_identity_changed',
      customer: to,
      identity: 'another',
    });
    expect(await codeOf(await answerTo(`identity-of-${to}`))).toEqual([400, 137_000]);
    expect((await answerTo('another')).status).toBe(200);
    expect((await answerTo()).status).toBe(200);
  });
});

describe('a number', () => {
  it('a number returns the requested fields, to its own token only', async () => {
    const path = `/v23.0/${number}?fields=throughput,is_on_biz_app`;
    expect(await (await call('GET', path)).json()).toEqual({
      id: number,
      throughput: { level: 'STANDARD' },
      is_on_biz_app: false,
    });
    expect(await codeOf(await call('GET', `/v23.0/${number}?fields=colour`))).toEqual([400, 100]);
    expect(await codeOf(await call('GET', path, undefined, 'EAAG-wrong'))).toEqual([401, 190]);
  });
});

describe('a token', () => {
  const change = (account: object) => call('POST', `/control/numbers/${number}`, { account });
  const debug = async () =>
    (await call('GET', '/v23.0/debug_token?input_token=EAAG-right')).json<{ data?: object }>();

  it('a token reports its expiry date, and is rejected by every call after it', async () => {
    const { now } = await (await call('GET', '/control/state')).json<{ now: number }>();
    const tokenExpiresAt = Math.floor(now / 1000) + 60;
    await change({ tokenExpiresAt });
    expect(await debug()).toMatchObject({ data: { is_valid: true, expires_at: tokenExpiresAt } });
    await call('POST', '/control/clock', { advance: 61_000 });
    expect(await codeOf(await send(text))).toEqual([401, 190]);
    await change({ tokenExpiresAt: 0 });
    await change({ isTokenRevoked: true });
    expect(await codeOf(await call('GET', `/v23.0/${number}`))).toEqual([401, 190]);
    await change({ isTokenRevoked: false });
    expect((await call('GET', `/v23.0/${number}`)).status).toBe(200);
  });
});

describe('an app', () => {
  it('an app returns its subscriptions to its own token only', async () => {
    const path = '/v23.0/670843887433847/subscriptions';
    const own = await call('GET', path, undefined, '670843887433847|secret');
    expect(await own.json()).toMatchObject({ data: [{ object: 'whatsapp_business_account', active: true }] });
    expect((await call('GET', path)).status).toBe(400);
    const apps = await call('GET', '/v23.0/419561257915477/subscribed_apps');
    expect(await apps.json()).toMatchObject({
      data: [{ whatsapp_business_api_data: { id: '670843887433847' } }],
    });
  });
});

describe('media', () => {
  const megabyte = 1024 * 1024;

  function upload(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Response> {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', type);
    form.set('file', new File([bytes], 'file', { type }));
    const headers = { Authorization: 'Bearer EAAG-right' };
    const url = `http://localhost/v23.0/${number}/media`;
    return exports.default.fetch(new Request(url, { method: 'POST', headers, body: form }));
  }

  async function uploaded(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> {
    return (await (await upload(bytes, type)).json<{ id: string }>()).id;
  }

  async function fetched(url: string, token = 'EAAG-right'): Promise<Response> {
    const { pathname, search } = new URL(url);
    return call('GET', `${pathname}${search}`, undefined, token);
  }

  it('a file is downloaded byte for byte, with its checksum', async () => {
    const bytes = new Uint8Array(3 * megabyte + 1).map((_, index) => index % 251);
    const id = await uploaded(bytes, 'application/pdf');
    const described = await (await call('GET', `/v23.0/${id}`)).json<{ url: string; sha256: string }>();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect(described).toMatchObject({ mime_type: 'application/pdf', file_size: bytes.length, sha256: hex });
    const back = new Uint8Array(await (await fetched(described.url)).arrayBuffer());
    expect(back.length).toBe(bytes.length);
    expect(back.every((byte, index) => byte === bytes[index])).toBe(true);
    expect((await fetched(described.url, 'EAAG-wrong')).status).toBe(401);
  });

  it('a file is rejected if it is too large or has an unsupported type', async () => {
    expect(await codeOf(await upload(new Uint8Array(5 * megabyte + 1), 'image/png'))).toEqual([400, 131053]);
    expect(await codeOf(await upload(new Uint8Array(10), 'image/gif'))).toEqual([400, 100]);
  });

  it('a sticker of another size, or one that is too large, is accepted and fails with 131053', async () => {
    const kilobyte = 1024;
    const cases: [bytes: Uint8Array<ArrayBuffer>, fails: boolean][] = [
      [webp(512, 512), false],
      [webp(512, 512, { size: 100 * kilobyte }), false],
      [webp(512, 512, { size: 100 * kilobyte + 1 }), true],
      [webp(512, 512, { size: 500 * kilobyte, isAnimated: true }), false],
      [webp(512, 511), true],
      [new Uint8Array(40), true],
    ];
    for (const [bytes, fails] of cases) {
      const id = await uploaded(bytes, 'image/webp');
      expect((await send({ type: 'sticker', sticker: { id } })).status).toBe(200);
      expect((await lastStatus()) === 'failed').toBe(fails);
    }
  });

  it('a file has an address for five minutes and an id for thirty days, and cannot be sent afterwards', async () => {
    const id = await uploaded(new Uint8Array(10), 'image/png');
    const { url } = await (await call('GET', `/v23.0/${id}`)).json<{ url: string }>();
    await call('POST', '/control/clock', { advance: 5 * 60_000 + 1 });
    expect((await fetched(url)).status).toBe(403);
    await call('POST', '/control/clock', { advance: 30 * 24 * 60 * 60_000 });
    expect(await codeOf(await call('GET', `/v23.0/${id}`))).toEqual([400, 100]);
    await call('POST', '/control/messages', { customer, text: 'Still there?' });
    expect((await send({ type: 'image', image: { id } })).status).toBe(200);
    expect(await lastStatus()).toBe('failed');
  });

  it('a file from a customer has an id, a type and a checksum', async () => {
    const file = new Request('http://localhost/control/media?filename=plan.pdf', {
      method: 'POST',
      headers: { 'Content-Type': 'application/pdf' },
      body: new Uint8Array([1, 2, 3]),
    });
    const { id } = await (await exports.default.fetch(file)).json<{ id: string }>();
    await call('POST', '/control/messages', { customer, content: { type: 'document', document: { id } } });
    const thread = await (await call('GET', `/control/customers/${customer}`)).json<CustomerThread>();
    expect(thread.messages.at(-1)?.content).toMatchObject({
      type: 'document',
      document: {
        id,
        mime_type: 'application/pdf',
        filename: 'plan.pdf',
        sha256: expect.stringMatching(/=$/),
      },
    });
  });
});

describe('the control surface', () => {
  it('a reset deletes customers and messages, and keeps the number', async () => {
    await call('POST', '/control/reset', {});
    const thread = await (await call('GET', `/control/customers/${customer}`)).json<CustomerThread>();
    expect(thread.messages).toEqual([]);
    expect(await codeOf(await send({ type: 'nonsense' }))).toEqual([400, 100]);
  });

  it('the control surface answers on localhost only', async () => {
    const answer = await exports.default.fetch(new Request('https://meta.example/control/state'));
    expect(answer.status).toBe(403);
  });
});

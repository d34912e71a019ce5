/** What the stand-in tells a business about its customers and its account, in webhooks of Meta's form. */
import { runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type {
  CustomerThread,
  EventOutcome,
  MetaEvent,
  WaitingWebhook,
} from '../../demo/cloud-api/control/control.ts';
import type { NumberSetup } from '../../demo/cloud-api/numbers/number-setup.ts';
import { notices } from '../../demo/cloud-api/webhooks/notices.ts';

const number = '106540352243001';
const sister = '106540352243002';
const elsewhere = '106540352243003';
const setup: NumberSetup = {
  wabaId: '419561257915301',
  displayPhoneNumber: '+1 555 078 3001',
  name: 'Lumen & Clay',
  accessToken: 'EAAG-events',
  appSecret: 'secret',
  // No server answers there, so that every webhook waits and can be read.
  callbackUrl: 'http://127.0.0.1:9/webhook',
  checksIdentity: true,
};
const ada = '15550100301';

type Json = Record<string, unknown>;

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const answer = await exports.default.fetch(
    new Request(`http://localhost${path}`, {
      method,
      headers: { Authorization: 'Bearer EAAG-events' },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

async function event(happens: MetaEvent): Promise<EventOutcome> {
  return (await call('POST', '/control/events', happens)).json();
}

async function write(message: Json): Promise<string> {
  const answer = await call('POST', '/control/messages', { phoneNumberId: number, ...message });
  return (await answer.json<{ wamid: string }>()).wamid;
}

async function send(addressee: Json, content: Json = { type: 'text', text: { body: 'Yes.' } }) {
  const body = { messaging_product: 'whatsapp', ...addressee, ...content };
  const answer = await call('POST', `/v23.0/${number}/messages`, body);
  return answer.json<{ messages: [{ id: string }]; contacts: [Json] }>();
}

async function userIdOf(customer: string, phoneNumberId = number): Promise<string> {
  const answer = await call('GET', `/control/customers/${customer}?phoneNumberId=${phoneNumberId}`);
  return (await answer.json<CustomerThread>()).userId;
}

interface Webhook {
  object: string;
  entry: { id: string; time?: number; changes: { field: string; value: Json }[] }[];
}

/** The bodies that wait for a number, and that the test has not seen yet. */
async function webhooks(phoneNumberId = number): Promise<Webhook[]> {
  const all = await (await call('GET', '/control/webhooks')).json<WaitingWebhook[]>();
  return all.flatMap((one) => (one.phoneNumberId === phoneNumberId ? [one.body as Webhook] : []));
}

async function values(field = 'messages', phoneNumberId = number): Promise<Json[]> {
  const changes = (await webhooks(phoneNumberId)).flatMap(({ entry }) => entry.flatMap((one) => one.changes));
  return changes.flatMap((change) => (change.field === field ? [change.value] : []));
}

async function messages(): Promise<Json[]> {
  return (await values()).flatMap(({ messages = [] }) => messages as Json[]);
}

async function statuses(wamid: string): Promise<{ value: Json; status: Json }[]> {
  return (await values()).flatMap((value) =>
    ((value.statuses ?? []) as Json[]).flatMap((status) => (status.id === wamid ? [{ value, status }] : [])),
  );
}

beforeEach(async () => {
  await call('POST', '/control/reset', {});
  await call('PUT', `/control/numbers/${number}`, setup);
  await call('PUT', `/control/numbers/${sister}`, { ...setup, displayPhoneNumber: '+1 555 078 3002' });
  await call('PUT', `/control/numbers/${elsewhere}`, {
    ...setup,
    wabaId: '419561257915303',
    displayPhoneNumber: '+1 555 078 3003',
  });
});

describe('a customer who writes', () => {
  it('a webhook names the customer by phone number, user id and name', async () => {
    await write({ customer: ada, name: 'Ada Okafor', text: 'Hello' });
    const [value] = await values();
    const userId = await userIdOf(ada);
    expect(userId).toMatch(/^US\.\d{20}$/);
    expect(value).toMatchObject({
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783001', phone_number_id: number },
      contacts: [{ profile: { name: 'Ada Okafor' }, wa_id: ada, user_id: userId }],
      messages: [{ from: ada, from_user_id: userId, type: 'text' }],
    });
    expect(JSON.stringify(value)).not.toContain('username');
  });

  it('a customer has one user id for all numbers of a portfolio, and another in every other portfolio', async () => {
    expect(await userIdOf(ada, sister)).toBe(await userIdOf(ada));
    expect(await userIdOf(ada, elsewhere)).not.toBe(await userIdOf(ada));
    await call('POST', `/control/numbers/${elsewhere}`, { portfolioId: setup.wabaId });
    expect(await userIdOf(ada, elsewhere)).toBe(await userIdOf(ada));
  });

  it('a user id has the country of the phone number', async () => {
    expect(await userIdOf('447700900301')).toMatch(/^GB\./);
    expect(await userIdOf('4915500000301')).toMatch(/^DE\./);
  });

  it('a webhook also has the parent user id where portfolios share one', async () => {
    await call('POST', `/control/numbers/${number}`, { sharesParentIds: true });
    await write({ customer: ada, text: 'Hello' });
    const parent = expect.stringMatching(/^US\.ENT\.\d{20}$/);
    expect(await values()).toMatchObject([
      { contacts: [{ parent_user_id: parent }], messages: [{ from_parent_user_id: parent }] },
    ]);
  });

  it('a customer with a hidden number is named by user id and username only', async () => {
    await call('POST', `/control/numbers/${number}`, { checksIdentity: false });
    await write({ customer: ada, name: 'Ada', username: 'ada.o', hidesNumber: true, text: 'Hello' });
    const [value] = await values();
    expect(value).toMatchObject({
      contacts: [{ profile: { name: 'Ada', username: 'ada.o' }, user_id: await userIdOf(ada) }],
      messages: [{ from_user_id: await userIdOf(ada) }],
    });
    expect(JSON.stringify(value)).not.toContain(ada);
  });

  it('a customer can show the number again after hiding it', async () => {
    await write({ customer: ada, hidesNumber: true, text: 'Hello' });
    await call('PUT', `/control/customers/${ada}`, { hidesNumber: false });
    await write({ customer: ada, text: 'Here is my number' });
    expect(await messages()).toMatchObject([{ from_user_id: expect.any(String) }, { from: ada }]);
  });
});

describe('a status', () => {
  it('a status names the customer and the price, and delivered comes before read', async () => {
    await write({ customer: ada, name: 'Ada Okafor', username: 'ada.o', text: 'Hello' });
    const sent = await send({ to: ada });
    const userId = await userIdOf(ada);
    const found = await statuses(sent.messages[0].id);
    const pricing = { pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
    const recipient = { recipient_id: ada, recipient_user_id: userId };
    expect(found.map(({ status }) => status)).toMatchObject([
      { status: 'sent', ...recipient, pricing },
      { status: 'read', ...recipient, pricing },
    ]);
    expect(found.map(({ value }) => value.contacts)).toEqual([
      [{ profile: { name: 'Ada Okafor' }, wa_id: ada, user_id: userId }],
      [{ profile: { name: 'Ada Okafor', username: 'ada.o' }, wa_id: ada, user_id: userId }],
    ]);
  });

  it('a message has a price when it is delivered, and none when it is read later', async () => {
    await write({ customer: ada, text: 'Hello' });
    await call('PUT', `/control/customers/${ada}`, { chatOpen: false });
    const { messages } = await send({ to: ada });
    await call('PUT', `/control/customers/${ada}`, { chatOpen: true });
    const found = (await statuses(messages[0].id)).map(({ status }) => [status.status, 'pricing' in status]);
    expect(found).toEqual([
      ['sent', true],
      ['delivered', true],
      ['read', false],
    ]);
  });

  it('the status of a template has the template’s category', async () => {
    const template = { name: 'hello_world', language: { code: 'en_US' } };
    const { messages } = await send({ to: ada }, { type: 'template', template });
    expect((await statuses(messages[0].id))[0]?.status).toMatchObject({ pricing: { category: 'utility' } });
  });

  it('messages are free for 72 hours once a customer from an ad was answered within 24, and name that conversation', async () => {
    const referral = { source_type: 'ad', source_id: '1', ctwa_clid: 'ARA-click' };
    await write({ customer: ada, content: { type: 'text', text: { body: 'Hello' }, referral } });
    const billed = async () => {
      const { messages } = await send({ to: ada });
      return (await statuses(messages[0].id))[0]?.status;
    };
    const status = await billed();
    expect(status).toMatchObject({
      conversation: { origin: { type: 'referral_conversion' } },
      pricing: { type: 'free_entry_point', category: 'referral_conversion' },
    });
    const hoursLeft =
      (Number(Object(status?.conversation).expiration_timestamp) * 1000 - Date.now()) / 3_600_000;
    expect(Math.round(hoursLeft)).toBe(72);
    for (const [customer, content] of [
      ['15550100391', { type: 'text', text: { body: 'Hi' } }],
      [
        '15550100392',
        { type: 'text', text: { body: 'Hi' }, referral: { source_type: 'post', source_id: '1' } },
      ],
    ] as const) {
      await write({ customer, content });
      const { messages } = await send({ to: customer });
      const other = (await statuses(messages[0].id))[0]?.status;
      expect(other).toMatchObject({ pricing: { type: 'free_customer_service' } });
      expect(other).not.toHaveProperty('conversation');
    }
  });

  it('the first 1,000 service messages of a month are free, and have a price from the 1,001st on', async () => {
    await write({ customer: ada, text: 'Hello' });
    const priceOf = async () => {
      const { messages } = await send({ to: ada });
      return (await statuses(messages[0].id))[0]?.status.pricing;
    };
    const free = { pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
    expect(await priceOf()).toEqual(free);
    // As if 998 more had been sent since, and others that do not count.
    await runInDurableObject(env.CLOUD_API.getByName('meta'), (_, { storage: { sql } }) => {
      const copies = (count: number, change: Json) => {
        const [row] = sql
          .exec("SELECT * FROM message WHERE direction = 'out' ORDER BY rowid LIMIT 1")
          .toArray();
        for (let copy = 0; copy < count; copy++) {
          const entries = Object.entries({ ...row, ...change, wamid: `wamid.${crypto.randomUUID()}` });
          sql.exec(
            `INSERT INTO message (${entries.map(([name]) => name)}) VALUES (${entries.map(() => '?')})`,
            ...entries.map(([, value]) => value),
          );
        }
      };
      copies(998, {});
      copies(5, { status: 'failed' });
      copies(5, { direction: 'in' });
      copies(5, { number_id: sister });
      copies(5, { at: Date.now() - 32 * 24 * 60 * 60_000 });
      copies(5, { content: JSON.stringify({ type: 'template', template: { name: 'hello_world' } }) });
    });
    expect(await priceOf()).toEqual(free);
    expect(await priceOf()).toEqual({ ...free, type: 'regular' });
    await call('POST', '/control/clock', { advance: 32 * 24 * 60 * 60_000 });
    await write({ customer: ada, text: 'Hello again' });
    expect(await priceOf()).toEqual(free);
  });

  it('a failed status names only the recipient of the send, and costs nothing', async () => {
    await write({ customer: ada, text: 'Hello' });
    await call('PUT', `/control/customers/${ada}`, { blocked: true });
    const userId = await userIdOf(ada);
    const byPhone = await send({ to: ada });
    const byUserId = await send({ recipient: userId });
    const [phone] = await statuses(byPhone.messages[0].id);
    const [user] = await statuses(byUserId.messages[0].id);
    expect(phone?.status).toMatchObject({ status: 'failed', recipient_id: ada, errors: [{ code: 131026 }] });
    expect(user?.status).toMatchObject({ status: 'failed', recipient_user_id: userId });
    for (const one of [phone, user]) {
      expect(one?.value).not.toHaveProperty('contacts');
      expect(one?.status).not.toHaveProperty('pricing');
    }
    expect(phone?.status).not.toHaveProperty('recipient_user_id');
    expect(user?.status).not.toHaveProperty('recipient_id');
  });

  it('a status leaves out a hidden number, unless the business has sent to that number', async () => {
    await write({ customer: ada, name: 'Ada', hidesNumber: true, text: 'Hello' });
    const byUserId = await send({ recipient: await userIdOf(ada) });
    const byPhone = await send({ to: ada });
    const [user] = await statuses(byUserId.messages[0].id);
    const [phone] = await statuses(byPhone.messages[0].id);
    expect(JSON.stringify(user)).not.toContain(ada);
    expect(phone).toMatchObject({ value: { contacts: [{ wa_id: ada }] }, status: { recipient_id: ada } });
  });
});

describe('a send to a user id', () => {
  it('a send to a user id reaches the customer with that id in this portfolio', async () => {
    await write({ customer: ada, text: 'Hello' });
    const userId = await userIdOf(ada);
    const { contacts, messages } = await send({ recipient: userId });
    expect(contacts).toEqual([{ input: userId, user_id: userId }]);
    expect((await statuses(messages[0].id)).at(-1)?.status).toMatchObject({ status: 'read' });
  });

  it('a send to a user id of another portfolio fails', async () => {
    await write({ customer: ada, text: 'Hello' });
    const { messages } = await send({ recipient: await userIdOf(ada, elsewhere) });
    expect((await statuses(messages[0].id)).at(-1)?.status).toMatchObject({ errors: [{ code: 131026 }] });
  });
});

describe('a customer who changes the phone number', () => {
  const next = '15550100399';

  it('a changed number is announced by phone numbers only, and the customer writes from the new one with a new user id', async () => {
    await write({ customer: ada, name: 'Ada Okafor', text: 'Hello' });
    const before = await userIdOf(ada);
    const outcome = await event({ type: 'user_changed_number', customer: ada, to: next });
    const [, value] = await values();
    expect(value).not.toHaveProperty('contacts');
    expect(value?.messages).toEqual([
      {
        from: ada,
        id: expect.stringMatching(/^wamid\./),
        timestamp: expect.stringMatching(/^\d+$/),
        type: 'system',
        system: {
          body: `User Ada Okafor changed from ${ada} to ${next}`,
          wa_id: next,
          type: 'user_changed_number',
        },
      },
    ]);
    await write({ customer: next, text: 'This is my new number' });
    const now = await userIdOf(next);
    expect(now).not.toBe(before);
    expect(outcome).toEqual({
      customer: next,
      userIds: [{ phoneNumberId: number, previous: before, current: now }],
    });
    expect((await messages()).at(-1)).toMatchObject({ from: next, from_user_id: now });
  });

  it('a changed number is announced with both user ids when they are requested', async () => {
    await write({ customer: ada, text: 'Hello' });
    const before = await userIdOf(ada);
    await event({ type: 'user_changed_number', customer: ada, to: next, withUserId: true });
    expect((await messages()).at(-1)).toMatchObject({
      from: ada,
      from_user_id: before,
      system: { wa_id: next, user_id: await userIdOf(next) },
    });
  });

  it('a customer who changes the number is no longer reached at the old ids, and is reached at the new ones', async () => {
    await write({ customer: ada, text: 'Hello' });
    const before = await userIdOf(ada);
    await event({ type: 'user_changed_number', customer: ada, to: next });
    const last = async (addressee: Json) => {
      const { messages } = await send(addressee);
      return (await statuses(messages[0].id)).at(-1)?.status;
    };
    expect(await last({ to: ada })).toMatchObject({ status: 'failed', errors: [{ code: 131026 }] });
    expect(await last({ recipient: before })).toMatchObject({ status: 'failed', errors: [{ code: 131026 }] });
    expect(await last({ to: next })).toMatchObject({ status: 'read' });
    expect(await last({ recipient: await userIdOf(next) })).toMatchObject({ status: 'read' });
  });

  it('a customer can move to a number that already writes, and the two chats become one', async () => {
    await write({ customer: next, name: 'Ada at work', text: 'From work' });
    await write({ customer: ada, name: 'Ada Okafor', text: 'From home' });
    await event({ type: 'user_changed_number', customer: ada, to: next });
    const thread = await (await call('GET', `/control/customers/${next}`)).json<CustomerThread>();
    expect(thread.messages.map(({ content }) => content)).toMatchObject([
      { text: { body: 'From work' } },
      { text: { body: 'From home' } },
    ]);
  });

  it('a stranger can write from a number that a customer has left', async () => {
    await write({ customer: ada, text: 'Hello' });
    const before = await userIdOf(ada);
    await event({ type: 'user_changed_number', customer: ada, to: next });
    await write({ customer: ada, name: 'Somebody else', text: 'Hi' });
    const { messages } = await send({ to: ada });
    expect((await statuses(messages[0].id)).at(-1)?.status).toMatchObject({ status: 'read' });
    expect(await userIdOf(ada)).not.toBe(before);
  });
});

describe('a customer whose user id changes', () => {
  it('a changed user id is announced by a system message without a sender, to every number with a chat', async () => {
    await write({ customer: ada, name: 'Ada Okafor', text: 'Hello' });
    await write({ customer: ada, phoneNumberId: elsewhere, text: 'Hello' });
    const { userIds } = await event({ type: 'user_changed_user_id', customer: ada });
    expect(userIds).toHaveLength(2);
    for (const { phoneNumberId, previous, current } of userIds) {
      const value = (await values('messages', phoneNumberId)).at(-1);
      expect(value).not.toHaveProperty('contacts');
      expect(value?.messages).toEqual([
        {
          id: expect.any(String),
          timestamp: expect.any(String),
          type: 'system',
          system: {
            body: `User Ada Okafor changed from ${previous} to ${current}`,
            user_id: current,
            type: 'user_changed_user_id',
          },
        },
      ]);
      expect(await userIdOf(ada, phoneNumberId)).toBe(current);
    }
  });

  it('user_id_update has the previous and the current user id', async () => {
    await write({ customer: ada, text: 'Hello' });
    const { userIds } = await event({ type: 'user_id_update', customer: ada });
    const { previous, current } = userIds[0] ?? {};
    expect(previous).not.toBe(current);
    expect(await values('user_id_update')).toMatchObject([
      { contacts: [{ user_id: current }], user_id_update: [{ wa_id: ada, user_id: { previous, current } }] },
    ]);
  });

  it('the same changed user id can be announced twice', async () => {
    await write({ customer: ada, text: 'Hello' });
    const { userIds } = await event({ type: 'user_changed_user_id', customer: ada });
    const { previous = '', current = '' } = userIds[0] ?? {};
    await event({ type: 'user_id_update', customer: ada, change: { previous, current } });
    expect(await values('user_id_update')).toMatchObject([
      { user_id_update: [{ user_id: { previous, current } }] },
    ]);
    expect(await userIdOf(ada)).toBe(current);
  });
});

describe('other things that customers do', () => {
  it('a new phone is announced to numbers that check identities', async () => {
    await write({ customer: ada, text: 'Hello' });
    await event({ type: 'customer_identity_changed', customer: ada, identity: 'another' });
    const value = (await values()).at(-1);
    expect(value).not.toHaveProperty('contacts');
    expect(value).toMatchObject({
      messages: [
        { from: ada, type: 'system', system: { type: 'customer_identity_changed', identity: 'another' } },
      ],
    });
  });

  it('the first opening of a chat is reported as request_welcome', async () => {
    await event({ type: 'request_welcome', customer: ada, phoneNumberId: number });
    expect(await values()).toMatchObject([
      { contacts: [{ wa_id: ada }], messages: [{ from: ada, type: 'request_welcome' }] },
    ]);
  });

  it('a customer can share the phone number as a contact, even when it is hidden', async () => {
    await write({ customer: ada, hidesNumber: true, text: 'Hello' });
    await event({ type: 'contact_shared', customer: ada, phoneNumberId: number, replyTo: 'wamid.request' });
    const [, shared] = await messages();
    expect(shared).toMatchObject({
      from_user_id: await userIdOf(ada),
      context: { id: 'wamid.request' },
      type: 'contacts',
      origin: 'contact_request',
      contacts: [{ vcard: expect.stringContaining(`TEL;type=CELL:+${ada}`), phones: [{ phone: `+${ada}` }] }],
    });
    expect(shared).not.toHaveProperty('from');
  });

  it('a question about a product of a message names both', async () => {
    const product = { catalog_id: '194836987003835', product_retailer_id: 'bowl-blue' };
    const content = { type: 'text', text: { body: 'In stock?' }, context: { referred_product: product } };
    await write({ customer: ada, content, replyTo: 'wamid.products' });
    expect(await messages()).toMatchObject([
      { type: 'text', context: { id: 'wamid.products', referred_product: product } },
    ]);
  });

  it('opting out of marketing messages is reported as a preference', async () => {
    await event({ type: 'user_preferences', customer: ada, value: 'stop', phoneNumberId: number });
    expect(await values('user_preferences')).toMatchObject([
      { user_preferences: [{ wa_id: ada, category: 'marketing_messages', value: 'stop' }] },
    ]);
  });

  it('a failed payment is a separate status of a message that arrived', async () => {
    await write({ customer: ada, text: 'Hello' });
    const { messages } = await send({ to: ada });
    await event({ type: 'payment', wamid: messages[0].id, status: 'failed' });
    expect((await statuses(messages[0].id)).at(-1)?.status).toMatchObject({
      type: 'payment',
      status: 'failed',
      payment: { currency: 'INR', transaction: { status: 'failed' } },
    });
    const thread = await (await call('GET', `/control/customers/${ada}`)).json<CustomerThread>();
    expect(thread.messages.at(-1)?.status).toBe('read');
  });
});

describe('the imported history of a number in the phone app', () => {
  it('the history arrives in three phases, and a photo after its placeholder under the same id', async () => {
    await event({ type: 'history', customer: ada, phoneNumberId: number });
    const found = await values('history');
    const phases = found.slice(0, 3).flatMap(({ history }) => history as Json[]);
    expect(phases.map(({ metadata }) => metadata)).toEqual([
      { phase: 0, chunk_order: 1, progress: 33 },
      { phase: 1, chunk_order: 1, progress: 66 },
      { phase: 2, chunk_order: 1, progress: 100 },
    ]);
    const old = phases
      .flatMap(({ threads }) => threads as { messages: Json[] }[])
      .flatMap((thread) => thread.messages);
    const placeholder = old.find(({ type }) => type === 'media_placeholder');
    expect(old).toHaveLength(5);
    expect(old.some(({ from }) => from === '15550783001')).toBe(true);
    expect(found[3]?.messages).toMatchObject([
      { id: placeholder?.id, from: ada, type: 'image', image: { mime_type: 'image/png' } },
    ]);
    const [photo] = (found[3]?.messages ?? []) as { image: { id: string } }[];
    const file = await (await call('GET', `/v23.0/${photo?.image.id}`)).json();
    expect(file).toMatchObject({ mime_type: 'image/png' });
  });

  it('the history is an error when the business does not share it', async () => {
    await event({ type: 'history', customer: ada, phoneNumberId: number, isDeclined: true });
    expect(await values('history')).toMatchObject([{ history: [{ errors: [{ code: 2593109 }] }] }]);
  });
});

describe('a notice about the account', () => {
  it.each(Object.keys(notices) as (keyof typeof notices)[])(
    'a %s notice names the account and no number',
    async (notice) => {
      await event({ type: 'notice', notice, phoneNumberId: number });
      const [webhook] = await webhooks();
      expect(webhook?.entry).toMatchObject([
        { id: setup.wabaId, time: expect.any(Number), changes: [{ field: notices[notice].field }] },
      ]);
      expect(webhook?.entry[0]?.changes[0]?.value).not.toHaveProperty('metadata');
    },
  );

  it('a quality notice comes with and without the limit', async () => {
    await event({ type: 'notice', notice: 'quality_flagged', phoneNumberId: number });
    await event({ type: 'notice', notice: 'quality_flagged_without_limit', phoneNumberId: number });
    const [first, second] = await values('phone_number_quality_update');
    expect(first).toMatchObject({ event: 'FLAGGED', current_limit: 'TIER_2K' });
    expect(second).not.toHaveProperty('current_limit');
  });

  it('a notice can have any other field and value', async () => {
    const value = { event: 'VERIFIED_ACCOUNT' };
    await call('POST', '/control/webhooks', {
      phoneNumberId: number,
      level: 'account',
      field: 'account_update',
      value,
    });
    expect(await values('account_update')).toEqual([value]);
  });
});

describe('the Test button of the dashboard', () => {
  it('the Test button sends a message of an account and a number that do not exist, whatever the app subscribes to', async () => {
    await call('POST', `/control/numbers/${number}`, { account: { fields: [], isSubscribed: false } });
    await event({ type: 'dashboard_test', phoneNumberId: number });
    expect(await webhooks()).toMatchObject([
      {
        entry: [
          {
            id: '0',
            changes: [{ field: 'messages', value: { metadata: { phone_number_id: '123456123' } } }],
          },
        ],
      },
    ]);
  });
});

describe('an app', () => {
  it('an app gets no webhook for a field that it has not subscribed to', async () => {
    await call('POST', `/control/numbers/${number}`, { account: { fields: ['messages'] } });
    await write({ customer: ada, text: 'Hello' });
    await event({ type: 'user_id_update', customer: ada });
    await expect.poll(() => values('user_id_update')).toEqual([]);
    expect(await messages()).toHaveLength(1);
  });
});

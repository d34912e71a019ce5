/** Outbound webhooks through the API: subscribing, what arrives, how it is verified, and what is refused. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Webhook as Verifier } from 'standardwebhooks';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { EventEnvelope, EventPage, EventTypeInfo } from '../../../../worker/api/developers/events.ts';
import type {
  NewWebhook,
  Webhook,
  WebhookDeliveries,
  WebhookRequest,
  WebhookSent,
  WebhookTest,
} from '../../../../worker/api/developers/webhooks.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import type { ApiScope } from '../../../../worker/api/roles.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { workspaceOf } from '../../../../worker/objects.ts';
import { importAppSecret, verifySignature } from '../../../../worker/whatsapp/receiving/signature.ts';
import { masterKeysIn, openVault } from '../../../../worker/workspace/secrets/vault.ts';
import { rotateSecret, secretsOf } from '../../../../worker/workspace/webhooks/webhooks.ts';
import { Receivers } from '../../support/receivers.ts';
import { call, connectNumber, post, refusalOf, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242971';
const other = '106540352242973';
const customer = '15550971001';
const path = `/api/inboxes/${number}`;
let admin: string;
let receivers: Receivers;
let hosts = 0;
let wamids = 0;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, other);
  receivers = new Receivers();
});

const hostOf = () => {
  hosts += 1;
  return `hooks-${hosts}.example`;
};

async function add(
  change: Partial<Extract<WebhookRequest, { format?: 'events' }>> = {},
  { host = hostOf(), token = admin } = {},
) {
  receivers.at(host);
  const body = { name: 'CRM', url: `https://${host}/in`, events: ['*'], ...change };
  const answer = await call('POST', '/api/webhooks', { token, body });
  expect(answer.status).toBe(201);
  const added = await answer.json<NewWebhook>();
  return { host, id: added.webhook.id, secret: added.secret ?? '', webhook: added.webhook };
}

async function refused(change: Record<string, unknown>, token = admin) {
  const body = { name: 'CRM', url: `https://${hostOf()}/in`, events: ['*'], ...change };
  return refusalOf(await call('POST', '/api/webhooks', { token, body }));
}

const writes = async (words = 'Is the blue bowl still there?', from = customer, to = number) => {
  wamids += 1;
  await post(webhook(to, text(from, `wamid.hook-${wamids}`, Date.now(), words)));
  return `wamid.hook-${wamids}`;
};

const arrived = (host: string, count: number) =>
  vi.waitFor(
    () => {
      const events = receivers.bodies<EventEnvelope>(host);
      expect(events.length).toBeGreaterThanOrEqual(count);
      return events;
    },
    { timeout: 10_000 },
  );

const conversationWith = async (phone: string): Promise<Conversation> => {
  const list = await call('GET', `${path}/conversations`, { token: admin });
  const found = (await list.json<Page<Conversation>>()).rows.find(({ contact }) => contact.phone === phone);
  if (!found) throw new Error('There is no such conversation');
  return found;
};

const tokenWith = async (...scopes: ApiScope[]) => {
  const answer = await call('POST', '/api/tokens', { token: admin, body: { name: 'Zap', scopes } });
  return answer.json<NewApiToken>();
};

const remove = async (id: string) => {
  const answer = await call('DELETE', `/api/webhooks/${id}`, { token: admin });
  expect(answer.status).toBe(204);
};

describe('the events of a webhook', () => {
  it('a customer’s message arrives signed, with who wrote it and what they wrote', async () => {
    const { host, secret, id } = await add({ events: ['message.received'] });
    const wamid = await writes('Hello there');
    const [event] = await arrived(host, 1);
    const [posted] = receivers.posted(host);
    expect(new Verifier(secret).verify(posted?.body ?? '', posted?.headers ?? {})).toEqual(event);
    expect(posted?.headers['webhook-id']).toBe(event?.id);
    const hub = posted?.headers['x-hub-signature-256'] ?? null;
    const bytes = new TextEncoder().encode(posted?.body);
    expect(await verifySignature(await importAppSecret(secret), hub, bytes)).toBe(true);
    expect(event).toMatchObject({
      ...{ type: 'message.received', version: 1, previous: null },
      inbox: { id: number, phoneNumberId: number },
      data: {
        contact: { phone: customer, profileName: `Customer ${customer}` },
        message: {
          ...{ wamid, direction: 'in', author: { type: 'customer' } },
          content: { type: 'text', text: { body: 'Hello there' } },
        },
      },
    });
    await remove(id);
  });

  it('a sent message is reported when WhatsApp accepts it, and each status has the caller’s reference', async () => {
    const { host, id } = await add({
      events: ['message.sent', 'message.delivered', 'message.read', 'message.failed'],
    });
    await writes();
    const { id: conversation } = await conversationWith(customer);
    const answer = await call('POST', `${path}/conversations/${conversation}/messages`, {
      token: admin,
      headers: { 'Idempotency-Key': 'reference' },
      body: { content: { type: 'text', text: { body: 'Yes.' } }, reference: 'order-17' },
    });
    expect(await answer.json<Message>()).toMatchObject({ reference: 'order-17' });
    const [sent] = await arrived(host, 1);
    const { wamid } = Object(sent?.data.message);
    const at = Math.floor(Date.now() / 1000);
    for (const status of ['delivered', 'read']) {
      const pricing = { billable: true, category: 'service', pricing_model: 'PMP' };
      const one = { id: wamid, status, timestamp: String(at), recipient_id: customer, pricing };
      await post(webhook(number, { statuses: [one] }));
    }
    const events = await arrived(host, 3);
    expect(events.map(({ type }) => type)).toEqual(['message.sent', 'message.delivered', 'message.read']);
    for (const { data } of events) expect(data.message).toMatchObject({ reference: 'order-17', wamid });
    expect(events[1]?.data).toMatchObject({ statusAt: at * 1000, pricing: { category: 'service' } });
    expect(events.map(({ previous }) => previous)).toEqual([null, events[0]?.seq, events[1]?.seq]);
    expect(events[0]?.data.message).toMatchObject({ author: { type: 'agent', name: 'Admin' } });
    await remove(id);
  });

  it('team actions are reported with the state of that moment', async () => {
    const { host, id } = await add({ events: ['*'] });
    const phone = '15550971002';
    await writes('Hi', phone);
    const { id: conversation } = await conversationWith(phone);
    const own = `${path}/conversations/${conversation}`;
    await call('PUT', `${own}/state`, { token: admin, body: { state: 'resolved' } });
    await call('PUT', `${own}/contact`, { token: admin, body: { bookName: 'Ada' } });
    await call('POST', `${own}/notes`, {
      token: admin,
      headers: { 'Idempotency-Key': 'note' },
      body: { text: 'Private' },
    });
    const told = new Map((await arrived(host, 5)).map(({ type, data }) => [type, data]));
    expect([...told.keys()].sort()).toEqual([
      ...['contact.updated', 'conversation.created', 'conversation.resolved'],
      ...['message.received', 'window.opened'],
    ]);
    expect(told.get('conversation.resolved')).toMatchObject({
      conversation: { id: conversation, state: 'resolved', assignee: null },
      change: { type: 'resolved', by: { name: 'Admin' } },
    });
    expect(told.get('contact.updated')).toMatchObject({ changed: 'name', contact: { name: 'Ada' } });
    expect(JSON.stringify(receivers.posted(host))).not.toContain('Private');
    await remove(id);
  });

  it('message.received can be narrowed to answers to buttons and lists', async () => {
    const { host, id } = await add({
      events: ['message.received'],
      contentTypes: ['button', 'list_reply'],
    });
    await writes('Only words');
    const head = { from: customer, timestamp: String(Math.floor(Date.now() / 1000)) };
    const button = { ...head, id: 'wamid.button', type: 'button', button: { payload: 'YES', text: 'Yes' } };
    const row = { id: 'row-1', title: 'Blue bowl', description: '' };
    const interactive = { type: 'list_reply', list_reply: row };
    const list = { ...head, id: 'wamid.list', type: 'interactive', interactive };
    await post(webhook(number, { messages: [button, list] }));
    const events = await arrived(host, 2);
    expect(events.map(({ data }) => Object(data.message).wamid)).toEqual(['wamid.button', 'wamid.list']);
    await remove(id);
  });

  it('a webhook of one number gets no events of another', async () => {
    const { host, id } = await add({ events: ['message.received'], inboxes: [other] });
    await writes('To the one number');
    const wamid = await writes('To the other', customer, other);
    const events = await arrived(host, 1);
    expect(events.map(({ data }) => Object(data.message).wamid)).toEqual([wamid]);
    await remove(id);
  });
});

describe('the events of a number', () => {
  it('events cost no row without a subscriber', async () => {
    const count = () =>
      runInDurableObject(env.INBOX.getByName(other), (_, { storage }) =>
        storage.sql.exec<{ count: number }>('SELECT count(*) AS count FROM event').one(),
      );
    const before = await count();
    await writes('Nobody listens', '15550971003', other);
    expect(await count()).toEqual(before);
  });

  it('events can be read by a token with events:read, page by page', async () => {
    const { token, apiToken } = await tokenWith('events:read');
    const { next: begin } = await (
      await call('GET', `${path}/events?limit=100`, { token })
    ).json<EventPage>();
    const wamids = [await writes('One'), await writes('Two'), await writes('Three')];
    const at = `/api/v1/inboxes/${number}/events?types=message.received&limit=2`;
    const first = await (await call('GET', `${at}&after=${begin}`, { token })).json<EventPage>();
    const second = await (await call('GET', `${at}&after=${first.next}`, { token })).json<EventPage>();
    const told = [...first.events, ...second.events].map(({ data }) => Object(data.message).wamid);
    expect(told).toEqual(wamids);
    expect(second.events[0]?.previous).toBe(first.events[1]?.seq);
    expect(await refusalOf(await call('GET', `${path}/events?types=nonsense`, { token }))).toEqual([
      422,
      'invalid_input',
    ]);
    const types = await (await call('GET', '/api/event-types', { token })).json<EventTypeInfo[]>();
    expect(types).toContainEqual(expect.objectContaining({ type: 'note.created', isPrivate: true }));
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
  });

  it('events of an erased customer say only that they are erased', async () => {
    const { token, apiToken } = await tokenWith('events:read');
    const phone = '15550971004';
    const { next } = await (await call('GET', `${path}/events?limit=100`, { token })).json<EventPage>();
    await writes('My secret words', phone);
    const { id, contact } = await conversationWith(phone);
    await call('PUT', `${path}/conversations/${id}/contact`, { token: admin, body: { bookName: 'Grace' } });
    const erased = await call('POST', `${path}/conversations/${id}/erase`, {
      token: admin,
      body: { name: 'Grace' },
    });
    expect([erased.status, contact.phone]).toEqual([204, phone]);
    const answer = await call('GET', `${path}/events?limit=100&after=${next}`, { token });
    const page = await answer.json<EventPage>();
    expect(JSON.stringify(page)).not.toMatch(/secret words|Grace|15550971004/);
    const told = page.events.map(({ type, data }) => [type, data]);
    expect(told).toContainEqual(['message.received', { conversation: { id }, erased: true }]);
    expect(told.at(-1)).toEqual(['conversation.erased', { conversation: { id } }]);
    const stored = await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      JSON.stringify(storage.sql.exec('SELECT * FROM event').toArray()),
    );
    expect(stored).not.toMatch(/secret words|Grace|15550971004/);
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
  });
});

describe('a secret', () => {
  it('a secret is shown once, and is in no other answer', async () => {
    const { id, secret } = await add({ events: ['message.failed'] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const at of ['/api/webhooks', `/api/webhooks/${id}`, `/api/webhooks/${id}/deliveries`]) {
      const body = await (await call('GET', at, { token: admin })).text();
      expect(body).not.toContain(secret.slice(6));
    }
    const audit = await (await call('GET', '/api/audit', { token: admin })).text();
    expect(audit).toContain('webhook.create');
    expect(audit).not.toContain(secret.slice(6));
    await remove(id);
  });

  it('a rotated secret signs beside the new one for a day', async () => {
    const { host, id, secret } = await add({ events: ['message.received'] });
    const answer = await call('POST', `/api/v1/webhooks/${id}/secret`, { token: admin, body: {} });
    const { secret: next, webhook: rotated } = await answer.json<NewWebhook>();
    expect(rotated.formerSecretUntil).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    await writes('After the rotation');
    await arrived(host, 1);
    const [{ body, headers } = { body: '', headers: {} }] = receivers.posted(host);
    for (const one of [secret, next ?? '']) {
      expect(() => new Verifier(one).verify(body, headers)).not.toThrow();
    }
    await remove(id);
  });

  it('a secret signs for exactly a day after it was rotated', async () => {
    const { id, secret } = await add();
    const rotatedAt = Date.now();
    const day = 24 * 3_600_000;
    await runInDurableObject(workspaceOf(env), async (_, { storage: { sql } }) => {
      const vault = await openVault(masterKeysIn(env));
      const { secret: next } = await rotateSecret(sql, vault, id, undefined, rotatedAt);
      const signing = async (now: number) => (await secretsOf(sql, vault, id, now))?.secrets;
      expect(await signing(rotatedAt + day - 1)).toEqual([next, secret]);
      expect(await signing(rotatedAt + day)).toEqual([next]);
    });
    await remove(id);
  });
});

describe('invalid input', () => {
  it.each([
    ['http://shop.example/in', 'invalid_address'],
    ['not an address', 'invalid_address'],
    ['https://user:pass@shop.example/in', 'invalid_address'],
    ['https://127.0.0.1/in', 'private_address'],
    ['https://0x7f.1/in', 'private_address'],
    ['https://2130706433/in', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://[::1]/in', 'private_address'],
    ['https://[::ffff:10.0.0.1]/in', 'private_address'],
    ['https://localhost/in', 'private_address'],
    ['https://localhost./in', 'private_address'],
    ['https://db.internal/in', 'private_address'],
    ['https://printer.local/in', 'private_address'],
    ['https://intranet/in', 'private_address'],
    ['https://inbox.example/webhook', 'own_address'],
    ['https://INBOX.example./webhook', 'own_address'],
  ])('the address %s is rejected: %s', async (url, code) => {
    expect(await refused({ url })).toEqual([422, code]);
  });

  it('unknown types, wrong secrets, unknown numbers and huge bodies are rejected with a code', async () => {
    expect(await refused({ events: ['message.eaten'] })).toEqual([422, 'invalid_input']);
    expect(await refused({ events: [] })).toEqual([422, 'invalid_input']);
    expect(await refused({ contentTypes: ['smell'] })).toEqual([422, 'invalid_input']);
    expect(await refused({ secret: 'whsec_c2hvcnQ=' })).toEqual([422, 'invalid_secret']);
    expect(await refused({ secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })).toEqual([422, 'invalid_secret']);
    expect(await refused({ inboxes: ['1'] })).toEqual([422, 'number_not_connected']);
    expect(await refused({ description: 'x'.repeat(300_000) })).toEqual([413, 'body_too_large']);
    expect(await refused({ format: 'xml' })).toEqual([422, 'invalid_input']);
  });

  it('two webhooks that would send the same event to one address are rejected', async () => {
    const { id, webhook: first } = await add({ events: ['message.received'], inboxes: [number] });
    const { url } = first;
    expect(await refused({ url, events: ['*'] })).toEqual([409, 'webhook_overlaps']);
    expect(await refused({ url, events: ['message.received'], inboxes: [number, other] })).toEqual([
      409,
      'webhook_overlaps',
    ]);
    const { id: third } = await add({ url, events: ['message.received'], inboxes: [other] });
    await remove(id);
    await remove(third);
  });
});

describe('an API token with webhooks', () => {
  it('an API token adds and sees only its own webhooks, and they are deleted with it', async () => {
    const { token, apiToken } = await tokenWith('webhooks:write', 'events:read');
    const { id: ofAdmin } = await add({ events: ['message.failed'] });
    const { id, host } = await add({ events: ['message.received'] }, { token });
    const mine = await (await call('GET', '/api/v1/webhooks', { token })).json<Webhook[]>();
    expect(mine.map((one) => one.id)).toEqual([id]);
    expect(await refusalOf(await call('GET', `/api/webhooks/${ofAdmin}`, { token }))).toEqual([
      404,
      'webhook_not_found',
    ]);
    await writes('To the program');
    await arrived(host, 1);
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
    expect(await refusalOf(await call('GET', `/api/webhooks/${id}`, { token: admin }))).toEqual([
      404,
      'webhook_not_found',
    ]);
    await remove(ofAdmin);
  });

  it('an API token cannot subscribe to events that it may not read', async () => {
    const { token, apiToken } = await tokenWith('webhooks:write', 'conversations:read');
    expect(await refused({}, token)).toEqual([403, 'scope_missing']);
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
  });
});

describe('testing, the log and replaying', () => {
  const testOf = async (id: string, body: object = {}) =>
    (await call('POST', `/api/webhooks/${id}/test`, { token: admin, body })).json<WebhookTest>();

  it('a test event shows the answer at once, and what to do about a rejection', async () => {
    const { host, id, secret } = await add({ events: ['message.received'] });
    expect(await testOf(id)).toMatchObject({ isDelivered: true, status: 200, answer: 'ok', advice: null });
    const [{ body, headers } = { body: '', headers: {} }] = receivers.posted(host);
    expect(new Verifier(secret).verify(body, headers)).toMatchObject({ type: 'test.ping' });
    receivers.at(host, () => new Response('error code: 1042', { status: 404 }));
    expect(await testOf(id)).toMatchObject({ isDelivered: false, status: 404, error: 'same-zone' });
    const location = { Location: 'https://127.0.0.1/' };
    receivers.at(host, () => new Response(null, { status: 301, headers: location }));
    const moved = await testOf(id);
    expect(moved).toMatchObject({ isDelivered: false, status: 301, error: 'redirect' });
    expect(moved.advice).toContain('Enter the address');
    expect(receivers.posted(host)).toHaveLength(3);
    await remove(id);
  });

  it('the log lists each attempt with its answer and body, and delivers it again under its id', async () => {
    const { host, id } = await add({ events: ['message.received'] });
    receivers.at(host, () => new Response(`No such customer ${'x'.repeat(2_000)}`, { status: 422 }));
    await writes('Refused');
    const logOf = async () =>
      (
        await call('GET', `/api/webhooks/${id}/deliveries?inbox=${number}`, { token: admin })
      ).json<WebhookDeliveries>();
    const log = await vi.waitFor(async () => {
      const found = await logOf();
      expect(found.deliveries).toHaveLength(1);
      return found;
    });
    const [attempt] = log.deliveries;
    expect(attempt).toMatchObject({ outcome: 'refused', status: 422, type: 'message.received', attempt: 1 });
    expect(attempt?.answer).toHaveLength(512);
    expect(log.statuses).toMatchObject([{ inbox: number, held: 1, failed: 0 }]);
    const status = await (await call('GET', `/api/webhooks/${id}/status`, { token: admin })).json();
    expect(status).toContainEqual(log.statuses[0]);
    const at = `/api/webhooks/${id}/deliveries/${number}/${attempt?.seq}`;
    const { body } = await (await call('GET', at, { token: admin })).json<WebhookSent>();
    expect(body).toBe(receivers.posted(host)[0]?.body);
    receivers.at(host);
    const what = { what: 'event', inbox: number, seq: attempt?.seq };
    const replayed = await call('POST', `/api/webhooks/${id}/replay`, { token: admin, body: what });
    expect(await replayed.json()).toEqual({ events: 1 });
    const events = await arrived(host, 2);
    expect(new Set(events.map((one) => one.id)).size).toBe(1);
    expect(receivers.posted(host).at(-1)?.headers['x-message-us-replay']).toBe('1');
    const range = { what: 'range', from: 0, to: Date.now() + 1, isDryRun: true };
    const counted = await call('POST', `/api/webhooks/${id}/replay`, { token: admin, body: range });
    expect((await counted.json<{ events: number }>()).events).toBeGreaterThan(0);
    const newest = await call('GET', `/api/webhooks/${id}/deliveries?limit=1`, { token: admin });
    const { deliveries } = await newest.json<WebhookDeliveries>();
    expect(deliveries).toMatchObject([{ outcome: 'delivered', isReplay: true }]);
    await remove(id);
  });

  it('410 disables the webhook, and an admin enables it again', async () => {
    const { host, id } = await add({ events: ['message.received'] });
    const { host: watching, id: watcher } = await add({ events: ['endpoint.disabled'] });
    receivers.at(host, () => new Response('gone', { status: 410 }));
    await writes('Gone');
    const one = async () => (await call('GET', `/api/webhooks/${id}`, { token: admin })).json<Webhook>();
    await vi.waitFor(async () => expect((await one()).disabled?.because).toBe('gone'));
    const [event] = await arrived(watching, 1);
    expect(event).toMatchObject({ type: 'endpoint.disabled', data: { endpoint: { id }, because: 'gone' } });
    receivers.at(host);
    const body = { isEnabled: true, resumeFrom: 'stopped' };
    expect((await call('PUT', `/api/webhooks/${id}`, { token: admin, body })).status).toBe(200);
    await arrived(host, 2);
    await remove(id);
    await remove(watcher);
  });

  it('a failing webhook is an alert of its numbers until it is disabled', async () => {
    const { id } = await add({ events: ['message.received'], inboxes: [number] });
    await workspaceOf(env).webhooks.endpointFailing(number, id, 5);
    const alerts = async () => (await call('GET', `${path}/health`, { token: admin })).text();
    expect(await alerts()).toContain('{"type":"endpoint","name":"CRM","since":5}');
    await call('PUT', `/api/webhooks/${id}`, { token: admin, body: { isEnabled: false } });
    expect(await alerts()).not.toContain('"type":"endpoint"');
    await remove(id);
  });
});

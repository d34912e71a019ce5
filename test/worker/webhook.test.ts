import { runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Message, Page, UnroutedNumber, WebhookSetup } from '../../worker/api.ts';
import { inboxOf } from '../../worker/env.ts';
import { call, connectNumber, post, signIn, text, webhook } from './webhooks.ts';

const number = '106540352242922';
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

async function conversations(): Promise<Conversation[]> {
  const answer = await call('GET', `/api/inboxes/${number}/conversations`, { token });
  return (await answer.json<Page<Conversation>>()).rows;
}

describe('GET /webhook', () => {
  it('answers the handshake with the challenge as plain text', async () => {
    const setup = await (await call('GET', '/api/webhook', { token })).json<WebhookSetup>();
    const query = `hub.mode=subscribe&hub.verify_token=${setup.verifyToken}&hub.challenge=1158201444`;
    const answer = await call('GET', `/webhook?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toBe('1158201444');
  });

  it('refuses another verify token', async () => {
    const answer = await call('GET', '/webhook?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1');
    expect(answer.status).toBe(403);
  });
});

describe('POST /webhook', () => {
  it('stores a message once, however often it comes', async () => {
    const body = webhook(number, text('15550100001', 'wamid.once', Date.now(), 'Is it still there? 🏺'));
    expect((await post(body)).status).toBe(200);
    expect((await post(body)).status).toBe(200);
    const found = (await conversations()).find(({ contact }) => contact.phone === '15550100001');
    expect(found).toMatchObject({ unread: 1, contact: { name: 'Customer 15550100001' } });
    const page = await call('GET', `/api/inboxes/${number}/conversations/${found?.id}/messages`, { token });
    expect((await page.json<Page<Message>>()).rows).toMatchObject([
      {
        wamid: 'wamid.once',
        direction: 'in',
        content: { type: 'text', text: { body: 'Is it still there? 🏺' } },
      },
    ]);
  });

  it('is answered 503 while the inbox cannot write, with nothing half done, and stored when it comes again', async () => {
    const customer = '15550100009';
    const body = webhook(number, text(customer, 'wamid.later', Date.now(), 'Are you there?'));
    const name = (from: string, to: string) =>
      runInDurableObject(inboxOf(env, number), (_, { storage }) => {
        storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
      });
    await name('message', 'message_away');
    const refused = await post(body);
    await name('message_away', 'message');
    expect(refused.status).toBe(503);
    expect((await conversations()).some(({ contact }) => contact.phone === customer)).toBe(false);
    expect((await post(body)).status).toBe(200);
    expect((await conversations()).find(({ contact }) => contact.phone === customer)?.unread).toBe(1);
  });

  it('refuses a wrong and a missing signature with 401 and stores nothing', async () => {
    const body = webhook(number, text('15550100002', 'wamid.forged', Date.now(), 'Let me in'));
    expect((await post(body, 'another secret')).status).toBe(401);
    const unsigned = new Request('https://inbox.example/webhook', { method: 'POST', body });
    expect((await exports.default.fetch(unsigned)).status).toBe(401);
    const setup = await (await call('GET', '/api/webhook', { token })).json<WebhookSetup>();
    expect(setup.refused.count).toBeGreaterThan(0);
    expect((await conversations()).some(({ contact }) => contact.phone === '15550100002')).toBe(false);
  });

  it('refuses a body above 3 MB with 413', async () => {
    expect((await post(' '.repeat(3 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it('keeps what is not JSON, once its signature is right, and answers 200', async () => {
    expect((await post(`{"entry":[{"id":"419561257915477","changes":[ broken`)).status).toBe(200);
  });

  it('shows a type that nobody knows yet, with its JSON', async () => {
    const message = {
      from: '15550100003',
      id: 'wamid.new',
      timestamp: '1794000000',
      type: 'hologram',
      hologram: { x: 1 },
    };
    expect((await post(webhook(number, { messages: [message] }))).status).toBe(200);
    const found = (await conversations()).find(({ contact }) => contact.phone === '15550100003');
    expect(found?.lastMessage?.content).toMatchObject({ type: 'unsupported', originalType: 'hologram' });
  });

  it('lists events of a number that is not connected as unrouted', async () => {
    const both = JSON.parse(webhook(number, text('15550100004', 'wamid.ours', Date.now(), 'Hello')));
    const theirs = JSON.parse(
      webhook('999999999999', text('15550100005', 'wamid.theirs', Date.now(), 'Hello')),
    );
    both.entry.push(...theirs.entry);
    expect((await post(JSON.stringify(both))).status).toBe(200);
    const unrouted = await (await call('GET', '/api/unrouted', { token })).json<UnroutedNumber[]>();
    expect(unrouted).toMatchObject([{ phoneNumberId: '999999999999', reason: 'unknown', events: 1 }]);
    expect((await conversations()).some(({ contact }) => contact.phone === '15550100004')).toBe(true);
  });

  it('takes a customer who has a username and no phone number', async () => {
    const value = {
      contacts: [{ profile: { name: 'Ada', username: 'ada.l' }, user_id: 'US.13491208655302741918' }],
      messages: [
        {
          from_user_id: 'US.13491208655302741918',
          id: 'wamid.username',
          timestamp: '1794000000',
          type: 'text',
          text: { body: 'Hi' },
        },
      ],
    };
    expect((await post(webhook(number, value))).status).toBe(200);
    const found = (await conversations()).find(({ contact }) => contact.username === 'ada.l');
    expect(found?.contact).toMatchObject({ name: 'Ada', phone: null, userId: 'US.13491208655302741918' });
  });
});

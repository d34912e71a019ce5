/** Which messages trigger push notifications. What a device receives is tested in `workspace/push/push.test.ts`. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { NewWebhook } from '../../../../worker/api/developers/webhooks.ts';
import type { NewPushDevice } from '../../../../worker/api/people/push.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { Receivers } from '../../support/receivers.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352243953';
const botNumber = '106540352243954';
let token: string;

/** A device that wants everything. */
async function newDevice(): Promise<NewPushDevice> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  if (!('publicKey' in pair)) throw new Error('ECDH has two keys');
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  if (!(raw instanceof ArrayBuffer)) throw new Error('A raw key has bytes');
  const p256dh = btoa(String.fromCharCode(...new Uint8Array(raw)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return {
    endpoint: `https://push.example/ringing-${crypto.randomUUID()}`,
    keys: { p256dh, auth: 'AAAAAAAAAAAAAAAAAAAAAA' },
    preferences: { whose: 'all', muted: [], showText: false, alerts: true, weekly: false, quiet: null },
  };
}

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  expect((await call('PUT', '/api/push', { token, body: await newDevice() })).status).toBe(200);
});

/** The contacts whose message is about to trigger a notification, by phone number. */
const ringing = (of = number) =>
  runInDurableObject(inboxOf(env, of), (_, { storage }) =>
    storage.sql
      .exec<{ key: string }>(
        `SELECT alias.key FROM job JOIN message ON message.id = message_id
           JOIN alias USING (conversation_id) WHERE job.kind = 'notice'`,
      )
      .toArray()
      .map(({ key }) => key),
  );

it('a message triggers a push notification, and a system message or an opened chat does not', async () => {
  const [moved, opened, openedOldForm, writes] = ['15550105001', '15550105002', '15550105003', '15550105004'];
  const sent: [from: string, message: object][] = [
    [moved, { type: 'system', system: { type: 'user_identity_changed', body: 'The security code changed' } }],
    [opened, { type: 'request_welcome' }],
    [openedOldForm, { type: 'unsupported', unsupported: { type: 'request_welcome' } }],
    [writes, { type: 'text', text: { body: 'Hello' } }],
  ];
  const timestamp = String(Math.floor(Date.now() / 1000));
  // In one webhook, so that all of them would be queued together.
  const answer = await post(
    webhook(number, {
      contacts: sent.map(([from]) => ({ profile: { name: from }, wa_id: from })),
      messages: sent.map(([from, message]) => ({ from, id: `wamid.ring-${from}`, timestamp, ...message })),
    }),
  );
  expect(answer.status).toBe(200);
  await vi.waitFor(async () => expect(await ringing()).toContain(writes));
  expect(await ringing()).toEqual([writes]);
});

it('a message to a bot triggers a push notification when the bot hands over, and not before', async () => {
  await connectNumber(token, botNumber);
  new Receivers().at('bot.example');
  const scopes = ['conversations:read', 'conversations:write'];
  const created = await call('POST', '/api/tokens', { token, body: { name: 'Bot', scopes, sendsAs: 'bot' } });
  const { token: bot } = await created.json<NewApiToken>();
  const to = { url: 'https://bot.example/in', events: ['message.received'], inboxes: [botNumber] };
  const added = await call('POST', '/api/webhooks', { token, body: { name: 'Bot', ...to } });
  const { webhook: hook } = await added.json<NewWebhook>();
  const path = `/api/inboxes/${botNumber}`;
  const settings = { bot: { webhook: hook.id } };
  expect((await call('PUT', `${path}/settings`, { token, body: settings })).status).toBe(200);

  const [handedOver, handled] = ['15550105011', '15550105012'];
  for (const phone of [handedOver, handled]) {
    const body = webhook(botNumber, text(phone, `wamid.to-bot-${phone}`, Date.now(), 'Hello'));
    expect((await post(body)).status).toBe(200);
  }
  const found = await call('GET', `${path}/conversations?search=${handedOver}`, { token });
  const [conversation] = (await found.json<Page<Conversation>>()).rows;
  const address = `${path}/conversations/${conversation?.id}/hand-over`;
  expect((await call('POST', address, { token: bot, body: {} })).status).toBe(200);
  await vi.waitFor(async () => expect(await ringing(botNumber)).toContain(handedOver));
  // Both messages were stored before, so the other one would have been queued by now.
  expect(await ringing(botNumber)).toEqual([handedOver]);
});

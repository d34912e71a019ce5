/** Which messages ring on the agents' devices. What a device receives is tested in `workspace/push/push.test.ts`. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it, vi } from 'vitest';
import type { NewPushDevice } from '../../../../worker/api/people/push.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, webhook } from '../../support/webhooks.ts';

const number = '106540352243953';

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
    preferences: { whose: 'all', muted: [], showText: false, alerts: true, quiet: null },
  };
}

beforeAll(async () => {
  const token = await signIn();
  await connectNumber(token, number);
  expect((await call('PUT', '/api/push', { token, body: await newDevice() })).status).toBe(200);
});

/** The contacts whose message is about to ring, by phone number. */
const ringing = () =>
  runInDurableObject(inboxOf(env, number), (_, { storage }) =>
    storage.sql
      .exec<{ key: string }>(
        `SELECT alias.key FROM job JOIN message ON message.id = message_id
           JOIN alias USING (conversation_id) WHERE job.kind = 'notice'`,
      )
      .toArray()
      .map(({ key }) => key),
  );

it('a message rings, and a system message or a chat that was only opened does not', async () => {
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

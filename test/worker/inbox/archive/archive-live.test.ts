/** What agents and programs get of old messages that change or are quoted. */
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { openPage } from '../../support/live-socket.ts';
import { randomOf } from '../../support/random.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';
import {
  archive,
  customer,
  inboxNamed,
  restart,
  season,
  smallLimits,
  tell,
  usualLimits,
} from './archive-scene.ts';

const number = '106540352255502';
const inbox = inboxNamed(number);
let token: string;

beforeAll(async () => {
  smallLimits();
  token = await signIn();
  await connectNumber(token, number);
  await tell(inbox, season(randomOf(31), 2, 80));
  await archive(inbox);
});
beforeEach(async () => {
  smallLimits();
  // Nothing of the archive is in memory.
  await restart(inbox);
});
afterEach(usualLimits);

function oldOne(direction: 'in' | 'out') {
  return runInDurableObject(inbox, (_, { storage: { sql } }) =>
    sql
      .exec<{ id: number; wamid: string; conversation: number }>(
        `SELECT id, wamid, conversation_id AS conversation FROM message
         WHERE segment IS NOT NULL AND direction = ? AND status IS NOT 'read' ORDER BY id LIMIT 1`,
        direction,
      )
      .one(),
  );
}

it('an open console shows that an old message has been read, with its content', async () => {
  const page = await openPage(token, number);
  const { id, wamid } = await oldOne('out');
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const statuses = [{ id: wamid, status: 'read', timestamp, recipient_id: customer(0) }];
  expect((await post(webhook(number, { statuses }))).status).toBe(200);
  const shown = await vi.waitFor(() => {
    const messages = page.frames.flatMap((frame) => (frame.type === 'change' ? frame.messages : []));
    const found = messages.find((message) => message.id === id);
    if (!found) throw new Error('It has not been shown yet');
    return found;
  });
  expect(shown.status).toBe('read');
  expect(shown.content.type).toBe('text');
  page.socket.close();
});

it('a console that was away gets an old message that has changed, with its content', async () => {
  const before = await runInDurableObject(inbox, (_, { storage: { sql } }) =>
    sql.exec<{ seq: number }>('SELECT max(max(seq), max(id)) AS seq FROM message').one(),
  );
  const { id, wamid } = await oldOne('in');
  const message = { id: 'wamid.reacts', timestamp: String(Math.floor(Date.now() / 1_000)), type: 'reaction' };
  const reaction = { message_id: wamid, emoji: '🎉' };
  await post(webhook(number, { messages: [{ from: customer(0), ...message, reaction }] }));
  await restart(inbox);
  const { ticket } = await (await call('POST', `/api/inboxes/${number}/tickets`, { token })).json<{
    ticket: string;
  }>();
  const { webSocket } = await call(
    'GET',
    `/api/inboxes/${number}/live?ticket=${ticket}&after=${before.seq}`,
    {
      headers: { Upgrade: 'websocket' },
    },
  );
  const frames: string[] = [];
  webSocket?.addEventListener('message', ({ data }) => void frames.push(String(data)));
  webSocket?.accept();
  await vi.waitFor(() => expect(frames.join()).toContain('"ready"'));
  const [change] = frames.map((frame) => JSON.parse(frame));
  expect(change.messages.find((one: Message) => one.id === id)).toMatchObject({
    ...{ content: { type: 'text' }, reactions: [{ emoji: '🎉' }] },
  });
  webSocket?.close();
});

it('an answer that quotes an old message is accepted once, and shows what it quotes', async () => {
  await post(webhook(number, text(customer(0), 'wamid.window', Date.now() - 60_000, 'One more question')));
  const { wamid } = await oldOne('in');
  const conversation = await runInDurableObject(inbox, (_, { storage: { sql } }) =>
    sql.exec<{ id: number }>('SELECT conversation_id AS id FROM alias WHERE key = ?', customer(0)).one(),
  );
  await restart(inbox);
  const send = () =>
    call('POST', `/api/inboxes/${number}/conversations/${conversation.id}/messages`, {
      token,
      headers: { 'Idempotency-Key': 'quotes' },
      body: { content: { type: 'text', text: { body: 'About this one' } }, replyTo: wamid },
    });
  const first = await send();
  expect([first.status, first.headers.get('Idempotent-Replayed')]).toEqual([201, null]);
  const message = await first.json<Message>();
  expect(message.quoted?.message?.content.type).toBe('text');
  const second = await send();
  expect(second.headers.get('Idempotent-Replayed')).toBe('true');
  expect((await second.json<Message>()).id).toBe(message.id);
});

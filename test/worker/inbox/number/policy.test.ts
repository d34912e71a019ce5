/** What a number does automatically: stop words, a reminder before the window closes, scheduled messages. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { NumberPolicy } from '../../../../worker/api/numbers/numbers.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf, workspaceOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, text, wabaId, webhook } from '../../support/webhooks.ts';

const number = '106540352242977';
const path = `/api/inboxes/${number}`;
const hour = 60 * 60_000;
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

async function receive(value: Record<string, unknown>): Promise<void> {
  expect((await post(webhook(number, value))).status).toBe(200);
}

async function conversationOf(phone: string): Promise<Conversation> {
  const answer = await call('GET', `${path}/conversations`, { token });
  const { rows } = await answer.json<Page<Conversation>>();
  const found = rows.find(({ contact }) => contact.phone === phone);
  if (!found) throw new Error(`No conversation with ${phone}`);
  return found;
}

async function messagesOf({ id }: Conversation): Promise<Message[]> {
  const answer = await call('GET', `${path}/conversations/${id}/messages`, { token });
  return (await answer.json<Page<Message>>()).rows;
}

const send = (id: number, key: string, body: object) =>
  call('POST', `${path}/conversations/${id}/messages`, {
    token,
    headers: { 'Idempotency-Key': key },
    body: { content: { type: 'text', text: { body: 'Hello' } }, ...body },
  });

async function change(part: Partial<NumberPolicy>): Promise<Response> {
  const now = await (await call('GET', `${path}/policy`, { token })).json<NumberPolicy>();
  return call('PUT', `${path}/policy`, { token, body: { ...now, ...part } });
}

describe('a customer who says STOP', () => {
  const from = '15550300001';

  it('STOP opts a customer out of marketing until START, and late repeats change nothing', async () => {
    const began = Date.now() - hour;
    await receive(text(from, 'wamid.p1', began, 'Hello'));
    expect((await conversationOf(from)).marketingStoppedAt).toBeNull();
    await receive(text(from, 'wamid.p2', began + 10_000, 'stop.'));
    expect((await conversationOf(from)).marketingStoppedAt).toBe(Math.floor((began + 10_000) / 1000) * 1000);
    await receive(text(from, 'wamid.p3', began + 20_000, 'Start'));
    expect((await conversationOf(from)).marketingStoppedAt).toBeNull();
    await receive(text(from, 'wamid.p2', began + 10_000, 'stop.'));
    expect((await conversationOf(from)).marketingStoppedAt).toBeNull();
  });

  it('STOP wins over START in the same second, whichever comes first', async () => {
    const at = Date.now() - hour;
    for (const [from, words] of [
      ['15550300041', ['STOP', 'START']],
      ['15550300042', ['START', 'STOP']],
    ] as const) {
      for (const word of words) await receive(text(from, `wamid.${from}.${word}`, at, word));
      expect((await conversationOf(from)).marketingStoppedAt).toBe(Math.floor(at / 1000) * 1000);
    }
  });

  it('a customer who opted out can opt in elsewhere, which is recorded with its source', async () => {
    await receive(text(from, 'wamid.p4', Date.now() - 60_000, 'STOP'));
    const { id, marketingStoppedAt } = await conversationOf(from);
    expect(marketingStoppedAt).not.toBeNull();
    const record = (at: number) =>
      call('PUT', `${path}/conversations/${id}/consent`, { token, body: { source: 'Checkout', at } });
    const before = await (await record(Date.now() - 2 * hour)).json<Conversation>();
    expect(before.marketingStoppedAt).not.toBeNull();
    const at = Date.now();
    const after = await (await record(at)).json<Conversation>();
    expect(after).toMatchObject({ marketingStoppedAt: null, consent: { at, source: 'Checkout' } });
    expect((await record(Date.now() + hour)).status).toBe(422);
    // It was said before the checkout and came late.
    await receive(text(from, 'wamid.p4b', at - 30_000, 'STOP'));
    expect((await conversationOf(from)).marketingStoppedAt).toBeNull();
  });

  it('a customer who opted out gets no template of an unknown category', async () => {
    const other = '15550300022';
    await receive(text(other, 'wamid.p4c', Date.now() - 5_000, 'STOP'));
    const { id } = await conversationOf(other);
    // The list was fetched before the template was made, and WhatsApp does not answer now.
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec('INSERT OR REPLACE INTO template_list VALUES (?, ?)', wabaId, Date.now());
    });
    const content = { type: 'template', template: { name: 'brand_new', language: { code: 'en' } } };
    const answer = await send(id, 'unknown-template', { content });
    expect([answer.status, (await answer.json<ErrorBody>()).error.code]).toEqual([
      502,
      'templates_unreachable',
    ]);
  });

  it('an opt-out survives the merge of two conversations', async () => {
    const phone = '15550300021';
    const user_id = 'US.15550300021';
    const said = (id: string, at: number, body: string, ids: object) =>
      receive({
        messages: [{ ...ids, id, timestamp: String(Math.floor(at / 1000)), type: 'text', text: { body } }],
      });
    const began = Date.now() - hour;
    await said('wamid.j1', began, 'Hello', { from: phone });
    await said('wamid.j2', began + 10_000, 'Stop', { from_user_id: user_id });
    await said('wamid.j3', began + 20_000, 'It is me', { from: phone, from_user_id: user_id });
    expect((await conversationOf(phone)).marketingStoppedAt).toBe(Math.floor((began + 10_000) / 1000) * 1000);
  });
});

describe('a scheduled message', () => {
  it('a scheduled message waits, lets others pass, and can be cancelled', async () => {
    await receive(text('15550300002', 'wamid.p5', Date.now() - 5_000, 'Tomorrow is fine'));
    const { id } = await conversationOf('15550300002');
    const sendAt = Date.now() + hour;
    const later = await (await send(id, 'later', { sendAt })).json<Message>();
    expect(later).toMatchObject({ status: 'queued', retryAt: sendAt, error: { code: 'scheduled' } });
    const again = await (await send(id, 'later', { sendAt })).json<Message>();
    expect(again.id).toBe(later.id);
    const now = await (await send(id, 'now', {})).json<Message>();
    await vi.waitFor(async () => {
      const messages = await messagesOf(await conversationOf('15550300002'));
      expect(messages.find((message) => message.id === now.id)?.status).toBe('in_doubt');
    });
    const cancel = () => call('POST', `${path}/messages/${later.id}/cancel`, { token });
    expect(await (await cancel()).json()).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
    expect((await (await cancel()).json<ErrorBody>()).error.code).toBe('not_scheduled');
    expect((await send(id, 'past', { sendAt: Date.now() - 1 })).status).toBe(422);
  });

  it('a scheduled message is sent at its time, at its place in the thread, if the window is open then', async () => {
    const inbox = inboxOf(env, number);
    await receive(text('15550300003', 'wamid.p6', Date.now() - 5_000, 'Remind me'));
    await receive(text('15550300004', 'wamid.p7', Date.now() - 30 * hour, 'Long ago'));
    const open = await conversationOf('15550300003');
    const shut = await conversationOf('15550300004');
    for (const [at, { id }] of [open, shut].entries()) {
      expect((await send(id, `due-${at}`, { sendAt: Date.now() + 20 * hour })).status).toBe(201);
    }
    await runInDurableObject(inbox, (_, { storage }) => {
      storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane LIKE 'later/%'");
      return storage.setAlarm(Date.now() + hour);
    });
    await runDurableObjectAlarm(inbox);
    await vi.waitFor(async () => {
      const [sent] = await messagesOf(open);
      expect(sent).toMatchObject({ key: 'due-0', status: 'in_doubt' });
      const [stopped] = await messagesOf(shut);
      expect(stopped).toMatchObject({ key: 'due-1', status: 'failed', error: { code: 'window_closed' } });
    });
  });
});

describe('an idempotency key', () => {
  it('a repeated key returns the first result, whatever has happened to the conversation since', async () => {
    await receive(text('15550300030', 'wamid.k1', Date.now() - 5_000, 'Hello'));
    const { id } = await conversationOf('15550300030');
    const first = await (await send(id, 'first-result', {})).json<Message>();
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => {
      storage.sql.exec('UPDATE conversation SET blocked_at = 1, opened_at = 1 WHERE id = ?', id);
    });
    expect((await send(id, 'another', {})).status).toBe(409);
    const again = await send(id, 'first-result', {});
    expect([again.status, (await again.json<Message>()).id]).toEqual([201, first.id]);
  });
});

describe('a reminder', () => {
  it('a reminder is off by default; when on, it is sent once before the window closes, unless we wrote last or the contact opted out', async () => {
    // Within the hour in which the first open windows have begun, at nearly every minute of the clock.
    const soon = Date.now() - 23.95 * hour;
    await receive(text('15550300005', 'wamid.p8', soon, 'Is anybody there?'));
    await receive(text('15550300006', 'wamid.p9', soon, 'And here?'));
    await receive(text('15550300007', 'wamid.p10', Date.now() - hour, 'Recent'));
    // WhatsApp's own word came last in one whose window has closed, and in one that was answered.
    await receive(text('15550300009', 'wamid.p13', Date.now() - 26 * hour, 'Long ago'));
    await receive(text('15550300010', 'wamid.p14', soon, 'Answered'));
    await send((await conversationOf('15550300010')).id, 'answered-too', {});
    for (const from of ['15550300009', '15550300010']) {
      const system = {
        type: 'system',
        system: { body: 'The security code has changed', type: 'customer_identity_changed' },
      };
      const timestamp = String(Math.floor(Date.now() / 1000));
      await receive({ messages: [{ from, id: `wamid.system.${from}`, timestamp, ...system }] });
    }
    await receive(text('15550300011', 'wamid.p15', soon, 'Answered in vain'));
    const vain = (await conversationOf('15550300011')).id;
    const planned = await send(vain, 'planned', { sendAt: Date.now() + hour });
    const { id: taken } = await planned.json<Message>();
    expect((await call('POST', `${path}/messages/${taken}/cancel`, { token })).status).toBe(200);
    await receive(text('15550300012', 'wamid.p16', soon, 'Blocked'));
    const blocked = (await conversationOf('15550300012')).id;
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => {
      storage.sql.exec('UPDATE conversation SET blocked_at = 1 WHERE id = ?', blocked);
    });
    await receive(text('15550300013', 'wamid.p17', soon, 'Is it in stock?'));
    await receive(text('15550300013', 'wamid.p18', soon + 1_000, 'STOP'));
    await receive(text('15550300014', 'wamid.p19', soon, 'STOP'));
    await receive(text('15550300014', 'wamid.p20', soon + 1_000, 'START'));
    const answered = await conversationOf('15550300006');
    await send(answered.id, 'answered', {});
    const nudge = { text: 'May we still help you?', minutesBefore: 60 };
    expect((await change({ nudge: { ...nudge, minutesBefore: 1 } })).status).toBe(422);
    expect(await messagesOf(await conversationOf('15550300005'))).toHaveLength(1);
    expect((await change({ nudge })).status).toBe(200);
    await vi.waitFor(async () => {
      const [first, ...rest] = await messagesOf(await conversationOf('15550300005'));
      expect(first).toMatchObject({ content: { text: { body: nudge.text } }, author: { type: 'nudge' } });
      expect(rest).toHaveLength(1);
    });
    const inbox = inboxOf(env, number);
    await runInDurableObject(inbox, (_, { storage }) => {
      storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'nudge'");
    });
    await runDurableObjectAlarm(inbox);
    expect(await messagesOf(await conversationOf('15550300005'))).toHaveLength(2);
    expect(await messagesOf(await conversationOf('15550300006'))).toHaveLength(2);
    expect(await messagesOf(await conversationOf('15550300007'))).toHaveLength(1);
    expect(await messagesOf(await conversationOf('15550300009'))).toHaveLength(2);
    expect(await messagesOf(await conversationOf('15550300010'))).toHaveLength(3);
    const [last] = await messagesOf(await conversationOf('15550300011'));
    expect(last?.author).toEqual({ type: 'nudge' });
    expect(await messagesOf(await conversationOf('15550300012'))).toHaveLength(1);
    // Who has opted out gets none; who has opted in again does.
    expect(await messagesOf(await conversationOf('15550300013'))).toHaveLength(2);
    const [toOptedIn] = await messagesOf(await conversationOf('15550300014'));
    expect(toOptedIn?.author).toEqual({ type: 'nudge' });
    await change({ nudge: null });
  });
});

describe('the identity check', () => {
  it('the identity check stops a conversation whose customer has changed until an agent accepts them', async () => {
    const from = '15550300008';
    const write = (id: string, hash: string, at = Date.now()) => {
      const value = text(from, id, at, 'It is me');
      const [message] = Array.isArray(value.messages) ? value.messages : [];
      return receive({ ...value, messages: [{ ...message, identity: { acknowledged: true, hash } }] });
    };
    await change({ identityCheck: true });
    await write('wamid.p11', 'first');
    expect((await conversationOf(from)).identityChanged).toBe(false);
    await write('wamid.p12', 'second');
    const { id, identityChanged } = await conversationOf(from);
    expect(identityChanged).toBe(true);
    await send(id, 'to-whom', {});
    await vi.waitFor(async () => {
      const [sent] = await messagesOf(await conversationOf(from));
      expect(sent).toMatchObject({ status: 'failed', error: { code: 'identity_changed' } });
    });
    // What was written before the change and came late says nothing about who they are now.
    await write('wamid.p12b', 'first', Date.now() - 60_000);
    expect((await conversationOf(from)).identityChanged).toBe(true);
    const accepted = await call('POST', `${path}/conversations/${id}/identity`, { token });
    expect((await accepted.json<Conversation>()).identityChanged).toBe(false);
    await send(id, 'to-them', {});
    await vi.waitFor(async () => {
      const [sent] = await messagesOf(await conversationOf(from));
      expect(sent).toMatchObject({ key: 'to-them', status: 'in_doubt' });
    });
  });
});

/** Open, snoozed and resolved conversations, their history, and which of them need a reply. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../../worker/api/conversations/teamwork.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, refusalOf } from '../../support/webhooks.ts';
import {
  ana,
  anaId,
  ben,
  hour,
  kinds,
  list,
  newConversation,
  number,
  path,
  put,
  read,
  see,
  send,
  signInTeam,
  thread,
  write,
} from './team.ts';

beforeAll(signInTeam);

describe('a resolved conversation', () => {
  it('a resolved conversation reopens with the customer’s next message, once, and not with earlier ones', async () => {
    const { id, from } = await newConversation();
    const resolved = await (await put(ana, id, 'state', { state: 'resolved' })).json<Conversation>();
    expect(resolved).toMatchObject({ state: 'resolved', waitingSince: null });
    await write(from);
    const opened = await see(ana, id);
    expect(opened.state).toBe('open');
    expect(opened.waitingSince).not.toBeNull();
    await write(from);
    expect(kinds(await thread(id))).toEqual(['resolved', 'opened']);
  });

  it('a reopened conversation waits for a reply if the customer wrote last', async () => {
    const { id, waitingSince } = await newConversation();
    await put(ana, id, 'state', { state: 'resolved' });
    const opened = await (await put(ana, id, 'state', { state: 'open' })).json<Conversation>();
    expect(opened.waitingSince).toBe(waitingSince);
  });

  it('a conversation is not resolved if the customer has just written', async () => {
    const { id, from, seq } = await newConversation();
    await write(from);
    expect(await refusalOf(await put(ana, id, 'state', { state: 'resolved', seen: seq }))).toEqual([
      409,
      'customer_wrote',
    ]);
    expect((await put(ana, id, 'state', { state: 'resolved', seen: (await see(ana, id)).seq })).status).toBe(
      200,
    );
  });
});

describe('the history of a conversation', () => {
  it('the history has the notes, resolving and reopening, newest first and page by page', async () => {
    const { id, from } = await newConversation();
    await put(ana, id, 'assignee', { to: anaId });
    await put(ana, id, 'state', { state: 'snoozed', until: Date.now() + hour });
    await put(ana, id, 'state', { state: 'open' });
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    await call('POST', `${path}/conversations/${id}/notes`, {
      token: ana,
      headers,
      body: { text: 'Fragile' },
    });
    await put(ana, id, 'state', { state: 'resolved' });
    await write(from);
    const history = async (query: string) => {
      const answer = await call('GET', `${path}/conversations/${id}/history${query}`, { token: ben });
      return answer.json<Page<Entry>>();
    };
    const first = await history('?limit=2');
    expect(first.rows).toMatchObject([
      { type: 'opened', after: 'resolved', by: null },
      { type: 'resolved', by: { name: 'Ana' } },
    ]);
    const rest = await history(`?limit=2&before=${first.next}`);
    expect(rest).toMatchObject({ rows: [{ type: 'note', text: 'Fragile' }], next: null });
  });
});

describe('a snoozed conversation', () => {
  it('a snoozed conversation opens at its time, or when the customer writes', async () => {
    const one = await newConversation();
    const two = await newConversation();
    const snooze = (id: number, until: number) => put(ana, id, 'state', { state: 'snoozed', until });
    expect((await snooze(one.id, Date.now() - 1)).status).toBe(422);
    const until = Date.now() + hour;
    expect(await (await snooze(one.id, until)).json()).toMatchObject({
      state: 'snoozed',
      snoozedUntil: until,
    });
    await snooze(two.id, until + hour);
    await write(two.from);
    expect(await see(ana, two.id)).toMatchObject({ state: 'open', snoozedUntil: null });
    const inbox = inboxOf(env, number);
    await runInDurableObject(inbox, (_, { storage }) => {
      storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'wake'");
      storage.sql.exec('UPDATE conversation SET snoozed_until = 1 WHERE id = ?', one.id);
      return storage.setAlarm(Date.now() + hour);
    });
    await runDurableObjectAlarm(inbox);
    await vi.waitFor(async () => expect((await see(ana, one.id)).state).toBe('open'));
    expect((await thread(one.id)).entries[0]).toMatchObject({ type: 'opened', after: 'snoozed', by: null });
    const left = await runInDurableObject(
      inbox,
      (_, { storage }) => storage.sql.exec("SELECT * FROM job WHERE lane = 'wake'").toArray().length,
    );
    expect(left).toBe(0);
  });
});

describe('needs reply', () => {
  it('a conversation needs a reply if the customer wrote last, whoever has read it', async () => {
    const { id, from } = await newConversation();
    const isWaiting = async () =>
      (await list(ben, '?needs-reply=1&limit=100')).rows.some((row) => row.id === id);
    expect(await isWaiting()).toBe(true);
    await read(ana, await see(ana, id));
    expect(await isWaiting()).toBe(true);
    // A scheduled or failed message is not a reply.
    const later = await send(ana, id, `later-${id}`, { sendAt: Date.now() + hour });
    expect(await isWaiting()).toBe(true);
    await call('POST', `${path}/messages/${(await later.json<Message>()).id}/cancel`, { token: ana });
    expect(await isWaiting()).toBe(true);
    await send(ana, id, `answer-${id}`);
    expect(await isWaiting()).toBe(false);
    await write(from, 'And this?', Date.now() + 2_000);
    expect(await isWaiting()).toBe(true);
  });
});

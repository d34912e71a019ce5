/** What the team does among itself: who has a conversation, what state it is in, notes, labels, and what each has read. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation, ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { LiveFrame, LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type {
  BulkCommand,
  BulkResult,
  Counts,
  Entry,
  MessagePage,
} from '../../../../worker/api/conversations/teamwork.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { NumberPolicy } from '../../../../worker/api/numbers/numbers.ts';
import { routes } from '../../../../worker/api/routes/index.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import {
  call,
  connectNumber,
  post,
  refusalOf,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242955';
const path = `/api/inboxes/${number}`;
const hour = 60 * 60_000;
let admin: string;
let ana: string;
let ben: string;
const [anaId, benId] = ['site/ana', 'site/ben'];

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  ben = await siteSession(admin, { sub: 'ben', name: 'Ben' });
});

let customers = 0;
let messages = 0;
let time = Date.now() - hour;
const tick = () => {
  time += 1_000;
  return time;
};

/** A customer who has written once. */
async function newConversation(): Promise<Conversation & { from: string }> {
  const from = `1555060${1_000 + customers++}`;
  await write(from);
  const found = (await list(ana, '?limit=100')).rows.find(({ contact }) => contact.phone === from);
  if (!found) throw new Error('The conversation is not in the list');
  return { ...found, from };
}

async function write(from: string, body = 'Hello', at = tick()): Promise<void> {
  expect((await post(webhook(number, text(from, `wamid.team.${messages++}`, at, body)))).status).toBe(200);
}

async function list(token: string, query = ''): Promise<ConversationPage> {
  const answer = await call('GET', `${path}/conversations${query}`, { token });
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

async function see(token: string, id: number): Promise<Conversation> {
  return (await call('GET', `${path}/conversations/${id}`, { token })).json();
}

async function thread(id: number): Promise<MessagePage> {
  return (await call('GET', `${path}/conversations/${id}/messages`, { token: ana })).json();
}

const put = (token: string, id: number, what: string, body: object) =>
  call('PUT', `${path}/conversations/${id}/${what}`, { token, body });

const note = (token: string, id: number, key: string, body: object) =>
  call('POST', `${path}/conversations/${id}/notes`, { token, body, headers: { 'Idempotency-Key': key } });

const send = (token: string, id: number, key: string, body: object = {}) =>
  call('POST', `${path}/conversations/${id}/messages`, {
    token,
    headers: { 'Idempotency-Key': key },
    body: { content: { type: 'text', text: { body: 'Hello' } }, ...body },
  });

const read = (token: string, { id, seq }: Conversation) =>
  call('POST', `${path}/conversations/${id}/read`, { token, body: { seq } });

async function bulk(
  token: string,
  ids: number[],
  command: BulkCommand,
  seen: Record<number, number> = {},
): Promise<BulkResult> {
  const answer = await call('POST', `${path}/bulk`, { token, body: { ids, command, seen } });
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

const kinds = ({ entries }: MessagePage) => entries.map(({ type }) => type).reverse();

/** The frames that a console gets from now on. */
async function watch(token: string): Promise<{ frames: LiveFrame[]; close(): void }> {
  const { ticket } = await (await call('POST', `${path}/tickets`, { token })).json<LiveTicket>();
  const { webSocket: socket } = await call('GET', `${path}/live?ticket=${ticket}`, {
    headers: { Upgrade: 'websocket' },
  });
  if (!socket) throw new Error('No socket was opened');
  const frames: LiveFrame[] = [];
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data))));
  socket.accept();
  await vi.waitFor(() => expect(frames.map(({ type }) => type)).toContain('ready'));
  return { frames, close: () => socket.close() };
}

describe('two agents who assign a conversation to themselves at once', () => {
  it('one of two agents gets the conversation, and the other learns who has it and can take it over', async () => {
    const { id } = await newConversation();
    const answers = await Promise.all([
      put(ana, id, 'assignee', { to: anaId }),
      put(ben, id, 'assignee', { to: benId }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = (await see(ana, id)).assignee;
    const refused = answers.find(({ status }) => status === 409);
    const { error } = await (refused ?? new Response()).json<ErrorBody>();
    expect(error).toMatchObject({ code: 'already_assigned', details: { assignee: winner } });
    const [loser, loserId] = winner?.id === anaId ? [ben, benId] : [ana, anaId];
    const taken = await put(loser, id, 'assignee', { to: loserId, from: winner?.id ?? null });
    expect((await taken.json<Conversation>()).assignee?.id).toBe(loserId);
    const { entries } = await thread(id);
    expect(entries).toMatchObject([
      { type: 'assigned', to: { id: loserId }, from: winner, by: { id: loserId } },
      { type: 'assigned', to: winner, from: null, by: winner },
    ]);
  });
});

describe('a conversation', () => {
  it('a conversation is unassigned by its assignee, and passed on with a note that mentions the other', async () => {
    const { id } = await newConversation();
    await put(ana, id, 'assignee', { to: anaId });
    await put(ana, id, 'assignee', { to: null });
    expect((await see(ben, id)).assignee).toBeNull();
    await put(ana, id, 'assignee', { to: anaId });
    await put(ana, id, 'assignee', { to: benId, note: 'She knows you.' });
    expect(await see(ben, id)).toMatchObject({ assignee: { id: benId, name: 'Ben' }, mentioned: true });
    expect(await see(ana, id)).toMatchObject({ mentioned: false });
    const [last] = (await thread(id)).entries;
    expect(last).toMatchObject({
      type: 'note',
      text: 'She knows you.',
      mentions: [benId],
      by: { name: 'Ana' },
    });
  });

  it('a conversation cannot be assigned to a person outside the team or without access to its number', async () => {
    const { id } = await newConversation();
    expect(await refusalOf(await put(ana, id, 'assignee', { to: 'stranger' }))).toEqual([
      404,
      'agent_not_found',
    ]);
    await siteSession(admin, { sub: 'cleo', name: 'Cleo' });
    const change = (numbers: string[] | null) =>
      call('PUT', '/api/agents/site%2Fcleo', { token: admin, body: { numbers } });
    await put(ana, id, 'assignee', { to: 'site/cleo' });
    expect((await change([])).status).toBe(200);
    expect((await see(ana, id)).assignee).toBeNull();
    expect(await refusalOf(await put(ana, id, 'assignee', { to: 'site/cleo' }))).toEqual([
      422,
      'number_not_allowed',
    ]);
  });

  it('a conversation is unassigned when its agent leaves the team', async () => {
    const { id } = await newConversation();
    await siteSession(admin, { sub: 'dan', name: 'Dan' });
    await put(ana, id, 'assignee', { to: 'site/dan' });
    await call('DELETE', '/api/agents/site%2Fdan', { token: admin });
    expect((await see(ana, id)).assignee).toBeNull();
    const [last] = (await thread(id)).entries;
    expect(last).toMatchObject({ type: 'assigned', to: null, from: { name: 'Dan' }, by: null });
  });

  it('a conversation is assigned to the first person who replies if the number says so, and never to an API token', async () => {
    const policy = await (await call('GET', `${path}/policy`, { token: admin })).json<NumberPolicy>();
    expect(policy.claimOnReply).toBe(false);
    const off = await newConversation();
    await send(ana, off.id, 'claim-off');
    expect((await see(ana, off.id)).assignee).toBeNull();
    await call('PUT', `${path}/policy`, { token: admin, body: { ...policy, claimOnReply: true } });
    const on = await newConversation();
    const made = await call('POST', '/api/tokens', {
      token: admin,
      body: { name: 'Shop', scopes: ['conversations:write'] },
    });
    const { token } = await made.json<{ token: string }>();
    await send(token, on.id, 'claim-program');
    expect((await see(ana, on.id)).assignee).toBeNull();
    await send(ben, on.id, 'claim-ben');
    await send(ana, on.id, 'claim-ana');
    expect((await see(ana, on.id)).assignee?.id).toBe(benId);
    await call('PUT', `${path}/policy`, { token: admin, body: policy });
  });
});

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

describe('unread', () => {
  it('unread is counted for each agent', async () => {
    const { id, from } = await newConversation();
    await write(from);
    expect((await see(ana, id)).unread).toBe(2);
    await read(ana, await see(ana, id));
    expect((await see(ana, id)).unread).toBe(0);
    expect((await see(ben, id)).unread).toBe(2);
    await write(from);
    expect((await see(ana, id)).unread).toBe(1);
    // Ben has never looked: what is answered does not wait for him.
    await send(ana, id, `unread-${id}`);
    expect((await see(ben, id)).unread).toBe(0);
    expect((await see(ana, id)).unread).toBe(1);
  });

  it('an agent can mark a conversation as unread for themselves alone', async () => {
    const { id } = await newConversation();
    await read(ana, await see(ana, id));
    await read(ben, await see(ben, id));
    await call('POST', `${path}/conversations/${id}/unread`, { token: ana });
    expect((await see(ana, id)).unread).toBe(1);
    expect((await see(ben, id)).unread).toBe(0);
    expect((await list(ana, '?unread=1&limit=100')).rows.map((row) => row.id)).toContain(id);
    expect((await list(ben, '?unread=1&limit=100')).rows.map((row) => row.id)).not.toContain(id);
  });

  it('a read mark is sent to the agent’s other devices and to nobody else', async () => {
    const { id, from } = await newConversation();
    const [anas, bens] = [await watch(ana), await watch(ben)];
    const last = ({ frames }: { frames: LiveFrame[] }) =>
      frames.flatMap((frame) => (frame.type === 'change' ? frame.conversations : [])).at(-1);
    await read(ana, await see(ana, id));
    await vi.waitFor(() => expect(last(anas)).toMatchObject({ id, unread: 0 }));
    const toBen = bens.frames.flatMap((frame) => (frame.type === 'change' ? frame.conversations : []));
    expect(toBen.map((conversation) => conversation.id)).not.toContain(id);
    await write(from);
    await vi.waitFor(() => expect(last(bens)).toMatchObject({ id, unread: 2 }));
    expect(last(anas)).toMatchObject({ id, unread: 1 });
    anas.close();
    bens.close();
  });

  it('merged conversations keep the messages unread that were unread in either', async () => {
    const phone = '15550600900';
    const user_id = 'US.15550600900';
    const said = (ids: object, body: string) =>
      post(
        webhook(number, {
          messages: [
            {
              ...ids,
              id: `wamid.team.${messages++}`,
              timestamp: String(Math.floor(tick() / 1000)),
              type: 'text',
              text: { body },
            },
          ],
        }),
      );
    await said({ from: phone }, 'One');
    await said({ from_user_id: user_id }, 'Two');
    const { rows } = await list(ana, '?limit=100');
    const older = rows.find(({ contact }) => contact.phone === phone);
    const younger = rows.find(({ contact }) => contact.userId === user_id);
    if (!younger || !older) throw new Error('There are two conversations');
    await read(ana, older);
    await call('PUT', `${path}/conversations/${younger.id}/assignee`, { token: ben, body: { to: benId } });
    await put(ana, older.id, 'state', { state: 'resolved' });
    await note(ana, younger.id, 'merge-note', { text: 'Of the younger one' });
    await said({ from: phone, from_user_id: user_id }, 'Three');
    const joined = await see(ana, older.id);
    expect(joined).toMatchObject({ state: 'open', assignee: { id: benId } });
    // The first message was read, the second and the third were not.
    expect(joined.unread).toBe(2);
    expect((await see(ben, older.id)).unread).toBe(3);
    expect(kinds(await thread(older.id))).toContain('merged');
    expect((await thread(older.id)).entries).toContainEqual(
      expect.objectContaining({ type: 'note', text: 'Of the younger one', conversationId: older.id }),
    );
  });
});

describe('a note', () => {
  it('a note appears in the thread once, mentions its reader, and changes nothing that customers see or the list shows', async () => {
    const before = await newConversation();
    const { id } = before;
    const bens = await watch(ben);
    const added = await note(ana, id, 'note-1', { text: 'Is it in stock?', mentions: [benId] });
    expect(added.headers.get('Idempotent-Replayed')).toBeNull();
    const first = await added.json<Entry>();
    const again = await note(ana, id, 'note-1', { text: 'Is it in stock?', mentions: [benId] });
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(await again.json<Entry>()).toEqual(first);
    expect(await refusalOf(await note(ana, id, 'note-1', { text: 'Other' }))).toEqual([
      422,
      'idempotency_key_reused',
    ]);
    expect(await refusalOf(await note(ana, id, 'note-2', { text: 'X', mentions: ['nobody'] }))).toEqual([
      404,
      'agent_not_found',
    ]);
    await vi.waitFor(() => {
      const changes = bens.frames.flatMap((frame) => (frame.type === 'change' ? [frame] : []));
      expect(changes.flatMap(({ entries }) => entries)).toEqual([first]);
      expect(changes.flatMap(({ conversations }) => conversations)).toMatchObject([{ id, mentioned: true }]);
    });
    bens.close();
    const after = await see(ben, id);
    expect(after).toMatchObject({ mentioned: true, unread: before.unread });
    expect([after.lastMessage, after.lastMessageAt, after.window, after.waitingSince]).toEqual([
      before.lastMessage,
      before.lastMessageAt,
      before.window,
      before.waitingSince,
    ]);
    expect((await list(ben, '?unread=1&limit=100')).rows.map((row) => row.id)).toContain(id);
    await read(ben, after);
    expect((await see(ben, id)).mentioned).toBe(false);
    expect((await thread(id)).rows).toHaveLength(1);
  });

  it('a note is never sent: every route for messages returns 404 for it, and nothing is queued', async () => {
    const { id, from } = await newConversation();
    const secret = 'Never tell the customer this';
    const { id: entry } = await (await note(ana, id, 'secret', { text: secret })).json<Entry>();
    const ofMessages = routes.filter(
      (route) => route.path.includes('/messages/:id') && route.role !== 'anyone',
    );
    expect(ofMessages.length).toBeGreaterThan(3);
    for (const { method, path: pattern } of ofMessages) {
      const address = pattern.replace(':inbox', number).replace(':id', String(entry));
      const answer = await call(method, address, { token: admin, ...(method !== 'GET' && { body: {} }) });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    await bulk(admin, [id], { type: 'state', state: 'resolved' });
    await bulk(admin, [id], { type: 'unread' });
    await write(from);
    const inbox = inboxOf(env, number);
    await runDurableObjectAlarm(inbox);
    const found = await runInDurableObject(inbox, (_, { storage: { sql } }) => ({
      jobs: sql.exec('SELECT * FROM job WHERE message_id = ?', entry).toArray(),
      attempts: sql.exec('SELECT * FROM message_attempt WHERE message_id = ?', entry).toArray(),
      messages: sql.exec('SELECT * FROM message WHERE instr(body, ?) > 0', secret).toArray(),
      parts: sql.exec('SELECT * FROM message_part WHERE instr(text, ?) > 0', secret).toArray(),
    }));
    expect(found).toEqual({ jobs: [], attempts: [], messages: [], parts: [] });
  });
});

describe('labels', () => {
  it('labels are created by admins, set by agents, used as a filter, and gone when they are deleted', async () => {
    const { id } = await newConversation();
    const make = (token: string, name: string) =>
      call('POST', '/api/labels', { token, body: { name, color: 'teal' } });
    expect(await refusalOf(await make(ana, 'Refund'))).toEqual([403, 'admin_only']);
    const label = await (await make(admin, 'Refund')).json<Label>();
    expect(await refusalOf(await make(admin, 'refund'))).toEqual([409, 'label_exists']);
    const other = await (await make(admin, 'Order')).json<Label>();
    const rename = (name: string) =>
      call('PUT', `/api/labels/${other.id}`, { token: admin, body: { name, color: 'red' } });
    expect(await refusalOf(await rename('REFUND'))).toEqual([409, 'label_exists']);
    expect(await (await rename('Orders')).json()).toEqual({ id: other.id, name: 'Orders', color: 'red' });
    expect(await (await call('GET', '/api/labels', { token: ana })).json()).toMatchObject([
      { name: 'Orders' },
      { name: 'Refund' },
    ]);
    expect(await refusalOf(await put(ana, id, 'labels', { add: ['unknown'] }))).toEqual([
      422,
      'label_not_found',
    ]);
    await put(ana, id, 'labels', { add: [label.id] });
    await put(ana, id, 'labels', { add: [label.id] });
    expect((await see(ben, id)).labels).toEqual([label.id]);
    expect((await list(ben, `?label=${label.id}`)).rows.map((row) => row.id)).toEqual([id]);
    expect((await thread(id)).entries).toMatchObject([{ type: 'labelled', added: ['Refund'], removed: [] }]);
    expect((await call('DELETE', `/api/labels/${label.id}`, { token: admin })).status).toBe(204);
    expect((await see(ben, id)).labels).toEqual([]);
  });
});

describe('a bulk command', () => {
  it('a bulk command changes all conversations that exist, and names the others', async () => {
    const some = [await newConversation(), await newConversation(), await newConversation()];
    const ids = some.map(({ id }) => id);
    const assigned = await bulk(ana, [...ids, 987_654], { type: 'assign', to: benId });
    expect(assigned.missing).toEqual([987_654]);
    expect(assigned.conversations.map(({ assignee }) => assignee?.id)).toEqual(ids.map(() => benId));
    const resolved = await bulk(ana, ids, { type: 'state', state: 'resolved' });
    expect(resolved.conversations.map(({ state }) => state)).toEqual(ids.map(() => 'resolved'));
    const until = Date.now() + hour;
    await bulk(ana, ids, { type: 'state', state: 'snoozed', until });
    await bulk(ana, ids, { type: 'read' });
    expect((await bulk(ana, ids, { type: 'unread' })).conversations.map(({ unread }) => unread)).toEqual(
      ids.map(() => 1),
    );
    const tooMany = Array.from({ length: 201 }, (_, index) => index + 1);
    const answer = await call('POST', `${path}/bulk`, {
      token: ana,
      body: { ids: tooMany, command: { type: 'read' } },
    });
    expect(answer.status).toBe(422);
  });

  it.each([
    { type: 'state', state: 'resolved' },
    { type: 'state', state: 'snoozed', until: Date.now() + 24 * hour },
  ] as const)(
    'a bulk command resolves nothing that its caller has not seen, and says why: $state',
    async (command) => {
      const [quiet, busy] = [await newConversation(), await newConversation()];
      const seen = { [quiet.id]: quiet.seq, [busy.id]: busy.seq };
      await write(busy.from, 'Wait, one more thing');
      const { conversations, refused } = await bulk(ana, [busy.id, quiet.id], command, seen);
      expect(refused).toEqual([
        { id: busy.id, code: 'customer_wrote', message: expect.stringContaining('has written') },
      ]);
      expect(conversations.map(({ id, state }) => [id, state])).toEqual([
        [busy.id, 'open'],
        [quiet.id, command.state],
      ]);
      const { seq } = await see(ana, busy.id);
      const again = await bulk(ana, [busy.id], command, { [busy.id]: seq });
      expect(again).toMatchObject({ refused: [], conversations: [{ state: command.state }] });
    },
  );

  it('a bulk command reopens conversations that a customer has written to since, and leaves them unread', async () => {
    const { id, from, seq } = await newConversation();
    await write(from, 'Hello?');
    const read = await bulk(ana, [id], { type: 'read' }, { [id]: seq });
    expect(read.conversations).toMatchObject([{ unread: 1 }]);
    await bulk(ana, [id], { type: 'state', state: 'resolved' });
    const opened = await bulk(ana, [id], { type: 'state', state: 'open' }, { [id]: seq });
    expect(opened).toMatchObject({ refused: [], conversations: [{ state: 'open' }] });
  });

  it('a bulk command returns the previous state, and can be limited to what has not changed since', async () => {
    const [quiet, busy] = [await newConversation(), await newConversation()];
    const ids = [quiet.id, busy.id];
    const { conversations, before } = await bulk(ana, ids, { type: 'assign', to: benId });
    const was = {
      state: 'open',
      snoozedUntil: null,
      assignee: null,
      team: null,
      labels: [],
      mode: 'automatic',
      modeUntil: null,
    };
    expect(before).toEqual(ids.map((id) => ({ id, ...was })));
    await write(busy.from, 'Is anybody there?');
    const answer = await call('POST', `${path}/bulk`, {
      token: ana,
      body: {
        ids,
        command: { type: 'assign', to: null },
        ifSeq: Object.fromEntries(conversations.map(({ id, seq }) => [id, seq])),
      },
    });
    const back = await answer.json<BulkResult>();
    expect(back.refused).toEqual([
      { id: busy.id, code: 'changed_meanwhile', message: expect.stringContaining('has changed') },
    ]);
    expect(back.conversations.map(({ assignee }) => assignee?.id)).toEqual([undefined, benId]);
  });

  it('a bulk command refuses a `seen` that names no conversation', async () => {
    const { id, seq } = await newConversation();
    const body = { ids: [id], command: { type: 'read' }, seen: { first: seq } };
    expect((await call('POST', `${path}/bulk`, { token: ana, body })).status).toBe(422);
  });

  it('an assigned conversation is listed under its agent for everyone on the team', async () => {
    const [of, other] = [await newConversation(), await newConversation()];
    await bulk(ana, [of.id], { type: 'assign', to: benId });
    await bulk(ana, [other.id], { type: 'assign', to: anaId });
    const { rows } = await list(ana, `?limit=100&assignee=${encodeURIComponent(benId)}`);
    expect(rows.map(({ id }) => id)).toContain(of.id);
    expect(new Set(rows.map(({ assignee }) => assignee?.id))).toEqual(new Set([benId]));
    expect((await list(ana, '?assignee=gone')).rows).toEqual([]);
  });

  it('the tabs have counts', async () => {
    const count = async (token: string) => (await call('GET', `${path}/counts`, { token })).json<Counts>();
    const before = await count(ben);
    const one = await newConversation();
    expect(await count(ben)).toEqual({ ...before, unassigned: before.unassigned + 1, all: before.all + 1 });
    await bulk(ben, [one.id], { type: 'assign', to: benId });
    expect(await count(ben)).toEqual({ ...before, mine: before.mine + 1, all: before.all + 1 });
    await bulk(ben, [one.id], { type: 'state', state: 'resolved' });
    expect(await count(ben)).toEqual(before);
  });
});

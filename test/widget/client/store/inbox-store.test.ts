/** One console's connection to an inbox: what it sends once, what it takes up again, and what is news. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { serverNow } from '../../../../widget/client/live/server-clock.ts';
import { Outgoing } from '../../../../widget/client/sending/outgoing.ts';
import type { InboxConversation, PendingMessage } from '../../../../widget/client/state/inbox-state.ts';
import { usualView } from '../../../../widget/client/state/list-view.ts';
import { InboxStore } from '../../../../widget/client/store/inbox-store.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { LiveFrame } from '../../../../worker/api/conversations/live.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import { conversation, message } from '../../agent-console/rows.ts';

/** The server's end of the live socket. */
class Socket {
  static OPEN = 1;
  static last: Socket | null = null;
  readyState = 1;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly url: string) {
    Socket.last = this;
  }
  send(): void {}
  close(): void {
    this.readyState = 2;
  }
}

interface Asked {
  path: string;
  key: string | null;
  body: Record<string, unknown>;
  signal: AbortSignal | null | undefined;
}

let store: InboxStore;
let asked: Asked[];
/** What is answered to a path that ends so, instead of the usual. */
let answers: Map<string, () => Promise<Response> | Response>;
let arrived: InboxConversation[];
/** What the page was told about the agent and the number. */
let told: string[];

function usually(path: string, { key, body }: Asked): Response {
  if (path.endsWith('/media-tickets'))
    return Response.json({ ticket: 't', expiresAt: Date.now() + 3_600_000 });
  if (path.endsWith('/tickets')) return Response.json({ ticket: 't' });
  if (path.endsWith('/counts')) return Response.json({});
  if (path.endsWith('/notes')) return Response.json({ id: 5, conversationId: 1, at: 1, type: 'note' });
  if (path.endsWith('/messages')) {
    const content: Message['content'] = { type: 'text', text: { body: textOf(body) } };
    return Response.json(message(100 + asked.length, { direction: 'out', key, content }));
  }
  return Response.json({ rows: [conversation(1)], next: null, seq: 7 });
}

function textOf(body: Record<string, unknown>): string {
  return JSON.stringify(body).match(/"text":\{"body":"([^"]*)"/)?.[1] ?? '';
}

function newStore(): InboxStore {
  const events = {
    changed: () => {},
    arrived: (row: InboxConversation) => void arrived.push(row),
    merged: () => {},
    erased: () => {},
    accessChanged: () => void told.push('access'),
    numberChanged: ({ longestText }: InboxSummary) => void told.push(`texts up to ${longestText}`),
    failed: () => {},
  };
  const api = new ApiClient('https://inbox.example', async () => 'token');
  return new InboxStore(api, '1', events, { me: 'ana', view: usualView });
}

async function live(): Promise<(frame: LiveFrame) => void> {
  await store.start();
  await vi.waitFor(() => expect(Socket.last?.onmessage).toBeTruthy());
  return (frame) => Socket.last?.onmessage?.({ data: JSON.stringify(frame) });
}

beforeEach(() => {
  localStorage.clear();
  asked = [];
  arrived = [];
  told = [];
  answers = new Map();
  Socket.last = null;
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('fetch', async (url: string, { headers, body, signal }: RequestInit) => {
    const path = new URL(url).pathname;
    const key = new Headers(headers).get('idempotency-key');
    const request: Asked = { path, key, body: JSON.parse(String(body ?? '{}')), signal };
    asked.push(request);
    const answer = [...answers].find(([end]) => path.endsWith(end))?.[1];
    return answer ? answer() : usually(path, request);
  });
  store = newStore();
});
afterEach(() => {
  store.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const say = (body: string, more: { sendAt?: number; ifLastSeq?: number } = {}) =>
  store.send(1, { content: { type: 'text', text: { body } }, ...more });
const sends = () => asked.filter(({ path }) => path.endsWith('/conversations/1/messages'));
const problems = () => store.state.pending.map(({ problem }) => problem?.code ?? null);
const isDone = () => vi.waitFor(() => expect(store.state.pending).toEqual([]));
const refusal = (code: string) => Response.json({ error: { code, message: 'No.' } }, { status: 409 });
const unreachable = () => Promise.reject(new TypeError('Failed to fetch'));
const left = (key: string, sentAt: number): PendingMessage => ({
  ...{ key, conversationId: 1, sentAt, content: { type: 'text', text: { body: key } } },
  ...{
    replyTo: null,
    sendAt: null,
    ifLastSeq: null,
    isSequel: false,
    follows: null,
    waitsFor: [],
    afterFiles: [],
  },
  ...{ file: null, upload: null, problem: null },
});

describe('a message that was written for later', () => {
  it('a scheduled message is sent with its time, or at once if that has passed', async () => {
    const later = Date.now() + 60_000;
    say('In a minute', { sendAt: later });
    await isDone();
    say('Overdue', { sendAt: Date.now() - 1 });
    await isDone();
    expect(sends().map(({ body }) => body.sendAt)).toEqual([later, undefined]);
  });
});

describe('a message that somebody else has answered before', () => {
  it('a message held by a colleague’s answer is sent under its key once the agent confirms', async () => {
    answers.set('/messages', () => refusal('answered_meanwhile'));
    say('Too late?', { ifLastSeq: 7 });
    await vi.waitFor(() => expect(problems()).toEqual(['answered_meanwhile']));
    answers.clear();
    const [waiting] = store.state.pending;
    if (waiting) await store.retry(waiting);
    await isDone();
    expect(sends().map(({ body }) => body.ifLastSeq)).toEqual([7, undefined]);
    expect(new Set(sends().map(({ key }) => key)).size).toBe(1);
  });

  it('a held message that fails for another reason is checked again', async () => {
    answers.set('/messages', () => refusal('window_closed'));
    say('Too late?', { ifLastSeq: 7 });
    await vi.waitFor(() => expect(problems()).toEqual(['window_closed']));
    answers.clear();
    const [waiting] = store.state.pending;
    if (waiting) await store.retry(waiting);
    await isDone();
    expect(sends().map(({ body }) => body.ifLastSeq)).toEqual([7, 7]);
  });
});

describe('messages that are sent within one millisecond', () => {
  it('messages of the same millisecond keep their order across a reload', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
    answers.set('/messages', unreachable);
    for (const body of ['One', 'Two', 'Three']) say(body);
    const times = store.state.pending.map(({ sentAt }) => sentAt);
    expect(new Set(times).size).toBe(3);
    const kept = await new Outgoing('ana', '1').all();
    expect(kept.map(({ content }) => textOf({ content }))).toEqual(['One', 'Two', 'Three']);
  });
});

describe('a message that is taken back while it is being sent', () => {
  it('a message discarded while it is sent is aborted and does not return after a reload', async () => {
    answers.set('/messages', () => new Promise(() => {}));
    say('Wait, no');
    await vi.waitFor(() => expect(sends()).toHaveLength(1));
    const [underway] = store.state.pending;
    if (underway) store.queue.discard(underway);
    expect(sends()[0]?.signal?.aborted).toBe(true);
    expect(await new Outgoing('ana', '1').all()).toEqual([]);
  });
});

describe('what was on its way when the page was left', () => {
  it('a recent pending message is sent automatically after a reload, and an old one waits for the agent', async () => {
    new Outgoing('ana', '1').follow(
      [],
      [left('long ago', Date.now() - 10 * 60_000), left('just now', Date.now() - 1_000)],
    );
    await store.start();
    await vi.waitFor(() => expect(sends().map(({ key }) => key)).toEqual(['just now']));
    expect(store.state.pending.map(({ key, problem }) => [key, problem?.code])).toEqual([
      ['long ago', 'page_left'],
    ]);
    const [waiting] = store.state.pending;
    if (waiting) await store.retry(waiting);
    await isDone();
    expect(sends().map(({ key }) => key)).toEqual(['just now', 'long ago']);
  });
});

describe('an inbox that has to be loaded anew', () => {
  it('reloading an inbox keeps its pending messages', async () => {
    const frame = await live();
    answers.set('/messages', () => refusal('window_closed'));
    say('Still here?');
    await vi.waitFor(() => expect(problems()).toEqual(['window_closed']));
    const before = asked.length;
    frame({ type: 'reset', seq: 9 });
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before));
    expect(store.state.pending.map(({ content }) => textOf({ content }))).toEqual(['Still here?']);
  });
});

describe('a search', () => {
  it('a search for half an emoji is sent like any other', async () => {
    answers.set('/messages', () => Response.json({ rows: [], next: null, isComplete: true }));
    await expect(store.search('\ud83d')).resolves.toEqual([1]);
    await expect(store.searchMessages('a\ude00', null)).resolves.toMatchObject({ rows: [] });
  });
});

describe('a note', () => {
  it('a retried note keeps its key, and another note has a new one', async () => {
    answers.set('/notes', unreachable);
    await expect(store.addNote(1, { text: 'Call back', mentions: [] })).rejects.toThrow();
    answers.clear();
    await store.addNote(1, { text: 'Call back', mentions: [] });
    await store.addNote(1, { text: 'Call back', mentions: [] });
    const [first, again, another] = asked.filter(({ path }) => path.endsWith('/notes')).map(({ key }) => key);
    expect(again).toBe(first);
    expect(another).not.toBe(first);
  });
});

describe('a message that comes over the live socket', () => {
  const change = (...messages: Message[]): LiveFrame => ({
    ...{ type: 'change', seq: 9, conversations: [conversation(1, { seq: 9 })], messages, entries: [] },
  });
  const now = () => Date.now() - 1_000;

  it('a new customer message is reported as new once', async () => {
    const frame = await live();
    frame(change(message(50, { sentAt: now() })));
    frame(change(message(50, { sentAt: now(), seq: 51 })));
    expect(arrived.map(({ id }) => id)).toEqual([1]);
  });

  it.each([
    ['ahead', 30],
    ['behind', -7],
  ])('is news on a computer whose clock is %s by hours', async (_, hours) => {
    const real = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: real + hours * 3_600_000 });
    const frame = await live();
    frame({ type: 'ready', seq: 8, now: real });
    frame(change(message(54, { sentAt: real - 1_000 }), message(55, { sentAt: real - 5 * 60_000 })));
    expect(arrived.map(({ id }) => id)).toEqual([1]);
    expect(Math.abs(serverNow() - real)).toBeLessThan(5_000);
    vi.useRealTimers();
    frame({ type: 'ready', seq: 9, now: real });
    expect(Math.abs(serverNow() - Date.now())).toBeLessThan(5_000);
  });

  it('old messages, our own and reactions are not reported as new', async () => {
    const frame = await live();
    frame(
      change(
        message(51, { sentAt: Date.now() - 3 * 60_000 }),
        message(52, { sentAt: now(), direction: 'out' }),
        message(53, { sentAt: now(), target: 'wamid.1' }),
      ),
    );
    expect(store.state.messages.size).toBe(3);
    expect(arrived).toEqual([]);
  });
});

describe('a conversation that the bot handles', () => {
  const row = (change: Partial<Conversation>): Conversation => ({ ...conversation(1), ...change });
  const frameOf = (conversations: Conversation[], messages: Message[] = []): LiveFrame => ({
    ...{ type: 'change', seq: 60, conversations, messages, entries: [] },
  });
  const waiting = { handledBy: null, waitingSince: 1 };

  it('is news once the bot has handed it over or has not answered in time', async () => {
    const frame = await live();
    frame(frameOf([row({ handledBy: 'bot', seq: 51 })], [message(51, { sentAt: Date.now() - 1_000 })]));
    expect(arrived).toEqual([]);
    frame(frameOf([row({ ...waiting, seq: 52 })]));
    expect(arrived.map(({ id }) => id)).toEqual([1]);
    frame(frameOf([row({ handledBy: 'bot', seq: 53 })]));
    frame(frameOf([row({ ...waiting, mode: 'person', modeUntil: null, seq: 54 })]));
    expect(arrived).toHaveLength(2);
  });

  it('is no news when somebody on the team takes over', async () => {
    const frame = await live();
    frame(frameOf([row({ handledBy: 'bot', seq: 51 })]));
    frame(frameOf([row({ ...waiting, mode: 'person', modeUntil: Date.now() + 60_000, seq: 52 })]));
    expect(arrived).toEqual([]);
  });
});

describe('a change of the number', () => {
  const number: InboxSummary = {
    ...{ id: '1', phoneNumberId: '1', wabaId: '2', displayPhoneNumber: '+1 555 0100', name: 'Shop' },
    ...{ enabled: true, disconnectedAt: null, isOnPhone: false, messagesPerSecond: 20 },
    ...{
      receipts: 'on-open',
      longestText: 1_000,
      showsAgentName: false,
      language: null,
      sendsFiles: true,
      bot: null,
      automation: { isOn: false, isPaused: false, isSuggesting: false },
    },
  };

  it('a change of the number reaches the page at once', async () => {
    const frame = await live();
    frame({ type: 'ready', seq: 7 });
    frame({ type: 'number', number });
    expect(told).toEqual(['texts up to 1000']);
  });

  it('the number is fetched again after a break of the connection', async () => {
    const frame = await live();
    frame({ type: 'ready', seq: 7 });
    expect(told).toEqual([]);
    const before = Socket.last;
    before?.onclose?.();
    store.wake();
    await vi.waitFor(() => expect(Socket.last).not.toBe(before));
    await vi.waitFor(() => expect(Socket.last?.onmessage).toBeTruthy());
    frame({ type: 'ready', seq: 7 });
    expect(told).toEqual(['access']);
  });
});

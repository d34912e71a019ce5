/** A number with two agents, and what they do with its conversations. */
import { expect, vi } from 'vitest';
import type { Conversation, ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { LiveFrame, LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type { BulkCommand, BulkResult, MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

export const number = '106540352242955';
export const path = `/api/inboxes/${number}`;
export const hour = 60 * 60_000;
export let admin: string;
export let ana: string;
export let ben: string;
export const [anaId, benId] = ['site/ana', 'site/ben'];

/** Connects the number, with two agents. */
export async function signInTeam(): Promise<void> {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  ben = await siteSession(admin, { sub: 'ben', name: 'Ben' });
}

let customers = 0;
let messages = 0;
let time = Date.now() - hour;
/** A later time with each call. */
export const tick = () => {
  time += 1_000;
  return time;
};

export const newMessageId = () => `wamid.team.${messages++}`;

/** A customer who has written once. */
export async function newConversation(): Promise<Conversation & { from: string }> {
  const from = `1555060${1_000 + customers++}`;
  await write(from);
  const found = (await list(ana, '?limit=100')).rows.find(({ contact }) => contact.phone === from);
  if (!found) throw new Error('The conversation is not in the list');
  return { ...found, from };
}

export async function write(from: string, body = 'Hello', at = tick()): Promise<void> {
  expect((await post(webhook(number, text(from, newMessageId(), at, body)))).status).toBe(200);
}

export async function list(token: string, query = ''): Promise<ConversationPage> {
  const answer = await call('GET', `${path}/conversations${query}`, { token });
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

export async function see(token: string, id: number): Promise<Conversation> {
  return (await call('GET', `${path}/conversations/${id}`, { token })).json();
}

export async function thread(id: number): Promise<MessagePage> {
  return (await call('GET', `${path}/conversations/${id}/messages`, { token: ana })).json();
}

export const put = (token: string, id: number, what: string, body: object) =>
  call('PUT', `${path}/conversations/${id}/${what}`, { token, body });

export const note = (token: string, id: number, key: string, body: object) =>
  call('POST', `${path}/conversations/${id}/notes`, { token, body, headers: { 'Idempotency-Key': key } });

export const send = (token: string, id: number, key: string, body: object = {}) =>
  call('POST', `${path}/conversations/${id}/messages`, {
    token,
    headers: { 'Idempotency-Key': key },
    body: { content: { type: 'text', text: { body: 'Hello' } }, ...body },
  });

export const read = (token: string, { id, seq }: Conversation) =>
  call('POST', `${path}/conversations/${id}/read`, { token, body: { seq } });

export async function bulk(
  token: string,
  ids: number[],
  command: BulkCommand,
  seen: Record<number, number> = {},
): Promise<BulkResult> {
  const answer = await call('POST', `${path}/bulk`, { token, body: { ids, command, seen } });
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

export const kinds = ({ entries }: MessagePage) => entries.map(({ type }) => type).reverse();

/** The frames that a console gets from now on. */
export async function watch(token: string): Promise<{ frames: LiveFrame[]; close(): void }> {
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

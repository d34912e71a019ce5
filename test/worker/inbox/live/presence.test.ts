/** Who looks and who writes, and an answer that comes between. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { LiveFrame, LiveTicket, Presence } from '../../../../worker/api/conversations/live.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242941';
const path = `/api/inboxes/${number}`;
let admin: string;
let ana: string;
let ben: string;
let conversation: Conversation;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  ben = await siteSession(admin, { sub: 'ben', name: 'Ben' });
  await post(webhook(number, text('15550400001', 'wamid.presence.1', Date.now(), 'Hello')));
  const answer = await call('GET', `${path}/conversations`, { token: admin });
  const [row] = (await answer.json<Page<Conversation>>()).rows;
  if (!row) throw new Error('The customer’s message is not here');
  conversation = row;
});

async function console_(token: string) {
  const { ticket } = await (await call('POST', `${path}/tickets`, { token })).json<LiveTicket>();
  const { webSocket } = await call('GET', `${path}/live?ticket=${ticket}`, {
    headers: { Upgrade: 'websocket' },
  });
  if (!webSocket) throw new Error('No socket was opened');
  let people: Presence[] = [];
  let received = 0;
  let code: number | null = null;
  webSocket.addEventListener('message', ({ data }) => {
    const frame: LiveFrame = JSON.parse(String(data));
    if (frame.type !== 'presence') return;
    people = frame.people;
    received += 1;
  });
  webSocket.addEventListener('close', (event) => {
    code = event.code;
  });
  webSocket.accept();
  return {
    say: (message: unknown) =>
      webSocket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    close: () => webSocket.close(),
    people: () => people.map(({ name, conversationId, isTyping }) => [name, conversationId, isTyping]),
    received: () => received,
    closed: () => code,
  };
}

describe('presence', () => {
  it('presence shows others who is viewing and who is typing, including later arrivals, until the page is closed', async () => {
    const [one, other] = [await console_(ana), await console_(ben)];
    one.say({ type: 'presence', conversationId: 7, isTyping: false });
    await vi.waitFor(() => expect(other.people()).toEqual([['Ana', 7, false]]));
    one.say({ type: 'presence', conversationId: 7, isTyping: true });
    await vi.waitFor(() => expect(other.people()).toEqual([['Ana', 7, true]]));
    const late = await console_(admin);
    await vi.waitFor(() => expect(late.people()).toEqual([['Ana', 7, true]]));
    one.close();
    await vi.waitFor(() => expect(other.people()).toEqual([]));
    other.close();
    late.close();
  });

  it('presence of many consoles is sent together when much changes, and the last state arrives', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => console_(ben)));
    const one = await console_(ana);
    const before = one.received();
    for (let change = 1; change <= 40; change++) {
      one.say({ type: 'presence', conversationId: change, isTyping: change % 2 === 0 });
    }
    for (const other of [one, ...many])
      await vi.waitFor(() => expect(other.people()).toEqual([['Ana', 40, true]]));
    expect(one.received() - before).toBeLessThan(10);
    for (const other of [one, ...many]) other.close();
  });

  it('presence does not change the order of changes', async () => {
    const seq = async () =>
      (await (await call('GET', `${path}/conversations`, { token: admin })).json<{ seq: number }>()).seq;
    const before = await seq();
    const [one, other] = [await console_(ana), await console_(ben)];
    one.say({ type: 'presence', conversationId: 8, isTyping: true });
    await vi.waitFor(() => expect(other.people()).toEqual([['Ana', 8, true]]));
    expect(await seq()).toBe(before);
    one.close();
    other.close();
  });

  it('presence closes a socket that sends anything else, or too much', async () => {
    for (const wrong of [
      'hello',
      '[]',
      { type: 'presence', conversationId: -1, isTyping: false },
      'x'.repeat(300),
    ]) {
      const { say, closed } = await console_(ana);
      say(wrong);
      await vi.waitFor(() => expect(closed()).toBe(4400));
    }
    const { say, closed } = await console_(ana);
    for (let at = 0; at < 80; at++) say({ type: 'presence', conversationId: at + 1, isTyping: true });
    await vi.waitFor(() => expect(closed()).toBe(4429));
  });
});

describe('an answer with ifLastSeq', () => {
  const send = (token: string, key: string, body: object) =>
    call('POST', `${path}/conversations/${conversation.id}/messages`, {
      token,
      headers: { 'Idempotency-Key': key },
      body: { content: { type: 'text', text: { body: key } }, ...body },
    });

  it('a reply with ifLastSeq is refused when another agent has replied since, with their message, and nothing is sent', async () => {
    const known = conversation.lastMessage?.id ?? 0;
    const first = await send(ana, 'From Ana', { ifLastSeq: known });
    expect(first.status).toBe(201);
    // Her own answer does not stand in her way.
    expect((await send(ana, 'More from Ana', { ifLastSeq: known })).status).toBe(201);
    const refused = await send(ben, 'From Ben', { ifLastSeq: known });
    expect(refused.status).toBe(409);
    const { error } = await refused.json<ErrorBody>();
    expect(error).toMatchObject({
      code: 'answered_meanwhile',
      details: { message: { content: { text: { body: 'More from Ana' } } } },
    });
    const all = await call('GET', `${path}/conversations/${conversation.id}/messages`, { token: admin });
    const { rows } = await all.json<Page<Message>>();
    expect(rows.map(({ key }) => key)).not.toContain('From Ben');
    expect((await send(ben, 'From Ben', {})).status).toBe(201);
  });

  it('a reply with ifLastSeq is refused when another agent replies at the same moment, also with a template', async () => {
    const template = { type: 'template', template: { name: 'see_you', language: { code: 'en_US' } } };
    const answers = await call('GET', `${path}/conversations/${conversation.id}/messages`, { token: admin });
    const known = (await answers.json<Page<Message>>()).rows[0]?.id ?? 0;
    const sent = await Promise.all([
      send(ana, 'Template of Ana', { content: template, ifLastSeq: known }),
      send(ben, 'Template of Ben', { content: template, ifLastSeq: known }),
    ]);
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('a repeated reply with ifLastSeq returns the first result, even if others have replied since', async () => {
    const body = { ifLastSeq: 1_000_000 };
    const sent = await (await send(ben, 'Once', body)).json<Message>();
    await send(ana, 'Between', {});
    expect((await (await send(ben, 'Once', { ifLastSeq: sent.id })).json<Message>()).id).toBe(sent.id);
  });
});

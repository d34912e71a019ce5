/** A token that may write and not read: its commands are done, and it learns nothing of what it writes to. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../worker/api/errors.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import type { ApiScope } from '../../../worker/api/roles.ts';
import { routes } from '../../../worker/api/routes/index.ts';
import type { Page } from '../../../worker/api/values.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../support/webhooks.ts';

const number = '106540352242961';
const path = `/api/inboxes/${number}`;
const customer = '15550961001';
/** Stored data that must not be returned: the customer's name, number and texts, and the team's. */
const secrets = /Customer 15550961001|15550961001|Where is my bowl|bronze vase|Olga|Lumen|3881|EAAG/;

let admin: string;
let colleague: string;
let writer: string;
let numbersWriter: string;
let conversation: Conversation;

const tokenWith = async (...scopes: ApiScope[]) => {
  const answer = await call('POST', '/api/tokens', { token: admin, body: { name: 'Program', scopes } });
  return (await answer.json<NewApiToken>()).token;
};
const see = async (id = conversation.id) =>
  (await call('GET', `${path}/conversations/${id}`, { token: admin })).json<Conversation>();

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  colleague = await siteSession(admin, { sub: 'olga', name: 'Olga' });
  writer = await tokenWith('conversations:write');
  numbersWriter = await tokenWith('numbers:write');
  await post(webhook(number, text(customer, 'wamid.receipt', Date.now() - 1_000, 'Where is my bowl?')));
  const list = await call('GET', `${path}/conversations`, { token: admin });
  const [row] = (await list.json<Page<Conversation>>()).rows;
  if (!row) throw new Error('The customer’s message was not stored');
  conversation = row;
  const note = { bookName: 'Olga’s friend', note: 'Wants a bronze vase' };
  await call('PUT', `${path}/conversations/${row.id}/contact`, { token: admin, body: note });
});

interface Command {
  method: string;
  at: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Every route that changes conversations, in a form that does something. */
const commands = (id: number): Record<string, Command> => {
  const own = `${path}/conversations/${id}`;
  const key = { 'Idempotency-Key': 'receipt' };
  return {
    'POST /conversations': {
      method: 'POST',
      at: `${path}/conversations`,
      body: { phone: `+${customer}` },
    },
    'POST /messages': {
      method: 'POST',
      at: `${own}/messages`,
      headers: key,
      body: { content: { type: 'text', text: { body: 'On its way' } }, replyTo: 'wamid.receipt' },
    },
    'POST /read': { method: 'POST', at: `${own}/read`, body: { seq: 1_000 } },
    'POST /unread': { method: 'POST', at: `${own}/unread`, body: {} },
    'PUT /consent': { method: 'PUT', at: `${own}/consent`, body: { source: 'the shop' } },
    'DELETE /consent': { method: 'DELETE', at: `${own}/consent` },
    'PUT /contact': { method: 'PUT', at: `${own}/contact`, body: {} },
    'POST /identity': { method: 'POST', at: `${own}/identity`, body: {} },
    'POST /typing': { method: 'POST', at: `${own}/typing`, body: {} },
    'PUT /assignee': { method: 'PUT', at: `${own}/assignee`, body: { to: 'site/olga' } },
    'PUT /state': { method: 'PUT', at: `${own}/state`, body: { state: 'resolved' } },
    'PUT /labels': { method: 'PUT', at: `${own}/labels`, body: {} },
    'POST /notes': { method: 'POST', at: `${own}/notes`, headers: key, body: { text: 'A note' } },
    'POST /bulk': {
      method: 'POST',
      at: `${path}/bulk`,
      body: { ids: [id, 99_999], command: { type: 'state', state: 'open' } },
    },
  };
};

const as = (token: string, { method, at, body, headers }: Command) =>
  call(method, at, { token, ...(body !== undefined && { body }), ...(headers && { headers }) });

describe('a token that can write conversations and not read them', () => {
  it.each(Object.keys(commands(0)))('is answered with ids and revisions only: %s', async (name) => {
    const command = commands(conversation.id)[name];
    if (!command) throw new Error('The command is in the list');
    const answer = await as(writer, command);
    const said = await answer.text();
    expect(answer.ok, said).toBe(true);
    expect(said).not.toMatch(secrets);
    const allowed = ['id', 'seq', 'conversationId', 'conversations', 'refused', 'missing'];
    expect(Object.keys(JSON.parse(said)).filter((key) => !allowed.includes(key))).toEqual([]);
  });

  it('a write-only token carries out commands', async () => {
    const command = commands(conversation.id)['PUT /state'];
    if (!command) throw new Error('The command is in the list');
    const answer = await as(writer, command);
    const now = await see();
    expect(now.state).toBe('resolved');
    expect(await answer.json()).toEqual({ id: now.id, seq: now.seq });
  });

  it('a write-only token gets the ids of a bulk command, and no previous state', async () => {
    const command = commands(conversation.id)['POST /bulk'];
    if (!command) throw new Error('The command is in the list');
    const answer = await as(writer, command);
    const { seq } = await see();
    expect(await answer.json()).toEqual({
      conversations: [{ id: conversation.id, seq }],
      refused: [],
      missing: [99_999],
    });
  });

  it('a write-only token gets the same message for the same key, and still only its id', async () => {
    const command = commands(conversation.id)['POST /messages'];
    if (!command) throw new Error('The command is in the list');
    const [one, other] = [await as(writer, command), await as(writer, command)];
    const first = await one.json<Message>();
    expect(await other.json()).toMatchObject({ id: first.id });
    expect(Object.keys(first).sort()).toEqual(['conversationId', 'id', 'seq']);
  });

  it('an error for a write-only token has no messages of others and no assignee', async () => {
    const { id } = conversation;
    await as(colleague, {
      method: 'POST',
      at: `${path}/conversations/${id}/messages`,
      headers: { 'Idempotency-Key': 'olga' },
      body: { content: { type: 'text', text: { body: 'We have a bronze vase' } } },
    });
    const late = await as(writer, {
      method: 'POST',
      at: `${path}/conversations/${id}/messages`,
      headers: { 'Idempotency-Key': 'late' },
      body: { content: { type: 'text', text: { body: 'Hello' } }, ifLastSeq: 0 },
    });
    const said = await late.json<ErrorBody>();
    expect(said.error).toEqual({ code: 'answered_meanwhile', message: expect.any(String) });
    expect(said.error.message).not.toMatch(secrets);
    await call('PUT', `${path}/conversations/${id}/assignee`, { token: admin, body: { to: 'site/olga' } });
    const taken = await as(writer, {
      method: 'PUT',
      at: `${path}/conversations/${id}/assignee`,
      body: { to: 'admin' },
    });
    const { error } = await taken.json<ErrorBody>();
    expect(error).toEqual({ code: 'already_assigned', message: expect.any(String) });
    expect(error.message).not.toMatch(secrets);
  });

  it('a write-only token learns what is wrong with its own input', async () => {
    const answer = await as(writer, {
      method: 'PUT',
      at: `${path}/conversations/${conversation.id}/state`,
      body: { state: 'gone' },
    });
    expect((await answer.json<ErrorBody>()).error.details).toMatchObject([{ path: 'state' }]);
  });

  it('a token that can also read gets complete answers', async () => {
    const both = await tokenWith('conversations:read', 'conversations:write');
    const command = commands(conversation.id)['POST /unread'];
    if (!command) throw new Error('The command is in the list');
    expect(await (await as(both, command)).json()).toMatchObject({ contact: { name: 'Olga’s friend' } });
  });
});

describe('a token that can change numbers and not read them', () => {
  it.each([
    ['PUT', 'settings', { receipts: 'on-open' }, { id: number }],
    ['PUT', 'retention', { messageDays: null, rawDays: 7 }, {}],
    ['PUT', 'life', { life: 'enabled' }, { number: { id: number }, problem: null }],
    ['POST', 'health/test', {}, {}],
  ])('a write-only token gets no stored data: %s %s', async (method, at, body, told) => {
    const answer = await as(numbersWriter, { method, at: `${path}/${at}`, body });
    expect([answer.status, await answer.json()]).toEqual([200, told]);
  });

  it('a write-only token learns only which problems a stored number has', async () => {
    const body = { inbox: number };
    const answer = await as(numbersWriter, { method: 'POST', at: '/api/connections/check', body });
    const said = await answer.text();
    expect(answer.status, said).toBe(200);
    expect(Object.keys(JSON.parse(said))).toEqual(['problems']);
    expect(said).not.toMatch(secrets);
  });
});

it('a read scope changes nothing: its only commands create tickets for reading, count, try and estimate automation, and look up products', () => {
  const reading = routes.filter(({ scope }) => scope?.endsWith(':read'));
  const commanding = reading.filter(({ method }) => method !== 'GET').map(({ path: at }) => at);
  expect(commanding).toEqual([
    '/api/inboxes/:inbox/catalog/lookup',
    '/api/inboxes/:inbox/automation/estimate',
    '/api/inboxes/:inbox/automation/trial',
    '/api/inboxes/:inbox/counts',
    '/api/inboxes/:inbox/media-tickets',
    '/api/inboxes/:inbox/tickets',
  ]);
});

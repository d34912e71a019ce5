/** Finding the team's notes by their words. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { MessageSearch } from '../../../../worker/api/conversations/contacts.ts';
import type { ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

const [number, other] = ['106540352243066', '106540352243067'];
const path = `/api/inboxes/${number}`;
let admin: string;
let at = Date.now() - 600_000;
let notes = 0;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, other);
});

/** The conversation with a customer who has written. */
async function writes(
  from: string,
  body: string,
  sentAt = at + 1_000,
): Promise<{ id: number; name: string }> {
  at += 1_000;
  expect((await post(webhook(number, text(from, `wamid.${at}`, sentAt, body)))).status).toBe(200);
  const answer = await call('GET', `${path}/conversations?search=${from}`, { token: admin });
  const [row] = (await answer.json<ConversationPage>()).rows;
  if (!row) throw new Error(`Nobody has ${from}`);
  return { id: row.id, name: row.contact.name };
}

async function note(id: number, body: string): Promise<void> {
  const answer = await call('POST', `${path}/conversations/${id}/notes`, {
    token: admin,
    body: { text: body },
    headers: { 'Idempotency-Key': `note-search-${notes++}` },
  });
  expect(answer.status).toBe(201);
}

async function find(words: string, more = ''): Promise<MessageSearch> {
  const answer = await call('GET', `${path}/messages?search=${encodeURIComponent(words)}${more}`, {
    token: admin,
  });
  expect(answer.status).toBe(200);
  return answer.json<MessageSearch>();
}

describe('a note', () => {
  it('a note is found by its words, with the message before it', async () => {
    const { id, name } = await writes('15550990001', 'Where is my vase?');
    await note(id, 'The Zürich courier has lost it');
    await writes('15550990001', 'Hello?', Date.now() + 5_000);
    const { rows, isComplete } = await find('zurich cour');
    expect(rows).toMatchObject([
      {
        note: { type: 'note', conversationId: id, text: 'The Zürich courier has lost it' },
        message: { conversationId: id, content: { text: { body: 'Where is my vase?' } } },
        contact: { name },
        excerpt: { text: 'The Zürich courier has lost it' },
      },
    ]);
    expect(rows[0]?.excerpt.marks).toEqual([
      [4, 10],
      [11, 18],
    ]);
    expect(isComplete).toBe(true);
  });

  it('notes are found among messages with the same word, newest first, page by page', async () => {
    const { id } = await writes('15550990002', 'A porcelain cup');
    await note(id, 'Porcelain is out of stock');
    const [first] = (await find('porcelain', '&limit=1')).rows;
    expect(first?.note?.text).toBe('Porcelain is out of stock');
    const { next } = await find('porcelain', '&limit=1');
    const second = await find('porcelain', `&limit=1&before=${next}`);
    expect(second.rows).toMatchObject([
      { note: null, message: { content: { text: { body: 'A porcelain cup' } } } },
    ]);
  });

  it('a note is not found by agents without access to its number, nor under another number', async () => {
    const { id } = await writes('15550990003', 'Hello');
    await note(id, 'Xylophone collector');
    const agent = await siteSession(admin, { sub: 'elsewhere', name: 'Olga', numbers: [other] });
    const asked = await call('GET', `${path}/messages?search=xylophone`, { token: agent });
    expect([asked.status, (await asked.json<ErrorBody>()).error.code]).toEqual([403, 'number_not_allowed']);
    const there = await call('GET', `/api/inboxes/${other}/messages?search=xylophone`, { token: agent });
    expect((await there.json<MessageSearch>()).rows).toEqual([]);
    expect((await find('xylophone')).rows).toHaveLength(1);
  });

  it('a note is not found after its customer was erased', async () => {
    const { id, name } = await writes('15550990004', 'Forget me');
    await note(id, 'Quicksilver');
    expect((await find('quicksilver')).rows).toHaveLength(1);
    const answer = await call('POST', `${path}/conversations/${id}/erase`, { token: admin, body: { name } });
    expect(answer.status).toBe(204);
    expect((await find('quicksilver')).rows).toEqual([]);
  });

  it('a note is found after its conversation was merged', async () => {
    const older = await writes('15550990005', 'First account');
    const younger = await writes('15550990006', 'Second account');
    await note(younger.id, 'Wholesaler from Narvik');
    const merged = await call('POST', `${path}/conversations/${older.id}/merge`, {
      token: admin,
      body: { with: younger.id, name: younger.name },
    });
    expect(merged.status).toBe(200);
    expect((await find('narvik')).rows).toMatchObject([
      { note: { conversationId: older.id }, message: { conversationId: older.id } },
    ]);
  });
});

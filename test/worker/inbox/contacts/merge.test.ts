/** Two conversations of one customer, put together by a person. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ContactDetails, MessageSearch } from '../../../../worker/api/conversations/contacts.ts';
import type { Conversation, ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { LiveFrame, LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { AuditEntry } from '../../../../worker/api/people/team.ts';
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

const number = '106540352243977';
const path = `/api/inboxes/${number}`;
const hour = 60 * 60_000;
let admin: string;
let ana: string;
let messages = 0;
let time = Math.floor(Date.now() / 1_000) * 1_000 - hour;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
});

async function receive(value: Record<string, unknown>, field = 'messages'): Promise<void> {
  const body = webhook(number, value).replace('"field":"messages"', `"field":"${field}"`);
  expect((await post(body)).status).toBe(200);
}

function tick(): number {
  time += 1_000;
  return time;
}

async function writes(from: string, body: string): Promise<Conversation> {
  await receive(text(from, `wamid.merge.${messages++}`, tick(), body));
  const answer = await call('GET', `${path}/conversations?search=${from}`, { token: ana });
  const [row] = (await answer.json<ConversationPage>()).rows;
  if (!row) throw new Error(`Nobody has ${from}`);
  return row;
}

async function ask<Answer>(method: string, at: string, body?: unknown, key?: string): Promise<Answer> {
  const answer = await call(method, `${path}/${at}`, {
    token: ana,
    ...(body !== undefined && { body }),
    ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json<Answer>();
}

const merge = (id: number, other: { id: number; name: string }) =>
  call('POST', `${path}/conversations/${id}/merge`, {
    token: ana,
    body: { with: other.id, name: other.name },
  });

const bodies = ({ rows }: MessagePage) =>
  rows.map(({ content }) => (content.type === 'text' ? content.text.body : content.type)).reverse();

describe('two conversations that an agent merges', () => {
  const [phone, hidden] = ['15550970001', '15550970002'];
  let older: Conversation;
  let younger: Conversation;
  let frames: LiveFrame[];

  beforeAll(async () => {
    older = await writes(phone, 'From my phone');
    younger = await writes(hidden, 'A quokka from the other one');
    const label = await (
      await call('POST', '/api/labels', { token: admin, body: { name: 'Wholesale', color: 'teal' } })
    ).json<Label>();
    await receive(
      {
        message_echoes: [
          {
            ...{ from: '15550783881', to: hidden, id: 'wamid.merge.echo', type: 'text' },
            timestamp: String(tick() / 1_000),
            text: { body: 'We look at it' },
          },
        ],
      },
      'smb_message_echoes',
    );
    const sendAt = Date.now() + hour;
    const later = { content: { type: 'text', text: { body: 'Still to come' } }, sendAt };
    await ask('POST', `conversations/${younger.id}/messages`, later, 'merge-later');
    await ask('POST', `conversations/${younger.id}/notes`, { text: 'Pays by invoice' }, 'merge-note');
    await ask('PUT', `conversations/${younger.id}/labels`, { add: [label.id] });
    await ask('PUT', `conversations/${younger.id}/assignee`, { to: 'site/ana' });
    await ask('PUT', `conversations/${older.id}/contact`, { note: 'Likes blue' });
    await ask('PUT', `conversations/${younger.id}/contact`, { note: 'Likes red' });
    await ask('PUT', `conversations/${older.id}/state`, { state: 'resolved' });
    const { ticket } = await ask<LiveTicket>('POST', 'tickets');
    const { webSocket } = await call('GET', `${path}/live?ticket=${ticket}`, {
      headers: { Upgrade: 'websocket' },
    });
    frames = [];
    webSocket?.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data))));
    webSocket?.accept();
    // Whichever is on the screen, the older one is left.
    const answer = await merge(younger.id, { id: older.id, name: older.contact.name });
    expect(answer.status).toBe(200);
    expect((await answer.json<Conversation>()).id).toBe(older.id);
  });

  it('merged conversations are one, with the history, ids, notes, labels and team state of both', async () => {
    const thread = await ask<MessagePage>('GET', `conversations/${older.id}/messages`);
    expect(bodies(thread)).toEqual([
      'From my phone',
      'A quokka from the other one',
      'We look at it',
      'Still to come',
    ]);
    expect(thread.entries).toContainEqual(expect.objectContaining({ type: 'note', text: 'Pays by invoice' }));
    expect(thread.entries).toContainEqual(
      expect.objectContaining({
        type: 'merged',
        name: younger.contact.name,
        by: { id: 'site/ana', name: 'Ana' },
      }),
    );
    const { aliases, note } = await ask<ContactDetails>('GET', `conversations/${older.id}/contact`);
    expect(aliases.map(({ value }) => value).sort()).toEqual([phone, hidden]);
    expect(note?.text.split('\n').sort()).toEqual(['Likes blue', 'Likes red']);
    const one = await ask<Conversation>('GET', `conversations/${older.id}`);
    expect(one).toMatchObject({ state: 'open', assignee: { id: 'site/ana' } });
    expect(one.labels).toHaveLength(1);
  });

  it('a merge is sent to open consoles, and is in the audit log', async () => {
    await vi.waitFor(() =>
      expect(frames).toContainEqual(
        expect.objectContaining({ type: 'merge', from: younger.id, into: older.id }),
      ),
    );
    const log = await (await call('GET', '/api/audit', { token: admin })).json<Page<AuditEntry>>();
    expect(log.rows).toContainEqual(
      expect.objectContaining({
        action: 'contact.merge',
        by: { id: 'site/ana', name: 'Ana' },
        subject: expect.stringContaining(`contacts ${younger.id} and ${older.id}`),
      }),
    );
  });

  it('a merge leaves no row of the merged conversation in any table', async () => {
    const left = await runInDurableObject(inboxOf(env, number), (_, { storage: { sql } }) =>
      sql
        .exec<{ name: string }>(
          `SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
           WHERE m.type = 'table' AND substr(m.name, 1, 4) <> '_cf_' AND c.name = 'conversation_id'`,
        )
        .toArray()
        .filter(
          ({ name }) =>
            sql.exec(`SELECT 1 FROM "${name}" WHERE conversation_id = ?`, younger.id).toArray().length > 0,
        ),
    );
    expect(left).toEqual([]);
  });

  it('a merged conversation is found by the words and numbers of both', async () => {
    const found = await ask<MessageSearch>('GET', 'messages?search=quokka');
    expect(found.rows).toMatchObject([{ message: { conversationId: older.id } }]);
    for (const one of [phone, hidden]) {
      const { rows } = await ask<ConversationPage>('GET', `conversations?search=${one}`);
      expect(rows.map(({ id }) => id)).toEqual([older.id]);
    }
  });

  it('a merged conversation gets later messages for either contact, and statuses of old messages', async () => {
    expect((await writes(hidden, 'Me again')).id).toBe(older.id);
    expect((await writes(phone, 'And again')).id).toBe(older.id);
    await receive({
      statuses: [
        {
          ...{ id: 'wamid.merge.echo', status: 'read', recipient_id: hidden },
          timestamp: String(tick() / 1_000),
        },
      ],
    });
    const { rows } = await ask<MessagePage>('GET', `conversations/${older.id}/messages`);
    expect(rows.find(({ wamid }) => wamid === 'wamid.merge.echo')?.status).toBe('read');
  });

  it('a merged conversation can still be written to under its old id', async () => {
    const body = { content: { type: 'text', text: { body: 'To the old one' } }, sendAt: Date.now() + hour };
    const sent = await ask<Message>('POST', `conversations/${younger.id}/messages`, body, 'merge-old');
    expect(sent.conversationId).toBe(older.id);
  });
});

describe('a merge', () => {
  it('a merge is refused without the other contact’s name, with itself, with a group, and with an unknown conversation', async () => {
    const one = await writes('15550970011', 'One');
    const other = await writes('15550970012', 'Other');
    const created = { group_id: 'Y2FwaV9ncm91cDox', type: 'group_create', subject: 'Studio' };
    const timestamp = String(tick() / 1_000);
    await receive({ groups: [{ timestamp, ...created }] }, 'group_lifecycle_update');
    const { rows } = await ask<ConversationPage>('GET', 'conversations?limit=100');
    const group = rows.find(({ contact }) => contact.name === 'Studio');
    const refusals = [
      [other.id, 'Somebody', 409, 'not_confirmed'],
      [one.id, one.contact.name, 409, 'same_conversation'],
      [999_999, 'Nobody', 404, 'conversation_not_found'],
      ...(group ? [[group.id, group.contact.name, 409, 'group_not_mergeable'] as const] : []),
    ] as const;
    expect(refusals).toHaveLength(4);
    for (const [id, name, status, code] of refusals) {
      expect(await refusalOf(await merge(one.id, { id, name }))).toEqual([status, code]);
    }
    const after = await ask<MessagePage>('GET', `conversations/${one.id}/messages`);
    expect(bodies(after)).toEqual(['One']);
    expect((await ask<Conversation>('GET', `conversations/${other.id}`)).id).toBe(other.id);
  });
});

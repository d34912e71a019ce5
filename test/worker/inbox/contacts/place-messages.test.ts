/** The messages that are checked again, and what moves with them, when a number turns out to belong to another person. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Inbox } from '../../../../worker/inbox/inbox.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { webhook } from '../../support/webhooks.ts';

const minute = 60;
const start = Math.floor(Date.UTC(2026, 5, 1) / 1000);
const phone = '15550990001';
const [u1, u2] = ['US.9900001', 'US.9900002'];

const eventsIn = (value: Record<string, unknown>) =>
  parseWebhook(JSON.parse(webhook('1', value))).map(({ event }) => event);
const sender = (user: string | null) => ({ from: phone, ...(user !== null && { from_user_id: user }) });
const says = (user: string | null, id: string, at: number) =>
  eventsIn({
    messages: [{ ...sender(user), id, timestamp: String(start + at), type: 'text', text: { body: id } }],
  });
const reacts = (user: string | null, id: string, target: string, at: number) =>
  eventsIn({
    messages: [
      {
        ...{ ...sender(user), id, timestamp: String(start + at), type: 'reaction' },
        reaction: { message_id: target, emoji: '👍' },
      },
    ],
  });

describe('a message under a number that two people have had', () => {
  /** Rows read for each of two more webhooks, when one of the two has written so often. */
  async function rowsRead(written: number): Promise<number[]> {
    const inbox = inboxOf(env, `scan-${written}`);
    await inbox.receiving.receive(says(u1, 'one', 0));
    await inbox.receiving.receive(says(u2, 'two', minute));
    await runInDurableObject(inbox, (_, { storage: { sql } }) =>
      sql.exec(
        `WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?1)
         INSERT INTO message (id, seq, conversation_id, origin, direction, wamid, sent_at, body, party)
         SELECT 1000 + n, 1000 + n, (SELECT conversation_id FROM message WHERE wamid = 'two'), 'message', 'in',
           'wamid.' || n, ?2 + n, '{"type":"text","text":{"body":"Hello"}}', ?3 FROM counter`,
        ...[written, (start + 2 * minute) * 1000, u2],
      ),
    );
    // What is new of a number may be anybody's, once.
    await inbox.receiving.receive(says(null, 'first alone', 59 * minute));
    await inbox.receiving.receive(says(u2, 'known', 60 * minute));
    const counts: number[] = [];
    for (const [index, events] of [
      says(u2, 'again', 61 * minute),
      says(null, 'number', 62 * minute),
    ].entries()) {
      counts[index] = await runInDurableObject(inbox, async (object: Inbox, { storage: { sql } }) => {
        const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
        const exec = sql.exec;
        Object.defineProperty(sql, 'exec', {
          configurable: true,
          value: (...query: Parameters<SqlStorage['exec']>) => {
            const cursor = exec.apply(sql, query);
            cursors.push(cursor);
            return cursor;
          },
        });
        await object.rpc.receiving.receive(events);
        Reflect.deleteProperty(sql, 'exec');
        return cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0);
      });
    }
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    expect(rows.map(({ lastMessage }) => lastMessage?.wamid)).toEqual(['number', 'one']);
    return counts;
  }

  it('a message under a shared number costs the same after ten messages as after five thousand', async () => {
    const few = await rowsRead(10);
    const many = await rowsRead(5_000);
    for (const [index, rows] of many.entries()) expect(rows).toBeLessThan((few[index] ?? 0) + 50);
  });
});

describe('a message that is put into another conversation', () => {
  async function threads(name: string, deliveries: ReturnType<typeof eventsIn>[]) {
    const inbox = inboxOf(env, name);
    for (const events of deliveries) await inbox.receiving.receive(events);
    return runInDurableObject(inbox, (_, { storage: { sql } }) =>
      sql
        .exec<{ wamid: string; reaction: string | null; together: number }>(
          `SELECT message.wamid, reaction.wamid AS reaction,
             message.conversation_id = reaction.conversation_id AS together
           FROM message LEFT JOIN reaction ON reaction.target IN (message.wamid, message.stray)
           ORDER BY message.sent_at`,
        )
        .toArray()
        .filter(({ reaction }) => reaction !== null),
    );
  }
  // Who had the number first is heard of last, and keeps the conversation: what the other has said goes elsewhere.
  const later = says(u2, 'now', 100 * minute);
  const reaction = reacts(u2, 'thumb', 'now', 101 * minute);
  const stray = reacts(u2, 'stray', 'not here', 101 * minute);
  const holder = says(u1, 'first', 0);

  it('a message that moves to another conversation takes its reactions along', async () => {
    const found = await threads('reaction-along', [later, reaction, holder]);
    expect(found).toEqual([{ wamid: 'now', reaction: 'thumb', together: 1 }]);
  });

  it('a message that moves takes along a reaction that is shown as a line until its message arrives', async () => {
    const found = await threads('reaction-stray', [later, stray, holder]);
    expect(found).toEqual([{ wamid: 'stray', reaction: 'stray', together: 1 }]);
    const inbox = inboxOf(env, 'reaction-stray');
    const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
    expect(rows.map(({ lastMessage }) => lastMessage?.wamid)).toEqual(['stray', 'first']);
  });
});

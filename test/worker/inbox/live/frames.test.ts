import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { changesAfter, framesFor } from '../../../../worker/inbox/live/frames.ts';
import { ChangeLog } from '../../../../worker/inbox/records/changes/change-log.ts';
import { StatementCosts } from '../../support/statement-costs.ts';

/** An inbox with so many messages, of which the last and one status are new. Returns the rows that a console costs. */
function rowsFor(messages: number): Promise<{ read: number; found: number[] }> {
  return runInDurableObject(env.INBOX.getByName(`frames-${messages}`), (_, { storage }) => {
    const { sql } = storage;
    const conversations = messages / 10;
    sql.exec(
      `WITH RECURSIVE counted (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM counted WHERE id < ?1)
       INSERT INTO message (id, seq, conversation_id, origin, direction, wamid, sent_at, body)
         SELECT id, id, id % ?2 + 1, 'message', 'in', 'wamid.' || id, id, '{"type":"text","text":{"body":"Hello"}}'
         FROM counted`,
      ...[messages, conversations],
    );
    sql.exec(
      `INSERT INTO conversation (id, seq, last_message_at, last_message_id)
         SELECT conversation_id, max(id) + 1, max(sent_at), max(id) FROM message GROUP BY conversation_id`,
    );
    // A status of an old message.
    sql.exec('UPDATE message SET seq = ? WHERE id = 5', messages + 1);
    const log = new ChangeLog(storage);
    const costs = new StatementCosts();
    costs.watch(storage);
    const changes = changesAfter(sql, log, messages - 1);
    const [frame] = framesFor(sql, log, new Set(['ada']), changes).get('ada') ?? [];
    const found = frame?.type === 'change' ? frame.messages.map(({ id }) => id) : [];
    return { read: costs.rowsRead, found };
  });
}

it('what an open console gets of a change costs the same with ten thousand messages as with a hundred', async () => {
  const few = await rowsFor(100);
  const many = await rowsFor(10_000);
  expect(few.found).toEqual([5, 100]);
  expect(many.found).toEqual([5, 10_000]);
  expect(many.read).toBe(few.read);
  expect(few.read).toBeLessThan(60);
});

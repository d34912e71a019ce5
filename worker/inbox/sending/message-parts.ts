/**
 * Messages that go on where another one ends, as the parts of a long text do: read in another order they say something
 * else. One goes out only when WhatsApp has taken the one before it, and ends when that has failed.
 */
import type { ChangeLog } from '../records/change-log.ts';
import { dropJobs } from '../records/jobs.ts';
import { type MessageRow, messageRow } from '../records/rows.ts';
import { doubtLasts, partBeforeFailed } from '../records/send-errors.ts';
import { setStatus } from '../records/statuses.ts';

/** Word of a message whose answer was lost comes within seconds or not at all; what is written meanwhile waits, too. */
const patience = 60_000;

/** How it stands with the message that this one follows; `gone` when it follows none. */
export function partBefore(
  sql: SqlStorage,
  { follows }: MessageRow,
  now: number,
): 'gone' | 'waiting' | 'in_doubt' | 'failed' {
  const before = follows === null ? null : messageRow(sql, follows);
  switch (before?.status) {
    case 'queued':
    case 'sending':
      return 'waiting';
    case 'in_doubt':
      return now < (before.retry_at ?? 0) - doubtLasts + patience ? 'in_doubt' : 'failed';
    case 'failed':
      return 'failed';
    default:
      return 'gone';
  }
}

/** A message has failed: what waits behind it would be read without it. */
export function endFollowers(sql: SqlStorage, changes: ChangeLog, messageId: number): void {
  const waiting = sql
    .exec<{ id: number }>(
      `WITH RECURSIVE follower (id) AS (
         SELECT id FROM message WHERE follows = ? AND status = 'queued'
         UNION SELECT message.id FROM message JOIN follower ON follows = follower.id WHERE status = 'queued')
       SELECT id FROM follower ORDER BY id`,
      messageId,
    )
    .toArray();
  for (const { id } of waiting) {
    dropJobs(sql, id);
    sql.exec('UPDATE message SET send_at = NULL WHERE id = ?', id);
    setStatus(sql, changes, id, {
      status: 'failed',
      error: JSON.stringify(partBeforeFailed),
      retryAt: null,
    });
  }
}

/** Those that have failed only because this one had, or the next of them, in their order. */
export function endedFollowers(sql: SqlStorage, messageId: number): MessageRow[] {
  return sql
    .exec<MessageRow>(
      `WITH RECURSIVE follower (id) AS (
         SELECT id FROM message WHERE follows = ?1 AND status = 'failed' AND error ->> 'code' = ?2
         UNION SELECT message.id FROM message JOIN follower ON follows = follower.id
           WHERE status = 'failed' AND error ->> 'code' = ?2)
       SELECT message.* FROM message JOIN follower USING (id) ORDER BY id`,
      ...[messageId, partBeforeFailed.code],
    )
    .toArray();
}

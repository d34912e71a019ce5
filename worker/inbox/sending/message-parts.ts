/**
 * Messages that go on where others end, as the parts of a long text do, or a text after its files: read in another
 * order they say something else. One goes out only when WhatsApp has taken all that it follows, and ends when one of
 * them has failed.
 */
import type { ChangeLog } from '../records/change-log.ts';
import { dropJobs } from '../records/jobs.ts';
import { leadersOf, type MessageRow, messageRow } from '../records/rows.ts';
import { doubtLasts, partBeforeFailed } from '../records/send-errors.ts';
import { setStatus } from '../records/statuses.ts';

/** Word of a message whose answer was lost comes within seconds or not at all; what is written meanwhile waits, too. */
const patience = 60_000;

type Standing = 'gone' | 'waiting' | 'in_doubt' | 'failed';

/** How it stands with the messages that this one follows; `gone` when it follows none. */
export function partBefore(sql: SqlStorage, message: MessageRow, now: number): Standing {
  const standings = leadersOf(message).map((id) => standingOf(messageRow(sql, id), now));
  const worst = (['failed', 'waiting', 'in_doubt'] as const).find((one) => standings.includes(one));
  return worst ?? 'gone';
}

function standingOf(before: MessageRow | null, now: number): Standing {
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
  for (const { id } of followersOf(sql, messageId, ({ status }) => status === 'queued')) {
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
  return followersOf(
    sql,
    messageId,
    ({ status, error }) =>
      status === 'failed' && error !== null && Object(JSON.parse(error)).code === partBeforeFailed.code,
  );
}

/** Those that follow a message, and those that follow them, in their order. */
function followersOf(
  sql: SqlStorage,
  messageId: number,
  isMeant: (row: MessageRow) => boolean,
): MessageRow[] {
  const found = new Map<number, MessageRow>();
  const open = [messageId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const next = sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE follows = ?1
         UNION ALL SELECT * FROM message
           WHERE conversation_id = (SELECT conversation_id FROM message WHERE id = ?1) AND also_follows IS NOT NULL
             AND EXISTS (SELECT 1 FROM json_each(also_follows) WHERE value = ?1)`,
        id,
      )
      .toArray();
    for (const row of next) {
      if (found.has(row.id) || !isMeant(row)) continue;
      found.set(row.id, row);
      open.push(row.id);
    }
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

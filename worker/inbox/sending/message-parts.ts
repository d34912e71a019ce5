/**
 * Messages that only make sense in order: the parts of a long text, or a text after its files. A part is sent once
 * WhatsApp has accepted all previous parts, and fails if one of them has failed.
 */
import type { ChangeLog } from '../records/changes/change-log.ts';
import { dropJobs } from '../records/changes/jobs.ts';
import { previousPartFailed, unconfirmedAfterMs } from '../records/messages/send-errors.ts';
import { setStatus } from '../records/messages/statuses.ts';
import { leadersOf, type MessageRow, messageRow } from '../records/rows.ts';

/** The status of a message whose response was lost arrives within seconds or never. The next part waits this long for it. */
const statusWaitMs = 60_000;

type PartState = 'gone' | 'waiting' | 'in_doubt' | 'failed';

/** The combined state of the previous parts; `gone` when all were sent or there are none. */
export function previousPartsState(sql: SqlStorage, message: MessageRow, now: number): PartState {
  const states = leadersOf(message).map((id) => stateOf(messageRow(sql, id), now));
  const worst = (['failed', 'waiting', 'in_doubt'] as const).find((one) => states.includes(one));
  return worst ?? 'gone';
}

function stateOf(before: MessageRow | null, now: number): PartState {
  switch (before?.status) {
    case 'queued':
    case 'sending':
      return 'waiting';
    case 'in_doubt':
      return now < (before.retry_at ?? 0) - unconfirmedAfterMs + statusWaitMs ? 'in_doubt' : 'failed';
    case 'failed':
      return 'failed';
    default:
      return 'gone';
  }
}

/** When a part fails, the queued parts after it fail as well. */
export function failNextParts(sql: SqlStorage, changes: ChangeLog, messageId: number): void {
  for (const { id } of nextPartsOf(sql, messageId, ({ status }) => status === 'queued')) {
    dropJobs(sql, id);
    sql.exec('UPDATE message SET send_at = NULL WHERE id = ?', id);
    setStatus(sql, changes, id, {
      status: 'failed',
      error: JSON.stringify(previousPartFailed),
      retryAt: null,
    });
  }
}

/** The parts after this one that failed only because of it, in their order. */
export function failedNextParts(sql: SqlStorage, messageId: number): MessageRow[] {
  return nextPartsOf(
    sql,
    messageId,
    ({ status, error }) =>
      status === 'failed' && error !== null && Object(JSON.parse(error)).code === previousPartFailed.code,
  );
}

/** All later parts of a message that match, in their order. */
function nextPartsOf(
  sql: SqlStorage,
  messageId: number,
  matches: (row: MessageRow) => boolean,
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
      if (found.has(row.id) || !matches(row)) continue;
      found.set(row.id, row);
      open.push(row.id);
    }
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

/**
 * The requests to Meta to send a message. The current attempt is in the row of the message, which is written at the same
 * moments anyway. Attempts that failed or were lost, and those before a retry, are in the table `attempt`.
 */
import { type MessageRow, messageRow } from '../rows.ts';

/**
 * The id of the current attempt, sent to Meta as `biz_opaque_callback_data`. It begins with the message, so that no index
 * is needed to find it.
 */
function currentAttempt({ id, attempt }: Pick<MessageRow, 'id' | 'attempt'>): string | null {
  return attempt === null ? null : `${id}.${attempt}`;
}

export function isCurrentAttempt(row: Pick<MessageRow, 'id' | 'attempt'>, attempt: string): boolean {
  return currentAttempt(row) === attempt;
}

/** The message whose current attempt this is. */
export function messageOfAttempt(sql: SqlStorage, attempt: string): MessageRow | null {
  const id = /^(\d{1,15})\./.exec(attempt)?.[1];
  const row = id === undefined ? null : messageRow(sql, Number(id));
  return row && isCurrentAttempt(row, attempt) ? row : null;
}

/**
 * Records an attempt that is about to be made, and returns its id. Call it in the transaction before the request. The
 * message takes no new `seq`: that it is on its way is not shown.
 */
export function beginAttempt(sql: SqlStorage, { id, attempt, attempt_at }: MessageRow): string {
  if (attempt !== null && attempt_at === null) {
    sql.exec(
      "UPDATE message SET status = 'sending', error = NULL, retry_at = NULL, attempt_at = ? WHERE id = ?",
      ...[Date.now(), id],
    );
    return `${id}.${attempt}`;
  }
  moveAttempt(sql, id);
  const next = crypto.randomUUID();
  sql.exec(
    `UPDATE message SET status = 'sending', error = NULL, retry_at = NULL, attempt = ?, attempt_at = ?,
       attempt_ended_at = NULL WHERE id = ?`,
    ...[next, Date.now(), id],
  );
  return `${id}.${next}`;
}

export interface AttemptEnd {
  state: 'accepted' | 'rejected' | 'in_doubt';
  /** `MessageError` as JSON. */
  error: string | null;
  wamid: string | null;
}

/** Records how an attempt ended. An accepted one stays in the row of the message. */
export function endAttempt(
  sql: SqlStorage,
  messageId: number,
  attempt: string,
  { state, error, wamid }: AttemptEnd,
): void {
  const row = messageRow(sql, messageId);
  const isCurrent = row !== null && isCurrentAttempt(row, attempt);
  if (isCurrent && state === 'accepted') {
    sql.exec('UPDATE message SET attempt_ended_at = ? WHERE id = ?', Date.now(), messageId);
    return;
  }
  if (isCurrent) moveAttempt(sql, messageId);
  sql.exec(
    'UPDATE attempt SET state = ?2, ended_at = ?3, error = ?4, wamid = coalesce(?5, wamid) WHERE id = ?1',
    ...[attempt, state, Date.now(), error, wamid],
  );
}

/** Moves the current attempt from the row of the message into the table. */
export function moveAttempt(sql: SqlStorage, messageId: number): void {
  sql.exec(
    `INSERT INTO attempt (id, message_id, state, started_at, ended_at, wamid)
     SELECT id || '.' || attempt, id, iif(attempt_ended_at IS NULL, 'sending', 'accepted'), attempt_at, attempt_ended_at, wamid
     FROM message WHERE id = ? AND attempt_at IS NOT NULL`,
    messageId,
  );
  sql.exec(
    'UPDATE message SET attempt = NULL, attempt_at = NULL, attempt_ended_at = NULL WHERE id = ? AND attempt IS NOT NULL',
    messageId,
  );
}

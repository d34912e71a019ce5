/** What became of a sent message, joined from all that Meta has said of it. */
import * as v from 'valibot';
import type { MessageError } from '../api.ts';
import { explain, type GraphError } from '../whatsapp/errors.ts';
import { joinStatus, statusOf } from '../whatsapp/status.ts';
import type { ChangeCounter } from './change.ts';
import { dropJobs } from './jobs.ts';
import { type MessageRow, messageByWamid, messageRow } from './rows.ts';

/**
 * The message that a status speaks of: known by its `wamid`, or by the attempt's id that Meta gives back. The
 * latter settles an attempt whose answer was lost, and teaches us the `wamid`.
 */
export function messageOfStatus(
  sql: SqlStorage,
  wamid: string,
  callbackData: string | null,
): MessageRow | null {
  const [attempt] = sql
    .exec<{ id: string; message_id: number }>(
      'SELECT id, message_id FROM attempt WHERE id = ?2 OR wamid = ?1',
      wamid,
      callbackData,
    )
    .toArray();
  if (!attempt) return messageByWamid(sql, wamid);
  sql.exec("UPDATE attempt SET wamid = ?, state = 'accepted' WHERE id = ?", wamid, attempt.id);
  if (messageRow(sql, attempt.message_id)?.wamid == null) nameMessage(sql, attempt.message_id, wamid);
  return messageRow(sql, attempt.message_id);
}

/**
 * Gives a sent message its `wamid`. Should an echo of it be here already, it steps back behind the message: it has no
 * place of its own any more.
 */
export function nameMessage(sql: SqlStorage, messageId: number, wamid: string): void {
  sql.exec(
    "UPDATE message SET wamid = NULL, target = ?1 WHERE wamid = ?1 AND id <> ?2 AND origin = 'echo'",
    wamid,
    messageId,
  );
  sql.exec('UPDATE message SET wamid = ? WHERE id = ?', wamid, messageId);
}

/** Moves a message to the furthest that any status of any of its attempts says. Only the newest attempt can fail it. */
export function applyStatuses(sql: SqlStorage, changes: ChangeCounter, messageId: number): void {
  const message = messageRow(sql, messageId);
  if (message?.status == null) return;
  const statuses = sql
    .exec<{ wamid: string; status: string; errors: string | null }>(
      `SELECT wamid, status, errors FROM status
       WHERE wamid IN (SELECT wamid FROM attempt WHERE message_id = ?1 UNION SELECT ?2) ORDER BY at, status`,
      ...[messageId, message.wamid],
    )
    .toArray();
  let joined = message.status;
  let { error } = message;
  for (const { wamid, status, errors } of statuses) {
    const word = statusOf(status);
    if (word === null || (word === 'failed' && wamid !== message.wamid)) continue;
    joined = joinStatus(joined, word);
    if (word === 'failed') error = JSON.stringify(statusError(errors));
  }
  if (joined !== 'failed' && joined !== message.status) error = null;
  if (joined === message.status && error === message.error) return;
  sql.exec(
    'UPDATE message SET status = ?, error = ?, retry_at = NULL WHERE id = ?',
    joined,
    error,
    messageId,
  );
  // A message that Meta already speaks of has been sent: nothing is left to do.
  dropJobs(sql, messageId);
  changes.touchMessage(messageId);
}

/** A failure in words for a person. */
export function messageErrorOf(error: GraphError): MessageError {
  return { code: error.code, ...explain(error) };
}

const storedErrors = v.array(
  v.object({
    code: v.number(),
    title: v.string(),
    details: v.exactOptional(v.string()),
    subcode: v.exactOptional(v.number()),
    traceId: v.exactOptional(v.string()),
  }),
);

/** Why WhatsApp says that a message has failed. */
export function statusError(errors: string | null): MessageError {
  const [first] = errors === null ? [] : v.parse(storedErrors, JSON.parse(errors));
  return messageErrorOf(first ?? { code: 0, title: 'WhatsApp did not say why.' });
}

/** What became of a sent message, joined from all that Meta has said of it. */
import * as v from 'valibot';
import type { MessageError } from '../../api/errors.ts';
import { explain, type GraphError, meaningOf } from '../../whatsapp/account/errors.ts';
import { joinStatus, type MessageStatus, statusOf } from '../../whatsapp/receiving/status.ts';
import type { ChangeLog } from './change-log.ts';
import { dropJobs } from './jobs.ts';
import { type MessageRow, messageByWamid, messageRow } from './rows.ts';
import { noReason } from './send-errors.ts';
import { takeStrays } from './strays.ts';
import { refreshWaiting } from './waiting.ts';

/**
 * The message that a status speaks of: known by its `wamid`, or by the attempt's id that Meta gives back. The
 * latter settles an attempt whose answer was lost, and teaches us its `wamid`.
 */
export function messageOfStatus(
  sql: SqlStorage,
  wamid: string,
  callbackData: string | null,
): MessageRow | null {
  const [attempt] = sql
    .exec<{ id: string; message_id: number }>(
      'SELECT id, message_id FROM attempt WHERE id = ?2 OR wamid = ?1 ORDER BY id = ?2 DESC LIMIT 1',
      wamid,
      callbackData,
    )
    .toArray();
  if (!attempt) return messageByWamid(sql, wamid);
  sql.exec(
    "UPDATE attempt SET wamid = ?1, state = 'accepted' WHERE id = ?2 AND (wamid IS NOT ?1 OR state <> 'accepted')",
    ...[wamid, attempt.id],
  );
  return messageRow(sql, attempt.message_id);
}

/**
 * Gives a sent message its `wamid`. Should an echo of it be here already, or the phone's history have it, that steps
 * back behind the message: it has no place of its own any more. Between two sends the first keeps it.
 */
export function nameMessage(sql: SqlStorage, changes: ChangeLog, messageId: number, wamid: string): void {
  sql.exec(
    "UPDATE message SET wamid = NULL, target = ?1 WHERE wamid = ?1 AND id <> ?2 AND origin <> 'send'",
    wamid,
    messageId,
  );
  sql.exec('UPDATE OR IGNORE message SET wamid = ? WHERE id = ?', wamid, messageId);
  takeStrays(sql, changes, wamid);
}

/**
 * Moves a message to the furthest that Meta says of it. The attempt that counts is the newest; what it says can also
 * be that it failed. Of an earlier one, which somebody has answered by trying again, only that it did arrive after all.
 * Returns whether a message that waited behind it is due now.
 */
export function applyStatuses(sql: SqlStorage, changes: ChangeLog, messageId: number): boolean {
  const message = messageRow(sql, messageId);
  if (message?.status == null) return false;
  const current = message.wamid ?? wamidUnderway(sql, message);
  const statuses = sql
    .exec<{ wamid: string; status: string; errors: string | null }>(
      `SELECT wamid, status, errors FROM status
       WHERE wamid IN (SELECT wamid FROM attempt WHERE message_id = ?1 UNION SELECT ?2) ORDER BY at, status`,
      ...[messageId, message.wamid],
    )
    .toArray();
  const failed = new Set(statuses.filter(({ status }) => status === 'failed').map(({ wamid }) => wamid));
  let joined = message.status;
  let { error } = message;
  let name = current;
  for (const { wamid, status, errors } of statuses) {
    if (wamid !== current) continue;
    // Whatever Meta says of it, it has taken it.
    joined = joinStatus(joined, statusOf(status) ?? 'accepted');
    if (status === 'failed') error = JSON.stringify(statusError(errors));
  }
  for (const { wamid, status } of statuses) {
    const word = statusOf(status);
    if (wamid === current || word === null || (failed.has(wamid) && !hasArrived(word))) continue;
    if (joined === 'failed' || joinStatus(joined, word) !== joined) {
      joined = word;
      name = wamid;
    }
  }
  if (joined !== 'failed' && joined !== message.status) error = null;
  if (joined === message.status && error === message.error) return false;
  if (message.wamid === null && name !== null) nameMessage(sql, changes, messageId, name);
  setStatus(sql, changes, messageId, { status: joined, error, retryAt: null });
  // A message that Meta already speaks of has been sent: nothing is left to do.
  return dropJobs(sql, messageId);
}

/** Of the attempt whose answer has not come, or was lost; a message that waits for another attempt has none. */
function wamidUnderway(sql: SqlStorage, { id, status }: MessageRow): string | null {
  if (status !== 'sending' && status !== 'in_doubt') return null;
  const [newest] = sql
    .exec<{ wamid: string | null }>(
      'SELECT wamid FROM attempt WHERE message_id = ? ORDER BY started_at DESC, rowid DESC LIMIT 1',
      id,
    )
    .toArray();
  return newest?.wamid ?? null;
}

function hasArrived(status: MessageStatus): boolean {
  return status === 'delivered' || status === 'read';
}

/** `error` as it is stored. */
export function setStatus(
  sql: SqlStorage,
  changes: ChangeLog,
  messageId: number,
  { status, error, retryAt }: { status: MessageStatus; error: string | null; retryAt: number | null },
): void {
  const before = messageRow(sql, messageId);
  sql.exec(
    'UPDATE message SET seq = ?, status = ?, error = ?, retry_at = ? WHERE id = ?',
    ...[changes.next(), status, error, retryAt, messageId],
  );
  if (before) {
    changes.tell({
      type: 'status-changed',
      conversationId: before.conversation_id,
      messageId,
      status,
      before: before.status,
    });
  }
  touchTarget(sql, changes, before?.target ?? null);
  // What has failed, or goes out later, has answered nobody.
  const isOrWasNone = before?.status === 'failed' || status === 'failed' || before?.send_at != null;
  if (before && isOrWasNone) refreshWaiting(sql, changes, before.conversation_id);
}

/** What a reaction is about shows it, so it changes too. */
export function touchTarget(sql: SqlStorage, changes: ChangeLog, wamid: string | null): void {
  const target = wamid === null ? null : messageByWamid(sql, wamid);
  if (target) changes.touchMessage(target.id);
}

/** Why a message of ours has failed, in words for a person. */
export function messageErrorOf(error: GraphError): MessageError {
  // Of a customer's message it means their file; of ours, the one that we sent, as 131053 does.
  const own = error.code === 131052 ? { ...error, code: 131053 } : error;
  return { code: meaningOf(own), ...explain(own) };
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
  return first ? messageErrorOf(first) : noReason;
}

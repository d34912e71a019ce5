/** The status of a sent message, joined from all its status webhooks. */
import * as v from 'valibot';
import type { MessageError } from '../../api/errors.ts';
import { explain, type GraphError, meaningOf } from '../../whatsapp/graph/errors.ts';
import { joinStatus, type MessageStatus, statusOf } from '../../whatsapp/receiving/status.ts';
import type { ChangeLog } from './changes/change-log.ts';
import { dropJobs } from './changes/jobs.ts';
import { type MessageRow, messageByWamid, messageRow } from './rows.ts';
import { noReason } from './send-errors.ts';
import { takeStrays } from './strays.ts';
import { refreshWaiting } from './waiting.ts';

/**
 * The message of a status, found by its `wamid` or by the attempt id that Meta returns. The latter settles an attempt
 * whose response was lost, and adds its `wamid`.
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
 * Sets the `wamid` of a sent message. If an echo or the phone's history has already added the same message, that copy is
 * hidden behind this one. Between two sends the first one wins.
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
 * Moves a message to the furthest status that Meta reported. The newest attempt counts, including a failure. Of earlier
 * attempts, which were retried, only an arrival counts. Returns whether the next message in the lane is due now.
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
    // Any status implies that Meta accepted the message.
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
  // A message with a status has been sent, so its job is done.
  return dropJobs(sql, messageId);
}

/** The `wamid` of an attempt whose response is pending or was lost. */
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
    changes.record({
      type: 'status-changed',
      conversationId: before.conversation_id,
      messageId,
      status,
      before: before.status,
    });
  }
  touchTarget(sql, changes, before?.target ?? null);
  // A failed or scheduled message is not a reply.
  const isOrWasNone = before?.status === 'failed' || status === 'failed' || before?.send_at != null;
  if (before && isOrWasNone) refreshWaiting(sql, changes, before.conversation_id);
}

/** The target of a reaction displays it, so it changes as well. */
export function touchTarget(sql: SqlStorage, changes: ChangeLog, wamid: string | null): void {
  const target = wamid === null ? null : messageByWamid(sql, wamid);
  if (target) changes.touchMessage(target.id);
}

/** Explains why an outgoing message failed. */
export function messageErrorOf(error: GraphError): MessageError {
  // For a customer's message, 131052 is about their file; for ours, it means the same as 131053.
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

/** Explains the errors of a status webhook. */
export function statusError(errors: string | null): MessageError {
  const [first] = errors === null ? [] : v.parse(storedErrors, JSON.parse(errors));
  return first ? messageErrorOf(first) : noReason;
}

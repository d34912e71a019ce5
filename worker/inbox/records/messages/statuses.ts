/** The status of a sent message, joined from all its status webhooks. */
import * as v from 'valibot';
import type { MessageError } from '../../../api/errors.ts';
import { explain, type GraphError, meaningOf } from '../../../whatsapp/graph/errors.ts';
import {
  hasReachedMeta,
  joinStatus,
  type MessageStatus,
  statusOf,
} from '../../../whatsapp/receiving/status.ts';
import type { ChangeLog } from '../changes/change-log.ts';
import { dropJobs } from '../changes/jobs.ts';
import { type MessageRow, messageByWamid, messageRow } from '../rows.ts';
import { refreshWaiting } from '../waiting.ts';
import { isCurrentAttempt, messageOfAttempt } from './attempts.ts';
import { type Report, type ReportedStatus, reportsOf, withReport } from './reports.ts';
import { noReason } from './send-errors.ts';
import { takeStrays } from './strays.ts';

/**
 * The message of a status, found by its `wamid` or by the attempt id that Meta returns. The latter settles an attempt
 * whose response was lost, and adds its `wamid`.
 */
export function messageOfStatus(
  sql: SqlStorage,
  changes: ChangeLog,
  wamid: string,
  callbackData: string | null,
): MessageRow | null {
  const named = messageByWamid(sql, wamid);
  // The usual case: everything is in one row.
  const isOwn = named !== null && named.attempt !== null;
  if (isOwn && (callbackData === null || isCurrentAttempt(named, callbackData))) return named;
  const current = callbackData === null ? null : messageOfAttempt(sql, callbackData);
  if (current) {
    if (current.wamid !== null) return current;
    nameMessage(sql, changes, current.id, wamid);
    // Meta has accepted it, whatever becomes of its answer.
    sql.exec('UPDATE message SET attempt_ended_at = ? WHERE id = ?', Date.now(), current.id);
    return messageRow(sql, current.id);
  }
  const [attempt] = sql
    .exec<{ id: string; message_id: number }>(
      'SELECT id, message_id FROM attempt WHERE id = ?2 OR wamid = ?1 ORDER BY id = ?2 DESC LIMIT 1',
      wamid,
      callbackData,
    )
    .toArray();
  if (!attempt) return named;
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
  hideCopies(sql, messageId, wamid);
  sql.exec('UPDATE OR IGNORE message SET wamid = ? WHERE id = ?', wamid, messageId);
  takeStrays(sql, changes, wamid);
}

function hideCopies(sql: SqlStorage, messageId: number, wamid: string): void {
  sql.exec(
    "UPDATE message SET wamid = NULL, target = ?1 WHERE wamid = ?1 AND id <> ?2 AND origin <> 'send'",
    wamid,
    messageId,
  );
}

/**
 * Moves a message to the furthest status that Meta reported, and stores the report that is new. The newest attempt counts,
 * including a failure. Of earlier attempts, which were retried, only an arrival counts. Returns whether the next message
 * in the lane is due now.
 */
export function applyStatuses(
  sql: SqlStorage,
  changes: ChangeLog,
  message: MessageRow | null,
  added: Report | null = null,
  known: readonly ReportedStatus[] = message ? reportsOf(sql, message) : [],
): boolean {
  if (!message) return false;
  const reports = added && withReport(message, added);
  const all = added ? [...known, added] : known;
  const moved = message.status === null ? null : furthest(sql, message, message.status, all);
  if (!moved) {
    if (reports !== null) sql.exec('UPDATE message SET reports = ? WHERE id = ?', reports, message.id);
    return false;
  }
  const { status, error, name } = moved;
  if (message.wamid === null && name !== null) nameMessage(sql, changes, message.id, name);
  setStatus(sql, changes, message.id, { status, error, retryAt: null, reports }, message);
  // A message with a status has been sent, so its job is done.
  return message.status !== null && hasReachedMeta(message.status) ? false : dropJobs(sql, message.id);
}

/** Where the reports move a message, and the `wamid` that it has then; null when it stays where it is. */
function furthest(
  sql: SqlStorage,
  message: MessageRow,
  before: MessageStatus,
  reports: readonly ReportedStatus[],
): { status: MessageStatus; error: string | null; name: string | null } | null {
  const statuses = reports.toSorted((a, b) => a.at - b.at || (a.status < b.status ? -1 : 1));
  const current = message.wamid ?? wamidUnderway(sql, message);
  const failed = new Set(statuses.filter(({ status }) => status === 'failed').map(({ wamid }) => wamid));
  let status = before;
  let { error } = message;
  let name = current;
  for (const one of statuses) {
    if (one.wamid !== current) continue;
    // Any status implies that Meta accepted the message.
    status = joinStatus(status, statusOf(one.status) ?? 'accepted');
    if (one.status === 'failed') error = JSON.stringify(statusError(one.errors));
  }
  for (const one of statuses) {
    const word = statusOf(one.status);
    if (one.wamid === current || word === null || (failed.has(one.wamid) && !hasArrived(word))) continue;
    if (status === 'failed' || joinStatus(status, word) !== status) {
      status = word;
      name = one.wamid;
    }
  }
  if (status !== 'failed' && status !== before) error = null;
  return status === before && error === message.error ? null : { status, error, name };
}

/** The `wamid` of an attempt whose response is pending or was lost. */
function wamidUnderway(sql: SqlStorage, { id, status, attempt }: MessageRow): string | null {
  // The current attempt has none yet, or the message would have it.
  if (attempt !== null || (status !== 'sending' && status !== 'in_doubt')) return null;
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

export interface StatusChange {
  status: MessageStatus;
  /** As it is stored. */
  error: string | null;
  retryAt: number | null;
  /** The column, if it changes as well. */
  reports?: string | null;
}

export function setStatus(
  sql: SqlStorage,
  changes: ChangeLog,
  messageId: number,
  { status, error, retryAt, reports = null }: StatusChange,
  before = messageRow(sql, messageId),
): void {
  sql.exec(
    'UPDATE message SET seq = ?, status = ?, error = ?, retry_at = ?, reports = coalesce(?, reports) WHERE id = ?',
    ...[changes.next(), status, error, retryAt, reports, messageId],
  );
  if (before) tellStatus(sql, changes, before, status);
}

/**
 * Meta has accepted the current attempt: its `wamid`, the status and the time in one row. `hold` says why Meta does not
 * send it yet. Returns the row as it is then, or null when another message has this `wamid`, and nothing is written.
 */
export function acceptAttempt(
  sql: SqlStorage,
  changes: ChangeLog,
  before: MessageRow,
  wamid: string,
  hold: MessageError | null,
): MessageRow | null {
  hideCopies(sql, before.id, wamid);
  const [accepted] = sql
    .exec<MessageRow>(
      `UPDATE OR IGNORE message SET wamid = ?, seq = ?, status = 'accepted', error = ?, retry_at = NULL,
         attempt_ended_at = ? WHERE id = ? RETURNING *`,
      ...[wamid, changes.next(), hold && JSON.stringify(hold), Date.now(), before.id],
    )
    .toArray();
  if (!accepted) return null;
  takeStrays(sql, changes, wamid);
  tellStatus(sql, changes, before, 'accepted');
  return accepted;
}

/** Call it when the status is in the row. */
export function tellStatus(
  sql: SqlStorage,
  changes: ChangeLog,
  before: MessageRow,
  status: MessageStatus,
): void {
  const { id: messageId, conversation_id: conversationId, target } = before;
  changes.record({ type: 'status-changed', conversationId, messageId, status, before: before.status });
  touchTarget(sql, changes, target);
  // A failed or scheduled message is not a reply.
  const isOrWasNone = before.status === 'failed' || status === 'failed' || before.send_at !== null;
  if (isOrWasNone) refreshWaiting(sql, changes, conversationId);
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

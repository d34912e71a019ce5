/** Stores the statuses of sent messages. */
import { aliasesOf } from '../../whatsapp/identity/aliases.ts';
import { statusTime } from '../../whatsapp/identity/attestations.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { closesWindow, refusalTime } from '../../whatsapp/sending/window.ts';
import { learn } from '../contacts/learn.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { nextReportNumber, type Report, reportsOf } from '../records/messages/reports.ts';
import { applyStatuses, messageOfStatus } from '../records/messages/statuses.ts';
import { identifyEvent, tellMeta } from './event-records.ts';

/** Returns whether the next message in the lane is due now. */
export function storeStatus(
  sql: SqlStorage,
  changes: ChangeLog,
  event: Extract<InboxEvent, { kind: 'status' }>,
  now: number,
): boolean {
  // Meta can only have closed a window before now: a clock that runs ahead must not keep it closed.
  const at = closesWindow(event) ? Math.min(event.at, now) : event.at;
  const { wamid, status, raw: body } = event;
  const errors = event.errors.length > 0 ? JSON.stringify(event.errors) : null;
  const report: Report = { wamid, status, at, errors, body };
  // A number and a user id in the same status belong to one person.
  if (aliasesOf(event.recipient).length > 1) {
    identifyEvent(sql, changes, event, event.at, statusTime(event.at));
  }
  const message = messageOfStatus(sql, changes, wamid, event.callbackData);
  if (!message) {
    const rowId = addStray(sql, report);
    if (rowId !== null) tellMeta(changes, event, { conversationId: null, rowId });
    return false;
  }
  const reports = reportsOf(sql, message);
  const known = reports.find((one) => one.wamid === wamid && one.status === status);
  if (!known) {
    const rowId = nextReportNumber(message);
    tellMeta(changes, event, { conversationId: message.conversation_id, rowId });
  }
  if (closesWindow(event)) {
    // The first delivery counts: at the next one, the customer may have written again.
    const refusal = { ...event, at: refusalTime((known ?? report).at) };
    learn(sql, changes, message.conversation_id, {}, refusal.at, refusal);
  }
  const isNextDue = applyStatuses(sql, changes, message, known ? null : report, reports);
  // The message stays failed, but shows that it arrived.
  if (!known && message.status === 'failed') changes.touchMessage(message.id);
  return isNextDue;
}

/** Keeps a status of a message that is not here, or not yet. Returns its number; null when it is known. */
function addStray(sql: SqlStorage, { wamid, status, at, errors, body }: Report): number | null {
  const [added] = sql
    .exec<{ id: number }>(
      `INSERT INTO status (wamid, status, at, errors, body) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING rowid AS id`,
      ...[wamid, status, at, errors, body],
    )
    .toArray();
  return added?.id ?? null;
}

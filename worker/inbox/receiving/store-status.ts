/** Stores the statuses of sent messages. */
import { aliasesOf } from '../../whatsapp/identity/aliases.ts';
import { statusTime } from '../../whatsapp/identity/attestations.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { closesWindow, refusalTime } from '../../whatsapp/sending/window.ts';
import { learn } from '../contacts/learn.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { applyStatuses, messageOfStatus } from '../records/statuses.ts';
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
  const [added] = sql
    .exec<{ rowId: number }>(
      `INSERT INTO status (wamid, status, at, errors, body) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING rowid AS rowId`,
      event.wamid,
      event.status,
      at,
      event.errors.length > 0 ? JSON.stringify(event.errors) : null,
      event.raw,
    )
    .toArray();
  // A number and a user id in the same status belong to one person.
  if (aliasesOf(event.recipient).length > 1) {
    identifyEvent(sql, changes, event, event.at, statusTime(event.at));
  }
  const message = messageOfStatus(sql, event.wamid, event.callbackData);
  if (added)
    tellMeta(changes, event, { conversationId: message?.conversation_id ?? null, rowId: added.rowId });
  if (!message) return false;
  if (closesWindow(event)) {
    // The first delivery counts: at the next one, the customer may have written again.
    const { at: firstAt } = sql
      .exec<{ at: number }>('SELECT at FROM status WHERE wamid = ? AND status = ?', event.wamid, event.status)
      .one();
    const refusal = { ...event, at: refusalTime(firstAt) };
    learn(sql, changes, message.conversation_id, {}, refusal.at, refusal);
  }
  const isNextDue = applyStatuses(sql, changes, message.id);
  // The message stays failed, but shows that it arrived.
  if (added && message.status === 'failed') changes.touchMessage(message.id);
  return isNextDue;
}

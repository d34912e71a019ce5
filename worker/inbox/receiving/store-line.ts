/** Stores what appears as a line in the thread: calls, preferences and changes of groups. */
import { groupLine, readNotice } from '../../whatsapp/content/content.ts';
import { groupIn, noticeAsMessage } from '../../whatsapp/content/notices.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { groupConversation } from '../contacts/identify-contact.ts';
import { learn } from '../contacts/learn.ts';
import { learnPreference } from '../contacts/marketing.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { addMessage } from '../records/messages/add-message.ts';
import { conversationRow } from '../records/rows.ts';
import { identifyEvent, notAhead } from './event-records.ts';

/** Adds a line to the thread for a call, a preference or a group change. A call can be the first contact. */
export function storeLine(
  sql: SqlStorage,
  changes: ChangeLog,
  event: Extract<InboxEvent, { kind: 'notice' }>,
  now: number,
): void {
  const { party, field, raw } = event;
  const at = notAhead(event.at ?? now, now);
  const group = field.startsWith('group_') ? groupIn(raw) : null;
  if (group) {
    const sender = party?.profileName ?? party?.username ?? party?.waId ?? party?.userId ?? '?';
    addMessage(sql, changes, {
      conversation_id: groupConversation(sql, changes, group, at),
      origin: 'notice',
      direction: 'in',
      sent_at: at,
      body: field === 'group_messages' ? groupLine(group.id, sender, raw) : noticeAsMessage(field, raw),
    });
    return;
  }
  if (!party) return;
  const content = readNotice(field, raw);
  const isCall = content.type === 'calls';
  // Also for someone who has not written yet: their ids matter when they do.
  const identified = identifyEvent(sql, changes, event, at);
  const isKnown = isCall || field === 'user_id_update' || hasWritten(sql, identified?.conversationId);
  if (!identified || !isKnown) return;
  const id = identified.conversationId;
  learn(sql, changes, id, party, at, event);
  if (content.type === 'user_preferences') learnPreference(sql, changes, id, content.user_preferences, at);
  // A call sends several events; only its end gets a line.
  if (isCall && content.calls.event !== 'terminate') return;
  addMessage(sql, changes, {
    conversation_id: id,
    origin: isCall ? 'call' : 'notice',
    direction: 'in',
    sent_at: at,
    body: noticeAsMessage(field, raw),
    party: identified.party,
    is_uncertain: Number(identified.isUncertain),
  });
}

function hasWritten(sql: SqlStorage, conversationId: number | undefined): boolean {
  return conversationId !== undefined && conversationRow(sql, conversationId)?.last_message_id != null;
}

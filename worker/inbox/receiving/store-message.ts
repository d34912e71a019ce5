/** Stores the messages of contacts, echoes of the phone app, and imported history. */
import type { Author, Content } from '../../api/conversations/messages.ts';
import { readContent, targetOf } from '../../whatsapp/content/content.ts';
import { readContext } from '../../whatsapp/receiving/context.ts';
import type { InboxEvent, Party } from '../../whatsapp/receiving/inbox-event.ts';
import { type MessageStatus, statusOf } from '../../whatsapp/receiving/status.ts';
import type { Identified } from '../contacts/identities.ts';
import { learn, learnedFrom } from '../contacts/learn.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { addMessage, refreshConversation, replaceBody } from '../records/messages/add-message.ts';
import { applyStatuses } from '../records/messages/statuses.ts';
import { isStrayOf, takeStrays } from '../records/messages/strays.ts';
import {
  conversationRow,
  type MessageRow,
  messageByWamid,
  messageContent,
  messageRow,
  type NewMessageRow,
} from '../records/rows.ts';
import { identifyEvent, notAhead, storeNotice, tellMeta } from './event-records.ts';

/** The type that a history import gives a file, which follows as a message with the same id. */
const placeholder = 'media_placeholder';

const phoneApp = JSON.stringify({ type: 'phone-app' } satisfies Author);

export function storeMessage(
  sql: SqlStorage,
  changes: ChangeLog,
  event: Extract<InboxEvent, { kind: 'message' | 'echo' | 'history' }>,
  party: Party,
  direction: 'in' | 'out',
  now: number,
): void {
  const origin = event.kind;
  const identified = identifyEvent(sql, changes, event, event.at);
  if (identified === null) {
    storeNotice(sql, origin, event.at, 'a message that names no customer', event.raw, event.wamid);
    return;
  }
  const { conversationId } = identified;
  const content = readContent(event.raw);
  if (content.type === 'reaction') {
    learn(sql, changes, conversationId, party, event.at, event);
    const { message_id, emoji = '' } = content.reaction;
    const { rowsWritten } = sql.exec(
      `INSERT INTO reaction (target, direction, emoji, at, wamid, conversation_id, body)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (target, direction) DO UPDATE SET
       emoji = excluded.emoji, at = excluded.at, wamid = excluded.wamid, body = excluded.body
       WHERE excluded.at > at OR (excluded.at = at AND excluded.wamid > wamid)`,
      ...[message_id, direction, emoji, event.at, event.wamid, conversationId, event.raw],
    );
    if (rowsWritten === 0) return;
    if (event.kind !== 'history') {
      const { wamid, at } = event;
      changes.record({
        type: 'reaction-changed',
        conversationId,
        reaction: { direction, target: message_id, wamid, emoji, at },
      });
    }
    // Its row is replaced by the next reaction to the same message.
    tellMeta(changes, event, { conversationId, rowId: null });
    const target = messageByWamid(sql, message_id);
    if (target) changes.touchMessage(target.id);
    else showReaction(sql, changes, { ...event, ...identified, direction, target: message_id }, now);
    return;
  }
  const about = targetOf(content);
  const changed = about === null ? null : messageByWamid(sql, about);
  const isStray = about !== null && changed === null;
  const isLine = (isStray && content.type === 'revoke') || (origin === 'message' && saysNothing(event));
  const message: NewMessageRow = {
    conversation_id: conversationId,
    // A revoked message that is not here is shown as a line, and needs no reply.
    origin: isLine ? 'notice' : origin,
    direction,
    wamid: event.wamid,
    sent_at: notAhead(event.at, now),
    body: event.raw,
    status: direction === 'in' ? null : statusAtFirst(event),
    author: direction === 'in' ? null : phoneApp,
    target: isStray ? null : about,
    stray: isStray ? about : null,
    party: identified.party,
    is_uncertain: Number(identified.isUncertain),
  };
  const id = addMessage(sql, changes, message, {
    learned: (row) => learnedFrom(row, party, event.at, event),
    cause: origin,
    content,
    at: event.at,
  });
  if (id === null) {
    fillPlaceholder(sql, changes, event, content);
    return;
  }
  tellMeta(changes, event, { conversationId, rowId: id });
  if (direction === 'out') applyStatuses(sql, changes, messageRow(sql, id));
  takeStrays(sql, changes, event.wamid);
  if (changed) changes.touchMessage(changed.id);
  if (origin === 'message') learnIdentity(sql, changes, conversationId, content, event);
}

/** Adds the file that an earlier chunk of the history only announced. */
function fillPlaceholder(
  sql: SqlStorage,
  changes: ChangeLog,
  event: Extract<InboxEvent, { kind: 'message' | 'echo' | 'history' }>,
  content: Content,
): void {
  const { kind, type, wamid, raw } = event;
  const known = type === placeholder ? null : messageByWamid(sql, wamid);
  // A placeholder is not archived.
  if (!known || known.segment !== null) return;
  const before = messageContent(sql, known);
  if (before.type !== 'unsupported' || before.originalType !== placeholder) return;
  replaceBody(sql, known.id, raw);
  tellMeta(changes, event, { conversationId: known.conversation_id, rowId: known.id });
  changes.touchMessage(known.id);
  // The list shows it if it is the newest message.
  changes.touchConversation(known.conversation_id);
  changes.record({
    type: 'message-reworded',
    conversationId: known.conversation_id,
    messageId: known.id,
    cause: kind,
    content,
  });
}

/** A reaction to a message that is not here appears in the thread until that message arrives. */
function showReaction(
  sql: SqlStorage,
  changes: ChangeLog,
  reaction: {
    direction: 'in' | 'out';
    target: string;
    wamid: string;
    at: number;
    raw: string;
  } & Identified,
  now: number,
): void {
  const { conversationId, isUncertain, party, direction, target, wamid, raw } = reaction;
  const at = notAhead(reaction.at, now);
  const shown = sql
    .exec<MessageRow>('SELECT * FROM message WHERE stray = ? AND direction = ?', target, direction)
    .toArray()
    .find((row) => isStrayOf(sql, row, 'reaction'));
  if (shown) {
    sql.exec(
      'UPDATE message SET wamid = ?, sent_at = ?, party = ?, is_uncertain = ?, seq = ? WHERE id = ?',
      ...[wamid, at, party, Number(isUncertain), changes.next(), shown.id],
    );
    replaceBody(sql, shown.id, raw);
    changes.record({ type: 'message-changed', messageId: shown.id });
    changes.record({
      type: 'message-reworded',
      ...{ conversationId: shown.conversation_id, messageId: shown.id, cause: 'notice' },
      content: readContent(raw),
    });
    refreshConversation(sql, changes, conversationId);
    return;
  }
  addMessage(sql, changes, {
    conversation_id: conversationId,
    origin: 'notice',
    direction,
    wamid,
    sent_at: at,
    body: raw,
    stray: target,
    party,
    is_uncertain: Number(isUncertain),
  });
}

/** Each message has a hash of the contact's identity. If it changes, a different person may be writing. */
function learnIdentity(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  content: Content,
  { at, raw }: Extract<InboxEvent, { kind: 'message' }>,
): void {
  if (!raw.includes('"identity"')) return;
  const hash = content.type === 'system' ? content.system.identity : readContext(raw).identity?.hash;
  if (!hash) return;
  const before = conversationRow(sql, conversationId);
  if (!before || before.identity_at > at) return;
  sql.exec(
    `UPDATE conversation SET identity = coalesce(identity, ?2), identity_seen = ?2, identity_at = ?3
     WHERE id = ?1`,
    ...[conversationId, hash, at],
  );
  if (before.identity_seen === hash) return;
  changes.record({ type: 'contact-changed', conversationId, changed: 'identity' });
  changes.touchConversation(conversationId);
}

/** WhatsApp's own messages about the contact, such as that they opened the chat, need no reply. */
function saysNothing({ type }: Extract<InboxEvent, { kind: 'message' | 'echo' | 'history' }>): boolean {
  return type === 'system' || type === 'request_welcome';
}

function statusAtFirst(event: InboxEvent): MessageStatus {
  return (event.kind === 'history' && statusOf(event.status ?? '')) || 'accepted';
}

/** Stores Meta's events. The state is the same if an event repeats, arrives late, or arrives before what it refers to. */

import type { Author, Content } from '../../api/conversations/messages.ts';
import { groupLine, readContent, readNotice, targetOf } from '../../whatsapp/content/content.ts';
import { groupIn, noticeAsMessage } from '../../whatsapp/content/notices.ts';
import { aliasesOf } from '../../whatsapp/identity/aliases.ts';
import { attestationIn, statusTime } from '../../whatsapp/identity/attestations.ts';
import { accountChangeIn } from '../../whatsapp/receiving/account-changes.ts';
import { readContext } from '../../whatsapp/receiving/context.ts';
import type { InboxEvent, Party } from '../../whatsapp/receiving/inbox-event.ts';
import { type MessageStatus, statusOf } from '../../whatsapp/receiving/status.ts';
import { closesWindow, refusalTime } from '../../whatsapp/sending/window.ts';
import { groupConversation, knownConversation } from '../contacts/identify-contact.ts';
import { type Identified, identify } from '../contacts/identities.ts';
import { learn, learnBookName, learnedFrom } from '../contacts/learn.ts';
import { learnPreference } from '../contacts/marketing.ts';
import { addMessage, refreshConversation, replaceBody } from '../records/add-message.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Jobs } from '../records/changes/jobs.ts';
import {
  conversationRow,
  type MessageRow,
  messageByWamid,
  messageContent,
  type NewMessageRow,
} from '../records/rows.ts';
import { applyStatuses, messageOfStatus } from '../records/statuses.ts';
import { isStrayOf, takeStrays } from '../records/strays.ts';
import { addMetaNotice } from './raw-events.ts';

/** `digest` recognises repeated notices; messages and statuses have ids. Call it inside a transaction. */
export function storeEvent(
  sql: SqlStorage,
  changes: ChangeLog,
  jobs: Pick<Jobs, 'alarmNow'>,
  event: InboxEvent,
  digest: string,
  now: number,
): void {
  switch (event.kind) {
    case 'message':
      storeMessage(sql, changes, event, event.from, 'in', now);
      return;
    case 'echo':
      storeMessage(sql, changes, event, event.to, 'out', now);
      return;
    case 'history':
      storeMessage(sql, changes, event, event.party, event.direction, now);
      return;
    case 'status':
      if (storeStatus(sql, changes, event, now)) jobs.alarmNow();
      return;
    case 'contact': {
      // Someone in the address book who has not written yet has their name when they do.
      const id =
        event.action === 'add'
          ? (identifyEvent(sql, changes, event, event.at)?.conversationId ?? null)
          : knownConversation(sql, event.party);
      if (id !== null) {
        learnBookName(sql, changes, id, event.action === 'add' ? event.fullName : null, event.at);
      }
      const rowId = storeNotice(sql, event.kind, event.at, null, event.raw, digest);
      if (rowId !== null) tellMeta(changes, event, { conversationId: id, rowId });
      return;
    }
    case 'notice': {
      const id = storeNotice(sql, event.field, event.at ?? now, null, event.raw, digest);
      if (id === null) return;
      tellMeta(changes, event, { conversationId: null, rowId: id });
      if (event.isOfAccount) {
        const change = accountChangeIn(event.field, event.raw);
        if (change) changes.record({ type: 'account-changed', change, at: event.at ?? now });
        return;
      }
      storeLine(sql, changes, event, now);
      return;
    }
    case 'unparsed':
      storeNotice(sql, event.field, now, event.reason, event.raw, digest);
      return;
  }
}

/** The type that a history import gives a file, which follows as a message with the same id. */
const placeholder = 'media_placeholder';

/** WhatsApp's own messages about the contact, such as that they opened the chat, need no reply. */
function saysNothing({ type }: Extract<InboxEvent, { kind: 'message' | 'echo' | 'history' }>): boolean {
  return type === 'system' || type === 'request_welcome';
}

/** A message from a clock that runs ahead would stay on top of the list. A few seconds are normal. */
const maxAheadMs = 60_000;

function notAhead(at: number, now: number): number {
  return at > now + maxAheadMs ? now : at;
}

const phoneApp = JSON.stringify({ type: 'phone-app' } satisfies Author);

function storeMessage(
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
  if (direction === 'out') applyStatuses(sql, changes, id);
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
  if (!known) return;
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

/** Identifies the person of an event from everything it says. */
function identifyEvent(
  sql: SqlStorage,
  changes: ChangeLog,
  event: InboxEvent,
  at: number,
  lastAt: number = at,
): Identified | null {
  const attestation = attestationIn(event);
  return attestation && identify(sql, changes, attestation, at, lastAt);
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

/** Adds a line to the thread for a call, a preference or a group change. A call can be the first contact. */
function storeLine(
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

function statusAtFirst(event: InboxEvent): MessageStatus {
  return (event.kind === 'history' && statusOf(event.status ?? '')) || 'accepted';
}

/** Returns whether the next message in the lane is due now. */
function storeStatus(
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

function storeNotice(
  sql: SqlStorage,
  field: string | null,
  at: number | null,
  reason: string | null,
  raw: string,
  digest: string,
): number | null {
  return addMetaNotice(sql, { field, at, reason, digest, raw });
}

/** Records a new event as a fact, for endpoints that want Meta's own format. */
function tellMeta(
  changes: ChangeLog,
  event: Exclude<InboxEvent, { kind: 'unparsed' }>,
  { conversationId, rowId }: { conversationId: number | null; rowId: number | null },
): void {
  const { kind, raw } = event;
  changes.record({
    type: 'meta-event-stored',
    event: {
      ...{ kind, raw, conversationId, rowId, contact: contactNamed(event) },
      field: kind === 'notice' ? fieldOfNotice(event.field) : fieldOf[kind],
      isOfAccount: kind === 'notice' && event.isOfAccount === true,
      at: event.at ?? Date.now(),
    },
  });
}

/** Whom Meta names in `contacts`, or around the messages of a thread. */
function contactNamed(event: Exclude<InboxEvent, { kind: 'unparsed' }>): Party | null {
  switch (event.kind) {
    case 'message':
      return event.from;
    case 'status':
      // A status names its recipient itself. Readers expect a name in every entry of `contacts`.
      return event.recipient.profileName === undefined ? null : event.recipient;
    case 'history':
      return event.party;
    default:
      return null;
  }
}

const fieldOf = {
  message: 'messages',
  status: 'messages',
  echo: 'smb_message_echoes',
  contact: 'smb_app_state_sync',
  history: 'history',
} as const;

/** Group messages and statuses of payments are notices here, and come in Meta's field `messages`. */
function fieldOfNotice(field: string): string {
  return field === 'group_messages' || field === 'payment_status' ? 'messages' : field;
}

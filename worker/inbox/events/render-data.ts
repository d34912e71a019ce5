/** The `data` of each type of event, from rows that do not change and from the event's own row. */
import * as v from 'valibot';
import type { Contact } from '../../api/conversations/conversations.ts';
import { messageError } from '../../api/errors.ts';
import { readContent } from '../../whatsapp/content/content.ts';
import { isToken } from '../../workspace/people/api-tokens.ts';
import { fieldValuesOf } from '../contacts/field-values.ts';
import { jsonOf, wholeReportsOf } from '../records/messages/reports.ts';
import {
  aliasesIn,
  contactOf,
  conversationRow,
  type MessageRow,
  messageRow,
  rawOf,
  stored,
} from '../records/rows.ts';
import { type EntryRow, entryOf } from '../records/team-entries.ts';
import { messageOf } from '../records/wire.ts';
import { type EventRow, typeOf } from './event-rows.ts';

export type EventData = Record<string, unknown>;

const erased: EventData = { erased: true };

/** The contact of a conversation, as currently known; null if they were erased. */
export function contactSnapshot(sql: SqlStorage, conversationId: number): Contact | null {
  const row = conversationRow(sql, conversationId);
  return row && contactOf(row, aliasesIn(sql, row.id));
}

/** `link`: the address of a message's file. */
export function dataOf(sql: SqlStorage, event: EventRow, link: (messageId: number) => string): EventData {
  const type = typeOf(event);
  const { conversation, subject } = event;
  const extra = extraOf(event);
  if (conversation === null) return extra;
  const head = { conversation: { id: conversation } };
  // These concern a conversation that no longer exists.
  if (type === 'conversation.erased') return head;
  if (type === 'conversation.merged') {
    return { ...head, into: { id: subject }, contact: contactSnapshot(sql, subject ?? conversation) };
  }
  const contact = contactSnapshot(sql, conversation);
  if (contact === null) return { ...head, ...erased };
  const around = { ...head, contact };
  switch (type) {
    case null:
    case 'window.opened':
    case 'window.closing':
    case 'window.closed':
      return around;
    case 'message.reaction':
      return { ...around, reaction: { ...extra, message: idsOf(messageAt(sql, extra.target)) } };
    case 'contact.updated':
      return { ...around, ...extra, fields: fieldValuesOf(sql, conversation) };
    case 'contact.identity_changed':
    case 'contact.consent_changed':
      return { ...around, ...extra };
    case 'conversation.mode_changed': {
      const { state, change } = extra;
      return { ...around, conversation: v.parse(object, state), change };
    }
    case 'note.created':
    case 'conversation.assigned':
    case 'conversation.labels_changed':
    case 'conversation.rated':
    case 'conversation.opened':
    case 'conversation.resolved':
    case 'conversation.snoozed': {
      const entry = entryAt(sql, subject);
      if (!entry) return { ...around, ...erased };
      const { id, conversationId: _, key: __, ...change } = entry;
      return { ...around, conversation: { ...extra, id: conversation }, change: { id, ...change } };
    }
    default: {
      const row = subject === null ? null : messageRow(sql, subject);
      if (!row) return { ...around, ...erased };
      return { ...around, message: messageData(sql, row, link), ...statusData(sql, row, event) };
    }
  }
}

/** The original content. Later changes are separate events. */
export function messageData(
  sql: SqlStorage,
  row: MessageRow,
  link: (messageId: number) => string,
): EventData {
  const {
    id,
    wamid,
    direction,
    sentAt,
    key,
    reference,
    media,
    forwarded,
    referral,
    product,
    quoted,
    target,
  } = messageOf(sql, row);
  return {
    ...{ id, wamid, direction, sentAt, key, reference },
    author: authorOf(sql, row),
    content: readContent(rawOf(sql, row)),
    media: media && { mimeType: media.mimeType, size: media.size, url: link(id) },
    ...{ quoted: quoted?.wamid ?? null, target, forwarded, referral, product },
  };
}

/** The author, so that a bot can recognise its own messages. */
function authorOf(sql: SqlStorage, row: MessageRow): EventData {
  if (row.direction === 'in') return { type: 'customer' };
  const { author } = messageOf(sql, row);
  if (author?.type === 'agent') return { ...author, type: isToken(author.id) ? 'api' : 'agent' };
  if (author?.type === 'automation') return { type: 'automatic', source: author.source, name: author.name };
  return { type: author?.type === 'nudge' ? 'automatic' : 'phone-app' };
}

const pricing = v.fallback(v.object({ pricing: v.optional(v.record(v.string(), v.unknown())) }), {});

/** WhatsApp's report about an outgoing message. */
function statusData(sql: SqlStorage, row: MessageRow, event: EventRow): EventData {
  if (event.type === 'message.failed') {
    const { error } = extraOf(event);
    return { error: typeof error === 'string' ? stored(messageError, error) : null };
  }
  const word = statusWords[event.type];
  if (word === undefined || row.wamid === null) return {};
  const found = wholeReportsOf(sql, row).find(({ wamid, status }) => wamid === row.wamid && status === word);
  if (!found) return {};
  return { statusAt: found.at, pricing: v.parse(pricing, JSON.parse(jsonOf(found) || '{}')).pricing ?? null };
}

const statusWords: Readonly<Record<string, string>> = {
  'message.delivered': 'delivered',
  'message.read': 'read',
};

function messageAt(sql: SqlStorage, wamid: unknown): MessageRow | null {
  if (typeof wamid !== 'string') return null;
  return sql.exec<MessageRow>('SELECT * FROM message WHERE wamid = ?', wamid).toArray()[0] ?? null;
}

function idsOf(row: MessageRow | null): EventData | null {
  return row && { id: row.id, wamid: row.wamid, reference: row.reference };
}

function entryAt(sql: SqlStorage, id: number | null) {
  const [row] = sql.exec<EntryRow>('SELECT * FROM entry WHERE id = ?', id).toArray();
  return row ? entryOf(row) : null;
}

const object = v.record(v.string(), v.unknown());

/** Data stored in the event's own row. */
export function extraOf({ extra }: EventRow): EventData {
  return extra === null ? {} : v.parse(object, JSON.parse(extra));
}

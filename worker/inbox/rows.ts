/** Rows of the database as the types that cross the wire. */
import * as v from 'valibot';
import type { Author, Contact, Conversation, Message, MessageError, Reaction } from '../api.ts';
import { readContent } from '../whatsapp/content.ts';
import { readContext } from '../whatsapp/context.ts';
import type { Alias, AliasKind } from '../whatsapp/identity.ts';
import type { MessageStatus } from '../whatsapp/status.ts';
import { expiryOf } from '../whatsapp/window.ts';

export interface ConversationRow extends Record<string, SqlStorageValue> {
  id: number;
  seq: number;
  book_name: string | null;
  book_name_at: number;
  profile_name: string | null;
  profile_name_at: number;
  username: string | null;
  username_at: number;
  opened_at: number | null;
  refused_at: number | null;
  read_seq: number;
  unread: number;
  last_message_at: number | null;
  last_message_id: number | null;
}

export interface MessageRow extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  seq: number;
  origin: 'message' | 'echo' | 'history' | 'send';
  direction: 'in' | 'out';
  wamid: string | null;
  sent_at: number;
  body: string;
  key: string | null;
  reply_to: string | null;
  status: MessageStatus | null;
  error: string | null;
  retry_at: number | null;
  author: string | null;
}

export function conversationOf(sql: SqlStorage, row: ConversationRow): Conversation {
  const last = row.last_message_id === null ? null : messageRow(sql, row.last_message_id);
  return {
    id: row.id,
    seq: row.seq,
    contact: contactOf(row, aliasesIn(sql, row.id)),
    window: { expiresAt: expiryOf({ openedAt: row.opened_at, refusedAt: row.refused_at }) },
    unread: row.unread,
    lastMessageAt: row.last_message_at ?? 0,
    lastMessage: last && messageOf(sql, last),
  };
}

/** A customer's ids, the newest of each kind first. */
export function aliasesIn(sql: SqlStorage, conversationId: number): Alias[] {
  return sql
    .exec<{ kind: AliasKind; key: string; value: string }>(
      'SELECT kind, key, value FROM alias WHERE conversation_id = ? ORDER BY since DESC, key DESC',
      conversationId,
    )
    .toArray();
}

function contactOf(row: ConversationRow, aliases: Alias[]): Contact {
  const newest = (kind: AliasKind) => aliases.find((alias) => alias.kind === kind)?.value ?? null;
  const phone = newest('phone');
  const userId = newest('user_id') ?? newest('parent_user_id');
  const handle = row.username && `@${row.username}`;
  return {
    id: row.id,
    name: row.book_name || row.profile_name || handle || (phone && `+${phone}`) || userId || 'Customer',
    profileName: row.profile_name,
    username: row.username,
    phone,
    userId,
  };
}

export function messageOf(sql: SqlStorage, row: MessageRow): Message {
  const raw = bodyOf(sql, row);
  const quoted = row.reply_to ?? readContext(raw).context?.id ?? null;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    direction: row.direction,
    wamid: row.wamid,
    key: row.key,
    sentAt: row.sent_at,
    content: readContent(raw),
    quoted: quoted === null ? null : { wamid: quoted, message: quotedMessage(sql, quoted) },
    reactions: row.wamid === null ? [] : reactionsTo(sql, row.wamid),
    status: row.status,
    error: stored(messageError, row.error),
    retryAt: row.retry_at,
    author: stored(author, row.author),
  };
}

export function messageRow(sql: SqlStorage, id: number): MessageRow | null {
  return sql.exec<MessageRow>('SELECT * FROM message WHERE id = ?', id).toArray()[0] ?? null;
}

export function messageByWamid(sql: SqlStorage, wamid: string): MessageRow | null {
  return sql.exec<MessageRow>('SELECT * FROM message WHERE wamid = ?', wamid).toArray()[0] ?? null;
}

export function conversationRow(sql: SqlStorage, id: number): ConversationRow | null {
  return sql.exec<ConversationRow>('SELECT * FROM conversation WHERE id = ?', id).toArray()[0] ?? null;
}

function bodyOf(sql: SqlStorage, row: MessageRow): string {
  const rest = sql
    .exec<{ text: string }>('SELECT text FROM message_part WHERE message_id = ? ORDER BY part', row.id)
    .toArray();
  return row.body + rest.map(({ text }) => text).join('');
}

function quotedMessage(sql: SqlStorage, wamid: string) {
  const row = messageByWamid(sql, wamid);
  return row && { id: row.id, direction: row.direction, content: readContent(bodyOf(sql, row)) };
}

function reactionsTo(sql: SqlStorage, wamid: string): Reaction[] {
  return sql
    .exec<{ emoji: string; direction: 'in' | 'out'; at: number }>(
      "SELECT emoji, direction, at FROM reaction WHERE target = ? AND emoji <> '' ORDER BY direction",
      wamid,
    )
    .toArray();
}

const messageError: v.GenericSchema<MessageError> = v.object({
  code: v.union([v.number(), v.string()]),
  title: v.string(),
  advice: v.string(),
  details: v.nullable(v.string()),
});
const author: v.GenericSchema<Author> = v.variant('type', [
  v.object({ type: v.literal('agent'), id: v.string(), name: v.string() }),
  v.object({ type: v.literal('phone-app') }),
]);

function stored<Value>(schema: v.GenericSchema<Value>, json: string | null): Value | null {
  return json === null ? null : v.parse(schema, JSON.parse(json));
}

/** Rows of the database as the types that cross the wire. */
import * as v from 'valibot';
import type {
  Author,
  Contact,
  Conversation,
  ConversationSource,
  ConversationState,
  MarketingConsent,
  Message,
  MessageError,
  Person,
  Reaction,
  SharedState,
} from '../../api.ts';
import { withoutOverrides } from '../../whatsapp/direction.ts';
import type { Alias, AliasKind } from '../../whatsapp/identity/aliases.ts';
import { type Content, readContent } from '../../whatsapp/receiving/content.ts';
import { readContext } from '../../whatsapp/receiving/context.ts';
import { type MessageStatus, statusOf } from '../../whatsapp/receiving/status.ts';
import { expiryOf } from '../../whatsapp/sending/window.ts';
import { mediaOf } from '../media/media.ts';
import { partLength } from './add-message.ts';
import { labelsOn } from './labels.ts';
import { readingOf } from './read-marks.ts';

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
  last_message_at: number | null;
  last_message_id: number | null;
  paced_at: number;
  receipt_id: number;
  marketing_stopped: number;
  marketing_at: number;
  consent: string | null;
  source: string | null;
  identity: string | null;
  identity_seen: string | null;
  identity_at: number;
  note: string | null;
  blocked_at: number | null;
  state: ConversationState;
  snoozed_until: number | null;
  assignee: string | null;
  assignee_name: string | null;
  received_id: number;
  replied_at: number;
  replied_id: number;
  waiting_at: number | null;
  opened_hour: number | null;
}

export interface MessageRow extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  seq: number;
  origin: 'message' | 'echo' | 'history' | 'send' | 'call' | 'notice';
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
  target: string | null;
  send_at: number | null;
  follows: number | null;
  party: string | null;
  is_uncertain: number;
  stray: string | null;
}

/** A conversation as one agent sees it. */
export function conversationOf(sql: SqlStorage, row: ConversationRow, agentId: string): Conversation {
  return { ...sharedConversation(sql, row), ...readingOf(sql, row, agentId) };
}

/** What everybody sees of it. */
export function sharedConversation(
  sql: SqlStorage,
  row: ConversationRow,
): Omit<Conversation, 'seq' | 'unread' | 'mentioned'> {
  const last = row.last_message_id === null ? null : messageRow(sql, row.last_message_id);
  return {
    ...sharedState(sql, row),
    contact: contactOf(row, aliasesIn(sql, row.id)),
    window: { expiresAt: expiryOf({ openedAt: row.opened_at, refusedAt: row.refused_at }, Date.now()) },
    waitingSince: row.waiting_at,
    marketingStoppedAt: row.marketing_stopped === 1 ? row.marketing_at : null,
    consent: stored(marketingConsent, row.consent),
    identityChanged: isIdentityChanged(row),
    blockedAt: row.blocked_at,
    source: stored(conversationSource, row.source),
    lastMessageAt: row.last_message_at ?? 0,
    lastMessage: last && messageOf(sql, last),
  };
}

export function sharedState(sql: SqlStorage, row: ConversationRow): SharedState {
  return {
    id: row.id,
    state: row.state,
    snoozedUntil: row.snoozed_until,
    assignee: assigneeOf(row),
    labels: labelsOn(sql, row.id),
  };
}

export function assigneeOf({ assignee, assignee_name }: ConversationRow): Person | null {
  return assignee === null ? null : { id: assignee, name: assignee_name ?? '' };
}

/** Somebody else may be writing under this customer's number, until a person has looked. */
export function isIdentityChanged({ identity, identity_seen }: ConversationRow): boolean {
  return identity !== null && identity_seen !== null && identity !== identity_seen;
}

/** A customer's ids that still reach them, the newest of each kind first. */
export function aliasesIn(sql: SqlStorage, conversationId: number): Alias[] {
  return sql
    .exec<{ kind: AliasKind; key: string; value: string }>(
      `SELECT kind, key, value FROM alias WHERE conversation_id = ? AND lost = 0
       GROUP BY kind, key ORDER BY max(since) DESC, key DESC`,
      conversationId,
    )
    .toArray();
}

export function contactOf(row: ConversationRow, aliases: Alias[]): Contact {
  const newest = (kind: AliasKind) => aliases.find((alias) => alias.kind === kind)?.value ?? null;
  const phone = newest('phone');
  const userId = newest('user_id') ?? newest('parent_user_id');
  const group = newest('group');
  const handle = row.username && `@${row.username}`;
  return {
    id: row.id,
    name:
      withoutOverrides(row.book_name || row.profile_name || '').trim() ||
      handle ||
      (phone && `+${phone}`) ||
      userId ||
      group ||
      'Customer',
    profileName: row.profile_name,
    username: row.username,
    phone,
    userId,
  };
}

export function messageOf(sql: SqlStorage, row: MessageRow): Message {
  const raw = rawOf(sql, row);
  const { context, referral } = row.direction === 'in' ? readContext(raw) : {};
  const quoted = row.reply_to ?? context?.id ?? null;
  const { versions, revokedAt, reactions } = afterwards(sql, row);
  const contents = [readContent(raw), ...versions];
  const content = contents.at(-1) ?? readContent(raw);
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    direction: row.direction,
    wamid: row.wamid,
    key: row.key,
    sentAt: row.sent_at,
    content,
    earlier: contents.slice(0, -1),
    revokedAt,
    target: row.target,
    isUncertain: row.is_uncertain === 1,
    media: mediaOf(sql, row.id, content),
    forwarded: context?.frequently_forwarded ? 'often' : context?.forwarded ? 'once' : null,
    referral: referral ?? null,
    product: context?.referred_product
      ? {
          catalogId: context.referred_product.catalog_id,
          retailerId: context.referred_product.product_retailer_id,
        }
      : null,
    quoted: quoted === null ? null : { wamid: quoted, message: quotedMessage(sql, quoted) },
    follows: row.follows,
    reactions: row.wamid === null ? [] : [...reactionsTo(sql, row.wamid), ...reactions],
    status: row.status,
    arrived: row.status === 'failed' ? arrivalOf(sql, row) : null,
    error: stored(messageError, row.error),
    retryAt: row.retry_at,
    author: stored(author, row.author),
  };
}

/** What WhatsApp said of any attempt before or after it said that the message has failed. */
function arrivalOf(sql: SqlStorage, { id, wamid }: MessageRow): Message['arrived'] {
  const words = sql
    .exec<{ status: string }>(
      `SELECT status FROM status WHERE wamid IN (SELECT wamid FROM attempt WHERE message_id = ?1 UNION SELECT ?2)`,
      ...[id, wamid],
    )
    .toArray()
    .map(({ status }) => statusOf(status));
  return words.includes('read') ? 'read' : words.includes('delivered') ? 'delivered' : null;
}

/** What a message said when it was sent. */
export function messageContent(sql: SqlStorage, row: MessageRow): Content {
  return readContent(rawOf(sql, row));
}

/** All that a message says or has said before an edit, as it stands now first. */
export function versionsOf(sql: SqlStorage, row: MessageRow): Content[] {
  return [messageContent(sql, row), ...afterwards(sql, row).versions].reverse();
}

/** What later messages did to this one: edits and a revocation by its sender, and our own reaction. */
function afterwards(sql: SqlStorage, row: MessageRow) {
  const versions: Content[] = [];
  const reactions: Reaction[] = [];
  let revokedAt: number | null = null;
  if (row.wamid === null) return { versions, revokedAt, reactions };
  const later = sql
    .exec<MessageRow>(
      'SELECT * FROM message WHERE target = ? AND conversation_id = ? ORDER BY sent_at, id',
      ...[row.wamid, row.conversation_id],
    )
    .toArray();
  for (const change of later) {
    const content = readContent(rawOf(sql, change));
    // Nobody edits or takes back what somebody else wrote.
    const isTheirs = change.direction === row.direction;
    if (content.type === 'edit' && isTheirs) versions.push(content.edit.message);
    if (content.type === 'revoke' && isTheirs) revokedAt = change.sent_at;
    // The customer's, and those from the phone, have a table of their own.
    if (content.type !== 'reaction' || change.origin !== 'send') continue;
    if (change.status !== 'failed') reactions.length = 0;
    if (content.reaction.emoji) {
      reactions.push({
        emoji: content.reaction.emoji,
        direction: change.direction,
        at: change.sent_at,
        status: change.status,
        error: stored(messageError, change.error),
      });
    }
  }
  return { versions, revokedAt, reactions };
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

/** A message's JSON, whole. */
export function rawOf(sql: SqlStorage, row: MessageRow): string {
  if (row.body.length < partLength) return row.body;
  const rest = sql
    .exec<{ text: string }>('SELECT text FROM message_part WHERE message_id = ? ORDER BY part', row.id)
    .toArray();
  return row.body + rest.map(({ text }) => text).join('');
}

function quotedMessage(sql: SqlStorage, wamid: string) {
  const row = messageByWamid(sql, wamid);
  if (!row) return null;
  const content = afterwards(sql, row).versions.at(-1) ?? messageContent(sql, row);
  return { id: row.id, direction: row.direction, content };
}

function reactionsTo(sql: SqlStorage, wamid: string): Reaction[] {
  return sql
    .exec<{ emoji: string; direction: 'in' | 'out'; at: number }>(
      "SELECT emoji, direction, at FROM reaction WHERE target = ? AND emoji <> '' ORDER BY direction",
      wamid,
    )
    .toArray()
    .map((row) => ({ ...row, status: null, error: null }));
}

export const messageError: v.GenericSchema<MessageError> = v.object({
  code: v.union([v.number(), v.string()]),
  title: v.string(),
  advice: v.string(),
  details: v.nullable(v.string()),
  retry: v.exactOptional(v.picklist(['later', 'after-change', 'never'])),
  source: v.exactOptional(v.string()),
});
export const marketingConsent: v.GenericSchema<MarketingConsent> = v.object({
  at: v.number(),
  source: v.string(),
});
const named = v.nullable(v.string());
export const conversationSource: v.GenericSchema<ConversationSource> = v.object({
  at: v.number(),
  page: v.string(),
  title: v.string(),
  referrer: named,
  language: named,
  campaign: v.object({ source: named, medium: named, name: named, term: named, content: named }),
});
const author: v.GenericSchema<Author> = v.variant('type', [
  v.object({ type: v.literal('agent'), id: v.string(), name: v.string() }),
  v.object({ type: v.literal('phone-app') }),
  v.object({ type: v.literal('nudge') }),
]);

export function stored<Value>(schema: v.GenericSchema<Value>, json: string | null): Value | null {
  return json === null ? null : v.parse(schema, JSON.parse(json));
}

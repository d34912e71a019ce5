/** Converts rows to the types of the API. */

import type { Conversation, SharedState } from '../../api/conversations/conversations.ts';
import { conversationSource, marketingConsent } from '../../api/conversations/conversations.ts';
import type { Message, Reaction } from '../../api/conversations/messages.ts';
import { author } from '../../api/conversations/messages.ts';
import { messageError } from '../../api/errors.ts';
import { type Content, readContent } from '../../whatsapp/content/content.ts';
import { readContext } from '../../whatsapp/receiving/context.ts';
import { statusOf } from '../../whatsapp/receiving/status.ts';
import { expiryOf } from '../../whatsapp/sending/window.ts';
import { labelsOn } from './labels.ts';
import { ArchivedContentNeeded } from './messages/archived.ts';
import { mediaOf } from './messages/media-record.ts';
import { reportsOf } from './messages/reports.ts';
import { readStateOf } from './read-marks.ts';
import {
  aliasesIn,
  assigneeOf,
  type ConversationRow,
  contactOf,
  isIdentityChanged,
  leadersOf,
  type MessageRow,
  messageByWamid,
  messageContent,
  messageRow,
  modeOf,
  rawOf,
  stored,
  teamOf,
} from './rows.ts';

type QuotedMessage = NonNullable<Message['quoted']>['message'];

/** A conversation as one agent sees it. */
export function conversationOf(sql: SqlStorage, row: ConversationRow, agentId: string): Conversation {
  return { ...sharedConversation(sql, row), ...readStateOf(sql, row, agentId) };
}

/** The part of a conversation that is the same for all agents. */
export function sharedConversation(
  sql: SqlStorage,
  row: ConversationRow,
): Omit<Conversation, 'seq' | 'unread' | 'mentioned'> {
  const last = row.last_message_id === null ? null : messageRow(sql, row.last_message_id);
  return {
    ...sharedState(sql, row),
    contact: contactOf(row, aliasesIn(sql, row.id)),
    window: { expiresAt: expiryOf({ openedAt: row.opened_at, refusedAt: row.refused_at }, Date.now()) },
    handledBy: row.bot_state === null ? null : 'bot',
    waitingSince: row.waiting_at,
    marketingStoppedAt: row.marketing_stopped === 1 ? row.marketing_at : null,
    consent: stored(marketingConsent, row.consent),
    identityChanged: isIdentityChanged(row),
    blockedAt: row.blocked_at,
    source: stored(conversationSource, row.source),
    lastMessageAt: row.last_message_at ?? 0,
    lastMessage: last && listedMessage(sql, last),
  };
}

/** In lists. They show nothing of what a message quotes, so what has moved to the archive is left out there. */
function listedMessage(sql: SqlStorage, row: MessageRow): Message {
  try {
    return messageOf(sql, row);
  } catch (error) {
    if (!(error instanceof ArchivedContentNeeded)) throw error;
    return messageOf(sql, row, () => null);
  }
}

export function sharedState(sql: SqlStorage, row: ConversationRow): SharedState {
  const mode = modeOf(row, Date.now());
  return {
    id: row.id,
    state: row.state,
    snoozedUntil: row.snoozed_until,
    assignee: assigneeOf(row),
    team: teamOf(row),
    labels: labelsOn(sql, row.id),
    mode,
    modeUntil: mode === 'person' ? row.mode_until : null,
  };
}

export function messageOf(sql: SqlStorage, row: MessageRow, quotedBy = quotedMessage): Message {
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
    reference: row.reference,
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
    quoted: quoted === null ? null : { wamid: quoted, message: quotedBy(sql, quoted) },
    follows: leadersOf(row),
    reactions: row.wamid === null ? [] : [...reactionsTo(sql, row.wamid), ...reactions],
    status: row.status,
    arrived: row.status === 'failed' ? arrivalOf(sql, row) : null,
    error: stored(messageError, row.error),
    retryAt: row.retry_at,
    author: stored(author, row.author),
  };
}

/** The arrival that WhatsApp reported for any attempt of a failed message. */
function arrivalOf(sql: SqlStorage, row: MessageRow): Message['arrived'] {
  const words = reportsOf(sql, row).map(({ status }) => statusOf(status));
  return words.includes('read') ? 'read' : words.includes('delivered') ? 'delivered' : null;
}

/** All versions of a message, the current one first. */
export function versionsOf(sql: SqlStorage, row: MessageRow): Content[] {
  return [messageContent(sql, row), ...afterwards(sql, row).versions].reverse();
}

/** What later messages changed in this one: edits and a revocation by its sender, and our own reaction. */
function afterwards(sql: SqlStorage, row: MessageRow) {
  const versions: Content[] = [];
  const reactions: Reaction[] = [];
  let revokedAt: number | null = null;
  if (row.wamid === null) return { versions, revokedAt, reactions };
  const later = sql
    .exec<MessageRow>(
      // The plus sign keeps SQLite from reading the whole conversation.
      'SELECT * FROM message WHERE target = ? AND +conversation_id = ? ORDER BY sent_at, id',
      ...[row.wamid, row.conversation_id],
    )
    .toArray();
  for (const change of later) {
    const content = readContent(rawOf(sql, change));
    // Only the sender can edit or delete a message.
    const isTheirs = change.direction === row.direction;
    if (content.type === 'edit' && isTheirs) versions.push(content.edit.message);
    if (content.type === 'revoke' && isTheirs) revokedAt = change.sent_at;
    // Reactions of the customer and from the phone have a separate table.
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

/**
 * Call it before a change after which a message is returned: if something of it has to be read from the archive, that
 * happens before the change, and not between it and the answer.
 */
export function readAhead(sql: SqlStorage, { row, replyTo }: { row?: MessageRow; replyTo?: string }): void {
  if (row) messageOf(sql, row);
  if (replyTo !== undefined) quotedMessage(sql, replyTo);
}

function quotedMessage(sql: SqlStorage, wamid: string): QuotedMessage {
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

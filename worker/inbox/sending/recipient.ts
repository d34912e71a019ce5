/** Resolves the recipient of a message, or the reason it cannot be sent now. */
import type { MessageError } from '../../api/errors.ts';
import { type Recipient, recipientOf } from '../../whatsapp/identity/aliases.ts';
import type { OutboundContent } from '../../whatsapp/sending/outbound-content.ts';
import { expiryOf, isOpen } from '../../whatsapp/sending/window.ts';
import {
  customerBlocked,
  noLongerNeeded,
  noRecipient,
  noRoom,
  otherIdentity,
} from '../records/messages/send-errors.ts';
import {
  aliasesIn,
  type ConversationRow,
  conversationRow,
  isIdentityChanged,
  type MessageRow,
} from '../records/rows.ts';

/** A message that can be sent. */
export interface Sendable {
  message: MessageRow;
  conversation: ConversationRow;
  recipient: Recipient;
}

export function resolveRecipient(
  sql: SqlStorage,
  message: MessageRow,
  content: OutboundContent,
  checksIdentity: boolean,
): Sendable | MessageError {
  const conversation = conversationRow(sql, message.conversation_id);
  if (!conversation) throw new Error('The conversation of a message is missing');
  if (conversation.blocked_at !== null) return customerBlocked;
  const now = Date.now();
  if (content.type !== 'template' && !isOpen(windowEnd(conversation, now), now)) return noRoom;
  if (checksIdentity && isIdentityChanged(conversation)) return otherIdentity;
  if (message.author === nudge && hasGoneOn(sql, message)) return noLongerNeeded;
  const recipient = recipientOf(aliasesIn(sql, conversation.id));
  return recipient ? { message, conversation, recipient } : noRecipient;
}

export function windowEnd({ opened_at, refused_at }: ConversationRow, now: number): number | null {
  return expiryOf({ openedAt: opened_at, refusedAt: refused_at }, now);
}

/** The value of `message.author`. */
const nudge = JSON.stringify({ type: 'nudge' });

/** Whether there are later messages, so that the customer no longer waits. */
function hasGoneOn(sql: SqlStorage, { id, conversation_id }: MessageRow): boolean {
  return (
    sql
      .exec(
        `SELECT 1 FROM message WHERE conversation_id = ? AND id > ? AND origin IN ('message', 'echo', 'send') LIMIT 1`,
        ...[conversation_id, id],
      )
      .toArray().length > 0
  );
}

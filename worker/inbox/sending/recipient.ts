/** To whom a message goes, or why it cannot go, by what is known at this moment. */
import type { MessageError } from '../../api/errors.ts';
import { type Recipient, recipientOf } from '../../whatsapp/identity/aliases.ts';
import type { OutboundContent } from '../../whatsapp/sending/outbound-content.ts';
import { expiryOf, isOpen } from '../../whatsapp/sending/window.ts';
import {
  aliasesIn,
  type ConversationRow,
  conversationRow,
  isIdentityChanged,
  type MessageRow,
  messageRow,
} from '../records/rows.ts';
import {
  customerBlocked,
  noLongerNeeded,
  noRecipient,
  noRoom,
  otherIdentity,
} from '../records/send-errors.ts';

/** Everything that a send depends on. */
export interface Standing {
  message: MessageRow;
  conversation: ConversationRow;
  recipient: Recipient;
}

export function standingOf(
  sql: SqlStorage,
  messageId: number,
  content: OutboundContent,
  checksIdentity: boolean,
): Standing | MessageError {
  const message = messageRow(sql, messageId);
  const conversation = message && conversationRow(sql, message.conversation_id);
  if (!message || !conversation) throw new Error('A message has a conversation');
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

/** As it stands in `message.author`. */
const nudge = JSON.stringify({ type: 'nudge' });

/** Whether anything was said after it: then it is not the customer any more who waits. */
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

/** The messages of a customer that a turn answers. */
import type { Content } from '../../../whatsapp/content/content.ts';
import { type ConversationRow, type MessageRow, messageContent, modeOf } from '../../records/rows.ts';
import { textOf } from '../rules/said.ts';
import type { Burst } from './source.ts';

const maxMessages = 50;

/** What the customer has written from this message on. */
export function burstFrom(
  sql: SqlStorage,
  conversation: ConversationRow,
  firstId: number,
  now: number,
): Burst {
  const messages = sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ? AND id >= ? AND origin = 'message' AND target IS NULL
       ORDER BY id LIMIT ?`,
      ...[conversation.id, firstId, maxMessages],
    )
    .toArray()
    .map((row) => ({ row, content: messageContent(sql, row) }));
  return {
    conversation,
    messages,
    text: messages
      .map(({ content }) => textOf(content))
      .filter(Boolean)
      .join('\n'),
    now,
    isWithPerson: modeOf(conversation, now) === 'person',
  };
}

/** A choice is complete: nobody writes on after it. */
export function isTap({ type }: Content): boolean {
  return type === 'interactive' || type === 'button';
}

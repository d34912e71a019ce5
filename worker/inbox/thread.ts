/** Messages in their conversation, and what the conversation says of them: the newest one, how many are unread. */
import type { ChangeCounter } from './change.ts';
import type { MessageRow } from './rows.ts';

export type NewMessage = Pick<MessageRow, 'conversation_id' | 'origin' | 'direction' | 'sent_at' | 'body'> &
  Partial<Pick<MessageRow, 'wamid' | 'key' | 'reply_to' | 'status' | 'author' | 'target'>>;

/** A value in a Durable Object may have 2 MB; a character of JSON has at most 3 bytes. */
export const partLength = 500_000;

/** Returns the new message's id; null when there is one with this `wamid` already. */
export function addMessage(sql: SqlStorage, changes: ChangeCounter, message: NewMessage): number | null {
  const id = changes.next();
  const [row] = sql
    .exec<{ id: number }>(
      `INSERT INTO message (id, seq, conversation_id, origin, direction, wamid, sent_at, body, key, reply_to, status, author, target)
       VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING RETURNING id`,
      id,
      message.conversation_id,
      message.origin,
      message.direction,
      message.wamid ?? null,
      message.sent_at,
      message.body.slice(0, partLength),
      message.key ?? null,
      message.reply_to ?? null,
      message.status ?? null,
      message.author ?? null,
      message.target ?? null,
    )
    .toArray();
  if (!row) return null;
  for (let part = 1; part * partLength < message.body.length; part++) {
    const text = message.body.slice(part * partLength, (part + 1) * partLength);
    sql.exec('INSERT INTO message_part VALUES (?, ?, ?)', id, part, text);
  }
  if (message.target != null) {
    changes.touchConversation(message.conversation_id);
    return id;
  }
  sql.exec(
    `UPDATE conversation SET seq = ?4, unread = unread + ?5,
       (last_message_at, last_message_id) = (SELECT ?2, ?3 WHERE
          last_message_at IS NULL OR (last_message_at, last_message_id) < (?2, ?3)
        UNION ALL SELECT last_message_at, last_message_id LIMIT 1)
     WHERE id = ?1`,
    ...[message.conversation_id, message.sent_at, id, changes.next(), Number(countsAsUnread(message.origin))],
  );
  return id;
}

/** Works out anew what a conversation says of its messages. */
export function refreshConversation(sql: SqlStorage, changes: ChangeCounter, id: number): void {
  sql.exec(
    `UPDATE conversation SET
       unread = (SELECT count(*) FROM message
         WHERE conversation_id = ?1 AND origin IN ('message', 'call') AND target IS NULL
           AND message.id > conversation.read_seq),
       (last_message_at, last_message_id) = (SELECT sent_at, message.id FROM message
         WHERE conversation_id = ?1 AND target IS NULL ORDER BY sent_at DESC, message.id DESC LIMIT 1)
     WHERE id = ?1`,
    id,
  );
  changes.touchConversation(id);
}

/** What the customer did and somebody should see: not what was imported, nor what WhatsApp only reports. */
function countsAsUnread(origin: MessageRow['origin']): boolean {
  return origin === 'message' || origin === 'call';
}

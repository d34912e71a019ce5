/**
 * Edits, revocations and reactions that arrived before their message, or without it. They appear in the thread until
 * their message arrives, and then become part of it.
 */

import type { ChangeLog } from '../changes/change-log.ts';
import { type MessageRow, messageContent } from '../rows.ts';
import { refreshConversation } from './add-message.ts';

/** Applies waiting edits, revocations and reactions to the message that has arrived. */
export function takeStrays(sql: SqlStorage, changes: ChangeLog, wamid: string): void {
  const strays = sql.exec<MessageRow>('SELECT * FROM message WHERE stray = ?', wamid).toArray();
  for (const stray of strays) {
    const origin = isStrayOf(sql, stray, 'revoke') ? 'message' : stray.origin;
    sql.exec(
      'UPDATE message SET target = stray, stray = NULL, seq = ?, origin = ? WHERE id = ?',
      ...[changes.next(), origin, stray.id],
    );
    changes.record({ type: 'message-changed', messageId: stray.id });
  }
  for (const id of new Set(strays.map((row) => row.conversation_id))) refreshConversation(sql, changes, id);
}

/**
 * Whether it is shown in the thread as a line for one of these. Not read by SQLite, which throws on JSON that is
 * nested deeper than 1,000 levels or is cut because it is long.
 */
export function isStrayOf(sql: SqlStorage, row: MessageRow, type: 'reaction' | 'revoke'): boolean {
  return row.origin === 'notice' && messageContent(sql, row).type === type;
}

/**
 * Edits, revocations and reactions that came before the message they are about, or without it. They stand in the
 * thread themselves; once the message is here they change it, and have no place of their own.
 */

import { refreshConversation } from './add-message.ts';
import type { ChangeLog } from './change-log.ts';
import { type MessageRow, messageContent } from './rows.ts';

/** The message with this id is here now. */
export function takeStrays(sql: SqlStorage, changes: ChangeLog, wamid: string): void {
  const strays = sql.exec<MessageRow>('SELECT * FROM message WHERE stray = ?', wamid).toArray();
  for (const stray of strays) {
    const origin = isStrayOf(sql, stray, 'revoke') ? 'message' : stray.origin;
    sql.exec(
      'UPDATE message SET target = stray, stray = NULL, seq = ?, origin = ? WHERE id = ?',
      ...[changes.next(), origin, stray.id],
    );
    changes.tell({ type: 'message-changed', messageId: stray.id });
  }
  for (const id of new Set(strays.map((row) => row.conversation_id))) refreshConversation(sql, changes, id);
}

/**
 * Whether it stands in the thread as a line for one of these. Read here and not by SQLite, which throws at JSON that is
 * nested deeper than 1,000 levels or is cut because it is long.
 */
export function isStrayOf(sql: SqlStorage, row: MessageRow, type: 'reaction' | 'revoke'): boolean {
  return row.origin === 'notice' && messageContent(sql, row).type === type;
}

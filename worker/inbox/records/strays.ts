/**
 * Edits, revocations and reactions that came before the message they are about, or without it. They stand in the
 * thread themselves; once the message is here they change it, and have no place of their own.
 */

import { refreshConversation } from './add-message.ts';
import type { ChangeLog } from './change-log.ts';

/** The message with this id is here now. */
export function takeStrays(sql: SqlStorage, changes: ChangeLog, wamid: string): void {
  const strays = sql
    .exec<{ id: number; conversation_id: number }>(
      'SELECT id, conversation_id FROM message WHERE stray = ?',
      wamid,
    )
    .toArray();
  for (const { id } of strays) {
    sql.exec(
      `UPDATE message SET target = stray, stray = NULL, seq = ?,
         origin = CASE WHEN origin = 'notice' AND body ->> 'type' = 'revoke' THEN 'message' ELSE origin END WHERE id = ?`,
      ...[changes.next(), id],
    );
    changes.tell({ type: 'message-changed', messageId: id });
  }
  for (const id of new Set(strays.map((row) => row.conversation_id))) refreshConversation(sql, changes, id);
}

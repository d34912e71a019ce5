/** Labels on conversations. The workspace has their names and colours. */
import type { Label } from '../../api/conversations/labels.ts';
import type { Person } from '../../api/values.ts';
import type { ChangeLog } from './changes/change-log.ts';
import { addEntry } from './team-entries.ts';

export function labelsOn(sql: SqlStorage, conversationId: number): string[] {
  return sql
    .exec<{ label_id: string }>(
      'SELECT label_id FROM conversation_label WHERE conversation_id = ? ORDER BY label_id',
      conversationId,
    )
    .toArray()
    .map((row) => row.label_id);
}

export function changeLabels(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  by: Person,
  { add, remove }: { add: readonly Label[]; remove: readonly Label[] },
): void {
  const added = add.filter(
    ({ id }) =>
      sql.exec('INSERT INTO conversation_label VALUES (?, ?) ON CONFLICT DO NOTHING', conversationId, id)
        .rowsWritten > 0,
  );
  const removed = remove.filter(
    ({ id }) =>
      sql.exec(
        'DELETE FROM conversation_label WHERE conversation_id = ? AND label_id = ?',
        conversationId,
        id,
      ).rowsWritten > 0,
  );
  if (added.length + removed.length === 0) return;
  const names = (labels: readonly Label[]) => labels.map(({ name }) => name);
  const entry = { type: 'labelled', added: names(added), removed: names(removed) } as const;
  addEntry(sql, changes, conversationId, entry, by);
  changes.touchConversation(conversationId);
}

/** Removes a deleted label. Consoles hide unknown labels, so no frame is needed. */
export function dropLabel(sql: SqlStorage, labelId: string): void {
  sql.exec('DELETE FROM conversation_label WHERE label_id = ?', labelId);
}

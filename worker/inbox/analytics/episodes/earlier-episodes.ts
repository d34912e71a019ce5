/** Finds the episodes of conversations that were stored before episodes were, in their messages and entries. */
import { begin, end, openEpisode } from './episodes.ts';
import { isNoAnswer } from './sender.ts';
import { isInbound } from './thread-reads.ts';

interface Step extends Record<string, SqlStorageValue> {
  id: number;
  at: number;
  step: 'in' | 'out' | 'resolved' | 'opened';
  by: string | null;
}

/** Replays a conversation. It replaces the episodes that have begun meanwhile. */
export function findEpisodes(sql: SqlStorage, conversationId: number): void {
  sql.exec('DELETE FROM episode WHERE conversation_id = ?', conversationId);
  const steps = sql.exec<Step>(
    `SELECT id, sent_at AS at, direction AS step, NULL AS by FROM message WHERE conversation_id = ?1
       AND ((${isInbound}) OR (direction = 'out' AND origin IN ('send', 'echo') AND target IS NULL AND NOT ${isNoAnswer}))
     UNION ALL SELECT id, at, body ->> 'type', by ->> 'id' FROM entry WHERE conversation_id = ?1
       AND (body ->> 'type' = 'resolved' OR body ->> 'after' = 'resolved' AND by IS NOT NULL)
     ORDER BY id`,
    conversationId,
  );
  // What is new is written after the cursor is read.
  let isResolved = false;
  for (const { id, at, step, by } of steps.toArray()) {
    const open = openEpisode(sql, conversationId);
    if (step === 'resolved') {
      isResolved = true;
      // The labels of that time are not known.
      if (open) end(sql, open, { id, at, by, labels: [] });
    } else if (step === 'in') {
      isResolved = false;
      if (!open) begin(sql, { conversationId, id, at, by: 'customer' });
      else if (open.received_id === null) {
        sql.exec(
          'UPDATE episode SET received_id = ? WHERE conversation_id = ? AND id = ?',
          ...[id, conversationId, open.id],
        );
      }
    } else if (!open && (step === 'opened' || !isResolved)) {
      isResolved = false;
      begin(sql, { conversationId, id, at, by: 'team' });
    }
  }
}

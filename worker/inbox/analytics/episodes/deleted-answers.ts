/**
 * An episode can be longer than messages are kept. Who answered in it stays known when the answers are deleted: otherwise
 * the next answer would count as the first one. So does who has written in imported messages, or they would be new.
 */
import { answerers, type Episode, firstOut } from './thread-reads.ts';

/** These messages of a conversation are about to be deleted. */
export function keepAnswers(sql: SqlStorage, conversationId: number, messageIds: readonly number[]): void {
  keepWriter(sql, conversationId, messageIds);
  const newest = Math.max(...messageIds);
  const episodes = sql
    .exec<Episode>(
      `SELECT * FROM episode WHERE conversation_id = ?1 AND id <= ?2 AND (ended_id IS NULL OR ended_id > ?2)`,
      ...[conversationId, newest],
    )
    .toArray();
  const deleted = new Set(messageIds);
  for (const episode of episodes) {
    let answers = episode.deleted_answers;
    for (const by of ['person', 'automatic', 'assistant'] as const) {
      const first = firstOut(sql, episode, by);
      if (first !== null && deleted.has(first)) answers |= answerers[by];
    }
    if (answers === episode.deleted_answers) continue;
    sql.exec(
      'UPDATE episode SET deleted_answers = ? WHERE conversation_id = ? AND id = ?',
      ...[answers, conversationId, episode.id],
    );
  }
}

/** Imported messages begin no episode. */
function keepWriter(sql: SqlStorage, conversationId: number, messageIds: readonly number[]): void {
  sql.exec(
    `INSERT OR IGNORE INTO wrote_before SELECT ?1 WHERE
       NOT EXISTS (SELECT 1 FROM wrote_before WHERE conversation_id = ?1)
       AND EXISTS (SELECT 1 FROM message WHERE id IN (SELECT value FROM json_each(?2))
         AND direction = 'in' AND origin = 'history' AND target IS NULL)`,
    ...[conversationId, JSON.stringify(messageIds)],
  );
}

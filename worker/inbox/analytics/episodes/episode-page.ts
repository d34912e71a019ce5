/** The episodes of one conversation, page by page. */
import * as v from 'valibot';
import type { Episode } from '../../../api/conversations/episodes.ts';
import type { Page } from '../../../api/values.ts';
import { cursorOf, type PageRequest } from '../../records/page-cursor.ts';
import type { Episode as EpisodeRow } from './thread-reads.ts';

const labelIds = v.array(v.string());

/** Newest first. */
export function episodePage(
  sql: SqlStorage,
  conversationId: number,
  { before, limit }: PageRequest,
): Page<Episode> {
  const [, id] = cursorOf(before);
  const found = sql
    .exec<EpisodeRow>(
      'SELECT * FROM episode WHERE conversation_id = ? AND id < ? ORDER BY id DESC LIMIT ?',
      ...[conversationId, id, limit + 1],
    )
    .toArray();
  const rows = found.slice(0, limit).map(
    (row): Episode => ({
      ...{ id: row.id, beganAt: row.began_at, beganBy: row.began_by, endedAt: row.ended_at },
      ...{ endedBy: row.ended_by, labels: v.parse(labelIds, JSON.parse(row.labels ?? '[]')) },
    }),
  );
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? `${last.beganAt}.${last.id}` : null };
}

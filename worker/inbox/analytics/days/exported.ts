/** Episodes and counted days, page by page, for the export of a number. */
import * as v from 'valibot';
import type { ExportedEpisode } from '../../../api/numbers/data.ts';
import type { Episode } from '../episodes/thread-reads.ts';
import { type Figures, figures } from '../figures/day-figures.ts';

export type EpisodePlace = readonly [conversation: number, id: number];

const labelIds = v.array(v.string());

export function episodesAfter(sql: SqlStorage, after: EpisodePlace, limit: number): Episode[] {
  return sql
    .exec<Episode>(
      'SELECT * FROM episode WHERE (conversation_id, id) > (?, ?) ORDER BY conversation_id, id LIMIT ?',
      ...[...after, limit],
    )
    .toArray();
}

export function exportedEpisode(row: Episode): ExportedEpisode {
  return {
    conversationId: row.conversation_id,
    beganAt: row.began_at,
    beganBy: row.began_by,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    labels: row.labels === null ? null : v.parse(labelIds, JSON.parse(row.labels)),
  };
}

export function daysAfter(sql: SqlStorage, day: number, limit: number): { day: number; figures: Figures }[] {
  return sql
    .exec<{ day: number; figures: string }>(
      'SELECT day, figures FROM day WHERE day > ? AND figures IS NOT NULL ORDER BY day LIMIT ?',
      ...[day, limit],
    )
    .toArray()
    .map((row) => ({ day: row.day, figures: v.parse(figures, JSON.parse(row.figures)) }));
}

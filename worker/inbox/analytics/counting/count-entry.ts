/** Counts one entry of a thread in its day: a note, the end of an episode, or who answers. */

import * as v from 'valibot';
import type { EntryRow } from '../../records/team-entries.ts';
import { entryOf } from '../../records/team-entries.ts';
import { agentOf } from '../episodes/sender.ts';
import { type Episode, episodeAt } from '../episodes/thread-reads.ts';
import { increase } from '../figures/day-figures.ts';
import type { Count } from './count.ts';
import { countEpisode } from './count-message.ts';

/** Written again so soon, the customer was not done. */
export const reopenedWithinMs = 72 * 60 * 60_000;

const labelIds = v.array(v.string());

export function countEntry(count: Count, row: EntryRow): void {
  const entry = entryOf(row);
  const { conversationId: conversation } = entry;
  const by = agentOf(entry.by);
  switch (entry.type) {
    case 'note':
      if (!by || !count.isOf(by.id)) return;
      count.answering(by.id, by.name).notes += 1;
      count.tell('notes', conversation);
      return;
    case 'mode':
      increase(count.figures.modes, entry.because);
      count.tell('mode', conversation, { reason: entry.because });
      return;
    case 'resolved': {
      const [episode] = count.sql
        .exec<Episode>(
          'SELECT * FROM episode WHERE conversation_id = ? AND ended_id = ?',
          ...[conversation, entry.id],
        )
        .toArray();
      if (episode && (by === null ? count.isOf('') : count.isOf(by.id))) countEnd(count, episode, by);
      return;
    }
    case 'opened': {
      if (entry.after !== 'resolved' || entry.by === null) return;
      const episode = episodeAt(count.sql, conversation, entry.id);
      if (episode?.id === entry.id) countEpisode(count, episode);
    }
  }
}

function countEnd(count: Count, episode: Episode, by: { id: string; name: string } | null): void {
  const { figures, exact, people, sql } = count;
  const { conversation_id: conversation, ended_at: endedAt, ended_id: endedId } = episode;
  if (endedAt === null || endedId === null) return;
  figures.episodes.resolved += 1;
  people.resolved.push(conversation);
  const labels = v.parse(labelIds, JSON.parse(episode.labels ?? '[]'));
  count.tell('resolved', conversation, { labels });
  const seconds = Math.max(0, Math.round((endedAt - episode.began_at) / 1_000));
  count.addWait(figures.durations, exact.durations, seconds);
  for (const label of labels) increase(figures.labels, label);
  if (by) count.answering(by.id, by.name).resolved += 1;
  const [next] = sql
    .exec<Episode>(
      'SELECT * FROM episode WHERE conversation_id = ? AND id > ? ORDER BY id LIMIT 1',
      ...[conversation, endedId],
    )
    .toArray();
  if (next?.began_by !== 'customer' || next.began_at > endedAt + reopenedWithinMs) return;
  figures.episodes.reopened += 1;
  count.tell('reopened', conversation);
}

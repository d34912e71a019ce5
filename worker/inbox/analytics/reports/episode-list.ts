/** One line for each episode that began in a period, for a spreadsheet. */

import * as v from 'valibot';
import { conversationSource } from '../../../api/conversations/conversations.ts';
import { aliasesIn, contactOf, conversationRow, stored } from '../../records/rows.ts';
import type { Analytics } from '../analytics.ts';
import type { Filter } from '../days/live-days.ts';
import { senderOf } from '../episodes/sender.ts';
import { type Episode, firstOfPerson, isInbound, waitingSince } from '../episodes/thread-reads.ts';
import type { Cell, Rows } from './csv.ts';
import type { Period } from './period.ts';

const maxEpisodes = 10_000;
const labelIds = v.array(v.string());

export function episodeRows(
  sql: SqlStorage,
  { settings, days }: Analytics,
  { from, to }: Period,
  filter: Filter,
): Rows {
  const { clock } = settings;
  const episodes = sql
    .exec<Episode>(
      `SELECT * FROM episode WHERE began_at >= ? AND began_at < ? AND id >= ? AND id < ? ORDER BY began_at, id LIMIT ?`,
      ...[
        clock.startOf(from),
        clock.startOf(to + 1),
        days.lowerBound(from),
        days.upperBound(to),
        maxEpisodes,
      ],
    )
    .toArray();
  return [
    [
      ...['conversation', 'contact', 'source_page', 'began', 'began_by', 'first_answer', 'first_answer_by'],
      ...['wait_seconds', 'wait_open_hours_seconds', 'ended', 'ended_by', 'labels', 'received', 'sent'],
    ],
    ...episodes.flatMap((episode) => {
      const row = rowOf(sql, episode, settings.open, filter);
      return row ? [row] : [];
    }),
  ];
}

function rowOf(
  sql: SqlStorage,
  episode: Episode,
  open: Analytics['settings']['open'],
  filter: Filter,
): Cell[] | null {
  const { conversation_id: id, began_at: beganAt, ended_at: endedAt } = episode;
  const conversation = conversationRow(sql, id);
  if (!conversation) return null;
  const labels = v.parse(labelIds, JSON.parse(episode.labels ?? '[]'));
  const page = stored(conversationSource, conversation.source)?.page ?? null;
  if (filter.label !== undefined && !labels.includes(filter.label)) return null;
  if (filter.team !== undefined && conversation.team !== filter.team) return null;
  if (filter.source !== undefined && !page?.startsWith(filter.source)) return null;
  const answer = answerIn(sql, episode);
  const by = answer && senderOf(answer.author);
  if (filter.agent !== undefined && by?.id !== filter.agent && episode.ended_by !== filter.agent) return null;
  const since = answer && waitingSince(sql, { ...answer, conversation_id: id }, episode);
  const { received, sent } = sql
    .exec<{ received: number; sent: number }>(
      `SELECT coalesce(sum(${isInbound}), 0) AS received,
         coalesce(sum(direction = 'out' AND target IS NULL AND send_at IS NULL AND status IS NOT 'failed'), 0) AS sent
       FROM message WHERE conversation_id = ? AND id >= ? AND id < ?`,
      ...[id, episode.id, episode.ended_id ?? Number.MAX_SAFE_INTEGER],
    )
    .one();
  return [
    ...[id, contactOf(conversation, aliasesIn(sql, id)).name, page, iso(beganAt), episode.began_by],
    ...[iso(answer?.sent_at ?? null), by?.name || by?.id || null],
    answer && since !== null ? Math.round((answer.sent_at - since) / 1_000) : null,
    answer && since !== null && open ? Math.round(open.between(since, answer.sent_at) / 1_000) : null,
    ...[iso(endedAt), episode.ended_by, labels.join('; '), received, sent],
  ];
}

function answerIn(sql: SqlStorage, episode: Episode) {
  const id = firstOfPerson(sql, episode);
  if (id === null) return null;
  return sql
    .exec<{ id: number; sent_at: number; author: string | null }>(
      'SELECT id, sent_at, author FROM message WHERE id = ?',
      id,
    )
    .one();
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

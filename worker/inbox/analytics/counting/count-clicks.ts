/** Clicks on the button by their day, page and campaign, and what each led to. */

import { type Episode, firstOfPerson } from '../episodes/thread-reads.ts';
import { type Figures, keyOf, under } from '../figures/day-figures.ts';

interface Click extends Record<string, SqlStorageValue> {
  page: string;
  campaign: string;
  at: number;
  conversation_id: number | null;
}

/** Anyone can report a click with any address. */
const maxSources = 300;

const noClicks = (): Figures['sources'][string] => ({
  clicks: 0,
  conversations: 0,
  answered: 0,
  resolved: 0,
});

export type ClickFigure = 'click-conversations' | 'click-answered' | 'click-resolved';

/** `only`: the clicks that led to this conversation. `tell` learns which conversations are counted under which key. */
export function countClicks(
  sql: SqlStorage,
  sources: Figures['sources'],
  { from, to }: { from: number; to: number },
  {
    only = null,
    tell,
  }: {
    only?: number | null;
    tell?: (figure: ClickFigure, conversation: number, source: string) => void;
  } = {},
): void {
  const clicks = sql.exec<Click>(
    `SELECT page, campaign, at, conversation_id FROM press WHERE at >= ?1 AND at < ?2
       AND (?3 IS NULL OR conversation_id = ?3) ORDER BY at`,
    ...[from, to, only],
  );
  for (const click of clicks.toArray()) {
    const named = keyOf(click.page, click.campaign);
    const isFull = sources[named] === undefined && Object.keys(sources).length >= maxSources;
    const key = isFull ? keyOf('', '') : named;
    const own = under(sources, key, noClicks);
    own.clicks += 1;
    // Without a message, or without its sender, who is deleted.
    const { conversation_id: conversation } = click;
    if (conversation === null) continue;
    own.conversations += 1;
    // -1: it is deleted.
    if (conversation > 0) tell?.('click-conversations', conversation, key);
    const episode = episodeAfter(sql, conversation, click.at);
    if (!episode) continue;
    if (firstOfPerson(sql, episode) !== null) {
      own.answered += 1;
      tell?.('click-answered', conversation, key);
    }
    if (episode.labels === null) continue;
    own.resolved += 1;
    tell?.('click-resolved', conversation, key);
  }
}

/** The one that was open at the time of the click, or else the next one. */
function episodeAfter(sql: SqlStorage, conversationId: number, at: number): Episode | null {
  return (
    sql
      .exec<Episode>(
        `SELECT * FROM episode WHERE conversation_id = ? AND (ended_at IS NULL OR ended_at > ?) ORDER BY id LIMIT 1`,
        ...[conversationId, at],
      )
      .toArray()[0] ?? null
  );
}

/** Reads what is neither a message nor an entry into a tally: ratings, turns of the assistant, opt-ins and opt-outs. */
import type { ConsentRow } from './count-consent.ts';
import { type RatingRow, ratingRows } from './count-rating.ts';
import { type CountedTurn, countedTurns } from './count-turn.ts';
import type { Tally } from './tally.ts';

/** From one moment (included) to another (excluded), or everything of one conversation. */
type Which = { from: number; to: number } | { conversation: number };

/** No turn takes longer to end. */
const maxTurnMs = 60 * 60_000;

export function scanOther(sql: SqlStorage, tally: Tally, which: Which): void {
  for (const row of ratingsIn(sql, which)) tally.rating(row);
  for (const row of turnsIn(sql, which)) tally.turn(row);
  for (const row of consentsIn(sql, which)) tally.consent(row);
}

function ratingsIn(sql: SqlStorage, which: Which): RatingRow[] {
  const found =
    'conversation' in which
      ? sql.exec<RatingRow>(`${ratingRows} AND rating.conversation_id = ?`, which.conversation)
      : sql.exec<RatingRow>(`${ratingRows} AND rating.at >= ? AND rating.at < ?`, which.from, which.to);
  return found.toArray();
}

function turnsIn(sql: SqlStorage, which: Which): CountedTurn[] {
  if ('conversation' in which)
    return sql.exec<CountedTurn>(`${countedTurns} AND conversation_id = ?`, which.conversation).toArray();
  const { from, to } = which;
  return sql
    .exec<CountedTurn>(
      `${countedTurns} AND id >= ? AND id < ? AND ended_at >= ? AND ended_at < ?`,
      ...[firstTurnSince(sql, from - maxTurnMs), firstTurnSince(sql, to), from, to],
    )
    .toArray();
}

function consentsIn(sql: SqlStorage, which: Which): ConsentRow[] {
  const found =
    'conversation' in which
      ? sql.exec<ConsentRow>('SELECT * FROM consent_change WHERE conversation_id = ?', which.conversation)
      : sql.exec<ConsentRow>('SELECT * FROM consent_change WHERE at >= ? AND at < ?', which.from, which.to);
  return found.toArray();
}

/** Turns have no index by time, but their ids are in its order: it is found in about twenty rows. */
function firstTurnSince(sql: SqlStorage, at: number): number {
  let low = 0;
  let high = (sql.exec<{ id: number | null }>('SELECT max(id) AS id FROM turn').one().id ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = sql
      .exec<{ id: number; began_at: number }>(
        'SELECT id, began_at FROM turn WHERE id >= ? ORDER BY id LIMIT 1',
        middle,
      )
      .toArray();
    if (!row || row.began_at >= at) high = middle;
    else low = row.id + 1;
  }
  return low;
}

/** Counts one answer to the question how satisfied a customer is, in its day. */
import { emptyRated, increase, under } from '../figures/day-figures.ts';
import type { Count } from './count.ts';

export interface RatingRow extends Record<string, SqlStorageValue> {
  conversation_id: number;
  agent: string | null;
  agent_name: string | null;
  score: number;
  has_comment: number;
  at: number;
}

/** SQL: the columns of {@link RatingRow}, of answers that the customer has not replaced by another one. */
export const ratingRows = `SELECT conversation_id, agent, agent_name, score, comment IS NOT NULL AS has_comment, at
  FROM satisfaction AS rating WHERE NOT EXISTS (
    SELECT 1 FROM satisfaction AS later WHERE later.conversation_id = rating.conversation_id AND later.id > rating.id
      AND NOT EXISTS (SELECT 1 FROM turn AS question WHERE question.conversation_id = rating.conversation_id
        AND question.source = 'satisfaction' AND question.details ->> 'asked' = 1
        AND question.id > rating.turn_id AND question.id < later.turn_id))`;

export function countRating(count: Count, row: RatingRow): void {
  const { conversation_id: conversation, agent, agent_name: name, score } = row;
  const by = agent ?? '';
  if (!count.isOf(by)) return;
  if (by !== '' && name) count.people.names[by] = name;
  const own = under(count.figures.ratings, by, emptyRated);
  increase(own.scores, score);
  count.tell('rated', conversation, { score });
  if (row.has_comment !== 1) return;
  own.comments += 1;
  count.tell('commented', conversation, { score });
}

/** Counts one automatic turn that has ended, in its day: of the assistant, or the question how satisfied a customer is. */
import * as v from 'valibot';
import type { TurnOutcome } from '../../../api/automation/turns.ts';
import { storedJson } from '../../../stored-json.ts';
import { emptyRated, increase, keyOf, under } from '../figures/day-figures.ts';
import type { Count } from './count.ts';

export interface CountedTurn extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  source: 'assistant' | 'suggestion' | 'satisfaction';
  outcome: TurnOutcome;
  because: string | null;
  ended_at: number;
  details: string | null;
}

/** SQL: the columns of {@link CountedTurn}. */
export const countedTurns = `SELECT id, conversation_id, source, outcome, because, ended_at, details FROM turn
  WHERE source IN ('assistant', 'suggestion', 'satisfaction') AND ended_at IS NOT NULL
    AND outcome NOT IN ('waiting', 'composing')`;

/** Read loosely: details of other versions, or that are no longer kept, say nothing. */
const said = v.object({
  because: v.fallback(v.optional(v.string(), ''), ''),
  isGood: v.fallback(v.optional(v.boolean()), undefined),
  asked: v.fallback(v.optional(v.boolean(), false), false),
  agent: v.fallback(v.nullish(v.object({ id: v.string() })), null),
});
type Said = v.InferOutput<typeof said>;

export function countTurn(count: Count, row: CountedTurn): void {
  const details = v.parse(
    said,
    row.details === null ? {} : (storedJson(v.looseObject({}), row.details) ?? {}),
  );
  if (row.source === 'satisfaction') countQuestion(count, row, details);
  else if (count.isOf('')) countAssistant(count, row, details);
}

function countQuestion(
  count: Count,
  { conversation_id: conversation, outcome }: CountedTurn,
  details: Said,
): void {
  const by = details.agent?.id ?? '';
  if (!details.asked || outcome !== 'answered' || !count.isOf(by)) return;
  under(count.figures.ratings, by, emptyRated).asked += 1;
  count.tell('asked', conversation);
}

function countAssistant(count: Count, row: CountedTurn, { because, isGood }: Said): void {
  const { conversation_id: conversation, source } = row;
  const { assistant } = count.figures;
  if (isGood !== undefined) {
    assistant[isGood ? 'good' : 'bad'] += 1;
    count.tell(isGood ? 'assistant-good' : 'assistant-bad', conversation);
  }
  if (source === 'suggestion') {
    if (row.outcome !== 'acted') return;
    assistant.suggested += 1;
    count.tell('assistant-suggested', conversation);
    return;
  }
  const outcome = outcomeOf(row.outcome);
  const reason = outcome === 'handed-over' ? because : (row.because ?? '');
  increase(assistant.turns, keyOf(outcome, reason));
  count.tell(`assistant-${outcome}`, conversation, { reason });
}

/** `closed`: the customer needed no answer. */
function outcomeOf(outcome: TurnOutcome): 'answered' | 'closed' | 'handed-over' | 'withdrawn' | 'failed' {
  switch (outcome) {
    case 'answered':
    case 'handed-over':
    case 'withdrawn':
    case 'failed':
      return outcome;
    default:
      return 'closed';
  }
}

/** What the assistant has used, beside what it may use. */
import type {
  AssistantEstimate,
  AssistantMode,
  AssistantUsage,
} from '../../../../worker/api/automation/assistant.ts';
import { assistantWords as words } from '../../../locales/assistant.ts';
import { moneyText } from '../../ui/money-text.ts';
import { numberText } from '../../ui/time/times.ts';

/** Free units of Workers AI a day, on every plan of Cloudflare: https://developers.cloudflare.com/workers-ai/platform/pricing/ */
export const freeNeuronsPerDay = 10_000;
const dollarsPerThousandNeurons = 0.011;

/** From 0 to 1; null: there is no limit. */
export function usedShare(used: AssistantUsage, limit: number | null): number | null {
  return limit === null ? null : Math.min(1, tokensOf(used) / limit);
}

export function budgetLine(used: AssistantUsage, limit: number | null): string {
  const tokens = numberText(tokensOf(used));
  return limit === null ? words.tokens(tokens) : words.tokensOf(tokens, numberText(limit));
}

/** What the assistant would have cost in this mode, in sentences. */
export function estimateTexts(
  { days, questions, questionsOutsideHours, inputTokens, outputTokens, neuronsPerAnswer }: AssistantEstimate,
  mode: AssistantMode,
): string[] {
  const count = mode === 'outside-hours' ? (questionsOutsideHours ?? 0) : questions;
  const tokens = numberText(count * (inputTokens + outputTokens));
  return [
    words.estimated(count, tokens),
    ...(neuronsPerAnswer === null
      ? []
      : [words.estimatedCost(neuronCost((count * neuronsPerAnswer) / days, days))]),
  ];
}

/** What days with so many neurons cost beyond the free allowance. */
export function neuronCost(neurons: number, days = 1): string {
  const paid = Math.max(0, neurons - freeNeuronsPerDay) * days;
  const dollars = (paid / 1_000) * dollarsPerThousandNeurons;
  const text = moneyText(dollars, 'USD');
  // Kept together in a sentence that runs to the left.
  return `\u2068${text}\u2069`;
}

function tokensOf({ inputTokens, outputTokens }: AssistantUsage): number {
  return inputTokens + outputTokens;
}

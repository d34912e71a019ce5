/** What a rule would have done and cost in the last month, in words. */
import type { EstimateResult } from '../../../../../worker/api/automation/estimate.ts';
import { ruleWords as words } from '../../../../locales/automation-rules.ts';
import { categoryName } from '../../../content/cards/template-terms.ts';
import { moneyText } from '../../../ui/money-text.ts';
import { numberText } from '../../../ui/time/times.ts';

/** `turns`: how often the rule would have answered. */
export function estimateText(estimate: EstimateResult, turns: number): string {
  const { messages, charged, isSampled, templates, currency } = estimate;
  const sent = templates.map(({ category, messages: count, amount }) => {
    const cost = amount !== null && currency !== null ? ` (${moneyText(amount, currency)})` : '';
    return `${numberText(count)} × ${categoryName(category.toUpperCase())}${cost}`;
  });
  return [
    words.estimated(turns),
    words.estimatedCost(numberText(messages), numberText(charged)),
    ...(sent.length > 0 ? [words.estimatedTemplates(sent.join(', '))] : []),
    ...(isSampled ? [words.sampled] : []),
  ].join(' ');
}

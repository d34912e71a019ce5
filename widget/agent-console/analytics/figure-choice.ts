/** What a figure leads to: the conversations that it counts. */
import type { Figure } from '../../../worker/api/analytics/analytics.ts';
import type { FigureFilter } from '../../../worker/api/analytics/counted.ts';
import type { ConversationFilter } from '../../../worker/api/conversations/conversations.ts';
import { numberText } from '../ui/time/times.ts';

/** How much a figure is. */
export const amountText = ({ count }: Pick<FigureChoice, 'count'>): string =>
  typeof count === 'number' ? numberText(count) : count;

/** What the page chooses itself: the period and its filters, and the page of the list. */
type OfPage = 'figure' | 'from' | 'to' | 'label' | 'team' | 'source' | 'before' | 'limit';

export interface FigureChoice extends Omit<FigureFilter, OfPage> {
  /** `waiting`: who waits at this moment; the list is the one of the inbox. */
  figure: Figure | 'waiting';
  /** With `waiting`: only who has waited so long. */
  age?: Pick<ConversationFilter, 'waiting-from' | 'waiting-below'>;
  /** The figure is of all agents, also while the page shows one. */
  isOfAll?: boolean;
  /** The figure in words. */
  title: string;
  /** How much it is; a text if it is something else than what the list counts, such as a rate. */
  count: number | string;
}

/** What a figure leads to: the conversations that it counts. */
import type { Figure } from '../../../worker/api/analytics/analytics.ts';

export interface FigureChoice {
  /** `waiting`: who waits at this moment; the list is the one of the inbox. */
  figure: Figure | 'waiting';
  /** The figure in words, and how much it is. */
  title: string;
  count: string;
  code?: string;
  /** `name/language` */
  template?: string;
  agent?: string;
  /** `1`: Monday. */
  weekday?: string;
  hour?: string;
}

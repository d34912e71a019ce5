/** The service messages of a month that WhatsApp does not charge. */
import type { Report } from '../../../api/analytics/analytics.ts';
import type { Analytics } from '../analytics.ts';
import { dateOf, monthStart } from '../figures/day-clock.ts';
import { partsOf } from '../figures/day-figures.ts';
import { periodOf } from './period.ts';

/** How many a number has free in a month, since 1 October 2026. */
const freeServiceMessages = 1_000;
/** From so many on, admins are warned. */
export const nearlyUsed = 800;

/** Those of the month of this day. */
export function allowanceOf(
  sql: SqlStorage,
  analytics: Analytics,
  day: number,
  now: number,
): Report['allowance'] {
  const from = monthStart(day);
  const month = { from, to: monthStart(from + 31) - 1 };
  const { figures } = periodOf(analytics, sql, month, {}, now).all;
  const delivered = Object.entries(figures.costs)
    .filter(([key]) => partsOf(key)[0] === 'service')
    .reduce((all, [, count]) => all + count, 0);
  return {
    month: dateOf(from).slice(0, 7),
    delivered,
    free: freeServiceMessages,
    isNearlyUsed: delivered >= nearlyUsed,
  };
}

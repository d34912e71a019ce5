/** What a week was like, in a few figures. */
import type { Summary } from '../../../api/analytics/analytics.ts';
import type { WeekFigures, WeeklyReport } from '../../../api/analytics/weekly.ts';
import type { Analytics } from '../analytics.ts';
import { dateOf } from '../figures/day-clock.ts';
import { reportOf } from '../reports/report.ts';

const maxFailures = 5;

/** The week that ends on this day; null if nothing was received or sent in it. */
export function weeklyReportOf(
  sql: SqlStorage,
  analytics: Analytics,
  sunday: number,
  now: number,
): WeeklyReport | null {
  const week = { from: dateOf(sunday - 6), to: dateOf(sunday) };
  const report = reportOf(sql, analytics, { ...week, compares: true, onlyAgent: null }, now);
  const { current, previous, failures, waiting, allowance, period } = report;
  if (!previous || (current.received === 0 && current.sent.total === 0)) return null;
  return {
    week: { ...week, timeZone: period.timeZone },
    isInOpenHours: current.waits.open !== null,
    current: figuresOf(current),
    previous: figuresOf(previous),
    failures: failures.slice(0, maxFailures),
    waiting: { count: waiting.count, oldestSince: waiting.oldestSince },
    allowance,
  };
}

function figuresOf({
  received,
  sent,
  delivery,
  active,
  newCustomers,
  waits,
  episodes,
  satisfaction,
}: Summary): WeekFigures {
  const { count, p50, p90, withinGoal } = waits.open ?? waits.wall;
  return {
    ...{ received: received ?? 0, sent: sent.total },
    ...{ delivered: delivery?.delivered ?? 0, failed: delivery?.failed ?? 0 },
    ...{ active: active ?? 0, newCustomers: newCustomers ?? 0 },
    ...{ answered: count, waitP50: p50, waitP90: p90, withinGoal, resolved: episodes.resolved },
    ...{ rated: satisfaction.answered, satisfaction: satisfaction.average },
  };
}

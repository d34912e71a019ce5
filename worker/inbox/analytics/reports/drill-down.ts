/** The conversations that a figure counts, from the messages: as long as these are stored. */
import type { CountedConversations, FigureQuery } from '../../../api/analytics/analytics.ts';
import { ApiError } from '../../../errors.ts';
import { conversationRow } from '../../records/rows.ts';
import { conversationOf } from '../../records/wire.ts';
import type { Analytics } from '../analytics.ts';
import type { Counted } from '../counting/count.ts';
import { range } from '../days/days.ts';
import { countNow, filterOf } from '../days/live-days.ts';
import { type DayClock, weekdayOf } from '../figures/day-clock.ts';
import { keyOf } from '../figures/day-figures.ts';
import { maxExactDays } from './period.ts';
import { periodIn } from './report.ts';

const dayMs = 24 * 60 * 60_000;

export function conversationsOf(
  sql: SqlStorage,
  analytics: Analytics,
  query: FigureQuery,
  agentId: string,
  now: number,
): CountedConversations {
  const { before = Number.MAX_SAFE_INTEGER, limit } = query;
  const filter = filterOf(query);
  const period = periodIn({ from: query.from, to: query.to, ...filter });
  if (period.to - period.from >= maxExactDays) {
    throw new ApiError(422, 'period_too_long', `Conversations are listed for at most ${maxExactDays} days.`);
  }
  const { settings, days } = analytics;
  const found = new Set<number>();
  const isMeant = matching(query, { clock: settings.clock, goalSeconds: settings.now.goalMinutes * 60, now });
  countNow(sql, analytics, period, filter, (counted) => {
    if (isMeant(counted)) found.add(counted.conversation);
  });
  const ids = [...found].filter((id) => id < before).sort((a, b) => b - a);
  const rows = ids.slice(0, limit).flatMap((id) => {
    const row = conversationRow(sql, id);
    return row ? [conversationOf(sql, row, agentId)] : [];
  });
  const isKept = range(period.from, period.to).every((day) => days.kept(day) === null);
  const { messageDays } = analytics.rollUp;
  return {
    rows,
    next: ids.length > limit ? String(ids[limit - 1]) : null,
    isComplete:
      isKept && (messageDays === null || settings.clock.startOf(period.from) >= now - messageDays * dayMs),
  };
}

function matching(
  { figure, code, template, weekday, hour }: FigureQuery,
  { clock, goalSeconds, now }: { clock: DayClock; goalSeconds: number; now: number },
): (counted: Counted) => boolean {
  const named = template === undefined ? undefined : templateKey(template);
  const youngFrom = { day: clock.dayOf(now - dayMs), hour: clock.hourOf(now - dayMs) };
  const isYoung = (one: Counted) =>
    one.day > youngFrom.day || (one.day === youngFrom.day && one.hour >= youngFrom.hour);
  const isFigure = (one: Counted): boolean => {
    switch (figure) {
      case 'beyond-goal':
        return one.figure === 'answered' && (one.seconds ?? 0) > goalSeconds;
      case 'pending':
        return one.figure === 'accepted' && isYoung(one);
      case 'undelivered':
        return one.figure === 'accepted' && !isYoung(one);
      default:
        return one.figure === figure;
    }
  };
  return (one) =>
    isFigure(one) &&
    (code === undefined || one.code === code) &&
    (named === undefined || one.template === named) &&
    (hour === undefined || one.hour === hour) &&
    (weekday === undefined || weekdayOf(one.day) === weekday);
}

/** `name/language` */
function templateKey(text: string): string {
  const slash = text.lastIndexOf('/');
  return slash < 0 ? keyOf(text, '') : keyOf(text.slice(0, slash), text.slice(slash + 1));
}

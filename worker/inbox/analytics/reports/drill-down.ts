/** The conversations that a figure counts, from the messages: as long as these are stored. */
import type { CountedConversations, FigureQuery } from '../../../api/analytics/counted.ts';
import { ApiError } from '../../../errors.ts';
import { conversationRow } from '../../records/rows.ts';
import { conversationOf } from '../../records/wire.ts';
import type { Analytics } from '../analytics.ts';
import type { Counted } from '../counting/count.ts';
import { range } from '../days/days.ts';
import { countNow, filterOf } from '../days/live-days.ts';
import { type DayClock, weekdayOf } from '../figures/day-clock.ts';
import { keyOf, partsOf } from '../figures/day-figures.ts';
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
  /** How often each conversation is counted. */
  const found = new Map<number, number>();
  const isMeant = matching(query, { clock: settings.clock, goalSeconds: settings.now.goalMinutes * 60, now });
  countNow(sql, analytics, period, filter, (counted) => {
    if (!isMeant(counted)) return;
    const { conversation } = counted;
    // It is told with every message.
    found.set(conversation, query.figure === 'active' ? 1 : (found.get(conversation) ?? 0) + 1);
  });
  const ids = [...found.keys()].filter((id) => id < before).sort((a, b) => b - a);
  const rows = ids.slice(0, limit).flatMap((id) => {
    const row = conversationRow(sql, id);
    return row ? [conversationOf(sql, row, agentId)] : [];
  });
  const isKept = range(period.from, period.to).every((day) => days.kept(day) === null);
  const { messageDays } = analytics.rollUp;
  return {
    rows,
    next: ids.length > limit ? String(ids[limit - 1]) : null,
    counts: Object.fromEntries(rows.map(({ id }) => [id, found.get(id) ?? 0])),
    total: { conversations: found.size, counted: [...found.values()].reduce((all, count) => all + count, 0) },
    isComplete:
      isKept && (messageDays === null || settings.clock.startOf(period.from) >= now - messageDays * dayMs),
  };
}

function matching(
  query: FigureQuery,
  { clock, goalSeconds, now }: { clock: DayClock; goalSeconds: number; now: number },
): (counted: Counted) => boolean {
  const { figure, code, template, weekday, hour, reason, button, sender, score, endLabel } = query;
  const named = template === undefined ? undefined : templateKey(template);
  const youngFrom = { day: clock.dayOf(now - dayMs), hour: clock.hourOf(now - dayMs) };
  const isYoung = (one: Counted) =>
    one.day > youngFrom.day || (one.day === youngFrom.day && one.hour >= youngFrom.hour);
  const isFigure = (one: Counted): boolean => {
    switch (figure) {
      case 'beyond-goal':
        return one.figure === 'answered' && (waitOf(one, query) ?? 0) > goalSeconds;
      case 'pending':
        return one.figure === 'awaited' && isYoung(one);
      case 'undelivered':
        return one.figure === 'awaited' && !isYoung(one);
      default:
        return one.figure === figure;
    }
  };
  return (one) =>
    isFigure(one) &&
    (code === undefined || one.code === code) &&
    (named === undefined || one.template === named) &&
    (reason === undefined || one.reason === reason) &&
    (button === undefined || one.button === button) &&
    (sender === undefined || one.sender === sender) &&
    (score === undefined || one.score === score) &&
    (endLabel === undefined || one.labels?.includes(endLabel) === true) &&
    isSoLong(one, query) &&
    isPriced(one, query) &&
    cameBy(one, query) &&
    (hour === undefined || one.hour === hour) &&
    (weekday === undefined || weekdayOf(one.day) === weekday);
}

/** Null: the number has no hours. */
function waitOf({ seconds, openSeconds }: Counted, { clock }: FigureQuery): number | null {
  return (clock === 'open' ? openSeconds : seconds) ?? null;
}

function isSoLong(one: Counted, query: FigureQuery): boolean {
  const { above, upTo } = query;
  if (above === undefined && upTo === undefined) return true;
  const wait = waitOf(one, query);
  return wait !== null && (above === undefined || wait > above) && (upTo === undefined || wait <= upTo);
}

function isPriced({ price }: Counted, { category, type, country }: FigureQuery): boolean {
  return (
    (category === undefined || price?.category === category) &&
    (type === undefined || price?.type === type) &&
    (country === undefined || price?.country === country)
  );
}

function cameBy({ source }: Counted, { page, campaign }: FigureQuery): boolean {
  if (page === undefined && campaign === undefined) return true;
  const [ownPage, ownCampaign] = source === undefined ? [] : partsOf(source);
  return (page === undefined || ownPage === page) && (campaign === undefined || ownCampaign === campaign);
}

/** `name/language` */
function templateKey(text: string): string {
  const slash = text.lastIndexOf('/');
  return slash < 0 ? keyOf(text, '') : keyOf(text.slice(0, slash), text.slice(slash + 1));
}

/** Everything that the analytics of a period show. One answer has it all, so that no two parts of a page disagree. */
import type { Report } from '../../../api/analytics/analytics.ts';
import { ApiError } from '../../../errors.ts';
import type { Analytics } from '../analytics.ts';
import { type LaterFigure, range } from '../days/days.ts';
import { type Filter, filterOf, isOfSome } from '../days/live-days.ts';
import { dateOf, dayOfDate, weekdayOf } from '../figures/day-clock.ts';
import { add, type CountedDay, emptyDay, partsOf } from '../figures/day-figures.ts';
import { countOf, type Histogram } from '../figures/histogram.ts';
import { allowanceOf } from './allowance.ts';
import { costsOf, ratesOf } from './money.ts';
import {
  answeringOf,
  type CountedPeriod,
  exactOf,
  lengthsByClock,
  maxExactDays,
  type Period,
  periodOf,
  satisfactionOf,
  summaryOf,
  type Terms,
  waitsIn,
  waitsOf,
} from './period.ts';
import { waitingNow } from './waiting-now.ts';

const maxDays = 400;

export interface Question extends Filter {
  /** Dates. */
  from: string;
  to: string;
  compares: boolean;
  /** The agent whose figures may be shown; null for all. */
  onlyAgent: string | null;
}

/** The days of a period. Throws if it is too long. */
export function periodIn({ from, to, ...filter }: Filter & { from: string; to: string }): Period {
  const period = { from: dayOfDate(from), to: dayOfDate(to) };
  const length = period.to - period.from + 1;
  if (length < 1 || length > maxDays) {
    throw new ApiError(
      422,
      'period_invalid',
      `Choose a first and a last day, at most ${maxDays} days apart.`,
    );
  }
  if (isOfSome(filter) && length > maxExactDays) {
    throw new ApiError(
      422,
      'period_too_long',
      `With a label, team or source, choose at most ${maxExactDays} days.`,
    );
  }
  return period;
}

export function reportOf(sql: SqlStorage, analytics: Analytics, question: Question, now: number): Report {
  const { settings, days, rollUp } = analytics;
  const { compares, onlyAgent, agent } = question;
  const filter = filterOf(question);
  const period = periodIn(question);
  const length = period.to - period.from + 1;
  const { goalMinutes, showsAgents } = settings.now;
  const terms: Terms = {
    goalSeconds: goalMinutes * 60,
    hasHours: settings.open !== null,
    clock: settings.clock,
    now,
    ...(agent !== undefined && { agent }),
  };
  const counted = periodOf(analytics, sql, period, filter, now);
  const before = { from: period.from - length, to: period.from - 1 };
  const first = days.first;
  // Days are stored without each agent's part of these, so there are none rather than those of all agents.
  const isOfAgent = agent !== undefined && !isOfSome(filter);
  const rest = isOfAgent ? { all: emptyDay(), days: new Map() } : counted;
  return {
    period: { from: question.from, to: question.to, timeZone: settings.clock.timeZone },
    since: first === null ? null : dateOf(first),
    isCounting: rollUp.isFirstRun,
    countedSince: {
      satisfaction: sinceIn(counted, 'ratings'),
      assistant: sinceIn(counted, 'assistant'),
      consent: sinceIn(counted, 'optedOut'),
      openHours: sinceIn(counted, 'openWaitsByHour'),
    },
    goalMinutes,
    current: summaryOf(counted, terms),
    previous: compares ? summaryOf(periodOf(analytics, sql, before, filter, now), terms) : null,
    waitLengths: {
      waits: lengthsByClock(counted, 'waits', terms),
      firstResponses: lengthsByClock(counted, 'first', terms),
    },
    days: range(period.from, period.to).map((day) => dayOf(analytics, counted, day, terms)),
    hours: hoursOf(counted, period, terms),
    failures: byCount(rest.all.figures.failures).map(([code, count]) => ({ code, count })),
    templates: templatesOf(rest.all),
    agents: showsAgents ? agentsOf(counted, terms, onlyAgent) : null,
    labels: byCount(rest.all.figures.labels).map(([id, resolved]) => ({ id, resolved })),
    sources: sourcesOf(rest.all),
    ...costsOf(rest.days, ratesOf(sql).table),
    allowance: allowanceOf(sql, analytics, period.to, now),
    waiting: waitingNow(sql, now),
  };
}

/** The day after the last one of the period on which an earlier version did not count it; null: there is none. */
function sinceIn({ days }: CountedPeriod, figure: LaterFigure): string | null {
  const without = [...days].filter(([, { lacks }]) => lacks?.includes(figure)).map(([day]) => day);
  return without.length === 0 ? null : dateOf(Math.max(...without) + 1);
}

function byCount(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

function dayOf(
  analytics: Analytics,
  { days }: CountedPeriod,
  day: number,
  terms: Terms,
): Report['days'][number] {
  const { figures, people, exact } = days.get(day) ?? { figures: null, people: null };
  const exactWaits = exact ? exactOf(exact, 'waits', terms.agent) : null;
  const status = (name: string) => countOf(figures?.status[name] ?? {});
  const own = figures && answeringOf(figures, terms.agent);
  const waits = waitsIn(own?.waits ?? {}, exactWaits, terms.goalSeconds);
  const exactOpen = exact ? exactOf(exact, 'openWaits', terms.agent) : null;
  const open = terms.hasHours ? waitsIn(own?.openWaits ?? {}, exactOpen, terms.goalSeconds) : null;
  return {
    date: dateOf(day),
    received: countOf(figures?.received ?? {}),
    sent: Object.values(figures?.sent ?? {}).reduce((all, hours) => all + countOf(hours), 0),
    delivered: status('delivered') + status('read'),
    read: status('read'),
    failed: status('failed') + status('rejected'),
    active: people?.active.length ?? 0,
    newCustomers: figures?.newCustomers ?? 0,
    answered: waits.count,
    waitP50: waits.p50,
    waitP90: waits.p90,
    openWaitP50: open?.p50 ?? null,
    openWaitP90: open?.p90 ?? null,
    resolved: figures?.episodes.resolved ?? 0,
    isProvisional: analytics.rollUp.isProvisional(day, terms.now),
  };
}

/** Every weekday and hour, Monday first. */
function hoursOf({ days }: CountedPeriod, { from, to }: Period, { clock, hasHours }: Terms): Report['hours'] {
  const cells = Array.from({ length: 7 * 24 }, (_, index) => ({
    weekday: Math.floor(index / 24) + 1,
    hour: index % 24,
    occurrences: 0,
    received: 0,
    waits: {} as Histogram,
    open: {} as Histogram,
  }));
  for (const day of range(from, to)) {
    const at = (hour: number) => cells[(weekdayOf(day) - 1) * 24 + hour];
    for (const [hour, share] of clock.hoursIn(day)) {
      const cell = at(hour);
      if (cell) cell.occurrences += share;
    }
    const figures = days.get(day)?.figures;
    for (const [hour, count] of Object.entries(figures?.received ?? {})) {
      const cell = at(Number(hour));
      if (cell) cell.received += count;
    }
    for (const [hour, waits] of Object.entries(figures?.waitsByHour ?? {})) {
      const cell = at(Number(hour));
      if (cell) add(cell.waits, waits);
    }
    for (const [hour, waits] of Object.entries(figures?.openWaitsByHour ?? {})) {
      const cell = at(Number(hour));
      if (cell) add(cell.open, waits);
    }
  }
  return cells.map(({ waits, open, ...cell }) => {
    const { count, p50 } = waitsIn(waits, null, 0);
    const openWaitP50 = hasHours ? waitsIn(open, null, 0).p50 : null;
    return { ...cell, answered: count, waitP50: p50, openWaitP50 };
  });
}

function templatesOf({ figures }: CountedDay): Report['templates'] {
  return Object.entries(figures.templates)
    .map(([key, counts]) => {
      const [name = '', language = ''] = partsOf(key);
      return { name, language, ...counts };
    })
    .sort((a, b) => b.sent - a.sent || (a.name < b.name ? -1 : 1));
}

function agentsOf(counted: CountedPeriod, terms: Terms, onlyAgent: string | null): Report['agents'] {
  const { agents } = counted.all.figures;
  const { names } = counted.all.people;
  return Object.entries(agents)
    .filter(
      ([id]) => (onlyAgent === null || id === onlyAgent) && (terms.agent === undefined || id === terms.agent),
    )
    .map(([id, { sent, notes, resolved }]) => ({
      ...{ id, name: names[id] ?? '', sent, notes, resolved },
      waits: waitsOf(counted, 'waits', terms, id),
      firstResponses: waitsOf(counted, 'first', terms, id),
      satisfaction: satisfactionOf(counted.all.figures, id),
    }))
    .sort((a, b) => b.sent - a.sent || (a.id < b.id ? -1 : 1));
}

function sourcesOf({ figures }: CountedDay): Report['sources'] {
  return Object.entries(figures.sources)
    .map(([key, counts]) => {
      const [page = '', campaign = ''] = partsOf(key);
      return { page, campaign: campaign || null, ...counts };
    })
    .sort((a, b) => b.clicks - a.clicks || (a.page < b.page ? -1 : 1));
}

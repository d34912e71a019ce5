/** What was counted in a period, from its days. */
import type {
  AssistantFigures,
  LengthsByClock,
  Satisfaction,
  Summary,
  Waits,
} from '../../../api/analytics/analytics.ts';
import type { Analytics } from '../analytics.ts';
import type { KnownDay } from '../days/days.ts';
import { countNow, type Filter, isOfSome } from '../days/live-days.ts';
import { kindOf } from '../episodes/sender.ts';
import { type DayClock, dateOf } from '../figures/day-clock.ts';
import {
  type Answering,
  add,
  addExact,
  type CountedDay,
  type Exact,
  emptyAnswering,
  emptyDay,
  emptyRated,
  type Figures,
  partsOf,
} from '../figures/day-figures.ts';
import {
  countOf,
  countWithin,
  exactQuantile,
  type Histogram,
  lengthsOf,
  quantileOf,
} from '../figures/histogram.ts';
import { assistantUsed } from './assistant-used.ts';

/** Exact percentiles, and filters that need the messages, up to so many days. */
export const maxExactDays = 31;
const dayMs = 24 * 60 * 60_000;

export interface Period {
  from: number;
  to: number;
}

/** The days of a period, and everything of it added up. A long period has no exact waits. */
export interface CountedPeriod {
  days: Map<number, KnownDay & { exact?: Exact }>;
  all: CountedDay;
  isExact: boolean;
  /** What the assistant has used; null with a filter. */
  used: AssistantFigures['used'];
}

export function periodOf(
  analytics: Analytics,
  sql: SqlStorage,
  period: Period,
  filter: Filter,
  now: number,
): CountedPeriod {
  const isExact = period.to - period.from < maxExactDays;
  const days = isOfSome(filter)
    ? countNow(sql, analytics, period, filter)
    : knownDays(analytics, period, isExact, now);
  const used = isOfSome(filter) ? null : assistantUsed(sql, isoDates(period));
  return { days, all: sumOf([...days.values()], isExact), isExact, used };
}

function knownDays(
  analytics: Analytics,
  { from, to }: Period,
  isExact: boolean,
  now: number,
): CountedPeriod['days'] {
  const exact = isExact ? analytics.days.exactBetween(from, to) : new Map<number, Exact>();
  const days: CountedPeriod['days'] = new Map();
  for (const [day, known] of analytics.days.between(from, to)) {
    const waits = exact.get(day);
    days.set(day, { ...known, ...(waits && { exact: waits }) });
  }
  for (const [day, counted] of liveDays(analytics, { from, to }, now)) days.set(day, counted);
  return days;
}

function sumOf(days: readonly (KnownDay & { exact?: Exact })[], isExact: boolean): CountedDay {
  const all = emptyDay();
  const active = new Set<number>();
  for (const { figures, people, exact } of days) {
    add(all.figures, figures);
    for (const id of people.active) active.add(id);
    for (const id of people.resolved) all.people.resolved.push(id);
    Object.assign(all.people.names, people.names);
    if (isExact && exact) addExact(all.exact, exact);
  }
  all.people.active = [...active];
  return all;
}

/** Those that are not rolled up yet. */
function liveDays(analytics: Analytics, { from, to }: Period, now: number): [number, CountedDay][] {
  const today = analytics.settings.clock.dayOf(now);
  // What was stored before is being read, newest first, and has not come as far as today.
  if (analytics.rollUp.isFirstRun && !analytics.days.isMarkedBefore(today)) return [];
  const first = Math.max((analytics.rollUp.countedUpTo ?? today - 1) + 1, today - 31);
  if (to < first) return [];
  const live = analytics.live(first, today, now);
  return [...live].filter(([day]) => day >= from && day <= to);
}

export function waitsIn(histogram: Histogram, exact: readonly number[] | null, goalSeconds: number): Waits {
  const count = countOf(histogram);
  const sorted = exact && Float64Array.from(exact).sort();
  const at = (share: number) => (sorted ? exactQuantile(sorted, share) : quantileOf(histogram, share));
  return {
    count,
    p50: at(0.5),
    p90: at(0.9),
    withinGoal: countWithin(histogram, goalSeconds),
    isExact: sorted !== null || count === 0,
  };
}

/** What all agents have done, or one of them. */
export function answeringOf({ agents }: Figures, agent?: string): Answering {
  if (agent !== undefined) return agents[agent] ?? emptyAnswering();
  const all = emptyAnswering();
  for (const own of Object.values(agents)) add(all, own);
  return all;
}

type WaitName = keyof Exact['agents'][string];

export function exactOf(exact: Exact, name: WaitName, agent?: string): number[] {
  const { agents } = exact;
  return agent === undefined
    ? Object.values(agents).flatMap((own) => own[name])
    : (agents[agent]?.[name] ?? []);
}

export interface Terms {
  goalSeconds: number;
  /** Whether the number has business hours. */
  hasHours: boolean;
  clock: DayClock;
  now: number;
  agent?: string;
}

export function waitsOf(period: CountedPeriod, which: 'waits' | 'first', terms: Terms, agent = terms.agent) {
  const own = answeringOf(period.all.figures, agent);
  const openName = which === 'waits' ? 'openWaits' : 'openFirst';
  const of = (name: WaitName) =>
    waitsIn(own[name], period.isExact ? exactOf(period.all.exact, name, agent) : null, terms.goalSeconds);
  return { wall: of(which), open: terms.hasHours ? of(openName) : null };
}

export function lengthsByClock(
  period: CountedPeriod,
  which: 'waits' | 'first',
  { agent, hasHours }: Terms,
): LengthsByClock {
  const own = answeringOf(period.all.figures, agent);
  const open = which === 'waits' ? own.openWaits : own.openFirst;
  return { wall: lengthsOf(own[which]), open: hasHours ? lengthsOf(open) : null };
}

export function satisfactionOf({ ratings }: Figures, agent?: string): Satisfaction {
  const all = emptyRated();
  for (const [id, own] of Object.entries(ratings)) if (agent === undefined || id === agent) add(all, own);
  const scores = [5, 4, 3, 2, 1].map((score) => ({ score, count: all.scores[score] ?? 0 }));
  const answered = scores.reduce((sum, { count }) => sum + count, 0);
  const points = scores.reduce((sum, { score, count }) => sum + score * count, 0);
  const { asked, comments } = all;
  return { asked, answered, average: rateOf(points, answered), scores, comments };
}

function assistantOf({ assistant }: Figures, used: AssistantFigures['used']): AssistantFigures {
  const { suggested, good, bad, entered, saved } = assistant;
  const turns = Object.entries(assistant.turns).map(([key, count]) => {
    const [outcome = '', reason = ''] = partsOf(key);
    return { outcome, reason, count };
  });
  const of = (outcome: string) =>
    turns.reduce((sum, one) => sum + (one.outcome === outcome ? one.count : 0), 0);
  return {
    ...{ answered: of('answered'), closed: of('closed'), handedOver: of('handed-over') },
    handOverReasons: turns
      .filter(({ outcome }) => outcome === 'handed-over')
      .map(({ reason, count }) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    ...{ withdrawn: of('withdrawn'), failed: of('failed') },
    ...{ suggested, good, bad, episodes: entered, saved, used },
  };
}

export function summaryOf(period: CountedPeriod, terms: Terms): Summary {
  const { figures, people, exact } = period.all;
  const { agent, goalSeconds } = terms;
  const { episodes } = figures;
  const isOfAgent = agent !== undefined;
  /** There is no such figure of an agent: nobody receives messages. */
  const ofAll = <Value>(value: Value) => (isOfAgent ? null : value);
  const own = answeringOf(figures, agent);
  const sent = (kind: string) => countOf(figures.sent[kind] ?? {});
  const kinds = {
    agents: sent('agents'),
    api: sent('api'),
    phoneApp: sent('phoneApp'),
    automatic: sent('automatic'),
  };
  return {
    received: ofAll(countOf(figures.received)),
    sent: isOfAgent
      ? { total: own.sent, agents: 0, api: 0, phoneApp: 0, automatic: 0, [kindOf(agent)]: own.sent }
      : { total: Object.values(kinds).reduce((all, count) => all + count, 0), ...kinds },
    delivery: ofAll(deliveryOf(period, terms)),
    active: ofAll(people.active.length),
    newCustomers: ofAll(figures.newCustomers),
    waits: waitsOf(period, 'waits', terms),
    firstResponses: waitsOf(period, 'first', terms),
    automaticResponses: ofAll(
      waitsIn(figures.automaticWaits, period.isExact ? exact.automatic : null, goalSeconds),
    ),
    episodes: {
      begun: ofAll(episodes.begun),
      begunByCustomer: ofAll(episodes.byCustomer),
      automationEntered: ofAll(episodes.automationEntered),
      automationOnly: ofAll(episodes.automationOnly),
      resolved: isOfAgent ? own.resolved : episodes.resolved,
      resolvedCustomers: ofAll(new Set(people.resolved).size),
      reopened: ofAll(episodes.reopened),
      duration: ofAll(waitsIn(figures.durations, period.isExact ? exact.durations : null, goalSeconds)),
    },
    modes: isOfAgent ? {} : figures.modes,
    satisfaction: satisfactionOf(figures, agent),
    assistant: ofAll(assistantOf(figures, period.used)),
    consent: ofAll({ optedOut: figures.optedOut, optedIn: figures.optedIn }),
  };
}

function deliveryOf({ days }: CountedPeriod, { clock, now }: Terms): Summary['delivery'] {
  const of = { underway: 0, accepted: 0, sent: 0, delivered: 0, read: 0, failed: 0, rejected: 0 };
  const young = { ...of };
  for (const [day, { figures }] of days) {
    // A message of the repeated hour counts as young with the later one.
    const youngFrom =
      clock.startOf(day + 1) <= now - dayMs
        ? 24
        : clock.dayOf(now - dayMs) < day
          ? 0
          : clock.hourOf(now - dayMs);
    for (const [status, hours] of Object.entries(figures.status)) {
      if (!isStatus(status)) continue;
      for (const [hour, count] of Object.entries(hours)) {
        of[status] += count;
        if (Number(hour) >= youngFrom) young[status] += count;
      }
    }
  }
  const delivered = of.delivered + of.read;
  const failed = of.failed + of.rejected;
  const pending = young.accepted + young.sent;
  const undelivered = of.accepted + of.sent - pending;
  const old = delivered - young.delivered - young.read;
  return {
    accepted: of.accepted + of.sent + delivered + of.failed,
    ...{ delivered, read: of.read, failed, pending, undelivered },
    deliveryRate: rateOf(delivered, delivered + failed + undelivered),
    readRate: rateOf(of.read - young.read, old),
  };
}

const statuses = ['underway', 'accepted', 'sent', 'delivered', 'read', 'failed', 'rejected'] as const;
function isStatus(word: string): word is (typeof statuses)[number] {
  return statuses.some((one) => one === word);
}

function rateOf(part: number, all: number): number | null {
  return all === 0 ? null : part / all;
}

function isoDates({ from, to }: Period): { from: string; to: string } {
  return { from: dateOf(from), to: dateOf(to) };
}

/** What a report says of days that were counted by hand. */
import { expect } from 'vitest';
import type { Report, Waits } from '../../../../worker/api/analytics/analytics.ts';
import type { ByHand, DayByHand } from './by-hand.ts';
import { dayMs } from './times.ts';

export const goalSeconds = 30 * 60;

export function satisfactionByHand(asked: readonly string[], ratings: DayByHand['ratings']) {
  const of = (wanted: number) => ratings.filter(({ score }) => score === wanted).length;
  return {
    ...{ asked: asked.length, answered: ratings.length },
    average: ratings.length === 0 ? null : sum(ratings, ({ score }) => score) / ratings.length,
    scores: [5, 4, 3, 2, 1].map((score) => ({ score, count: of(score) })),
    comments: ratings.filter(({ hasComment }) => hasComment).length,
  };
}

const ends = ['1m', '5m', '15m', '30m', '1h', '2h', '4h', '8h', '24h', '72h', '168h'];

export function lengthsByHand(waits: readonly number[]): { upTo: number | null; count: number }[] {
  let before = -1;
  const rows = ends.map((end) => {
    const upTo = Number.parseInt(end, 10) * (end.endsWith('m') ? 60 : 3_600);
    const count = waits.filter((seconds) => seconds > before && seconds <= upTo).length;
    before = upTo;
    return { upTo, count };
  });
  return [...rows, { upTo: null, count: waits.filter((seconds) => seconds > before).length }];
}

export function sum<Value>(values: readonly Value[], of: (value: Value) => number): number {
  return values.reduce((all, value) => all + of(value), 0);
}

export function counts(names: readonly string[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const name of names) all[name] = (all[name] ?? 0) + 1;
  return all;
}

export function asCounts(rows: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(rows);
}

export function deliveryOf(days: DayByHand[], hand: ByHand, now: number) {
  const all = days.flatMap((day) => day.statuses);
  const young = { date: hand.dateOf(now - dayMs), hour: hand.hourOf(now - dayMs) };
  const isYoung = ({ date, hour }: { date: string; hour: number }) =>
    date > young.date || (date === young.date && hour >= young.hour);
  const of = (...names: string[]) => all.filter(({ status }) => names.includes(status));
  const waiting = of('accepted', 'sent');
  const undelivered = waiting.filter((one) => !isYoung(one)).length;
  const delivered = of('delivered', 'read').length;
  const failed = of('failed', 'rejected').length;
  const old = of('delivered', 'read').filter((one) => !isYoung(one));
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    accepted: of('accepted', 'sent', 'delivered', 'read', 'failed').length,
    ...{ delivered, read: of('read').length, failed, pending: waiting.length - undelivered, undelivered },
    deliveryRate: rate(delivered, delivered + failed + undelivered),
    readRate: rate(old.filter(({ status }) => status === 'read').length, old.length),
  };
}

export function rank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

export function expectWaits(shown: Waits | null, seconds: number[], { report }: { report: Report }): void {
  const sorted = seconds.toSorted((a, b) => a - b);
  expect(shown?.count).toBe(sorted.length);
  expect(shown?.withinGoal).toBe(sorted.filter((one) => one <= goalSeconds).length);
  const [p50, p90] = [rank(sorted, 0.5), rank(sorted, 0.9)];
  if (report.days.length <= 31) expect([shown?.p50, shown?.p90]).toEqual([p50, p90]);
  else {
    expectInBucket(shown?.p50, p50);
    expectInBucket(shown?.p90, p90);
  }
}

/** A bucket is at most a quarter wider than it begins, or some seconds. */
export function expectInBucket(shown: number | null | undefined, seconds: number | null): void {
  if (seconds === null) expect(shown).toBeNull();
  else {
    expect(shown).toBeGreaterThanOrEqual(seconds);
    expect(shown).toBeLessThanOrEqual(Math.max(seconds * 1.25, seconds + 8));
  }
}

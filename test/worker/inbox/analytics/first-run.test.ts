/** A deployment that has a year of conversations when it gets analytics. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import type { Report } from '../../../../worker/api/analytics/analytics.ts';
import { reportOf } from '../../../../worker/inbox/analytics/reports/report.ts';
import { ByHand, type DayByHand } from './by-hand.ts';
import { begins } from './times.ts';
import type { Happening } from './truth.ts';
import { Year } from './year.ts';

const timeZone = 'Europe/Berlin';

afterEach(() => {
  vi.useRealTimers();
});

async function lateStart(): Promise<{ asked: number; truth: Happening[]; first: Report; later: Report }> {
  return runInDurableObject(env.INBOX.getByName('late-start'), async (_, state) => {
    const world = new Year(state, env, { seed: 5, timeZone });
    await world.run(100, 150);
    const { sql } = world;
    // As the migration leaves it.
    sql.exec('DELETE FROM day; DELETE FROM episode; DELETE FROM roll_up; DELETE FROM job');
    sql.exec('INSERT INTO roll_up (id, state) VALUES (1, ?)', '{"phase":"episodes","after":0}');
    const { analytics } = world.parts;
    analytics.days.forget();
    const now = Date.now();
    analytics.rollUp.begin(now);
    await world.pass(60 * 60_000);
    const hand = new ByHand([], timeZone, now);
    const ask = () => {
      const period = { from: hand.dateOf(begins), to: hand.dateOf(now) };
      return reportOf(sql, analytics, { ...period, compares: false, onlyAgent: null }, Date.now());
    };
    const asked = Date.now();
    const first = ask();
    await world.pass(3 * 24 * 60 * 60_000);
    return { asked, truth: [...world.truth], first, later: ask() };
  });
}

it('what was stored before is counted once, and the next nights go on from it', async () => {
  const { asked, truth, first, later } = await lateStart();
  vi.useRealTimers();
  const hand = new ByHand(truth, timeZone, asked);
  const erased = new Set(truth.filter(({ type }) => type === 'erase').map((one) => one.conversation));
  const days: DayByHand[] = first.days.map(({ date }) => hand.count(date, asked, (id) => !erased.has(id)));
  const sum = (of: (day: DayByHand) => number) => days.reduce((all, day) => all + of(day), 0);
  expect(first.isCounting).toBe(false);
  expect(first.current.received).toBe(sum((day) => day.received.length));
  expect(first.current.sent.total).toBe(sum((day) => day.sent.length));
  expect(first.current.active).toBe(new Set(days.flatMap(({ active }) => active)).size);
  expect(first.current.newCustomers).toBe(sum((day) => day.newCustomers));
  expect(first.days.map(({ received }) => received)).toEqual(days.map((day) => day.received.length));
  // What has happened since is on the last days.
  const before = ({ days: all }: Report) => all.slice(0, -3).map(({ received, sent }) => [received, sent]);
  expect(before(later)).toEqual(before(first));
  expect(later.since).toBe(first.since);
}, 120_000);

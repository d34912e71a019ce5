/** The report of a week that is over. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type WeeklyReport, weeklyReport } from '../../../../worker/api/analytics/weekly.ts';
import { ByHand } from './by-hand.ts';
import { begins, dateAfter, dayMs } from './times.ts';
import type { Happening } from './truth.ts';
import { Year } from './year.ts';

const timeZone = 'America/St_Johns';
const isPolled = {
  ...{ version: 1, origin: null, isPolled: true, endpoints: [], bot: null, isAutomationPaused: false },
  number: {
    phoneNumberId: '1',
    wabaId: '2',
    displayPhoneNumber: '+1 555 053 0001',
    name: '',
    language: null,
  },
};

let told: { at: number; report: WeeklyReport }[];
let again: number;
let truth: readonly Happening[];

afterEach(() => {
  vi.useRealTimers();
});

beforeAll(async () => {
  ({ told, again, truth } = await runInDurableObject(env.INBOX.getByName('weekly'), async (_, state) => {
    const { sql } = state.storage;
    sql.exec("INSERT OR REPLACE INTO setting VALUES ('subscriptions', ?)", JSON.stringify(isPolled));
    const world = new Year(state, env, { seed: 4, timeZone });
    const reports = () =>
      sql
        .exec<{ at: number; extra: string }>(
          "SELECT at, extra FROM event WHERE type = 'report.weekly' ORDER BY seq",
        )
        .toArray()
        .map(({ at, extra }) => ({ at, report: v.parse(weeklyReport, JSON.parse(extra)) }));
    await world.run(21, 60);
    await world.pass(14 * dayMs);
    // Nobody writes for weeks.
    await world.pass(28 * dayMs);
    const all = reports();
    world.parts.analytics.rollUp.startOver();
    sql.exec("UPDATE job SET run_at = 0 WHERE kind = 'roll-up'");
    await world.pass(1_000);
    return { told: all, again: reports().length, truth: world.truth };
  }));
}, 120_000);

describe('the report of a week', () => {
  it('comes in the night to Monday of the number, from Monday to Sunday', () => {
    const hand = new ByHand([], timeZone, begins + 70 * dayMs);
    expect(told.length).toBeGreaterThan(2);
    for (const { at, report } of told) {
      expect(new Date(`${report.week.from}T12:00:00Z`).getUTCDay()).toBe(1);
      expect(dateAfter(report.week.from, 6)).toBe(report.week.to);
      expect(hand.dateOf(at)).toBe(dateAfter(report.week.to, 1));
      expect(report.week.timeZone).toBe(timeZone);
    }
  });

  it('has the figures of the week by hand, and those of the week before', () => {
    for (const { at, report } of told) {
      const hand = new ByHand(truth, timeZone, at);
      const received = (from: string) =>
        Array.from({ length: 7 }, (_, index) => hand.day(dateAfter(from, index)).received.length).reduce(
          (all, count) => all + count,
          0,
        );
      expect([report.current.received, report.previous.received]).toEqual([
        received(report.week.from),
        received(dateAfter(report.week.from, -7)),
      ]);
    }
  });

  it('comes once for each week, and not for a week in which nothing happened', () => {
    const weeks = told.map(({ report }) => report.week.from);
    expect(new Set(weeks).size).toBe(weeks.length);
    expect(again).toBe(told.length);
    for (const { report } of told) expect(report.current.received + report.current.sent).toBeGreaterThan(0);
    const last = weeks.at(-1) ?? '';
    expect(last < '2030-02-18').toBe(true);
  });
});

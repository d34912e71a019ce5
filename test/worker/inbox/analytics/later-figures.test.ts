/** Days that were counted by a version that did not have some figures yet. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import { dayOfDate } from '../../../../worker/inbox/analytics/figures/day-clock.ts';
import { emptyDay } from '../../../../worker/inbox/analytics/figures/day-figures.ts';
import { reportOf } from '../../../../worker/inbox/analytics/reports/report.ts';
import { dayMs } from './times.ts';
import { World } from './world.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('a report says from which day on a figure is counted that was added later', async () => {
  const since = await runInDurableObject(env.INBOX.getByName('later-figures'), async (_, state) => {
    const world = new World(state, env, { seed: 1, timeZone: 'UTC' });
    await world.pass(20 * dayMs);
    const { days } = world.parts.analytics;
    for (const date of ['2030-01-03', '2030-01-05', '2030-01-09']) {
      const day = emptyDay();
      day.figures.received = { 9: 4 };
      days.store(dayOfDate(date), day);
    }
    world.sql.exec(
      "UPDATE day SET figures = json_remove(figures, '$.ratings', '$.openWaitsByHour') WHERE day <= ?",
      dayOfDate('2030-01-05'),
    );
    days.forget();
    const ask = (from: string) => {
      const question = { from, to: '2030-01-10', compares: false, onlyAgent: null };
      return reportOf(world.sql, world.parts.analytics, question, Date.now()).countedSince;
    };
    return [ask('2030-01-01'), ask('2030-01-06')];
  });
  const none = { satisfaction: null, assistant: null, consent: null, openHours: null };
  expect(since).toEqual([{ ...none, satisfaction: '2030-01-06', openHours: '2030-01-06' }, none]);
});

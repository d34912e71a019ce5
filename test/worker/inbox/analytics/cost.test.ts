/** What counting costs, in rows. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import { reportOf } from '../../../../worker/inbox/analytics/reports/report.ts';
import { StatementCosts } from '../../support/statement-costs.ts';
import { ByHand } from './by-hand.ts';
import { dateAfter, dayMs } from './times.ts';
import { Year } from './year.ts';

const ours = /\b(day|roll_up)\b/;

afterEach(() => {
  vi.useRealTimers();
});

it('a day writes at most 15 rows besides messages, and a view of 90 days reads at most 1,000', async () => {
  const found = await runInDurableObject(env.INBOX.getByName('analytics-cost'), async (_, state) => {
    const costs = new StatementCosts();
    const world = new Year(state, env, { seed: 9, timeZone: 'Europe/Berlin' });
    await world.run(95, 200);
    costs.watch(state.storage);
    const nights = 10;
    await world.pass(nights * dayMs);
    const written = costs.statements
      .filter(({ statement }) => ours.test(statement) || /UPDATE job SET run_at = CASE/.test(statement))
      .reduce((all, { rowsWritten }) => all + rowsWritten, 0);
    const night = written / nights;
    costs.clear();
    const { today } = new ByHand([], 'Europe/Berlin', Date.now());
    const period = { from: dateAfter(today, -89), to: today };
    reportOf(world.sql, world.parts.analytics, { ...period, compares: true, onlyAgent: null }, Date.now());
    return { night, read: costs.rowsRead };
  });
  expect(found.night).toBeGreaterThan(1);
  expect(found.night).toBeLessThanOrEqual(15);
  expect(found.read).toBeGreaterThan(90);
  expect(found.read).toBeLessThanOrEqual(1_000);
}, 120_000);

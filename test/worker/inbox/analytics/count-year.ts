/** The generated year, with the reports and lists that the product makes of it. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { Report } from '../../../../worker/api/analytics/analytics.ts';
import type { RateTable } from '../../../../worker/api/analytics/rates.ts';
import { conversationsOf } from '../../../../worker/inbox/analytics/reports/drill-down.ts';
import { changeRates } from '../../../../worker/inbox/analytics/reports/money.ts';
import { reportOf } from '../../../../worker/inbox/analytics/reports/report.ts';
import { ByHand } from './by-hand.ts';
import { begins, dateAfter } from './times.ts';
import type { Happening } from './truth.ts';
import { Year } from './year.ts';

export interface Counted {
  timeZone: string;
  now: number;
  truth: readonly Happening[];
  periods: { name: string; report: Report; afterwards: Report }[];
  labelled: { ids: number[]; report: Report };
  listed: { figure: string; ids: number[] }[];
}

const year = 365;

export async function countYear({
  seed,
  timeZone,
  visits,
}: {
  seed: number;
  timeZone: string;
  visits: number;
}): Promise<Counted> {
  return runInDurableObject(env.INBOX.getByName(`recount-${seed}`), async (_, state) => {
    const world = new Year(state, env, { seed, timeZone });
    await world.run(year, visits);
    changeRates(world.sql, { table });
    const now = Date.now();
    const { analytics } = world.parts;
    const today = new ByHand([], timeZone, now).today;
    const ask = (from: string, to: string, more: object = {}) =>
      reportOf(world.sql, analytics, { from, to, compares: true, onlyAgent: null, ...more }, Date.now());
    const first = new ByHand([], timeZone, now).dateOf(begins);
    const periods = [
      { name: 'year', from: first, to: today },
      { name: 'spring', from: '2030-03-20', to: '2030-04-19' },
      { name: 'autumn', from: '2030-10-27', to: '2030-10-27' },
      { name: 'quarter', from: '2030-07-01', to: '2030-09-30' },
      { name: 'week before', from: dateAfter(today, -13), to: dateAfter(today, -7) },
      { name: 'last week', from: dateAfter(today, -6), to: today },
      { name: 'month', from: dateAfter(today, -30), to: today },
    ].map(({ name, from, to }) => ({ name, from, to, report: ask(from, to) }));
    const label = 'delivery';
    const ids = world.sql
      .exec<{ id: number }>('SELECT conversation_id AS id FROM conversation_label WHERE label_id = ?', label)
      .toArray()
      .map(({ id }) => id);
    const labelled = { ids, report: ask(dateAfter(today, -30), today, { label }) };
    const figures = ['active', 'answered', 'beyond-goal', 'resolved', 'reopened', 'rated'] as const;
    const episodes = ['assistant-saved', 'begun', 'begun-by-customer', 'begun-by-team'] as const;
    const wanted = [
      ...[...figures, ...episodes].map((figure) => ({ figure })),
      { figure: 'assistant-handed-over' as const, reason: 'unreadable_media' },
      { figure: 'first-responses' as const, clock: 'open' as const, above: 900, upTo: 14_400 },
    ];
    const listed = wanted.map(({ figure, ...row }) => {
      const query = { from: dateAfter(today, -30), to: today, figure, ...row, limit: 10_000 };
      return {
        figure,
        ids: conversationsOf(world.sql, analytics, query, 'ana', now).rows.map(({ id }) => id),
      };
    });
    await world.forget(60);
    analytics.days.forget();
    vi.setSystemTime(now);
    const outcome: Counted = {
      ...{ timeZone, now, truth: world.truth, labelled, listed },
      periods: periods.map(({ name, from, to, report }) => ({ name, report, afterwards: ask(from, to) })),
    };
    return outcome;
  });
}

const table: RateTable = {
  currency: 'EUR',
  rates: [
    { category: 'marketing', country: 'DE', price: 0.12, since: '2030-07-01' },
    { category: 'marketing', country: 'DE', price: 0.11, since: null },
    { category: 'marketing', country: '*', price: 9, since: null },
    { category: 'service', country: '*', price: 0.04, since: '2030-04-01' },
    { category: 'service', country: 'FR', price: 5, since: null },
  ],
};

/** In cents; nothing before the first price. */
export function centsByHand(category: string, date: string): number[] {
  if (category === 'marketing') return [date >= '2030-07-01' ? 12 : 11];
  return date >= '2030-04-01' ? [4] : [];
}

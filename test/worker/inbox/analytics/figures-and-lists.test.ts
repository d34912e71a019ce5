/** A list of conversations is as long as the figure that opens it says, for every figure, after many nights of a year. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Report } from '../../../../worker/api/analytics/analytics.ts';
import { figureQuery } from '../../../../worker/api/analytics/counted.ts';
import { conversationsOf } from '../../../../worker/inbox/analytics/reports/drill-down.ts';
import { reportOf } from '../../../../worker/inbox/analytics/reports/report.ts';
import { eraseContact } from '../../../../worker/inbox/contacts/erase-contact.ts';
import { conversationRow } from '../../../../worker/inbox/records/rows.ts';
import { listConversations } from '../../../../worker/inbox/teamwork/conversation-list.ts';
import { type ListedFigure, listedFigures, listedHours } from '../../../fixtures/listed-figures.ts';
import { ByHand } from './by-hand.ts';
import { dateAfter, hour, minute } from './times.ts';
import { Year } from './year.ts';

interface Compared {
  /** The figure, and who it is of. */
  what: string;
  figure: number;
  listed: number;
  isComplete: boolean;
}

interface Found {
  compared: Compared[];
  figures: Set<string>;
  /** What was received in a week, after somebody of it was erased. */
  erased: Compared[];
  waiting: { counted: number[]; listed: number[] }[];
}

const isLong = inject('isLong');
const [everyNights, visits] = isLong ? [3, 1_500] : [14, 250];
/** Who is chosen on the page, one after another; empty for all. */
const chosen = ['', 'ana', '', 'token/shop', '', 'phone-app'];

afterEach(() => {
  vi.useRealTimers();
});

describe('every figure and its list', () => {
  let found: Found;
  beforeAll(
    async () => {
      found = await compareYear();
    },
    isLong ? 900_000 : 120_000,
  );

  it('counts in the list what the figure says, where nobody was erased', () => {
    const complete = found.compared.filter(({ isComplete }) => isComplete);
    expect(complete.filter(({ figure, listed }) => figure !== listed)).toEqual([]);
    expect(complete.length).toBeGreaterThan(1_000);
    // What is never more than 0 proves nothing.
    expect(found.figures.size).toBeGreaterThanOrEqual(38);
  });

  it('says that conversations are missing where somebody was erased, also on days that are closed', () => {
    expect(found.erased).toHaveLength(2);
    for (const { figure, listed, isComplete } of found.erased) {
      expect(listed).toBeLessThan(figure);
      expect(isComplete).toBe(false);
    }
  });

  it('lists who waits now, in all and by age', () => {
    for (const at of [0, 1, 2, 3, 4])
      expect(found.waiting.some(({ counted }) => (counted[at] ?? 0) > 0)).toBe(true);
    for (const { counted, listed } of found.waiting) expect(listed).toEqual(counted);
  });
});

async function compareYear(): Promise<Found> {
  return runInDurableObject(env.INBOX.getByName('figures-and-lists'), async (_, state) => {
    const timeZone = 'Europe/Berlin';
    const world = new Year(state, env, { seed: 5, timeZone });
    const found: Found = { compared: [], figures: new Set(), erased: [], waiting: [] };
    let nights = 0;
    world.onCounted = () => {
      nights += 1;
      // In the middle of a day somebody has just written.
      if (nights % 10 === 0)
        world.later(Date.now() + (9 * hour + 37 * minute), () => found.waiting.push(waitingIn(world)));
      if (nights < 10 || nights % everyNights !== 0) return;
      const { today } = new ByHand([], timeZone, Date.now());
      const at = Math.floor(nights / everyNights);
      // Those days are counted again each night, so their figures are as new as the lists.
      const period = { from: dateAfter(today, -7), to: dateAfter(today, -1) };
      compare(world, period, chosen[at % chosen.length] ?? '', found);
      found.waiting.push(waitingIn(world));
    };
    await world.run(365, visits);
    const { today } = new ByHand([], timeZone, Date.now());
    for (const daysAgo of [1, 21]) {
      const week = { from: dateAfter(today, -6 - daysAgo), to: dateAfter(today, -daysAgo) };
      const [gone] = received(world, week).rows;
      const row = gone && conversationRow(world.sql, gone.id);
      if (row) await eraseContact(state.storage, world.parts.changes, undefined, row, Date.now());
      const { total, isComplete } = received(world, week);
      const figure = reportOf(world.sql, world.parts.analytics, ask(week), Date.now()).current.received ?? 0;
      found.erased.push({ what: `until ${week.to}`, figure, listed: total.counted, isComplete });
    }
    vi.useRealTimers();
    return found;
  });
}

function compare(world: Year, period: { from: string; to: string }, agent: string, found: Found): void {
  const { analytics } = world.parts;
  const filter = agent === '' ? {} : { agent };
  const report = reportOf(world.sql, analytics, { ...ask(period), ...filter }, Date.now());
  const check = ({ count, query }: ListedFigure, more: object) => {
    const read = v.parse(figureQuery, { ...period, ...more, ...query });
    const { rows, counts, total, isComplete } = conversationsOf(
      ...[world.sql, analytics, { ...read, limit: 100_000 }, 'ana', Date.now()],
    );
    const listed = rows.reduce((all, { id }) => all + (counts[id] ?? 0), 0);
    expect(total).toEqual({ conversations: rows.length, counted: listed });
    const what = `${JSON.stringify(query)} of ${agent || 'all'} until ${period.to}`;
    found.compared.push({ what, figure: count, listed, isComplete });
    found.figures.add(read.figure);
  };
  for (const clock of ['wall', 'open'] as const)
    for (const figure of shownOf(report, clock)) check(figure, filter);
  for (const figure of listedHours(report)) check(figure, {});
}

const ask = (period: { from: string; to: string }) => ({ ...period, compares: false, onlyAgent: null });

function received({ sql, parts }: Year, period: { from: string; to: string }) {
  const query = { ...period, figure: 'received' as const, limit: 1_000 };
  return conversationsOf(sql, parts.analytics, query, 'ana', Date.now());
}

/** The second time only what differs in open hours. */
function shownOf(report: Report, clock: 'wall' | 'open'): ListedFigure[] {
  const all = listedFigures(report, clock);
  return clock === 'wall' ? all : all.filter(({ query }) => query.clock === 'open');
}

function waitingIn({ sql, parts }: Year): Found['waiting'][number] {
  const now = Date.now();
  const day = parts.analytics.settings.clock.dayOf(now);
  const date = new Date(day * 24 * 60 * 60_000).toISOString().slice(0, 10);
  const { count, ages } = reportOf(sql, parts.analytics, ask({ from: date, to: date }), now).waiting;
  const listed = (bounds: { waitingFrom?: number; waitingBelow?: number }) =>
    listConversations(
      sql,
      { agentId: 'ana', needsReply: true, sort: 'waiting', limit: 10_000, ...bounds },
      now,
    ).rows.length;
  return {
    counted: [count, ages.underHour, ages.underFourHours, ages.underDay, ages.older],
    listed: [
      listed({}),
      listed({ waitingBelow: 3_600 }),
      listed({ waitingFrom: 3_600, waitingBelow: 14_400 }),
      listed({ waitingFrom: 14_400, waitingBelow: 86_400 }),
      listed({ waitingFrom: 86_400 }),
    ],
  };
}

/** A year of conversations, and every figure of it counted a second time by hand. */
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Report } from '../../../../worker/api/analytics/analytics.ts';
import { ByHand, type DayByHand } from './by-hand.ts';
import { type Counted, centsByHand, countYear } from './count-year.ts';
import {
  asCounts,
  counts,
  deliveryOf,
  expectInBucket,
  expectWaits,
  goalSeconds,
  lengthsByHand,
  rank,
  satisfactionByHand,
  sum,
} from './figures-by-hand.ts';
import { dateAfter, dayMs } from './times.ts';
import { ana } from './truth.ts';

afterEach(() => {
  vi.useRealTimers();
});

const isLong = inject('isLong');
const runs = isLong
  ? Array.from({ length: 12 }, (_, index) => ({
      seed: index + 1,
      timeZone: ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'][index % 4] ?? 'UTC',
      visits: 2_500,
    }))
  : [
      { seed: 1, timeZone: 'Europe/Berlin', visits: 350 },
      { seed: 2, timeZone: 'America/St_Johns', visits: 180 },
    ];

describe.each(runs)('a year in $timeZone with the chances of seed $seed', (run) => {
  let counted: Counted;
  let hand: ByHand;

  beforeAll(
    async () => {
      counted = await countYear(run);
      hand = new ByHand(counted.truth, counted.timeZone, counted.now);
      // Each day goes through the whole year, once.
      for (const { date } of whole(counted).report.days) hand.day(date);
      vi.useRealTimers();
    },
    isLong ? 900_000 : 120_000,
  );

  const daysOf = ({ report }: { report: Report }) => report.days.map(({ date }) => hand.day(date));

  it('everything happens that makes figures wrong', () => {
    const { truth } = counted;
    const kinds = new Set(truth.map(({ type }) => type));
    expect(kinds.size).toBe(14);
    const all = daysOf(whole(counted));
    expect(all.flatMap((day) => day.waits).length).toBeGreaterThan(100);
    expect(all.some((day) => day.replied.some(({ presses }) => presses.length > 0))).toBe(true);
    expect(all.some((day) => day.resolved.some(({ isReopened }) => isReopened))).toBe(true);
    const late = truth.filter(({ type, stored, at }) => type === 'in' && stored > at + dayMs);
    expect(late.length).toBeGreaterThan(2);
    expect(all.some((day) => day.automationOnly > 0)).toBe(true);
    expect(all.some((day) => day.assistantSaved.length > 0)).toBe(true);
    expect(all.some((day) => day.assistantAlone > day.assistantSaved.length)).toBe(true);
    expect(all.some((day) => day.ratings.some(({ hasComment }) => hasComment))).toBe(true);
    const answers = truth.filter(({ type }) => type === 'rated').length;
    expect(all.flatMap((day) => day.ratings).length).toBeLessThan(answers);
    const wishes = truth.filter(({ type }) => type === 'wish').length;
    expect(sum(all, ({ optedIn, optedOut }) => optedIn + optedOut)).toBeLessThan(wishes);
  });

  it('messages, deliveries and customers are as many as they are by hand', () => {
    for (const period of counted.periods) {
      const days = daysOf(period);
      const sent = days.flatMap((day) => day.sent);
      const of = (kind: string) => sent.filter(({ sender }) => sender.kind === kind).length;
      const { current } = period.report;
      expect({ period: period.name, received: current.received, sent: current.sent }).toEqual({
        period: period.name,
        received: sum(days, (day) => day.received.length),
        sent: {
          ...{ total: sent.length, agents: of('agents'), api: of('api') },
          ...{ phoneApp: of('phoneApp'), automatic: of('automatic') },
        },
      });
      expect(current.delivery, period.name).toEqual(deliveryOf(days, hand, counted.now));
      expect(current.active, period.name).toBe(new Set(days.flatMap(({ active }) => active)).size);
      expect(current.newCustomers, period.name).toBe(sum(days, (day) => day.newCustomers));
    }
  });

  it('waits have the percentiles that they have by hand, up to 31 days exactly', () => {
    for (const period of counted.periods) {
      const waits = daysOf(period).flatMap((day) => day.waits);
      const first = waits.filter(({ isFirst }) => isFirst);
      const { current } = period.report;
      expectWaits(
        current.waits.wall,
        waits.map(({ seconds }) => seconds),
        period,
      );
      expectWaits(
        current.waits.open,
        waits.map(({ open }) => open),
        period,
      );
      expectWaits(
        current.firstResponses.wall,
        first.map(({ seconds }) => seconds),
        period,
      );
      expectWaits(
        current.firstResponses.open,
        first.map(({ open }) => open),
        period,
      );
      const automatic = daysOf(period).flatMap((day) => day.automatic);
      expectWaits(
        current.automaticResponses,
        automatic.map(({ seconds }) => seconds),
        period,
      );
    }
  });

  it('episodes begin, end and begin again as they do by hand', () => {
    for (const period of counted.periods) {
      const days = daysOf(period);
      const resolved = days.flatMap((day) => day.resolved);
      const begun = days.flatMap((day) => day.begun);
      const { duration, ...episodes } = period.report.current.episodes;
      expect({ period: period.name, ...episodes }).toEqual({
        period: period.name,
        begun: begun.length,
        begunByCustomer: begun.filter(({ by }) => by === 'customer').length,
        automationEntered: sum(days, (day) => day.automationEntered),
        automationOnly: sum(days, (day) => day.automationOnly),
        resolved: resolved.length,
        resolvedCustomers: new Set(resolved.map(({ conversation }) => conversation)).size,
        reopened: resolved.filter(({ isReopened }) => isReopened).length,
      });
      expectWaits(
        duration,
        resolved.map(({ seconds }) => seconds),
        period,
      );
      expect(period.report.current.modes).toEqual(counts(days.flatMap((day) => day.modes)));
      expect(asCounts(period.report.labels.map(({ id, resolved: count }) => [id, count]))).toEqual(
        counts(resolved.flatMap(({ labels }) => labels)),
      );
    }
  });

  it('what customers, the assistant and the team said of each other is as by hand', () => {
    for (const period of counted.periods) {
      const days = daysOf(period);
      const { current, agents } = period.report;
      const ratings = days.flatMap((day) => day.ratings);
      const asked = days.flatMap((day) => day.asked);
      expect(current.satisfaction).toEqual(satisfactionByHand(asked, ratings));
      for (const { id, satisfaction } of agents ?? []) {
        expect(satisfaction).toEqual(
          satisfactionByHand(
            asked.filter((agent) => agent === id),
            ratings.filter(({ agent }) => agent === id),
          ),
        );
      }
      expect({ name: period.name, ...current.consent }).toEqual({
        ...{ name: period.name, optedOut: sum(days, ({ optedOut }) => optedOut) },
        optedIn: sum(days, ({ optedIn }) => optedIn),
      });
      const all = days.flatMap((day) => day.turns);
      const turns = all.filter(({ turn }) => turn.source === 'assistant');
      const of = (outcome: string) => turns.filter(({ turn }) => turn.outcome === outcome);
      const { handOverReasons, used, ...figures } = current.assistant ?? { handOverReasons: [], used: null };
      expect({ name: period.name, ...figures }).toEqual({
        ...{ name: period.name, answered: of('answered').length, closed: of('acted').length },
        ...{ handedOver: of('handed-over').length, withdrawn: of('withdrawn').length },
        failed: of('failed').length,
        suggested: all.filter(({ turn }) => turn.source === 'suggestion' && turn.outcome === 'acted').length,
        good: all.filter(({ isGood }) => isGood === true).length,
        bad: all.filter(({ isGood }) => isGood === false).length,
        episodes: sum(days, (day) => day.assistantEntered),
        saved: sum(days, (day) => day.assistantSaved.length),
      });
      expect(asCounts(handOverReasons.map(({ reason, count }) => [reason, count]))).toEqual(
        counts(of('handed-over').map(({ turn }) => turn.because)),
      );
      // By days in UTC, and also what was erased since.
      const { from, to } = period.report.period;
      const asks = counted.truth.flatMap((one) => {
        const date = new Date(one.at).toISOString().slice(0, 10);
        return one.type === 'turn' && date >= from && date <= to ? [one.tokens] : [];
      });
      const inputTokens = sum(asks, (tokens) => tokens);
      expect(used).toEqual({ inputTokens, outputTokens: asks.length, neurons: 0 });
    }
  });

  it('each day is what it is by hand', () => {
    for (const period of counted.periods) {
      for (const shown of period.report.days) {
        const day = hand.day(shown.date);
        const statuses = (...names: string[]) =>
          day.statuses.filter(({ status }) => names.includes(status)).length;
        const waits = day.waits.map(({ seconds }) => seconds).sort((a, b) => a - b);
        const open = day.waits.map((wait) => wait.open).sort((a, b) => a - b);
        const { waitP50, waitP90, openWaitP50, openWaitP90, isProvisional, ...figures } = shown;
        expect(figures).toEqual({
          ...{ date: shown.date, received: day.received.length, sent: day.sent.length },
          ...{ delivered: statuses('delivered', 'read'), read: statuses('read') },
          ...{ failed: statuses('failed', 'rejected'), active: day.active.length },
          ...{ newCustomers: day.newCustomers, answered: waits.length, resolved: day.resolved.length },
        });
        if (period.report.days.length <= 31) {
          expect([waitP50, waitP90]).toEqual([rank(waits, 0.5), rank(waits, 0.9)]);
          expect([openWaitP50, openWaitP90]).toEqual([rank(open, 0.5), rank(open, 0.9)]);
        } else {
          expectInBucket(openWaitP50, rank(open, 0.5));
          expectInBucket(openWaitP90, rank(open, 0.9));
        }
        expect(isProvisional).toBe(shown.date >= dateAfter(hand.today, -7));
      }
    }
  });

  it('how long customers waited is as by hand, in all hours and in open hours', () => {
    for (const period of counted.periods) {
      const waits = daysOf(period).flatMap((day) => day.waits);
      const first = waits.filter(({ isFirst }) => isFirst);
      expect(period.report.waitLengths).toEqual({
        waits: {
          wall: lengthsByHand(waits.map(({ seconds }) => seconds)),
          open: lengthsByHand(waits.map(({ open }) => open)),
        },
        firstResponses: {
          wall: lengthsByHand(first.map(({ seconds }) => seconds)),
          open: lengthsByHand(first.map(({ open }) => open)),
        },
      });
    }
  });

  it('each hour of the week is what it is by hand', () => {
    for (const { report } of counted.periods) {
      const cells = new Map<
        string,
        { quarters: number; received: number; waits: number[]; open: number[] }
      >();
      for (const { date } of report.days) {
        const weekday = ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;
        const at = (hour: number) => {
          const key = `${weekday} ${hour}`;
          const cell = cells.get(key) ?? { quarters: 0, received: 0, waits: [], open: [] };
          cells.set(key, cell);
          return cell;
        };
        const day = hand.day(date);
        for (const [hour, quarters] of hand.quartersOf(date)) at(hour).quarters += quarters;
        for (const hour of day.received) at(hour).received += 1;
        for (const { hour, seconds, open } of day.waits) {
          at(hour).waits.push(seconds);
          at(hour).open.push(open);
        }
      }
      for (const { weekday, hour, occurrences, received, answered, waitP50, openWaitP50 } of report.hours) {
        const cell = cells.get(`${weekday} ${hour}`) ?? { quarters: 0, received: 0, waits: [], open: [] };
        expectInBucket(
          openWaitP50,
          rank(
            cell.open.sort((a, b) => a - b),
            0.5,
          ),
        );
        expect([occurrences * 4, received, answered]).toEqual([
          cell.quarters,
          cell.received,
          cell.waits.length,
        ]);
        expectInBucket(
          waitP50,
          rank(
            cell.waits.sort((a, b) => a - b),
            0.5,
          ),
        );
      }
    }
  });

  it('agents, templates, failures, costs and sources are what they are by hand', () => {
    for (const period of counted.periods) {
      const days = daysOf(period);
      const statuses = days.flatMap((day) => day.statuses);
      expect(asCounts(period.report.failures.map(({ code, count }) => [code, count]))).toEqual(
        counts(
          statuses.filter(({ status }) => ['failed', 'rejected'].includes(status)).map(({ code }) => code),
        ),
      );
      expectAgents(period, days);
      for (const { name, language, sent, delivered, read, failed, replied, presses } of period.report
        .templates) {
        const own = statuses.filter((one) => one.sent.template === name);
        const replies = days.flatMap((day) => day.replied).filter(({ template }) => template === name);
        const of = (...names: string[]) => own.filter(({ status }) => names.includes(status)).length;
        expect({ name, language, sent, delivered, read, failed, replied, presses }).toEqual({
          ...{ name, language: 'de', sent: own.length, delivered: of('delivered', 'read'), read: of('read') },
          ...{ failed: of('failed', 'rejected'), replied: replies.length },
          presses: counts(replies.flatMap((reply) => reply.presses)),
        });
      }
      const charged = statuses.filter(({ status, priced, sent }) => {
        return ['delivered', 'read'].includes(status) && priced && sent.price;
      });
      expect(
        asCounts(
          period.report.costs.map(({ category, type, country, delivered }) => [
            `${category} ${type} ${country}`,
            delivered,
          ]),
        ),
      ).toEqual(counts(charged.map(({ sent: { price } }) => `${price?.category} ${price?.type} DE`)));
      const paid = charged.filter(({ sent: { price } }) => price?.type === 'regular');
      const priced = paid.flatMap(({ date, sent: { price } }) => centsByHand(price?.category ?? '', date));
      const { currency, amount, unpriced } = period.report.money ?? { currency: '', amount: 0, unpriced: 0 };
      expect([currency, Math.round(amount * 100), unpriced]).toEqual([
        ...['EUR', sum(priced, (cents) => cents)],
        paid.length - priced.length,
      ]);
      expect(Math.round(sum(period.report.costs, ({ amount: of }) => of ?? 0) * 100)).toBe(
        Math.round(amount * 100),
      );
      const clicks = days.flatMap((day) => day.clicks);
      for (const { page, campaign, ...figures } of period.report.sources) {
        const own = clicks.filter(({ key }) => key === `${page} ${campaign ?? ''}`);
        expect(figures).toEqual({
          clicks: own.length,
          conversations: own.filter(({ led }) => led).length,
          answered: own.filter(({ answered }) => answered).length,
          resolved: own.filter(({ resolved }) => resolved).length,
        });
      }
      expect(sum(period.report.sources, ({ clicks: count }) => count)).toBe(clicks.length);
    }
  });

  it('the month’s service messages are counted by delivery', () => {
    const { report } = last(counted);
    const month = hand.today.slice(0, 7);
    const dates = Array.from({ length: 31 }, (_, index) => dateAfter(`${month}-01`, index));
    const services = dates
      .filter((date) => date.startsWith(month) && date <= hand.today)
      .flatMap((date) => hand.day(date).statuses)
      .filter(({ status, priced, sent }) => {
        return ['delivered', 'read'].includes(status) && priced && sent.price?.category === 'service';
      });
    expect(report.allowance).toEqual({ month, delivered: services.length, free: 1_000, isNearlyUsed: false });
  });

  it('the period before has the figures that it has by itself', () => {
    const [before, now] = counted.periods.slice(-3);
    expect(now?.report.previous).toEqual(before?.report.current);
  });

  it('figures stay the same when the messages are deleted', () => {
    for (const { report, afterwards, name } of counted.periods) {
      const { waiting: _, ...figures } = report;
      expect({ name, ...afterwards }).toMatchObject({ name, ...figures });
    }
  });

  it('with a label, only its conversations are counted', () => {
    const { ids, report } = counted.labelled;
    const days = report.days.map(({ date }) => hand.count(date, counted.now, (id) => ids.includes(id)));
    expect(ids.length).toBeGreaterThan(1);
    expect(report.current.received).toBe(sum(days, (day) => day.received.length));
    expect(report.current.active).toBe(new Set(days.flatMap(({ active }) => active)).size);
    const waits = days.flatMap((day) => day.waits).filter(({ agent }) => agent === ana.id);
    expect(report.agents?.find(({ id }) => id === ana.id)?.waits.wall.count ?? 0).toBe(waits.length);
  });

  it('a figure lists the conversations that it counts, except the erased ones', () => {
    const erased = new Set(
      counted.truth.filter(({ type }) => type === 'erase').map((one) => one.conversation),
    );
    const days = last(counted).report.days.map(({ date }) =>
      hand.count(date, counted.now, (id) => !erased.has(id)),
    );
    const begun = days.flatMap((day) => day.begun);
    const begunBy = (wanted: string) =>
      begun.filter(({ by }) => by === wanted).map(({ conversation }) => conversation);
    expect(begunBy('team').length).toBeGreaterThan(0);
    const byHand: Record<string, number[]> = {
      begun: begun.map(({ conversation }) => conversation),
      'begun-by-customer': begunBy('customer'),
      'begun-by-team': begunBy('team'),
      rated: days.flatMap((day) => day.ratings).map(({ conversation }) => conversation),
      'assistant-handed-over': days
        .flatMap((day) => day.turns)
        .filter(
          ({ turn: { outcome, because } }) => outcome === 'handed-over' && because === 'unreadable_media',
        )
        .map(({ conversation }) => conversation),
      'assistant-saved': days.flatMap((day) => day.assistantSaved),
      'first-responses': days
        .flatMap((day) => day.waits)
        .filter(({ isFirst, open }) => isFirst && open > 900 && open <= 14_400)
        .map(({ conversation }) => conversation),
      active: days.flatMap(({ active }) => active),
      answered: days.flatMap((day) => day.waits).map(({ conversation }) => conversation),
      'beyond-goal': days
        .flatMap((day) => day.waits)
        .filter(({ seconds }) => seconds > goalSeconds)
        .map(({ conversation }) => conversation),
      resolved: days.flatMap((day) => day.resolved).map(({ conversation }) => conversation),
      reopened: days
        .flatMap((day) => day.resolved)
        .filter(({ isReopened }) => isReopened)
        .map(({ conversation }) => conversation),
    };
    for (const { figure, ids } of counted.listed) {
      expect({ figure, ids: [...ids].sort() }).toEqual({ figure, ids: [...new Set(byHand[figure])].sort() });
    }
  });

  function expectAgents({ report }: Counted['periods'][number], days: DayByHand[]): void {
    for (const agent of report.agents ?? []) {
      const waits = days.flatMap((day) => day.waits).filter((wait) => wait.agent === agent.id);
      const first = waits.filter(({ isFirst }) => isFirst);
      expect({ sent: agent.sent, notes: agent.notes, resolved: agent.resolved }).toEqual({
        sent: days.flatMap((day) => day.sent).filter(({ sender }) => sender.id === agent.id).length,
        notes: days.flatMap((day) => day.notes).filter((by) => by === agent.id).length,
        resolved: days.flatMap((day) => day.resolved).filter(({ by }) => by === agent.id).length,
      });
      expectWaits(
        agent.waits.wall,
        waits.map(({ seconds }) => seconds),
        { report },
      );
      expectWaits(
        agent.firstResponses.open,
        first.map(({ open }) => open),
        { report },
      );
    }
    const all = report.agents ?? [];
    expect(sum(all, ({ waits }) => waits.wall.count)).toBe(report.current.waits.wall.count);
  }
});

function whole({ periods: [first] }: Counted) {
  if (!first) throw new Error('The year is the first period');
  return first;
}

function last({ periods }: Counted) {
  const month = periods.at(-1);
  if (!month) throw new Error('The last month is the last period');
  return month;
}

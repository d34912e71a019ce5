import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DayClock,
  dateOf,
  dayOfDate,
  weekdayOf,
} from '../../../../worker/inbox/analytics/figures/day-clock.ts';
import { add } from '../../../../worker/inbox/analytics/figures/day-figures.ts';
import {
  addTo,
  bounds,
  countWithin,
  exactQuantile,
  type Histogram,
  quantileOf,
} from '../../../../worker/inbox/analytics/figures/histogram.ts';
import { OpenTime } from '../../../../worker/inbox/analytics/figures/open-time.ts';
import { csvOf } from '../../../../worker/inbox/analytics/reports/csv.ts';
import { openBetween } from './open-by-hand.ts';
import { hours } from './times.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2031, 0, 1) });

describe('a local day', () => {
  it('begins at its first moment, in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, (zone, at) => {
        const clock = new DayClock(zone);
        const day = clock.dayOf(at);
        const start = clock.startOf(day);
        expect(start).toBeLessThanOrEqual(at);
        expect(clock.dayOf(start)).toBe(day);
        expect(clock.dayOf(start - 1)).toBe(day - 1);
      }),
    );
  });

  it('has 23 and 25 hours when the clocks change', () => {
    const clock = new DayClock('Europe/Berlin');
    const lengthOf = (date: string) =>
      (clock.startOf(dayOfDate(date) + 1) - clock.startOf(dayOfDate(date))) / 3_600_000;
    expect([lengthOf('2030-03-31'), lengthOf('2030-10-27'), lengthOf('2030-10-28')]).toEqual([23, 25, 24]);
    expect(clock.hoursIn(dayOfDate('2030-03-31')).has(2)).toBe(false);
    expect(clock.hoursIn(dayOfDate('2030-10-27')).get(2)).toBe(2);
  });

  it('has the date and weekday of the calendar', () => {
    expect(dateOf(dayOfDate('2026-11-30'))).toBe('2026-11-30');
    expect([weekdayOf(dayOfDate('2026-11-30')), weekdayOf(dayOfDate('1969-12-28'))]).toEqual([1, 7]);
  });
});

describe('open time', () => {
  it('is what a loop over every quarter of an hour finds', () => {
    const open = new OpenTime(hours);
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 20 * 24 * 3_600_000 }), (from, length) => {
        expect(open.between(from, from + length)).toBe(openBetween(from, from + length));
      }),
      { numRuns: 20 },
    );
  });
});

describe('a histogram', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 30_000_000 }), { minLength: 1, maxLength: 60 });
  const histogramOf = (all: readonly number[]) => {
    const histogram: Histogram = {};
    for (const wait of all) addTo(histogram, wait);
    return histogram;
  };

  it('has each percentile at most a bucket above the true one, also when two are added', () => {
    fc.assert(
      fc.property(waits, waits, fc.constantFrom(0.5, 0.9), (some, others, share) => {
        const histogram = histogramOf(some);
        add(histogram, histogramOf(others));
        const exact =
          exactQuantile(
            [...some, ...others].sort((a, b) => a - b),
            share,
          ) ?? 0;
        expect(quantileOf(histogram, share)).toBe(bounds.find((bound) => bound >= exact));
      }),
    );
  });

  it('counts what is within a goal exactly', () => {
    const goals = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1_440].map((minutes) => minutes * 60);
    fc.assert(
      fc.property(waits, fc.constantFrom(...goals), (all, goal) => {
        expect(countWithin(histogramOf(all), goal)).toBe(all.filter((wait) => wait <= goal).length);
      }),
    );
  });

  it('has buckets that are at most a quarter wider than they begin, from a minute on', () => {
    const wide = bounds.filter((bound, index) => bound > 60 && bound > (bounds[index - 1] ?? 0) * 1.251);
    expect(wide).toEqual([]);
  });
});

describe('a table as CSV', () => {
  it('quotes what needs it, and starts no formula', () => {
    expect(csvOf([['a', '=1+1', '"x", y', null, 2.5, -3, '-']])).toBe(
      '\uFEFFa,\'=1+1,"""x"", y",,2.5,-3,\'-\r\n',
    );
  });
});

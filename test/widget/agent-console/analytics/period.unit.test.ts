import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  datesBefore,
  datesOf,
  daysIn,
  type PeriodName,
  periodNames,
  todayIn,
} from '../../../../widget/agent-console/analytics/period.ts';

const own = { from: '2026-03-10', to: '2026-02-20' };
const today = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('the dates of a period', () => {
  it.each<[PeriodName, string, string]>([
    ['7', '2026-02-24', '2026-03-02'],
    ['30', '2026-02-01', '2026-03-02'],
    ['90', '2025-12-03', '2026-03-02'],
    ['month', '2026-03-01', '2026-03-02'],
    ['last-month', '2026-02-01', '2026-02-28'],
    ['own', '2026-02-20', '2026-03-10'],
  ])('of %s are from %s to %s', (name, from, to) => {
    expect(datesOf(name, '2026-03-02', own)).toEqual({ from, to });
  });

  it('are as many as the name says, and end today', () => {
    fc.assert(
      fc.property(today, fc.constantFrom('7', '30', '90'), (day, name) => {
        const dates = datesOf(name, day, own);
        expect(dates.to).toBe(day);
        expect(daysIn(dates)).toBe(Number(name));
      }),
    );
  });

  it('of last month end on the day before this month', () => {
    fc.assert(
      fc.property(today, (day) => {
        const last = datesOf('last-month', day, own);
        const both = { from: last.to, to: datesOf('month', day, own).from };
        expect(daysIn(both)).toBe(2);
        expect(last.from.endsWith('-01')).toBe(true);
      }),
    );
  });

  it('are in order, whichever was chosen first', () => {
    fc.assert(
      fc.property(today, today, fc.constantFrom(...periodNames), (from, to, name) => {
        const dates = datesOf(name, '2026-11-30', { from, to });
        expect(dates.from <= dates.to).toBe(true);
      }),
    );
  });
});

it('the period before is as long, and ends on the day before', () => {
  expect(datesBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({
    from: '2026-01-29',
    to: '2026-02-28',
  });
  expect(datesBefore({ from: '2026-03-01', to: '2026-03-01' })).toEqual({
    from: '2026-02-28',
    to: '2026-02-28',
  });
  fc.assert(
    fc.property(today, fc.constantFrom(...periodNames), (day, name) => {
      const dates = datesOf(name, day, { from: '2026-03-10', to: '2026-02-20' });
      const before = datesBefore(dates);
      expect(daysIn(before)).toBe(daysIn(dates));
      expect(daysIn({ from: before.to, to: dates.from })).toBe(2);
    }),
  );
});

it('knows which day it is in the zone of the number', () => {
  const now = Date.parse('2026-11-30T23:30:00Z');
  expect(todayIn('Europe/Berlin', now)).toBe('2026-12-01');
  expect(todayIn('America/New_York', now)).toBe('2026-11-30');
  expect(todayIn('Pacific/Kiritimati', now)).toBe('2026-12-01');
});

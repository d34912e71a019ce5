import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessHours, Weekday } from '../../worker/api/numbers/hours.ts';
import { openingAt, wallClock } from '../../worker/opening-hours.ts';

const minute = 60_000;
const at = (text: string) => Date.parse(text);
const everyDay = (span: string): BusinessHours['week'] =>
  Object.fromEntries(weekdays.map((day) => [day, span]));
const weekdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

describe('openingAt', () => {
  it('openingAt uses the local time of the business, including daylight saving time', () => {
    const hours = { timeZone: 'Europe/Berlin', week: everyDay('09:00-17:00') };
    expect(openingAt(hours, at('2026-01-15T08:00Z'))).toEqual({
      isOpen: true,
      changesAt: at('2026-01-15T16:00Z'),
    });
    expect(openingAt(hours, at('2026-07-15T06:59Z'))).toEqual({
      isOpen: false,
      changesAt: at('2026-07-15T07:00Z'),
    });
    // The night in which the clocks go forward.
    expect(openingAt(hours, at('2026-03-28T20:00Z')).changesAt).toBe(at('2026-03-29T07:00Z'));
  });

  it('openingAt is open in the hour that repeats when the clocks go back, and skips the hour that is missing in spring', () => {
    const hours = { timeZone: 'Europe/Berlin', week: everyDay('02:30-02:45') };
    const autumn = [at('2026-10-25T00:30Z'), at('2026-10-25T01:30Z')];
    for (const start of autumn)
      expect(openingAt(hours, start)).toEqual({ isOpen: true, changesAt: start + 15 * minute });
    expect(openingAt(hours, at('2026-03-28T03:00Z')).changesAt).toBe(at('2026-03-30T00:30Z'));
  });

  it('openingAt handles half days, holidays, breaks and hours after midnight', () => {
    const hours: BusinessHours = {
      timeZone: 'America/New_York',
      week: { thursday: '09:00-12:00, 13:00-17:00', friday: '22:00-02:00' },
      days: { '2026-12-24': '09:00-11:00', '2026-12-25': '' },
    };
    const isOpen = (text: string) => openingAt(hours, at(text)).isOpen;
    expect([isOpen('2026-12-17T16:00-05:00'), isOpen('2026-12-17T12:30-05:00')]).toEqual([true, false]);
    expect([isOpen('2026-12-24T10:00-05:00'), isOpen('2026-12-24T16:00-05:00')]).toEqual([true, false]);
    expect([isOpen('2026-12-19T01:00-05:00'), isOpen('2026-12-26T01:00-05:00')]).toEqual([true, false]);
  });

  it('openingAt returns no next change if it is more than three weeks away', () => {
    expect(openingAt({ timeZone: 'UTC', week: {} }, 0)).toEqual({ isOpen: false, changesAt: null });
    expect(openingAt({ timeZone: 'UTC', week: everyDay('00:00-24:00') }, 0)).toEqual({
      isOpen: true,
      changesAt: null,
    });
  });

  it('openingAt returns the first minute of the next change, compared with a check of every minute', () => {
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map(
        (clock) =>
          `${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}`,
      );
    const day = fc.oneof(
      fc.constant(''),
      fc.tuple(time, time).map(([from, to]) => `${from}-${to}`),
    );
    const hours = fc.record({
      timeZone: fc.constantFrom(
        'Europe/Berlin',
        'Australia/Lord_Howe',
        'America/St_Johns',
        'Asia/Kathmandu',
        'America/Santiago',
      ),
      week: fc.record(Object.fromEntries(weekdays.map((name) => [name, day]))),
    });
    // Around the nights in which one of these zones changes its clocks.
    const moments = fc
      .tuple(
        fc.constantFrom(
          '2026-03-29',
          '2026-10-25',
          '2026-04-05',
          '2026-10-04',
          '2026-03-08',
          '2026-11-01',
          '2026-04-05',
          '2026-09-06',
        ),
        fc.integer({ min: -24 * 60, max: 24 * 60 }),
      )
      .map(([date, minutes]) => at(`${date}T00:00Z`) + minutes * minute);
    fc.assert(
      fc.property(hours, moments, (business, moment) => {
        const { isOpen, changesAt } = openingAt(business, moment);
        const wall = wallClock(business.timeZone);
        const isOpenThen = (then: number) => {
          const clock = wall(then);
          const spans = (shift: number) => {
            const date = new Date((Math.floor(clock / 1_440) + shift) * 1_440 * minute);
            const written = business.week[weekdays[(date.getUTCDay() + 6) % 7] ?? 'monday'] ?? '';
            const [from, to] = written.split('-').map((one) => {
              const [hour = 0, minutes = 0] = one.split(':').map(Number);
              return hour * 60 + minutes;
            });
            if (from === undefined || to === undefined) return false;
            const now = (clock % 1_440) - shift * 1_440;
            return now >= from && now < (to > from ? to : to + 1_440);
          };
          return spans(0) || spans(-1);
        };
        expect(isOpen).toBe(isOpenThen(moment));
        const end = changesAt ?? moment + 2 * 24 * 60 * minute;
        for (let then = moment; then < Math.min(end, moment + 2 * 24 * 60 * minute); then += minute)
          if (isOpenThen(then) !== isOpen)
            expect.fail(`It changes at ${new Date(then).toISOString()} already`);
        if (changesAt !== null) expect(isOpenThen(changesAt)).toBe(!isOpen);
      }),
      { numRuns: 40 },
    );
  });
});

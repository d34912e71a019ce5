import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessHours } from '../../../../worker/api/numbers/hours.ts';
import { afterOpenTime, openSpans } from '../../../../worker/inbox/number/open-time.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const weekdays = '09:00-12:00, 13:00-18:00';
const hours: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: { monday: weekdays, tuesday: weekdays, friday: weekdays },
};
const at = (iso: string) => Date.parse(`${iso}+01:00`);
const monday = at('2026-11-23T00:00:00');
const spans = openSpans(hours, monday, monday + 28 * day);

/** By the rule above, without the code that is tested. */
function isOpen(now: number): boolean {
  const since = (now - monday) % (7 * day);
  const [weekday, clock] = [Math.floor(since / day), (since % day) / (60 * minute)];
  return [0, 1, 4].includes(weekday) && ((clock >= 9 && clock < 12) || (clock >= 13 && clock < 18));
}

describe('when a business has been open for a while', () => {
  it('without hours it is always open', () => {
    expect(afterOpenTime(openSpans(null, 0, day), 1_000, 30 * minute)).toBe(1_000 + 30 * minute);
  });

  it('breaks, nights and days off do not count', () => {
    const friday = at('2026-11-27T11:50:00');
    expect(afterOpenTime(spans, friday, 10 * minute)).toBe(at('2026-11-27T12:00:00'));
    expect(afterOpenTime(spans, friday, 30 * minute)).toBe(at('2026-11-27T13:20:00'));
    expect(afterOpenTime(spans, at('2026-11-27T17:45:00'), 30 * minute)).toBe(at('2026-11-30T09:15:00'));
    expect(afterOpenTime(spans, at('2026-11-28T03:00:00'), 30 * minute)).toBe(at('2026-11-30T09:30:00'));
  });

  it('a business that does not open has not been open', () => {
    const never = openSpans({ timeZone: 'UTC', week: {} }, monday, monday + day);
    expect(afterOpenTime(never, monday, minute)).toBe(Number.POSITIVE_INFINITY);
  });

  it('the end of summer time neither adds nor takes time', () => {
    const always: BusinessHours = { timeZone: 'Europe/Berlin', week: { sunday: '00:00-24:00' } };
    const midnight = Date.parse('2026-10-25T00:00:00+02:00');
    const open = openSpans(always, midnight, midnight + day);
    expect(afterOpenTime(open, midnight, 5 * 60 * minute)).toBe(midnight + 5 * 60 * minute);
  });

  it('as many minutes are open until then as were asked for', () => {
    fc.assert(
      fc.property(fc.nat(7 * 24 * 60), fc.integer({ min: 1, max: 600 }), (since, minutes) => {
        const from = monday + since * minute;
        const end = afterOpenTime(spans, from, minutes * minute);
        const all = Array.from({ length: (end - from) / minute }, (_, index) => from + index * minute);
        expect(all.filter(isOpen)).toHaveLength(minutes);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet, quietUntil } from '../../../../worker/workspace/push/quiet-hours.ts';

const at = (utc: string) => Date.parse(`2026-07-01T${utc}:00Z`);
const clock = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));

describe('quiet hours', () => {
  it('quiet hours continue past midnight, by the agent’s own clock', () => {
    const quiet = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
    expect(isQuiet(quiet, at('19:59'))).toBe(false);
    expect(isQuiet(quiet, at('20:00'))).toBe(true);
    expect(isQuiet(quiet, at('04:59'))).toBe(true);
    expect(isQuiet(quiet, at('05:00'))).toBe(false);
  });

  it('quiet hours with start and end swapped cover the rest of the day', () => {
    fc.assert(
      fc.property(clock, clock, clock, (from, to, now) => {
        fc.pre(from !== to);
        const timeZone = 'UTC';
        const isOneWay = isQuiet({ from, to, timeZone }, at(now));
        expect(isQuiet({ from: to, to: from, timeZone }, at(now))).toBe(!isOneWay);
      }),
    );
  });

  it('quiet hours end at the stated time, and not before', () => {
    fc.assert(
      fc.property(clock, clock, clock, (from, to, now) => {
        const quiet = { from, to, timeZone: 'Asia/Kolkata' };
        fc.pre(isQuiet(quiet, at(now)));
        const end = quietUntil(quiet, at(now) + 30_000);
        expect(isQuiet(quiet, end)).toBe(false);
        expect(isQuiet(quiet, end - 60_000)).toBe(true);
      }),
    );
  });
});

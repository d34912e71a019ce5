import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrivalAfter,
  numberPace,
  type Pace,
  pairPace,
  turnAt,
} from '../../../../worker/whatsapp/sending/pacing.ts';

/** When messages go that are wanted at these times. */
function sentAt(pace: Pace, wanted: readonly number[]): number[] {
  let arrival = 0;
  return wanted.map((now) => {
    const at = turnAt(pace, arrival, now);
    arrival = arrivalAfter(pace, arrival, at);
    return at;
  });
}

const most = (times: readonly number[], length: number) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + length).length));

const demand = fc.array(fc.nat(3_000), { minLength: 1, maxLength: 300 }).map((gaps) => {
  let now = 0;
  return gaps.map((gap) => {
    now += gap;
    return now;
  });
});

describe('a pace', () => {
  it('a pace lets a burst to one customer through at once, and then one every six seconds', () => {
    const times = sentAt(pairPace, Array(46).fill(1_000));
    expect(times.slice(0, 44)).toEqual(Array(44).fill(1_000));
    expect(times.slice(44)).toEqual([7_000, 13_000]);
  });

  it('a pace never lets more through in any minute than WhatsApp allows from one number to one customer', () => {
    fc.assert(
      fc.property(demand, (wanted) => {
        expect(most(sentAt(pairPace, wanted), 60_000)).toBeLessThanOrEqual(45 + 10);
      }),
    );
  });

  it('a pace never lets more through in any second than the number’s rate', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 20, 80, 1_000), fc.integer({ min: 1, max: 400 }), (rate, count) => {
        expect(most(sentAt(numberPace(rate), Array(count).fill(0)), 1_000)).toBeLessThanOrEqual(
          Math.max(rate, 2),
        );
      }),
    );
  });

  it('a pace holds nothing back that is within it', () => {
    const wanted = Array.from({ length: 100 }, (_, index) => index * 6_000);
    expect(sentAt(pairPace, wanted)).toEqual(wanted);
  });
});

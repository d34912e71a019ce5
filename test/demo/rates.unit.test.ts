import { describe, expect, it } from 'vitest';
import { GraphApiError } from '../../demo/cloud-api/graph/graph-error.ts';
import { Rates } from '../../demo/cloud-api/graph/rates.ts';

/** The code of the refusal; null: it was let through. */
function ask(rates: Rates, number: string, customer: string, perSecond: number, now: number): number | null {
  try {
    rates.take(number, customer, perSecond, now);
    return null;
  } catch (error) {
    if (error instanceof GraphApiError) return error.code;
    throw error;
  }
}

describe('the limits of the stand-in', () => {
  it('the limits apply to each number separately, within any second', () => {
    const rates = new Rates();
    const many = (number: string, perSecond: number, now: number) =>
      Array.from({ length: 100 }, (_, index) => ask(rates, number, `${index}`, perSecond, now)).filter(
        (code) => code === null,
      ).length;
    expect(many('phone', 20, 0)).toBe(20);
    expect(many('usual', 80, 0)).toBe(80);
    expect(many('raised', 1_000, 0)).toBe(100);
    expect(ask(rates, 'phone', 'x', 20, 999)).toBe(130_429);
    expect(many('phone', 20, 1_000)).toBe(20);
  });

  it('the limits allow a burst of 45 messages to one customer, and then one every six seconds', () => {
    const rates = new Rates();
    const codes = Array.from({ length: 46 }, (_, index) => ask(rates, 'n', 'c', 80, index * 20));
    expect(codes.slice(0, 45).every((code) => code === null)).toBe(true);
    expect(codes[45]).toBe(131_056);
    expect(ask(rates, 'n', 'c', 80, 6_900)).toBeNull();
    expect(ask(rates, 'n', 'c', 80, 6_950)).toBe(131_056);
  });
});

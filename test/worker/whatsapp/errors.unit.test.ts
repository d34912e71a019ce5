import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff } from '../../../worker/whatsapp/backoff.ts';
import { errorCatalogue } from '../../../worker/whatsapp/error-catalogue.ts';
import { explain, isRetryable } from '../../../worker/whatsapp/errors.ts';

describe('explain', () => {
  it('says what happened and what to do, for every code', () => {
    for (const code of Object.keys(errorCatalogue).map(Number)) {
      const { title, advice } = explain({ code, title: 'Meta says' });
      expect([code, title.length > 10, advice.length > 10]).toEqual([code, true, true]);
    }
  });

  it('gives Meta’s own words for a code that it does not know', () => {
    expect(explain({ code: 999_999, title: 'Brand new', details: 'Never seen' })).toMatchObject({
      title: 'Brand new',
      details: 'Never seen',
    });
  });
});

describe('isRetryable', () => {
  it('sends again only what can succeed later', () => {
    const again = [4, 80007, 130429, 131000, 131016, 131056];
    const never = [100, 190, 131026, 131047, 131049, 131051, 132000, 132001];
    expect(again.filter((code) => !isRetryable({ code, title: '' }, 400))).toEqual([]);
    expect(never.filter((code) => isRetryable({ code, title: '' }, 500))).toEqual([]);
  });

  it('judges an unknown code by the HTTP status', () => {
    const unknown = { code: 999_999, title: '' };
    expect([429, 500, 503].map((status) => isRetryable(unknown, status))).toEqual([true, true, true]);
    expect([400, 403, null].map((status) => isRetryable(unknown, status))).toEqual([false, false, false]);
  });
});

describe('backoff', () => {
  it('waits at least as long as Meta asked, and at most that and the ceiling', () => {
    const pauses = { first: 1_000, longest: 60_000 };
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        random,
        fc.option(fc.nat(600)),
        (failures, chance, asked) => {
          const pause = backoff(pauses, failures, chance, asked);
          const least = (asked ?? 0) * 1_000;
          expect(pause).toBeGreaterThanOrEqual(least);
          expect(pause).toBeLessThanOrEqual(least + Math.min(60_000, 1_000 * 2 ** (failures - 1)));
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCatalogue, errorCodesPage } from '../../../../worker/whatsapp/graph/error-catalogue.ts';
import { explain, isRetryable } from '../../../../worker/whatsapp/graph/errors.ts';
import { backoff } from '../../../../worker/whatsapp/sending/backoff.ts';

describe('explain', () => {
  it('explain says what happened and what to do, for every code', () => {
    for (const code of Object.keys(errorCatalogue).map(Number)) {
      const { title, advice } = explain({ code, title: 'Meta says' });
      expect([code, title.length > 10, advice.length > 10]).toEqual([code, true, true]);
    }
  });

  it('explain knows every messaging code of Meta’s, whether a retry helps, and its documentation', () => {
    const codes = [
      ...[0, 1, 2, 3, 4, 10, 33, 100, 190, 200, 299, 368, 80007, 130403, 130429, 130472, 130497],
      ...[131000, 131005, 131008, 131009, 131016, 131021, 131026, 131030, 131031, 131037, 131042, 131045],
      ...[131047, 131048, 131049, 131050, 131051, 131052, 131053, 131056, 131057, 131060, 131062],
      ...[132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069],
      ...[133000, 133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011, 135000, 137000],
    ];
    for (const code of codes) {
      const { retry, source } = explain({ code, title: 'Meta says' });
      expect([code, retry]).toEqual([code, expect.stringMatching(/^(later|after-change|never)$/)]);
      expect([code, source]).toEqual([code, expect.stringMatching(/^https:/)]);
      // An automatic retry must be able to succeed.
      if (isRetryable({ code, title: '' }, 400)) expect([code, retry]).toEqual([code, 'later']);
    }
  });

  it('explain says for code 100 with subcode 33 that the number or the permission is wrong, not the message', () => {
    const details = 'Object with ID 1 does not exist, or cannot be loaded due to missing permissions';
    const missing = { code: 100, subcode: 33, title: 'Unsupported post request', details };
    expect(explain(missing)).toEqual(explain({ ...missing, code: 33 }));
    expect(explain(missing).title).toBe(
      'WhatsApp does not know this number, or the access token may not see it.',
    );
    expect(explain({ code: 100, subcode: 2_388_001, title: 'Invalid parameter' }).title).toBe(
      'WhatsApp does not accept the message in this form.',
    );
    expect(isRetryable(missing, 400)).toBe(false);
  });

  it('explain gives Meta’s own words for an unknown code, and a link to the list', () => {
    expect(explain({ code: 999_999, title: 'Brand new', details: 'Never seen' })).toMatchObject({
      title: 'Brand new',
      details: 'Never seen',
      source: errorCodesPage,
    });
  });

  it.each([
    ['the same words', 'Brand new', '(#999999) Brand new.', 'Brand new', null],
    ['the title and more', '(#999999) Brand new', 'Brand new: never seen', 'Brand new: never seen', null],
    ['a part of the title', 'Brand new, never seen', 'Never seen', 'Brand new, never seen', null],
    ['other words', 'Brand', 'Brandy', 'Brand', 'Brandy'],
    ['nothing but the code before it', '(#999999)', 'Never seen', 'Never seen', null],
  ])('explain says a thing once when Meta’s details are %s', (_, title, details, shown, beside) => {
    const said = explain({ code: 999_999, title, details });
    expect([said.title, said.details]).toEqual([shown, beside]);
  });

  it('explain leaves out Meta’s words if they repeat ours, or are not words', () => {
    const beside = (title: string, details?: string) =>
      explain({ code: 131045, title, ...(details !== undefined && { details }) }).details;
    expect(beside('(#131045) The number is not registered with WhatsApp')).toBeNull();
    expect(beside('(#131045)')).toBeNull();
    expect(beside('Incorrect certificate', '(#131045)')).toBe('Incorrect certificate');
    expect(beside('Incorrect certificate', 'Register the number first')).toBe('Register the number first');
  });
});

describe('isRetryable', () => {
  it('only errors that can pass are retried', () => {
    const again = [4, 80007, 130429, 131000, 131016, 131056];
    const never = [100, 190, 131026, 131047, 131049, 131051, 132000, 132001];
    expect(again.filter((code) => !isRetryable({ code, title: '' }, 400))).toEqual([]);
    expect(never.filter((code) => isRetryable({ code, title: '' }, 500))).toEqual([]);
  });

  it('an unknown code is judged by the HTTP status', () => {
    const unknown = { code: 999_999, title: '' };
    expect([429, 500, 503].map((status) => isRetryable(unknown, status))).toEqual([true, true, true]);
    expect([400, 403, null].map((status) => isRetryable(unknown, status))).toEqual([false, false, false]);
  });
});

describe('backoff', () => {
  it('backoff waits at least as long as Meta asked, and at most that and the ceiling', () => {
    const pauses = { firstMs: 1_000, maxMs: 60_000 };
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

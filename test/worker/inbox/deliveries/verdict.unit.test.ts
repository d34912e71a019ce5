import { describe, expect, it } from 'vitest';
import { retryAfterIn } from '../../../../worker/inbox/deliveries/post.ts';
import {
  endpointWait,
  eventWait,
  eventWaits,
  verdictOf,
} from '../../../../worker/inbox/deliveries/verdict.ts';

const status = (code: number) => verdictOf({ status: code, error: null });

describe('what an answer means', () => {
  it('only 2xx counts as delivered', () => {
    expect([200, 201, 204, 299].map(status)).toEqual(Array(4).fill('delivered'));
    expect(verdictOf({ status: 301, error: 'redirect' })).toBe('failed');
  });

  it('410 disables the endpoint', () => {
    expect(status(410)).toBe('gone');
  });

  it('no answer, overload and gateway errors concern the endpoint, other errors the event', () => {
    expect(verdictOf({ status: null, error: 'timeout' })).toBe('failed');
    expect(verdictOf({ status: null, error: 'connection' })).toBe('failed');
    expect([408, 425, 429, 502, 503, 504].map(status)).toEqual(Array(6).fill('failed'));
    expect([400, 401, 404, 413, 422, 500].map(status)).toEqual(Array(6).fill('refused'));
  });
});

describe('how long a failure waits', () => {
  it('an event is tried for about three days, and then given up', () => {
    const waits = eventWaits.map((_, index) => eventWait(index + 1, 1) ?? 0);
    const days = waits.reduce((all, wait) => all + wait, 0) / 86_400_000;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(3.5);
    expect(eventWait(eventWaits.length + 1, 1)).toBeNull();
  });

  it('a failing endpoint is tried hourly in the end, and never before the time it asked for', () => {
    expect(endpointWait(1, 1, null)).toBe(5_000);
    expect(endpointWait(40, 1, null)).toBe(3_600_000);
    expect(endpointWait(1, 0, 120_000)).toBe(120_000);
  });

  it('Retry-After is read in seconds and as a date, up to a day', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(retryAfterIn('120', now)).toBe(120_000);
    expect(retryAfterIn('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterIn('999999999', now)).toBe(86_400_000);
    expect(retryAfterIn('soon', now)).toBeNull();
    expect(retryAfterIn(null, now)).toBeNull();
  });
});

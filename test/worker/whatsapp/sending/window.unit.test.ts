import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboxEvent } from '../../../../worker/whatsapp/receiving/inbox-event.ts';
import {
  expiryOf,
  isOpen,
  type WindowEvidence,
  windowAfter,
  windowLengthMs,
} from '../../../../worker/whatsapp/sending/window.ts';

const never: WindowEvidence = { openedAt: null, refusedAt: null };
const at = Date.UTC(2026, 10, 24, 9);

const wrote = (time: number, type = 'text'): InboxEvent => ({
  kind: 'message',
  wamid: 'wamid.1',
  at: time,
  type,
  from: { waId: '15550100001' },
  raw: '{}',
});
const failed = (time: number, codes: number[]): InboxEvent => ({
  kind: 'status',
  wamid: 'wamid.2',
  status: 'failed',
  at: time,
  recipient: {},
  callbackData: null,
  errors: codes.map((code) => ({ code, title: 'Failed' })),
  raw: '{}',
});
const refused = (time: number) => failed(time, [131047]);
const stateAfter = (events: readonly InboxEvent[]) => events.reduce(windowAfter, never);

describe('the customer service window', () => {
  it('the window is open for 24 hours after the customer’s message, to the millisecond', () => {
    const expiresAt = expiryOf(stateAfter([wrote(at)]), at);
    expect(expiresAt).toBe(at + windowLengthMs);
    expect(isOpen(expiresAt, at + windowLengthMs - 1)).toBe(true);
    expect(isOpen(expiresAt, at + windowLengthMs)).toBe(false);
  });

  it('the window is only opened by the customer’s own messages', () => {
    const events: InboxEvent[] = [
      { kind: 'echo', wamid: 'w', at, type: 'text', to: {}, raw: '{}' },
      { kind: 'history', wamid: 'w', at, type: 'text', party: {}, direction: 'in', status: null, raw: '{}' },
      { kind: 'contact', action: 'add', at, party: {}, fullName: null, raw: '{}' },
      { kind: 'notice', field: 'user_preferences', at, party: null, raw: '{}' },
      failed(at, [131026]),
      ...['system', 'edit', 'revoke'].map((type) => wrote(at, type)),
    ];
    expect(stateAfter(events)).toEqual(never);
  });

  it('the window is opened by a call of the customer and not by ours', () => {
    const call = (direction: string): InboxEvent => ({
      kind: 'notice',
      field: 'calls',
      at,
      party: null,
      raw: JSON.stringify({ event: 'connect', direction }),
    });
    expect(stateAfter([call('USER_INITIATED')]).openedAt).toBe(at);
    expect(stateAfter([call('BUSINESS_INITIATED')])).toEqual(never);
  });

  it('the window is closed when Meta says so, until the customer writes again', () => {
    const closed = stateAfter([wrote(at), refused(at + 1_000)]);
    expect(isOpen(expiryOf(closed, at + 2_000), at + 2_000)).toBe(false);
    const opened = windowAfter(closed, wrote(at + 3_000));
    expect(isOpen(expiryOf(opened, at + 4_000), at + 4_000)).toBe(true);
  });

  it('the window is closed when Meta says so, even if the customer’s message is dated ahead of our clock', () => {
    const closed = stateAfter([wrote(at + 5_000), refused(at + 5_000)]);
    expect(isOpen(expiryOf(closed, at), at)).toBe(false);
  });

  it('the window never ends later than 24 hours from now, however far ahead an event is dated, and does end', () => {
    const day = windowLengthMs;
    const times = fc.record({
      written: fc.integer({ min: -3 * day, max: 3 * day }),
      refusal: fc.option(fc.integer({ min: -3 * day, max: 3 * day })),
    });
    fc.assert(
      fc.property(times, ({ written, refusal }) => {
        const window = stateAfter([
          wrote(at + written),
          ...(refusal === null ? [] : [refused(at + refusal)]),
        ]);
        const expiresAt = expiryOf(window, at) ?? Number.NaN;
        expect(expiresAt).toBeLessThanOrEqual(at + windowLengthMs);
        const after = at + Math.max(0, written) + windowLengthMs;
        expect(isOpen(expiryOf(window, after), after)).toBe(false);
        if (written <= 0 && refusal === null) expect(expiresAt).toBe(at + written + windowLengthMs);
      }),
    );
  });

  it('the window is the same for every order and repetition of the events', () => {
    const event = fc.oneof(
      fc.integer({ min: 0, max: 10 }).map((hour) => wrote(at + hour * 3_600_000)),
      fc.integer({ min: 0, max: 10 }).map((hour) => refused(at + hour * 3_600_000)),
    );
    const orders = fc
      .array(event, { minLength: 1, maxLength: 8 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
        ),
      );
    fc.assert(
      fc.property(orders, ([events, shuffled]) => {
        expect(stateAfter(shuffled)).toEqual(stateAfter(events));
      }),
    );
  });
});

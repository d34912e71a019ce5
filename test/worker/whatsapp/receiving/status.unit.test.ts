import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareWords,
  joinStatus,
  type MessageStatus,
} from '../../../../worker/whatsapp/receiving/status.ts';

const status = fc.constantFrom<MessageStatus>(
  ...(['queued', 'sending', 'in_doubt', 'accepted', 'sent', 'delivered', 'read', 'failed'] as const),
);

describe('joinStatus', () => {
  it('joinStatus is a lattice: order, grouping and repetition of reports do not matter', () => {
    fc.assert(
      fc.property(status, status, status, (a, b, c) => {
        expect(joinStatus(a, b)).toBe(joinStatus(b, a));
        expect(joinStatus(a, joinStatus(b, c))).toBe(joinStatus(joinStatus(a, b), c));
        expect(joinStatus(a, a)).toBe(a);
      }),
    );
  });

  it('joinStatus never goes back from read to delivered', () => {
    expect(joinStatus('read', 'delivered')).toBe('read');
  });
});

describe('statuses of the same moment', () => {
  it('statuses of the same moment are sorted in the order in which they happen', () => {
    const words = ['read', 'failed', 'sent', 'warning', 'delivered'];
    expect(words.toSorted(compareWords)).toEqual(['warning', 'sent', 'delivered', 'read', 'failed']);
  });
});

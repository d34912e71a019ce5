import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PendingMessage } from '../../../widget/client/inbox-state.ts';
import { Outgoing } from '../../../widget/client/outgoing.ts';

const message = (key: string, sentAt: number): PendingMessage => ({
  key,
  conversationId: 1,
  sentAt,
  content: { type: 'text', text: { body: key } },
  replyTo: null,
  sendAt: null,
  ifLastSeq: null,
  isSequel: false,
  follows: null,
  upload: null,
  problem: null,
});

beforeEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('what is on its way', () => {
  it('is kept until it has arrived, in its order, for its number only', () => {
    const [first, second] = [message('first', 1), message('second', 2)];
    const outgoing = new Outgoing('1');
    outgoing.follow([], [second, first]);
    expect(new Outgoing('1').all()).toEqual([first, second]);
    expect(new Outgoing('2').all()).toEqual([]);
    outgoing.follow([second, first], [second]);
    expect(new Outgoing('1').all()).toEqual([second]);
  });

  it('that another page has kept is left alone', () => {
    new Outgoing('1').follow([], [message('theirs', 1)]);
    new Outgoing('1').follow([], [message('mine', 2)]);
    expect(new Outgoing('1').all().map(({ key }) => key)).toEqual(['theirs', 'mine']);
  });

  it('opens no hole: what is damaged is left out, and a full storage stops nothing', () => {
    localStorage.setItem('agent-console/1/outgoing/x', '{');
    expect(new Outgoing('1').all()).toEqual([]);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('Full', 'QuotaExceededError');
    });
    expect(() => new Outgoing('1').follow([], [message('one', 1)])).not.toThrow();
  });
});

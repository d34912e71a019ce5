import { beforeEach, describe, expect, it } from 'vitest';
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
  waitsFor: [],
  file: null,
  upload: null,
  problem: null,
});

beforeEach(() => {
  localStorage.clear();
});

describe('what is on its way', () => {
  it('is kept until it has arrived, in its order, for its number only', async () => {
    const [first, second] = [message('first', 1), message('second', 2)];
    const outgoing = new Outgoing('ana', '1');
    outgoing.follow([], [second, first]);
    expect(await new Outgoing('ana', '1').all()).toEqual([first, second]);
    expect(await new Outgoing('ana', '2').all()).toEqual([]);
    outgoing.follow([second, first], [second]);
    expect(await new Outgoing('ana', '1').all()).toEqual([second]);
  });

  it('that another page has kept is left alone', async () => {
    new Outgoing('ana', '1').follow([], [message('theirs', 1)]);
    new Outgoing('ana', '1').follow([], [message('mine', 2)]);
    expect((await new Outgoing('ana', '1').all()).map(({ key }) => key)).toEqual(['theirs', 'mine']);
  });

  it('that is damaged is left out and forgotten', async () => {
    const { upload: _, problem: __, ...whole } = message('x', 1);
    const damaged = ['{', 'null', '{"key":"x"}', JSON.stringify({ ...whole, content: { type: 'tex' } })];
    for (const [index, text] of damaged.entries())
      localStorage.setItem(`agent-console/ana/1/outgoing/${index}`, text);
    expect(await new Outgoing('ana', '1').all()).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('is that agent’s own: another one in the same browser does not send it', async () => {
    new Outgoing('ana', '1').follow([], [message('hers', 1)]);
    expect(await new Outgoing('ben', '1').all()).toEqual([]);
    expect((await new Outgoing('ana', '1').all()).map(({ key }) => key)).toEqual(['hers']);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Outgoing } from '../../../../widget/client/sending/outgoing.ts';
import type { PendingMessage } from '../../../../widget/client/state/inbox-state.ts';

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
  afterFiles: [],
  file: null,
  upload: null,
  problem: null,
});

beforeEach(() => {
  localStorage.clear();
});

describe('what is on its way', () => {
  it('pending messages are stored in order, for their number, until they arrive', async () => {
    const [first, second] = [message('first', 1), message('second', 2)];
    const outgoing = new Outgoing('ana', '1');
    outgoing.follow([], [second, first]);
    expect(await new Outgoing('ana', '1').all()).toEqual([first, second]);
    expect(await new Outgoing('ana', '2').all()).toEqual([]);
    outgoing.follow([second, first], [second]);
    expect(await new Outgoing('ana', '1').all()).toEqual([second]);
  });

  it('pending messages of another page are left alone', async () => {
    new Outgoing('ana', '1').follow([], [message('theirs', 1)]);
    new Outgoing('ana', '1').follow([], [message('mine', 2)]);
    expect((await new Outgoing('ana', '1').all()).map(({ key }) => key)).toEqual(['theirs', 'mine']);
  });

  it('a restored message keeps what it waits for and drops its old problem', async () => {
    const whole: PendingMessage = {
      ...message('whole', 5),
      ...{
        ifLastSeq: 7,
        isSequel: true,
        follows: 101,
        waitsFor: ['file-1'],
        afterFiles: [99, 100],
        sendAt: 9,
      },
      file: { id: 'f', name: 'a.pdf', type: 'application/pdf', size: 1 },
      replyTo: { id: 1, wamid: 'wamid.1', direction: 'in', content: { type: 'text', text: { body: 'Hi' } } },
    };
    const problem = { code: 'unreachable', message: 'No network.' };
    new Outgoing('ana', '1').follow([], [{ ...whole, problem }]);
    expect(await new Outgoing('ana', '1').all()).toEqual([whole]);
  });

  it('a stored message of an older version keeps the file it waits for', async () => {
    const { afterFiles: _, upload: _upload, problem: _problem, ...stored } = message('old', 5);
    localStorage.setItem('agent-console/ana/1/outgoing/old', JSON.stringify({ ...stored, afterFile: 100 }));
    expect((await new Outgoing('ana', '1').all()).map(({ afterFiles }) => afterFiles)).toEqual([[100]]);
  });

  it('a message is at risk only while the browser has no room for it', () => {
    const [held, kept] = [message('held', 1), message('kept', 2)];
    vi.stubGlobal('localStorage', {
      ...{ getItem: () => null, removeItem: () => {} },
      setItem: () => {
        throw new DOMException('Full', 'QuotaExceededError');
      },
    });
    const outgoing = new Outgoing('ana', '1');
    outgoing.follow([], [held]);
    expect(outgoing.isHeld(held)).toBe(true);
    vi.unstubAllGlobals();
    outgoing.follow([held], [held, kept]);
    expect([outgoing.isHeld(held), outgoing.isHeld(kept)]).toEqual([true, false]);
    outgoing.follow([held, kept], [kept]);
    expect(outgoing.isHeld(held)).toBe(false);
  });

  it('a damaged pending message is dropped', async () => {
    const { upload: _, problem: __, ...whole } = message('x', 1);
    const damaged = ['{', 'null', '{"key":"x"}', JSON.stringify({ ...whole, content: { type: 'tex' } })];
    damaged.push(JSON.stringify({ ...whole, key: '' }));
    for (const [index, text] of damaged.entries())
      localStorage.setItem(`agent-console/ana/1/outgoing/${index}`, text);
    expect(await new Outgoing('ana', '1').all()).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('a pending message is not sent by another agent in the same browser', async () => {
    new Outgoing('ana', '1').follow([], [message('hers', 1)]);
    expect(await new Outgoing('ben', '1').all()).toEqual([]);
    expect((await new Outgoing('ana', '1').all()).map(({ key }) => key)).toEqual(['hers']);
  });
});

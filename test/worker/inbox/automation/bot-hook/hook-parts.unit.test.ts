/** How the answer of a program is read, its token, and what it is asked. */
import { describe, expect, it } from 'vitest';
import { Gate } from '../../../../../worker/inbox/automation/bot-hook/gate.ts';
import { digestOf, readAnswer } from '../../../../../worker/inbox/automation/bot-hook/hook-answer.ts';
import { bodyOf } from '../../../../../worker/inbox/automation/bot-hook/hook-request.ts';
import { isTokenOf, lastIn, turnToken } from '../../../../../worker/inbox/automation/bot-hook/turn-token.ts';

const answered = (status: number, text: string, ms = 10) =>
  readAnswer({ status, error: null, retryAfterMs: null, text, ms }, 5_000);

describe('an answer', () => {
  it('is nothing, later, or a list of actions', () => {
    expect(answered(204, '')).toEqual({ outcome: 'answered', answer: { actions: [] } });
    expect(answered(200, ' ')).toEqual({ outcome: 'answered', answer: { actions: [] } });
    expect(answered(200, '{}')).toEqual({ outcome: 'answered', answer: { actions: [] } });
    expect(answered(202, 'ok')).toEqual({ outcome: 'later' });
    expect(answered(200, '{"actions":[{"type":"resolve"}]}')).toMatchObject({ outcome: 'answered' });
  });

  it('has failed if its body is cut off at the deadline', () => {
    expect(answered(200, '{"actions":[', 5_000)).toMatchObject({ fault: 'timeout' });
    expect(answered(200, '', 5_000)).toMatchObject({ fault: 'timeout' });
    expect(answered(200, '{"actions":[')).toMatchObject({ fault: 'not-json' });
  });

  it('has at most five messages, and does not both hand over and resolve', () => {
    const text = { type: 'reply', content: { type: 'text', text: { body: 'Hi' } } };
    const six = JSON.stringify({ actions: Array.from({ length: 6 }, () => text) });
    expect(answered(200, six)).toMatchObject({ fault: 'invalid' });
    expect(answered(200, '{"actions":[{"type":"hand-over"},{"type":"resolve"}]}')).toMatchObject({
      fault: 'invalid',
    });
  });

  it('is told from another one by its digest', async () => {
    const resolve = { actions: [{ type: 'resolve' as const }] };
    expect(await digestOf(resolve)).toBe(await digestOf({ actions: [{ type: 'resolve' }] }));
    expect(await digestOf(resolve)).not.toBe(await digestOf({ actions: [] }));
  });
});

describe('the token of a turn', () => {
  const about = { inbox: '1', turn: 7, last: 42 };

  it('is for one burst of one inbox, and made with a secret that may have been the one before', async () => {
    const token = await turnToken('whsec_new', about);
    expect(lastIn(token)).toBe(42);
    expect(await isTokenOf(['whsec_newer', 'whsec_new'], token, about)).toBe(true);
    for (const other of [{ inbox: '2' }, { turn: 8 }, { last: 43 }]) {
      expect(await isTokenOf(['whsec_new'], token, { ...about, ...other })).toBe(false);
    }
    expect(await isTokenOf(['whsec_other'], token, about)).toBe(false);
  });

  it('has a shape that is known before it is checked', () => {
    for (const text of ['', 'turn_1', 'mut_1', `turn_x_${'a'.repeat(43)}`]) expect(lastIn(text)).toBeNull();
  });
});

describe('a request', () => {
  const envelope = (body: string, earlier: number) => ({
    ...{ id: 'evt_1', type: 'turn.started', timestamp: '', version: 1 as const, seq: 1, previous: null },
    inbox: { id: '1', phoneNumberId: '1' },
    data: {
      messages: [{ id: 9, content: { type: 'text', text: { body } } }],
      history: Array.from({ length: earlier }, (_, id) => ({ id, content: 'x'.repeat(10_000) })),
    },
  });

  it('leaves out the earliest messages if it is longer than a webhook may be', () => {
    const { data } = JSON.parse(bodyOf(envelope('Hello', 10)));
    expect(data.history.map(({ id }: { id: number }) => id)).toEqual([4, 5, 6, 7, 8, 9]);
    expect(data.truncated).toBeUndefined();
  });

  it('says so if even what the customer wrote is too long', () => {
    const { data } = JSON.parse(bodyOf(envelope('x'.repeat(70_000), 2)));
    expect(data).toMatchObject({ truncated: true, history: [], messages: [{ id: 9, content: null }] });
  });
});

describe('the gate', () => {
  it('lets two through at a time, and nobody whose time is over', async () => {
    const gate = new Gate(2);
    const never = new AbortController().signal;
    const late = new AbortController();
    const order: number[] = [];
    const open: (() => void)[] = [];
    const pass = (id: number, signal = never) =>
      gate.run(signal, async () => {
        order.push(id);
        await new Promise<void>((resolve) => open.push(resolve));
        return id;
      });
    const all = [pass(1), pass(2), pass(3, late.signal), pass(4)];
    late.abort();
    expect(await all[2]).toBeNull();
    expect(order).toEqual([1, 2]);
    open[0]?.();
    await all[0];
    open[1]?.();
    await all[1];
    open[2]?.();
    expect(await all[3]).toBe(4);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyInbox,
  type InboxState,
  threadOf,
  unsentIn,
  withFrame,
  withRows,
} from '../../../widget/client/inbox-state.ts';
import { compare, usualView } from '../../../widget/client/list-view.ts';
import type { LiveFrame, Message } from '../../../worker/api.ts';
import { conversation, message } from '../agent-console/rows.ts';

const empty = emptyInbox('1');
const listOf = (state: InboxState) => [...state.conversations.values()].sort(compare(usualView, 0));
const rows = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 5 }), seq: fc.integer({ min: 1, max: 40 }) }),
  { selector: ({ id, seq }) => `${id}/${seq}`, minLength: 1, maxLength: 20 },
);
const version = ({ id, seq }: { id: number; seq: number }): Message =>
  message(id, { seq, content: { type: 'text', text: { body: `state ${seq}` } } });

describe('what a console knows', () => {
  it('comes to the same for every order, grouping and repetition of rows', () => {
    const arrivals = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
    );
    fc.assert(
      fc.property(arrivals, ([all, shuffled]) => {
        const atOnce = withRows(empty, [], all.map(version));
        const oneByOne = shuffled.reduce((state, row) => withRows(state, [], [version(row)]), empty);
        expect(threadOf(oneByOne, 1)).toEqual(threadOf(atOnce, 1));
        for (const { id, seq } of all) expect(atOnce.messages.get(id)?.seq).toBeGreaterThanOrEqual(seq);
      }),
    );
  });

  it('puts the newest conversation first and a late message where it belongs', () => {
    const state = withRows(
      empty,
      [conversation(1, { lastMessageAt: 10 }), conversation(2, { lastMessageAt: 20 })],
      [message(3, { sentAt: 30 }), message(4, { sentAt: 10 })],
    );
    expect(listOf(state).map(({ id }) => id)).toEqual([2, 1]);
    expect(threadOf(state, 1).map(({ id }) => id)).toEqual([4, 3]);
  });

  it('says that the last message failed, though its conversation was told before, until it goes after all', () => {
    const last = message(5, { seq: 5, direction: 'out', status: 'sent' });
    const told = withRows(empty, [conversation(1, { lastMessage: last })], []);
    expect(unsentIn(told).size).toBe(0);
    const failed = withRows(told, [], [{ ...last, seq: 6, status: 'failed' }]);
    expect(unsentIn(failed)).toEqual(new Map([[1, { isFailed: true, content: last.content }]]));
    expect(unsentIn(withRows(failed, [], [{ ...last, seq: 7, status: 'sent' }])).size).toBe(0);
  });

  it('takes a pending message away when its row has come', () => {
    const pending = {
      key: 'k',
      conversationId: 1,
      sentAt: 1,
      content: { type: 'text' as const, text: { body: 'Hi' } },
      replyTo: null,
      sendAt: null,
      ifLastSeq: null,
      isSequel: false,
      follows: null,
      waitsFor: [],
      file: null,
      upload: null,
      problem: null,
    };
    const state = withRows(
      { ...empty, pending: [pending] },
      [],
      [message(9, { key: 'k', direction: 'out' })],
    );
    expect(state.pending).toEqual([]);
    expect(threadOf(state, 1)).toHaveLength(1);
  });

  it('moves the messages of a conversation that was joined with another', () => {
    const known = withRows(empty, [conversation(1), conversation(2)], [message(5, { conversationId: 2 })]);
    const frame: LiveFrame = { type: 'merge', seq: 9, from: 2, into: 1 };
    const state = withFrame(known, frame);
    expect(listOf(state).map(({ id }) => id)).toEqual([1]);
    expect(threadOf(state, 1).map(({ id }) => id)).toEqual([5]);
  });

  it('hides a reaction, and an edit once its message is here', () => {
    const reaction = message(2, {
      target: 'wamid.1',
      content: { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } },
    });
    const edit = message(3, {
      target: 'wamid.1',
      content: { type: 'revoke', revoke: { original_message_id: 'wamid.1' } },
    });
    const before = withRows(empty, [], [reaction, edit]);
    expect(threadOf(before, 1).map(({ id }) => id)).toEqual([3]);
    expect(threadOf(withRows(before, [], [message(1)]), 1).map(({ id }) => id)).toEqual([1]);
  });
});

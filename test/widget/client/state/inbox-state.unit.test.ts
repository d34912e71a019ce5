import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyInbox,
  entriesOf,
  type InboxState,
  type PendingMessage,
  threadOf,
  unsentIn,
  withFrame,
  withRows,
} from '../../../../widget/client/state/inbox-state.ts';
import { compare, usualView } from '../../../../widget/client/state/list-view.ts';
import type { LiveFrame } from '../../../../worker/api/conversations/live.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../../worker/api/conversations/teamwork.ts';
import { conversation, message } from '../../agent-console/rows.ts';

const empty = emptyInbox('1');
const listOf = (state: InboxState) => [...state.conversations.values()].sort(compare(usualView, 0));
const rows = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 5 }), seq: fc.integer({ min: 1, max: 40 }) }),
  { selector: ({ id, seq }) => `${id}/${seq}`, minLength: 1, maxLength: 20 },
);
const version = ({ id, seq }: { id: number; seq: number }): Message =>
  message(id, { seq, content: { type: 'text', text: { body: `state ${seq}` } } });

const waiting = (key: string, change: Partial<PendingMessage> = {}): PendingMessage => ({
  ...{ key, conversationId: 1, sentAt: 1, content: { type: 'text', text: { body: 'Hi' } } },
  ...{
    replyTo: null,
    sendAt: null,
    ifLastSeq: null,
    isSequel: false,
    follows: null,
    waitsFor: [],
    afterFiles: [],
  },
  ...{ file: null, upload: null, problem: null },
  ...change,
});

describe('what a console knows', () => {
  it('rows in any order, grouping and repetition give the same state', () => {
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

  it('rows that are known already leave the state as it is, so that nothing is rendered again', () => {
    const row = conversation(1, { seq: 9 });
    const state = withRows(empty, [row], [message(5)]);
    expect(withRows(state, [row], [message(5)])).toBe(state);
    expect(withRows(state, [conversation(1, { seq: 10 })], [])).not.toBe(state);
    expect(withRows(state, [], [message(6)])).not.toBe(state);
    // A message that is known may be one that still waits here.
    const sent = { ...state, pending: [waiting('k')] };
    expect(withRows(sent, [], [message(5, { key: 'k' })]).pending).toEqual([]);
  });

  it('the newest conversation is first, and a late message takes its place by time', () => {
    const state = withRows(
      empty,
      [conversation(1, { lastMessageAt: 10 }), conversation(2, { lastMessageAt: 20 })],
      [message(3, { sentAt: 30 }), message(4, { sentAt: 10 })],
    );
    expect(listOf(state).map(({ id }) => id)).toEqual([2, 1]);
    expect(threadOf(state, 1).map(({ id }) => id)).toEqual([4, 3]);
  });

  it('a failed last message is shown until a retry succeeds, even if its conversation came first', () => {
    const last = message(5, { seq: 5, direction: 'out', status: 'sent' });
    const told = withRows(empty, [conversation(1, { lastMessage: last })], []);
    expect(unsentIn(told).size).toBe(0);
    const failed = withRows(told, [], [{ ...last, seq: 6, status: 'failed' }]);
    expect(unsentIn(failed)).toEqual(new Map([[1, { isFailed: true, content: last.content }]]));
    expect(unsentIn(withRows(failed, [], [{ ...last, seq: 7, status: 'sent' }])).size).toBe(0);
  });

  it('a pending message is replaced by its row', () => {
    const pending = waiting('k');
    const state = withRows(
      { ...empty, pending: [pending] },
      [],
      [message(9, { key: 'k', direction: 'out' })],
    );
    expect(state.pending).toEqual([]);
    expect(threadOf(state, 1)).toHaveLength(1);
  });

  it('pending messages stay until their own row comes, whatever their text', () => {
    const before = { ...empty, pending: [waiting('k'), waiting('other')] };
    const state = withRows(before, [], [message(9, { key: 'k', direction: 'out' }), message(10)]);
    expect(state.pending.map(({ key }) => key)).toEqual(['other']);
  });

  it('a pending message with a problem counts as not sent', () => {
    const problem = { code: 'unreachable', message: 'No network.' };
    const before = { ...withRows(empty, [conversation(1), conversation(2)], []), pending: [waiting('k')] };
    expect(unsentIn(before).size).toBe(0);
    const stuck = waiting('k', { problem, conversationId: 2 });
    expect(unsentIn({ ...before, pending: [stuck] })).toEqual(
      new Map([[2, { isFailed: false, content: stuck.content }]]),
    );
  });

  it('erasing a conversation drops its messages, pending ones included', () => {
    const entry = (id: number, conversationId: number): Entry => ({
      ...{ id, conversationId, at: id, by: null, key: null, type: 'window-closed' },
    });
    const known: InboxState = {
      ...withRows(
        empty,
        [conversation(1), conversation(2)],
        [message(5), message(6, { conversationId: 2 })],
        [entry(7, 1), entry(8, 2)],
      ),
      pending: [waiting('stays'), waiting('goes', { conversationId: 2 })],
    };
    const state = withFrame(known, { type: 'erase', seq: 9, conversationId: 2 });
    expect([...state.conversations.keys()]).toEqual([1]);
    expect([...state.messages.keys()]).toEqual([5]);
    expect([...state.entries.keys()]).toEqual([7]);
    expect(state.pending.map(({ key }) => key)).toEqual(['stays']);
  });

  it('merging moves all messages to the other conversation', () => {
    const entry: Entry = { id: 6, conversationId: 2, at: 6, by: null, key: null, type: 'window-closed' };
    const rows = withRows(
      empty,
      [conversation(1), conversation(2)],
      [message(5, { conversationId: 2 })],
      [entry],
    );
    const known = { ...rows, pending: [waiting('k', { conversationId: 2 }), waiting('l')] };
    const frame: LiveFrame = { type: 'merge', seq: 9, from: 2, into: 1 };
    const state = withFrame(known, frame);
    expect(listOf(state).map(({ id }) => id)).toEqual([1]);
    expect(threadOf(state, 1).map(({ id }) => id)).toEqual([5]);
    expect(entriesOf(state, 1)).toEqual([{ ...entry, conversationId: 1 }]);
    expect(state.pending.map(({ key, conversationId }) => [key, conversationId])).toEqual([
      ['k', 1],
      ['l', 1],
    ]);
  });

  it('reactions and edits are not shown as messages once their message is known', () => {
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

import { describe, expect, it } from 'vitest';
import {
  backTo,
  runBulk,
  runUndo,
  type StoreOf,
} from '../../../../widget/agent-console/list/bulk-commands.ts';
import type { SharedState } from '../../../../worker/api/conversations/conversations.ts';
import type { Bulk, PeopleCommand } from '../../../../worker/api/conversations/teamwork.ts';
import { conversation } from '../rows.ts';

const later = Date.now() + 60 * 60_000;
const ana = { id: 'ana', name: 'Ana' };
const open: SharedState = {
  ...{ id: 1, state: 'open', snoozedUntil: null, assignee: null, team: null, labels: ['a', 'b'] },
  ...{ mode: 'automatic', modeUntil: null },
};

describe('what takes a command for many back', () => {
  const resolve: PeopleCommand = { type: 'state', state: 'resolved' };
  const snooze: PeopleCommand = { type: 'state', state: 'snoozed', until: later };
  const give: PeopleCommand = { type: 'assign', to: 'ben' };
  const label: PeopleCommand = { type: 'label', add: ['b', 'c'] };
  const resolved: SharedState = { ...open, state: 'resolved' };
  const snoozed: SharedState = { ...open, state: 'snoozed', snoozedUntil: later };
  const ben = { ...open, assignee: { id: 'ben', name: 'Ben' } };

  it.each<[string, PeopleCommand, SharedState, SharedState, PeopleCommand | null]>([
    ['opens what was open', resolve, open, resolved, { type: 'state', state: 'open' }],
    ['snoozes until the time that it was snoozed until', resolve, snoozed, resolved, snooze],
    ['resolves what was resolved', snooze, resolved, snoozed, resolve],
    ['gives it to whom it was taken from', give, { ...open, assignee: ana }, ben, { ...give, to: 'ana' }],
    ['gives it to nobody, who had it', give, open, ben, { ...give, to: null }],
    [
      'gives it back to its team and its agent, so that no team chooses another one',
      { ...give, team: 'sales' },
      { ...open, assignee: ana },
      { ...ben, team: { id: 'sales', name: 'Sales' } },
      { ...give, to: 'ana', team: null },
    ],
    [
      'takes off the label that was put on, and not one that was there',
      label,
      open,
      { ...open, labels: ['a', 'b', 'c'] },
      { type: 'label', add: [], remove: ['c'] },
    ],
    [
      'puts on the label that was taken off',
      { type: 'label', remove: ['a'] },
      open,
      { ...open, labels: ['b'] },
      { type: 'label', add: ['a'], remove: [] },
    ],
    ['is nothing where nothing was changed', resolve, resolved, resolved, null],
    ['is nothing for the labels that were there', label, ben, ben, null],
    ['is nothing for what was read', { type: 'read' }, open, open, null],
  ])('%s', (_, command, before, now, back) => {
    expect(backTo(before, now, command)).toEqual(back);
  });
});

/** Two numbers, of which the second does not answer. */
function numbers(): { asked: [inbox: string, body: Bulk][]; storeOf: StoreOf; lost: Error } {
  const asked: [string, Bulk][] = [];
  const lost = new Error('No answer');
  const storeOf: StoreOf = (inbox) => ({
    bulk: async (body) => {
      asked.push([inbox, body]);
      if (inbox === 'two') throw lost;
      const rows = body.ids.map((id) => conversation(id));
      const conversations = rows.map((row) => ({ ...row, seq: row.seq + 100, state: 'resolved' as const }));
      return { conversations, before: rows, refused: [], missing: [] };
    },
  });
  return { asked, storeOf, lost };
}

describe('what is taken back later', () => {
  it('a late undo reopens a conversation whose snooze has ended', async () => {
    const { asked, storeOf } = numbers();
    const until = Date.now() - 1;
    await runUndo(
      [
        { inbox: 'one', id: 1, seq: 101, command: { type: 'state', state: 'snoozed', until } },
        { inbox: 'one', id: 2, seq: 102, command: { type: 'state', state: 'open' } },
      ],
      storeOf,
    );
    expect(asked.map(([, { ids, command }]) => [ids, command])).toEqual([
      [[1, 2], { type: 'state', state: 'open' }],
    ]);
  });
});

describe('a command for conversations of a number that does not answer', () => {
  const rows = [conversation(1, { inbox: 'one' }), conversation(2, { inbox: 'two' })];

  it('a bulk command that fails halfway reports what was done, with an undo for it', async () => {
    const { storeOf, lost } = numbers();
    const command: PeopleCommand = { type: 'state', state: 'resolved' };
    expect(await runBulk(command, rows, new Map(), storeOf)).toEqual({
      done: 1,
      refused: [],
      undo: [{ inbox: 'one', id: 1, seq: 101, command: { type: 'state', state: 'open' } }],
      failure: { reason: lost },
    });
  });

  it('undo runs once, where it still applies', async () => {
    const { asked, storeOf, lost } = numbers();
    const command: PeopleCommand = { type: 'state', state: 'open' };
    const undo = ['one', 'two'].map((inbox) => ({ inbox, id: 1, seq: 101, command }));
    const { rest, ...outcome } = await runUndo(undo, storeOf);
    expect(outcome).toEqual({ done: 1, left: 0, failure: { reason: lost } });
    expect(rest).toEqual(undo.slice(1));
    await runUndo(rest, storeOf);
    expect(asked.map(([inbox]) => inbox)).toEqual(['one', 'two', 'two']);
  });
});

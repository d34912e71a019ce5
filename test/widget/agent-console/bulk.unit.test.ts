import { describe, expect, it } from 'vitest';
import { backTo } from '../../../widget/agent-console/bulk.ts';
import type { BulkCommand, SharedState } from '../../../worker/api.ts';

const later = Date.now() + 60 * 60_000;
const ana = { id: 'ana', name: 'Ana' };
const open: SharedState = { id: 1, state: 'open', snoozedUntil: null, assignee: null, labels: ['a', 'b'] };

describe('what takes a command for many back', () => {
  const resolve: BulkCommand = { type: 'state', state: 'resolved' };
  const snooze: BulkCommand = { type: 'state', state: 'snoozed', until: later };
  const give: BulkCommand = { type: 'assign', to: 'ben' };
  const label: BulkCommand = { type: 'label', add: ['b', 'c'] };
  const resolved: SharedState = { ...open, state: 'resolved' };
  const snoozed: SharedState = { ...open, state: 'snoozed', snoozedUntil: later };
  const ben = { ...open, assignee: { id: 'ben', name: 'Ben' } };

  it.each<[string, BulkCommand, SharedState, SharedState, BulkCommand | null]>([
    ['opens what was open', resolve, open, resolved, { type: 'state', state: 'open' }],
    ['snoozes until the time that it was snoozed until', resolve, snoozed, resolved, snooze],
    [
      'opens what would have woken by now',
      resolve,
      { ...snoozed, snoozedUntil: Date.now() - 1 },
      resolved,
      { type: 'state', state: 'open' },
    ],
    ['resolves what was resolved', snooze, resolved, snoozed, resolve],
    ['gives it to whom it was taken from', give, { ...open, assignee: ana }, ben, { ...give, to: 'ana' }],
    ['gives it to nobody, who had it', give, open, ben, { ...give, to: null }],
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

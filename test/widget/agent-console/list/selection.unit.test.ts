import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allOf,
  type Choice,
  extended,
  kept,
  nothingChosen,
  toggled,
} from '../../../../widget/agent-console/list/selection.ts';
import type { InboxConversation } from '../../../../widget/client/state/inbox-state.ts';
import { conversation } from '../rows.ts';

const rows = Array.from({ length: 9 }, (_, index) => conversation(index + 1));
const place = fc.integer({ min: 0, max: rows.length - 1 });
const row = (at: number): InboxConversation => rows[at] ?? conversation(at + 1);
const places = ({ chosen }: Choice) => [...chosen.keys()].map((key) => Number(key.split('/')[1]) - 1).sort();
const between = (a: number, b: number) =>
  rows.map((_, at) => at).filter((at) => at >= Math.min(a, b) && at <= Math.max(a, b));

describe('rows that are chosen', () => {
  it('selecting and deselecting a row restores the selection', () => {
    fc.assert(
      fc.property(fc.uniqueArray(place), place, (others, at) => {
        const before = others.reduce((choice, other) => toggled(choice, row(other)), nothingChosen);
        expect(places(toggled(toggled(before, row(at)), row(at)))).toEqual(places(before));
      }),
    );
  });

  it('Shift selects the range between its first and last row', () => {
    fc.assert(
      fc.property(place, fc.array(place), place, (from, way, to) => {
        const begun = toggled(nothingChosen, row(from));
        const choice = [...way, to].reduce((before, at) => extended(before, rows, row(at)), begun);
        expect(places(choice)).toEqual(between(from, to));
      }),
    );
  });

  it('a Shift range keeps rows that were selected before', () => {
    const apart = toggled(toggled(nothingChosen, row(8)), row(0));
    expect(places(extended(apart, rows, row(2)))).toEqual([0, 1, 2, 8]);
    expect(places(extended(extended(apart, rows, row(2)), rows, row(1)))).toEqual([0, 1, 8]);
  });

  it('rows that leave the list are deselected', () => {
    const all = allOf(rows, nothingChosen);
    expect(kept(all, rows)).toBe(all);
    expect(places(kept(all, rows.slice(3, 5)))).toEqual([3, 4]);
  });

  it('a selected row remembers the state in which it was selected', () => {
    const first = toggled(nothingChosen, row(1));
    const later = rows.map((one) => ({ ...one, seq: one.seq + 100 }));
    const { chosen } = allOf(later, first);
    expect(chosen.get('1/2')).toBe(row(1).seq);
    expect(chosen.get('1/3')).toBe(row(2).seq + 100);
    const [second] = later.slice(1, 2);
    expect(extended(first, later, second ?? row(1)).chosen.get('1/2')).toBe(row(1).seq);
  });
});

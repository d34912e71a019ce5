import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  holds,
  type Stretch,
  shownPart,
  type ThreadParts,
  withNewer,
  withOlder,
  withPast,
} from '../../../../widget/client/state/stretch.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import { message } from '../../agent-console/rows.ts';

/** A thread whose messages have the ids 1 to `length`, and pages of it as the inbox gives them. */
function threadOf(length: number, limit: number) {
  const all = Array.from({ length }, (_, index) => message(index + 1));
  const idOf = (cursor: string) => Number(cursor.split('.')[1]);
  const page = (from: number, to: number): MessagePage => {
    const rows = all.slice(Math.max(0, from - 1), Math.max(0, to)).reverse();
    const cursor = (one: (typeof all)[number] | undefined) => (one ? `${one.sentAt}.${one.id}` : null);
    return {
      rows,
      next: from > 1 ? cursor(rows.at(-1)) : null,
      newer: to < length ? cursor(rows[0]) : null,
      entries: [],
    };
  };
  return {
    newest: () => page(length - limit + 1, length),
    before: (cursor: string) => page(idOf(cursor) - limit, idOf(cursor) - 1),
    after: (cursor: string) => page(idOf(cursor) + 1, Math.min(length, idOf(cursor) + limit)),
    around: (id: number) => page(Math.max(1, id - limit), Math.min(length, id + limit)),
  };
}

describe('the part of a thread that is shown', () => {
  it('a loaded stretch of a thread has every message between its ends and no other', () => {
    const move = fc.oneof(
      fc.constant({ type: 'older' as const }),
      fc.constant({ type: 'newer' as const }),
      fc.constant({ type: 'leave' as const }),
      fc.record({ type: fc.constant('around' as const), to: fc.integer({ min: 1, max: 80 }) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.array(move, { maxLength: 30 }), (length, moves) => {
        const thread = threadOf(length, 5);
        const here = new Set<number>();
        const take = (page: MessagePage) => {
          for (const { id } of page.rows) here.add(id);
          return page;
        };
        let parts: ThreadParts = {
          newest: { older: take(thread.newest()).next, newer: null },
          past: null,
        };
        const shown = (): Stretch => shownPart(parts);
        for (const one of moves) {
          const { older, newer } = shown();
          if (one.type === 'older' && older !== null) parts = withOlder(parts, take(thread.before(older)));
          if (one.type === 'newer' && newer !== null) parts = withNewer(parts, take(thread.after(newer)));
          if (one.type === 'leave') parts = { ...parts, past: null };
          if (one.type === 'around' && one.to <= length) {
            parts = withPast({ ...parts, past: null }, take(thread.around(one.to)));
            expect(holds(shown(), message(one.to))).toBe(true);
          }
          const seen = Array.from({ length }, (_, index) => index + 1).filter((id) =>
            holds(shown(), message(id)),
          );
          expect(seen.filter((id) => !here.has(id))).toEqual([]);
          expect(seen.at(-1)).toBe((seen[0] ?? 0) + seen.length - 1);
          if (shown().newer === null) expect(seen.at(-1)).toBe(length);
        }
      }),
    );
  });
});

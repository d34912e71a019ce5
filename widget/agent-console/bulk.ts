/** One command for many conversations, which may be of several numbers, and how it is taken back. */
import type { BulkCommand, BulkRefusal, SharedState } from '../../worker/api.ts';
import type { InboxSession } from '../client/inbox-session.ts';
import { type InboxConversation, keyOf } from '../client/inbox-state.ts';
import type { Chosen } from './choice.ts';

export type SessionOf = (inbox: string) => InboxSession | undefined;

export interface BulkOutcome {
  /** How many it was done to. */
  done: number;
  /** Those that are left as they were, as they are now. */
  refused: { conversation: InboxConversation; code: string; message: string }[];
  /** What takes it back; nothing for a conversation that it did not change. */
  undo: Undo[];
}

export interface Undo {
  inbox: string;
  id: number;
  command: BulkCommand;
  /** The change that is taken back: what has changed after it stays. */
  seq: number;
}

/** As many as the server takes at once. */
const portion = 200;

export async function runBulk(
  command: BulkCommand,
  rows: readonly InboxConversation[],
  chosen: Chosen,
  sessionOf: SessionOf,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: 0, refused: [], undo: [] };
  for (const [inbox, all] of Map.groupBy(rows, (row) => row.inbox)) {
    const session = sessionOf(inbox);
    for (let at = 0; session && at < all.length; at += portion) {
      const some = all.slice(at, at + portion);
      const seen = Object.fromEntries(some.map((row) => [row.id, chosen.get(keyOf(row)) ?? row.seq]));
      const { conversations, before, refused } = await session.bulk({
        ids: some.map(({ id }) => id),
        command,
        seen,
      });
      const why = new Map(refused.map((one): [number, BulkRefusal] => [one.id, one]));
      const was = new Map(before.map((one): [number, SharedState] => [one.id, one]));
      for (const conversation of conversations) {
        const { id, seq } = conversation;
        const refusal = why.get(id);
        if (refusal) {
          outcome.refused.push({ ...refusal, conversation: { ...conversation, inbox } });
          continue;
        }
        outcome.done += 1;
        const back = backTo(was.get(id), conversation, command);
        if (back) outcome.undo.push({ inbox, id, seq, command: back });
      }
    }
  }
  return outcome;
}

/** Each back to what it was. Returns how many are, and how many stay because something has happened since. */
export async function runUndo(
  undo: readonly Undo[],
  sessionOf: SessionOf,
): Promise<{ done: number; left: number }> {
  const total = { done: 0, left: 0 };
  const alike = Map.groupBy(undo, ({ inbox, command }) => JSON.stringify([inbox, command]));
  for (const all of alike.values()) {
    for (let at = 0; at < all.length; at += portion) {
      const some = all.slice(at, at + portion);
      const [first] = some;
      const session = first && sessionOf(first.inbox);
      if (!session) continue;
      const { refused, missing } = await session.bulk({
        ids: some.map(({ id }) => id),
        command: first.command,
        ifSeq: Object.fromEntries(some.map(({ id, seq }) => [id, seq])),
      });
      const left = refused.length + missing.length;
      total.left += left;
      total.done += some.length - left;
    }
  }
  return total;
}

/** Null where there is nothing to take back, or no way to: what somebody has read they have read. */
export function backTo(
  before: SharedState | undefined,
  now: SharedState,
  { type }: BulkCommand,
): BulkCommand | null {
  if (!before) return null;
  switch (type) {
    case 'assign':
      return before.assignee?.id === now.assignee?.id ? null : { type, to: before.assignee?.id ?? null };
    case 'label': {
      const add = before.labels.filter((id) => !now.labels.includes(id));
      const remove = now.labels.filter((id) => !before.labels.includes(id));
      return add.length + remove.length === 0 ? null : { type, add, remove };
    }
    case 'state': {
      const { state, snoozedUntil } = before;
      if (state === now.state && snoozedUntil === now.snoozedUntil) return null;
      if (state !== 'snoozed') return { type, state };
      // It would have opened by itself by now.
      if (snoozedUntil === null || snoozedUntil <= Date.now()) return { type, state: 'open' };
      return { type, state, until: snoozedUntil };
    }
    case 'read':
    case 'unread':
      return null;
  }
}

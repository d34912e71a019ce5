/** Runs one command on many conversations, also of several numbers, and undoes it. */
import type { SharedState } from '../../../worker/api/conversations/conversations.ts';
import type { BulkError, PeopleCommand } from '../../../worker/api/conversations/teamwork.ts';
import { type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import type { Chosen } from './selection.ts';

export type StoreOf = (inbox: string) => Pick<InboxStore, 'bulk'> | undefined;

export interface BulkOutcome {
  /** How many it was done to. */
  done: number;
  /** Those that are left as they were, as they are now. */
  refused: { conversation: InboxConversation; code: string; message: string }[];
  /** What takes it back; nothing for a conversation that it did not change. */
  undo: Undo[];
  /** Why it was not run on all of them. */
  failure: { reason: unknown } | null;
}

export interface Undo {
  inbox: string;
  id: number;
  command: PeopleCommand;
  /** The change to undo. Later changes stay. */
  seq: number;
}

export interface UndoOutcome {
  /** How many were undone. */
  done: number;
  /** How many stay, because something has happened since. */
  left: number;
  /** The rest to undo, and why it failed. */
  rest: readonly Undo[];
  failure: { reason: unknown } | null;
}

/** As many as the server takes at once. */
const portion = 200;

export async function runBulk(
  command: PeopleCommand,
  rows: readonly InboxConversation[],
  chosen: Chosen,
  storeOf: StoreOf,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: 0, refused: [], undo: [], failure: null };
  for (const some of portionsOf(rows, ({ inbox }) => inbox)) {
    const { inbox } = some[0];
    const store = storeOf(inbox);
    if (!store) continue;
    const ids = some.map(({ id }) => id);
    const seen = Object.fromEntries(some.map((row) => [row.id, chosen.get(keyOf(row)) ?? row.seq]));
    try {
      const { conversations, before, refused } = await store.bulk({ ids, command, seen });
      const why = new Map(refused.map((one): [number, BulkError] => [one.id, one]));
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
    } catch (reason) {
      // The part that succeeded is reported and can be undone.
      return { ...outcome, failure: { reason } };
    }
  }
  return outcome;
}

/** Restores each conversation. */
export async function runUndo(undo: readonly Undo[], storeOf: StoreOf): Promise<UndoOutcome> {
  const outcome = { done: 0, left: 0 };
  const due = undo.map((one) => ({ ...one, command: asOfNow(one.command) }));
  const portions = portionsOf(due, ({ inbox, command }) => JSON.stringify([inbox, command]));
  for (const [index, some] of portions.entries()) {
    const { inbox, command } = some[0];
    const store = storeOf(inbox);
    if (!store) continue;
    const ids = some.map(({ id }) => id);
    const ifSeq = Object.fromEntries(some.map(({ id, seq }) => [id, seq]));
    try {
      const { refused, missing } = await store.bulk({ ids, command, ifSeq });
      const left = refused.length + missing.length;
      outcome.left += left;
      outcome.done += some.length - left;
    } catch (reason) {
      return { ...outcome, rest: portions.slice(index).flat(), failure: { reason } };
    }
  }
  return { ...outcome, rest: [], failure: null };
}

/** A conversation whose snooze is over would have reopened automatically. */
function asOfNow(command: PeopleCommand): PeopleCommand {
  const isOver = command.type === 'state' && command.state === 'snoozed' && command.until <= Date.now();
  return isOver ? { type: 'state', state: 'open' } : command;
}

/** Those that one request can be about. */
function portionsOf<One>(all: readonly One[], kindOf: (one: One) => string): [One, ...One[]][] {
  return [...Map.groupBy(all, kindOf).values()].flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / portion) }, (_, index) =>
      alike.slice(index * portion, (index + 1) * portion),
    ).filter((some): some is [One, ...One[]] => some.length > 0),
  );
}

/** Null if there is nothing to undo, or it cannot be undone, such as reading. */
export function backTo(
  before: SharedState | undefined,
  now: SharedState,
  { type }: PeopleCommand,
): PeopleCommand | null {
  if (!before) return null;
  switch (type) {
    case 'assign':
      return backToAssignment(before, now);
    case 'label': {
      const add = before.labels.filter((id) => !now.labels.includes(id));
      const remove = now.labels.filter((id) => !before.labels.includes(id));
      return add.length + remove.length === 0 ? null : { type, add, remove };
    }
    case 'state': {
      const { state, snoozedUntil } = before;
      if (state === now.state && snoozedUntil === now.snoozedUntil) return null;
      if (state !== 'snoozed') return { type, state };
      return snoozedUntil === null ? { type, state: 'open' } : { type, state, until: snoozedUntil };
    }
    case 'mode':
      return before.mode === now.mode ? null : { type, mode: before.mode };
    case 'read':
    case 'unread':
      return null;
  }
}

/** The assignee is named in any case: a team would choose another one. */
function backToAssignment(before: SharedState, now: SharedState): PeopleCommand | null {
  const isOther = before.assignee?.id !== now.assignee?.id;
  const isOtherTeam = before.team?.id !== now.team?.id;
  if (!isOther && !isOtherTeam) return null;
  const team = isOtherTeam ? { team: before.team?.id ?? null } : {};
  return { type: 'assign', to: before.assignee?.id ?? null, ...team };
}

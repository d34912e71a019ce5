/** Which conversations of the list are chosen, to do the same to all of them. */
import { type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';

/** By the key of a conversation, the last change of it that could be seen when it was chosen. */
export type Chosen = ReadonlyMap<string, number>;

export interface Choice {
  chosen: Chosen;
  /** The row from which Shift extends the selection, and the rows selected before. */
  from: string | null;
  beside: Chosen;
}

export const nothingChosen: Choice = { chosen: new Map(), from: null, beside: new Map() };

type Rows = readonly InboxConversation[];

export function toggled({ chosen: before }: Choice, row: InboxConversation): Choice {
  const key = keyOf(row);
  const chosen = new Map(before);
  if (!chosen.delete(key)) chosen.set(key, row.seq);
  return { chosen, from: key, beside: chosen };
}

/** All from the row where it began to this one. */
export function extended(choice: Choice, rows: Rows, to: InboxConversation): Choice {
  const keys = rows.map(keyOf);
  const end = keys.indexOf(keyOf(to));
  const begin = choice.from === null ? -1 : keys.indexOf(choice.from);
  const from = begin < 0 ? end : begin;
  const range = rows.slice(Math.min(from, end), Math.max(from, end) + 1);
  return {
    chosen: new Map([...choice.beside, ...seenOf(range, choice.chosen)]),
    from: keys[from] ?? null,
    beside: choice.beside,
  };
}

export function allOf(rows: Rows, { chosen }: Choice): Choice {
  const all = new Map(seenOf(rows, chosen));
  return { chosen: all, from: null, beside: all };
}

/** Removes rows that are no longer in the list. Returns the same object if there are none. */
export function kept(choice: Choice, rows: Rows): Choice {
  const keys = new Set(rows.map(keyOf));
  if ([...choice.chosen.keys()].every((key) => keys.has(key))) return choice;
  const left = (chosen: Chosen) => new Map([...chosen].filter(([key]) => keys.has(key)));
  return { chosen: left(choice.chosen), from: choice.from, beside: left(choice.beside) };
}

/** Rows that were already selected keep the state in which the agent saw them. */
function seenOf(rows: Rows, chosen: Chosen): [key: string, seq: number][] {
  return rows.map((row) => [keyOf(row), chosen.get(keyOf(row)) ?? row.seq]);
}

/** Whose turn it is. */
import type { Distribution } from '../../../api/automation/assignment.ts';

export interface Candidate {
  id: string;
  /** How many open conversations they have. */
  open: number;
  /** The position of their last turn; 0 if they have had none. */
  turn: number;
}

export interface Choice {
  how: Exclude<Distribution, 'manual'>;
  maxOpen: number | null;
  /** Who is chosen before all others; null: nobody. */
  first: string | null;
}

/** The id of the agent; null if nobody has room. */
export function chooseAgent(
  candidates: readonly Candidate[],
  { how, maxOpen, first }: Choice,
): string | null {
  const free = candidates.filter(({ open }) => maxOpen === null || open < maxOpen);
  if (free.some(({ id }) => id === first)) return first;
  const [next] = free.toSorted(
    (a, b) => (how === 'least-open' ? a.open - b.open : 0) || a.turn - b.turn || (a.id < b.id ? -1 : 1),
  );
  return next?.id ?? null;
}

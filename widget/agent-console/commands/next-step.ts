/** Which conversation comes after one is resolved, snoozed or given away. Stored in this browser. */
import { local } from '../../client/browser/browser-storage.ts';
import { type InboxConversation, keyOf } from '../../client/state/inbox-state.ts';

export type NextStep = 'next' | 'previous' | 'list';
export const nextSteps: readonly NextStep[] = ['next', 'previous', 'list'];

const place = 'agent-console/next-step';

export function nextStep(): NextStep {
  const stored = local.get(place);
  return nextSteps.find((step) => step === stored) ?? 'next';
}

export function keepNextStep(step: NextStep): void {
  local.set(place, step);
}

/**
 * The row to go to from those in `done`, which was done to. At the end of the list it is the nearest in the other
 * direction; null: there is none, or the agent goes back to the list.
 */
export function rowAfter(
  rows: readonly InboxConversation[],
  done: ReadonlySet<string>,
  step: NextStep,
): InboxConversation | null {
  const at = rows.findIndex((row) => done.has(keyOf(row)));
  if (step === 'list' || at < 0) return null;
  const isLeft = (row: InboxConversation) => !done.has(keyOf(row));
  const below = rows.slice(at).find(isLeft);
  const above = rows.slice(0, at).findLast(isLeft);
  return (step === 'next' ? (below ?? above) : (above ?? below)) ?? null;
}

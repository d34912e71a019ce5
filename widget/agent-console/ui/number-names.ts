import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';

/** What to call each number where there are several: its name, and the number itself where two have the same. */
export function numberNames(numbers: readonly InboxSummary[]): ReadonlyMap<string, string> {
  return new Map(
    numbers.map(({ id, name, displayPhoneNumber }) => {
      const isAlone = numbers.every((other) => other.id === id || other.name !== name);
      return [id, isAlone ? name : `${name} ${displayPhoneNumber}`];
    }),
  );
}

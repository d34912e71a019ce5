/** Several searches as one: what they agree on comes first. */

/** How little it matters whether a search puts something first or third. Source: Cormack et al., SIGIR 2009. */
const damping = 60;

/** Merges lists that are sorted best first, by reciprocal rank. What is in several lists is in the result once. */
export function mergeRanks<Key>(lists: readonly (readonly Key[])[]): Key[] {
  const scores = new Map<Key, number>();
  for (const list of lists) {
    for (const [rank, key] of [...new Set(list)].entries()) {
      scores.set(key, (scores.get(key) ?? 0) + 1 / (damping + rank + 1));
    }
  }
  return [...scores].sort(([, a], [, b]) => b - a).map(([key]) => key);
}

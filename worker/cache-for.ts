/**
 * Caches values for a short time in this isolate, for hot paths. Other isolates see a change at most `milliseconds`
 * later.
 */
export function cacheFor<Key, Value>(
  milliseconds: number,
): (key: Key, ask: () => Promise<Value>) => Promise<Value> {
  const known = new Map<Key, { until: number; value: Value }>();
  return async (key, ask) => {
    const entry = known.get(key);
    if (entry && Date.now() < entry.until) return entry.value;
    const value = await ask();
    if (known.size >= 1_000) known.clear();
    known.set(key, { until: Date.now() + milliseconds, value });
    return value;
  };
}

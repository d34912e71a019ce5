/**
 * How long to wait before a retry: a random time below an exponentially growing limit, so that many waiting messages do
 * not retry at the same moment. Source: "full jitter" in
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 */
export interface Backoff {
  /** Maximum of the first wait. */
  firstMs: number;
  /** Maximum of any wait. */
  maxMs: number;
}

/**
 * Milliseconds to wait after the `failures`-th failure in a row (1, 2, …). `random` is in [0, 1).
 * If Meta requested `retryAfterSeconds`, the jitter is added to them.
 */
export function backoff(
  { firstMs, maxMs }: Backoff,
  failures: number,
  random: number,
  retryAfterSeconds: number | null = null,
): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** (failures - 1));
  return Math.round((retryAfterSeconds ?? 0) * 1000 + random * ceiling);
}

/**
 * How long to wait before trying again: exponentially longer, and at random below that, so that many waiting
 * messages do not come back at the same moment. Source: "full jitter" in
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 */
export interface Backoff {
  /** The most the first wait can be, in milliseconds. */
  first: number;
  /** The most any wait can be, in milliseconds. */
  longest: number;
}

/**
 * Milliseconds to wait after the `failures`-th failure in a row (1, 2, …). `random` is in [0, 1).
 * A `retryAfterSeconds` that Meta asked for is waited in full, with the jitter on top.
 */
export function backoff(
  { first, longest }: Backoff,
  failures: number,
  random: number,
  retryAfterSeconds: number | null = null,
): number {
  const ceiling = Math.min(longest, first * 2 ** (failures - 1));
  return Math.round((retryAfterSeconds ?? 0) * 1000 + random * ceiling);
}

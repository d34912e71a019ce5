/**
 * Waits by length, in buckets that can be added: those of ninety days give the median of ninety days, which the medians of
 * the days do not. A bucket is at most a quarter wider than it begins, from a minute on.
 */

/** How many waits each bucket has, by its index. */
export type Histogram = Record<string, number>;

/** In seconds: the longest wait of each bucket. The goals that an admin can set are among them, so what is within a goal is exact. */
export const bounds: readonly number[] = [
  0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 26, 30, 37, 45, 52, 60, 75, 90, 105, 120, 150, 180, 210, 240,
  300, 360, 450, 540, 600, 750, 900, 1_080, 1_200, 1_500, 1_800, 2_250, 2_700, 3_300, 3_600, 4_500, 5_400,
  6_600, 7_200, 9_000, 10_800, 12_600, 14_400, 18_000, 21_600, 25_200, 28_800, 36_000, 43_200, 54_000, 64_800,
  75_600, 86_400, 108_000, 129_600, 151_200, 172_800, 216_000, 259_200, 302_400, 345_600, 432_000, 518_400,
  604_800, 756_000, 907_200, 1_134_000, 1_209_600, 1_512_000, 1_814_400, 2_268_000, 2_592_000, 3_240_000,
  4_050_000, 5_000_000, 6_250_000, 7_776_000, 9_720_000, 12_000_000, 15_000_000, 18_750_000, 23_000_000,
  28_750_000, 35_000_000, 43_750_000,
];

export function bucketOf(seconds: number): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? 0) >= seconds) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function addTo(histogram: Histogram, seconds: number): void {
  const bucket = bucketOf(seconds);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

export function countOf(histogram: Histogram): number {
  return Object.values(histogram).reduce((all, count) => all + count, 0);
}

/** How many are not longer than a bound. */
export function countWithin(histogram: Histogram, seconds: number): number {
  const last = bucketOf(seconds);
  return Object.entries(histogram).reduce(
    (all, [bucket, count]) => all + (Number(bucket) <= last ? count : 0),
    0,
  );
}

/** The lengths by which waits are shown, in seconds. All are bounds, so that what is counted is exact. */
const shownLengths = [60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 259_200, 604_800] as const;

/** How many waits took how long, shortest first. */
export function lengthsOf(histogram: Histogram): { upTo: number | null; count: number }[] {
  let within = 0;
  const all = countOf(histogram);
  const rows = shownLengths.map((upTo) => {
    const count = countWithin(histogram, upTo) - within;
    within += count;
    return { upTo, count };
  });
  return [...rows, { upTo: null, count: all - within }];
}

/** The bound of the bucket that has this share of the waits below it; null without waits. */
export function quantileOf(histogram: Histogram, share: number): number | null {
  const rank = rankOf(countOf(histogram), share);
  let seen = 0;
  for (let bucket = 0; bucket <= bounds.length; bucket++) {
    seen += histogram[bucket] ?? 0;
    if (seen > rank) return bounds[bucket] ?? bounds.at(-1) ?? 0;
  }
  return null;
}

/** The same of the waits themselves. */
export function exactQuantile(sorted: ArrayLike<number>, share: number): number | null {
  return sorted[rankOf(sorted.length, share)] ?? null;
}

/** Nearest rank: the smallest value that at least this share of all is not above. */
function rankOf(count: number, share: number): number {
  return Math.max(0, Math.ceil(count * share) - 1);
}

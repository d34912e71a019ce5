/** How long a business was open: what counts of the time for which somebody waits. */
import type { BusinessHours } from '../../api/numbers/hours.ts';
import { openingAt } from '../../opening-hours.ts';

/** Unix milliseconds; the end is not part of it. */
export type OpenSpan = readonly [from: number, to: number];

/** When it is open between two times; without hours, always. */
export function openSpans(hours: BusinessHours | null, from: number, until: number): OpenSpan[] {
  if (hours === null) return [[from, until]];
  const spans: OpenSpan[] = [];
  for (let at = from; at < until; ) {
    const { isOpen, changesAt } = openingAt(hours, at);
    const next = Math.min(changesAt ?? until, until);
    if (isOpen) spans.push([at, next]);
    at = next;
  }
  return spans;
}

/** When it has been open for so long since a time; Infinity: not within these spans. */
export function afterOpenTime(spans: readonly OpenSpan[], since: number, ms: number): number {
  let left = ms;
  for (const [from, to] of spans) {
    const start = Math.max(from, since);
    if (start >= to) continue;
    if (to - start >= left) return start + left;
    left -= to - start;
  }
  return Number.POSITIVE_INFINITY;
}

/** Interprets an answer: whether the event was delivered, and whether it or the whole endpoint has to wait. */
import type { Answer } from './post.ts';

export type Verdict =
  | 'delivered'
  /** The endpoint rejects this event. Others may continue. */
  | 'refused'
  /** The endpoint accepts nothing at the moment. */
  | 'failed'
  /** The endpoint asks for no further events. */
  | 'gone';

/** Statuses that concern the whole endpoint or its gateway, not one event. 500 can be either. */
const ofEndpoint = new Set([408, 425, 429, 502, 503, 504]);

export function verdictOf({ status, error }: Pick<Answer, 'status' | 'error'>): Verdict {
  if (status === null || error !== null) return 'failed';
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return 'gone';
  return ofEndpoint.has(status) ? 'failed' : 'refused';
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits after each failure of one event, about three days in all. After the last one it is given up. */
export const eventWaits: readonly number[] = [
  ...[5 * second, 30 * second, 5 * minute, 30 * minute],
  ...[2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour],
];
/** Waits after each failure of an endpoint. The last one repeats. */
const endpointWaits: readonly number[] = [
  ...[5 * second, 30 * second, 2 * minute, 5 * minute, 15 * minute, 30 * minute, hour],
];

/** With jitter below the wait, so that events that failed together are not retried together. Null to give up. */
export function eventWait(tries: number, random: number): number | null {
  const wait = eventWaits[tries - 1];
  return wait === undefined ? null : jittered(wait, random);
}

export function endpointWait(tries: number, random: number, retryAfterMs: number | null): number {
  const wait = endpointWaits[Math.min(tries, endpointWaits.length) - 1] ?? hour;
  return Math.max(jittered(wait, random), retryAfterMs ?? 0);
}

function jittered(wait: number, random: number): number {
  return Math.round(wait * (0.8 + 0.2 * random));
}

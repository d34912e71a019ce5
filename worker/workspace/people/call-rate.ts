/** How often each API token has called within a minute. Only in memory: after a restart, counting begins again. */

export const maxCallsAMinute = 600;
const minuteMs = 60_000;

export interface CallRate {
  limit: number;
  /** Calls that are left in this minute; negative for one that is too many. */
  remaining: number;
  /** When counting begins again. */
  resetsAt: number;
}

export class CallRates {
  #counts = new Map<string, { calls: number; resetsAt: number }>();

  /** Counts one call. */
  count(tokenId: string, now: number): CallRate {
    const known = this.#counts.get(tokenId);
    const current = known && now < known.resetsAt ? known : { calls: 0, resetsAt: now + minuteMs };
    current.calls += 1;
    this.#counts.set(tokenId, current);
    return {
      limit: maxCallsAMinute,
      remaining: maxCallsAMinute - current.calls,
      resetsAt: current.resetsAt,
    };
  }
}

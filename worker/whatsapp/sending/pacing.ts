/**
 * Keeps the sending rate within WhatsApp's limits. The state of a pace is one time, the theoretical arrival time of the
 * generic cell rate algorithm: it moves forward with every message, and its distance from now is the part of the burst
 * that has been used. Source of the limits:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
export interface Pace {
  /** Average interval between messages. */
  intervalMs: number;
  /** How many messages can be sent at once. */
  burst: number;
}

/**
 * To one customer: one message every 6 seconds, after a burst of 45 that refills at the same rate. One message of the
 * burst is left unused, because messages take different times to reach Meta.
 */
export const pairPace: Pace = { intervalMs: 6_000, burst: 44 };

/** Messages per second of a number: 80, or 20 if it is also in the phone app, or up to 1,000 if Meta raised the limit. */
export const defaultRate = 80;

/**
 * Slightly below the rate, so that a burst plus the pace stays within it in any second, even if messages arrive closer
 * together than they were sent.
 */
export function numberPace(rate: number): Pace {
  const burst = Math.max(1, Math.floor(rate / 20));
  return { intervalMs: 1_000 / Math.max(1, Math.floor(rate * 0.85) - burst), burst };
}

/** When the next message can be sent: `now` or later. `arrival` is 0 before the first one. */
export function turnAt({ intervalMs, burst }: Pace, arrival: number, now: number): number {
  return Math.max(now, Math.ceil(arrival - (burst - 1) * intervalMs));
}

/** The theoretical arrival time after a message that was sent at `at`. */
export function arrivalAfter({ intervalMs }: Pace, arrival: number, at: number): number {
  return Math.max(arrival, at) + intervalMs;
}

/**
 * Keeping WhatsApp's limits instead of hitting them. A pace is told by one time, the theoretical arrival time of the
 * generic cell rate algorithm: it moves forward with every message, and how far it is ahead of now is how much of the
 * burst has been used. Source of the limits:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
export interface Pace {
  /** Milliseconds for each message, in the long run. */
  every: number;
  /** How many may go at once. */
  burst: number;
}

/**
 * To one customer: one message each 6 seconds, after a burst of 45 that is paid back in the same measure. One is left
 * unused, because a message does not take the same time to Meta as the one before it.
 */
export const pairPace: Pace = { every: 6_000, burst: 44 };

/** Of a number, in messages a second: 80, or 20 when it is also in the phone app, or up to 1,000 when Meta raised it. */
export const defaultRate = 80;

/**
 * Below the rate, so that a burst and the pace together stay within it in any second, even when messages that left
 * one after another arrive closer together.
 */
export function numberPace(rate: number): Pace {
  const burst = Math.max(1, Math.floor(rate / 20));
  return { every: 1_000 / Math.max(1, Math.floor(rate * 0.85) - burst), burst };
}

/** When the next message may go: `now`, or later. `arrival` is 0 before the first one. */
export function turnAt({ every, burst }: Pace, arrival: number, now: number): number {
  return Math.max(now, Math.ceil(arrival - (burst - 1) * every));
}

/** The theoretical arrival time after a message has gone at `at`. */
export function arrivalAfter({ every }: Pace, arrival: number, at: number): number {
  return Math.max(arrival, at) + every;
}

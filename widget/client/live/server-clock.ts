/**
 * The time by the Worker's clock. An agent's computer can be minutes or hours off, and reply windows, file tickets and
 * the times of messages go by the Worker's.
 */
let aheadMs = 0;
/** As long as a frame may take to arrive: less says nothing about the clock. */
const usualMs = 5_000;

/** `now` is the Worker's current time. Returns whether that changes what {@link serverNow} says. */
export function setServerTime(now: number): boolean {
  const before = aheadMs;
  const difference = Date.now() - now;
  aheadMs = Math.abs(difference) > usualMs ? difference : 0;
  return Math.abs(aheadMs - before) > usualMs;
}

export function serverNow(): number {
  return Date.now() - aheadMs;
}

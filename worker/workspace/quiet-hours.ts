import type { QuietHours } from '../api.ts';

/** Whether it is quiet now, where the agent is; a quiet time may go on past midnight. Empty when it ends as it begins. */
export function isQuiet(quiet: QuietHours | null, now: number): boolean {
  if (quiet === null) return false;
  const { from, to, timeZone } = quiet;
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

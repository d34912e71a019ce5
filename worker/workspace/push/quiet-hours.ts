import type { QuietHours } from '../../api/people/push.ts';

/** Whether the agent has quiet hours now. They can go past midnight, and are empty if start and end are the same. */
export function isQuiet(quiet: QuietHours | null, now: number): boolean {
  if (quiet === null) return false;
  const { from, to } = quiet;
  const time = clockIn(quiet.timeZone, now);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

/** When the quiet hours end, to the minute. Up to an hour early on the night of a clock change. */
export function quietUntil({ to, timeZone }: QuietHours, now: number): number {
  const minutes = minutesOf(to) - minutesOf(clockIn(timeZone, now));
  return now - (now % 60_000) + (minutes > 0 ? minutes : minutes + 24 * 60) * 60_000;
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function clockIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
}

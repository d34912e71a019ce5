import { speech } from '../../locales/speak.ts';

/** Zones further apart than this say too little. */
const mostApart = 2 * 60;

/** The customer's possible local time: one time or a range; null if it is unknown. */
export function localTimeText(zones: readonly string[], now: number): string | null {
  const times = zones.map((zone) => ({ zone, minutes: minutesOf(zone, now) }));
  const [first] = times;
  if (!first) return null;
  const sorted = times.sort((a, b) => a.minutes - b.minutes);
  const [earliest, latest] = [sorted[0] ?? first, sorted.at(-1) ?? first];
  if (latest.minutes - earliest.minutes > mostApart) return null;
  const text = (zone: string) =>
    new Intl.DateTimeFormat(speech.locale, { timeZone: zone, timeStyle: 'short' }).format(now);
  return earliest.minutes === latest.minutes
    ? text(first.zone)
    : `${text(earliest.zone)}–${text(latest.zone)}`;
}

/** The wall clock there, as minutes of one calendar. */
function minutesOf(zone: string, now: number): number {
  const format = new Intl.DateTimeFormat('en', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}

/** Whether a business is open, from its hours. The card of the button runs it in the browser. */
import type { BusinessHours, Weekday } from './api/numbers/hours.ts';

/** `changesAt`: when the business next opens or closes, in Unix milliseconds; null if not within three weeks. */
export interface Opening {
  isOpen: boolean;
  changesAt: number | null;
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
/** Clocks change only on a quarter of an hour, so the time zone is looked up once for each. */
const quarterMinutes = 15;
const maxLookaheadMinutes = 21 * dayMinutes;

const weekdays: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/** Whether the business is open, by its local time. Throws if the time zone is unknown. */
export function openingAt(hours: BusinessHours, at: number): Opening {
  const wall = wallClock(hours.timeZone);
  const spans = spansAround(hours, wall(at));
  const isOpenOn = (clock: number) => spans.some(([from, to]) => clock >= from && clock < to);
  const isOpen = isOpenOn(wall(at));
  const first = Math.floor(at / minuteMs) + 1;
  let clock = wall(first * minuteMs);
  for (let next = first; next < first + maxLookaheadMinutes; next++, clock++) {
    if (next % quarterMinutes === 0) clock = wall(next * minuteMs);
    if (isOpenOn(clock) !== isOpen) return { isOpen, changesAt: next * minuteMs };
  }
  return { isOpen, changesAt: null };
}

/** Converts a Unix time into local time, in minutes since 1970 as if that clock had always been UTC. */
export function wallClock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour, minute: minutes } = part;
    return Date.UTC(year, month - 1, day, hour, minutes) / minuteMs;
  };
}

/** Opening times in local minutes, from yesterday, whose hours may end after midnight, to a day after the maximum. */
function spansAround(hours: BusinessHours, clock: number): [from: number, to: number][] {
  const spans: [number, number][] = [];
  const yesterday = Math.floor(clock / dayMinutes - 1) * dayMinutes;
  for (let day = yesterday; day <= clock + maxLookaheadMinutes + dayMinutes; day += dayMinutes) {
    const date = new Date(day * minuteMs);
    const weekday = weekdays[date.getUTCDay()] ?? 'sunday';
    const written = hours.days?.[date.toISOString().slice(0, 10)] ?? hours.week[weekday] ?? '';
    for (const [, ...numbers] of written.matchAll(/(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)/g)) {
      const [hour = 0, minutes = 0, endHour = 0, endMinutes = 0] = numbers.map(Number);
      const from = day + hour * 60 + minutes;
      const to = day + endHour * 60 + endMinutes;
      spans.push([from, to > from ? to : to + dayMinutes]);
    }
  }
  return spans;
}

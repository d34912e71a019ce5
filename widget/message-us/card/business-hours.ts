import type { BusinessHours, Weekday } from '../../../worker/api/button.ts';

/** `changesAt`: when it opens or closes next, Unix milliseconds; null when that is further away than three weeks. */
export interface Opening {
  isOpen: boolean;
  changesAt: number | null;
}

const minute = 60_000;
const dayLength = 24 * 60;
/** Clocks are changed at a quarter of an hour, so that within one they run on. */
const quarter = 15;
const furthest = 21 * dayLength;

const weekdays: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/** Whether it is open at a moment, by the clock on the wall of the business; throws on an unknown time zone. */
export function openingAt(hours: BusinessHours, at: number): Opening {
  const wall = wallClock(hours.timeZone);
  const spans = spansAround(hours, wall(at));
  const isOpenOn = (clock: number) => spans.some(([from, to]) => clock >= from && clock < to);
  const isOpen = isOpenOn(wall(at));
  const first = Math.floor(at / minute) + 1;
  let clock = wall(first * minute);
  for (let next = first; next < first + furthest; next++, clock++) {
    if (next % quarter === 0) clock = wall(next * minute);
    if (isOpenOn(clock) !== isOpen) return { isOpen, changesAt: next * minute };
  }
  return { isOpen, changesAt: null };
}

/** Minutes that the clock shows, counted from 1970 as if there were no time zones. */
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
    return Date.UTC(year, month - 1, day, hour, minutes) / minute;
  };
}

/** When it is open, by that clock: from yesterday, whose evening may be late, to a day past the furthest. */
function spansAround(hours: BusinessHours, clock: number): [from: number, to: number][] {
  const spans: [number, number][] = [];
  const yesterday = Math.floor(clock / dayLength - 1) * dayLength;
  for (let day = yesterday; day <= clock + furthest + dayLength; day += dayLength) {
    const date = new Date(day * minute);
    const weekday = weekdays[date.getUTCDay()] ?? 'sunday';
    const written = hours.days?.[date.toISOString().slice(0, 10)] ?? hours.week[weekday] ?? '';
    for (const [, ...numbers] of written.matchAll(/(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)/g)) {
      const [hour = 0, minutes = 0, endHour = 0, endMinutes = 0] = numbers.map(Number);
      const from = day + hour * 60 + minutes;
      const to = day + endHour * 60 + endMinutes;
      spans.push([from, to > from ? to : to + dayLength]);
    }
  }
  return spans;
}

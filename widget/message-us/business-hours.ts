import type { BusinessHours, Weekday } from '../../worker/api.ts';

/** `changesAt`: when it opens or closes next, Unix milliseconds; null when that is further away than three weeks. */
export interface Opening {
  isOpen: boolean;
  changesAt: number | null;
}

const minute = 60_000;
/** Clocks are changed at a quarter of an hour, so that within one they run on. */
const quarter = 15;
const furthest = 21 * 24 * 60;

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
  const isOpen = isOpenOn(hours, wall(at));
  const first = Math.floor(at / minute);
  for (let next = first + 1; next <= first + furthest; ) {
    const clock = wall(next * minute);
    const inStep = quarter - (next % quarter);
    for (let later = 0; later < inStep; later++) {
      if (isOpenOn(hours, clock + later) !== isOpen) return { isOpen, changesAt: (next + later) * minute };
    }
    next += inStep;
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

const dayLength = 24 * 60;

function isOpenOn(hours: BusinessHours, clock: number): boolean {
  const day = Math.floor(clock / dayLength);
  const time = clock - day * dayLength;
  return (
    spansOf(hours, day).some(([from, to]) => time >= from && time < to) ||
    // Yesterday's late evening.
    spansOf(hours, day - 1).some(([, to]) => time + dayLength < to)
  );
}

const remembered = new WeakMap<BusinessHours, Map<number, [from: number, to: number][]>>();

/** When a day is open, in minutes from its beginning; the end may be in the next day. */
function spansOf(hours: BusinessHours, day: number): [from: number, to: number][] {
  const known = remembered.get(hours) ?? new Map<number, [number, number][]>();
  remembered.set(hours, known);
  const before = known.get(day);
  if (before) return before;
  const date = new Date(day * dayLength * minute);
  const weekday = weekdays[date.getUTCDay()] ?? 'sunday';
  const written = hours.days?.[date.toISOString().slice(0, 10)] ?? hours.week[weekday] ?? '';
  const spans = [...written.matchAll(/(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})/g)].map(
    ([, ...numbers]): [number, number] => {
      const [hour = 0, minutes = 0, endHour = 0, endMinutes = 0] = numbers.map(Number);
      const from = hour * 60 + minutes;
      const to = endHour * 60 + endMinutes;
      return [from, to > from ? to : to + dayLength];
    },
  );
  known.set(day, spans);
  return spans;
}

/** Local days and hours of a time zone. A day is a whole number: local days since 1970. */
import { wallClock } from '../../../opening-hours.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
const dayMs = dayMinutes * minuteMs;
/** Clocks change only on a quarter of an hour, so the time zone is looked up once for each. */
const quarterMs = 15 * minuteMs;
const maxRemembered = 5_000;

export class DayClock {
  readonly timeZone: string;
  #wall: (at: number) => number;
  /** The local time of each quarter of an hour, in minutes. */
  #quarters = new Map<number, number>();
  #starts = new Map<number, number>();

  constructor(timeZone: string) {
    this.timeZone = timeZone;
    this.#wall = wallClock(timeZone);
  }

  dayOf(at: number): number {
    return Math.floor(this.#minutes(at) / dayMinutes);
  }

  hourOf(at: number): number {
    return Math.floor(this.minuteOf(at) / 60);
  }

  /** Minutes since midnight, as the clock shows them. */
  minuteOf(at: number): number {
    return this.#minutes(at) % dayMinutes;
  }

  /** The first moment of a day. A day has 23 or 25 hours when the clocks change. */
  startOf(day: number): number {
    const known = this.#starts.get(day);
    if (known !== undefined) return known;
    // No zone is further than 16 hours from UTC.
    let [low, high] = [
      (day * dayMs - 16 * 60 * minuteMs) / quarterMs,
      (day * dayMs + 16 * 60 * minuteMs) / quarterMs,
    ];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.dayOf(middle * quarterMs) >= day) high = middle;
      else low = middle;
    }
    const start = high * quarterMs;
    if (this.#starts.size > maxRemembered) this.#starts.clear();
    this.#starts.set(day, start);
    return start;
  }

  /** The hours of a day by their label, with how much of each there is: 1, 0.5, or 2 if the clocks are put back. */
  hoursIn(day: number): Map<number, number> {
    const hours = new Map<number, number>();
    for (let at = this.startOf(day); at < this.startOf(day + 1); at += quarterMs) {
      const hour = this.hourOf(at);
      hours.set(hour, (hours.get(hour) ?? 0) + quarterMs / (60 * minuteMs));
    }
    return hours;
  }

  /** In local minutes since 1970, as if the clock had always been UTC. */
  #minutes(at: number): number {
    const quarter = Math.floor(at / quarterMs);
    let minutes = this.#quarters.get(quarter);
    if (minutes === undefined) {
      if (this.#quarters.size > maxRemembered) this.#quarters.clear();
      minutes = this.#wall(quarter * quarterMs);
      this.#quarters.set(quarter, minutes);
    }
    return minutes + Math.floor((at % quarterMs) / minuteMs);
  }
}

/** 1: Monday, as in ISO 8601. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The first day of the month of a day. */
export function monthStart(day: number): number {
  return dayOfDate(`${dateOf(day).slice(0, 7)}-01`);
}

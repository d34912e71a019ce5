/** How much of a wait was within the business hours. */
import type { BusinessHours, Weekday } from '../../../api/numbers/hours.ts';
import { DayClock, dateOf, weekdayOf } from './day-clock.ts';

const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];
const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const maxDays = 400;

type Span = readonly [from: number, to: number];

export class OpenTime {
  #hours: BusinessHours;
  #clock: DayClock;
  /** The spans that begin on a day, in Unix milliseconds. */
  #days = new Map<number, Span[]>();

  constructor(hours: BusinessHours) {
    this.#hours = hours;
    this.#clock = new DayClock(hours.timeZone);
  }

  /** In milliseconds. */
  between(from: number, to: number): number {
    const last = this.#clock.dayOf(to);
    let open = 0;
    // The hours of the day before may end after midnight. Spans that overlap count once.
    let counted = from;
    for (let day = Math.max(this.#clock.dayOf(from) - 1, last - maxDays); day <= last; day++) {
      for (const [begin, end] of this.#spansOf(day)) {
        const [start, stop] = [Math.max(begin, counted), Math.min(end, to)];
        if (stop <= start) continue;
        open += stop - start;
        counted = stop;
      }
    }
    return open;
  }

  #spansOf(day: number): Span[] {
    const known = this.#days.get(day);
    if (known) return known;
    const weekday = weekdays[weekdayOf(day) - 1] ?? 'monday';
    const written = this.#hours.days?.[dateOf(day)] ?? this.#hours.week[weekday] ?? '';
    const spans = [...written.matchAll(/(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)/g)].map(
      ([, ...numbers]): Span => {
        const [hour = 0, minutes = 0, endHour = 0, endMinutes = 0] = numbers.map(Number);
        const [from, to] = [hour * 60 + minutes, endHour * 60 + endMinutes];
        return [this.#moment(day, from), this.#moment(day, to > from ? to : to + 24 * 60)];
      },
    );
    spans.sort(([a], [b]) => a - b);
    this.#days.set(day, spans);
    return spans;
  }

  /** When the local clock shows so many minutes after midnight; the next moment if it skips them. */
  #moment(day: number, minutes: number): number {
    if (minutes >= 24 * 60) return this.#moment(day + 1, minutes - 24 * 60);
    const start = this.#clock.startOf(day);
    const end = this.#clock.startOf(day + 1);
    for (let at = start; at < end; at += quarterMs) {
      const shown = this.#clock.minuteOf(at);
      if (shown <= minutes && minutes < shown + 15) return at + (minutes - shown) * minuteMs;
      if (shown > minutes) return at;
    }
    return end;
  }
}

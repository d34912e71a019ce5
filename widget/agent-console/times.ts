import { strings } from '../locales/strings.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A formatter is costly to make and is needed for every row. */
const shortTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const preciseTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const relativeDay = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

export function timeText(at: number): string {
  return shortTime.format(at);
}

/** With seconds. */
export function preciseTimeText(at: number): string {
  return preciseTime.format(at);
}

/** Day and time. */
export function momentText(at: number): string {
  return moment.format(at);
}

export function dayText(at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / (24 * hour));
  if (days >= -1 && days <= 0) {
    return relativeDay.format(days, 'day');
  }
  return longDay.format(at);
}

/** For the list: the time today, the day before that. */
export function listTimeText(at: number, now: number): string {
  if (startOfDay(at) === startOfDay(now)) return timeText(at);
  return shortDay.format(at);
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** How long the customer service window stays open; null when it is closed. */
export function windowText(expiresAt: number | null, now: number): string | null {
  if (expiresAt === null || expiresAt <= now) return null;
  const left = expiresAt - now;
  if (left >= hour) return strings.hoursLeft(Math.floor(left / hour));
  return strings.minutesLeft(Math.max(1, Math.floor(left / minute)));
}

/** `1:07`, from seconds. */
export function durationText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

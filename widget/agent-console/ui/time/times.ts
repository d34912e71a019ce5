import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings-first-load.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A formatter is costly to make and is needed for every row, so they are kept for the language that is spoken. */
function formatsIn(locale: string) {
  return {
    locale,
    shortTime: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    preciseTime: new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    shortDay: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
    longDay: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    shortDate: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
    longDate: new Intl.DateTimeFormat(locale, { dateStyle: 'full' }),
    relativeDay: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    number: new Intl.NumberFormat(locale),
  };
}

let kept = formatsIn(speech.locale);

function formats() {
  if (kept.locale !== speech.locale) kept = formatsIn(speech.locale);
  return kept;
}

export function numberText(value: number): string {
  return formats().number.format(value);
}

export function timeText(at: number): string {
  return formats().shortTime.format(at);
}

/** With seconds. */
export function preciseTimeText(at: number): string {
  return formats().preciseTime.format(at);
}

/**
 * Day and time. Kept apart from the Latin words of a sentence that runs to the left: they would take its digits along.
 */
export function momentText(at: number): string {
  const text = formats().moment.format(at);
  return speech.direction === 'rtl' ? `\u2068${text}\u2069` : text;
}

export function dayText(at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / (24 * hour));
  if (days >= -1 && days <= 0) {
    return capitalised(formats().relativeDay.format(days, 'day'));
  }
  const { longDay, longDate } = formats();
  return capitalised((isSameYear(at, now) ? longDay : longDate).format(at));
}

/** For a line of its own, so it starts with a capital letter. */
function capitalised(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(formats().locale) + text.slice(first.length);
}

function isSameYear(at: number, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

/** For the list: the time today, the day before that, and the date of another year. */
export function listTimeText(at: number, now: number): string {
  if (startOfDay(at) === startOfDay(now)) return timeText(at);
  const { shortDay, shortDate } = formats();
  return (isSameYear(at, now) ? shortDay : shortDate).format(at);
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/**
 * How long the customer service window stays open; null when it is closed. Never more than its 24 hours, whatever this
 * computer's clock says.
 */
export function windowText(expiresAt: number | null, now: number): string | null {
  if (expiresAt === null || expiresAt <= now) return null;
  const left = Math.min(expiresAt - now, 24 * hour);
  if (left >= hour) return strings.hoursLeft(Math.floor(left / hour));
  return strings.minutesLeft(Math.max(1, Math.floor(left / minute)));
}

/** `1:07`, from seconds. */
export function durationText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

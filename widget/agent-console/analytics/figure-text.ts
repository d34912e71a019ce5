/** Figures as people read them, in the language of the console. */
import { analyticsWords as words } from '../../locales/analytics.ts';
import { speech } from '../../locales/speak.ts';
import { moneyText } from '../ui/money-text.ts';
import { numberText } from '../ui/time/times.ts';

/** No data is not 0. */
export const noData = '–';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

export function countText(count: number | null): string {
  return count === null ? noData : numberText(count);
}

/** A length of time in its two largest units, such as `3 hr 20 min`. */
export function waitText(seconds: number | null): string {
  if (seconds === null) return noData;
  const at = units.findIndex(([, size]) => seconds >= size);
  const [unit, size] = units[at] ?? ['second', 1];
  const [next] = units.slice(at + 1);
  const whole = Math.floor(seconds / size);
  // Rounded to the smaller unit, so that 59.9 minutes are not `59 min 60 sec`.
  const rest = next && whole < 10 ? Math.floor((seconds % size) / next[1]) : 0;
  const first = unitText(whole, unit);
  return next && rest > 0 && unit !== 'minute' ? `${first} ${unitText(rest, next[0])}` : first;
}

/** A length of time in one unit, where there is no room for more. */
export function shortWaitText(seconds: number): string {
  const [unit, size] = units.find(([, one]) => seconds >= one) ?? (['second', 1] as const);
  return new Intl.NumberFormat(speech.locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(
    Math.floor(seconds / size),
  );
}

function unitText(value: number, unit: 'day' | 'hour' | 'minute' | 'second'): string {
  return new Intl.NumberFormat(speech.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

export function rateText(rate: number | null): string {
  if (rate === null) return noData;
  return new Intl.NumberFormat(speech.locale, {
    style: 'percent',
    // 99.96 % are not all.
    ...(rate > 0.99 && rate < 1 ? { maximumFractionDigits: 1, roundingMode: 'floor' } : {}),
  }).format(rate);
}

/** A mean of counts, such as the messages in one hour of the week. */
export function meanText(mean: number): string {
  return new Intl.NumberFormat(speech.locale, { maximumFractionDigits: mean < 10 ? 1 : 0 }).format(mean);
}

export function priceText(amount: number | null, currency: string): string {
  return amount === null ? noData : moneyText(amount, currency);
}

/** The mean of scores, such as 4.33. */
export function averageText(average: number | null): string {
  if (average === null) return noData;
  return new Intl.NumberFormat(speech.locale, { maximumFractionDigits: 2 }).format(average);
}

/** A day of the number's calendar. */
export function dateText(date: string, style: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat(speech.locale, {
    timeZone: 'UTC',
    ...(style === 'short'
      ? { day: 'numeric', month: 'short' }
      : { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
  }).format(Date.parse(date));
}

export function monthText(month: string): string {
  return new Intl.DateTimeFormat(speech.locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01`),
  );
}

/** 1: Monday, as in ISO 8601. */
export function weekdayText(weekday: number, style: 'short' | 'long' = 'short'): string {
  // The fifth of January 1970 was a Monday.
  const at = Date.UTC(1970, 0, 4 + weekday);
  return new Intl.DateTimeFormat(speech.locale, { timeZone: 'UTC', weekday: style }).format(at);
}

export function hourText(hour: number): string {
  const at = Date.UTC(1970, 0, 5, hour);
  return new Intl.DateTimeFormat(speech.locale, { timeZone: 'UTC', hour: 'numeric' }).format(at);
}

/** What has changed since the period before, in words; empty if it cannot be told. */
export function countChange(now: number | null, before: number | null | undefined): string {
  if (now === null || before === null || before === undefined) return '';
  if (now === before) return words.changes.same;
  if (before === 0) return words.changes.none;
  const by = rateText(Math.abs(now - before) / before);
  return now > before ? words.changes.more(by) : words.changes.less(by);
}

export function waitChange(now: number | null, before: number | null | undefined): string {
  if (now === null || before === null || before === undefined) return '';
  const by = waitText(Math.abs(now - before));
  if (waitText(now) === waitText(before)) return words.changes.same;
  return now > before ? words.changes.longer(by) : words.changes.shorter(by);
}

/** Rates change by points: from 80 % to 90 % are 10 points, and not 12.5 %. */
export function rateChange(now: number | null, before: number | null | undefined): string {
  if (now === null || before === null || before === undefined) return '';
  const points = Math.round(Math.abs(now - before) * 100);
  if (points === 0) return words.changes.same;
  return now > before ? words.changes.pointsMore(points) : words.changes.pointsLess(points);
}

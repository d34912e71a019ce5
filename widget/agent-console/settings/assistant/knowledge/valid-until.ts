/** The last day of an entry, in a date field. The entry is used until that day ends here. */
import { speech } from '../../../../locales/speak.ts';

const minute = 60_000;

/** For a field of the type `date`. */
export function dayOf(validUntil: number | null): string {
  if (validUntil === null) return '';
  const last = new Date(validUntil - 1);
  return new Date(last.getTime() - last.getTimezoneOffset() * minute).toISOString().slice(0, 10);
}

/** Null: the field is empty. */
export function endOfDay(day: string): number | null {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number);
  const end = new Date(year, month - 1, date + 1).getTime();
  return Number.isNaN(end) ? null : end;
}

export function dateText(validUntil: number): string {
  const text = new Intl.DateTimeFormat(speech.locale, { dateStyle: 'medium' }).format(validUntil - 1);
  return speech.direction === 'rtl' ? `\u2068${text}\u2069` : text;
}

/** The period that is shown, as dates of the number's time zone. */

export const periodNames = ['7', '30', '90', 'month', 'last-month', 'own'] as const;
export type PeriodName = (typeof periodNames)[number];

/** The first and the last day, such as `2026-11-30`. */
export interface Dates {
  from: string;
  to: string;
}

/** Conversations are listed, and labels and pages can be chosen, for so many days. */
export const maxListedDays = 31;

const dayMs = 24 * 60 * 60_000;

/** The day that it is there now. */
export function todayIn(timeZone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(now);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}

/** `own` are the dates that were chosen last, in either order. */
export function datesOf(name: PeriodName, today: string, own: Dates): Dates {
  switch (name) {
    case 'own':
      return own.from <= own.to ? own : { from: own.to, to: own.from };
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'last-month': {
      const to = daysAfter(`${today.slice(0, 7)}-01`, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    default:
      return { from: daysAfter(today, 1 - Number(name)), to: today };
  }
}

export function daysIn({ from, to }: Dates): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

/** The period of the same length before it. */
export function datesBefore(dates: Dates): Dates {
  const to = daysAfter(dates.from, -1);
  return { from: daysAfter(to, 1 - daysIn(dates)), to };
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

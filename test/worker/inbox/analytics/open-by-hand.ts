/** How long the shop was open, by asking for every quarter of an hour. */
import { dateAfter, hours, minute } from './times.ts';

const shopClock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: hours.timeZone, hourCycle: 'h23', weekday: 'long', year: 'numeric' },
  ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});
const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });
const openQuarters = new Map<number, boolean>();
const spansByDate = new Map<string, [number, number][]>();

/** Whether the shop is open in a quarter of an hour, in which its hours never begin or end. */
function isOpen(quarter: number): boolean {
  const known = openQuarters.get(quarter);
  if (known !== undefined) return known;
  const part = Object.fromEntries(
    shopClock.formatToParts(quarter * 15 * minute).map(({ type, value }) => [type, value]),
  );
  const time = Number(part.hour) * 60 + Number(part.minute);
  const date = `${part.year}-${part.month}-${part.day}`;
  const dayBefore = dateAfter(date, -1);
  const open =
    spansOn(date).some(([from, to]) => time >= from && time < (to > from ? to : to + 1_440)) ||
    spansOn(dayBefore).some(([from, to]) => to < from && time < to);
  openQuarters.set(quarter, open);
  return open;
}

function spansOn(date: string): [number, number][] {
  const known = spansByDate.get(date);
  if (known) return known;
  const spans = writtenOn(date);
  spansByDate.set(date, spans);
  return spans;
}

function writtenOn(date: string): [number, number][] {
  const name = weekdays.format(Date.parse(`${date}T12:00:00Z`)).toLowerCase();
  const special = new Map(Object.entries(hours.days)).get(date);
  const written = special ?? new Map(Object.entries(hours.week)).get(name) ?? '';
  return written
    .split(',')
    .filter((span) => span.includes('-'))
    .map((span) => {
      const [from = 0, to = 0] = span.split('-').map((clock) => {
        const [hourPart = 0, minutePart = 0] = clock.trim().split(':').map(Number);
        return hourPart * 60 + minutePart;
      });
      return [from, to];
    });
}

export function openBetween(from: number, to: number): number {
  let open = 0;
  for (let quarter = Math.floor(from / (15 * minute)); quarter * 15 * minute < to; quarter++) {
    if (!isOpen(quarter)) continue;
    open += Math.min(to, (quarter + 1) * 15 * minute) - Math.max(from, quarter * 15 * minute);
  }
  return open;
}

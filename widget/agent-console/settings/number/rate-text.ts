/** The rates of a number as a table that people copy from WhatsApp's rate card, or from a spreadsheet. */
import type { Rate, RateTable } from '../../../../worker/api/analytics/rates.ts';

export interface ReadRates {
  /** From the table's own column; null: it has none. */
  currency: string | null;
  rates: Rate[];
  /** Places that are no country, such as “Rest of Africa”. */
  unknown: string[];
}

/** In the head of a table, in English as in WhatsApp's rate card. */
const placeHeads: readonly string[] = ['market', 'country', 'region', 'place'];
const otherHeads: readonly string[] = ['currency', 'since'];

/** Null: there is no head that names a place and a category. */
export function readRates(text: string, locale: string): ReadRates | null {
  const rows = rowsIn(text);
  const headAt = rows.findIndex((row) => placeHeads.includes(headOf(row[0] ?? '')));
  const head = rows[headAt]?.map(headOf) ?? [];
  const categories = head.flatMap((name, at) =>
    at > 0 && /^[a-z][a-z_]*$/.test(name) && !otherHeads.includes(name) ? [{ name, at }] : [],
  );
  if (categories.length === 0) return null;
  const countries = countriesIn(['en', locale]);
  const [currencyAt, sinceAt] = [head.indexOf('currency'), head.indexOf('since')];
  const found: ReadRates = { currency: null, rates: [], unknown: [] };
  for (const row of rows.slice(headAt + 1)) {
    const place = row[0]?.trim() ?? '';
    if (place === '') continue;
    const country = /^(\*|\+\d{1,3})$/.test(place) ? place : countries.get(place.toLowerCase());
    if (country === undefined) {
      found.unknown.push(place);
      continue;
    }
    found.currency ??= currencyIn(row[currencyAt] ?? '');
    const since = row[sinceAt]?.trim() || null;
    for (const { name, at } of categories) {
      const price = priceIn(row[at] ?? '');
      if (price !== null) found.rates.push({ category: name, country, price, since });
    }
  }
  return found;
}

/** The table as {@link readRates} reads it. */
export function writeRates({ rates }: Pick<RateTable, 'rates'>): string {
  const categories = [...new Set(rates.map(({ category }) => category))];
  const hasSince = rates.some(({ since }) => since !== null);
  const places = new Map<string, { country: string; since: string | null; prices: Map<string, number> }>();
  for (const { country, since, category, price } of rates) {
    const key = `${country} ${since}`;
    const place = places.get(key) ?? { country, since, prices: new Map() };
    place.prices.set(category, price);
    places.set(key, place);
  }
  return [
    ['Country', ...(hasSince ? ['Since'] : []), ...categories],
    ...Array.from(places.values(), ({ country, since, prices }) => [
      ...[country, ...(hasSince ? [since ?? ''] : [])],
      ...categories.map((category) => String(prices.get(category) ?? '')),
    ]),
  ]
    .map((row) => row.join(','))
    .join('\n');
}

function rowsIn(text: string): string[][] {
  const separator = ['\t', ';', ','].find((one) => text.includes(one)) ?? ',';
  return text.split(/\r?\n/).map((line) => cellsIn(line, separator));
}

/** A cell in quotes may have the separator in it. */
function cellsIn(line: string, separator: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}

const headOf = (cell: string) =>
  cell
    .replace('\uFEFF', '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

const currencyIn = (cell: string) => /[A-Z]{3}/.exec(cell.toUpperCase())?.[0] ?? null;

/** `$0.0625` and `0,0625`; null: no price. */
function priceIn(cell: string): number | null {
  const digits = cell.replace(/[^\d.,]/g, '').replace(',', '.');
  const price = Number(digits);
  return digits === '' || Number.isNaN(price) ? null : price;
}

/** Codes and names of countries, in these languages, in small letters. */
function countriesIn(locales: readonly string[]): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const names = locales.map(
    (locale) => new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' }),
  );
  return new Map(
    codes.flatMap((code) => {
      const known = names.flatMap((one) => one.of(code) ?? []);
      return known.length === 0 ? [] : [code, ...known].map((name) => [name.toLowerCase(), code] as const);
    }),
  );
}

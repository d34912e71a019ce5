/** What delivered messages cost, by the owner's table of rates. WhatsApp charges for each day what was the price then. */
import type { Report } from '../../../api/analytics/analytics.ts';
import { type Rates, type RateTable, rateTable } from '../../../api/analytics/rates.ts';
import { storedJson } from '../../../stored-json.ts';
import { dateOf } from '../figures/day-clock.ts';
import { type Figures, partsOf } from '../figures/day-figures.ts';

export function ratesOf(sql: SqlStorage): Rates {
  const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'rates'").toArray();
  return { table: row ? storedJson(rateTable, row.value) : null };
}

export function changeRates(sql: SqlStorage, { table }: Rates): void {
  if (table) sql.exec("INSERT OR REPLACE INTO setting VALUES ('rates', ?)", JSON.stringify(table));
  else sql.exec("DELETE FROM setting WHERE name = 'rates'");
}

type Cost = Report['costs'][number];

/** Delivered messages by category, type and country, the most first, with what they cost. */
export function costsOf(
  days: ReadonlyMap<number, { figures: Figures }>,
  table: RateTable | null,
): Pick<Report, 'costs' | 'money'> {
  const rows = new Map<string, Cost>();
  let [amount, unpriced] = [0, 0];
  for (const [day, { figures }] of days) {
    for (const [key, delivered] of Object.entries(figures.costs)) {
      const [category = '', type = '', country = ''] = partsOf(key);
      const row = rows.get(key) ?? { category, type, country, delivered: 0, amount: null };
      row.delivered += delivered;
      rows.set(key, row);
      const price = table && priceOn(table, row, dateOf(day));
      if (price === null) {
        unpriced += delivered;
        continue;
      }
      row.amount = rounded((row.amount ?? 0) + price * delivered);
      amount = rounded(amount + price * delivered);
    }
  }
  return {
    costs: [...rows]
      .sort(([a, one], [b, other]) => other.delivered - one.delivered || (a < b ? -1 : 1))
      .map(([, row]) => row),
    money: table && { currency: table.currency, amount, unpriced },
  };
}

/** Null: the table has no price for it, or WhatsApp has not said whether it charges. */
export function priceOn(
  { rates }: RateTable,
  { category, type, country }: Pick<Cost, 'category' | 'type' | 'country'>,
  date: string,
): number | null {
  if (type.startsWith('free_')) return 0;
  if (type !== 'regular') return null;
  const known = rates.filter((one) => one.category === category && (one.since === null || one.since <= date));
  const latest = (of: string) =>
    known
      .filter((one) => one.country === of)
      .reduce<(typeof known)[number] | null>(
        (best, one) => (best === null || (one.since ?? '') >= (best.since ?? '') ? one : best),
        null,
      );
  return (latest(country) ?? latest('*'))?.price ?? null;
}

/** Without the noise of adding fractions. */
function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

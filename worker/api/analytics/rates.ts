/** What the owner of a number pays WhatsApp for a delivered message, from Meta’s rate card. */
import * as v from 'valibot';

const maxRates = 3_000;

export const rate = v.strictObject({
  /** As WhatsApp names it, such as `marketing`. */
  category: v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z_]{0,63}$/, 'Write the category as WhatsApp does: marketing.'),
  ),
  /** Where the recipient is: ISO 3166, `+` and a calling code where several countries share it, or `*` for all others. */
  country: v.pipe(
    v.string(),
    v.regex(
      /^(\*|[A-Z]{2}|\+\d{1,3})$/,
      'Write the country in two letters, such as DE, or * for all others.',
    ),
  ),
  /** For one delivered message. */
  price: v.pipe(v.number(), v.minValue(0), v.maxValue(1_000)),
  /** The first day with this price; without it, or null, all days. Meta changes prices on the first day of a quarter. */
  since: v.optional(v.nullable(v.pipe(v.string(), v.isoDate('Write the day as 2026-12-31.'))), null),
});
export type Rate = v.InferOutput<typeof rate>;

export const rateTable = v.strictObject({
  /** ISO 4217, such as `EUR`: the one in which Meta bills the account. */
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Write the currency in three letters, such as EUR.')),
  rates: v.pipe(
    v.array(rate),
    v.minLength(1),
    v.maxLength(maxRates),
    v.check(
      (rates) =>
        new Set(rates.map(({ category, country, since }) => `${category} ${country} ${since}`)).size ===
        rates.length,
      'Two rates are for the same category, country and day.',
    ),
  ),
});
export type RateTable = v.InferOutput<typeof rateTable>;

/** Null: none; amounts are not estimated. */
export const rates = v.strictObject({ table: v.nullable(rateTable) });
export type Rates = v.InferOutput<typeof rates>;
export type RatesInput = v.InferInput<typeof rates>;

/**
 * `GET /{waba-id}?fields=pricing_analytics…`: delivered messages and their cost, by day in UTC. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics.
 */

import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import * as v from 'valibot';
import { GraphApiError } from '../graph/graph-error.ts';

/** A message that was delivered. */
export interface Delivered {
  at: number;
  customer: string;
  phoneNumber: string;
  category: string;
  type: string;
}

const day = 24 * 60 * 60;
const lookBack = 365 * day;
const steps = { HALF_HOUR: 30 * 60, DAILY: day, MONTHLY: 30 * day } as const;

/** In the currency of the account, for those that are charged. */
const prices: Readonly<Record<string, number>> = {
  marketing: 0.1131,
  utility: 0.0456,
  authentication: 0.0456,
  service: 0.0456,
};

const texts = v.optional(v.array(v.string()));
const options = v.strictObject({
  start: v.number(),
  end: v.number(),
  granularity: v.picklist(['HALF_HOUR', 'DAILY', 'MONTHLY']),
  phone_numbers: texts,
  country_codes: texts,
  metric_types: v.optional(v.array(v.picklist(['COST', 'VOLUME']))),
  pricing_types: texts,
  pricing_categories: texts,
  dimensions: v.optional(
    v.array(v.picklist(['PRICING_CATEGORY', 'PRICING_TYPE', 'TIER', 'COUNTRY', 'PHONE'])),
  ),
});
type Options = v.InferOutput<typeof options>;

const name = 'pricing_analytics';

/** Whether the fields ask for it. */
export function asksForPricing(fields: string | null): boolean {
  return fields?.includes(`${name}.`) === true || fields?.split(',').includes(name) === true;
}

/** The other fields, and its answer. Throws what Graph answers if an option is missing or wrong. */
export function pricingIn(
  fields: string,
  { now, delivered }: { now: number; delivered: (from: number, to: number) => Delivered[] },
): { others: string[]; answer: Record<string, unknown> } {
  const [, before = '', chain = '', after = ''] =
    /^(.*?)pricing_analytics((?:\.\w+\((?:\[[^\]]*\]|[^)]*)\))*)(.*)$/.exec(fields) ?? [];
  const others = `${before}${after}`.split(',').filter(Boolean);
  const asked = optionsIn(chain);
  if (asked.end <= asked.start) throw new GraphApiError(100, 'Param start must be before end.');
  if (asked.start < now / 1_000 - lookBack)
    throw new GraphApiError(100, 'Param start must be within the last year.');
  const points = pointsOf(asked, delivered(asked.start * 1_000, asked.end * 1_000));
  // Meta leaves the field out if nothing was delivered.
  return { others, answer: points.length === 0 ? {} : { [name]: { data: [{ data_points: points }] } } };
}

function optionsIn(chain: string): Options {
  const given = [...chain.matchAll(/\.(\w+)\((\[[^\]]*\]|[^)]*)\)/g)].map(([, option = '', value = '']) => [
    option,
    parsed(option, value),
  ]);
  const read = v.safeParse(options, Object.fromEntries(given));
  if (read.success) return read.output;
  const path = v.getDotPath(read.issues[0])?.split('.')[0] ?? '';
  throw new GraphApiError(100, `Param ${path} of ${name} is missing or not valid.`);
}

function parsed(option: string, value: string): unknown {
  if (option === 'start' || option === 'end') return /^\d+$/.test(value) ? Number(value) : value;
  if (option === 'granularity') return value;
  const list = value.startsWith('[') ? value.slice(1, -1) : value;
  return list
    .split(',')
    .map((one) => one.trim().replace(/^["']|["']$/g, ''))
    .filter(Boolean);
}

function pointsOf(asked: Options, all: readonly Delivered[]): Record<string, unknown>[] {
  const { start, granularity, metric_types: metrics = ['COST', 'VOLUME'], dimensions = [] } = asked;
  const step = steps[granularity];
  const points = new Map<string, { point: Record<string, unknown>; volume: number; cost: number }>();
  for (const one of all) {
    const [category, type] = [one.category.toUpperCase(), one.type.toUpperCase()];
    const country = parsePhoneNumberFromString(`+${one.customer}`)?.country ?? '';
    const isWanted = (list: readonly string[] | undefined, value: string) =>
      list === undefined || list.length === 0 || list.includes(value);
    if (!isWanted(asked.phone_numbers, one.phoneNumber) || !isWanted(asked.country_codes, country)) continue;
    if (!isWanted(asked.pricing_categories, category) || !isWanted(asked.pricing_types, type)) continue;
    const from =
      step === day
        ? Math.floor(one.at / 1_000 / day) * day
        : start + Math.floor((one.at / 1_000 - start) / step) * step;
    const point = {
      ...{ start: from, end: from + step },
      ...(dimensions.includes('PHONE') && { phone_number: one.phoneNumber }),
      ...(dimensions.includes('COUNTRY') && { country }),
      ...(dimensions.includes('TIER') && { tier: '0:750000' }),
      ...(dimensions.includes('PRICING_TYPE') && { pricing_type: type }),
      ...(dimensions.includes('PRICING_CATEGORY') && { pricing_category: category }),
    };
    const key = JSON.stringify(point);
    const sum = points.get(key) ?? { point, volume: 0, cost: 0 };
    sum.volume += 1;
    sum.cost += type === 'REGULAR' ? (prices[one.category] ?? 0) : 0;
    points.set(key, sum);
  }
  return [...points.values()].map(({ point, volume, cost }) => ({
    ...point,
    ...(metrics.includes('VOLUME') && { volume }),
    ...(metrics.includes('COST') && { cost: Math.round(cost * 1e4) / 1e4 }),
  }));
}

/**
 * What Meta counts and charges itself: `pricing_analytics` of an account. It is approximate, by days in UTC, and has no
 * costs if a partner pays. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, graphRequest } from '../graph/graph.ts';

export interface Charge {
  /** `2026-11-30`, in UTC. */
  date: string;
  /** In lower case, as statuses have them. */
  category: string;
  type: string;
  /** ISO 3166; empty if Meta does not say. */
  country: string;
  /** Delivered messages. */
  volume: number;
  /** Null: Meta does not say, as a partner pays. */
  cost: number | null;
}

export type ChargesOutcome =
  /** `currency`: that of the account; null if Meta does not say. */
  { outcome: 'found'; currency: string | null; charges: Charge[] } | GraphFailure;

const word = v.optional(v.string(), '');
const point = v.object({
  start: v.number(),
  country: word,
  pricing_category: word,
  pricing_type: word,
  volume: v.optional(v.number(), 0),
  cost: v.optional(v.number()),
});
const answer = v.object({
  currency: v.optional(v.string()),
  // Meta leaves it out if nothing was delivered.
  pricing_analytics: v.optional(v.object({ data: v.array(v.object({ data_points: v.array(point) })) })),
});

/** The charges of one number, from one UTC midnight (included) to another (excluded), in Unix milliseconds. */
export async function fetchCharges(
  graph: Graph,
  { wabaId, displayPhoneNumber }: { wabaId: string; displayPhoneNumber: string },
  { from, to }: { from: number; to: number },
  signal?: AbortSignal,
): Promise<ChargesOutcome> {
  const options = [
    ...[`start(${from / 1_000})`, `end(${to / 1_000})`, 'granularity(DAILY)'],
    `phone_numbers(${JSON.stringify([displayPhoneNumber.replace(/\D/g, '')])})`,
    `metric_types(${JSON.stringify(['COST', 'VOLUME'])})`,
    `dimensions(${JSON.stringify(['PRICING_CATEGORY', 'PRICING_TYPE', 'COUNTRY'])})`,
  ];
  const query = { fields: `currency,pricing_analytics.${options.join('.')}` };
  const answered = await graphRequest(graph, { method: 'GET', path: `/${wabaId}`, query }, signal);
  if (answered.outcome !== 'accepted') return answered;
  const read = v.safeParse(answer, answered.body);
  if (!read.success)
    return { outcome: 'in_doubt', reason: 'Graph answered with charges in an unknown format' };
  const { currency = null, pricing_analytics: analytics } = read.output;
  const points = (analytics?.data ?? []).flatMap((one) => one.data_points);
  return {
    outcome: 'found',
    currency,
    charges: points.map(
      ({ start, country, pricing_category: category, pricing_type: type, volume, cost }) => ({
        date: new Date(start * 1_000).toISOString().slice(0, 10),
        ...{
          category: category.toLowerCase(),
          type: type.toLowerCase(),
          country,
          volume,
          cost: cost ?? null,
        },
      }),
    ),
  };
}

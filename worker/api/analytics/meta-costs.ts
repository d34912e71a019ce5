/** What Meta counts and charges itself, beside what is counted here. */
import * as v from 'valibot';
import { time, whole } from '../values.ts';
import { filters } from './analytics.ts';

export const metaCostsQuery = v.object({ from: filters.from, to: filters.to });
export type MetaCostsFilter = v.InferInput<typeof metaCostsQuery>;

export const metaCosts = v.object({
  /**
   * `not-asked`: Meta is asked each night. `ready`: it has answered. `not-allowed`: the access token may not read it
   * (`whatsapp_business_management`). `failed`: Meta did not answer; it is asked again the next night.
   */
  state: v.picklist(['not-asked', 'ready', 'not-allowed', 'failed']),
  /** When Meta was asked last. */
  askedAt: v.nullable(time),
  /** That of the account; null if Meta does not say. */
  currency: v.nullable(v.string()),
  /** The days of the period that Meta has answered about. Its days are those of UTC. */
  days: whole,
  /** Delivered messages, the most first. */
  rows: v.array(
    v.object({
      category: v.string(),
      type: v.string(),
      country: v.string(),
      volume: whole,
      /** Null: Meta does not say, as a partner pays. */
      cost: v.nullable(v.number()),
    }),
  ),
});
export type MetaCosts = v.InferOutput<typeof metaCosts>;

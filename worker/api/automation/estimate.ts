/** What rules, welcome and away would have done and cost in the last month. */
import * as v from 'valibot';
import { whole } from '../values.ts';
import { newRule } from './rules.ts';
import { away, welcome } from './settings.ts';

/** What is to be switched on, in place of what is set up. Without anything: what is set up now. */
export const estimateQuery = v.strictObject({
  rule: v.exactOptional(newRule),
  /** Id of the rule that it replaces; without it, it comes last. */
  replaces: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  welcome: v.exactOptional(v.nullable(welcome)),
  away: v.exactOptional(v.nullable(away)),
});
export type EstimateQuery = v.InferOutput<typeof estimateQuery>;
export type EstimateInput = v.InferInput<typeof estimateQuery>;

export const estimateResult = v.object({
  /** The days that it is about. */
  days: whole,
  /** Whether there were too many messages to read all; the numbers are those of the newest, scaled. */
  isSampled: v.boolean(),
  /** What customers wrote, where several messages within seconds count once. */
  bursts: whole,
  /** Those that would have had an automatic turn, by its source. */
  turns: v.object({ stop: whole, 'hand-over': whole, rule: whole, away: whole, welcome: whole }),
  /** How often each rule would have matched; `new`: the one in the request. */
  rules: v.array(v.object({ id: v.string(), turns: whole })),
  /** Messages that would have been sent. */
  messages: whole,
  /** How many of them Meta would have charged for: templates, and service messages beyond the free ones of the month. */
  charged: whole,
  /** How many of them are templates, for each category that decides the price. */
  templates: v.array(
    v.object({
      /** As WhatsApp names it, such as `marketing`. */
      category: v.string(),
      messages: whole,
      /** What they would have cost by the rates of the number; null: it has none for them. */
      amount: v.nullable(v.number()),
    }),
  ),
  /** ISO 4217, of the amounts; null: the number has no rates. */
  currency: v.nullable(v.string()),
  /** Rows that Cloudflare counts as written for them. */
  rows: whole,
});
export type EstimateResult = v.InferOutput<typeof estimateResult>;

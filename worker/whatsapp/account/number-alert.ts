import * as v from 'valibot';
import { explained } from '../explanation.ts';

/**
 * Why messages do not arrive: the app is not subscribed to the account or to the field, Meta sends the webhooks to
 * another address, or no status has arrived for messages that were sent an hour ago.
 */
const webhookProblem = v.picklist(['not-subscribed', 'no-field', 'elsewhere', 'silent']);

/** Something that an admin needs to see at once. The console shows it until it is resolved. */
export const numberAlert = v.variant('type', [
  /** Nothing is sent until there is a new token; queued messages keep their order. */
  v.object({ type: v.literal('token-refused'), since: v.number() }),
  /** `days` is 14, 3 or 1: the most recent warning. */
  v.object({ type: v.literal('token-expires'), at: v.number(), days: v.number() }),
  v.object({ type: v.literal('webhook'), problem: webhookProblem }),
  /** Meta's value: it has restricted, banned or disconnected the number. */
  v.object({ type: v.literal('number-status'), status: v.string() }),
  /** An endpoint of webhooks that has received nothing since then. */
  v.object({ type: v.literal('endpoint'), name: v.string(), since: v.number() }),
  /** The bot hook has failed three times in a row or more: its fallback answers. */
  v.object({ type: v.literal('bot-hook'), since: v.number(), ...explained.entries }),
  /** The assistant has used 80 % of its budget for the day or the month. */
  v.object({ type: v.literal('assistant-budget'), ...explained.entries }),
  /** 80 % of the free service messages of this month, such as `2026-12`, are used. Once a month, shown for three days. */
  v.object({ type: v.literal('free-messages'), month: v.string(), ...explained.entries }),
  /** A bot was stopped in a conversation, because it sent too many messages in a minute. Shown for a day. */
  v.object({ type: v.literal('bot-loop'), name: v.string(), at: v.number() }),
  /**
   * Meta rejected, paused or disabled a template of the number's account, or changed its category. Shown until the
   * template is approved, edited or deleted; a new category for three days.
   */
  v.object({ type: v.literal('template'), at: v.number(), ...explained.entries }),
  /** A Meta notice, shown for three days. */
  v.object({
    type: v.literal('notice'),
    at: v.number(),
    ...explained.entries,
    // Absent in alerts that an earlier version stored.
    code: v.optional(v.string(), ''),
    params: v.optional(explained.entries.params, {}),
  }),
]);

export type NumberAlert = v.InferOutput<typeof numberAlert>;
export type WebhookProblem = v.InferOutput<typeof webhookProblem>;

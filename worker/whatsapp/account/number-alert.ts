import * as v from 'valibot';

/**
 * Why messages do not arrive: the app is not subscribed to the account, or not to the field; Meta sends them elsewhere;
 * or nothing has come back of what was sent an hour ago.
 */
const webhookProblem = v.picklist(['not-subscribed', 'no-field', 'elsewhere', 'silent']);

/** Something that an admin should see at once; a console shows it until it is over. */
export const numberAlert = v.variant('type', [
  /** Nothing is sent, and what waits keeps its place, until there is a new token. */
  v.object({ type: v.literal('token-refused'), since: v.number() }),
  /** `days` is 14, 3 or 1: the warning that was reached last. */
  v.object({ type: v.literal('token-expires'), at: v.number(), days: v.number() }),
  v.object({ type: v.literal('webhook'), problem: webhookProblem }),
  /** Meta has restricted, banned or disconnected the number, in its own word. */
  v.object({ type: v.literal('number-status'), status: v.string() }),
  /** In Meta's words, for three days. */
  v.object({
    type: v.literal('notice'),
    at: v.number(),
    summary: v.string(),
    advice: v.nullable(v.string()),
  }),
]);

export type NumberAlert = v.InferOutput<typeof numberAlert>;
export type WebhookProblem = v.InferOutput<typeof webhookProblem>;

/** An inbox's copy of the endpoints that want its events. The Workspace sends it after each change. */
import * as v from 'valibot';
import { eventFilter } from '../../api/developers/events.ts';
import { disabledBecause, webhookFormat } from '../../api/developers/webhooks.ts';
import { language } from '../../api/languages.ts';
import { numberBot } from '../../api/numbers/numbers.ts';

export const endpoint = v.object({
  id: v.string(),
  format: webhookFormat,
  name: v.string(),
  url: v.string(),
  /** For `events`. */
  events: v.array(eventFilter),
  contentTypes: v.nullable(v.array(v.string())),
  /** For `meta`. */
  fields: v.array(v.string()),
  includesStatuses: v.boolean(),
  timeoutMs: v.number(),
  /** Changes when the endpoint starts again with new events; earlier events are then not delivered. */
  startedAt: v.number(),
  /** Null while it is enabled. */
  disabledAt: v.nullable(v.number()),
  disabledBecause: v.nullable(disabledBecause),
});
export type Endpoint = v.InferOutput<typeof endpoint>;

export const subscriptions = v.object({
  /** Grows with each change, so that an older list cannot replace a newer one. */
  version: v.number(),
  number: v.object({
    phoneNumberId: v.string(),
    wabaId: v.string(),
    displayPhoneNumber: v.string(),
    name: v.optional(v.string(), ''),
    /** What customers see before they write is in it. */
    language: v.optional(v.nullable(language), null),
  }),
  /** The Worker's origin, for links to files; null until the first request reveals it. */
  origin: v.nullable(v.string()),
  /** Whether an API token may read the events, so that they are logged without an endpoint. */
  isPolled: v.boolean(),
  endpoints: v.array(endpoint),
  /** The bot of the number; `webhook` is one of the endpoints. */
  bot: v.optional(v.nullable(numberBot), null),
  /** Whether an admin has paused automation on all numbers. */
  isAutomationPaused: v.optional(v.boolean(), false),
});
export type Subscriptions = v.InferOutput<typeof subscriptions>;

/** The keys that sign bodies for an endpoint. */
export type SigningKeys =
  /** Secrets that begin with `whsec_`; two while the older one is still accepted. */
  | { format: 'events'; secrets: string[] }
  /** The app secret that the receiver verifies with. */
  | { format: 'meta'; appSecret: string };

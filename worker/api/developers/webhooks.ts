/** Outbound webhooks: endpoints that receive events, and what became of each delivery. */
import * as v from 'valibot';
import { queryNumber } from '../values.ts';
import { contentKind, eventFilter, eventTypes } from './events.ts';

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(128));
const address = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2_048));
const description = v.pipe(v.string(), v.trim(), v.maxLength(500));
/** Ids of inboxes; null: all numbers, also those connected later. */
const inboxes = v.nullable(
  v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(32))), v.minLength(1), v.maxLength(1_000)),
);
const events = v.pipe(v.array(eventFilter), v.minLength(1), v.maxLength(eventTypes.length + 1));
/** What `message.received` is narrowed to, such as `button` and `list_reply`; null: nothing is left out. */
const contentTypes = v.nullable(
  v.pipe(v.array(contentKind), v.minLength(1), v.maxLength(contentKind.options.length)),
);
/** Fields of Meta's webhook, such as `messages`. */
const fields = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[a-z_]{1,64}$/))),
  v.minLength(1),
  v.maxLength(40),
);
/** How long the endpoint may take to answer. */
const timeoutSeconds = v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(20));

/** The format that an endpoint receives: our events, or Meta's own webhook as Meta sends it. */
export const webhookFormat = v.picklist(['events', 'meta']);

/**
 * `format: meta` relays Meta's webhook: the address has to answer Meta's handshake with `verifyToken` first, and bodies
 * are signed with the number's app secret, or with `appSecret`.
 */
export const webhookRequest = v.variant('format', [
  v.strictObject({
    format: v.optional(v.literal('events'), 'events'),
    name,
    url: address,
    events,
    contentTypes: v.optional(contentTypes, null),
    inboxes: v.optional(inboxes, null),
    description: v.optional(description, ''),
    timeoutSeconds: v.optional(timeoutSeconds, 10),
    /** `whsec_` and 24 to 64 bytes in base64; left out, one is created. */
    secret: v.exactOptional(v.pipe(v.string(), v.maxLength(128))),
  }),
  v.strictObject({
    format: v.literal('meta'),
    name,
    url: address,
    fields,
    /** Whether `messages` includes the statuses of sent messages, which triple the volume. */
    includesStatuses: v.optional(v.boolean(), true),
    inboxes: v.optional(inboxes, null),
    description: v.optional(description, ''),
    timeoutSeconds: v.optional(timeoutSeconds, 10),
    verifyToken: v.pipe(v.string(), v.nonEmpty(), v.maxLength(512)),
    appSecret: v.exactOptional(v.pipe(v.string(), v.trim(), v.minLength(16), v.maxLength(128))),
  }),
]);
export type WebhookRequest = v.InferInput<typeof webhookRequest>;
export type CheckedWebhook = v.InferOutput<typeof webhookRequest>;

/** Omitted fields stay the same. `isEnabled: true` resumes where it stopped, unless `resumeFrom` is `now`. */
export const webhookChange = v.strictObject({
  name: v.exactOptional(name),
  url: v.exactOptional(address),
  events: v.exactOptional(events),
  contentTypes: v.exactOptional(contentTypes),
  fields: v.exactOptional(fields),
  includesStatuses: v.exactOptional(v.boolean()),
  inboxes: v.exactOptional(inboxes),
  description: v.exactOptional(description),
  timeoutSeconds: v.exactOptional(timeoutSeconds),
  /** For `format: meta`: needed again when `url` changes. */
  verifyToken: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(512))),
  appSecret: v.exactOptional(v.nullable(v.pipe(v.string(), v.trim(), v.minLength(16), v.maxLength(128)))),
  isEnabled: v.exactOptional(v.boolean()),
  resumeFrom: v.exactOptional(v.picklist(['stopped', 'now'])),
});
export type WebhookChange = v.InferOutput<typeof webhookChange>;

/** By an admin, `failing` for five days, or `gone`: it has answered 410. */
export const disabledBecause = v.picklist(['admin', 'failing', 'gone']);
export type DisabledBecause = v.InferOutput<typeof disabledBecause>;

export const webhook = v.object({
  id: v.string(),
  format: webhookFormat,
  name: v.string(),
  url: v.string(),
  description: v.string(),
  /** Empty for `format: meta`. */
  events: v.array(eventFilter),
  contentTypes: v.nullable(v.array(v.string())),
  /** Empty for `format: events`. */
  fields: v.array(v.string()),
  includesStatuses: v.boolean(),
  inboxes: v.nullable(v.array(v.string())),
  timeoutSeconds: v.number(),
  /** The last characters of the secret; null: the number's app secret signs. */
  secretEnd: v.nullable(v.string()),
  /** Until then the secret before this one signs as well. */
  formerSecretUntil: v.nullable(v.number()),
  createdAt: v.number(),
  createdBy: v.object({ id: v.string(), name: v.string() }),
  isEnabled: v.boolean(),
  disabled: v.nullable(v.object({ at: v.number(), because: disabledBecause })),
});
export type Webhook = v.InferOutput<typeof webhook>;

/** A new secret; left out, one is created. */
export const secretRotation = v.strictObject({
  secret: v.exactOptional(v.pipe(v.string(), v.maxLength(128))),
});

/** The secret is shown once; null: the number's app secret signs. */
export const newWebhook = v.object({ webhook, secret: v.nullable(v.string()) });
export type NewWebhook = v.InferOutput<typeof newWebhook>;

/** How one number's events reach an endpoint. */
export const webhookStatus = v.object({
  inbox: v.string(),
  /** Events that wait, at most 1,000 are counted. */
  waiting: v.number(),
  /** Since when every attempt fails. */
  failingSince: v.nullable(v.number()),
  retryAt: v.nullable(v.number()),
  /** Conversations that wait for an event which the endpoint refuses. */
  held: v.number(),
  /** Events that were given up and can be replayed. */
  failed: v.number(),
});
export type WebhookStatus = v.InferOutput<typeof webhookStatus>;

/** One attempt to deliver an event. */
export const webhookDelivery = v.object({
  /** Newer attempts have higher numbers. */
  id: v.number(),
  inbox: v.string(),
  eventId: v.string(),
  seq: v.number(),
  type: v.string(),
  at: v.number(),
  /** How long the endpoint took, in milliseconds. */
  ms: v.number(),
  attempt: v.number(),
  isReplay: v.boolean(),
  /** `withheld`: it was for the bot, and a person had taken over by then. */
  outcome: v.picklist(['delivered', 'refused', 'failed', 'gone', 'expired', 'withheld']),
  /** HTTP status; null: no answer. */
  status: v.nullable(v.number()),
  /** What went wrong without an answer, such as `timeout`. */
  error: v.nullable(v.string()),
  /** The first 512 bytes of the answer. */
  answer: v.string(),
});
export type WebhookDelivery = v.InferOutput<typeof webhookDelivery>;

/** Newest first, at most 200 for each number. */
export const webhookDeliveries = v.object({
  statuses: v.array(webhookStatus),
  deliveries: v.array(webhookDelivery),
});
export const deliveriesQuery = v.object({
  inbox: v.optional(v.string()),
  outcome: v.optional(webhookDelivery.entries.outcome),
  type: v.optional(v.pipe(v.string(), v.maxLength(64))),
  limit: v.optional(queryNumber(1, 200), '200'),
});
export type WebhookDeliveries = v.InferOutput<typeof webhookDeliveries>;

/** The body that was sent, rendered again; null once the event is no longer kept. */
export const webhookSent = v.object({ body: v.nullable(v.string()) });
export type WebhookSent = v.InferOutput<typeof webhookSent>;

/** Which events are delivered again, under their own ids. */
export const webhookReplay = v.variant('what', [
  v.strictObject({ what: v.literal('event'), inbox: v.string(), seq: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ what: v.literal('failed') }),
  /** Unix milliseconds, `to` is not included. `isDryRun` only counts. */
  v.strictObject({
    what: v.literal('range'),
    from: v.pipe(v.number(), v.integer()),
    to: v.pipe(v.number(), v.integer()),
    isDryRun: v.optional(v.boolean(), false),
  }),
]);
export type WebhookReplay = v.InferInput<typeof webhookReplay>;
export const replayCount = v.object({ events: v.number() });
export type ReplayCount = v.InferOutput<typeof replayCount>;

/** The type of event to send. */
export const webhookTestRequest = v.strictObject({
  type: v.optional(v.picklist(['test.ping', ...eventTypes]), 'test.ping'),
});
export const webhookTest = v.object({
  isDelivered: v.boolean(),
  status: v.nullable(v.number()),
  error: v.nullable(v.string()),
  /** What to do about it; null when it was delivered. */
  advice: v.nullable(v.string()),
  answer: v.string(),
  ms: v.number(),
  body: v.string(),
});
export type WebhookTest = v.InferOutput<typeof webhookTest>;

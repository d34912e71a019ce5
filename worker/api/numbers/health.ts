/** The health of a number and of the webhook. */
import * as v from 'valibot';
import { numberAlert } from '../../whatsapp/account/number-alert.ts';
import { explained } from '../../whatsapp/explanation.ts';
import { time, whole } from '../values.ts';

export type { NumberAlert, WebhookProblem } from '../../whatsapp/account/number-alert.ts';
export { numberAlert };

export const healthRowName = v.picklist([
  'last-event',
  'signature',
  'self-test',
  'app-subscribed',
  'fields',
  'callback',
  'token',
  'graph-version',
  'registration',
  'number-status',
  'account-review',
  'display-name',
  'quality',
  'messaging-limit',
  'throughput',
  'phone-app',
  'queue',
  'failures',
  'unparsed',
  'unrouted',
  'files',
  'database',
  'archive',
]);
export type HealthRowName = v.InferOutput<typeof healthRowName>;

/** Messages that failed for the same reason. */
const failureCount = v.object({ code: v.union([v.number(), v.string()]), title: v.string(), count: whole });
type FailureCount = v.InferOutput<typeof failureCount>;

export const healthRow = v.object({
  name: healthRowName,
  /** `unknown`: it could not be found out, and `advice` says what that takes. */
  state: v.picklist(['good', 'warning', 'bad', 'unknown']),
  ...explained.entries,
  /** The moment that the summary is about. */
  at: v.nullable(time),
  /** How many of the `failures` have which reason. */
  errors: v.exactOptional(v.array(failureCount)),
});
export type HealthRow = v.InferOutput<typeof healthRow>;

export const timelineEntry = v.object({
  at: time,
  field: v.string(),
  ...explained.entries,
  matters: v.boolean(),
});
export type TimelineEntry = v.InferOutput<typeof timelineEntry>;

export const numberHealth = v.object({
  /** When Meta was last checked. */
  checkedAt: v.nullable(time),
  rows: v.array(healthRow),
  alerts: v.array(numberAlert),
  /** Meta's notices about the account and the number, newest first. */
  timeline: v.array(timelineEntry),
});
export type NumberHealth = v.InferOutput<typeof numberHealth>;

/** What the database of a number takes on disk. */
export interface DatabaseSize {
  bytes: number;
  /** How much it has grown each day on average, for up to a month; null in the first week. */
  bytesPerDay: number | null;
}

/** The content of old messages moves to the bucket while a database is larger than this. */
export const archiveFromBytes = 6_000_000_000;

/** The content of old messages that is in the bucket. */
export interface ArchiveState {
  messages: number;
  /** Files that were missing from the bucket when they were last read. */
  lost: number;
}

/** The part of a number's health that only its inbox knows. */
export interface InboxVitals {
  /** By Meta's clock. */
  lastEventAt: number | null;
  queued: number;
  queuedSince: number | null;
  /** For the last seven days, among the newest 5,000 messages. */
  failures: FailureCount[];
  unparsed: number;
  /** Customers who were sent a template in the last 24 hours while no window was open. */
  writtenFirst: number;
  database: DatabaseSize;
  archive: ArchiveState;
}

/** Whether an inbox receives webhooks; `silence` means that it should but does not. */
export type Hearing = 'webhooks' | 'nothing-yet' | 'silence';

/** What an inbox says about itself that an admin may have to see at once. */
export interface InboxFindings {
  hearing: Hearing;
  /** The bot hook fails since then; null: it works, or there is none. */
  botHook: { name: string; since: number } | null;
  /** The budget of the assistant of which 80 % are used; null: none. */
  assistantBudget: 'day' | 'month' | null;
  /** The month whose free service messages are used by 80 %, and since when; null: they are not. */
  freeMessages: { month: string; at: number } | null;
}

/** A webhook with a wrong signature. */
export const refusedWebhook = v.object({
  at: time,
  /** The connected inboxes that it named. */
  inboxes: v.array(v.string()),
  /** Whether it had a signature at all: every webhook of Meta has one. */
  isSigned: v.boolean(),
  /** Whose app secrets were tried, by name. */
  tried: v.array(v.string()),
});
export type RefusedWebhook = v.InferOutput<typeof refusedWebhook>;

/** The count can lag a few seconds, and misses those that a Worker had not yet reported when it was shut down. */
export const refusedWebhooks = v.object({
  count: whole,
  lastAt: v.nullable(time),
  last: v.nullable(refusedWebhook),
});
export type RefusedWebhooks = v.InferOutput<typeof refusedWebhooks>;

export const webhookSetup = v.object({
  /** What to paste into Meta's webhook settings. */
  url: v.string(),
  verifyToken: v.string(),
  /** Webhooks that were rejected for a wrong or missing signature. Many of them mean that an app secret is wrong. */
  refused: refusedWebhooks,
});
export type WebhookSetup = v.InferOutput<typeof webhookSetup>;

/** Events for a number that is not connected, or is switched off. They are unanswered. */
export const unroutedNumber = v.object({
  phoneNumberId: v.nullable(v.string()),
  wabaId: v.nullable(v.string()),
  reason: v.picklist(['unknown', 'disabled', 'other-app']),
  events: whole,
  firstAt: time,
  lastAt: time,
});
export type UnroutedNumber = v.InferOutput<typeof unroutedNumber>;

/** Push notifications on an agent's devices. */
import * as v from 'valibot';
import { numberAlert } from '../../whatsapp/account/number-alert.ts';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { isPublicHost, time, timeZone, whole } from '../values.ts';

const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, schemaTexts.clock_form));

/** When a device gets no notifications: from and to as `22:00`, in the time zone. */
export const quietHours = v.strictObject({ from: clock, to: clock, timeZone });
export type QuietHours = v.InferOutput<typeof quietHours>;

/** The events that a device is notified of. */
export const pushPreferences = v.strictObject({
  /** `unassigned`: your own conversations and unassigned ones. */
  whose: v.picklist(['mine', 'unassigned', 'all']),
  /** Ids of the numbers without notifications. */
  muted: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(200)),
  /** Whether to show the customer's words, or only their name. */
  showText: v.boolean(),
  /** Whether to notify about problems with a number; only on admins' devices. */
  // Devices and consoles from before there were alerts do not have it.
  alerts: v.optional(v.boolean(), true),
  /** Whether to send the figures of each week of a number. */
  weekly: v.optional(v.boolean(), false),
  quiet: v.nullable(quietHours),
});
export type PushPreferences = v.InferOutput<typeof pushPreferences>;

/** The Worker calls this address, which an agent gave it, so it must be public. */
function isPushService(endpoint: string): boolean {
  const url = URL.parse(endpoint);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return false;
  return url.username === '' && url.password === '' && isPublicHost(url.hostname);
}

/** Bytes as base64url. */
const bytes = (characters: number) =>
  v.pipe(v.string(), v.regex(/^[\w-]+$/, 'Not base64url.'), v.length(characters));

/** Adds this device, or changes its preferences. `endpoint` and `keys` as the browser gives them. */
export const newPushDevice = v.strictObject({
  endpoint: v.pipe(
    v.string(),
    v.maxLength(2_000),
    v.check(isPushService, 'The address of a push service: https, at a public name, without a port.'),
  ),
  // A point of P-256 and 16 bytes. Source: RFC 8291, section 3.
  keys: v.strictObject({ p256dh: bytes(87), auth: bytes(22) }),
  preferences: pushPreferences,
});
export type NewPushDevice = v.InferOutput<typeof newPushDevice>;

export const pushDevice = v.object({
  id: v.string(),
  /** Such as `Chrome on Android`. */
  device: v.string(),
  endpoint: v.string(),
  preferences: pushPreferences,
  createdAt: time,
});
export type PushDevice = v.InferOutput<typeof pushDevice>;

export const pushStatus = v.object({
  /** The `applicationServerKey` that a new subscription needs, as base64url. */
  publicKey: v.string(),
  devices: v.array(pushDevice),
});
export type PushStatus = v.InferOutput<typeof pushStatus>;

/** Whether the push service accepted the test notification. */
export const pushTest = v.object({ taken: v.boolean() });

/** The payload of a push notification, sent encrypted. */
export const pushMessage = v.variant('type', [
  v.object({
    type: v.literal('message'),
    inbox: v.string(),
    conversationId: whole,
    name: v.string(),
    text: v.nullable(v.string()),
  }),
  v.object({ type: v.literal('alert'), inbox: v.string(), number: v.string(), alert: numberAlert }),
  /** The figures of the week that is over, and the customers who wait now. */
  v.object({
    type: v.literal('week'),
    inbox: v.string(),
    number: v.string(),
    received: whole,
    sent: whole,
    resolved: whole,
    waiting: whole,
  }),
  v.object({ type: v.literal('test') }),
]);
export type PushMessage = v.InferOutput<typeof pushMessage>;

/**
 * Splits a webhook body into events. One body can contain several accounts, numbers, customers, messages and statuses. A
 * malformed part becomes an `unparsed` event and does not affect the others.
 * Sources: Meta's OpenAPI description v23.0; its webhook reference at
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference; for user ids
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids.
 */

import * as v from 'valibot';
import { asJson } from '../json.ts';
import { eventsOf } from './fields.ts';
import type { InboxEvent } from './inbox-event.ts';

/** The account and number of an event. Account-level fields have no phone number id. */
export interface Route {
  wabaId: string | null;
  phoneNumberId: string | null;
}

export interface RoutedEvent {
  route: Route;
  event: InboxEvent;
}

/** Reads a whole body. Never throws for any JSON value. */
export function parseWebhook(body: unknown): RoutedEvent[] {
  if (!v.is(envelope, body)) return [unparsed(null, null, 'not a WhatsApp webhook body', body)];
  return body.entry.flatMap((part) => {
    if (!v.is(entry, part)) return [unparsed(null, null, 'an entry without changes', part)];
    const wabaId = typeof part.id === 'number' ? String(part.id) : part.id;
    return part.changes.flatMap((change) => {
      if (!v.is(fieldChange, change))
        return [unparsed(wabaId, null, 'a change without field or value', change)];
      const { field, value } = change;
      const number = v.is(numbered, value) ? value.metadata.phone_number_id : null;
      const route = { wabaId, phoneNumberId: number };
      return eventsOf(field, value, part.time).map((event): RoutedEvent => ({ route, event }));
    });
  });
}

/**
 * The numbers and accounts that a body names, found in its text without parsing it. They select the app secrets that may
 * have signed the body; nothing else in it is trusted before the signature is verified.
 */
export function idsNamedIn(text: string): { phoneNumberIds: string[]; wabaIds: string[] } {
  return {
    phoneNumberIds: distinct(text.matchAll(/"phone_number_id"\s*:\s*"(\d{1,32})"/g)),
    wabaIds: distinct(text.matchAll(/"id"\s*:\s*"(\d{1,32})"\s*,\s*"(?:changes|time)"/g)),
  };
}

const envelope = v.object({ object: v.literal('whatsapp_business_account'), entry: v.array(v.unknown()) });
const entry = v.object({
  id: v.union([v.string(), v.number()]),
  /** Unix seconds; only with account-level fields. */
  time: v.optional(v.unknown()),
  changes: v.array(v.unknown()),
});
const fieldChange = v.object({ field: v.string(), value: v.record(v.string(), v.unknown()) });
const numbered = v.object({ metadata: v.object({ phone_number_id: v.string() }) });

function unparsed(wabaId: string | null, field: string | null, reason: string, part: unknown): RoutedEvent {
  return {
    route: { wabaId, phoneNumberId: null },
    event: { kind: 'unparsed', field, reason, raw: asJson(part) },
  };
}

function distinct(matches: Iterable<RegExpMatchArray>): string[] {
  return [...new Set(Array.from(matches, ([, id = '']) => id))];
}

/**
 * Who a customer is here: the digits of a phone number, or a business-scoped user id (`US.13491208655302741918`)
 * for a customer who has a username and hides the number.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
import * as v from 'valibot';

export const customerId = v.pipe(
  v.string(),
  v.regex(/^(?:\d{7,15}|[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128})$/),
);

export function isUserId(text: string): boolean {
  return /^[A-Z]{2}\./.test(text) && v.is(customerId, text);
}

/** As `contacts[]` of webhooks name the customer. */
export function contactOf(id: string, name: string, username: string | null): Record<string, unknown> {
  const profile = { name, ...(username !== null && { username }) };
  return isUserId(id) ? { profile, user_id: id } : { profile, wa_id: id };
}

/**
 * Customer ids. The stand-in uses the digits of the phone number, or a business-scoped user id
 * (`US.13491208655302741918`) if there is none. Webhooks contain the ids that Meta shares with the business.
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

/** The ids of a customer that one business portfolio gets. */
export interface CustomerIds {
  /** Absent if the customer hides the phone number. */
  waId?: string;
  userId: string;
  /** Only for businesses that share user ids between linked portfolios. */
  parentUserId?: string;
}

/** An element of `contacts[]`. */
export function contactOf(
  { waId, userId, parentUserId }: CustomerIds,
  name: string,
  username: string | null,
): Record<string, unknown> {
  return {
    profile: { name, ...(username !== null && { username }) },
    ...(waId !== undefined && { wa_id: waId }),
    user_id: userId,
    ...(parentUserId !== undefined && { parent_user_id: parentUserId }),
  };
}

/** The sender's part of an element of `messages[]`. */
export function senderOf({ waId, userId, parentUserId }: CustomerIds): Record<string, unknown> {
  return {
    ...(waId !== undefined && { from: waId }),
    from_user_id: userId,
    ...(parentUserId !== undefined && { from_parent_user_id: parentUserId }),
  };
}

const countries: readonly (readonly [prefix: string, country: string])[] = [
  ['1', 'US'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['55', 'BR'],
  ['91', 'IN'],
];

/** A new user id, which starts with the country of the customer's phone number. */
export function newUserId(customer: string, kind: 'user' | 'parent' = 'user'): string {
  const [country = 'US'] = isUserId(customer)
    ? [customer.slice(0, 2)]
    : countries.flatMap(([prefix, code]) => (customer.startsWith(prefix) ? [code] : []));
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(19)), (byte) => byte % 10).join('');
  return `${country}.${kind === 'parent' ? 'ENT.' : ''}1${digits}`;
}

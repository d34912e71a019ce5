/**
 * The ids of a customer. Meta identifies a customer by phone number, by business-scoped user id, or by both; since 2026
 * the phone number can be missing. Sources:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids, and for the
 * national variants the notes on Brazil, Mexico and Argentina in
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers.
 */
import type { Content } from '../content/content.ts';
import type { Party } from '../receiving/inbox-event.ts';
import { internationalDigits, readPhoneNumber } from './phone-number.ts';

/** A WhatsApp `group` can be read, but not written to. */
export type AliasKind = 'phone' | 'user_id' | 'parent_user_id' | 'username' | 'group';

/** One of the ids of a customer. Two aliases of a kind are the same if their `key` is. */
export interface Alias {
  kind: AliasKind;
  /** As Meta sent it; requests to Meta use this form. */
  value: string;
  /** For matching only. */
  key: string;
}

export type Recipient = { to: string } | { recipient: string; recipient_type: 'individual' };

export function aliasesOf(party: Party): Alias[] {
  const aliases: Alias[] = [];
  const add = (kind: AliasKind, value: string | undefined, key: string | null | undefined) => {
    if (value && key) aliases.push({ kind, value, key });
  };
  add('phone', party.waId, party.waId && phoneKey(party.waId));
  add('user_id', party.userId, party.userId);
  add('parent_user_id', party.parentUserId, party.parentUserId);
  add('username', party.username, party.username && usernameKey(party.username));
  return aliases;
}

/**
 * How to address a customer: by phone number if there is one, because some templates cannot be sent to a user id
 * (error 131062). A user id must never be in `to`: Meta accepts the request and the message is lost.
 * Null when none of the aliases can be written to. The first alias of a kind wins.
 */
export function recipientOf(aliases: readonly Alias[]): Recipient | null {
  const phone = aliases.find((alias) => alias.kind === 'phone');
  if (phone) return { to: phone.value };
  const user =
    aliases.find((alias) => alias.kind === 'user_id') ??
    aliases.find((alias) => alias.kind === 'parent_user_id');
  return user ? { recipient: user.value, recipient_type: 'individual' } : null;
}

/** The customer's own phone number, if this message answers our request for it. Other contact cards do not count. */
export function phoneSharedIn(content: Content): string | null {
  if (content.type !== 'contacts' || content.origin !== 'contact_request') return null;
  const [contact] = content.contacts;
  const [phone] = contact?.phones ?? [];
  return phone?.wa_id ?? internationalDigits(phone?.phone ?? '');
}

/**
 * The digits that two spellings of one phone number share; null when it is not a phone number, so that a user id is never
 * reduced to its digits. Accepts any common format: `+1 (555) 078-3881`.
 */
export function phoneKey(text: string): string | null {
  const digits = readPhoneNumber(text)?.digits ?? '';
  if (digits.length < 5 || digits.length > 20) return null;
  return nationalVariants.reduce((number, [pattern, shorter]) => number.replace(pattern, shorter), digits);
}

/**
 * Countries in which WhatsApp knows one line by two numbers. The key is the shorter one.
 * - Brazil: mobile numbers got a ninth digit from 2012 on; older accounts still have the old number. Only lines that
 *   began with 6 to 9 had an old number; others would collide with a landline.
 * - Argentina: 9 after the country code marks a mobile line.
 * - Mexico: 1 after the country code marked a mobile line until 2019.
 */
const nationalVariants: readonly (readonly [RegExp, string])[] = [
  [/^(55[1-9][1-9])9([6-9]\d{7})$/, '$1$2'],
  [/^(54)9(\d{10})$/, '$1$2'],
  [/^(52)1(\d{10})$/, '$1$2'],
];

/** Case does not matter in usernames; periods and underscores do. Meta sends some of them with `@`. */
function usernameKey(username: string): string {
  return username.replace(/^@/, '').toLowerCase();
}

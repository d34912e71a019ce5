/** The customer that an element of a webhook value is about, joined with their entry in the value's `contacts[]`. */
import * as v from 'valibot';
import type { Party } from '../receiving/inbox-event.ts';
import { phoneKey } from './aliases.ts';

/** How an element identifies its customer: the values of `from`, `from_user_id` and `from_parent_user_id`, or similar fields. */
export interface PartyIds {
  phone?: unknown;
  userId?: unknown;
  parentUserId?: unknown;
}

/**
 * Joins by id, never by position: one value can contain several customers, in any order. The same user id is the same
 * customer; other ids must not contradict. A contact that shares no id with the element still matches if there is only
 * one of each (`alone`).
 */
export function joinParty(ids: PartyIds, contacts: readonly Party[], alone: boolean): Party {
  const party = partyNamed(ids);
  const [sole] = contacts;
  const match =
    contacts.find(({ userId }) => userId !== undefined && userId === party.userId) ??
    contacts.find((contact) => shareId(contact, party) && !contradict(contact, party)) ??
    (alone && contacts.length === 1 && sole && !contradict(sole, party) ? sole : undefined);
  return { ...match, ...party };
}

/** Ids only. A user id in the place of a phone number is recognised by its format. */
export function partyNamed(ids: PartyIds): Party {
  const phone = textOf(ids.phone);
  const isPhone = phone !== undefined && phoneKey(phone) !== null;
  const userId = textOf(ids.userId) ?? (isPhone ? undefined : phone);
  const parentUserId = textOf(ids.parentUserId);
  return {
    ...(isPhone && { waId: phone }),
    ...(userId !== undefined && { userId }),
    ...(parentUserId !== undefined && { parentUserId }),
  };
}

export function readContacts(contacts: unknown): Party[] {
  return Array.isArray(contacts)
    ? contacts.filter((contact) => v.is(contactEntry, contact)).map(readContact)
    : [];
}

const contactEntry = v.object({
  wa_id: v.optional(v.unknown()),
  user_id: v.optional(v.unknown()),
  parent_user_id: v.optional(v.unknown()),
  username: v.optional(v.unknown()),
  identity_key_hash: v.optional(v.unknown()),
  profile: v.optional(v.object({ name: v.optional(v.unknown()), username: v.optional(v.unknown()) })),
});

function readContact(contact: v.InferOutput<typeof contactEntry>): Party {
  const username = textOf(contact.profile?.username) ?? textOf(contact.username);
  const profileName = textOf(contact.profile?.name);
  const identityHash = textOf(contact.identity_key_hash);
  return {
    ...partyNamed({ phone: contact.wa_id, userId: contact.user_id, parentUserId: contact.parent_user_id }),
    ...(username !== undefined && { username }),
    ...(profileName !== undefined && { profileName }),
    ...(identityHash !== undefined && { identityHash }),
  };
}

/** Ids are strings in Meta's reference and numbers in some of its examples; empty ones are ignored. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function idsOf(party: Party): (string | null | undefined)[] {
  return [party.waId && phoneKey(party.waId), party.userId, party.parentUserId];
}

function shareId(a: Party, b: Party): boolean {
  const others = idsOf(b);
  return idsOf(a).some((id, kind) => id && id === others[kind]);
}

function contradict(a: Party, b: Party): boolean {
  const others = idsOf(b);
  return idsOf(a).some((id, kind) => id && others[kind] && id !== others[kind]);
}

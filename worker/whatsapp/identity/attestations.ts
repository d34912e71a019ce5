/**
 * Which ids an event attests to belong to the same person. Sources: for user ids
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids, for changes
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system (with
 * `previous_user_id` since August 2026), for older bodies their changelog.
 *
 * | where | attests | strength |
 * |---|---|---|
 * | message with its `contacts` entry, echo, past message, call, address book: number and user id | the number is this user's at that time | until the number is seen with another user |
 * | status with `recipient_id` and `recipient_user_id`, or its `contacts` entry | the same | the same |
 * | user id and parent user id together | one person | for good |
 * | `system` with `previous_user_id` and `user_id`; `user_id_update { previous, current }` | one person, the second id from then on | for good |
 * | `user_changed_user_id` without `from` and `previous_user_id` | one person, by the ids in WhatsApp's own sentence; else nothing | for good |
 * | `user_changed_number`: `from`, and `wa_id` as the new number | the holder of the first number holds the second from then on | for good |
 * | a contact card that answers our request | the number is this user's at that time | as a message |
 * | a username, a profile name, any other contact card | nothing | |
 */
import * as v from 'valibot';
import { readContent } from '../content/content.ts';
import type { InboxEvent, Party } from '../receiving/inbox-event.ts';
import { phoneKey, phoneSharedIn } from './aliases.ts';
import type { IdLink } from './persons.ts';
import { userIdForm } from './user-id.ts';

/** One or more ids that belong to one person at a time. */
export interface Attestation {
  /** The person the event is about, by their newest ids. */
  party: Party;
  /** Other ids that are or were theirs. */
  earlier: readonly Party[];
  links: readonly IdLink[];
}

const hour = 60 * 60_000;

/** Null for an event that is not about a person. */
export function attestationIn(event: InboxEvent): Attestation | null {
  switch (event.kind) {
    case 'message':
      return messageAttests(event.from, event.raw, event.type, event.at);
    case 'echo':
      return plain(event.to);
    case 'history':
    case 'contact':
      return plain(event.party);
    case 'status':
      return plain(event.recipient);
    case 'notice':
      if (event.field === 'user_id_update') return updateAttests(event.party, event.raw, event.at ?? 0);
      return event.party && plain(event.party);
    case 'unparsed':
      return null;
  }
}

/** Rounded to the hour: a message has up to three statuses, and within an hour they add nothing new. */
export function statusTime(at: number): number {
  return at - (at % hour);
}

function plain(party: Party): Attestation {
  return { party, earlier: [], links: parentLinks([party]) };
}

function messageAttests(from: Party, raw: string, type: string, at: number): Attestation {
  if (type === 'contacts') {
    const shared = phoneSharedIn(readContent(raw));
    if (shared !== null) return { ...plain(from), earlier: [{ ...userIn(from), waId: shared }] };
  }
  if (type !== 'system') return plain(from);
  const change = changeIn(raw);
  if (!change) return plain(from);
  const { before, now } = change;
  const current = [now.userId, now.parentUserId].filter((id) => id !== undefined);
  // If the sender already has the new id, the message says nothing about the old number.
  const isNewId = from.userId !== undefined && from.userId === now.userId;
  const earlier: Party = {
    ...(from.waId !== undefined && { waId: from.waId }),
    ...(isNewId ? {} : userIn(from)),
    ...before,
  };
  const users = [from.userId, from.parentUserId, before.userId, before.parentUserId];
  return {
    party: now,
    earlier: [earlier],
    links: [
      ...parentLinks([earlier, now]),
      ...users.flatMap((id) =>
        current.flatMap((other) => link('user', id ?? null, 'user', other, at, 'changed')),
      ),
      ...moveTo(now.waId, earlier, at),
    ],
  };
}

/** From the person's old number; if that is unknown, from their user id. */
function moveTo(waId: string | undefined, { waId: old, userId, parentUserId }: Party, at: number): IdLink[] {
  const to = waId === undefined ? null : phoneKey(waId);
  if (old !== undefined) return link('phone', phoneKey(old), 'phone', to, at, 'moved');
  return link('user', userId ?? parentUserId ?? null, 'phone', to, at, 'moved');
}

function userIn({ userId, parentUserId }: Party): Party {
  return {
    ...(userId !== undefined && { userId }),
    ...(parentUserId !== undefined && { parentUserId }),
  };
}

const id = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);
const systemMessage = v.object({
  system: v.object({
    body: id,
    wa_id: id,
    new_wa_id: id,
    user_id: id,
    parent_user_id: id,
    previous_user_id: id,
    previous_parent_user_id: id,
  }),
});

/** The customer's ids before and after, from a system message; null when it says neither. */
export function changeIn(raw: string): { before: Party; now: Party } | null {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), systemMessage), raw);
  if (!read.success) return null;
  const { system } = read.output;
  const waId = system.wa_id ?? system.new_wa_id;
  const now = partyOf(waId, system.user_id, system.parent_user_id);
  const spoken = previousIn(system.body ?? '', [system.user_id, system.parent_user_id]);
  const before = partyOf(undefined, system.previous_user_id ?? spoken, system.previous_parent_user_id);
  return Object.keys({ ...before, ...now }).length === 0 ? null : { before, now };
}

/**
 * The first id in "User Ada changed from US.1 to US.2". Customers choose their names, so only the end of the sentence
 * counts, and only if it ends with the id in the event itself.
 */
function previousIn(sentence: string, current: readonly (string | undefined)[]): string | undefined {
  const [, previous, now] = / changed from (\S+) to (\S+?)\.?$/.exec(sentence) ?? [];
  if (previous === undefined || now === undefined || !current.includes(now)) return undefined;
  return userIdForm.test(previous) ? previous : undefined;
}

const pair = v.fallback(v.optional(v.object({ previous: id, current: id })), undefined);
const update = v.object({ user_id: pair, parent_user_id: pair });

/** Reads `user_id_update`, which older apps and some providers still send. */
export function updateIn(raw: string): { before: Party; now: Party } | null {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), update), raw);
  if (!read.success) return null;
  const { user_id, parent_user_id } = read.output;
  return {
    before: partyOf(undefined, user_id?.previous, parent_user_id?.previous),
    now: partyOf(undefined, user_id?.current, parent_user_id?.current),
  };
}

function updateAttests(party: Party | null, raw: string, at: number): Attestation | null {
  const change = updateIn(raw);
  if (!change) return party && plain(party);
  const { before, now } = change;
  const previous = [before.userId, before.parentUserId];
  const current = [now.userId, now.parentUserId].filter((one) => one !== undefined);
  return {
    party: { ...party, ...now },
    earlier: [before],
    links: [
      ...parentLinks([before, now]),
      ...previous.flatMap((one) =>
        current.flatMap((other) => link('user', one ?? null, 'user', other, at, 'changed')),
      ),
    ],
  };
}

function parentLinks(parties: readonly Party[]): IdLink[] {
  return parties.flatMap(({ userId, parentUserId }) =>
    link('user', userId ?? null, 'user', parentUserId ?? null, 0, 'same'),
  );
}

function link(
  oneKind: 'phone' | 'user',
  one: string | null,
  otherKind: 'phone' | 'user',
  other: string | null,
  at: number,
  type: IdLink['type'],
): IdLink[] {
  if (one === null || other === null || one === other) return [];
  return [{ one: { kind: oneKind, key: one }, other: { kind: otherKind, key: other }, at, type }];
}

function partyOf(
  waId: string | undefined,
  userId: string | undefined,
  parentUserId: string | undefined,
): Party {
  return {
    ...(waId !== undefined && { waId }),
    ...(userId !== undefined && { userId }),
    ...(parentUserId !== undefined && { parentUserId }),
  };
}

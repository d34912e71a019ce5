/**
 * Splits the value of one webhook field into events: which lists a field's value contains, and how their elements are
 * read. An unknown field becomes one Meta notice, and so do unknown parts of a known field.
 */
import * as v from 'valibot';
import { graphErrors } from '../graph/errors.ts';
import { changeIn, updateIn } from '../identity/attestations.ts';
import { joinParty, type PartyIds, partyNamed, readContacts } from '../identity/party.ts';
import { asJson, ownValue } from '../json.ts';
import type { InboxEvent, Party } from './inbox-event.ts';

const lists: Readonly<Record<string, Readonly<Record<string, ElementReader>>>> = {
  messages: { messages: readMessage, statuses: readStatus },
  smb_message_echoes: { message_echoes: readEcho },
  history: { history: readThreads, messages: readPastInbound, message_echoes: readPastEcho },
  smb_app_state_sync: { state_sync: readAddressBookEntry },
  calls: { calls: readNotice, statuses: readNotice },
  user_preferences: { user_preferences: readNotice },
  user_id_update: { user_id_update: readUserIdUpdate },
  group_lifecycle_update: { groups: readNotice },
  group_participants_update: { groups: readNotice },
  group_settings_update: { groups: readNotice },
  group_status_update: { groups: readNotice },
};

/** `time` is the entry's: Unix seconds, only with account-level fields. */
export function eventsOf(field: string, value: Value, time: unknown): InboxEvent[] {
  const { messaging_product, metadata, contacts, ...parts } = value;
  const people = readContacts(contacts);
  const known = ownValue(lists, field) ?? {};
  const rest: [name: string, part: unknown][] = [];
  const events = Object.entries(parts).flatMap(([name, part]): InboxEvent[] => {
    const read = ownValue(known, name);
    if (!read || !Array.isArray(part)) {
      rest.push([name, part]);
      return [];
    }
    const alone = part.length === 1;
    return part.flatMap((element) =>
      read(element, {
        field,
        metadata,
        join: (ids) => joinParty(ids, people, alone),
      }),
    );
  });
  if (rest.length === 0 && events.length > 0) return events;
  const remainder = events.length > 0 ? Object.fromEntries(rest) : value;
  return [
    ...events,
    { kind: 'notice', field, at: millisecondsOf(time), party: null, raw: asJson(remainder) },
  ];
}

type Value = Record<string, unknown>;
type ElementReader = (element: unknown, surroundings: Surroundings) => InboxEvent[];
interface Surroundings {
  field: string;
  metadata: unknown;
  join: (ids: PartyIds) => Party;
}

/** Unix seconds, as a string in the reference and as a number in some examples; to milliseconds. */
const timestamp = v.pipe(
  v.union([
    v.pipe(v.string(), v.digits(), v.maxLength(11), v.toNumber()),
    v.pipe(v.number(), v.safeInteger()),
  ]),
  v.minValue(1),
  v.maxValue(99_999_999_999),
  v.transform((seconds) => seconds * 1000),
);
const id = v.pipe(v.string(), v.nonEmpty());
const loose = v.optional(v.unknown());

const message = v.object({
  id,
  timestamp,
  type: v.optional(v.string(), 'unknown'),
  from: loose,
  from_user_id: loose,
  from_parent_user_id: loose,
  to: loose,
  to_user_id: loose,
  to_parent_user_id: loose,
  group_id: v.optional(v.unknown()),
  identity: v.fallback(v.optional(v.object({ hash: v.string() })), undefined),
});
type MessageHead = v.InferOutput<typeof message>;

const senderOf = (head: MessageHead): PartyIds => ({
  phone: head.from,
  userId: head.from_user_id,
  parentUserId: head.from_parent_user_id,
});
const addresseeOf = (head: MessageHead): PartyIds => ({
  phone: head.to,
  userId: head.to_user_id,
  parentUserId: head.to_parent_user_id,
});

/** A group message is not part of the sender's own conversation: a reply there would be private. */
function readMessage(element: unknown, { field, join }: Surroundings): InboxEvent[] {
  return parsed(message, element, field, (head, raw) => {
    const hash = head.identity?.hash;
    const from = { ...join(senderOf(head)), ...(hash !== undefined && { identityHash: hash }) };
    const { id: wamid, timestamp: at, type } = head;
    if (head.group_id !== undefined) return { kind: 'notice', field: 'group_messages', at, party: from, raw };
    // WhatsApp is the sender, so the customer may only be named in the text.
    const isAnnounced = type === 'system' && isNamed({ ...changeIn(raw)?.before, ...changeIn(raw)?.now });
    return isNamed(from) || isAnnounced
      ? { kind: 'message', wamid, at, type, from, raw }
      : withoutCustomer(field, raw);
  });
}

function readEcho(element: unknown, { field, join }: Surroundings): InboxEvent[] {
  return parsed(message, element, field, (head, raw) => {
    const { id: wamid, timestamp: at, type } = head;
    const to = join(addresseeOf(head));
    return isNamed(to) ? { kind: 'echo', wamid, at, type, to, raw } : withoutCustomer(field, raw);
  });
}

const status = v.object({
  id,
  /** Absent for a message; `payment` for the status of a payment that a message requested. */
  type: v.optional(v.string(), 'message'),
  status: v.string(),
  timestamp,
  recipient_id: loose,
  recipient_user_id: loose,
  recipient_parent_user_id: loose,
  /** Meta's reference and changelog spell the parent id in three ways. */
  parent_recipient_user_id: loose,
  parent_user_id: loose,
  recipient_type: v.optional(v.unknown()),
  recipient_participant_id: loose,
  recipient_participant_user_id: loose,
  recipient_participant_parent_user_id: loose,
  recipient_identity_key_hash: v.fallback(v.optional(v.string()), undefined),
  biz_opaque_callback_data: v.fallback(v.nullish(v.string(), null), null),
  errors: v.optional(graphErrors, []),
});

function readStatus(element: unknown, { field, join }: Surroundings): InboxEvent[] {
  return parsed(status, element, field, (head, raw) => {
    const hash = head.recipient_identity_key_hash;
    const recipient = join(
      head.recipient_type === 'group'
        ? {
            phone: head.recipient_participant_id,
            userId: head.recipient_participant_user_id,
            parentUserId: head.recipient_participant_parent_user_id,
          }
        : {
            phone: head.recipient_id,
            userId: head.recipient_user_id,
            parentUserId:
              head.recipient_parent_user_id ?? head.parent_recipient_user_id ?? head.parent_user_id,
          },
    );
    if (head.type !== 'message') {
      const party = isNamed(recipient) ? recipient : null;
      return { kind: 'notice', field: `${head.type}_status`, at: head.timestamp, party, raw };
    }
    return {
      kind: 'status',
      wamid: head.id,
      status: head.status,
      at: head.timestamp,
      recipient: { ...recipient, ...(hash !== undefined && { identityHash: hash }) },
      callbackData: head.biz_opaque_callback_data,
      errors: head.errors,
      raw,
    };
  });
}

const thread = v.object({
  id: loose,
  context: v.optional(v.unknown()),
  messages: v.array(v.unknown()),
});
const threads = v.object({ threads: v.array(v.unknown()) });

/** A chunk of the past: threads, each of one customer. What else it says (progress, errors) is a notice. */
function readThreads(element: unknown, surroundings: Surroundings): InboxEvent[] {
  const { field } = surroundings;
  if (!v.is(threads, element)) return readNotice(element, surroundings);
  const { threads: found, ...chunk }: Value & { threads: unknown[] } = element;
  const events = found.flatMap((part): InboxEvent[] => {
    if (!v.is(thread, part)) return [unparsed(field, 'a thread without messages', part)];
    const [customer] = readContacts([part.context ?? {}]);
    const party = { ...customer, ...partyNamed({ phone: part.id }) };
    return part.messages.flatMap((past) => readPast(past, surroundings, party, null));
  });
  const progress = Object.keys(chunk).length > 0 ? readNotice(chunk, surroundings) : [];
  return [...events, ...progress];
}

/** Media of past messages arrives separately, after its thread. */
function readPastInbound(element: unknown, surroundings: Surroundings): InboxEvent[] {
  return readPast(element, surroundings, null, 'in');
}

function readPastEcho(element: unknown, surroundings: Surroundings): InboxEvent[] {
  return readPast(element, surroundings, null, 'out');
}

const pastMessage = v.object({
  ...message.entries,
  history_context: v.fallback(v.optional(v.object({ status: v.optional(v.string()) })), undefined),
});
const displayed = v.object({ display_phone_number: v.string() });

function readPast(
  element: unknown,
  { field, metadata, join }: Surroundings,
  customer: Party | null,
  known: 'in' | 'out' | null,
): InboxEvent[] {
  return parsed(pastMessage, element, field, (head, raw) => {
    const sender = partyNamed(senderOf(head));
    const own = v.is(displayed, metadata)
      ? partyNamed({ phone: metadata.display_phone_number.replace(/\D/g, '') })
      : {};
    const isOwn = sender.waId !== undefined && sender.waId.replace(/\D/g, '') === own.waId;
    const direction = known ?? (isOwn ? 'out' : 'in');
    const party = { ...customer, ...join(direction === 'in' ? senderOf(head) : addresseeOf(head)) };
    if (!isNamed(party)) return withoutCustomer(field, raw);
    return {
      kind: 'history',
      wamid: head.id,
      at: head.timestamp,
      type: head.type,
      party,
      direction,
      status: head.history_context?.status?.toLowerCase() ?? null,
      raw,
    };
  });
}

const addressBookEntry = v.object({
  type: v.literal('contact'),
  action: v.picklist(['add', 'remove']),
  contact: v.object({
    full_name: v.fallback(v.nullish(v.string(), null), null),
    phone_number: loose,
    user_id: loose,
    parent_user_id: loose,
    username: v.fallback(v.optional(v.string()), undefined),
  }),
  metadata: v.object({ timestamp }),
});

function readAddressBookEntry(element: unknown, { field }: Surroundings): InboxEvent[] {
  return parsed(addressBookEntry, element, field, ({ action, contact, metadata }, raw) => ({
    kind: 'contact',
    action,
    at: metadata.timestamp,
    party: {
      ...partyNamed({
        phone: contact.phone_number,
        userId: contact.user_id,
        parentUserId: contact.parent_user_id,
      }),
      ...(contact.username !== undefined && { username: contact.username }),
    },
    fullName: contact.full_name,
    raw,
  }));
}

const notice = v.object({
  timestamp: v.fallback(v.optional(timestamp), undefined),
  wa_id: loose,
  user_id: loose,
  parent_user_id: loose,
  direction: v.optional(v.unknown()),
  from: loose,
  from_user_id: loose,
  from_parent_user_id: loose,
  to: loose,
  to_user_id: loose,
  to_parent_user_id: loose,
  recipient_id: loose,
  recipient_user_id: loose,
  recipient_parent_user_id: loose,
});

function readNotice(element: unknown, { field, join }: Surroundings): InboxEvent[] {
  return parsed(notice, element, field, (head, raw) => {
    const ids = partyIdsOf(head);
    const party = Object.values(ids).some((value) => value !== undefined) ? join(ids) : null;
    return { kind: 'notice', field, at: head.timestamp ?? null, party, raw };
  });
}

/** `user_id` and `parent_user_id` are each `{ previous, current }`. */
function readUserIdUpdate(element: unknown, { field, join }: Surroundings): InboxEvent[] {
  return parsed(notice, element, field, (head, raw) => {
    const change = updateIn(raw);
    const named = join({ phone: head.wa_id });
    const party = { ...(head.wa_id !== undefined && named), ...change?.before, ...change?.now };
    return { kind: 'notice', field, at: head.timestamp ?? null, party: isNamed(party) ? party : null, raw };
  });
}

/** The customer's side of a call. */
function partyIdsOf(head: v.InferOutput<typeof notice>): PartyIds {
  switch (head.direction) {
    case 'USER_INITIATED':
      return { phone: head.from, userId: head.from_user_id, parentUserId: head.from_parent_user_id };
    case 'BUSINESS_INITIATED':
      return { phone: head.to, userId: head.to_user_id, parentUserId: head.to_parent_user_id };
    default:
      return {
        phone: head.wa_id ?? head.recipient_id,
        userId: head.user_id ?? head.recipient_user_id,
        parentUserId: head.parent_user_id ?? head.recipient_parent_user_id,
      };
  }
}

function parsed<Output>(
  schema: v.GenericSchema<unknown, Output>,
  element: unknown,
  field: string,
  event: (output: Output, raw: string) => InboxEvent,
): InboxEvent[] {
  const result = v.safeParse(schema, element);
  if (result.success) return [event(result.output, asJson(element))];
  const [issue] = result.issues;
  return [
    unparsed(field, [v.getDotPath(issue), issue.expected ?? issue.type].filter(Boolean).join(': '), element),
  ];
}

function isNamed({ waId, userId, parentUserId }: Party): boolean {
  return waId !== undefined || userId !== undefined || parentUserId !== undefined;
}

/** A message without a customer does not belong to any conversation. */
function withoutCustomer(field: string, raw: string): InboxEvent {
  return { kind: 'unparsed', field, reason: 'names no customer', raw };
}

function unparsed(field: string, reason: string, part: unknown): InboxEvent {
  return { kind: 'unparsed', field, reason, raw: asJson(part) };
}

function millisecondsOf(time: unknown): number | null {
  const result = v.safeParse(timestamp, time);
  return result.success ? result.output : null;
}

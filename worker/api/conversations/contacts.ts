/** Contacts: details, export, search and blocking. */
import * as v from 'valibot';
import { referral } from '../../whatsapp/receiving/context.ts';
import { turn } from '../automation/turns.ts';
import { language } from '../languages.ts';
import { idCursor, limit, pageOf, queryNumber, rowId, text, time, whole } from '../values.ts';
import { contact, sharedConversation } from './conversations.ts';
import { fieldValues, fieldValuesChange, namedFieldValue } from './fields.ts';
import { message } from './messages.ts';
import { note } from './teamwork.ts';

/** A contact whose messages Meta does not deliver to a number. */
export const blockedCustomer = v.object({
  /** Digits without `+`, as Meta lists them. */
  phone: v.string(),
  /** The conversation's id; null: they have none in this inbox. */
  conversation: v.nullable(whole),
  /** Their name in the inbox; null without a conversation. */
  name: v.nullable(v.string()),
  /** When they were blocked here; null: elsewhere, and Meta does not say when. */
  blockedAt: v.nullable(time),
});
export type BlockedCustomer = v.InferOutput<typeof blockedCustomer>;
export const blockedQuery = v.object({ after: v.optional(v.pipe(v.string(), v.maxLength(512))) });

/** `GET /api/inboxes/{inbox}/contacts?search=&updatedAfter=&cursor=&limit=` */
export const contactsQuery = v.object({
  /** Finds contacts by name, `@username`, user id, or phone number as people write it. */
  search: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(128))),
  /** Only contacts that have changed since: `seq` of an earlier answer, or 0. */
  updatedAfter: v.optional(queryNumber(0, Number.MAX_SAFE_INTEGER)),
  /** `next` of the page before. */
  cursor: v.optional(idCursor),
  limit,
});

/** A contact of a number, which has the id of its one conversation. */
export const listedContact = v.object({
  ...contact.entries,
  /** The number of the row's last change in its inbox. Messages change it as well. */
  seq: whole,
  /** Null before the first message. */
  lastMessageAt: v.nullable(time),
  /** Since when the contact does not want marketing messages. */
  marketingStoppedAt: v.nullable(time),
  blockedAt: v.nullable(time),
  /** The values of its custom fields. */
  fields: fieldValues,
});
export type ListedContact = v.InferOutput<typeof listedContact>;

/** In the order of their ids, or with `updatedAfter` in the order of their changes: no page misses or repeats a contact. */
export const contactPage = v.object({
  ...pageOf(listedContact).entries,
  /** With `updatedAfter`: contacts that were merged into another one, or erased (`into` is null). */
  gone: v.array(v.object({ id: whole, into: v.nullable(whole) })),
  /** Keep that of the first page, and pass it as `updatedAfter` later to get what has changed since. */
  seq: whole,
});
export type ContactPage = v.InferOutput<typeof contactPage>;

export const contactNote = v.object({ text: v.string(), by: v.string(), at: time });
export type ContactNote = v.InferOutput<typeof contactNote>;

/** Details of a contact that are not part of the conversation's row. */
export const contactDetails = v.object({
  /** The newest of each kind first. */
  aliases: v.array(
    v.object({
      kind: v.picklist(['phone', 'user_id', 'parent_user_id', 'username', 'group']),
      value: v.string(),
      seenAt: time,
    }),
  ),
  /** Their name in the team's or the phone's address book. */
  bookName: v.nullable(v.string()),
  firstSeenAt: v.nullable(time),
  /** The advertisement or post through which they came first. */
  source: v.nullable(v.object({ referral, at: time })),
  note: v.nullable(contactNote),
  /** The values of their custom fields. */
  fields: fieldValues,
  /** IANA names of the time zones that their number may belong to. */
  timeZones: v.array(v.string()),
});
export type ContactDetails = v.InferOutput<typeof contactDetails>;

/** Omitted fields stay the same; null deletes one. */
export const contactChange = v.strictObject({
  bookName: v.exactOptional(v.nullable(text(128))),
  note: v.exactOptional(v.nullable(text(4_000))),
  fields: v.exactOptional(fieldValuesChange),
});
export type ContactChange = v.InferOutput<typeof contactChange>;

/** The other conversation, and the name to confirm it with. */
export const mergeContacts = v.strictObject({ with: rowId, name: v.string() });

/** Their name, to confirm it. */
export const eraseContact = v.strictObject({ name: v.string() });

export const exportQuery = v.object({
  format: v.optional(v.picklist(['json', 'html']), 'json'),
  /** The language of the HTML. Without it, the first of `Accept-Language` that is known, or English. */
  language: v.exactOptional(language),
});

/** Everything about a contact. */
export const contactExport = v.object({
  exportedAt: time,
  /** Our own number, as it is displayed. */
  number: v.string(),
  conversation: sharedConversation,
  details: contactDetails,
  /** The values of their custom fields, with the names of the fields. */
  fields: v.array(namedFieldValue),
  /** Oldest first, as the notes are. */
  messages: v.array(message),
  /** The team's notes in the thread. */
  notes: v.array(note),
  /** What was answered automatically, or why nothing was, oldest first. */
  turns: v.array(turn),
});
export type ContactExport = v.InferOutput<typeof contactExport>;

/** The part of a message that shows why it was found. */
export const excerpt = v.object({
  text: v.string(),
  /** Where in the text the words are: from and to. */
  marks: v.array(v.pipe(v.array(whole), v.length(2))),
});
export type Excerpt = v.InferOutput<typeof excerpt>;

export const foundMessage = v.object({
  message,
  /** A note of the team that has the words, and is after this message; null: the message has them. */
  note: v.nullable(note),
  contact,
  excerpt,
});
export type FoundMessage = v.InferOutput<typeof foundMessage>;

/** Messages with these words, newest first. */
export const messageSearch = v.object({
  ...pageOf(foundMessage).entries,
  /** Whether all messages have been searched. After an upgrade, older ones are indexed one after another. */
  isComplete: v.boolean(),
});
export type MessageSearch = v.InferOutput<typeof messageSearch>;

export const messageSearchQuery = v.object({
  /** Each word can be the beginning of one; in scripts without spaces any part is found. */
  search: v.pipe(v.string(), v.trim(), v.nonEmpty('Say what to look for.'), v.maxLength(128)),
  /** The id of the only conversation to search; without it, all are searched. */
  conversation: v.optional(queryNumber(1, Number.MAX_SAFE_INTEGER)),
  before: v.optional(idCursor),
  limit: v.optional(queryNumber(1, 100), '20'),
});

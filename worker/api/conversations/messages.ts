/** Messages, their files, and what happened to them. */
import * as v from 'valibot';
import { content } from '../../whatsapp/content/content.ts';
import { userIdForm } from '../../whatsapp/identity/user-id.ts';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { referral } from '../../whatsapp/receiving/context.ts';
import { messageStatus } from '../../whatsapp/receiving/status.ts';
import { mediaKinds } from '../../whatsapp/sending/media.ts';
import { turnSource } from '../automation/turns.ts';
import { messageError } from '../errors.ts';
import { cursor, flag, limit, rowId, seq, time, whole } from '../values.ts';
import { filename } from './replies.ts';

export type { Content } from '../../whatsapp/content/content.ts';
export type { GraphError } from '../../whatsapp/graph/errors.ts';
export type { MessageStatus } from '../../whatsapp/receiving/status.ts';
export { content, messageStatus };

const direction = v.picklist(['in', 'out']);

/**
 * `nudge`: the message that the number sends automatically before a window closes. `automation`: an automatic turn; if it
 * does not answer, such as a welcome, the customer still waits for the team.
 */
export const author = v.variant('type', [
  v.object({
    type: v.literal('agent'),
    id: v.string(),
    name: v.string(),
    /** An API token that sends as a bot. */
    isBot: v.exactOptional(v.literal(true)),
  }),
  v.object({ type: v.literal('phone-app') }),
  v.object({ type: v.literal('nudge') }),
  v.object({
    type: v.literal('automation'),
    source: turnSource,
    /** The id of the rule or menu. */
    name: v.nullable(v.string()),
    answers: v.boolean(),
  }),
]);
export type Author = v.InferOutput<typeof author>;

export const quotedMessage = v.object({
  wamid: v.string(),
  /** Null if the quoted message is not stored here. */
  message: v.nullable(v.object({ id: whole, direction, content })),
});
export type QuotedMessage = v.InferOutput<typeof quotedMessage>;

export const reaction = v.object({
  emoji: v.string(),
  direction,
  at: time,
  /** Only for a reaction that we sent. */
  status: v.nullable(messageStatus),
  error: v.nullable(messageError),
});
export type Reaction = v.InferOutput<typeof reaction>;

/** The file of a message. Get it with a media ticket. */
export const messageMedia = v.object({
  /**
   * `waiting`: it is being downloaded. `stored`: we have it. `remote`: only Meta has it, for a few days. `failed`: see
   * `error`.
   */
  state: v.picklist(['waiting', 'stored', 'remote', 'failed']),
  mimeType: v.nullable(v.string()),
  /** In bytes; null until it is known. */
  size: v.nullable(whole),
  /** In pixels as displayed, for a picture, sticker or video; null while unknown. */
  width: v.nullable(whole),
  height: v.nullable(whole),
  error: v.nullable(messageError),
});
export type MessageMedia = v.InferOutput<typeof messageMedia>;

const messageShape = v.object({
  id: whole,
  conversationId: whole,
  seq: whole,
  direction,
  /** WhatsApp's id; null until Meta has accepted the message. */
  wamid: v.nullable(v.string()),
  /** The caller's idempotency key; null if it was not sent through our API. */
  key: v.nullable(v.string()),
  /** The caller's own reference. Every event of the message repeats it. */
  reference: v.nullable(v.string()),
  /** Its position in the thread: Meta's time for inbound messages, ours for outbound ones. */
  sentAt: time,
  /** The current content. An edit replaces the original. */
  content,
  /** The content before each edit, oldest first. */
  earlier: v.array(content),
  /** When its sender deleted it; `content` is still the deleted content. */
  revokedAt: v.nullable(time),
  /** The `wamid` of the message that this one reacts to, edits or deletes. It is not shown in the thread as a message. */
  target: v.nullable(v.string()),
  /** Whether WhatsApp named only a phone number that several customers have had: another one may have written it. */
  isUncertain: v.boolean(),
  media: v.nullable(messageMedia),
  /** How often it had been forwarded before. */
  forwarded: v.nullable(v.picklist(['once', 'often'])),
  /** The advertisement or post through which the customer came. */
  referral: v.nullable(referral),
  /** The product that the customer asks about. */
  product: v.nullable(v.object({ catalogId: v.string(), retailerId: v.string() })),
  quoted: v.nullable(quotedMessage),
  /** The ids of the messages that it follows, as a text does after its files. */
  follows: v.pipe(v.array(whole), v.readonly()),
  reactions: v.array(reaction),
  /** Null for inbound messages. */
  status: v.nullable(messageStatus),
  /** How far a failed message got anyway; null if it is not known to have been received. */
  arrived: v.nullable(v.picklist(['delivered', 'read'])),
  /** Why the last attempt failed, or why the next one waits. */
  error: v.nullable(messageError),
  /** When the next attempt is due, while it waits; if it is in doubt, from when on a person can send it again. */
  retryAt: v.nullable(time),
  author: v.nullable(author),
});
export interface Message extends v.InferOutput<typeof messageShape> {}
export const message: v.GenericSchema<unknown, Message> = messageShape;

/** What WhatsApp charges for, as it said with a status. */
export const pricing = v.object({
  /** Meta is retiring it: `type` says the same. */
  billable: v.nullable(v.boolean()),
  /** marketing, utility, authentication, service … */
  category: v.nullable(v.string()),
  /** `regular` is charged; `free_customer_service` and `free_entry_point` are not. An open window says nothing about it. */
  type: v.nullable(v.string()),
});
export type Pricing = v.InferOutput<typeof pricing>;

export const messageEvent = v.object({
  at: time,
  /** queued, sending, rejected, in_doubt, accepted: ours. sent, delivered, read, failed and others: WhatsApp's words. */
  type: v.string(),
  error: v.nullable(messageError),
  pricing: v.nullable(pricing),
});
export type MessageEvent = v.InferOutput<typeof messageEvent>;

/** A message and everything that happened to it, oldest first, to the second. */
export const messageHistory = v.object({ message, events: v.array(messageEvent) });
export type MessageHistory = v.InferOutput<typeof messageHistory>;

/** More files than an agent picks for one text. */
const maxFollowed = 100;
const followed = v.pipe(v.array(rowId), v.nonEmpty(), v.maxLength(maxFollowed), v.readonly());
const maxDelayMs = 30 * 24 * 60 * 60_000;

/** `content` is checked against WhatsApp's own rules when it is accepted. */
export const sendMessage = v.strictObject({
  content: v.looseObject({ type: v.string() }),
  /** The `wamid` of the message to quote. */
  replyTo: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(512))),
  /**
   * The last change that you know. If someone else has sent something in this conversation since, nothing is sent
   * (409 `answered_meanwhile`, `details.message` is theirs).
   */
  ifLastSeq: v.exactOptional(seq),
  /**
   * Whether a number that shows who writes does so in this message. By default a person's name is shown, and that of
   * an API token is not. The name counts towards WhatsApp's limits, and is part of the stored `content`.
   */
  withName: v.exactOptional(v.boolean()),
  /**
   * The id of a message in this conversation that it follows, or of several. It is sent once WhatsApp has accepted all of
   * them, and fails with any of them (`part_before_failed`). Retrying that one sends both again, in order.
   */
  follows: v.exactOptional(v.union([rowId, followed])),
  /** Your own reference. Every event of the message repeats it. */
  reference: v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))),
  /**
   * When to send it, within the next 30 days, if not now. It is sent only if the window is open at that time. Until
   * then it can be cancelled.
   */
  sendAt: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.check((at) => at > Date.now() && at < Date.now() + maxDelayMs, schemaTexts.schedule_range),
    ),
  ),
});
export type SendMessage = v.InferOutput<typeof sendMessage>;

/** Who gets a message. A contact and a conversation are created where there are none. */
export const addressee = v.union(
  [
    v.strictObject({
      /** As people write it. Without a country code it is one of our own number's country. */
      phone: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
    }),
    v.strictObject({
      /** Meta's business-scoped user id, such as `DE.1234567890`. */
      userId: v.pipe(v.string(), v.regex(userIdForm, 'A user id looks like DE.1234567890.')),
    }),
    v.strictObject({ conversation: rowId }),
  ],
  'Give phone, userId or conversation, and only one of them.',
);
export type Addressee = v.InferOutput<typeof addressee>;

export const sendMessageTo = v.strictObject({ to: addressee, ...sendMessage.entries });
export type SendMessageTo = v.InferOutput<typeof sendMessageTo>;

/** One direction at a time. */
export const messagesQuery = v.pipe(
  v.object({
    /** `next` of the page before. */
    before: v.optional(cursor),
    /** `newer` of the page before. */
    after: v.optional(cursor),
    /** The id of a message that is somewhere in the page. */
    around: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/, 'Pass the id of a message.'), v.toNumber())),
    /** A time in milliseconds: the page around the first message at this time or after it, else the newest page. */
    from: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/, 'Pass a time in milliseconds.'), v.toNumber())),
    limit,
  }),
  v.check(
    ({ before, after, around, from }) =>
      [before, after, around, from].filter((one) => one !== undefined).length < 2,
    'Pass before, after, around or from, and not two of them.',
  ),
);

/** A part of a conversation, newest first. */
export const partQuery = v.object({ before: v.optional(cursor), limit });

/** The id goes where Meta's media id would: `{ "type": "image", "image": { "id" } }`. */
export const mediaUpload = v.object({
  id: v.string(),
  mimeType: v.string(),
  size: whole,
  filename: v.nullable(v.string()),
});
export type MediaUpload = v.InferOutput<typeof mediaUpload>;

export const uploadQuery = v.object({ kind: v.picklist(mediaKinds), filename: v.optional(filename) });

/** Lets an `<img>` or `<video>`, which cannot send a header, get files. */
export const mediaTicket = v.object({ ticket: v.string(), expiresAt: time });
export type MediaTicket = v.InferOutput<typeof mediaTicket>;

export const downloadQuery = v.object({
  ticket: v.optional(v.string(), ''),
  /** With any value, the file is saved instead of shown. */
  download: flag,
});

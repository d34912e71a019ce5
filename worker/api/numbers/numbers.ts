/** Connected numbers and their settings. */
import * as v from 'valibot';
import { stopLanguages } from '../../whatsapp/receiving/stop-words.ts';
import { template } from '../../whatsapp/sending/templates/template.ts';
import { language } from '../languages.ts';
import { flag, text, time } from '../values.ts';

/**
 * When customers get a read receipt. WhatsApp shows the typing indicator only together with a read
 * receipt, so `never` also means no typing indicator.
 */
export const receiptPolicy = v.picklist(['never', 'on-open', 'on-reply']);
export type ReceiptPolicy = v.InferOutput<typeof receiptPolicy>;

export const longestText = v.picklist([1_000, 2_000, 3_000, 4_096]);
export type LongestText = v.InferOutput<typeof longestText>;

const wholeBetween = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** What answers for a number while no person does. */
export const numberBot = v.strictObject({
  /** The id of the webhook that receives the customers' messages. It must receive those of this number. */
  webhook: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  /** After the last message of a person, before the bot answers the customer's next one: five minutes to seven days. */
  resumeAfterMinutes: v.optional(wholeBetween(5, 7 * 24 * 60), 4 * 60),
  /** How long the bot may take, before the conversation counts as unanswered. */
  answerSeconds: v.optional(wholeBetween(10, 60 * 60), 120),
  /** Whether an admin has paused it for all conversations. */
  isPaused: v.optional(v.boolean(), false),
});
export type NumberBot = v.InferOutput<typeof numberBot>;

/** What answers for a number besides its bot. */
export const numberAutomation = v.object({
  /** Whether anything is set up that can answer. */
  isOn: v.boolean(),
  /** Whether an admin has paused it. */
  isPaused: v.boolean(),
  /** Whether the assistant drafts answers for the team, at some time of the day at least. */
  isSuggesting: v.optional(v.boolean(), false),
});
export type NumberAutomation = v.InferOutput<typeof numberAutomation>;

/** One connected number. */
export const inboxSummary = v.object({
  /** The id of its inbox, which never changes. */
  id: v.string(),
  /** The id of the number that the inbox has now. */
  phoneNumberId: v.string(),
  wabaId: v.string(),
  /** As Meta displays it, such as `+1 555 078 3881`. */
  displayPhoneNumber: v.string(),
  name: v.string(),
  /** False if it is switched off: its events are set aside, and nothing is sent. */
  enabled: v.boolean(),
  /** Since when Meta sends us no more webhooks for this number. */
  disconnectedAt: v.nullable(time),
  /** Whether the number is also in the WhatsApp Business app. */
  isOnPhone: v.boolean(),
  receipts: receiptPolicy,
  /**
   * How many messages the number may send: as Meta said when it was connected or raised it, or as an admin has set it
   * since; 20 if it is also in the phone app.
   */
  messagesPerSecond: v.number(),
  /** In characters. The inbox splits a longer text into several messages. */
  longestText,
  /** Whether customers see who writes: `*Ana:*` on its own line, before a text or a caption that a person writes. */
  showsAgentName: v.boolean(),
  /** The language of what customers see before they write; null: not set. */
  language: v.nullable(language),
  /** Whether files may be sent: pictures, videos, audio, documents and stickers, also in templates. */
  sendsFiles: v.boolean(),
  /** The bot of the number, with the name of its webhook; null: it has none. */
  bot: v.nullable(v.object({ ...numberBot.entries, name: v.string() })),
  automation: numberAutomation,
});
export type InboxSummary = v.InferOutput<typeof inboxSummary>;

/** Omitted fields stay the same. */
export const inboxSettings = v.strictObject({
  receipts: v.exactOptional(receiptPolicy),
  messagesPerSecond: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000))),
  longestText: v.exactOptional(longestText),
  showsAgentName: v.exactOptional(v.boolean()),
  /** Null: customers see the language of their browser. */
  language: v.exactOptional(v.nullable(language)),
  sendsFiles: v.exactOptional(v.boolean()),
  /** Null: the number has no bot. */
  bot: v.exactOptional(v.nullable(numberBot)),
});
export type InboxSettings = v.InferOutput<typeof inboxSettings>;

const words = v.pipe(v.array(text(64)), v.maxLength(100));
const stopWords = v.strictObject({ stop: words, resume: words });

/** The number's automatic actions. */
export const numberPolicy = v.strictObject({
  /** Whole messages by which a customer ends marketing messages, or wants them again, grouped by language. */
  stopWords: v.strictObject(
    v.entriesFromList(stopLanguages, v.optional(stopWords, { stop: [], resume: [] })),
  ),
  /** Sent once before a window closes in which the customer wrote last. Off unless it is set. */
  nudge: v.nullable(
    v.strictObject({
      text: text(1_024),
      minutesBefore: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(12 * 60)),
    }),
  ),
  /**
   * Sends the customer's known identity with each message, and stops when it has changed. The check must also be
   * switched on for the number at Meta.
   */
  identityCheck: v.boolean(),
  /** Whether an unassigned conversation is assigned to the agent who replies first. */
  claimOnReply: v.optional(v.boolean(), false),
  /**
   * What the address book of a number that is also in the phone app does here. It never decides who is the same person.
   */
  addressBook: v.optional(
    v.strictObject({
      /** Whether its names complete contacts that exist already. */
      match: v.optional(v.boolean(), true),
      /** Whether somebody in it who has not written yet becomes a contact. Only together with `match`. */
      create: v.optional(v.boolean(), true),
    }),
    {},
  ),
});
export type NumberPolicy = v.InferOutput<typeof numberPolicy>;

/** The number's templates, as Meta had them at `fetchedAt`. */
export const templateList = v.object({ templates: v.array(template), fetchedAt: time });
export type TemplateList = v.InferOutput<typeof templateList>;
export const templatesQuery = v.object({ refresh: flag });

export type { Template } from '../../whatsapp/sending/templates/template.ts';

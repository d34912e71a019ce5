/** Conversations, and whom they are with. */
import * as v from 'valibot';
import { namedTeam } from '../people/teams.ts';
import { agentId, flag, limit, pageOf, person, queryNumber, seq, teamId, time, whole } from '../values.ts';
import { message } from './messages.ts';

export const contact = v.object({
  id: whole,
  /** The name to show: the team's own name for them, else the profile name, `@username`, phone number or user id. */
  name: v.string(),
  profileName: v.nullable(v.string()),
  username: v.nullable(v.string()),
  /** Digits without `+`; null for a contact who has only a username. */
  phone: v.nullable(v.string()),
  /** Business-scoped user id, such as `US.13491208655302741918`. */
  userId: v.nullable(v.string()),
});
export type Contact = v.InferOutput<typeof contact>;

/** The reply window. Open until `expiresAt`; null: the customer has not written yet. */
export const customerServiceWindow = v.object({ expiresAt: v.nullable(time) });
export type CustomerServiceWindow = v.InferOutput<typeof customerServiceWindow>;

/** The values in the page's address of `utm_source`, `utm_medium`, `utm_campaign`, `utm_term` and `utm_content`. */
export const campaign = v.object({
  source: v.nullable(v.string()),
  medium: v.nullable(v.string()),
  name: v.nullable(v.string()),
  term: v.nullable(v.string()),
  content: v.nullable(v.string()),
});
export type Campaign = v.InferOutput<typeof campaign>;

/** Where a customer came from. The part of an address after `?` is not stored. */
export const conversationSource = v.object({
  /** When the button was clicked. */
  at: time,
  page: v.string(),
  title: v.string(),
  referrer: v.nullable(v.string()),
  /** Language of the visitor's browser, such as `pt-BR`. */
  language: v.nullable(v.string()),
  campaign,
});
export type ConversationSource = v.InferOutput<typeof conversationSource>;

/** Open, set aside until a time, or done. A new message of the customer opens it again. */
export const conversationState = v.picklist(['open', 'snoozed', 'resolved']);
export type ConversationState = v.InferOutput<typeof conversationState>;

/**
 * Who answers. `automatic`: the number's bot, if it has one. `person`: the team, since a person has replied or taken over, or
 * the bot has handed over. `off`: the team, until an agent turns automation on again.
 */
export const conversationMode = v.picklist(['automatic', 'person', 'off']);
export type ConversationMode = v.InferOutput<typeof conversationMode>;

/** How a customer agreed to marketing messages. */
export const marketingConsent = v.object({
  at: time,
  /** Where, such as `Checkout, box ticked`. */
  source: v.string(),
});
export type MarketingConsent = v.InferOutput<typeof marketingConsent>;

/** The team's decisions about a conversation. */
export const sharedState = v.object({
  id: whole,
  state: conversationState,
  /** When a snoozed conversation opens automatically. */
  snoozedUntil: v.nullable(time),
  assignee: v.nullable(person),
  /** The team that it is assigned to, with or without an assignee. */
  team: v.nullable(namedTeam),
  /** Ids of labels; `GET /api/labels` names them. */
  labels: v.array(v.string()),
  mode: conversationMode,
  /** From then on the bot answers the customer's next message; null: `mode` does not change with time. */
  modeUntil: v.nullable(time),
});
export type SharedState = v.InferOutput<typeof sharedState>;

/** The part of a conversation that is the same for all agents. */
export const sharedConversation = v.object({
  ...sharedState.entries,
  contact,
  window: customerServiceWindow,
  /** `bot` while the number's bot still has time to answer, or has answered everything; null: the team takes care of it. */
  handledBy: v.nullable(v.literal('bot')),
  /**
   * Since when the customer waits for the team; null if they have their answer, the bot still has time for it, or the
   * conversation is resolved.
   */
  waitingSince: v.nullable(time),
  /** Since when the customer does not want marketing messages; null if they have not said so. */
  marketingStoppedAt: v.nullable(time),
  /** How they opted in to marketing messages, if an agent has recorded it. */
  consent: v.nullable(marketingConsent),
  /** Whether a different person may be using it now. A number with the identity check sends nothing until an agent accepts. */
  identityChanged: v.boolean(),
  /** Since when WhatsApp keeps them from writing to us, because the team has blocked them. */
  blockedAt: v.nullable(time),
  /** The page where the customer clicked the button; null if it is unknown. */
  source: v.nullable(conversationSource),
  /** The order of the list: Meta's time of the newest message. */
  lastMessageAt: time,
});

const conversationShape = v.object({
  ...sharedConversation.entries,
  /** The number of this row's last change in its inbox. A row with a higher one replaces this one. */
  seq: whole,
  /** The customer's messages that you have not read. Above a hundred or two, the exact number is not counted. */
  unread: whole,
  /** Whether a note that you have not read mentions you. */
  mentioned: v.boolean(),
  lastMessage: v.nullable(message),
});
export interface Conversation extends v.InferOutput<typeof conversationShape> {}

/** There is one conversation for each contact and number, and it has the contact's id. */
export const conversation: v.GenericSchema<unknown, Conversation> = conversationShape;

/** A live socket that continues after this `seq` misses nothing that the page does not show. */
export const conversationPage = v.object({ ...pageOf(conversation).entries, seq: whole });
export type ConversationPage = v.InferOutput<typeof conversationPage>;

export const conversationSort = v.picklist(['newest', 'waiting', 'closing']);
export type ConversationSort = v.InferOutput<typeof conversationSort>;

/** The address of a page, or the beginning of it. */
export const pageAddress = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2_048));

export const conversationsQuery = v.object({
  /** Finds contacts by name, `@username`, user id, or phone number as people write it. The filters do not apply. */
  search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(128))),
  /** `me`, `nobody`, or an agent's id. */
  assignee: v.optional(agentId),
  /** `mine`: the teams that you are a member of; or a team's id. */
  team: v.optional(teamId),
  state: v.optional(conversationState),
  /** With any value: only what you have not read, or where a note mentions you. */
  unread: flag,
  /** With any value: only where the customer wrote last, and it is not resolved. */
  'needs-reply': flag,
  /** Only where the customer has waited for the team for at least, or less than, so many seconds. */
  'waiting-from': v.optional(queryNumber(0, 1_000_000_000)),
  'waiting-below': v.optional(queryNumber(0, 1_000_000_000)),
  /** `bot`: only what the number's bot handles. `team`: only the rest. */
  'handled-by': v.optional(v.picklist(['bot', 'team'])),
  /** `closing`: it is open for less than two hours more. */
  window: v.optional(v.picklist(['open', 'closing', 'closed'])),
  /** A label's id. */
  label: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  /** The page where the customer clicked the button, or the beginning of its address. */
  source: v.optional(pageAddress),
  /** In orders other than `newest`, conversations that are closed or need no reply come last, newest first. */
  sort: v.optional(conversationSort, 'newest'),
  /** `next` of the page before. */
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,16}\.\d{1,16}(\.0)?$/, 'Pass `next` of the page before.')),
  ),
  limit,
});
/** The query of a list of conversations. */
export type ConversationFilter = Omit<v.InferInput<typeof conversationsQuery>, 'before' | 'limit'>;

/** Returns the conversation with this number, and creates it if there is none. */
export const startConversation = v.strictObject({
  /**
   * As people write it. Without a country code it is one of our own number's country. Until the customer answers, only
   * a template can be sent.
   */
  // As long as a link to a chat with its text can be.
  phone: v.pipe(v.string(), v.maxLength(2_048)),
});
export type StartConversation = v.InferOutput<typeof startConversation>;

/** You have seen everything up to this change. */
export const markRead = v.strictObject({ seq });
export type MarkRead = v.InferOutput<typeof markRead>;

export const recordConsent = v.strictObject({
  source: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(256)),
  /** When they agreed; now if it is left out. */
  at: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.check((at) => at <= Date.now() + 60_000, 'Nobody can have agreed in the future.'),
    ),
  ),
});
export type RecordConsent = v.InferOutput<typeof recordConsent>;

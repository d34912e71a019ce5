/** The events of an inbox, as webhooks carry them and `GET /api/inboxes/{inbox}/events` lists them. */
import * as v from 'valibot';
import { queryNumber } from '../values.ts';

/**
 * Every type of event, with its meaning. Receivers must ignore types that they do not know, because more may be added.
 * `isPrivate`: `*` does not include it; an endpoint has to name it.
 */
export const eventCatalogue = {
  'message.received': { about: 'A customer has written.' },
  'message.sent': { about: 'WhatsApp has accepted a message from an agent, a program or the phone app.' },
  'message.delivered': { about: 'A message has reached the customer’s phone.' },
  'message.read': { about: 'The customer has read a message. Without `message.delivered` before it, both.' },
  'message.failed': { about: 'A message could not be sent or delivered. `error` says why.' },
  'message.reaction': { about: 'A customer has reacted to a message, or withdrawn a reaction.' },
  'message.edited': { about: 'A customer has edited a message.' },
  'message.deleted': { about: 'A customer has deleted a message.' },
  'conversation.created': { about: 'The first message of a conversation.' },
  'conversation.opened': { about: 'A resolved or snoozed conversation is open again.' },
  'conversation.snoozed': { about: 'A conversation is snoozed.' },
  'conversation.resolved': { about: 'A conversation is resolved.' },
  'conversation.assigned': { about: 'The assignee or the team has changed.' },
  'conversation.labels_changed': { about: 'Labels were added or removed.' },
  'conversation.rated': {
    about: 'The customer has said how satisfied they are, from 1 to 5, or has added a comment to it.',
  },
  'conversation.mode_changed': {
    about:
      'Somebody has taken over from the bot or resumed it, or it has handed over. `change.because` says why.',
  },
  'conversation.merged': { about: 'Two conversations of the same customer have become one.' },
  'conversation.erased': { about: 'A customer was erased. Delete what you have stored about them.' },
  'window.opened': { about: 'The customer has opened the 24-hour reply window.' },
  'window.closing': { about: 'The reply window closes in an hour.' },
  'window.closed': {
    about: 'The reply window has closed: 24 hours have passed, or WhatsApp has refused a message.',
  },
  'contact.updated': {
    about:
      'A name, a custom field or the team’s note has changed, or the customer was blocked or unblocked. `fields` has all custom fields.',
  },
  'contact.identity_changed': { about: 'Somebody else may be using the customer’s number now.' },
  'contact.consent_changed': { about: 'The customer has agreed to marketing messages, or wants none.' },
  'number.alert': { about: 'What an admin should look at: the list of alerts of the number has changed.' },
  'number.quality_changed': { about: 'WhatsApp has changed the quality or the limits of the number.' },
  'template.status_changed': {
    about: 'A template of the account was approved, rejected, paused or disabled.',
  },
  'template.category_changed': { about: 'WhatsApp has changed the category of a template, or will.' },
  'report.weekly': { about: 'A week is over: its figures, with those of the week before.' },
  'button.clicked': { about: 'A visitor has clicked the button on your page.' },
  'turn.started': {
    about:
      'A customer has written, and the bot hook of the number is asked what to answer. Only its webhook receives it, and no list has it.',
    isPrivate: true,
  },
  'note.created': { about: 'An agent has written a team note.', isPrivate: true },
  'endpoint.disabled': { about: 'An endpoint was disabled, because it did not answer for days or said 410.' },
} as const satisfies Record<string, { about: string; isPrivate?: true }>;

export type EventType = keyof typeof eventCatalogue;
export const eventTypes = Object.keys(eventCatalogue) as [EventType, ...EventType[]];
export const publicTypes = eventTypes.filter((type) => !('isPrivate' in eventCatalogue[type]));

/** The event types of an endpoint, by name, or `*` for all but the private ones. */
export const eventFilter = v.picklist(['*', ...eventTypes]);
export type EventFilter = v.InferOutput<typeof eventFilter>;

export function matchesFilter(filters: readonly EventFilter[], type: EventType): boolean {
  return filters.includes(type) || (filters.includes('*') && publicTypes.includes(type));
}

/**
 * What `message.received` can be narrowed to. An answer to buttons or to a list has the name of its kind in place of
 * `interactive`, a filled-in form is `nfm_reply`.
 */
export const contentKind = v.picklist([
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'button',
  'button_reply',
  'list_reply',
  'nfm_reply',
  'order',
  'unsupported',
]);

/** An event, as a webhook's body and in lists. */
export const eventEnvelope = v.object({
  /** The same on every attempt to deliver it: remember it, and ignore an event that you have already. */
  id: v.string(),
  type: v.string(),
  /** When it happened, in ISO 8601. */
  timestamp: v.string(),
  version: v.literal(1),
  /** Orders the events of an inbox. */
  seq: v.number(),
  /** `seq` of the event before it that this endpoint wants; null: the first. One that you have not received is a gap. */
  previous: v.nullable(v.number()),
  inbox: v.object({ id: v.string(), phoneNumberId: v.string() }),
  /** By type; `{ erased: true }` once the customer was erased or the message is no longer kept. */
  data: v.record(v.string(), v.unknown()),
});
export type EventEnvelope = v.InferOutput<typeof eventEnvelope>;

/** Types with commas between them. */
export function filtersIn(text: string): EventFilter[] {
  return text.split(',').filter((one) => v.is(eventFilter, one));
}

/** `types`: by name, with commas between them. */
export const eventsQuery = v.object({
  after: v.optional(queryNumber(0, Number.MAX_SAFE_INTEGER), '0'),
  types: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(2_000),
      v.check(
        (text) => filtersIn(text).length === text.split(',').length,
        'Write names of types with commas between them, or *.',
      ),
    ),
    '*',
  ),
  limit: v.optional(queryNumber(1, 100), '25'),
});

export const eventPage = v.object({
  events: v.array(eventEnvelope),
  /** Pass it as `after` to read on; the same as before when nothing is new. */
  next: v.number(),
});
export type EventPage = v.InferOutput<typeof eventPage>;

/** A type of event, and what it says. */
export const eventTypeInfo = v.object({
  type: v.picklist(eventTypes),
  about: v.string(),
  /** Whether `*` includes it. */
  isPrivate: v.boolean(),
});
export type EventTypeInfo = v.InferOutput<typeof eventTypeInfo>;

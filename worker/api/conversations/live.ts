/** The live socket. */
import * as v from 'valibot';
import { numberAlert } from '../../whatsapp/account/number-alert.ts';
import { suggestion } from '../automation/assistant.ts';
import { inboxSummary } from '../numbers/numbers.ts';
import { settingsKind } from '../people/settings.ts';
import { person, rowId, whole } from '../values.ts';
import { conversation } from './conversations.ts';
import { message } from './messages.ts';
import { entry } from './teamwork.ts';

/** A single-use ticket for the live socket, valid for 30 seconds. */
export const liveTicket = v.object({ ticket: v.string() });
export type LiveTicket = v.InferOutput<typeof liveTicket>;

/** An agent who has a conversation on their screen. It is not stored. */
export const presence = v.object({
  agentId: v.string(),
  name: v.string(),
  conversationId: whole,
  /** They are typing. Sent again every few seconds while they do. */
  isTyping: v.boolean(),
});
export type Presence = v.InferOutput<typeof presence>;

/** `away`: they have chosen so. `idle`: they have not touched any of their consoles for the time that the number sets. */
export const availability = v.picklist(['available', 'idle', 'away']);
export type Availability = v.InferOutput<typeof availability>;

/** An agent who has the inbox open. Only those who are available are assigned conversations automatically. */
export const presentAgent = v.object({ ...person.entries, availability });
export type PresentAgent = v.InferOutput<typeof presentAgent>;

/** Sent by a console over its live socket: the conversation that its agent is viewing. */
export const presenceMessage = v.strictObject({
  type: v.literal('presence'),
  /** Null: none. */
  conversationId: v.nullable(rowId),
  isTyping: v.boolean(),
  /** The agent has not touched this console for the time that the number sets. */
  isIdle: v.exactOptional(v.boolean()),
});
export type PresenceMessage = v.InferOutput<typeof presenceMessage>;

/**
 * The frames that the live socket pushes. The client sends `ping`, answered with `pong`, and {@link PresenceMessage}. It is closed
 * with 4400 for any other message, with 4429 for too many, with 4401 when the session has ended, and with 4403 when the
 * agent can no longer see this number.
 */
export const liveFrame = v.variant('type', [
  /** Rows that changed, each in its newest state; `seq` is the cursor to resume from. */
  v.object({
    type: v.literal('change'),
    seq: whole,
    conversations: v.array(conversation),
    messages: v.array(message),
    entries: v.array(entry),
  }),
  /** All that was missed has been sent. `now` is the Worker's time; an older Worker does not send it. */
  v.object({ type: v.literal('ready'), seq: whole, now: v.exactOptional(whole) }),
  /** Too much was missed to send: fetch again over REST, then continue from `seq`. */
  v.object({ type: v.literal('reset'), seq: whole }),
  /** Two conversations turned out to be with the same contact; `from` is gone. */
  v.object({ type: v.literal('merge'), seq: whole, from: whole, into: whole }),
  /** Everything about this contact is gone. */
  v.object({ type: v.literal('erase'), seq: whole, conversationId: whole }),
  /** All current alerts, for admins; an empty list clears them. It has no position in the order of changes. */
  v.object({ type: v.literal('alerts'), alerts: v.array(numberAlert) }),
  /** Your own name, role or numbers have changed: get `GET /api/me`. */
  v.object({ type: v.literal('access') }),
  /** The number, its status or its settings have changed. */
  v.object({ type: v.literal('number'), number: inboxSummary }),
  /** Somebody has changed these settings: get those that you show again. It has no position in the order of changes. */
  v.object({ type: v.literal('settings'), changed: settingsKind }),
  /**
   * Either the assistant suggests an answer, or somebody in the team has used or dismissed one. It has no position in the
   * order of changes.
   */
  v.object({
    type: v.literal('suggestion'),
    suggestion: v.exactOptional(suggestion),
    dropped: v.exactOptional(v.object({ conversationId: whole, turn: whole })),
  }),
  /** Who looks at which conversation now: all of them, each time. */
  v.object({ type: v.literal('presence'), people: v.array(presence) }),
  /** Who has the inbox open: all of them, each time. An agent is idle after so many minutes without input; null: never. */
  v.object({
    type: v.literal('availability'),
    agents: v.array(presentAgent),
    idleAfterMinutes: v.nullable(whole),
  }),
]);
export type LiveFrame = v.InferOutput<typeof liveFrame>;
export type SuggestionFrame = Extract<LiveFrame, { type: 'suggestion' }>;

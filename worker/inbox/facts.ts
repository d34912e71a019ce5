/**
 * The facts of an inbox. Each change is recorded once in the change log, in the transaction that makes it. The log
 * passes it to the listeners in the order in which `parts.ts` registers them.
 *
 * | fact | recorded when | recorded by |
 * |---|---|---|
 * | `message-stored` | a message, call or notice has its row in a thread | `records/messages/add-message.ts` |
 * | `message-reworded` | the text of a stored message changes, or its time: its file was imported, its template was edited, or it was scheduled | `receiving/store-message.ts`, `sending/dispatch.ts` |
 * | `message-changed` | anything besides its text and status changes: a reaction, an edit, its file, its position | the change log |
 * | `status-changed` | a sent message is queued, sending, accepted, … or failed | `records/messages/statuses.ts` |
 * | `conversation-changed` | anything changes that the list or the header of a conversation shows | the change log |
 * | `contact-changed` | a name, note, custom field, block or identity of the contact changes | `records/`, `contacts/`, `receiving/` |
 * | `consent-changed` | the contact opts in to marketing messages, or out | `contacts/marketing.ts` |
 * | `window-closing` | the 24-hour window closes in an hour; only if an endpoint or a token wants the event | `events/window-clock.ts` |
 * | `window-changed` | the 24-hour window opens or moves, or has closed | `records/messages/add-message.ts`, `contacts/`, `sending/outcomes.ts` |
 * | `reaction-changed` | a customer, or the team in the phone app, has reacted or withdrawn a reaction | `receiving/store-message.ts` |
 * | `mode-changed` | who answers a conversation of a number with a bot is someone else: its bot, or the team | `automation/modes.ts` |
 * | `team-needed` | a conversation that the bot handled is left to the team: handed over, or not answered in time | `automation/`, `records/waiting.ts` |
 * | `meta-event-stored` | an event of Meta's that is new has its row | `receiving/store-message.ts` |
 * | `endpoint-disabled` | an endpoint of the number has not answered for days, or asked for no further events | `deliveries/webhook-desk.ts` |
 * | `alerts-changed` | the list of alerts of the number is another one | `inbox.ts` |
 * | `account-changed` | WhatsApp reports a change of a template or of the number's quality | `receiving/store-message.ts` |
 * | `week-ended` | a week of the number is over, and its days are counted | `analytics/weekly/` |
 * | `button-clicked` | a visitor clicks the button on the owner's page | `number/clicks.ts` |
 * | `entry-added` | a team note, or a line that says who did what, is added | `records/team-entries.ts` |
 * | `read-changed` | an agent reads a conversation, or is mentioned in it | `records/read-marks.ts` |
 * | `conversation-erasing` | a contact is about to be erased, and their messages are still here | `contacts/erase-contact.ts` |
 * | `conversation-gone` | a conversation is merged into another one, or erased | `contacts/`, `retention/` |
 * | `settings-changed` | an admin changes how the number behaves | `number/`, `retention/` |
 */
import type { WeeklyReport } from '../api/analytics/weekly.ts';
import type { ConversationMode } from '../api/conversations/conversations.ts';
import type { EntryBody, ModeReason } from '../api/conversations/teamwork.ts';
import type { NumberAlert } from '../api/numbers/health.ts';
import type { Person } from '../api/values.ts';
import type { Content } from '../whatsapp/content/content.ts';
import type { AccountChange } from '../whatsapp/receiving/account-changes.ts';
import type { InboxEvent, Party } from '../whatsapp/receiving/inbox-event.ts';
import type { MessageStatus } from '../whatsapp/receiving/status.ts';

/** Where a message came from: an event of this kind, or a request to send. */
export type Cause = 'message' | 'echo' | 'history' | 'send' | 'call' | 'notice';

export interface ReactionChange {
  direction: 'in' | 'out';
  /** `wamid` of the message that it is about. */
  target: string;
  wamid: string;
  /** Empty: withdrawn. */
  emoji: string;
  at: number;
}

/** An event as Meta sent it, and the row that has its JSON. */
export interface StoredMetaEvent {
  kind: InboxEvent['kind'];
  /** The field of Meta's webhook. */
  field: string;
  /** Null: it belongs to no conversation. */
  conversationId: number | null;
  /** The row in the table of its kind; null if that row can change, so that only `raw` has the event. */
  rowId: number | null;
  raw: string;
  /** The customer as the event names them; null where it names none. */
  contact: Party | null;
  /** Whether it is about the account, so that it names no number in its metadata. */
  isOfAccount: boolean;
  at: number;
}

export type Fact =
  | {
      type: 'message-stored';
      conversationId: number;
      messageId: number;
      cause: Cause;
      direction: 'in' | 'out';
      content: Content;
      /** Unix milliseconds, by WhatsApp's clock if the message came from WhatsApp. */
      at: number;
    }
  | {
      type: 'message-reworded';
      conversationId: number;
      messageId: number;
      cause: Cause;
      content: Content;
    }
  | { type: 'message-changed'; messageId: number }
  | {
      type: 'status-changed';
      conversationId: number;
      messageId: number;
      status: MessageStatus;
      before: MessageStatus | null;
    }
  | { type: 'conversation-changed'; conversationId: number }
  | {
      type: 'contact-changed';
      conversationId: number;
      changed: 'name' | 'note' | 'fields' | 'blocked' | 'identity';
    }
  | { type: 'consent-changed'; conversationId: number; wantsMarketing: boolean }
  /** `becomes` is null if the window stays open or closed. */
  | { type: 'window-changed'; conversationId: number; becomes: 'open' | 'closed' | null }
  | { type: 'window-closing'; conversationId: number }
  | { type: 'reaction-changed'; conversationId: number; reaction: ReactionChange }
  | {
      type: 'mode-changed';
      conversationId: number;
      mode: ConversationMode;
      because: ModeReason;
      by: Person | null;
    }
  | { type: 'team-needed'; conversationId: number }
  | { type: 'meta-event-stored'; event: StoredMetaEvent }
  | { type: 'endpoint-disabled'; endpoint: { id: string; name: string }; because: 'failing' | 'gone' }
  | { type: 'alerts-changed'; alerts: readonly NumberAlert[] }
  | { type: 'account-changed'; change: AccountChange; at: number }
  | { type: 'week-ended'; report: WeeklyReport }
  | { type: 'button-clicked'; reference: string; page: string; at: number }
  | { type: 'entry-added'; conversationId: number; entryId: number; entry: EntryBody['type'] }
  | { type: 'read-changed'; conversationId: number; agentId: string }
  | { type: 'conversation-erasing'; conversationId: number }
  | { type: 'conversation-gone'; conversationId: number; into: number | null }
  | {
      type: 'settings-changed';
      settings:
        | 'policy'
        | 'assignment'
        | 'button'
        | 'hours'
        | 'places'
        | 'retention'
        | 'automation'
        | 'assistant';
    };

export type FactType = Fact['type'];

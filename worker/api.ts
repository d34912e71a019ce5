/**
 * The types that cross the wire between worker and widget: REST bodies and live frames. Types only.
 *
 * Times are Unix times in milliseconds. Ids of conversations and messages are whole numbers, unique within
 * one inbox; an inbox's id is the `phone_number_id` of its first number, and stays when the number changes.
 */
import type { BusinessProfile as ProfileAtMeta } from './whatsapp/account/business-profile.ts';
import type { ConnectionCheck } from './whatsapp/account/check.ts';
import type { ConversationStarters } from './whatsapp/account/conversation-starters.ts';
import type { DisplayName } from './whatsapp/account/display-name.ts';
import type { GraphError } from './whatsapp/account/errors.ts';
import type { NumberFacts, TokenFacts } from './whatsapp/account/number.ts';
import type { NumberAlert, WebhookProblem } from './whatsapp/account/number-alert.ts';
import type { AccountNumber } from './whatsapp/account/onboarding.ts';
import type { SetupProblem, SetupProblemCode } from './whatsapp/account/setup-problem.ts';
import type { ShortLink } from './whatsapp/account/short-links.ts';
import type { Content } from './whatsapp/content/content.ts';
import type { MessageContext } from './whatsapp/receiving/context.ts';
import type { MessageStatus } from './whatsapp/receiving/status.ts';
import type { StopWordLists } from './whatsapp/receiving/stop-words.ts';
import type { Template } from './whatsapp/sending/template.ts';

export type {
  AccountNumber,
  ConnectionCheck,
  Content,
  ConversationStarters,
  DisplayName,
  GraphError,
  MessageStatus,
  NumberAlert,
  NumberFacts,
  SetupProblem,
  SetupProblemCode,
  ShortLink,
  Template,
  TokenFacts,
  WebhookProblem,
};

/** Every answer that is not 2xx. `code` is stable; `message` says what to do; `details` depends on the code. */
export interface ErrorBody {
  error: { code: string; message: string; details?: unknown };
}

export type Role = 'admin' | 'agent';

/** Who is signed in: somebody of the team, or a program with an API token, which may do what its scopes say. */
export interface Agent {
  id: string;
  name: string;
  role: Role | 'api-token';
}

/**
 * `POST /api/sessions` with `{ setupToken }`, `{ passkey }` or, from a site with its own login, `{ token }` → 201.
 * `POST /api/invitations/join` → 201. The token goes into `Authorization: Bearer`; it is shown here only.
 */
export interface Session {
  token: string;
  expiresAt: number;
  agent: Agent;
}

export type SignInWay = 'setup-token' | 'passkey' | 'invitation' | 'site-login';

/** `GET /api/sessions`: your own. `DELETE /api/sessions/{id}` ends one, `DELETE /api/sessions` all others. */
export interface SessionInfo {
  id: string;
  way: SignInWay;
  /** The only origin whose pages may use it; null: any that is allowed. */
  origin: string | null;
  /** Such as `Chrome on macOS`. */
  device: string;
  createdAt: number;
  usedAt: number;
  expiresAt: number;
}

/** `GET /api/passkeys`: your own. */
export interface Passkey {
  id: string;
  /** The device it was made on. */
  name: string;
  createdAt: number;
  usedAt: number;
}

/**
 * `GET /api/agents`; for admins `DELETE /api/agents/{id}`, and `PUT` with `name`, `role` and `numbers`, of which what is
 * left out stays as it is.
 */
export interface TeamMember extends Agent {
  role: Role;
  /** The ids of the numbers that they may see; null: all, also those that are connected later. An admin sees all. */
  numbers: string[] | null;
  passkeys: number;
  seenAt: number | null;
}

/** `GET /api/agents/removed`, admin: an agent whom their site's own login may not sign in again. */
export interface RemovedAgent {
  id: string;
  name: string;
  removedAt: number;
}

/** `GET /api/invitations`, admin. */
export interface Invitation {
  id: string;
  /** Of somebody who is on the team and has lost their passkeys. */
  agentId: string | null;
  name: string;
  role: Role;
  /** The ids of the numbers that they will see; null: all. */
  numbers: string[] | null;
  expiresAt: number;
}

/** `POST /api/invitations`, admin → 201. The link works once, and is shown here only. */
export interface NewInvitation {
  invitation: Invitation;
  url: string;
}

export type ApiScope = 'conversations:read' | 'conversations:write' | 'numbers:read' | 'numbers:write';

/** `GET /api/tokens`, admin. */
export interface ApiToken {
  id: string;
  name: string;
  scopes: ApiScope[];
  createdAt: number;
  /** To the hour. */
  usedAt: number | null;
}

/** `POST /api/tokens`, admin → 201. The token goes into `Authorization: Bearer`; it is shown here only. */
export interface NewApiToken {
  token: string;
  apiToken: ApiToken;
}

/** `GET`, `PUT /api/settings/site-login`, admin. A secret that `PUT` makes is in its answer only. */
export type SiteLogin = { type: 'off' } | { type: 'secret' } | { type: 'jwks'; url: string };

/** `GET /api/settings/origins`, admin: the sites that may show the inbox, and others that tried. */
export interface Origins {
  origins: string[];
  refused: { origin: string; count: number; lastAt: number }[];
}

/** `GET /api/inboxes/{inbox}/health`, and `POST …/health/test`, which asks Meta and sends a webhook to itself first. */
export interface NumberHealth {
  /** When Meta was asked last. */
  checkedAt: number | null;
  rows: HealthRow[];
  alerts: NumberAlert[];
  /** What Meta has told of the account and the number, newest first. */
  timeline: TimelineEntry[];
}

export type HealthRowName =
  | 'last-event'
  | 'signature'
  | 'self-test'
  | 'app-subscribed'
  | 'fields'
  | 'callback'
  | 'token'
  | 'graph-version'
  | 'registration'
  | 'number-status'
  | 'account-review'
  | 'display-name'
  | 'quality'
  | 'messaging-limit'
  | 'throughput'
  | 'phone-app'
  | 'queue'
  | 'failures'
  | 'unparsed'
  | 'unrouted'
  | 'files';

export interface HealthRow {
  name: HealthRowName;
  /** `unknown`: it could not be found out, and `advice` says what that takes. */
  state: 'good' | 'warning' | 'bad' | 'unknown';
  summary: string;
  /** The moment that the summary speaks of. */
  at: number | null;
  /** What to do; null when there is nothing to do. */
  advice: string | null;
}

export interface TimelineEntry {
  at: number;
  field: string;
  summary: string;
  advice: string | null;
  matters: boolean;
}

/** What an inbox knows of itself for the health page. */
export interface InboxVitals {
  /** By Meta's clock. */
  lastEventAt: number | null;
  queued: number;
  queuedSince: number | null;
  /** Of the last seven days, among the newest 5,000 messages. */
  failures: { code: string | number; title: string; count: number }[];
  unparsed: number;
  /** Customers who were sent a template in the last 24 hours while no window was open. */
  writtenFirst: number;
}

/** What Meta sends, by where it is stored: messages with echoes and history, statuses, and everything else. */
export type RawEventKind = 'message' | 'status' | 'notice';

/**
 * `GET /api/inboxes/{inbox}/events?kind=&before=`, admin: what Meta sent for a number in the last days, newest first.
 * `GET /api/events`: what it sent for no number that is connected. `POST …/events/{event}/replay` reads one once more,
 * which changes nothing that was understood already.
 */
export interface RawEvent {
  id: string;
  at: number | null;
  /** message, echo, history, status, or a webhook field. */
  kind: string;
  /** Why it was not understood, or went to no inbox. */
  problem: string | null;
  json: string;
  /** The JSON is longer than what is shown. */
  isCut: boolean;
}

/**
 * `POST /api/inboxes/{inbox}/problems/replay?after=`, admin: reads and stores once more what could not be read or stored,
 * a hundred events at a time. Pass `next` as `after` to go on.
 */
export interface ProblemReplay {
  stored: number;
  /** Could not be stored again; they are kept. */
  left: number;
  next: string | null;
}

/** `GET`, `PUT /api/inboxes/{inbox}/retention`; `PUT` for admins. */
export interface Retention {
  /** Messages and files older than this are deleted, day by day; null: they are kept. */
  messageDays: number | null;
  /** For so long the raw events of a number are listed. */
  rawDays: number;
}

/** One line of `GET /api/inboxes/{inbox}/export`, admin. */
export type ExportLine =
  | { type: 'inbox'; inbox: string; exportedAt: number }
  | { type: 'conversation'; conversation: Conversation }
  /** `raw`: as Meta sent it, or as it was sent to Meta. `file`: where its file can be fetched, with a media ticket. */
  | { type: 'message'; message: Message; raw: string; file: string | null }
  | { type: 'entry'; entry: Entry };

/** `GET /api/settings/master-key`, admin: how far a new one has come. */
export interface MasterKeyStatus {
  /** The secret whose key encrypts. */
  current: string;
  /** Further ones that are set. They can be deleted when `waiting` is 0. */
  older: string[];
  /** Stored secrets that an older key encrypts still. */
  waiting: number;
  /** Stored secrets whose key is not there any more: put it back, or enter them anew. */
  unreadable: number;
}

export type AuditAction =
  | 'session.begin'
  | 'session.end'
  | 'passkey.add'
  | 'passkey.remove'
  | 'agent.invite'
  | 'agent.join'
  | 'agent.change'
  | 'agent.remove'
  | 'agent.restore'
  | 'invitation.withdraw'
  | 'token.make'
  | 'token.revoke'
  | 'number.connect'
  | 'number.change'
  | 'number.replace'
  | 'number.enabled'
  | 'number.disabled'
  | 'number.disconnected'
  | 'number.delete'
  | 'number.retention'
  | 'number.export'
  | 'contact.export'
  | 'contact.erase'
  | 'contact.merge'
  | 'number.erase'
  | 'number.profile'
  | 'event.replay'
  | 'labels.change'
  | 'replies.change'
  | 'origins.change'
  | 'site-login.change';

/** `GET /api/audit?before=`, admin: newest first. */
export interface AuditEntry {
  id: number;
  at: number;
  by: { id: string; name: string } | null;
  action: AuditAction;
  /** What it was done to, in words that a person knows it by. */
  subject: string;
}

/** `GET /api/me` */
export interface Me {
  agent: Agent;
  /** What an API token may do; null for somebody of the team. */
  scopes: ApiScope[] | null;
  /** The numbers that you may see. */
  inboxes: InboxSummary[];
  /** Whether files are kept in the deployment's own bucket, or stay with Meta for as long as Meta keeps them. */
  keepsMedia: boolean;
  /** Somebody has gone through the setup, or has skipped it. */
  isSetUp: boolean;
}

/** One connected number. */
export interface InboxSummary {
  /** Of the inbox, for good. */
  id: string;
  /** Of the number that it has now. */
  phoneNumberId: string;
  wabaId: string;
  /** As Meta displays it, such as `+1 555 078 3881`. */
  displayPhoneNumber: string;
  name: string;
  /** Switched off: its events are kept aside, and nothing is sent. */
  enabled: boolean;
  /** Since when Meta has been told to send nothing more. */
  disconnectedAt: number | null;
  /** The number is in the WhatsApp Business app, too. */
  isOnPhone: boolean;
  receipts: ReceiptPolicy;
  /**
   * How many messages the number may send: as Meta said when it was connected or raised it, or as an admin has set it
   * since; 20 when it is also in the phone app.
   */
  messagesPerSecond: number;
  /** Characters: the console cuts a longer text into several messages. */
  longestText: LongestText;
  /** Customers see who writes: `*Ana:*` on a line of its own, before what a person writes as a text or a caption. */
  showsAgentName: boolean;
}

export type LongestText = 1_000 | 2_000 | 3_000 | 4_096;

/**
 * When a customer is told that their message was read. WhatsApp shows that we are typing only together with it, so
 * `never` also means no typing indicator.
 */
export type ReceiptPolicy = 'never' | 'on-open' | 'on-reply';

/** `PUT /api/inboxes/{inbox}/settings`, admin: what is left out stays as it is. */
export interface InboxSettings {
  receipts?: ReceiptPolicy;
  messagesPerSecond?: number;
  longestText?: LongestText;
  showsAgentName?: boolean;
}

/** `POST /api/inboxes`, admin. Secrets go in and never come back. Without the two names everything is checked with Meta, and Meta's are taken. */
export interface ConnectNumber {
  phoneNumberId: string;
  wabaId: string;
  displayPhoneNumber?: string;
  name?: string;
  accessToken: string;
  /** The Meta app's secret, when it is another app than the deployment's `META_APP_SECRET`. */
  appSecret?: string;
}

/** `GET /api/inboxes/{inbox}/connection`, admin: how the number stands with Meta, asked now. */
export interface ConnectionState {
  /** Null: Meta did not say. */
  number: NumberFacts | null;
  token: TokenFacts | null;
  /** Where Meta shall send the number's webhooks; where it does is `number.callbackUrl`. */
  expectedCallback: string;
  /** Of the app, for what has no address of its own: template and account webhooks. */
  appCallback: string | null;
  /** Null: only the app itself may ask, with its secret. */
  fields: { subscribed: string[]; missing: string[] } | null;
  steps: {
    name: 'subscribe' | 'fields' | 'callback' | 'register';
    state: 'done' | 'open' | 'unknown';
  }[];
  problems: SetupProblem[];
}

/** `POST /api/inboxes/{inbox}/steps` with `{ step, pin }`, admin: what kept it from being done, and how all stands then. */
export interface StepOutcome {
  problem: SetupProblem | null;
  state: ConnectionState;
}

/**
 * `PUT /api/inboxes/{inbox}/life` with `{ life: 'enabled' | 'disabled' | 'disconnected' }`, admin. It is done here in
 * any case; the problem is what Meta did not do of it.
 */
export interface LifeOutcome {
  number: InboxSummary;
  problem: SetupProblem | null;
}

/**
 * `GET /api/inboxes/{inbox}/trial`, admin: a customer's message and the answer to it: the newest that WhatsApp has
 * taken; before there is one, the newest message, and what has become of the answer.
 */
export interface Trial {
  received: Message | null;
  answered: Message | null;
}

/** `GET`, and `PUT` with `{ isDone, isShared }` or one of them, `/api/setup`, admin. */
export interface Setup {
  /** Somebody has gone through it, or has skipped it. */
  isDone: boolean;
  /** It is at work: somebody was invited, a site was allowed, or the tags were copied. */
  isShared: boolean;
  /** What to paste into Meta, and when Meta last verified it. */
  webhook: { url: string; verifyToken: string; handshakeAt: number | null };
  /** For Meta's window; null: the deployment has no app for Embedded Signup. */
  signup: { appId: string; configId: string; sdkUrl: string; version: string } | null;
}

/** `POST /api/signups` with what Meta's window gave, and `POST /api/signups/{id}` to repeat what failed after it. */
export interface Signup {
  /** Null: the code was not exchanged; only Meta's window gives another. */
  id: string | null;
  steps: {
    name: 'exchange' | 'inspect' | 'numbers';
    state: 'done' | 'failed' | 'open';
    problem: SetupProblem | null;
  }[];
  /** To choose from, for `POST /api/signups/{id}/connect`. */
  numbers: SignupNumber[];
}

export interface SignupNumber extends AccountNumber {
  wabaId: string;
}

/** `GET /api/webhook`, admin: what to paste into Meta's webhook settings, and what has come that Meta did not sign. */
export interface WebhookSetup {
  url: string;
  verifyToken: string;
  /** Webhooks refused for a wrong or missing signature: many of them mean that an app secret is wrong. */
  refused: RefusedWebhooks;
}

/** The count may lag a few seconds, and loses what a Worker that is shut down has not told yet. */
export interface RefusedWebhooks {
  count: number;
  lastAt: number | null;
  last: RefusedWebhook | null;
}

export interface RefusedWebhook {
  at: number;
  /** The connected inboxes that it named. */
  inboxes: string[];
  /** Whether it had a signature at all: everything of Meta's has. */
  isSigned: boolean;
  /** Whose app secrets were tried, by name; never what they are. */
  tried: string[];
}

/** `GET /api/unrouted`, admin: events for numbers that are not connected, or are switched off. Never answered. */
export interface UnroutedNumber {
  phoneNumberId: string | null;
  wabaId: string | null;
  reason: 'unknown' | 'disabled' | 'other-app';
  events: number;
  firstAt: number;
  lastAt: number;
}

export interface Contact {
  id: number;
  /** The name to show: what the team called them, else the profile name, `@username`, phone number or user id. */
  name: string;
  profileName: string | null;
  username: string | null;
  /** Digits without `+`; null for a customer who has only a username. */
  phone: string | null;
  /** Business-scoped user id, such as `US.13491208655302741918`. */
  userId: string | null;
}

/** Somebody whose messages Meta keeps away from a number. */
export interface BlockedCustomer {
  /** Digits without `+`, as Meta lists them. */
  phone: string;
  /** The conversation's id; null: they have none in this inbox. */
  conversation: number | null;
  /** What the inbox calls them; null without a conversation. */
  name: string | null;
  /** When they were blocked here; null: elsewhere, and Meta does not tell when. */
  blockedAt: number | null;
}

/** The customer service window. Open until `expiresAt`; null: the customer has not written yet. */
export interface CustomerServiceWindow {
  expiresAt: number | null;
}

/** There is one conversation for each contact and number, and it has the contact's id. */
export interface Conversation {
  id: number;
  /** The number of this row's last change in its inbox; a row with a higher one replaces this one. */
  seq: number;
  contact: Contact;
  window: CustomerServiceWindow;
  /** Open, put away until a time, or done. A new message of the customer opens it again. */
  state: ConversationState;
  /** When a snoozed one opens by itself. */
  snoozedUntil: number | null;
  /** Who has taken it on. */
  assignee: Person | null;
  /** Ids of labels; `GET /api/labels` names them. */
  labels: string[];
  /** Since when the customer waits for an answer; null when we had the last word, or the conversation is resolved. */
  waitingSince: number | null;
  /** The customer's messages that you have not read: past a hundred or two, how many exactly is not counted. */
  unread: number;
  /** A note that you have not read names you. */
  mentioned: boolean;
  /** Since when the customer does not want marketing messages; null when they have not said so. */
  marketingStoppedAt: number | null;
  /** How they agreed to marketing messages, when somebody has recorded it. */
  consent: MarketingConsent | null;
  /** Whether it may be somebody else now: nothing is sent by a number with the identity check until a person accepts. */
  identityChanged: boolean;
  /** Since when WhatsApp keeps them from writing to us, at our wish. */
  blockedAt: number | null;
  /** The page where the customer pressed the button; null when nobody told. */
  source: ConversationSource | null;
  /** Order of the list: Meta's time of the newest message. */
  lastMessageAt: number;
  lastMessage: Message | null;
}

/** Where a customer came from. Of addresses, what follows `?` is not kept. */
export interface ConversationSource {
  /** When the button was pressed. */
  at: number;
  page: string;
  title: string;
  referrer: string | null;
  /** Of the visitor's browser, such as `pt-BR`. */
  language: string | null;
  campaign: Campaign;
}

/** What the page's address had as `utm_source`, `utm_medium`, `utm_campaign`, `utm_term` and `utm_content`. */
export interface Campaign {
  source: string | null;
  medium: string | null;
  name: string | null;
  term: string | null;
  content: string | null;
}

/** `GET /api/inboxes/{inbox}/presses?days=`, 1 to 90: how often the button was pressed, and what came of it. */
export interface PressStatistics {
  since: number;
  /** The 100 with the most presses. `campaign` is the `utm_campaign`. */
  rows: { page: string; campaign: string | null; presses: number; conversations: number }[];
}

export type ConversationState = 'open' | 'snoozed' | 'resolved';

/** Somebody of the team, by the name that they had then. */
export interface Person {
  id: string;
  name: string;
}

/**
 * `PUT …/conversations/{conversation}/assignee`: `to` is an agent's id, or null for nobody. Whoever has it in the
 * meantime keeps it (409 `already_assigned`, `details.assignee`), unless `from` names them: that takes it over.
 */
export interface Assign {
  to: string | null;
  from?: string | null;
  /** Left in the thread, for the one who gets it. */
  note?: string;
}

/**
 * `PUT …/conversations/{conversation}/state`. With `seen`, the number of the last change that you know, what the
 * customer has written since is not put away unread (409 `customer_wrote`).
 */
export type ChangeState = { seen?: number } & (
  | { state: 'open' }
  | { state: 'resolved' }
  | { state: 'snoozed'; until: number }
);

/** `PUT …/conversations/{conversation}/labels`: ids of labels. */
export interface ChangeLabels {
  add?: string[];
  remove?: string[];
}

/** One command for many conversations. */
export type BulkCommand =
  | { type: 'assign'; to: string | null }
  | { type: 'label'; add?: string[]; remove?: string[] }
  | { type: 'state'; state: 'open' | 'resolved' }
  | { type: 'state'; state: 'snoozed'; until: number }
  | { type: 'read' }
  | { type: 'unread' };

/**
 * `POST /api/inboxes/{inbox}/bulk`, at most 200 conversations at once. `seen` has, by the id of a conversation, the
 * number of the last change of it that you know: what its customer has written since is neither put away nor marked read.
 * With `ifSeq`, by the same, nothing at all is done to one that has changed since (`changed_meanwhile`).
 */
export interface Bulk {
  ids: number[];
  command: BulkCommand;
  seen?: Record<number, number>;
  ifSeq?: Record<number, number>;
}

/**
 * The conversations as they are now, of which the `refused` ones are as before; `missing` are ids that are not there
 * (any more). `before` is what has to be put back to take it all back.
 */
export interface BulkResult {
  conversations: Conversation[];
  before: SharedState[];
  refused: BulkRefusal[];
  missing: number[];
}

/** What the team has decided about a conversation. */
export type SharedState = Pick<Conversation, 'id' | 'state' | 'snoozedUntil' | 'assignee' | 'labels'>;

/** Why one conversation of many was left as it was: what its own route would have answered. */
export interface BulkRefusal {
  id: number;
  code: string;
  message: string;
}

/** `GET`, `POST /api/labels`, `PUT`, `DELETE /api/labels/{id}`; admins change them. */
export interface Label {
  id: string;
  name: string;
  color: LabelColor;
}

export type LabelColor = 'gray' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink';

/** `GET …/counts`: open conversations, each counted up to 1,000. */
export interface Counts {
  mine: number;
  unassigned: number;
  all: number;
}

/** What the team puts into a thread for itself. Nothing of it is ever sent, or counted as a message. */
export type Entry = {
  id: number;
  conversationId: number;
  /** Place in the thread, beside `sentAt` of messages. */
  at: number;
  /** Null for what happened by itself. */
  by: Person | null;
  /** The caller's key of a note. */
  key: string | null;
} & EntryBody;

export type Note = Extract<Entry, { type: 'note' }>;

export type EntryBody =
  /** `mentions`: ids of agents. */
  | { type: 'note'; text: string; mentions: string[] }
  /** `to`: null when it was given back. */
  | { type: 'assigned'; to: Person | null; from: Person | null }
  | { type: 'resolved' }
  | { type: 'snoozed'; until: number }
  /** By nobody: the customer has written, or the snooze is over. */
  | { type: 'opened'; after: 'resolved' | 'snoozed' }
  | { type: 'labelled'; added: string[]; removed: string[] }
  /** Another conversation turned out to be the same customer's. */
  | { type: 'merged'; name: string }
  /** WhatsApp has said that the window is closed. */
  | { type: 'window-closed' };

/** `POST …/conversations/{conversation}/notes`, with the header `Idempotency-Key` → 201 with the {@link Entry}. */
export interface NewNote {
  text: string;
  mentions?: string[];
}

/** `PUT …/conversations/{conversation}/consent`: `source` says where, such as `Checkout, box ticked`. */
export interface MarketingConsent {
  at: number;
  source: string;
}

/** `GET` and, for an admin, `PUT /api/inboxes/{inbox}/policy`: what the number does by itself. */
export interface NumberPolicy {
  /** Whole messages by which a customer ends marketing messages, or wants them again, grouped by language. */
  stopWords: StopWordLists;
  /** Sent once before a window closes in which the customer had the last word. Off unless it is set. */
  nudge: { text: string; minutesBefore: number } | null;
  /**
   * Sends the customer's known identity with each message, and stops when it has changed. The number must have the
   * check switched on at Meta, too.
   */
  identityCheck: boolean;
  /** Whoever answers a conversation that nobody has taken on takes it on. */
  claimOnReply: boolean;
}

/**
 * `GET`, `PUT /api/inboxes/{inbox}/profile`, admin: what customers see of the number, as Meta has it; `PUT` takes what
 * is to be changed. `GET`, `PUT …/profile/photo`: its photo, as the body.
 */
export interface BusinessProfile extends Omit<ProfileAtMeta, 'pictureUrl'> {
  hasPhoto: boolean;
}

/** `GET`, `PUT /api/inboxes/{inbox}/identity-check`, admin: Meta's own switch. Null: Meta does not say. */
export interface IdentityCheck {
  isOn: boolean | null;
}

/** `POST /api/inboxes/{inbox}/conversations`: the conversation with this number, made when there is none. */
export interface StartConversation {
  /** As people write it; without a country code it is one of our own number's country. Until the customer answers, only a template can be sent. */
  phone: string;
}

export interface Message {
  id: number;
  conversationId: number;
  seq: number;
  direction: 'in' | 'out';
  /** WhatsApp's id; null until Meta has accepted the message. */
  wamid: string | null;
  /** The caller's idempotency key; null for what did not come from our API. */
  key: string | null;
  /** Place in the thread: Meta's time for inbound messages, ours for outbound ones. */
  sentAt: number;
  /** As it stands now: an edit has replaced what was written first. */
  content: Content;
  /** What it said before each edit, oldest first. */
  earlier: Content[];
  /** When its sender took it back; `content` still says what it was. */
  revokedAt: number | null;
  /** `wamid` of the message that this one reacts to, edits or takes back; it has no place of its own beside that one. */
  target: string | null;
  /** WhatsApp named only a phone number that several customers have had: it may be another one's message. */
  isUncertain: boolean;
  media: MessageMedia | null;
  /** How often it had been passed on before. */
  forwarded: 'once' | 'often' | null;
  /** The advertisement or post through which the customer came. */
  referral: MessageContext['referral'] | null;
  /** The product that the customer asks about. */
  product: { catalogId: string; retailerId: string } | null;
  quoted: QuotedMessage | null;
  /** Ids of the messages that it goes on after, as a text does after its files: see `SendMessage`. */
  follows: readonly number[];
  reactions: Reaction[];
  /** Null for inbound messages. */
  status: MessageStatus | null;
  /** Of a message that has failed: how far it came all the same. Null when nobody is known to have received it. */
  arrived: 'delivered' | 'read' | null;
  /** Why the last attempt failed, or why the next one waits. */
  error: MessageError | null;
  /** When the next attempt is due, while it waits; in doubt: from when on a person may send it again. */
  retryAt: number | null;
  author: Author | null;
}

/** `nudge`: the message that the number sends by itself before a window closes. */
export type Author = { type: 'agent'; id: string; name: string } | { type: 'phone-app' } | { type: 'nudge' };

export interface QuotedMessage {
  wamid: string;
  /** Null when the quoted message is not stored here. */
  message: { id: number; direction: 'in' | 'out'; content: Content } | null;
}

export interface Reaction {
  emoji: string;
  direction: 'in' | 'out';
  at: number;
  /** Of a reaction that we sent. */
  status: MessageStatus | null;
  error: MessageError | null;
}

/** The file of a message, at `GET /api/inboxes/{inbox}/messages/{message}/media?ticket=`. */
export interface MessageMedia {
  /** waiting: it is being fetched. stored: we keep it. remote: Meta keeps it, for days only. failed: see `error`. */
  state: 'waiting' | 'stored' | 'remote' | 'failed';
  mimeType: string | null;
  /** In bytes; null while it is not known. */
  size: number | null;
  error: MessageError | null;
}

/**
 * `POST /api/inboxes/{inbox}/media?kind=&filename=` with the file as the body, its `Content-Type` and its
 * `Content-Length` → 201. The id goes where Meta's media id would: `{ "type": "image", "image": { "id" } }`.
 */
export interface MediaUpload {
  id: string;
  mimeType: string;
  size: number;
  filename: string | null;
}

/** `POST /api/inboxes/{inbox}/media-tickets`: lets an `<img>` or `<video>` fetch files, which cannot send a header. */
export interface MediaTicket {
  ticket: string;
  expiresAt: number;
}

/** `GET /api/inboxes/{inbox}/messages/{message}`: a message and all that has become of it, oldest first, to the second. */
export interface MessageHistory {
  message: Message;
  events: MessageEvent[];
}

export interface MessageEvent {
  at: number;
  /** queued, sending, rejected, in_doubt, accepted: ours. sent, delivered, read, failed and others: WhatsApp's words. */
  type: string;
  error: MessageError | null;
  /** What WhatsApp charges for, as it said with a status. */
  pricing: Pricing | null;
}

export interface Pricing {
  /** Meta is retiring it: `type` says the same. */
  billable: boolean | null;
  /** marketing, utility, authentication, service … */
  category: string | null;
  /** `regular` is charged; `free_customer_service` and `free_entry_point` are not. An open window says nothing of it. */
  type: string | null;
}

/** `GET /api/inboxes/{inbox}/templates?refresh=`: the number's templates, as Meta had them at `fetchedAt`. */
export interface TemplateList {
  templates: Template[];
  fetchedAt: number;
}

/** What went wrong with a send. `code` is Meta's error code, or ours as a word (`window_closed`). */
export interface MessageError {
  code: number | string;
  /** A sentence for a person. */
  title: string;
  /** What to do now. */
  advice: string;
  /** Meta's own words, when there are any. */
  details: string | null;
  /** Whether the same message can go later, only after something has been changed, or never. Absent: nobody can say. */
  retry?: 'later' | 'after-change' | 'never';
  /** Where Meta describes its codes; absent for what is our own. */
  source?: string;
}

/**
 * `POST /api/inboxes/{inbox}/conversations/{conversation}/messages`, with the header `Idempotency-Key`:
 * 1 to 128 characters, chosen by the caller; repeating it returns the first result.
 */
export interface SendMessage {
  content: Content;
  /** `wamid` of the message to quote. */
  replyTo?: string;
  /**
   * The last change that you know: when somebody else has sent something in this conversation after it, nothing is
   * sent (409 `answered_meanwhile`, `details.message` is theirs).
   */
  ifLastSeq?: number;
  /**
   * Send it then and not now, within 30 days. It goes out only if the window is open at that time; until then
   * `POST …/messages/{message}/cancel` takes it back.
   */
  sendAt?: number;
  /**
   * The id of a message in this conversation that it goes on after, or of several: it goes out once WhatsApp has taken
   * all of them, and fails with any of them (`part_before_failed`). `POST …/messages/{message}/retry` of that one sends
   * both again, in order.
   */
  follows?: number | readonly number[];
  /**
   * Where the number shows who writes, whether this message does. Left out: yes for a person, no for an API token. The
   * name counts towards WhatsApp's limits, and is part of the stored `content`.
   */
  withName?: boolean;
}

/**
 * `POST …/conversations/{conversation}/read`: you have seen everything up to this `seq`. `POST …/unread`, with no body,
 * makes the customer's last message unread again.
 */
export interface MarkRead {
  seq: number;
}

/**
 * What a button says and offers, beyond its attributes. `GET /api/inboxes/{inbox}/button` tells it to any page that
 * names the number as its `connection`; `GET` and `PUT …/button/settings`, for an admin, are it as it stands now. A page
 * can also write it as JSON into the element.
 */
export interface ButtonSettings {
  /** The number with its country code, or a short link `wa.me/message/CODE`. The Worker adds its own number. */
  number?: string;
  label?: string;
  /** What stands ready in the visitor's message field; may have `{TITLE}` and other names in it. */
  text?: string;
  color?: string;
  /** Who answers, as the head of the card. */
  name?: string;
  /** Address of a picture. */
  avatar?: string;
  /** Such as `Usually answers within an hour`; told while it is open. */
  status?: string;
  greeting?: string[];
  agents?: ButtonAgent[];
  hours?: BusinessHours;
  /** What to say while it is closed, and whether somebody can write all the same. */
  closed?: { text?: string; takesMessages?: boolean };
  /** A line above the way to WhatsApp; `isRequired` makes it a box to tick first. */
  consent?: { text: string; url?: string; isRequired?: boolean };
}

/** Somebody, or a department, to choose in the card. What is left out is the button's own. */
export interface ButtonAgent {
  name: string;
  /** Such as `Sales`. */
  role?: string;
  avatar?: string;
  number?: string;
  text?: string;
  hours?: BusinessHours;
}

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** Each day says when it is open: `09:00-12:30, 13:30-18:00`, `22:00-02:00` over midnight, `` not at all. */
export interface BusinessHours {
  /** IANA, such as `Europe/Berlin`. */
  timeZone: string;
  /** A day that is left out is closed. */
  week: Partial<Record<Weekday, string>>;
  /** Days that are not as their weekday, by date: `{ "2026-12-24": "09:00-12:00", "2026-12-25": "" }`. */
  days?: Record<string, string>;
}

/** A page of rows. Pass `next` as `before` to go on; null at the end. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

/**
 * The query of `GET …/conversations`. `search` finds customers by name, `@username`, user id, or phone number as people
 * write it, and heeds no filter.
 */
export interface ConversationFilter {
  search?: string;
  /** `me`, `nobody`, or an agent's id. */
  assignee?: string;
  state?: ConversationState;
  /** With any value: only what you have not read, or where a note names you. */
  unread?: string;
  /** With any value: only where the customer had the last word, and it is not resolved. */
  'needs-reply'?: string;
  /** `closing`: it is open for less than four hours more. */
  window?: 'open' | 'closing' | 'closed';
  /** A label's id. */
  label?: string;
  /** Usually `newest`. Of the others, those that nobody waits in, or that are closed, come last, newest first. */
  sort?: ConversationSort;
}

export type ConversationSort = 'newest' | 'waiting' | 'closing';

/** A live socket that goes on `after` this `seq` misses nothing that the page does not show. */
export interface ConversationPage extends Page<Conversation> {
  seq: number;
}

/**
 * `GET …/conversations/{conversation}/messages?before=|after=|around=&limit=`: newest first, in the order of the thread.
 * `around` is a message's id. `newer` goes into `after`; null: the page ends with the newest message.
 */
export interface MessagePage extends Page<Message> {
  newer: string | null;
  /** What the team has put between these messages. */
  entries: Entry[];
}

/** `GET`, `PUT …/conversations/{conversation}/contact`: what is known of a customer beside the conversation's own row. */
export interface ContactDetails {
  /** The newest of each kind first. */
  aliases: {
    kind: 'phone' | 'user_id' | 'parent_user_id' | 'username' | 'group';
    value: string;
    seenAt: number;
  }[];
  /** What the team, or the phone's address book, calls them. */
  bookName: string | null;
  firstSeenAt: number | null;
  /** The advertisement or post through which they came first. */
  source: { referral: NonNullable<MessageContext['referral']>; at: number } | null;
  note: ContactNote | null;
  /** IANA names of the time zones that their number may be at home in. */
  timeZones: string[];
}

export interface ContactNote {
  text: string;
  by: string;
  at: number;
}

/** `GET …/conversations/{conversation}/export?format=json`; with `html`, the same as a page that loads nothing. */
export interface ContactExport {
  exportedAt: number;
  /** Our own, as it is displayed. */
  number: string;
  conversation: Omit<Conversation, 'lastMessage' | 'seq' | 'unread' | 'mentioned'>;
  details: ContactDetails;
  /** Oldest first, as the notes are. */
  messages: Message[];
  /** What the team has written into the thread for itself. */
  notes: Note[];
}

/**
 * `GET /api/inboxes/{inbox}/messages?search=&before=&limit=`: messages with these words, newest first. Each word may be
 * the beginning of one; in scripts without spaces any part is found.
 */
export interface MessageSearch extends Page<FoundMessage> {
  /** Whether all messages have been looked through: after an upgrade, older ones are taken in one after another. */
  isComplete: boolean;
}

export interface FoundMessage {
  message: Message;
  /** A note of the team has the words, and stands after this message; null: the message has them. */
  note: Note | null;
  contact: Contact;
  excerpt: Excerpt;
}

/** The part of a message that shows why it was found. */
export interface Excerpt {
  text: string;
  /** Where in the text the words are. */
  marks: [from: number, to: number][];
}

/**
 * `POST /api/replies` → 201, `PUT /api/replies/{id}`, both with the {@link SavedReply} as it is then; `DELETE`. Those of
 * everybody are changed by admins.
 */
export interface NewSavedReply {
  /** For everybody; else one's own. */
  isShared: boolean;
  /** What is typed behind the slash. */
  shortcut: string;
  title: string;
  /** With variables, such as `{{contact_name}}`, which the console fills in. */
  text: string;
  /** Titles of reply buttons, at most three. */
  buttons: string[];
}

/** `GET /api/replies`: what you can use. `PUT /api/replies/{id}/favourite` with `{ "isFavourite" }`. */
export interface SavedReply extends NewSavedReply {
  id: string;
  isFavourite: boolean;
  /** Goes with the text. */
  file: ReplyFile | null;
}

/**
 * `PUT /api/replies/{id}/file?filename=` with the file as the body, in place of the one before → the {@link SavedReply};
 * `GET` gives it, `DELETE` takes it away. It is kept in the deployment's bucket, and refused where there is none.
 */
export interface ReplyFile {
  filename: string;
  mimeType: string;
  /** Bytes. */
  size: number;
}

/** Somebody of the team who has a conversation on their screen. Nothing of it is kept. */
export interface Presence {
  agentId: string;
  name: string;
  conversationId: number;
  /** They are writing; said again every few seconds for as long as it is so. */
  isTyping: boolean;
}

/** What a console says over its live socket: where its agent is. Null: nowhere. */
export interface PresenceMessage {
  type: 'presence';
  conversationId: number | null;
  isTyping: boolean;
}

/** `POST /api/inboxes/{inbox}/tickets` → a single-use ticket for `GET …/live?ticket=&after=`. Lives 30 seconds. */
export interface LiveTicket {
  ticket: string;
}

/**
 * What the live socket pushes. The client sends `ping`, answered with `pong`, and {@link PresenceMessage}. It is closed
 * with 4400 for any other message, with 4429 for too many, with 4401 when the session has ended, and with 4403 when the
 * agent may not see this number any more.
 */
export type LiveFrame =
  /** Rows that changed, each in its newest state; `seq` is the cursor to resume from. */
  | {
      type: 'change';
      seq: number;
      conversations: Conversation[];
      messages: Message[];
      entries: Entry[];
    }
  /** All that was missed has been sent. */
  | { type: 'ready'; seq: number }
  /** Too much was missed to send: fetch again over REST, then go on from `seq`. */
  | { type: 'reset'; seq: number }
  /** Two conversations turned out to be one customer's; `from` is gone. */
  | { type: 'merge'; seq: number; from: number; into: number }
  /** Everything of this customer is gone. */
  | { type: 'erase'; seq: number; conversationId: number }
  /** All that an admin should see at once; an empty list: nothing any more. It has no number in the order of changes. */
  | { type: 'alerts'; alerts: NumberAlert[] }
  /** Your own name, role or numbers have changed: ask `GET /api/me`. */
  | { type: 'access' }
  /** Who looks at which conversation now: all of them, each time. */
  | { type: 'presence'; people: Presence[] };

/** When a device is told nothing: from and to as `22:00`, by the clock of the time zone. */
export interface QuietHours {
  from: string;
  to: string;
  timeZone: string;
}

/** What a device is told of. */
export interface PushPreferences {
  /** `unassigned`: one's own and those that nobody has. */
  whose: 'mine' | 'unassigned' | 'all';
  /** Ids of the numbers of which it is told nothing. */
  muted: string[];
  /** Whether what the customer wrote is shown; else only who wrote. */
  showText: boolean;
  /** Whether it is told when something is wrong with a number; admins' devices only. */
  alerts: boolean;
  quiet: QuietHours | null;
}

/** `PUT /api/push`: tells this device, or changes what it is told. `endpoint` and `keys` as the browser gives them. */
export interface NewPushDevice {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  preferences: PushPreferences;
}

export interface PushDevice {
  id: string;
  /** Such as `Chrome on Android`. */
  device: string;
  endpoint: string;
  preferences: PushPreferences;
  createdAt: number;
}

/** `GET /api/push`. */
export interface PushStatus {
  /** The `applicationServerKey` that a new subscription needs, as base64url. */
  publicKey: string;
  devices: PushDevice[];
}

/** What a device is sent, encrypted. */
export type PushMessage =
  | { type: 'message'; inbox: string; conversationId: number; name: string; text: string | null }
  | { type: 'alert'; inbox: string; number: string; alert: NumberAlert }
  | { type: 'test' };

/** The control API of the stand-in under `/control/`, for the demo's phone and the tests. Meta has nothing like it. Types only. */
import type { Content } from '../../../worker/whatsapp/content/content.ts';
import type { EmbeddingFault } from '../model/embeddings.ts';
import type { ModelFault } from '../model/model-faults.ts';
import type { TemplateSwitches } from '../templates/switches.ts';
import type { NoticeName } from '../webhooks/notices.ts';

/** `PUT /control/demo`, `GET /control/demo`: what the demo page needs to load the elements and sign in. */
export interface DemoInfo {
  workerUrl: string;
  /** Null until the Worker is set up, because no one is signed in before that. */
  sessionToken: string | null;
  /** The shop's button opens the first one. */
  numbers: { phoneNumberId: string; name: string }[];
  /** A number in another account of the same app. It is not connected to the Worker. */
  otherNumber: { phoneNumberId: string; name: string } | null;
  /** The details to enter in the setup wizard; null once the number is connected. */
  setup: ConnectionDetails | null;
}

/** The details that Meta shows the owner of a number. */
export interface ConnectionDetails {
  phoneNumberId: string;
  wabaId: string;
  accessToken: string;
  appSecret: string;
  /** The PIN of two-step verification. */
  pin: string;
}

/** `GET /control/codes`: the codes that Meta has sent to numbers that are being verified. */
export interface VerificationCode {
  phoneNumberId: string;
  displayPhoneNumber: string;
  code: string;
  method: 'SMS' | 'VOICE';
  language: string;
  at: number;
}

/** `POST /control/messages` → `{ wamid }`: a customer writes. `type` and its object replace `text`. */
export interface CustomerMessage {
  /** Defaults to the first number that was set up. */
  phoneNumberId?: string;
  /** The digits of a phone number, or a user id: `US.13491208655302741918`. */
  customer: string;
  name?: string;
  /** Without `@`. */
  username?: string;
  /** Removes the phone number from this and later webhooks, as for customers who have a username instead. */
  hidesNumber?: boolean;
  text?: string;
  /**
   * A message of any other type, as it appears in a webhook, without `from`, `id` and `timestamp`:
   * `{ type: 'image', image: { id } }`. Media needs only the id, which `POST /control/media` returns.
   */
  content?: { type: string } & Record<string, unknown>;
  /** The `wamid` of the quoted message. */
  replyTo?: string;
  /** An empty emoji removes the reaction. */
  reaction?: { wamid: string; emoji: string };
}

/** `POST /control/media?filename=` with the bytes stores a file on the customer's phone; `GET /control/media/{id}` returns it. */
export interface CustomerFile {
  id: string;
}

/** `POST /control/webhooks`: any other webhook change, delivered unmodified. */
export interface RawChange {
  phoneNumberId?: string;
  /** `account`: the value contains no number, and the entry has a time. */
  level?: 'number' | 'account';
  field: string;
  value: Record<string, unknown>;
}

/**
 * `POST /control/events` → `EventOutcome`: an event that is not caused by a customer's message. Events about a customer go to
 * every number that has a chat with them, unless `phoneNumberId` is set.
 */
export type MetaEvent =
  /** The customer moves to another phone number; the chats move too. `to` may already have chats. */
  | { type: 'user_changed_number'; customer: string; to: string; withUserId?: boolean }
  /** The customer gets a new user id, unless `change` contains the ids to report. */
  | { type: 'user_changed_user_id'; customer: string; change?: UserIdChange }
  | { type: 'user_id_update'; customer: string; change?: UserIdChange }
  /** Sent only to numbers with the identity check. */
  | { type: 'customer_identity_changed'; customer: string; identity?: string }
  /** The customer has opened the chat for the first time. */
  | { type: 'request_welcome'; customer: string; phoneNumberId?: string }
  /** The customer has tapped the button that shares the phone number. */
  | { type: 'contact_shared'; customer: string; phoneNumberId?: string; replyTo?: string }
  | { type: 'user_preferences'; customer: string; value: 'stop' | 'resume'; phoneNumberId?: string }
  /** Three phases with a placeholder for a photo, then the photo; or an error if the business does not share its history. */
  | { type: 'history'; customer: string; phoneNumberId?: string; isDeclined?: boolean }
  | { type: 'payment'; wamid: string; status: 'captured' | 'failed' | 'pending' }
  | { type: 'notice'; notice: NoticeName; phoneNumberId?: string }
  /** The test webhook from the app's dashboard. Its account and number do not exist. */
  | { type: 'dashboard_test'; phoneNumberId?: string };

export interface UserIdChange {
  previous: string;
  current: string;
}

export interface EventOutcome {
  /** The customer that the event is about, by their current id here. */
  customer: string | null;
  /** The user ids that have changed, by business number. */
  userIds: (UserIdChange & { phoneNumberId: string })[];
}

/** `GET /control/webhooks`: webhooks that have not been answered with 200, oldest first. */
export interface WaitingWebhook {
  phoneNumberId: string;
  /** The body that is sent. */
  body: unknown;
  tries: number;
}

/** `PUT /control/model`: what the language model at `/ai/v1` does wrong in its next `count` answers; null: in all of them. */
export interface ModelFaults {
  fault: ModelFault | null;
  count: number | null;
}

/** `PUT /control/embeddings`: what embedding texts at `/ai/v1` does wrong in its next `count` answers; null: in all of them. */
export interface EmbeddingFaults {
  fault: EmbeddingFault | null;
  count: number | null;
}

/** `PUT /control/customers/{customer}`: how the customer's phone behaves. */
export interface PhoneState {
  online: boolean;
  /** The chat is on the screen, so messages are read as soon as they arrive. */
  chatOpen: boolean;
  blocked: boolean;
  /** Webhooks do not contain the phone number. The business knows only the user id. */
  hidesNumber: boolean;
}

/** `GET /control/customers/{customer}` */
export interface CustomerThread extends PhoneState {
  customer: string;
  name: string;
  username: string | null;
  /** The user id for the number in `?phoneNumberId=`, or for the first number. */
  userId: string;
  /** How long the typing indicator stays visible, in milliseconds; 0 if it is hidden. */
  typingFor: number;
  messages: ThreadMessage[];
}

export interface ThreadMessage {
  wamid: string;
  /** The business number in this chat. */
  phoneNumberId: string;
  /** From the point of view of the business: `out` was sent to the customer. */
  direction: 'in' | 'out';
  at: number;
  content: Content;
  quoted: string | null;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  /** The template as Meta lists it, as it was when the message was sent. Null for any other message. */
  template: unknown;
}

/** `PUT /control/faults`: faults in webhooks and answers from now on. */
export interface Faults {
  /** Every webhook is delivered twice. */
  duplicate: boolean;
  /** Waiting webhooks are delivered newest first. */
  reorder: boolean;
  /** All waiting webhooks are delivered in one body. */
  batch: boolean;
  /** The number of concurrent webhook requests. Meta does not wait for an answer before it sends the next one. */
  parallel: number;
  /** The delay of each webhook, in milliseconds. */
  delay: number;
  /** The number of sends that take effect but get no answer. */
  loseAnswers: number;
  /** Whether the rate limits apply: 80 messages a second, and one every 6 seconds to the same customer after a burst. */
  limits: boolean;
  /** The next `count` sends are rejected with this error code. */
  refuse: { code: number; count: number } | null;
}

/** `GET /control/calls`: every send that took effect. */
export interface AcceptedSend {
  wamid: string;
  to: string;
  callbackData: string | null;
  content: Content;
}

/** `GET /control/state` */
export interface ControlState {
  now: number;
  /** The number of webhooks that have not been answered with 200. */
  queued: number;
  faults: Faults;
}

/**
 * `POST /control/templates/{id}`: what Meta decides about a template. `phoneNumberId` is a number of its account, by default
 * the first.
 */
export type TemplateAction = { phoneNumberId?: string } & (
  | { action: 'approve' }
  | { action: 'reject'; reason: string; rejection?: { reason: string; recommendation: string } }
  /** RED pauses it: for 3 hours, then for 6, and then it is disabled. */
  | { action: 'quality'; score: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN' }
  | { action: 'pause'; by: 'quality' | 'pacing' }
  | { action: 'unpause' }
  | { action: 'disable' }
  /** After 24 hours, unless `isAtOnce`. */
  | { action: 'category'; to: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'; isAtOnce?: boolean }
  | { action: 'archive' }
  | { action: 'unarchive' }
  /** Reports an event of any other kind. */
  | { action: 'event'; event: 'FLAGGED' | 'REINSTATED' | 'LOCKED' | 'IN_APPEAL' | 'LIMIT_EXCEEDED' }
  /** What becomes of messages that were held for quality assessment. */
  | { action: 'release'; outcome: 'sent' | 'dropped' }
);

/** `GET /control/templates?phoneNumberId=` */
export interface TemplateBoard {
  templates: {
    id: string;
    name: string;
    language: string;
    status: string;
    category: string;
    quality: string;
    isSample: boolean;
  }[];
  /** Changed with `PUT /control/templates/switches`. */
  switches: TemplateSwitches;
  /** Changed with `PUT /control/catalog`. */
  isCatalogConnected: boolean;
}

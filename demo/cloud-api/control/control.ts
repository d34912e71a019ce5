/** What the demo's phone and the tests say to the stand-in, under `/control/`. Meta has none of this. Types only. */
import type { Content } from '../../../worker/whatsapp/content/content.ts';
import type { NoticeName } from '../webhooks/notices.ts';

/** `PUT /control/demo`, `GET /control/demo`: what the demo page needs to load the elements and sign in. */
export interface DemoInfo {
  workerUrl: string;
  /** Null until the Worker is set up, because no one is signed in before that. */
  sessionToken: string | null;
  /** The first is the one that the shop's button opens. */
  numbers: { phoneNumberId: string; name: string }[];
  /** A number of another account of the same app, which the Worker has not connected. */
  otherNumber: { phoneNumberId: string; name: string } | null;
  /** What a person enters to connect the number; null once it is connected. */
  setup: ConnectionDetails | null;
}

/** What Meta shows the owner of a number. */
export interface ConnectionDetails {
  phoneNumberId: string;
  wabaId: string;
  accessToken: string;
  appSecret: string;
  /** The PIN of two-step verification. */
  pin: string;
}

/** `POST /control/messages` → `{ wamid }`: a customer writes. `type` and its object replace `text`. */
export interface CustomerMessage {
  /** By default the first that was set up. */
  phoneNumberId?: string;
  /** Digits of a phone number, or a user id: `US.13491208655302741918`. */
  customer: string;
  name?: string;
  /** Without `@`. */
  username?: string;
  /** From now on the customer's phone number is left out of webhooks, as for customers who use a username instead. */
  hidesNumber?: boolean;
  text?: string;
  /**
   * A message of any other kind, as it stands in a webhook, without `from`, `id` and `timestamp`:
   * `{ type: 'image', image: { id } }`. Of media only the id is needed; it comes from `POST /control/media`.
   */
  content?: { type: string } & Record<string, unknown>;
  /** `wamid` of the message that is quoted. */
  replyTo?: string;
  /** `wamid` and emoji; an empty emoji takes the reaction back. */
  reaction?: { wamid: string; emoji: string };
}

/** `POST /control/media?filename=` with the bytes: a file on the customer's phone. `GET /control/media/{id}` gives them back. */
export interface CustomerFile {
  id: string;
}

/** `POST /control/webhooks`: any other change of a number, delivered as it is. */
export interface RawChange {
  phoneNumberId?: string;
  /** `account`: the value names no number, and its entry has a time. */
  level?: 'number' | 'account';
  field: string;
  value: Record<string, unknown>;
}

/**
 * `POST /control/events` → `EventOutcome`: something that Meta reports without a customer having written. What concerns a
 * customer goes to every number that the customer has a chat with, unless `phoneNumberId` names one.
 */
export type MetaEvent =
  /** The customer moves to another phone number; the chats move too. `to` may be a customer who already writes. */
  | { type: 'user_changed_number'; customer: string; to: string; withUserId?: boolean }
  /** The customer gets a new user id, unless `change` says which ids are named. */
  | { type: 'user_changed_user_id'; customer: string; change?: UserIdChange }
  | { type: 'user_id_update'; customer: string; change?: UserIdChange }
  /** Only numbers that check identities are told. */
  | { type: 'customer_identity_changed'; customer: string; identity?: string }
  /** The customer has opened the chat for the first time. */
  | { type: 'request_welcome'; customer: string; phoneNumberId?: string }
  /** The customer has pressed the button that shares the phone number. */
  | { type: 'contact_shared'; customer: string; phoneNumberId?: string; replyTo?: string }
  | { type: 'user_preferences'; customer: string; value: 'stop' | 'resume'; phoneNumberId?: string }
  /** Three phases with a placeholder for a photo, and then the photo; or only that the business keeps it to itself. */
  | { type: 'history'; customer: string; phoneNumberId?: string; isDeclined?: boolean }
  | { type: 'payment'; wamid: string; status: 'captured' | 'failed' | 'pending' }
  | { type: 'notice'; notice: NoticeName; phoneNumberId?: string }
  /** As the Test button of the app's dashboard sends it: from an account and a number that do not exist. */
  | { type: 'dashboard_test'; phoneNumberId?: string };

export interface UserIdChange {
  previous: string;
  current: string;
}

export interface EventOutcome {
  /** Whom it concerns, under the name that the customer has here from now on. */
  customer: string | null;
  /** The user ids that have changed, by business number. */
  userIds: (UserIdChange & { phoneNumberId: string })[];
}

/** `GET /control/webhooks`: what has not been answered with 200 yet, oldest first. */
export interface WaitingWebhook {
  phoneNumberId: string;
  /** As it is sent. */
  body: unknown;
  tries: number;
}

/** `PUT /control/customers/{customer}`: how the customer's phone behaves. */
export interface PhoneState {
  online: boolean;
  /** The chat is on the screen: what arrives is read at once. */
  chatOpen: boolean;
  blocked: boolean;
  /** The phone number is left out of webhooks; the business knows the customer by the user id. */
  hidesNumber: boolean;
}

/** `GET /control/customers/{customer}` */
export interface CustomerThread extends PhoneState {
  customer: string;
  name: string;
  username: string | null;
  /** The first business number's, or that of the number named in `?phoneNumberId=`. */
  userId: string;
  /** So many milliseconds more somebody is seen who types; 0: nobody is. */
  typingFor: number;
  messages: ThreadMessage[];
}

export interface ThreadMessage {
  wamid: string;
  /** Of the business number with which the customer chats. */
  phoneNumberId: string;
  /** Of the business: `out` was sent to the customer. */
  direction: 'in' | 'out';
  at: number;
  content: Content;
  quoted: string | null;
  status: 'sent' | 'delivered' | 'read' | 'failed';
}

/** `PUT /control/faults`: how badly webhooks and answers behave from now on. */
export interface Faults {
  /** Every webhook is delivered twice. */
  duplicate: boolean;
  /** Webhooks that wait are delivered newest first. */
  reorder: boolean;
  /** All webhooks that wait go out in one body. */
  batch: boolean;
  /** How many webhooks are on their way at once. Meta does not wait for one to be answered before it sends the next. */
  parallel: number;
  /** Milliseconds that each webhook waits first. */
  delay: number;
  /** So many sends take effect without being answered. */
  loseAnswers: number;
  /** Whether too many messages are refused: 80 a second, and one each 6 seconds to one customer after a burst. */
  limits: boolean;
  /** So many sends are refused with this code of Meta's. */
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
  /** Webhooks that have not been answered with 200 yet. */
  queued: number;
  faults: Faults;
}

/** `PUT`, `GET /control/numbers/{phoneNumberId}`: how a business number is set up at Meta. `POST` changes single fields. */
export interface NumberSetup {
  wabaId: string;
  displayPhoneNumber: string;
  name: string;
  accessToken: string;
  appSecret: string;
  /** The app's callback; empty if it has none. */
  callbackUrl: string;
  /** `throughput.level`; STANDARD by default. */
  throughput?: 'STANDARD' | 'HIGH';
  /** The number is also used in the WhatsApp Business app. */
  isOnPhone?: boolean;
  /** `user_identity_change.enable_identity_key_check`: webhooks contain the customer's identity, and sends can require one. */
  checksIdentity?: boolean;
  /** Numbers of one business portfolio see the same user ids. By default, each account is its own portfolio. */
  portfolioId?: string;
  /** Webhooks also contain the user ids that linked portfolios share (`US.ENT.…`). */
  sharesParentIds?: boolean;
  /** Problems to simulate. All other fields are in order. */
  account?: Partial<AccountState>;
}

/** The state of a number, its account and its token. The values are Meta's. */
export interface AccountState {
  qualityRating: string;
  messagingLimitTier: string;
  nameStatus: string;
  /** The requested display name and the status of the request; null if there is none. */
  newDisplayName: string | null;
  newNameStatus: string | null;
  status: string;
  reviewStatus: string;
  /** In Unix seconds; 0 means never. */
  tokenExpiresAt: number;
  isTokenRevoked: boolean;
  /** Whether the app gets the account's webhooks. */
  isSubscribed: boolean;
  /** The fields that the app has subscribed to. */
  fields: string[];
  appId: string;
  /** An unpublished app gets no webhooks for real messages. */
  isAppLive: boolean;
  /** The token's permissions. */
  scopes: string[];
  tokenType: string;
  /** Whether `debug_token` lists the accounts of the token. */
  namesTargets: boolean;
  /** Whether every call needs a proof of the app secret. */
  requiresProof: boolean;
  /** NOT_APPLICABLE until the number is registered. */
  platformType: string;
  /** The PIN of two-step verification; null if not set. */
  pin: string | null;
  /** The number's own callback; if empty, the app's is used. */
  numberCallbackUrl: string;
  /** VERIFIED, NOT_VERIFIED or EXPIRED: whether the number's owner has returned a code. */
  codeVerificationStatus: string;
  /** The code that the number got last; null: none, or it has been used. */
  sentCode: SentCode | null;
  /** When codes were sent in the last hour. */
  codesSent: number[];
  /** How no code reaches the number, as with virtual numbers and phone menus. */
  cannotReceive: CodeMethod[];
}

export type CodeMethod = 'SMS' | 'VOICE';

export interface SentCode {
  code: string;
  method: CodeMethod;
  language: string;
  at: number;
  /** How many wrong codes were entered since. */
  wrong: number;
}

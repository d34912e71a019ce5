/** `PUT`, `GET /control/numbers/{phoneNumberId}`: a business number, as its owner set it up at Meta. `POST` changes some of it. */
export interface NumberSetup {
  wabaId: string;
  displayPhoneNumber: string;
  name: string;
  accessToken: string;
  appSecret: string;
  /** The app's; empty: it has none. */
  callbackUrl: string;
  /** `throughput.level` as Meta names it: STANDARD unless it is said. */
  throughput?: 'STANDARD' | 'HIGH';
  /** The number is in the phone app, too. */
  isOnPhone?: boolean;
  /** `user_identity_change.enable_identity_key_check`: webhooks name the customer's identity, sends may say whom they mean. */
  checksIdentity?: boolean;
  /** Numbers of one business portfolio see the same user ids. Unless it is given, each account is a portfolio of its own. */
  portfolioId?: string;
  /** Webhooks also carry the user ids that linked portfolios share (`US.ENT.…`). */
  sharesParentIds?: boolean;
  /** What is not as it should be; everything else is. */
  account?: Partial<AccountState>;
}

/** How a number, its account and its token stand with Meta; words are Meta's own. */
export interface AccountState {
  qualityRating: string;
  messagingLimitTier: string;
  nameStatus: string;
  /** What the number is to be called, and what has become of the wish; null: nobody has asked. */
  newDisplayName: string | null;
  newNameStatus: string | null;
  status: string;
  reviewStatus: string;
  /** Unix seconds; 0: never. */
  tokenExpiresAt: number;
  isTokenRevoked: boolean;
  /** The app gets the account's webhooks. */
  isSubscribed: boolean;
  /** That the app has subscribed to. */
  fields: string[];
  appId: string;
  /** An app that is not published gets no webhook of a real message. */
  isAppLive: boolean;
  /** Of the token. */
  scopes: string[];
  tokenType: string;
  /** Whether the token says for which accounts it is. */
  namesTargets: boolean;
  /** Whether every call has to prove that the caller knows the app secret. */
  requiresProof: boolean;
  /** NOT_APPLICABLE until the number is registered. */
  platformType: string;
  /** Of two-step verification; null: none yet. */
  pin: string | null;
  /** The number's own callback; empty: the app's counts. */
  numberCallbackUrl: string;
}

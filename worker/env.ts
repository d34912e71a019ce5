import type { AskedObject } from './durable-object-rpc.ts';

/** Bindings, variables and secrets of the deployment; `wrangler.toml` declares all but the secrets. */
export interface Env {
  ASSETS: Fetcher;
  /** `objects.ts` and `peers.ts` say what lives in these two. */
  INBOX: DurableObjectNamespace<AskedObject<unknown>>;
  WORKSPACE: DurableObjectNamespace<AskedObject<unknown>>;
  /** Where the files of messages are kept. Without it they stay with Meta, which keeps them for days only. */
  MEDIA?: R2Bucket;

  /** How often one address may call a route that is open to everybody; where there is none, nobody counts. */
  OPEN_ROUTES?: RateLimit;

  /** Where the Graph API is, without a trailing slash. */
  GRAPH_URL: string;
  /** Graph API version, such as `v23.0`. */
  GRAPH_VERSION: string;

  /** Secret: 32 random bytes in base64 from which the key for stored credentials is derived. */
  MASTER_KEY?: string;
  /** Secrets, while rotating and after it: the highest number encrypts, all of them read. */
  [masterKey: `MASTER_KEY_${number}`]: string | undefined;
  /** Secret: claims the deployment and signs its first admin in. */
  SETUP_TOKEN: string;
  /** Secret, optional: the Meta app's secret, for numbers connected without one of their own. */
  META_APP_SECRET?: string;
  /** Optional, both together and with `META_APP_SECRET`: the Meta app and its login configuration for Embedded Signup. */
  META_APP_ID?: string;
  META_CONFIG_ID?: string;
  /** Optional, for `npm start` and the tests: `1` lets webhooks go to this machine. */
  LOCAL_WEBHOOKS?: string;
  /** Optional: where Meta's JavaScript SDK comes from, if not from Meta. */
  META_SDK_URL?: string;
}

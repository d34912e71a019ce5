import type { VectorizeBinding } from './assistant/knowledge/vectors.ts';
import type { AiBinding } from './assistant/provider/workers-ai.ts';
import type { RpcObject } from './durable-object-rpc.ts';

/** Bindings, variables and secrets of the deployment; `wrangler.toml` declares all but the secrets. */
export interface Env {
  ASSETS: Fetcher;
  /** `objects.ts` and `peers.ts` have the types of these two. */
  INBOX: DurableObjectNamespace<RpcObject<unknown>>;
  WORKSPACE: DurableObjectNamespace<RpcObject<unknown>>;
  /** The bucket for files of messages. Without it they stay with Meta, which deletes them after some days. */
  MEDIA?: R2Bucket;

  /** Workers AI, for the assistant. Without it, the assistant needs a provider of the team's own. */
  AI?: AiBinding;
  /** An index of Vectorize for the assistant's knowledge. Without it the vectors are in the databases of the numbers. */
  VECTORS?: VectorizeBinding;

  /** Limits how often one address can call a public route. Without it there is no limit. */
  OPEN_ROUTES?: RateLimit;

  /** Where the Graph API is, without a trailing slash. */
  GRAPH_URL: string;
  /** Graph API version, such as `v23.0`. */
  GRAPH_VERSION: string;

  /** Secret: 32 random bytes in base64 from which the key for stored credentials is derived. */
  MASTER_KEY?: string;
  /** Secrets for a key rotation: the highest number encrypts, all of them decrypt. */
  [masterKey: `MASTER_KEY_${number}`]: string | undefined;
  /** Secret: signs in the first admin. */
  SETUP_TOKEN: string;
  /** Secret, optional: the Meta app's secret, for numbers that were connected without their own. */
  META_APP_SECRET?: string;
  /** Optional, both together and with `META_APP_SECRET`: the Meta app and its login configuration for Embedded Signup. */
  META_APP_ID?: string;
  META_CONFIG_ID?: string;
  /** Optional, for `npm start` and the tests: `1` lets webhooks go to this machine. */
  LOCAL_WEBHOOKS?: string;
  /** Optional: where Meta's JavaScript SDK comes from, if not from Meta. */
  META_SDK_URL?: string;
}

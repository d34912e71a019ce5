import { askable } from './durable-object-rpc.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Bindings, variables and secrets of the deployment; `wrangler.toml` declares all but the secrets. */
export interface Env {
  ASSETS: Fetcher;
  INBOX: DurableObjectNamespace<Inbox>;
  WORKSPACE: DurableObjectNamespace<Workspace>;
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
  /** Optional: where Meta's JavaScript SDK comes from, if not from Meta. */
  META_SDK_URL?: string;
}

/** The one Workspace of a deployment. */
export function workspaceOf(env: Env): DurableObjectStub<Workspace> {
  return askable(env.WORKSPACE.getByName('workspace'));
}

/** The Inbox with this id; a Durable Object is created by naming it, so name only those of connected numbers. */
export function inboxOf(env: Env, inbox: string): DurableObjectStub<Inbox> {
  return askable(env.INBOX.getByName(inbox));
}

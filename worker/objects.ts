/** The two kinds of Durable Object, for the routes. The objects call each other through `peers.ts`. */
import { askable } from './durable-object-rpc.ts';
import type { Env } from './env.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { Workspace } from './workspace/workspace.ts';

/** The one Workspace of a deployment. */
export function workspaceOf(env: Env): DurableObjectStub<Workspace> {
  return askable(env.WORKSPACE.getByName('workspace')) as DurableObjectStub<Workspace>;
}

/** The Inbox with this id; a Durable Object is created by naming it, so name only those of connected numbers. */
export function inboxOf(env: Env, inbox: string): DurableObjectStub<Inbox> {
  return askable(env.INBOX.getByName(inbox)) as DurableObjectStub<Inbox>;
}

/** Stubs of the two kinds of Durable Object, for the routes. The objects call each other through `peers.ts`. */
import { rpcStub } from './durable-object-rpc.ts';
import type { Env } from './env.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { Workspace } from './workspace/workspace.ts';

/** The one Workspace of a deployment. */
export function workspaceOf(env: Env): DurableObjectStub<Workspace> {
  return rpcStub(env.WORKSPACE.getByName('workspace')) as DurableObjectStub<Workspace>;
}

/** The Inbox with this id. It must belong to a connected number: naming a Durable Object creates it. */
export function inboxOf(env: Env, inbox: string): DurableObjectStub<Inbox> {
  return rpcStub(env.INBOX.getByName(inbox)) as DurableObjectStub<Inbox>;
}

/** Stubs of the two kinds of Durable Object, for the routes. The objects call each other through `peers.ts`. */
import { type Remote, rpcStub } from './durable-object-rpc.ts';
import type { Env } from './env.ts';
import type { Inbox, InboxRpc } from './inbox/inbox.ts';
import type { Workspace, WorkspaceRpc } from './workspace/workspace.ts';

export type WorkspaceStub = DurableObjectStub<Workspace> & Remote<WorkspaceRpc>;
export type InboxStub = DurableObjectStub<Inbox> & Remote<InboxRpc>;

/** The one Workspace of a deployment. */
export function workspaceOf(env: Env): WorkspaceStub {
  return rpcStub(env.WORKSPACE.getByName('workspace')) as WorkspaceStub;
}

/** The Inbox with this id. It must belong to a connected number: naming a Durable Object creates it. */
export function inboxOf(env: Env, inbox: string): InboxStub {
  return rpcStub(env.INBOX.getByName(inbox)) as InboxStub;
}

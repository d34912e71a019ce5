import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { rpcStub } from '../../../worker/durable-object-rpc.ts';
import type { InboxStub, WorkspaceStub } from '../../../worker/objects.ts';

/** A Workspace other than the deployment's, for a test that needs an empty one. */
export function workspaceNamed(name: string): WorkspaceStub {
  return rpcStub(env.WORKSPACE.getByName(name)) as WorkspaceStub;
}

/** Stops the object, so that the next call starts it again from its storage. */
export async function evictWorkspace({ id }: WorkspaceStub): Promise<void> {
  await evictDurableObject(env.WORKSPACE.get(id));
}

export async function evictInbox({ id }: InboxStub): Promise<void> {
  await evictDurableObject(env.INBOX.get(id));
}

/** What a handler makes sure of before it does anything. */
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { inboxOf, workspaceOf } from '../objects.ts';
import type { SignedCall } from './call.ts';

/** A Durable Object is created by naming it, so the name is checked first. */
export async function connectedInbox(env: Env, inbox: string | undefined): Promise<DurableObjectStub<Inbox>> {
  if (inbox === undefined || !(await workspaceOf(env).isConnected(inbox))) {
    throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  }
  return inboxOf(env, inbox);
}

/** Somebody on the team who may see this number. */
export async function colleague({ env, params }: SignedCall, id: string | null) {
  return id === null ? null : workspaceOf(env).colleague(id, params.inbox ?? '');
}

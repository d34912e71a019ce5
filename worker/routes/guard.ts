/** Checks and records shared by handlers. */
import type { Author } from '../api/conversations/messages.ts';
import type { InboxSummary } from '../api/numbers/numbers.ts';
import type { AuditAction } from '../api/people/team.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { type InboxStub, inboxOf, workspaceOf } from '../objects.ts';
import type { SignedIn } from '../workspace/people/sessions.ts';
import type { SignedCall } from './call.ts';

/** A Durable Object is created by naming it, so the name is checked first. */
export async function connectedInbox(env: Env, inbox: string | undefined): Promise<InboxStub> {
  if (inbox === undefined || !(await workspaceOf(env).numbers.isConnected(inbox))) {
    throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  }
  return inboxOf(env, inbox);
}

/** The same, without a call: the session was asked for together with the number. */
export function inboxIn({ env, number }: Pick<SignedCall, 'env' | 'number'>): InboxStub {
  if (!number) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  return inboxOf(env, number.id);
}

/** An agent with access to this number. */
export async function colleague({ env, params }: SignedCall, id: string | null) {
  return id === null ? null : workspaceOf(env).team.colleague(id, params.inbox ?? '');
}

/** A team, by its id. */
export async function teamNamed({ env }: SignedCall, id: string | null) {
  return id === null ? null : workspaceOf(env).teams.named(id);
}

/** The caller, as the author of what they send. */
export function authorIn({ session: { agent, isBot } }: SignedCall): Author {
  const { id, name } = agent;
  return { type: 'agent', id, name, ...(isBot && { isBot }) };
}

/** The numbers that the agent can see. */
export function seenBy({ numbers }: SignedIn, inboxes: InboxSummary[]): InboxSummary[] {
  return numbers ? inboxes.filter(({ id }) => numbers.includes(id)) : inboxes;
}

/** Adds a change of a number's settings to the audit log, with the names of the settings. */
export async function recordSettings(
  { env, params, session }: SignedCall,
  action: AuditAction,
  settings: readonly string[],
): Promise<void> {
  const more = settings.length > 0 ? `: ${settings.join(', ')}` : '';
  await workspaceOf(env).numbers.record(session.agent, action, params.inbox ?? '', more);
}

/** The names of the values in which two settings differ. */
export function changedKeys(before: object, after: object): string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = new Set([...was.keys(), ...is.keys()]);
  return [...keys].filter((key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)));
}

/** Adds a change of a number's profile at Meta to the audit log. */
export async function recordProfile({ env, params, session }: SignedCall, what: string): Promise<void> {
  await workspaceOf(env).numbers.record(session.agent, 'number.profile', params.inbox ?? '', `: ${what}`);
}

/** Applies changes of access to open pages immediately, in every inbox. */
import type { Agent } from '../../api/people/sessions.ts';
import type { Env } from '../../env.ts';
import { askInbox } from '../../peers.ts';
import { inboxes } from '../numbers/connections.ts';
import * as push from '../push/web-push.ts';
import * as agents from './agents.ts';
import { sessionsOf } from './sessions.ts';

/** Closes the live sockets of ended sessions. */
export async function closeSockets(sql: SqlStorage, env: Env, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  push.forgetSessions(sql, sessionIds);
  await Promise.all(inboxes(sql).map(({ id }) => askInbox(env, id).live.close([...sessionIds])));
}

/** Applies a change of an agent's name, role or numbers. Sockets of numbers without access are closed. */
export async function updateAccess(sql: SqlStorage, env: Env, agent: Agent): Promise<void> {
  const open = sessionsOf(sql, agent.id, Date.now()).map(({ id }) => id);
  const numbers = agents.numbersOfAgent(sql, agent.id);
  if (numbers) await release(sql, env, agent.id, numbers);
  if (open.length === 0) return;
  await Promise.all(
    inboxes(sql).map(({ id }) =>
      askInbox(env, id).live.changeAccess(open, agent, numbers?.includes(id) ?? true),
    ),
  );
}

/** An agent has chosen whether they are away: that counts at once in every number. */
export async function updateAvailability(
  sql: SqlStorage,
  env: Env,
  agentId: string,
  isAway: boolean,
): Promise<void> {
  await Promise.all(inboxes(sql).map(({ id }) => askInbox(env, id).live.setAway(agentId, isAway)));
}

/** Shows an agent's new name on the conversations that they have. */
export async function renameEverywhere(sql: SqlStorage, env: Env, { id, name }: Agent): Promise<void> {
  await Promise.all(inboxes(sql).map((inbox) => askInbox(env, inbox.id).conversations.rename({ id, name })));
}

/** Unassigns an agent's conversations, except on numbers that they still have access to. */
export async function release(
  sql: SqlStorage,
  env: Env,
  agentId: string,
  stillSeen: readonly string[] | null,
): Promise<void> {
  const lost = inboxes(sql).filter(({ id }) => !stillSeen?.includes(id));
  await Promise.all(lost.map(({ id }) => askInbox(env, id).conversations.releaseAll(agentId)));
}

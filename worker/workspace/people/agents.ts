/** The agents of the team. */
import * as v from 'valibot';
import type { Agent } from '../../api/people/sessions.ts';
import type { RemovedAgent, TeamMember } from '../../api/people/team.ts';
import { type Permission, permission, type Role } from '../../api/roles.ts';
import { ApiError } from '../../errors.ts';

const storedNumbers = v.nullable(v.array(v.string()));
const storedPermissions = v.fallback(v.array(permission), []);

/** The ids of agents from a site's own login begin with this, so that a site cannot sign in an invited agent. */
export const siteMark = 'site/';

/** An agent of the team, as opposed to an API token. */
export type Colleague = Pick<TeamMember, 'id' | 'name' | 'role'>;

/** An admin's changes to an agent; `numbers` is null for all numbers. */
export interface AgentChange {
  name?: string;
  role?: Role;
  numbers?: string[] | null;
  permissions?: Permission[];
}

export function team(sql: SqlStorage): TeamMember[] {
  return sql
    .exec<{
      id: string;
      name: string;
      role: Role;
      numbers: string | null;
      permissions: string | null;
      picture: string | null;
      passkeys: number;
      seen_at: number | null;
      is_away: number;
    }>(
      `SELECT id, name, role, numbers, permissions, is_away,
         (SELECT agent_picture.id FROM agent_picture WHERE agent_id = agent.id) AS picture,
         (SELECT count(*) FROM passkey WHERE agent_id = agent.id) AS passkeys,
         (SELECT max(used_at) FROM session WHERE agent_id = agent.id) AS seen_at
       FROM agent ORDER BY name, id`,
    )
    .toArray()
    .map(({ seen_at, numbers, permissions, is_away, ...agent }) => ({
      ...agent,
      ...{ numbers: numbersIn(numbers), permissions: permissionsIn(permissions), seenAt: seen_at },
      isAway: is_away === 1,
    }));
}

export function member(sql: SqlStorage, id: string): TeamMember {
  const found = team(sql).find((one) => one.id === id);
  if (!found) throw new ApiError(404, 'agent_not_found', 'There is no agent with this id.');
  return found;
}

/** The numbers that an agent has access to; null for all. Admins have access to all. */
export function numbersOf({ role, numbers }: { role: Role; numbers: string | null }): string[] | null {
  return role === 'admin' ? null : numbersIn(numbers);
}

/** The numbers as they are stored: ids as JSON, or null for all. */
export function numbersIn(stored: string | null): string[] | null {
  return v.parse(storedNumbers, JSON.parse(stored ?? 'null'));
}

export function permissionsIn(stored: string | null): Permission[] {
  return v.parse(storedPermissions, JSON.parse(stored ?? '[]'));
}

/** What an agent may do beyond their role, as their session has it. An admin needs no permissions. */
export function allowed(
  sql: SqlStorage,
  { id, role }: Pick<Agent, 'id' | 'role'>,
): Pick<Agent, 'permissions'> {
  if (role !== 'agent') return {};
  const [row] = sql
    .exec<{ permissions: string | null }>('SELECT permissions FROM agent WHERE id = ?', id)
    .toArray();
  const permissions = permissionsIn(row?.permissions ?? null);
  return permissions.length > 0 ? { permissions } : {};
}

/** The numbers that the agent with this id has access to; null for all. */
export function numbersOfAgent(sql: SqlStorage, id: string): string[] | null {
  const [row] = sql
    .exec<{ role: Role; numbers: string | null }>('SELECT role, numbers FROM agent WHERE id = ?', id)
    .toArray();
  return row ? numbersOf(row) : [];
}

export function allowNumbers(sql: SqlStorage, id: string, numbers: readonly string[] | null): void {
  const stored = numbers && JSON.stringify([...new Set(numbers)]);
  sql.exec('UPDATE agent SET numbers = ? WHERE id = ?', stored, id);
}

export function allowPermissions(sql: SqlStorage, id: string, permissions: readonly Permission[]): void {
  const stored = JSON.stringify([...new Set(permissions)]);
  sql.exec('UPDATE agent SET permissions = ? WHERE id = ?', stored, id);
}

/** Writes nothing if it was so before. */
export function setAway(sql: SqlStorage, id: string, isAway: boolean): void {
  sql.exec('UPDATE agent SET is_away = ?1 WHERE id = ?2 AND is_away <> ?1', isAway ? 1 : 0, id);
}

export function agentOf(sql: SqlStorage, id: string): Colleague | null {
  return (
    sql
      .exec<Colleague & Record<string, string>>('SELECT id, name, role FROM agent WHERE id = ?', id)
      .toArray()[0] ?? null
  );
}

export function requireAgent(sql: SqlStorage, id: string): Colleague {
  const agent = agentOf(sql, id);
  if (!agent) throw new ApiError(404, 'agent_not_found', 'There is no agent with this id.');
  return agent;
}

/** Creates the agent, or updates their name and role. */
export function putAgent(sql: SqlStorage, agent: Colleague): Colleague {
  sql.exec(
    'INSERT INTO agent (id, name, role) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET name = ?2, role = ?3',
    ...[agent.id, agent.name, agent.role],
  );
  return agent;
}

/** How a site's own login describes one of its agents. Absent claims are undefined. */
export interface SiteClaim {
  id: string;
  name: string;
  role?: Role | undefined;
  numbers?: string[] | undefined;
}

const storedClaim = v.object({
  role: v.optional(v.picklist(['admin', 'agent'])),
  name: v.optional(v.string()),
  numbers: v.optional(v.array(v.string())),
});

/**
 * Updates an agent with the claims of their site. The last change counts: a change made here holds until the site's
 * claims change. Throws for an agent whom an admin has removed.
 */
export function putSiteAgent(sql: SqlStorage, { id, name, role, numbers }: SiteClaim): Colleague {
  if (sql.exec('SELECT 1 FROM removed_agent WHERE id = ?', id).toArray().length > 0) {
    throw new ApiError(
      403,
      'agent_removed',
      'An admin has removed this agent from the team. An admin can restore them in the team settings.',
    );
  }
  const before = agentOf(sql, id);
  const said = claimOf(sql, id);
  const isRoleKept = before !== null && said !== null && said.role === role;
  const isNameKept = before !== null && said?.name === name;
  const agent = putAgent(sql, {
    id,
    name: isNameKept ? before.name : name,
    role: isRoleKept ? before.role : (role ?? 'agent'),
  });
  if (agent.role !== 'admin') withdrawInvitationsBy(sql, id);
  const areNumbersSaidAgain = JSON.stringify(said?.numbers) === JSON.stringify(numbers);
  if (numbers && !areNumbersSaidAgain) allowNumbers(sql, id, numbers);
  const claim = JSON.stringify({ role, name, numbers: numbers ?? said?.numbers });
  sql.exec('UPDATE agent SET claimed = ?1 WHERE id = ?2 AND claimed IS NOT ?1', claim, id);
  return agent;
}

function claimOf(sql: SqlStorage, id: string): v.InferOutput<typeof storedClaim> | null {
  const [row] = sql.exec<{ claimed: string | null }>('SELECT claimed FROM agent WHERE id = ?', id).toArray();
  return row?.claimed ? v.parse(storedClaim, JSON.parse(row.claimed)) : null;
}

export function changeAgent(
  sql: SqlStorage,
  id: string,
  { numbers, permissions, ...change }: AgentChange,
): Colleague {
  const before = requireAgent(sql, id);
  if (change.role === 'agent') {
    requireOtherAdmin(sql, before);
    withdrawInvitationsBy(sql, id);
  }
  if (numbers !== undefined) allowNumbers(sql, id, numbers);
  if (permissions !== undefined) allowPermissions(sql, id, permissions);
  return putAgent(sql, { ...before, ...change });
}

/**
 * Removes an agent from the team, and every way back in: their passkeys, invitations for and by them, and the sign-in
 * from their site. The caller ends their sessions and closes their sockets.
 */
export function removeAgent(sql: SqlStorage, id: string, now: number): Colleague {
  const agent = requireAgent(sql, id);
  requireOtherAdmin(sql, agent);
  sql.exec('DELETE FROM passkey WHERE agent_id = ?', id);
  sql.exec('DELETE FROM invitation WHERE agent_id = ?', id);
  withdrawInvitationsBy(sql, id);
  if (id.startsWith(siteMark)) {
    sql.exec(
      `INSERT OR REPLACE INTO removed_agent (id, name, role, numbers, claimed, removed_at)
       SELECT id, name, role, numbers, claimed, ? FROM agent WHERE id = ?`,
      ...[now, id],
    );
  }
  sql.exec('DELETE FROM agent WHERE id = ?', id);
  return agent;
}

/** The removed agents of a site's own login, newest first. */
export function removedAgents(sql: SqlStorage): RemovedAgent[] {
  return sql
    .exec<{ id: string; name: string; removed_at: number }>(
      'SELECT id, name, removed_at FROM removed_agent ORDER BY removed_at DESC, id',
    )
    .toArray()
    .map(({ id, name, removed_at }) => ({ id, name, removedAt: removed_at }));
}

/** Restores a removed agent with their former role and numbers. */
export function restoreAgent(sql: SqlStorage, id: string): Colleague {
  sql.exec(
    `INSERT INTO agent (id, name, role, numbers, claimed)
     SELECT id, name, role, numbers, claimed FROM removed_agent WHERE id = ?`,
    id,
  );
  sql.exec('DELETE FROM removed_agent WHERE id = ?', id);
  return requireAgent(sql, id);
}

/** A removed agent must not come back with an invitation that they created. */
function withdrawInvitationsBy(sql: SqlStorage, agentId: string): void {
  sql.exec('DELETE FROM invitation WHERE invited_by = ?', agentId);
}

function requireOtherAdmin(sql: SqlStorage, { id, role }: Colleague): void {
  if (role !== 'admin') return;
  const { others } = sql
    .exec<{ others: number }>("SELECT count(*) AS others FROM agent WHERE role = 'admin' AND id <> ?", id)
    .one();
  if (others > 0) return;
  throw new ApiError(409, 'last_admin', 'This is the only admin. Make someone else an admin first.');
}

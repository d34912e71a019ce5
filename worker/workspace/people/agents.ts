/** The people who answer, and the links by which new ones come in. */
import * as v from 'valibot';
import type { Role } from '../../api/roles.ts';
import type { Invitation, RemovedAgent, TeamMember } from '../../api/team.ts';
import { ApiError } from '../../errors.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';

const invitationLasts = 3 * 24 * 60 * 60_000;
const mostInvitations = 100;
const storedNumbers = v.nullable(v.array(v.string()));

/** The ids of those whom a site signs in begin with it: the site cannot name one who came by invitation. */
export const siteMark = 'site/';

/** Somebody of the team, and no API token. */
export type Colleague = Pick<TeamMember, 'id' | 'name' | 'role'>;

/** What an admin changes of somebody; `numbers`: null for all. */
export interface AgentChange {
  name?: string;
  role?: Role;
  numbers?: string[] | null;
}

export function team(sql: SqlStorage): TeamMember[] {
  return sql
    .exec<{
      id: string;
      name: string;
      role: Role;
      numbers: string | null;
      passkeys: number;
      seen_at: number | null;
    }>(
      `SELECT id, name, role, numbers, (SELECT count(*) FROM passkey WHERE agent_id = agent.id) AS passkeys,
         (SELECT max(used_at) FROM session WHERE agent_id = agent.id) AS seen_at
       FROM agent ORDER BY name, id`,
    )
    .toArray()
    .map(({ seen_at, numbers, ...agent }) => ({ ...agent, numbers: parsed(numbers), seenAt: seen_at }));
}

export function member(sql: SqlStorage, id: string): TeamMember {
  const found = team(sql).find((one) => one.id === id);
  if (!found) throw new ApiError(404, 'agent_not_found', 'Nobody on the team has this id.');
  return found;
}

/** The numbers that somebody may see; null: all, as every admin does. */
export function numbersOf({ role, numbers }: { role: Role; numbers: string | null }): string[] | null {
  return role === 'admin' ? null : parsed(numbers);
}

function parsed(numbers: string | null): string[] | null {
  return v.parse(storedNumbers, JSON.parse(numbers ?? 'null'));
}

/** The numbers that one agent may see; null: all. */
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

export function agentOf(sql: SqlStorage, id: string): Colleague | null {
  return (
    sql
      .exec<Colleague & Record<string, string>>('SELECT id, name, role FROM agent WHERE id = ?', id)
      .toArray()[0] ?? null
  );
}

export function requireAgent(sql: SqlStorage, id: string): Colleague {
  const agent = agentOf(sql, id);
  if (!agent) throw new ApiError(404, 'agent_not_found', 'Nobody on the team has this id.');
  return agent;
}

/** Makes the agent, or brings their name and role up to date. */
export function putAgent(sql: SqlStorage, agent: Colleague): Colleague {
  sql.exec(
    'INSERT INTO agent (id, name, role) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET name = ?2, role = ?3',
    ...[agent.id, agent.name, agent.role],
  );
  return agent;
}

/** How a site's own login describes one of its agents. What it leaves out is undefined. */
export interface SiteClaim {
  id: string;
  name: string;
  role?: Role | undefined;
  numbers?: string[] | undefined;
}

const storedClaim = v.object({
  role: v.optional(v.picklist(['admin', 'agent'])),
  numbers: v.optional(v.array(v.string())),
});

/**
 * Brings an agent up to date with what their site says. The last change counts: what an admin has changed here holds
 * until the site says something else than it said before. Throws for an agent whom an admin has removed.
 */
export function putSiteAgent(sql: SqlStorage, { id, name, role, numbers }: SiteClaim): Colleague {
  if (sql.exec('SELECT 1 FROM removed_agent WHERE id = ?', id).toArray().length > 0) {
    throw new ApiError(
      403,
      'agent_removed',
      'An admin has removed this agent from the team, and can let them in again in the team’s settings.',
    );
  }
  const before = agentOf(sql, id);
  const said = claimOf(sql, id);
  const isRoleKept = before !== null && said !== null && said.role === role;
  const agent = putAgent(sql, { id, name, role: isRoleKept ? before.role : (role ?? 'agent') });
  if (agent.role !== 'admin') withdrawInvitationsBy(sql, id);
  const areNumbersSaidAgain = JSON.stringify(said?.numbers) === JSON.stringify(numbers);
  if (numbers && !areNumbersSaidAgain) allowNumbers(sql, id, numbers);
  const claim = JSON.stringify({ role, numbers: numbers ?? said?.numbers });
  sql.exec('UPDATE agent SET claimed = ?1 WHERE id = ?2 AND claimed IS NOT ?1', claim, id);
  return agent;
}

function claimOf(sql: SqlStorage, id: string): v.InferOutput<typeof storedClaim> | null {
  const [row] = sql.exec<{ claimed: string | null }>('SELECT claimed FROM agent WHERE id = ?', id).toArray();
  return row?.claimed ? v.parse(storedClaim, JSON.parse(row.claimed)) : null;
}

export function changeAgent(sql: SqlStorage, id: string, { numbers, ...change }: AgentChange): Colleague {
  const before = requireAgent(sql, id);
  if (change.role === 'agent') {
    requireOtherAdmin(sql, before);
    withdrawInvitationsBy(sql, id);
  }
  if (numbers !== undefined) allowNumbers(sql, id, numbers);
  return putAgent(sql, { ...before, ...change });
}

/**
 * Takes an agent off the team, with every way back in: their passkeys, an invitation for them, those that they have
 * made, and the sign-in by their site. The caller ends their sessions and closes their sockets.
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

/** The agents whom their site may not sign in, the last one first. */
export function removedAgents(sql: SqlStorage): RemovedAgent[] {
  return sql
    .exec<{ id: string; name: string; removed_at: number }>(
      'SELECT id, name, removed_at FROM removed_agent ORDER BY removed_at DESC, id',
    )
    .toArray()
    .map(({ id, name, removed_at }) => ({ id, name, removedAt: removed_at }));
}

/** Puts a removed agent back on the team, with the role and numbers that they had. */
export function restoreAgent(sql: SqlStorage, id: string): Colleague {
  sql.exec(
    `INSERT INTO agent (id, name, role, numbers, claimed)
     SELECT id, name, role, numbers, claimed FROM removed_agent WHERE id = ?`,
    id,
  );
  sql.exec('DELETE FROM removed_agent WHERE id = ?', id);
  return requireAgent(sql, id);
}

/** A link that somebody has kept must not make them an admin again. */
function withdrawInvitationsBy(sql: SqlStorage, agentId: string): void {
  sql.exec('DELETE FROM invitation WHERE invited_by = ?', agentId);
}

function requireOtherAdmin(sql: SqlStorage, { id, role }: Colleague): void {
  if (role !== 'admin') return;
  const { others } = sql
    .exec<{ others: number }>("SELECT count(*) AS others FROM agent WHERE role = 'admin' AND id <> ?", id)
    .one();
  if (others > 0) return;
  throw new ApiError(409, 'last_admin', 'This is the only admin. Make somebody else an admin first.');
}

interface InvitationRow extends Record<string, SqlStorageValue> {
  id: string;
  agent_id: string | null;
  name: string;
  role: Role;
  numbers: string | null;
  expires_at: number;
}

/** Who is invited: somebody new, or somebody of the team who has lost their passkeys. */
export type Invited = { name: string; role: Role; numbers?: string[] | null } | { agentId: string };

/** For a new agent, or for one who has lost their passkeys. The token is told here only. */
export async function invite(
  sql: SqlStorage,
  by: string,
  who: Invited,
  now: number,
): Promise<{ invitation: Invitation; token: string }> {
  const known = 'agentId' in who ? requireAgent(sql, who.agentId) : null;
  const { name, role } = 'agentId' in who ? requireAgent(sql, who.agentId) : who;
  sql.exec('DELETE FROM invitation WHERE expires_at < ?', now);
  const { open } = sql.exec<{ open: number }>('SELECT count(*) AS open FROM invitation').one();
  if (open >= mostInvitations) {
    throw new ApiError(
      409,
      'too_many_invitations',
      'A hundred invitations are open. Take some of them back.',
    );
  }
  const token = newSecret();
  const hash = await hashOf(token);
  const invitation: Invitation = {
    id: crypto.randomUUID(),
    agentId: known?.id ?? null,
    name,
    role,
    numbers: 'agentId' in who ? null : (who.numbers ?? null),
    expiresAt: now + invitationLasts,
  };
  sql.exec(
    `INSERT INTO invitation (id, hash, agent_id, name, role, numbers, expires_at, invited_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[invitation.id, hash, invitation.agentId, name, role],
    ...[invitation.numbers && JSON.stringify(invitation.numbers), invitation.expiresAt, by],
  );
  return { invitation, token };
}

export function invitations(sql: SqlStorage, now: number): Invitation[] {
  return sql
    .exec<InvitationRow>('SELECT * FROM invitation WHERE expires_at >= ? ORDER BY expires_at', now)
    .toArray()
    .map(invitationOf);
}

export function withdraw(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM invitation WHERE id = ?', id);
}

/** The open invitation that this token belongs to; it stays open until somebody has joined by it. */
export async function invitationWith(sql: SqlStorage, token: string, now: number): Promise<Invitation> {
  const [row] = sql
    .exec<InvitationRow>(
      'SELECT * FROM invitation WHERE hash = ? AND expires_at >= ?',
      await hashOf(token),
      now,
    )
    .toArray();
  if (row) return invitationOf(row);
  throw invitationOver();
}

/** Uses an invitation up; throws when somebody else was faster. */
export function takeInvitation(sql: SqlStorage, id: string): void {
  const taken = sql.exec('DELETE FROM invitation WHERE id = ? RETURNING id', id).toArray();
  if (taken.length === 0) throw invitationOver();
}

function invitationOver(): ApiError {
  return new ApiError(
    410,
    'invitation_over',
    'This invitation has been used or is over. Ask an admin for a new one.',
  );
}

function invitationOf({ id, agent_id, name, role, numbers, expires_at }: InvitationRow): Invitation {
  return { id, agentId: agent_id, name, role, numbers: parsed(numbers), expiresAt: expires_at };
}

/** The people who answer, and the links by which new ones come in. */
import * as v from 'valibot';
import type { Invitation, Role, TeamMember } from '../api.ts';
import { ApiError } from '../errors.ts';
import { hashOf, newSecret } from './secrets.ts';

const invitationLasts = 3 * 24 * 60 * 60_000;
const mostInvitations = 100;
const storedNumbers = v.nullable(v.array(v.string()));

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

export function changeAgent(sql: SqlStorage, id: string, { numbers, ...change }: AgentChange): Colleague {
  const before = requireAgent(sql, id);
  if (change.role === 'agent') requireOtherAdmin(sql, before);
  if (numbers !== undefined) allowNumbers(sql, id, numbers);
  return putAgent(sql, { ...before, ...change });
}

/** Their sessions must be ended by the caller, who can tell the open sockets, too. */
export function removeAgent(sql: SqlStorage, id: string): Colleague {
  const agent = requireAgent(sql, id);
  requireOtherAdmin(sql, agent);
  sql.exec('DELETE FROM passkey WHERE agent_id = ?', id);
  sql.exec('DELETE FROM invitation WHERE agent_id = ?', id);
  sql.exec('DELETE FROM agent WHERE id = ?', id);
  return agent;
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
    `INSERT INTO invitation (id, hash, agent_id, name, role, numbers, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[invitation.id, hash, invitation.agentId, name, role],
    invitation.numbers && JSON.stringify(invitation.numbers),
    invitation.expiresAt,
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

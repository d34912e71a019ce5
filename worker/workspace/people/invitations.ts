/** Invitations: for new agents, and for those of the team who have lost their passkeys. */
import type { Invitation, Invite } from '../../api/people/team.ts';
import type { Role } from '../../api/roles.ts';
import { ApiError } from '../../errors.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';
import { numbersIn, permissionsIn, requireAgent } from './agents.ts';

const invitationLifetimeMs = 3 * 24 * 60 * 60_000;
const maxInvitations = 100;

interface InvitationRow extends Record<string, SqlStorageValue> {
  id: string;
  agent_id: string | null;
  name: string;
  role: Role;
  numbers: string | null;
  permissions: string | null;
  expires_at: number;
}

/** Creates an invitation. Its token is only returned here. */
export async function invite(
  sql: SqlStorage,
  by: string,
  who: Invite,
  now: number,
): Promise<{ invitation: Invitation; token: string }> {
  const invited = invitedAs(sql, who);
  sql.exec('DELETE FROM invitation WHERE expires_at < ?', now);
  const { open } = sql.exec<{ open: number }>('SELECT count(*) AS open FROM invitation').one();
  if (open >= maxInvitations) {
    throw new ApiError(409, 'too_many_invitations', 'A hundred invitations are open. Revoke some of them.');
  }
  const token = newSecret();
  const hash = await hashOf(token);
  const invitation = { id: crypto.randomUUID(), ...invited, expiresAt: now + invitationLifetimeMs };
  const { id, agentId, name, role, numbers, permissions, expiresAt } = invitation;
  sql.exec(
    `INSERT INTO invitation (id, hash, agent_id, name, role, numbers, permissions, expires_at, invited_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, hash, agentId, name, role],
    ...[numbers && JSON.stringify(numbers), JSON.stringify(permissions), expiresAt, by],
  );
  return { invitation, token };
}

/** An agent who has lost their passkeys keeps their numbers and permissions. */
function invitedAs(sql: SqlStorage, who: Invite): Omit<Invitation, 'id' | 'expiresAt'> {
  if ('agentId' in who) {
    const { id, name, role } = requireAgent(sql, who.agentId);
    return { agentId: id, name, role, numbers: null, permissions: [] };
  }
  const { name, role, numbers = null, permissions = [] } = who;
  return { agentId: null, name, role, numbers, permissions: [...new Set(permissions)] };
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

/** The open invitation of this token. It stays open until it is accepted. */
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

/** Uses up an invitation. Throws if it has already been used. */
export function takeInvitation(sql: SqlStorage, id: string): void {
  const taken = sql.exec('DELETE FROM invitation WHERE id = ? RETURNING id', id).toArray();
  if (taken.length === 0) throw invitationOver();
}

function invitationOver(): ApiError {
  return new ApiError(
    410,
    'invitation_over',
    'This invitation has been used or has expired. Ask an admin for a new one.',
  );
}

function invitationOf({ id, agent_id, name, role, expires_at, ...row }: InvitationRow): Invitation {
  return {
    ...{ id, agentId: agent_id, name, role, expiresAt: expires_at },
    numbers: numbersIn(row.numbers),
    permissions: permissionsIn(row.permissions),
  };
}

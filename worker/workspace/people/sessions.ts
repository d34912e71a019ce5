/** Who is signed in. A session is 256 random bits, stored as its hash, and lives until it is idle, old or revoked. */
import type { ApiScope, Role } from '../../api/roles.ts';
import type { Agent, Session, SessionInfo, SignInWay } from '../../api/sessions.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';
import { numbersOf } from './agents.ts';

export interface SignedIn {
  /** Of the session; it opens nothing. */
  id: string;
  agent: Agent;
  /** The ids of the numbers that they may see; null: all. */
  numbers: readonly string[] | null;
  /** The only origin whose pages may use it; null: any that an admin has allowed. */
  origin: string | null;
  /** What an API token may do; null: all that its agent may. */
  scopes: readonly ApiScope[] | null;
  /** When it ends, whatever happens; null: when it is revoked. */
  expiresAt: number | null;
}

/** How and where somebody signs in. */
export interface SignIn {
  way: SignInWay;
  origin: string | null;
  /** Such as `Chrome on macOS`. */
  device: string;
  /** The most this session may last, when it is less than usual. */
  lasts?: number;
}

const day = 24 * 60 * 60 * 1000;
const longest = 30 * day;
const idle = 7 * day;

/** The token of a session that can begin now. */
export interface SessionKey {
  token: string;
  hash: string;
}

export async function newSessionKey(): Promise<SessionKey> {
  const token = newSecret();
  return { token, hash: await hashOf(token) };
}

/**
 * Begins a session. Its key is made beforehand, so that nothing is awaited between the check that somebody may come in
 * and their session: whoever is removed in between would keep it.
 */
export function begin(
  sql: SqlStorage,
  { token, hash }: SessionKey,
  agent: Agent,
  signIn: SignIn,
  now: number,
): Session {
  const expiresAt = now + Math.min(longest, signIn.lasts ?? longest);
  sql.exec('DELETE FROM session WHERE expires_at < ? OR used_at < ?', now, now - idle);
  sql.exec(
    `INSERT INTO session (id, token_hash, agent_id, created_at, used_at, expires_at, way, origin, device)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    crypto.randomUUID(),
    hash,
    agent.id,
    now,
    now,
    expiresAt,
    signIn.way,
    signIn.origin,
    signIn.device,
  );
  return { token, expiresAt, agent };
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  agent_id: string;
  name: string;
  role: Role;
  numbers: string | null;
  created_at: number;
  used_at: number;
  expires_at: number;
  way: SignInWay;
  origin: string | null;
  device: string;
}

export async function sessionOf(sql: SqlStorage, token: string, now: number): Promise<SignedIn | null> {
  const [row] = sql
    .exec<Row>(
      `SELECT session.*, name, role, numbers FROM session JOIN agent ON agent.id = agent_id
       WHERE token_hash = ? AND expires_at >= ? AND used_at >= ?`,
      ...[await hashOf(token), now, now - idle],
    )
    .toArray();
  if (!row) return null;
  // An hour is precise enough, and spares a write on every request.
  if (row.used_at < now - day / 24) sql.exec('UPDATE session SET used_at = ? WHERE id = ?', now, row.id);
  const agent: Agent = { id: row.agent_id, name: row.name, role: row.role };
  const numbers = numbersOf(row);
  return { id: row.id, agent, numbers, origin: row.origin, scopes: null, expiresAt: row.expires_at };
}

/** When a session that is alive ends by itself, if its agent may see this number; else null. */
export function seesUntil(
  sql: SqlStorage,
  sessionId: string,
  number: string,
  now: number,
): { expiresAt: number } | null {
  const [row] = sql
    .exec<Row>(
      `SELECT role, numbers, expires_at FROM session JOIN agent ON agent.id = agent_id
       WHERE session.id = ? AND expires_at >= ? AND used_at >= ?`,
      ...[sessionId, now, now - idle],
    )
    .toArray();
  const isSeen = row !== undefined && (numbersOf(row)?.includes(number) ?? true);
  return isSeen ? { expiresAt: row.expires_at } : null;
}

/** Of one agent, the one used last first. */
export function sessionsOf(sql: SqlStorage, agentId: string, now: number): SessionInfo[] {
  return sql
    .exec<Row>(
      'SELECT * FROM session WHERE agent_id = ? AND expires_at >= ? AND used_at >= ? ORDER BY used_at DESC',
      ...[agentId, now, now - idle],
    )
    .toArray()
    .map((row) => ({
      id: row.id,
      way: row.way,
      origin: row.origin,
      device: row.device,
      createdAt: row.created_at,
      usedAt: row.used_at,
      expiresAt: row.expires_at,
    }));
}

/** Ends the sessions that are bound to other origins than these; returns them. */
export function endElsewhere(sql: SqlStorage, origins: readonly string[]): string[] {
  return sql
    .exec<{ id: string }>(
      `DELETE FROM session WHERE origin IS NOT NULL AND origin NOT IN (SELECT value FROM json_each(?)) RETURNING id`,
      JSON.stringify(origins),
    )
    .toArray()
    .map(({ id }) => id);
}

/** Ends the sessions that a site's own login has begun; returns them. */
export function endSiteLogins(sql: SqlStorage): string[] {
  return sql
    .exec<{ id: string }>("DELETE FROM session WHERE way = 'site-login' RETURNING id")
    .toArray()
    .map(({ id }) => id);
}

/** Ends sessions of an agent: one, or all but one; returns those that were ended. */
export function end(
  sql: SqlStorage,
  agentId: string,
  which: { id: string } | { except: string | null },
): string[] {
  const [only, except] = 'id' in which ? [which.id, null] : [null, which.except];
  return sql
    .exec<{ id: string }>(
      'DELETE FROM session WHERE agent_id = ?1 AND (?2 IS NULL OR id = ?2) AND (?3 IS NULL OR id <> ?3) RETURNING id',
      ...[agentId, only, except],
    )
    .toArray()
    .map(({ id }) => id);
}

/** Sessions: 256 random bits, stored as a hash, valid until they are idle, too old or revoked. */

import type { Agent, Session, SessionInfo, SignInWay } from '../../api/people/sessions.ts';
import type { ApiScope, Role } from '../../api/roles.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';
import { allowed, numbersOf } from './agents.ts';
import type { CallRate } from './call-rate.ts';

/** A session's access to a number. */
export interface SessionAccess {
  /** Null for never. */
  expiresAt: number | null;
  /** Whether its agent has chosen to be away. */
  isAway: boolean;
}

export interface SignedIn {
  /** The id of the session. It gives no access. */
  id: string;
  agent: Agent;
  /** The ids of the numbers that the agent has access to; null for all. */
  numbers: readonly string[] | null;
  /** The only origin that can use the session; null for all allowed origins. */
  origin: string | null;
  /** The scopes of an API token; null for a person's session. */
  scopes: readonly ApiScope[] | null;
  /** Whether it is an API token that sends as a bot. */
  isBot: boolean;
  /** The latest end of the session; null if it only ends when it is revoked. */
  expiresAt: number | null;
  /** How often an API token may still call; null for a person's session. */
  rate: CallRate | null;
}

/** How and where an agent signs in. */
export interface SignIn {
  way: SignInWay;
  origin: string | null;
  /** Such as `Chrome on macOS`. */
  device: string;
  /** Maximum lifetime, if it is shorter than usual. */
  lifetimeMs?: number;
}

const day = 24 * 60 * 60 * 1000;
const maxLifetimeMs = 30 * day;
const maxIdleMs = 7 * day;

/** The token of a new session. */
export interface SessionKey {
  token: string;
  hash: string;
}

export async function newSessionKey(): Promise<SessionKey> {
  const token = newSecret();
  return { token, hash: await hashOf(token) };
}

/**
 * Starts a session. Its key is created in advance, so that there is no await between the access check and the session: an
 * agent who is removed in between would keep it.
 */
export function begin(
  sql: SqlStorage,
  { token, hash }: SessionKey,
  agent: Agent,
  signIn: SignIn,
  now: number,
): Session {
  const expiresAt = now + Math.min(maxLifetimeMs, signIn.lifetimeMs ?? maxLifetimeMs);
  sql.exec('DELETE FROM session WHERE expires_at < ? OR used_at < ?', now, now - maxIdleMs);
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
  return { token, expiresAt, agent: { ...agent, ...allowed(sql, agent) } };
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
      ...[await hashOf(token), now, now - maxIdleMs],
    )
    .toArray();
  if (!row) return null;
  // Updated hourly, to avoid a write on every request.
  if (row.used_at < now - day / 24) sql.exec('UPDATE session SET used_at = ? WHERE id = ?', now, row.id);
  const known = { id: row.agent_id, name: row.name, role: row.role };
  const agent: Agent = { ...known, ...allowed(sql, known) };
  const numbers = numbersOf(row);
  const { id, origin, expires_at: expiresAt } = row;
  return { id, agent, numbers, origin, scopes: null, isBot: false, expiresAt, rate: null };
}

/** What a valid session may see of this number; null: nothing. */
export function seesUntil(
  sql: SqlStorage,
  sessionId: string,
  number: string,
  now: number,
): SessionAccess | null {
  const [row] = sql
    .exec<Row & { is_away: number }>(
      `SELECT role, numbers, expires_at, is_away FROM session JOIN agent ON agent.id = agent_id
       WHERE session.id = ? AND expires_at >= ? AND used_at >= ?`,
      ...[sessionId, now, now - maxIdleMs],
    )
    .toArray();
  const isSeen = row !== undefined && (numbersOf(row)?.includes(number) ?? true);
  return isSeen ? { expiresAt: row.expires_at, isAway: row.is_away === 1 } : null;
}

/** The sessions of one agent, last used first. */
export function sessionsOf(sql: SqlStorage, agentId: string, now: number): SessionInfo[] {
  return sql
    .exec<Row>(
      'SELECT * FROM session WHERE agent_id = ? AND expires_at >= ? AND used_at >= ? ORDER BY used_at DESC',
      ...[agentId, now, now - maxIdleMs],
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

/** Ends the sessions that are bound to other origins than these, and returns them. */
export function endElsewhere(sql: SqlStorage, origins: readonly string[]): string[] {
  return sql
    .exec<{ id: string }>(
      `DELETE FROM session WHERE origin IS NOT NULL AND origin NOT IN (SELECT value FROM json_each(?)) RETURNING id`,
      JSON.stringify(origins),
    )
    .toArray()
    .map(({ id }) => id);
}

/** Ends the sessions of a site's own login, and returns them. */
export function endSiteLogins(sql: SqlStorage): string[] {
  return sql
    .exec<{ id: string }>("DELETE FROM session WHERE way = 'site-login' RETURNING id")
    .toArray()
    .map(({ id }) => id);
}

/** Ends one session of an agent, or all but one, and returns the ended ones. */
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

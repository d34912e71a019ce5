import type { Agent, Role, Session } from '../api.ts';
import { ApiError } from '../errors.ts';
import { equalSecrets, hashOf, newSecret } from './secrets.ts';

export interface SignedIn {
  /** Of the session; it opens nothing. */
  id: string;
  agent: Agent;
}

const day = 24 * 60 * 60 * 1000;
const longest = 30 * day;
const idle = 7 * day;
/** Wrong setup tokens in a minute before nobody may try; a token of 128 bits cannot be guessed anyway. */
const wrongClaimsPerMinute = 10;

/** The setup token signs the first admin in, and again whenever they have lost their session. */
export async function claim(
  sql: SqlStorage,
  given: string,
  setupToken: string,
  now: number,
): Promise<Session> {
  if (setupToken.length < 16) {
    throw new ApiError(
      500,
      'bad_setup_token',
      'SETUP_TOKEN must have 16 or more characters: openssl rand -hex 24',
    );
  }
  const isRight = await equalSecrets(given, setupToken);
  sql.exec('DELETE FROM refused_claim WHERE at < ?', now - 60_000);
  const { wrong } = sql.exec<{ wrong: number }>('SELECT count(*) AS wrong FROM refused_claim').one();
  if (wrong >= wrongClaimsPerMinute) {
    throw new ApiError(429, 'too_many_attempts', 'Too many wrong setup tokens. Try again in a minute.');
  }
  if (!isRight) {
    sql.exec('INSERT INTO refused_claim VALUES (?)', now);
    throw new ApiError(401, 'wrong_setup_token', 'This is not the deployment’s SETUP_TOKEN.');
  }
  const token = newSecret();
  const tokenHash = await hashOf(token);
  const agent: Agent = { id: 'admin', name: 'Admin', role: 'admin' };
  sql.exec('INSERT INTO agent VALUES (?, ?, ?) ON CONFLICT DO NOTHING', agent.id, agent.name, agent.role);
  sql.exec('INSERT INTO session VALUES (?, ?, ?, ?, ?)', crypto.randomUUID(), tokenHash, agent.id, now, now);
  sql.exec('DELETE FROM session WHERE created_at < ? OR used_at < ?', now - longest, now - idle);
  return { token, expiresAt: now + longest, agent };
}

export async function sessionOf(sql: SqlStorage, token: string, now: number): Promise<SignedIn | null> {
  const [row] = sql
    .exec<{ id: string; used_at: number; agent_id: string; name: string; role: string }>(
      `SELECT session.id, used_at, agent_id, name, role FROM session JOIN agent ON agent.id = agent_id
       WHERE token_hash = ? AND created_at >= ? AND used_at >= ?`,
      ...[await hashOf(token), now - longest, now - idle],
    )
    .toArray();
  if (!row) return null;
  // An hour is precise enough, and spares a write on every request.
  if (row.used_at < now - day / 24) sql.exec('UPDATE session SET used_at = ? WHERE id = ?', now, row.id);
  const role: Role = row.role === 'admin' ? 'admin' : 'agent';
  return { id: row.id, agent: { id: row.agent_id, name: row.name, role } };
}

export function isAlive(sql: SqlStorage, sessionId: string, now: number): boolean {
  const found = sql.exec(
    'SELECT 1 FROM session WHERE id = ? AND created_at >= ? AND used_at >= ?',
    ...[sessionId, now - longest, now - idle],
  );
  return found.toArray().length > 0;
}

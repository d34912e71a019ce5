/** API tokens for other programs: shown once, stored as a hash, limited to scopes. */
import * as v from 'valibot';
import type { ApiToken, ApiTokenRequest, SendsAs } from '../../api/people/team.ts';
import { apiScope } from '../../api/roles.ts';
import { ApiError } from '../../errors.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';
import type { CallRates } from './call-rate.ts';
import type { SessionAccess, SignedIn } from './sessions.ts';

/** The prefix that distinguishes a token from a session. */
export const tokenMark = 'mut_';
const storedScopes = v.array(apiScope);
const storedNumbers = v.nullable(v.array(v.string()));
const hour = 60 * 60_000;
const maxTokens = 50;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  name: string;
  scopes: string;
  numbers: string | null;
  expires_at: number | null;
  created_at: number;
  used_at: number | null;
  sends_as: SendsAs;
}

export async function createToken(
  sql: SqlStorage,
  { name, scopes: wanted, numbers = null, sendsAs = 'bot', expiresAt = null }: ApiTokenRequest,
  now: number,
): Promise<{ token: string; apiToken: ApiToken }> {
  if (tokens(sql).length >= maxTokens) {
    throw new ApiError(409, 'too_many_tokens', 'There are already fifty API tokens. Revoke one first.');
  }
  const token = `${tokenMark}${newSecret()}`;
  const hash = await hashOf(token);
  const apiToken: ApiToken = {
    id: crypto.randomUUID(),
    name,
    scopes: wanted,
    numbers,
    sendsAs,
    createdAt: now,
    expiresAt,
    usedAt: null,
  };
  sql.exec(
    `INSERT INTO api_token (id, hash, name, scopes, created_at, numbers, expires_at, sends_as)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[apiToken.id, hash, name, JSON.stringify(wanted), now],
    ...[numbers && JSON.stringify(numbers), expiresAt, sendsAs],
  );
  return { token, apiToken };
}

export function tokens(sql: SqlStorage): ApiToken[] {
  return sql.exec<Row>('SELECT * FROM api_token ORDER BY created_at').toArray().map(apiTokenOf);
}

export function revokeToken(sql: SqlStorage, id: string): ApiToken {
  const [row] = sql.exec<Row>('DELETE FROM api_token WHERE id = ? RETURNING *', id).toArray();
  if (!row) throw new ApiError(404, 'token_not_found', 'There is no API token with this id.');
  return apiTokenOf(row);
}

/** A token writes under its own name. */
export async function tokenSession(
  sql: SqlStorage,
  rates: CallRates,
  token: string,
  now: number,
): Promise<SignedIn | null> {
  const [row] = sql.exec<Row>('SELECT * FROM api_token WHERE hash = ?', await hashOf(token)).toArray();
  if (!row || isOver(row, now)) return null;
  if ((row.used_at ?? 0) < now - hour) sql.exec('UPDATE api_token SET used_at = ? WHERE id = ?', now, row.id);
  const { id, name, scopes: allowed, numbers, sendsAs, expiresAt } = apiTokenOf(row);
  return {
    id: sessionIdOf(id),
    agent: { id: sessionIdOf(id), name, role: 'api-token' },
    numbers,
    origin: null,
    scopes: allowed,
    isBot: sendsAs === 'bot',
    expiresAt,
    rate: rates.count(id, now),
  };
}

/** Until when a token may see this number: null in it is until it is revoked. Null: it is over, or may not. */
export function tokenSeesUntil(
  sql: SqlStorage,
  sessionId: string,
  number: string,
  now: number,
): SessionAccess | null {
  const [row] = sql
    .exec<Row>('SELECT * FROM api_token WHERE id = ?', sessionId.slice(sessionIdOf('').length))
    .toArray();
  if (!row || isOver(row, now)) return null;
  const { numbers, expiresAt } = apiTokenOf(row);
  return (numbers?.includes(number) ?? true) ? { expiresAt, isAway: false } : null;
}

function isOver({ expires_at: end }: Row, now: number): boolean {
  return end !== null && end <= now;
}

/** The session id of a token. */
export function sessionIdOf(id: string): string {
  return `token/${id}`;
}

/** Whether this agent is an API token, not a person. */
export function isToken(agentId: string): boolean {
  return agentId.startsWith(sessionIdOf(''));
}

function apiTokenOf(row: Row): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: v.parse(storedScopes, JSON.parse(row.scopes)),
    numbers: v.parse(storedNumbers, JSON.parse(row.numbers ?? 'null')),
    sendsAs: row.sends_as,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}

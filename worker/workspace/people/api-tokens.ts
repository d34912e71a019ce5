/** Tokens for other programs of the site's owner: shown once, stored as a hash, limited to scopes. */
import * as v from 'valibot';
import { type ApiScope, apiScope } from '../../api/roles.ts';
import type { ApiToken } from '../../api/team.ts';
import { ApiError } from '../../errors.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';
import type { SignedIn } from './sessions.ts';

/** Tells a token from a session before anything is looked up. */
export const tokenMark = 'mut_';
const storedScopes = v.array(apiScope);
const hour = 60 * 60_000;
const mostTokens = 50;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  name: string;
  scopes: string;
  created_at: number;
  used_at: number | null;
}

export async function makeToken(
  sql: SqlStorage,
  { name, scopes: wanted }: { name: string; scopes: readonly ApiScope[] },
  now: number,
): Promise<{ token: string; apiToken: ApiToken }> {
  if (tokens(sql).length >= mostTokens) {
    throw new ApiError(409, 'too_many_tokens', 'There are fifty API tokens. Revoke one that is not needed.');
  }
  const token = `${tokenMark}${newSecret()}`;
  const hash = await hashOf(token);
  const apiToken: ApiToken = {
    id: crypto.randomUUID(),
    name,
    scopes: [...wanted],
    createdAt: now,
    usedAt: null,
  };
  sql.exec(
    'INSERT INTO api_token (id, hash, name, scopes, created_at) VALUES (?, ?, ?, ?, ?)',
    ...[apiToken.id, hash, name, JSON.stringify(wanted), now],
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

/** What writes under a token is signed with its name. */
export async function tokenSession(sql: SqlStorage, token: string, now: number): Promise<SignedIn | null> {
  const [row] = sql.exec<Row>('SELECT * FROM api_token WHERE hash = ?', await hashOf(token)).toArray();
  if (!row) return null;
  if ((row.used_at ?? 0) < now - hour) sql.exec('UPDATE api_token SET used_at = ? WHERE id = ?', now, row.id);
  const { id, name, scopes: allowed } = apiTokenOf(row);
  return {
    id: sessionIdOf(id),
    agent: { id: sessionIdOf(id), name, role: 'api-token' },
    numbers: null,
    origin: null,
    scopes: allowed,
    expiresAt: null,
  };
}

export function isAlive(sql: SqlStorage, sessionId: string): boolean {
  return tokens(sql).some(({ id }) => sessionIdOf(id) === sessionId);
}

/** What its use is called where others have a session. */
export function sessionIdOf(id: string): string {
  return `token/${id}`;
}

/** Whether this agent is an API token and no person. */
export function isToken(agentId: string): boolean {
  return agentId.startsWith(sessionIdOf(''));
}

function apiTokenOf(row: Row): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: v.parse(storedScopes, JSON.parse(row.scopes)),
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}

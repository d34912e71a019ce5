/**
 * Sign-in through a site's own login: the site signs a short-lived JSON Web Token with its agent's id, using a shared
 * secret (HS256) or a published key (JWKS).
 */
import type { JWTVerifyGetKey } from 'jose';
import * as v from 'valibot';
import type { SiteLogin } from '../../api/people/settings.ts';
import { ApiError } from '../../errors.ts';
import { newSecret } from '../secrets/secrets.ts';
import type { Vault } from '../secrets/vault.ts';
import { type SiteClaim, siteMark } from './agents.ts';

/** A token is for signing in, not for storing. */
const maxLifetimeSeconds = 60 * 60;

const stored = v.variant('type', [
  v.object({ type: v.literal('secret'), sealed: v.string() }),
  v.object({ type: v.literal('jwks'), url: v.string() }),
]);
const claims = v.object({
  sub: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(128)),
  role: v.optional(v.picklist(['admin', 'agent'])),
  numbers: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(1_000))),
});

export function siteLogin(sql: SqlStorage): SiteLogin {
  const setting = read(sql);
  if (setting === null) return { type: 'off' };
  return setting.type === 'jwks' ? { type: 'jwks', url: setting.url } : { type: 'secret' };
}

/** Turns it off, or sets a published key or a new secret, which is only returned here. */
export async function changeSiteLogin(
  sql: SqlStorage,
  vault: Vault,
  change: SiteLogin,
): Promise<{ secret: string | null }> {
  if (change.type === 'off') {
    sql.exec("DELETE FROM setting WHERE name = 'site_login'");
    return { secret: null };
  }
  const secret = change.type === 'secret' ? newSecret() : null;
  const setting: v.InferOutput<typeof stored> =
    change.type === 'jwks'
      ? { type: 'jwks', url: change.url }
      : { type: 'secret', sealed: await vault.seal(secret ?? '', 'site_login') };
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('site_login', ?)", JSON.stringify(setting));
  return { secret };
}

/** The claims of a token. `audience` is the Worker's origin. */
export async function claimInToken(
  sql: SqlStorage,
  vault: Vault,
  token: string,
  audience: string,
  now: number,
): Promise<SiteClaim> {
  const setting = read(sql);
  if (setting === null) throw turnedOff();
  const { jwtVerify } = await import('jose');
  const options = {
    audience,
    requiredClaims: ['exp', 'sub'],
    currentDate: new Date(now),
    clockTolerance: 10,
  };
  const verified = await (setting.type === 'secret'
    ? jwtVerify(token, new TextEncoder().encode(await vault.open(setting.sealed, 'site_login')), {
        ...options,
        algorithms: ['HS256'],
      })
    : jwtVerify(token, await publishedKeys(setting.url), {
        ...options,
        algorithms: ['RS256', 'ES256', 'EdDSA', 'PS256'],
      })
  ).catch((error: unknown) => {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ApiError(
      401,
      'wrong_token',
      `The token is not accepted (${why}). It must be signed with the shared secret or key, must not have expired, and must have aud ${audience}.`,
    );
  });
  const named = v.safeParse(claims, verified.payload);
  const isShort = (verified.payload.exp ?? Number.POSITIVE_INFINITY) <= now / 1000 + maxLifetimeSeconds;
  if (!named.success || !isShort) {
    throw new ApiError(
      422,
      'wrong_claims',
      'The token must have sub and name, can have role (admin or agent) and numbers (ids of phone numbers), and must expire within an hour.',
    );
  }
  // It may have been turned off while the site's keys were fetched.
  if (read(sql) === null) throw turnedOff();
  const { sub, ...said } = named.output;
  return { id: `${siteMark}${sub}`, ...said };
}

function turnedOff(): ApiError {
  return new ApiError(
    403,
    'site_login_off',
    'Sign-in through the site’s own login is turned off. An admin can turn it on.',
  );
}

let published: { url: string; keys: JWTVerifyGetKey } | null = null;

/** Cached between sign-ins: jose fetches the keys again for an unknown key, at most every 30 seconds. */
async function publishedKeys(url: string): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet } = await import('jose');
  if (published?.url !== url) {
    published = { url, keys: createRemoteJWKSet(new URL(url), { timeoutDuration: 5_000 }) };
  }
  return published.keys;
}

function read(sql: SqlStorage): v.InferOutput<typeof stored> | null {
  const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'site_login'").toArray();
  return row ? v.parse(stored, JSON.parse(row.value)) : null;
}

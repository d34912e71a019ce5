/**
 * Sign-in by a site that has a login of its own: it signs a short-lived JSON Web Token that says who its agent is, with
 * a secret that it shares with us (HS256), or with a key that it publishes (JWKS).
 */
import type { JWTVerifyGetKey } from 'jose';
import * as v from 'valibot';
import type { SiteLogin } from '../../api/settings.ts';
import { ApiError } from '../../errors.ts';
import { newSecret } from '../secrets/secrets.ts';
import type { Vault } from '../secrets/vault.ts';
import { type SiteClaim, siteMark } from './agents.ts';

/** A token is for signing in, not for keeping. */
const longestLife = 60 * 60;

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

/** Switches it off, to a published key, or to a new secret, which is told here only. */
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

/** Whom the token names, and what it says of them. `audience` is the Worker's origin. */
export async function claimInToken(
  sql: SqlStorage,
  vault: Vault,
  token: string,
  audience: string,
  now: number,
): Promise<SiteClaim> {
  const setting = read(sql);
  if (setting === null) throw switchedOff();
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
      `The token is not accepted (${why}). It must be signed with the shared secret or key, not be over, and have aud ${audience}.`,
    );
  });
  const named = v.safeParse(claims, verified.payload);
  const isShort = (verified.payload.exp ?? Number.POSITIVE_INFINITY) <= now / 1000 + longestLife;
  if (!named.success || !isShort) {
    throw new ApiError(
      422,
      'wrong_claims',
      'The token must have sub and name, may have role (admin or agent) and numbers (ids of phone numbers), and must end within an hour.',
    );
  }
  // It can have been switched off while the site's keys were fetched.
  if (read(sql) === null) throw switchedOff();
  const { sub, ...said } = named.output;
  return { id: `${siteMark}${sub}`, ...said };
}

function switchedOff(): ApiError {
  return new ApiError(
    403,
    'site_login_off',
    'Sign-in by the site’s own login is switched off. An admin can switch it on.',
  );
}

let published: { url: string; keys: JWTVerifyGetKey } | null = null;

/** Kept between sign-ins: jose asks again when a key is new, and at most every half minute, whoever calls how often. */
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

/**
 * Passkeys, by WebAuthn. A challenge is not stored: it is signed, says what it is for and until when, and is good once.
 * Source: https://www.w3.org/TR/webauthn-3/.
 */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Passkey } from '../api.ts';
import { ApiError } from '../errors.ts';
import { hashOf, newSecret } from './secrets.ts';
import type { Vault } from './vault.ts';

/** Where the deployment is: a passkey belongs to its host name. */
export interface Site {
  origin: string;
  host: string;
}

/** `join/{invitation}`, `add/{agent}` or `sign-in`. */
type Purpose = `join/${string}` | `add/${string}` | 'sign-in';

const challengeLasts = 5 * 60_000;
const mostPasskeys = 20;

/** Loaded when somebody signs in, so that a webhook does not wait for it in a new isolate. */
const webauthn = () => import('@simplewebauthn/server');

export async function creationOptions(
  sql: SqlStorage,
  vault: Vault,
  site: Site,
  { purpose, agentId, name }: { purpose: Purpose; agentId: string; name: string },
  now: number,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn();
  return generateRegistrationOptions({
    rpName: 'Message Us',
    rpID: site.host,
    userName: name,
    userDisplayName: name,
    userID: bytesOf(agentId),
    challenge: await newChallenge(vault, purpose, now),
    excludeCredentials: passkeysOf(sql, agentId).map(({ id }) => ({ id })),
    // It has to say by itself whose it is, and somebody has to be there to unlock it.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Checks what an authenticator has made, and keeps it for the agent. */
export async function addPasskey(
  sql: SqlStorage,
  vault: Vault,
  site: Site,
  made: { purpose: Purpose; agentId: string; name: string; response: RegistrationResponseJSON },
  now: number,
): Promise<Passkey> {
  const { verifyRegistrationResponse } = await webauthn();
  const challenges: string[] = [];
  const checked = await verifyRegistrationResponse({
    response: made.response,
    expectedChallenge: async (challenge) => {
      challenges.push(challenge);
      return isChallenge(sql, vault, challenge, made.purpose, now);
    },
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
  }).catch(() => null);
  if (!checked?.verified) throw refused();
  await useUp(sql, challenges, now);
  const { id, publicKey, counter } = checked.registrationInfo.credential;
  if (passkeysOf(sql, made.agentId).length >= mostPasskeys) {
    throw new ApiError(
      409,
      'too_many_passkeys',
      'You have twenty passkeys. Remove one that you do not need.',
    );
  }
  sql.exec(
    `INSERT INTO passkey (id, agent_id, name, public_key, counter, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    ...[id, made.agentId, made.name, publicKey, counter, now, now],
  );
  return { id, name: made.name, createdAt: now, usedAt: now };
}

export async function requestOptions(
  vault: Vault,
  site: Site,
  now: number,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn();
  return generateAuthenticationOptions({
    rpID: site.host,
    userVerification: 'required',
    challenge: await newChallenge(vault, 'sign-in', now),
  });
}

/** Whose passkey has answered. */
export async function agentWithPasskey(
  sql: SqlStorage,
  vault: Vault,
  site: Site,
  response: AuthenticationResponseJSON,
  now: number,
): Promise<string> {
  const [row] = sql
    .exec<{ id: string; agent_id: string; public_key: ArrayBuffer; counter: number }>(
      'SELECT * FROM passkey WHERE id = ?',
      response.id,
    )
    .toArray();
  if (!row) {
    throw new ApiError(
      401,
      'unknown_passkey',
      'This passkey is not known here. Use another one, or ask an admin to invite you again.',
    );
  }
  const { verifyAuthenticationResponse } = await webauthn();
  const challenges: string[] = [];
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: async (challenge) => {
      challenges.push(challenge);
      return isChallenge(sql, vault, challenge, 'sign-in', now);
    },
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    credential: { id: row.id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
    requireUserVerification: true,
  }).catch(() => null);
  if (!checked?.verified) throw refused();
  await useUp(sql, challenges, now);
  sql.exec(
    'UPDATE passkey SET counter = ?, used_at = ? WHERE id = ?',
    ...[checked.authenticationInfo.newCounter, now, row.id],
  );
  return row.agent_id;
}

export function passkeysOf(sql: SqlStorage, agentId: string): Passkey[] {
  return sql
    .exec<{ id: string; name: string; created_at: number; used_at: number }>(
      'SELECT id, name, created_at, used_at FROM passkey WHERE agent_id = ? ORDER BY created_at',
      agentId,
    )
    .toArray()
    .map(({ id, name, created_at, used_at }) => ({ id, name, createdAt: created_at, usedAt: used_at }));
}

export function removePasskey(sql: SqlStorage, agentId: string, id: string): void {
  const gone = sql
    .exec('DELETE FROM passkey WHERE id = ? AND agent_id = ? RETURNING id', id, agentId)
    .toArray();
  if (gone.length === 0) throw new ApiError(404, 'passkey_not_found', 'You have no passkey with this id.');
}

function refused(): ApiError {
  return new ApiError(
    401,
    'passkey_refused',
    'The passkey could not be checked, or it took too long. Try again.',
  );
}

async function newChallenge(vault: Vault, purpose: Purpose, now: number): Promise<Uint8Array<ArrayBuffer>> {
  const claim = `${purpose}.${now + challengeLasts}.${newSecret()}`;
  return bytesOf(`${claim}.${await vault.sign(`challenge/${claim}`)}`);
}

async function isChallenge(
  sql: SqlStorage,
  vault: Vault,
  encoded: string,
  purpose: Purpose,
  now: number,
): Promise<boolean> {
  const text = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  const [forWhat, expiresAt, random, mark = ''] = text.split('.');
  if (forWhat !== purpose || !(Number(expiresAt) >= now)) return false;
  const isUsed =
    sql.exec('SELECT 1 FROM used_challenge WHERE hash = ?', await hashOf(encoded)).toArray().length > 0;
  return !isUsed && vault.isSigned(`challenge/${forWhat}.${expiresAt}.${random}`, mark);
}

async function useUp(sql: SqlStorage, challenges: readonly string[], now: number): Promise<void> {
  sql.exec('DELETE FROM used_challenge WHERE expires_at < ?', now);
  for (const challenge of challenges) {
    sql.exec(
      'INSERT INTO used_challenge VALUES (?, ?) ON CONFLICT DO NOTHING',
      await hashOf(challenge),
      now + challengeLasts,
    );
  }
}

/** In a buffer of their own, which is what the library's types ask for. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

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
import type { Passkey } from '../../api/sessions.ts';
import { ApiError } from '../../errors.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';
import type { Vault } from '../secrets/vault.ts';

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
  // Whoever comes by an invitation makes a new one on any device: those they had before will be gone.
  const had = purpose.startsWith('add/') ? passkeysOf(sql, agentId) : [];
  const { generateRegistrationOptions } = await webauthn();
  return generateRegistrationOptions({
    rpName: 'Message Us',
    rpID: site.host,
    userName: name,
    userDisplayName: name,
    userID: bytesOf(agentId),
    challenge: await newChallenge(vault, purpose, now),
    excludeCredentials: had.map(({ id }) => ({ id })),
    // It has to say by itself whose it is, and somebody has to be there to unlock it.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** What an authenticator has made, checked. */
export interface NewPasskey {
  id: string;
  name: string;
  publicKey: Uint8Array;
  counter: number;
}

/** Throws unless it was made for this purpose, on this site, just now, and is handed in for the first time. */
export async function checkNewPasskey(
  sql: SqlStorage,
  vault: Vault,
  site: Site,
  made: { purpose: Purpose; name: string; response: RegistrationResponseJSON },
  now: number,
): Promise<NewPasskey> {
  const { verifyRegistrationResponse } = await webauthn();
  const challenges: string[] = [];
  const checked = await verifyRegistrationResponse({
    response: made.response,
    expectedChallenge: async (challenge) => {
      challenges.push(challenge);
      return isChallenge(vault, challenge, made.purpose, now);
    },
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
  }).catch(() => null);
  if (!checked?.verified) throw refused();
  await useUp(sql, challenges, now);
  const { id, publicKey, counter } = checked.registrationInfo.credential;
  return { id, name: made.name, publicKey, counter };
}

export function keepPasskey(
  sql: SqlStorage,
  agentId: string,
  { id, name, publicKey, counter }: NewPasskey,
  now: number,
): Passkey {
  if (passkeysOf(sql, agentId).length >= mostPasskeys) {
    throw new ApiError(
      409,
      'too_many_passkeys',
      'You have twenty passkeys. Remove one that you do not need.',
    );
  }
  const { rowsWritten } = sql.exec(
    `INSERT INTO passkey (id, agent_id, name, public_key, counter, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    ...[id, agentId, name, publicKey, counter, now, now],
  );
  if (rowsWritten === 0) {
    throw new ApiError(409, 'passkey_known', 'This passkey signs somebody in already. Make another one.');
  }
  return { id, name, createdAt: now, usedAt: now };
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
      return isChallenge(vault, challenge, 'sign-in', now);
    },
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    credential: { id: row.id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
    requireUserVerification: true,
  }).catch(() => null);
  if (!checked?.verified) throw refused();
  await useUp(sql, challenges, now);
  const { rowsWritten } = sql.exec(
    'UPDATE passkey SET counter = ?, used_at = ? WHERE id = ?',
    ...[checked.authenticationInfo.newCounter, now, row.id],
  );
  // It was removed while it was checked.
  if (rowsWritten === 0) throw refused();
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

export function forgetPasskeys(sql: SqlStorage, agentId: string): void {
  sql.exec('DELETE FROM passkey WHERE agent_id = ?', agentId);
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

async function isChallenge(vault: Vault, encoded: string, purpose: Purpose, now: number): Promise<boolean> {
  const text = textOf(encoded);
  // An agent's id, which is in the purpose, can have dots of its own.
  const [, forWhat, expiresAt, random, mark = ''] = /^(.*)\.(\d+)\.([^.]+)\.([^.]+)$/s.exec(text) ?? [];
  if (forWhat !== purpose || !(Number(expiresAt) >= now)) return false;
  return vault.isSigned(`challenge/${forWhat}.${expiresAt}.${random}`, mark);
}

/** Each challenge counts once: of two answers that come at the same moment, the second one is refused. */
async function useUp(sql: SqlStorage, challenges: readonly string[], now: number): Promise<void> {
  sql.exec('DELETE FROM used_challenge WHERE expires_at < ?', now);
  for (const challenge of challenges) {
    const { rowsWritten } = sql.exec(
      'INSERT INTO used_challenge VALUES (?, ?) ON CONFLICT DO NOTHING',
      await hashOf(challenge),
      now + challengeLasts,
    );
    if (rowsWritten === 0) throw refused();
  }
}

function textOf(base64Url: string): string {
  const binary = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** In a buffer of their own, which is what the library's types ask for. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

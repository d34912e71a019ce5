/**
 * Passkeys (WebAuthn). A challenge is not stored: it is signed, contains its purpose and expiry, and works once.
 * Source: https://www.w3.org/TR/webauthn-3/.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import * as v from 'valibot';
import {
  type Passkey,
  type PasskeyCreationOptions,
  type PasskeyRequestOptions,
  passkeyCreationOptions,
  passkeyRequestOptions,
} from '../../api/people/sessions.ts';
import { ApiError } from '../../errors.ts';
import { hashOf, newSecret } from '../secrets/secrets.ts';
import type { Vault } from '../secrets/vault.ts';

/** The deployment's address: a passkey belongs to its host name. */
export interface Site {
  origin: string;
  host: string;
}

/** `join/{invitation}`, `add/{agent}` or `sign-in`. */
type Purpose = `join/${string}` | `add/${string}` | 'sign-in';

const challengeLifetimeMs = 5 * 60_000;
const maxPasskeys = 20;

/** Loaded on sign-in only, so that webhooks do not wait for it in a new isolate. */
const webauthn = () => import('@simplewebauthn/server');

export async function creationOptions(
  sql: SqlStorage,
  vault: Vault,
  site: Site,
  { purpose, agentId, name }: { purpose: Purpose; agentId: string; name: string },
  now: number,
): Promise<PasskeyCreationOptions> {
  // An invitation replaces all earlier passkeys, so any device can be used again.
  const had = purpose.startsWith('add/') ? passkeysOf(sql, agentId) : [];
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: 'Message Us',
    rpID: site.host,
    userName: name,
    userDisplayName: name,
    userID: bytesOf(agentId),
    challenge: await newChallenge(vault, purpose, now),
    excludeCredentials: had.map(({ id }) => ({ id })),
    // The passkey must identify its agent, and the agent must be present.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return v.parse(passkeyCreationOptions, asJson(options));
}

/** A verified new passkey. */
export interface NewPasskey {
  id: string;
  name: string;
  publicKey: Uint8Array;
  counter: number;
}

/** Throws unless it was created for this purpose, on this site, within the lifetime of the challenge, and is used once. */
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
  if (!checked?.verified) throw checkFailed();
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
  if (passkeysOf(sql, agentId).length >= maxPasskeys) {
    throw new ApiError(409, 'too_many_passkeys', 'You already have twenty passkeys. Remove one first.');
  }
  const { rowsWritten } = sql.exec(
    `INSERT INTO passkey (id, agent_id, name, public_key, counter, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    ...[id, agentId, name, publicKey, counter, now, now],
  );
  if (rowsWritten === 0) {
    throw new ApiError(409, 'passkey_known', 'This passkey is already in use. Create another one.');
  }
  return { id, name, createdAt: now, usedAt: now };
}

/** Whether anyone in the deployment has a passkey. */
export function hasPasskeys(sql: SqlStorage): boolean {
  return sql.exec('SELECT 1 FROM passkey LIMIT 1').toArray().length > 0;
}

export async function requestOptions(vault: Vault, site: Site, now: number): Promise<PasskeyRequestOptions> {
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: site.host,
    userVerification: 'required',
    challenge: await newChallenge(vault, 'sign-in', now),
  });
  return v.parse(passkeyRequestOptions, asJson(options));
}

/** Returns the agent of the passkey. Throws if it is not valid. */
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
      'This passkey is unknown. Use another one, or ask an admin to invite you again.',
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
  if (!checked?.verified) throw checkFailed();
  await useUp(sql, challenges, now);
  const { rowsWritten } = sql.exec(
    'UPDATE passkey SET counter = ?, used_at = ? WHERE id = ?',
    ...[checked.authenticationInfo.newCounter, now, row.id],
  );
  // The passkey was removed during the check.
  if (rowsWritten === 0) throw checkFailed();
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

/** Without the properties that are undefined. */
function asJson(options: object): unknown {
  return JSON.parse(JSON.stringify(options));
}

function checkFailed(): ApiError {
  return new ApiError(
    401,
    'passkey_refused',
    'The passkey could not be verified, or it took too long. Try again.',
  );
}

async function newChallenge(vault: Vault, purpose: Purpose, now: number): Promise<Uint8Array<ArrayBuffer>> {
  const claim = `${purpose}.${now + challengeLifetimeMs}.${newSecret()}`;
  return bytesOf(`${claim}.${await vault.sign(`challenge/${claim}`)}`);
}

async function isChallenge(vault: Vault, encoded: string, purpose: Purpose, now: number): Promise<boolean> {
  const text = textOf(encoded);
  // The purpose can contain dots, because it contains an agent's id.
  const [, forWhat, expiresAt, random, mark = ''] = /^(.*)\.(\d+)\.([^.]+)\.([^.]+)$/s.exec(text) ?? [];
  if (forWhat !== purpose || !(Number(expiresAt) >= now)) return false;
  return vault.isSigned(`challenge/${forWhat}.${expiresAt}.${random}`, mark);
}

/** Each challenge works once: of two responses at the same time, the second is rejected. */
async function useUp(sql: SqlStorage, challenges: readonly string[], now: number): Promise<void> {
  sql.exec('DELETE FROM used_challenge WHERE expires_at < ?', now);
  for (const challenge of challenges) {
    const { rowsWritten } = sql.exec(
      'INSERT INTO used_challenge VALUES (?, ?) ON CONFLICT DO NOTHING',
      await hashOf(challenge),
      now + challengeLifetimeMs,
    );
    if (rowsWritten === 0) throw checkFailed();
  }
}

function textOf(base64Url: string): string {
  const binary = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** Copied into a new buffer, as the library's types require. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

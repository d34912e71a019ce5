/** Which app secret signed a webhook body, found before anything in the body is believed. */

import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { workspaceOf } from '../../objects.ts';
import { importAppSecret, verifySignature } from '../../whatsapp/receiving/signature.ts';
import type { Connection, RoutedConnection } from '../../workspace/numbers/connections.ts';
import type { RejectedWebhook } from '../../workspace/numbers/rejected-webhooks.ts';

export interface VerifiedWebhook {
  /** The app secret that signed the body. */
  signer: string;
  /** Every connected number. */
  connections: readonly RoutedConnection[];
}

interface NamedIds {
  phoneNumberIds: readonly string[];
  wabaIds: readonly string[];
}

/** The signer, or the reason why none was found. */
export async function verifyWebhook(
  bytes: Uint8Array,
  signature: string,
  named: NamedIds,
  env: Env,
): Promise<VerifiedWebhook | RejectedWebhook> {
  const tried = new Set<string>();
  const signerAmong = async (candidates: readonly Connection[]): Promise<string | null> => {
    for (const secret of secretsOf(candidates, env)) {
      if (tried.has(secret)) continue;
      tried.add(secret);
      const key = await rememberedKeys(secret, () => importAppSecret(secret));
      if (await verifySignature(key, signature, bytes)) return secret;
    }
    return null;
  };
  let connections = await rememberedConnections(env);
  let signer = await signerAmong(candidatesFor(named, connections));
  // A number may have been connected, or its secret replaced, since the list was read.
  if (signer === null ? mayReadAgain() : !knowsAll(named.phoneNumberIds, connections)) {
    connections = await readConnections(env);
    signer ??= await signerAmong(candidatesFor(named, connections));
  }
  if (signer !== null) return { signer, connections };
  const candidates = candidatesFor(named, connections);
  return {
    isSigned: true,
    inboxes: candidates.filter((one) => isNamed(one, named)).map(({ inbox }) => inbox),
    tried: candidates.filter(({ appSecret }) => appSecret !== null).map(({ inbox }) => inbox),
    hasTriedShared: Boolean(env.META_APP_SECRET),
  };
}

/**
 * The numbers whose app secrets may have signed a body: those it names. A body that names none of ours may come from
 * any app, as those of the Test button of Meta's dashboard do, whose ids are made up.
 */
function candidatesFor(named: NamedIds, connections: readonly Connection[]): readonly Connection[] {
  const ours = connections.filter((one) => isNamed(one, named));
  return ours.length > 0 ? ours : connections;
}

function isNamed({ phoneNumberId, wabaId }: Connection, named: NamedIds): boolean {
  return named.phoneNumberIds.includes(phoneNumberId) || named.wabaIds.includes(wabaId);
}

function knowsAll(phoneNumberIds: readonly string[], connections: readonly Connection[]): boolean {
  const known = new Set(connections.map(({ phoneNumberId }) => phoneNumberId));
  return phoneNumberIds.every((id) => known.has(id));
}

/** The deployment's own last: it signs for the numbers that have none. */
function secretsOf(connections: readonly Connection[], env: Env): string[] {
  const secrets = connections.flatMap(({ appSecret, formerAppSecret }) => [appSecret, formerAppSecret]);
  return [...secrets, env.META_APP_SECRET].flatMap((secret) => (secret ? [secret] : []));
}

const rememberedKeys = cacheFor<string, CryptoKey>(10 * 60_000);

/**
 * All connected numbers, cached so briefly that a number that is switched off counts within seconds. One list for every
 * body: the ids in an unsigned request have no influence on it.
 */
let remembered: { connections: readonly RoutedConnection[]; until: number } | null = null;
const rememberedMs = 10_000;

async function rememberedConnections(env: Env): Promise<readonly RoutedConnection[]> {
  return remembered && Date.now() < remembered.until ? remembered.connections : readConnections(env);
}

async function readConnections(env: Env): Promise<readonly RoutedConnection[]> {
  const connections = await workspaceOf(env).numbers.connections();
  remembered = { connections, until: Date.now() + rememberedMs };
  return connections;
}

export function forgetConnections(): void {
  remembered = null;
}

/** How often unverified bodies may have the list read again, so that a flood of them does not reach the Workspace. */
const maxReadsForUnverified = 20;
let readsForUnverified = { count: 0, since: 0 };

function mayReadAgain(): boolean {
  const now = Date.now();
  if (now - readsForUnverified.since > rememberedMs) readsForUnverified = { count: 0, since: now };
  readsForUnverified.count += 1;
  return readsForUnverified.count <= maxReadsForUnverified;
}

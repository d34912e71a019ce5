/** Which app secret signed a webhook body, found before anything in the body is believed. */

import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { workspaceOf } from '../../objects.ts';
import { importAppSecret, verifySignature } from '../../whatsapp/receiving/signature.ts';
import type { Connection } from '../../workspace/numbers/connections.ts';
import type { RejectedWebhook } from '../../workspace/numbers/rejected-webhooks.ts';
import { KnownConnections } from './known-connections.ts';

export interface VerifiedWebhook {
  /** The app secret that signed the body. */
  signer: string;
  connections: KnownConnections;
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
  if (signer === null ? mayReadAgain() : !named.phoneNumberIds.every((id) => connections.ofNumber(id))) {
    connections = await readConnections(env);
    signer ??= await signerAmong(candidatesFor(named, connections));
  }
  if (signer !== null) return { signer, connections };
  const candidates = candidatesFor(named, connections);
  return {
    isSigned: true,
    inboxes: namedAmong(named, connections).map(({ inbox }) => inbox),
    tried: candidates.filter(({ appSecret }) => appSecret !== null).map(({ inbox }) => inbox),
    hasTriedShared: Boolean(env.META_APP_SECRET),
  };
}

/**
 * The numbers whose app secrets may have signed a body: those it names. A body that names none of ours may come from
 * any app, as those of the Test button of Meta's dashboard do, whose ids are made up.
 */
function candidatesFor(named: NamedIds, connections: KnownConnections): readonly Connection[] {
  const ours = namedAmong(named, connections);
  return ours.length > 0 ? ours : connections.ofEachApp;
}

function namedAmong({ phoneNumberIds, wabaIds }: NamedIds, connections: KnownConnections): Connection[] {
  const numbers = phoneNumberIds.flatMap((id) => connections.ofNumber(id) ?? []);
  return [...new Set([...numbers, ...wabaIds.flatMap((id) => connections.ofAccount(id))])];
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
let remembered: { connections: KnownConnections; version: string; until: number } | null = null;
const rememberedMs = 10_000;

async function rememberedConnections(env: Env): Promise<KnownConnections> {
  return remembered && Date.now() < remembered.until ? remembered.connections : readConnections(env);
}

async function readConnections(env: Env): Promise<KnownConnections> {
  const before = remembered;
  const read = await workspaceOf(env).numbers.connections(before?.version ?? null);
  const connections =
    read.connections === null ? before?.connections : new KnownConnections(read.connections);
  if (!connections) throw new Error('The Workspace answered with nothing, to a request without a version');
  remembered = { connections, version: read.version, until: Date.now() + rememberedMs };
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

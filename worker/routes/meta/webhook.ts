/**
 * Meta's one webhook for all numbers. 200 means that everything in the body is stored; anything that could not
 * be stored is answered 503, and Meta sends it again.
 */
import { waitUntil } from 'cloudflare:workers';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { inboxOf, workspaceOf } from '../../objects.ts';
import { numberNamedIn } from '../../whatsapp/receiving/account-notices.ts';
import type { InboxEvent } from '../../whatsapp/receiving/inbox-event.ts';
import { isSignature } from '../../whatsapp/receiving/signature.ts';
import { idsNamedIn, parseWebhook, type RoutedEvent } from '../../whatsapp/receiving/webhook.ts';
import type { Connection, RoutedConnection } from '../../workspace/numbers/connections.ts';
import type { RejectedWebhook } from '../../workspace/numbers/rejected-webhooks.ts';
import type { StoredEvent } from '../../workspace/numbers/unrouted-events.ts';
import type { AccountNotice } from '../../workspace/rpc/templates.ts';
import { equalSecrets } from '../../workspace/secrets/secrets.ts';
import type { Call, OpenHandlers } from '../call.ts';
import { readBytes, webhookLimit } from '../http/request-body.ts';
import { KnownConnections } from './known-connections.ts';
import { forgetConnections, verifyWebhook } from './verify-webhook.ts';

export const openWebhook = {
  'GET /webhook': async ({ url, env }) => {
    const { searchParams } = url;
    const challenge = searchParams.get('hub.challenge');
    const token = searchParams.get('hub.verify_token');
    if (searchParams.get('hub.mode') !== 'subscribe' || challenge === null || token === null) {
      throw new ApiError(
        400,
        'not_a_handshake',
        'Meta calls this with hub.mode, hub.verify_token and hub.challenge.',
      );
    }
    if (!(await equalSecrets(token, await workspaceOf(env).setup.verifyToken()))) {
      throw new ApiError(
        403,
        'wrong_verify_token',
        'Paste the verify token that the settings show into Meta.',
      );
    }
    await workspaceOf(env).setup.noteHandshake(`${url.origin}${url.pathname}`);
    return new Response(challenge, {
      headers: { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' },
    });
  },

  'POST /webhook': (call) => receive(call),
} satisfies Partial<OpenHandlers>;

const decoder = new TextDecoder();

export async function receive({ request, env }: Call): Promise<Response> {
  const signature = request.headers.get('x-hub-signature-256');
  if (signature === null || !isSignature(signature)) {
    await request.body?.cancel();
    throw await rejection({ isSigned: false, inboxes: [], tried: [], hasTriedShared: false }, env);
  }
  const bytes = await readBytes(request, webhookLimit);
  const text = decoder.decode(bytes);
  const verified = await verifyWebhook(bytes, signature, idsNamedIn(text), env);
  if (!('signer' in verified)) throw await rejection(verified, env);
  try {
    await store(eventsIn(text), verified.connections, verified.signer, env);
  } catch (error) {
    // A number may just have been deleted: its next delivery must not use the cache.
    forgetConnections();
    log('error', 'webhook_not_stored', { fault: error instanceof Error ? error.name : typeof error });
    throw new ApiError(503, 'not_stored', 'The events could not be stored. Send them again.');
  }
  return new Response('stored');
}

const rejected = { count: 0, reportedAt: 0 };
const reportEveryMs = 10_000;

/** Reported at most every 10 s, so a flood of bad webhooks cannot overload the shared Workspace. */
async function rejection(last: RejectedWebhook, env: Env): Promise<ApiError> {
  log('warn', 'webhook_signature_refused', { isSigned: last.isSigned });
  rejected.count += 1;
  if (Date.now() - rejected.reportedAt >= reportEveryMs) {
    const { count } = rejected;
    rejected.count = 0;
    rejected.reportedAt = Date.now();
    await workspaceOf(env).unrouted.countRejected(count, last);
  }
  return new ApiError(
    401,
    'wrong_signature',
    'X-Hub-Signature-256 is missing or malformed, or is not of a known app secret.',
  );
}

function eventsIn(text: string): RoutedEvent[] {
  try {
    return parseWebhook(JSON.parse(text));
  } catch {
    const event: InboxEvent = { kind: 'unparsed', field: null, reason: 'not JSON', raw: text };
    return [{ route: { wabaId: null, phoneNumberId: null }, event }];
  }
}

/**
 * Stores a kept body again, when it may mean something else or belong to an inbox now. Returns how many events went to
 * one.
 */
export async function storeAgain(body: unknown, env: Env): Promise<number> {
  const { connections } = await workspaceOf(env).numbers.connections();
  return store(parseWebhook(body), new KnownConnections(connections ?? []), null, env);
}

/** `signer` is null for events that are already trusted. Returns how many events went to an inbox. */
async function store(
  events: readonly RoutedEvent[],
  connections: KnownConnections,
  signer: string | null,
  env: Env,
): Promise<number> {
  const byInbox = new Map<string, InboxEvent[]>();
  const copies = new Map<string, InboxEvent[]>();
  const kept: StoredEvent[] = [];
  for (const { route, event } of events) {
    const { phoneNumberId } = route;
    const connection = connections.ofNumber(phoneNumberId);
    const reason = reasonToKeep(phoneNumberId, connection, signer, env);
    if (reason !== null || !connection) {
      const field = event.kind === 'notice' || event.kind === 'unparsed' ? event.field : event.kind;
      const at = event.kind === 'unparsed' ? null : event.at;
      kept.push({ ...route, field, at, reason: keptAs(reason, event), raw: event.raw });
      if (reason !== 'account' || event.kind !== 'notice' || signer === null) continue;
      for (const one of connections.ofAccount(route.wabaId)) {
        if (follows(one, event, signer, env)) addTo(copies, one.inbox, { ...event, isOfAccount: true });
      }
      continue;
    }
    addTo(byInbox, connection.inbox, event);
  }
  // A replayed event is kept already, unless a part of it has found its inbox.
  const isKeptAlready = signer === null && byInbox.size === 0;
  const changed = templateNotices(events);
  await Promise.all([
    ...(changed.length > 0 ? [workspaceOf(env).templates.changedAtMeta(changed)] : []),
    ...Array.from([...byInbox, ...copies], ([inbox, group]) => inboxOf(env, inbox).receiving.receive(group)),
    ...(kept.length > 0 && !isKeptAlready ? [workspaceOf(env).unrouted.keep(kept)] : []),
  ]);
  // It calls Meta, so it starts after everything is stored and does not delay the answer.
  const raised = accountsWith(events, /^phone_number_quality_update$/, 'THROUGHPUT_UPGRADE');
  if (raised.length > 0) waitUntil(workspaceOf(env).health.followThroughput(raised));
  const affected = accountsWith(events, /^(account_|phone_number_|business_capability_|security$)/);
  if (affected.length > 0) waitUntil(workspaceOf(env).health.followAccounts(affected));
  return events.length - kept.length;
}

function keptAs(reason: StoredEvent['reason'] | null, event: InboxEvent): StoredEvent['reason'] {
  return reason === 'account' && event.kind === 'unparsed' ? 'unparsed' : (reason ?? 'account');
}

function templateNotices(events: readonly RoutedEvent[]): AccountNotice[] {
  return events.flatMap(({ route, event }) => {
    const isMeant = event.kind === 'notice' && /^(message_)?template_/.test(event.field);
    if (!isMeant || route.wabaId === null) return [];
    return [{ wabaId: route.wabaId, raw: event.raw, at: event.at ?? Date.now() }];
  });
}

/** The accounts of which a notice of this field, with this word in it, has come. */
function accountsWith(events: readonly RoutedEvent[], field: RegExp, word = ''): string[] {
  return events.flatMap(({ route, event }) => {
    const isMeant = event.kind === 'notice' && field.test(event.field) && event.raw.includes(word);
    return isMeant && route.wabaId !== null ? [route.wabaId] : [];
  });
}

/** Why an event goes to no inbox. An app that signs with its own secret may only send events of its own numbers. */
function reasonToKeep(
  phoneNumberId: string | null,
  connection: Connection | undefined,
  signer: string | null,
  env: Env,
): StoredEvent['reason'] | null {
  if (phoneNumberId === null) return 'account';
  if (!connection) return 'unknown';
  if (!connection.enabled) return 'disabled';
  return signer === null || speaksFor(signer, connection, env) ? null : 'other-app';
}

function speaksFor(signer: string, { appSecret, formerAppSecret }: Connection, env: Env): boolean {
  return [env.META_APP_SECRET, appSecret, formerAppSecret].includes(signer);
}

/** Whether a number of the account wants this notice about it. One that names another number is not about it. */
function follows(
  connection: RoutedConnection,
  { field, raw }: Extract<InboxEvent, { kind: 'notice' }>,
  signer: string,
  env: Env,
): boolean {
  if (!connection.enabled || !connection.accountFields.includes(field)) return false;
  const named = numberNamedIn(raw);
  const isMeant = named === null || named === connection.displayPhoneNumber.replace(/\D/g, '');
  return isMeant && speaksFor(signer, connection, env);
}

function addTo(groups: Map<string, InboxEvent[]>, inbox: string, event: InboxEvent): void {
  const group = groups.get(inbox);
  if (group) group.push(event);
  else groups.set(inbox, [event]);
}

/** Endpoints that receive events: their filters and their signing secrets. */
import * as v from 'valibot';
import { contentKind, type EventFilter, eventFilter, publicTypes } from '../../api/developers/events.ts';
import {
  type CheckedWebhook,
  type DisabledBecause,
  disabledBecause,
  type Webhook,
  type WebhookChange,
  webhookFormat,
} from '../../api/developers/webhooks.ts';
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import type { Vault } from '../secrets/vault.ts';
import { newSigningSecret } from './signing-secret.ts';
import type { Endpoint } from './subscriptions.ts';

const maxWebhooks = 20;
/** How long the previous secret still signs after a rotation. */
const overlapMs = 24 * 60 * 60_000;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  format: string;
  name: string;
  url: string;
  description: string;
  events: string;
  content_types: string | null;
  fields: string;
  inboxes: string | null;
  includes_statuses: number;
  timeout_seconds: number;
  secret: string | null;
  secret_end: string | null;
  former_secret: string | null;
  former_until: number;
  created_at: number;
  created_by: string;
  started_at: number;
  disabled_at: number | null;
  disabled_because: string | null;
}

const texts = v.array(v.string());
const person: v.GenericSchema<Person> = v.object({ id: v.string(), name: v.string() });

export function webhooks(sql: SqlStorage): Webhook[] {
  return sql.exec<Row>('SELECT * FROM webhook ORDER BY created_at, id').toArray().map(webhookOf);
}

export function requireWebhook(sql: SqlStorage, id: string): Webhook {
  return webhookOf(requireRow(sql, id));
}

/** Returns the secret, which is shown once; null if the number's app secret signs. */
export async function addWebhook(
  sql: SqlStorage,
  vault: Vault,
  wanted: CheckedWebhook,
  by: Person,
  now: number,
): Promise<{ webhook: Webhook; secret: string | null }> {
  const id = `wh_${crypto.randomUUID().replaceAll('-', '')}`;
  const secret = wanted.format === 'meta' ? (wanted.appSecret ?? null) : newSigningSecret(wanted.secret);
  const sealed = secret && (await vault.seal(secret, placeOf(id)));
  if (webhooks(sql).length >= maxWebhooks) {
    throw new ApiError(409, 'too_many_webhooks', 'There are 20 webhooks. Delete one that is not needed.');
  }
  const { format, name, url, description, inboxes, timeoutSeconds } = wanted;
  const isMeta = format === 'meta';
  const events = isMeta ? [] : wanted.events;
  const fields = isMeta ? wanted.fields : [];
  refuseOverlap(sql, { id: null, format, url, events, fields, inboxes });
  sql.exec(
    `INSERT INTO webhook (id, format, name, url, description, events, content_types, fields, inboxes,
       includes_statuses, timeout_seconds, secret, secret_end, created_at, created_by, started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, format, name, url, description, JSON.stringify(events)],
    ...[jsonOrNull(isMeta ? null : wanted.contentTypes), JSON.stringify(fields), jsonOrNull(inboxes)],
    ...[Number(isMeta && wanted.includesStatuses), timeoutSeconds, sealed, secret?.slice(-4) ?? null],
    ...[now, JSON.stringify({ id: by.id, name: by.name }), now],
  );
  // A secret that an admin entered is not shown again.
  return { webhook: requireWebhook(sql, id), secret: isMeta ? null : secret };
}

/** Omitted fields stay the same. */
export async function changeWebhook(
  sql: SqlStorage,
  vault: Vault,
  id: string,
  change: WebhookChange,
  now: number,
): Promise<Webhook> {
  const { appSecret } = change;
  const sealed = appSecret && (await vault.seal(appSecret, placeOf(id)));
  const before = requireWebhook(sql, id);
  refuseMixture(before.format, change);
  const next = {
    name: change.name ?? before.name,
    url: change.url ?? before.url,
    description: change.description ?? before.description,
    events: change.events ?? before.events,
    contentTypes: change.contentTypes === undefined ? before.contentTypes : change.contentTypes,
    fields: change.fields ?? before.fields,
    includesStatuses: change.includesStatuses ?? before.includesStatuses,
    inboxes: change.inboxes === undefined ? before.inboxes : change.inboxes,
    timeoutSeconds: change.timeoutSeconds ?? before.timeoutSeconds,
  };
  refuseOverlap(sql, { id, format: before.format, ...next });
  sql.exec(
    `UPDATE webhook SET name = ?2, url = ?3, description = ?4, events = ?5, content_types = ?6, fields = ?7,
       includes_statuses = ?8, inboxes = ?9, timeout_seconds = ?10 WHERE id = ?1`,
    ...[
      id,
      next.name,
      next.url,
      next.description,
      JSON.stringify(next.events),
      jsonOrNull(next.contentTypes),
    ],
    ...[JSON.stringify(next.fields), Number(next.includesStatuses), jsonOrNull(next.inboxes)],
    next.timeoutSeconds,
  );
  if (appSecret !== undefined) {
    sql.exec(
      'UPDATE webhook SET secret = ?2, secret_end = ?3 WHERE id = ?1',
      ...[id, sealed ?? null, appSecret?.slice(-4) ?? null],
    );
  }
  if (change.isEnabled === true && !before.isEnabled) enable(sql, id, change.resumeFrom === 'now', now);
  if (change.isEnabled === false) disable(sql, id, 'admin', now);
  return requireWebhook(sql, id);
}

function enable(sql: SqlStorage, id: string, isFromNow: boolean, now: number): void {
  sql.exec(
    `UPDATE webhook SET disabled_at = NULL, disabled_because = NULL,
       started_at = iif(?2, ?3, started_at) WHERE id = ?1`,
    ...[id, Number(isFromNow), now],
  );
  sql.exec('DELETE FROM webhook_failure WHERE webhook_id = ?', id);
}

/** Returns whether it was enabled. */
export function disable(sql: SqlStorage, id: string, because: DisabledBecause, now: number): boolean {
  const { rowsWritten } = sql.exec(
    'UPDATE webhook SET disabled_at = ?2, disabled_because = ?3 WHERE id = ?1 AND disabled_at IS NULL',
    ...[id, now, because],
  );
  sql.exec('DELETE FROM webhook_failure WHERE webhook_id = ?', id);
  return rowsWritten > 0;
}

export function removeWebhook(sql: SqlStorage, id: string): Webhook {
  const removed = requireWebhook(sql, id);
  sql.exec('DELETE FROM webhook WHERE id = ?', id);
  return removed;
}

/**
 * Deletes the endpoints whose creator no longer has the right to them, such as a revoked token. Returns whether there
 * were any.
 */
export function removeWebhooksOf(sql: SqlStorage, creatorId: string): boolean {
  const { rowsWritten } = sql.exec("DELETE FROM webhook WHERE created_by ->> 'id' = ?", creatorId);
  return rowsWritten > 0;
}

/** Creates a new secret. The previous one also signs for a day. */
export async function rotateSecret(
  sql: SqlStorage,
  vault: Vault,
  id: string,
  given: string | undefined,
  now: number,
): Promise<{ webhook: Webhook; secret: string }> {
  if (requireRow(sql, id).format === 'meta') {
    throw new ApiError(
      409,
      'not_rotatable',
      'Meta’s own webhooks are signed with an app secret. Change the app secret instead.',
    );
  }
  const secret = newSigningSecret(given);
  const sealed = await vault.seal(secret, placeOf(id));
  sql.exec(
    `UPDATE webhook SET former_secret = secret, former_until = ?2, secret = ?3, secret_end = ?4 WHERE id = ?1`,
    ...[id, now + overlapMs, sealed, secret.slice(-4)],
  );
  return { webhook: requireWebhook(sql, id), secret };
}

/** Newest first; null if it has no own secret. */
export async function secretsOf(
  sql: SqlStorage,
  vault: Vault,
  id: string,
  now: number,
): Promise<{ format: Webhook['format']; secrets: string[] } | null> {
  const [row] = sql.exec<Row>('SELECT * FROM webhook WHERE id = ?', id).toArray();
  if (!row) return null;
  const former = row.former_until > now ? row.former_secret : null;
  const sealed = [row.secret, former].filter((one) => one !== null);
  const secrets = await Promise.all(sealed.map((one) => vault.open(one, placeOf(id))));
  return { format: v.parse(webhookFormat, row.format), secrets };
}

/** The endpoints that want events of this inbox, in the form that it stores. */
export function endpointsFor(sql: SqlStorage, inbox: string): Endpoint[] {
  return endpoints(sql)(inbox);
}

/** Those of each inbox, from one query. */
export function endpoints(sql: SqlStorage): (inbox: string) => Endpoint[] {
  const all = sql
    .exec<Row>('SELECT * FROM webhook ORDER BY created_at, id')
    .toArray()
    .map((row) => ({ row, webhook: webhookOf(row) }));
  return (inbox) =>
    all
      .filter(({ webhook }) => webhook.inboxes?.includes(inbox) ?? true)
      .map(({ row, webhook }) => {
        const { id, format, name, url, events, contentTypes, fields, includesStatuses } = webhook;
        return {
          ...{ id, format, name, url, events, contentTypes, fields, includesStatuses },
          timeoutMs: webhook.timeoutSeconds * 1_000,
          startedAt: row.started_at,
          disabledAt: webhook.disabled?.at ?? null,
          disabledBecause: webhook.disabled?.because ?? null,
        };
      });
}

export function setFailing(sql: SqlStorage, id: string, inbox: string, since: number | null): void {
  if (since === null) {
    sql.exec('DELETE FROM webhook_failure WHERE webhook_id = ? AND inbox = ?', id, inbox);
    return;
  }
  sql.exec(
    `INSERT OR REPLACE INTO webhook_failure (webhook_id, inbox, since)
     SELECT id, ?2, ?3 FROM webhook WHERE id = ?1 AND disabled_at IS NULL`,
    ...[id, inbox, since],
  );
}

/** Endpoints that need an admin's attention. */
export function failingFor(sql: SqlStorage, inbox: string): { name: string; since: number }[] {
  return sql
    .exec<{ name: string; since: number }>(
      `SELECT name, since FROM webhook_failure JOIN webhook ON webhook.id = webhook_id
       WHERE inbox = ? ORDER BY since, webhook.id`,
      inbox,
    )
    .toArray();
}

/** Two endpoints with one address and overlapping filters would receive the same event twice. */
function refuseOverlap(
  sql: SqlStorage,
  wanted: Pick<Webhook, 'format' | 'url' | 'events' | 'fields' | 'inboxes'> & { id: string | null },
): void {
  const other = webhooks(sql).find((one) => one.id !== wanted.id && overlaps(one, wanted));
  if (!other) return;
  throw new ApiError(
    409,
    'webhook_overlaps',
    `The webhook “${other.name}” sends some of these events to the same address already. Change that one, or choose other events or numbers.`,
    { webhook: other.id },
  );
}

function overlaps(
  one: Pick<Webhook, 'format' | 'url' | 'events' | 'fields' | 'inboxes'>,
  other: Pick<Webhook, 'format' | 'url' | 'events' | 'fields' | 'inboxes'>,
): boolean {
  if (one.format !== other.format || one.url !== other.url) return false;
  const sharesNumber =
    one.inboxes === null || other.inboxes === null || one.inboxes.some((id) => other.inboxes?.includes(id));
  const names = [...typesOf(other.events), ...other.fields];
  return sharesNumber && [...typesOf(one.events), ...one.fields].some((name) => names.includes(name));
}

function typesOf(filters: readonly EventFilter[]): string[] {
  return filters.flatMap((filter) => (filter === '*' ? publicTypes : [filter]));
}

/** The fields that only one of the two formats has. */
function refuseMixture(format: Webhook['format'], change: WebhookChange): void {
  const strange: (keyof WebhookChange)[] =
    format === 'meta'
      ? ['events', 'contentTypes']
      : ['fields', 'includesStatuses', 'verifyToken', 'appSecret'];
  const found = strange.filter((name) => change[name] !== undefined);
  if (found.length === 0) return;
  throw new ApiError(
    422,
    'wrong_format',
    `A webhook with the format ${format} does not have ${found.join(', ')}.`,
  );
}

function requireRow(sql: SqlStorage, id: string): Row {
  const [row] = sql.exec<Row>('SELECT * FROM webhook WHERE id = ?', id).toArray();
  if (row) return row;
  throw new ApiError(404, 'webhook_not_found', 'There is no webhook with this id.');
}

function webhookOf(row: Row): Webhook {
  return {
    id: row.id,
    format: v.parse(webhookFormat, row.format),
    name: row.name,
    url: row.url,
    description: row.description,
    // Types of other versions are omitted.
    events: v.parse(texts, JSON.parse(row.events)).filter((one) => v.is(eventFilter, one)),
    contentTypes:
      row.content_types === null
        ? null
        : v.parse(texts, JSON.parse(row.content_types)).filter((one) => v.is(contentKind, one)),
    fields: v.parse(texts, JSON.parse(row.fields)),
    includesStatuses: row.includes_statuses === 1,
    inboxes: row.inboxes === null ? null : v.parse(texts, JSON.parse(row.inboxes)),
    timeoutSeconds: row.timeout_seconds,
    secretEnd: row.secret_end,
    formerSecretUntil: row.former_until > Date.now() ? row.former_until : null,
    createdAt: row.created_at,
    createdBy: v.parse(person, JSON.parse(row.created_by)),
    isEnabled: row.disabled_at === null,
    disabled:
      row.disabled_at === null
        ? null
        : { at: row.disabled_at, because: v.parse(disabledBecause, row.disabled_because) },
  };
}

function placeOf(id: string): string {
  return `webhook/${id}`;
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

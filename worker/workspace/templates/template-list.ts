/** The templates of each account, cached until Meta reports a change. */
import type { TemplateList } from '../../api/numbers/numbers.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { isTokenRefusal } from '../../whatsapp/account/number.ts';
import { explain } from '../../whatsapp/graph/errors.ts';
import { readTemplate, type Template } from '../../whatsapp/sending/templates/template.ts';
import { fetchTemplates } from '../../whatsapp/templates/graph-templates.ts';
import { type Credentials, graphOf } from '../numbers/connections.ts';
import { recordMissed } from './missed-changes.ts';

/** Meta reports changes by webhook. This is for webhooks that are not subscribed or were lost. */
const cachedForMs = 60 * 60_000;

export async function templates(
  storage: DurableObjectStorage,
  env: Env,
  credentials: Credentials,
  isForced: boolean,
  tell: { tokenRefused(): void; changed(): void },
): Promise<TemplateList> {
  const cached = isForced ? null : stored(storage.sql, credentials.wabaId, Date.now());
  if (cached) return cached;
  const { wabaId } = credentials;
  // If a notice arrives during the request, it deletes this row, and the response is treated as outdated.
  storage.sql.exec('INSERT OR IGNORE INTO template_list VALUES (?, 0)', wabaId);
  const answer = await fetchTemplates(graphOf(env, credentials), wabaId, AbortSignal.timeout(25_000));
  if (answer.outcome !== 'found') {
    if (answer.outcome === 'rejected' && isTokenRefusal(answer.error)) tell.tokenRefused();
    const details = answer.outcome === 'rejected' ? explain(answer.error) : { reason: answer.reason };
    throw new ApiError(
      502,
      'templates_unreachable',
      'The templates could not be loaded from WhatsApp. Try again.',
      details,
    );
  }
  const fetchedAt = Date.now();
  const after = answer.templates.map((one) => one.template);
  const isChanged = storage.transactionSync(() => {
    const before = known(storage.sql, wabaId);
    storage.sql.exec('DELETE FROM template WHERE waba_id = ?', wabaId);
    for (const { template: one, raw } of answer.templates) {
      storage.sql.exec('INSERT OR REPLACE INTO template VALUES (?, ?, ?)', wabaId, one.id, raw);
    }
    const { rowsWritten } = storage.sql.exec(
      'UPDATE template_list SET fetched_at = ? WHERE waba_id = ?',
      ...[fetchedAt, wabaId],
    );
    return rowsWritten > 0 && recordMissed(storage.sql, wabaId, { before, after, now: fetchedAt });
  });
  if (isChanged) tell.changed();
  return { templates: after, fetchedAt };
}

/** The last known templates, without a request to Meta. */
export function known(sql: SqlStorage, wabaId: string): Template[] {
  const rows = sql.exec<{ body: string }>('SELECT body FROM template WHERE waba_id = ?', wabaId).toArray();
  return rows.flatMap(({ body }) => readTemplate(JSON.parse(body)) ?? []);
}

/** A template, unless a change was reported since it was fetched. */
export function unchanged(sql: SqlStorage, wabaId: string, name: string, language: string): Template | null {
  const [row] = sql
    .exec<{ body: string }>(
      `SELECT body FROM template WHERE waba_id = ?1 AND body ->> 'name' = ?2 AND replace(body ->> 'language', '-', '_') = ?3
         AND EXISTS (SELECT 1 FROM template_list WHERE waba_id = ?1 AND fetched_at > 0) LIMIT 1`,
      ...[wabaId, name, language],
    )
    .toArray();
  return row ? readTemplate(JSON.parse(row.body)) : null;
}

/** A template with Meta's JSON of it. */
export function byId(
  sql: SqlStorage,
  wabaId: string,
  id: string,
): { template: Template; raw: string } | null {
  const [row] = sql
    .exec<{ body: string }>('SELECT body FROM template WHERE waba_id = ? AND id = ?', wabaId, id)
    .toArray();
  const template = row ? readTemplate(JSON.parse(row.body)) : null;
  return row && template ? { template, raw: row.body } : null;
}

/** Whether the list must be fetched again before use. */
export function isDue(sql: SqlStorage, wabaId: string): boolean {
  return fetchedSince(sql, wabaId, Date.now() - cachedForMs) === null;
}

export function forget(sql: SqlStorage, wabaIds: readonly string[]): void {
  for (const wabaId of wabaIds) sql.exec('DELETE FROM template_list WHERE waba_id = ?', wabaId);
}

function stored(sql: SqlStorage, wabaId: string, now: number): TemplateList | null {
  const fetchedAt = fetchedSince(sql, wabaId, now - cachedForMs);
  return fetchedAt === null ? null : { templates: known(sql, wabaId), fetchedAt };
}

function fetchedSince(sql: SqlStorage, wabaId: string, since: number): number | null {
  const [list] = sql
    .exec<{ fetched_at: number }>(
      'SELECT fetched_at FROM template_list WHERE waba_id = ? AND fetched_at > ?',
      ...[wabaId, since],
    )
    .toArray();
  return list?.fetched_at ?? null;
}

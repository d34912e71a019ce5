/** The audit log, for admins. Entries are stored for a year and never contain a secret. */
import type { AuditAction, AuditEntry } from '../api/people/team.ts';
import type { Page } from '../api/values.ts';

/** The agent who does something; null for the deployment itself, before the first sign-in. */
export type Actor = { id: string; name: string } | null;

const retentionMs = 365 * 24 * 60 * 60_000;

export function record(sql: SqlStorage, by: Actor, action: AuditAction, subject: string, now: number): void {
  sql.exec('DELETE FROM audit WHERE at < ?', now - retentionMs);
  sql.exec(
    'INSERT INTO audit (at, agent_id, agent_name, action, subject) VALUES (?, ?, ?, ?, ?)',
    ...[now, by?.id ?? null, by?.name ?? null, action, subject],
  );
}

/** Newest first. */
export function entries(sql: SqlStorage, before: number | null, limit: number): Page<AuditEntry> {
  const rows = sql
    .exec<{
      id: number;
      at: number;
      agent_id: string | null;
      agent_name: string | null;
      action: AuditAction;
      subject: string;
    }>(
      'SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?',
      ...[before ?? Number.MAX_SAFE_INTEGER, limit],
    )
    .toArray()
    .map(
      (row): AuditEntry => ({
        id: row.id,
        at: row.at,
        by: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? '' },
        action: row.action,
        subject: row.subject,
      }),
    );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { rows, next: last ? String(last.id) : null };
}

/** The sites that can show the inbox, and blocked origins that tried to. */
import type { Origins } from '../../api/people/settings.ts';

const maxRefused = 100;

export function origins(sql: SqlStorage): string[] {
  return sql
    .exec<{ origin: string }>('SELECT origin FROM allowed_origin ORDER BY origin')
    .toArray()
    .map((row) => row.origin);
}

/** Replaces the list. */
export function allowOrigins(sql: SqlStorage, allowed: readonly string[]): void {
  sql.exec('DELETE FROM allowed_origin');
  for (const origin of new Set(allowed)) {
    sql.exec('INSERT INTO allowed_origin VALUES (?)', origin);
    sql.exec('DELETE FROM refused_origin WHERE origin = ?', origin);
  }
}

/** When the list is full, origins with the fewest attempts are deleted first: a real site tries repeatedly. */
export function countBlockedOrigin(sql: SqlStorage, origin: string, now: number): void {
  const { others, isNew } = sql
    .exec<{ others: number; isNew: number }>(
      'SELECT count(*) AS others, coalesce(max(origin = ?), 0) = 0 AS isNew FROM refused_origin',
      origin,
    )
    .one();
  if (isNew === 1 && others >= maxRefused) {
    sql.exec(
      'DELETE FROM refused_origin WHERE origin = (SELECT origin FROM refused_origin ORDER BY count > 1, last_at LIMIT 1)',
    );
  }
  sql.exec(
    `INSERT INTO refused_origin VALUES (?1, 1, ?2)
     ON CONFLICT (origin) DO UPDATE SET count = count + 1, last_at = ?2`,
    ...[origin, now],
  );
}

export function blockedOrigins(sql: SqlStorage): Origins['refused'] {
  return sql
    .exec<{ origin: string; count: number; last_at: number }>(
      'SELECT * FROM refused_origin ORDER BY last_at DESC',
    )
    .toArray()
    .map(({ origin, count, last_at }) => ({ origin, count, lastAt: last_at }));
}

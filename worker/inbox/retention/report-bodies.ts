/** Deletes the JSON of the statuses that WhatsApp reported before a time. The statuses stay. */
import * as v from 'valibot';
import { jsonOf, type OwnReport, ownReports } from '../records/messages/reports.ts';

/**
 * Deletes the JSON of the reports that came before this time, of so many messages and strays at most, in the order in
 * which they changed. A message that changes again is looked at again. Returns whether none is left.
 */
export function forgetReportBodies(sql: SqlStorage, before: number, limit: number): boolean {
  const messages = sql
    .exec<{ id: number; place: number; reports: string | null }>(
      'SELECT id, seq AS place, reports FROM message WHERE seq > id AND seq > ? ORDER BY seq LIMIT ?',
      ...[placeIn(sql, 'message'), limit],
    )
    .toArray();
  const oldMessages = upToFirst(messages, (row) => ownReports(row).some(({ at }) => at >= before));
  for (const row of oldMessages) {
    const own = ownReports(row);
    if (own.every(({ body = '' }) => body === '')) continue;
    // What stays of those without a body is in the archive.
    const short = own.map(
      (one): OwnReport =>
        one.body === undefined ? one : { ...one, body: '', kept: partToKeep(jsonOf(one)) },
    );
    sql.exec('UPDATE message SET reports = ? WHERE id = ?', JSON.stringify(short), row.id);
  }
  const strays = sql
    .exec<{ place: number; at: number }>(
      'SELECT rowid AS place, at FROM status WHERE rowid > ? ORDER BY rowid LIMIT ?',
      ...[placeIn(sql, 'status'), limit],
    )
    .toArray();
  const oldStrays = upToFirst(strays, ({ at }) => at >= before);
  sql.exec(
    "UPDATE status SET body = '' WHERE rowid > ? AND rowid <= ?",
    ...[placeIn(sql, 'status'), oldStrays.at(-1)?.place ?? 0],
  );
  keepPlace(sql, 'message', oldMessages.at(-1));
  keepPlace(sql, 'status', oldStrays.at(-1));
  return oldMessages.length < limit && oldStrays.length < limit;
}

const keptPart = v.object({
  recipient_id: v.exactOptional(v.string()),
  recipient_user_id: v.exactOptional(v.string()),
  pricing: v.record(v.string(), v.unknown()),
});

/** Analytics and the details of a message need it for longer. Empty if there was no price. */
function partToKeep(json: string): string {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), keptPart), json);
  return read.success ? JSON.stringify(read.output) : '';
}

function upToFirst<Row>(rows: readonly Row[], isLater: (row: Row) => boolean): readonly Row[] {
  const first = rows.findIndex(isLater);
  return first < 0 ? rows : rows.slice(0, first);
}

/** Up to where the JSON has been deleted. */
function placeIn(sql: SqlStorage, table: 'message' | 'status'): number {
  const [row] = sql
    .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', `reports_cursor_${table}`)
    .toArray();
  return Number(row?.value ?? 0);
}

function keepPlace(sql: SqlStorage, table: 'message' | 'status', row: { place: number } | undefined): void {
  if (!row) return;
  sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', `reports_cursor_${table}`, String(row.place));
}

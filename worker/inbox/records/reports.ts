/**
 * What WhatsApp has reported about a sent message: its statuses, with their JSON, in the row of the message. A status
 * then writes that row and nothing else. The table `status` has the reports about messages that were not here when they
 * came, and those of earlier versions.
 */
import * as v from 'valibot';
import { type MessageRow, stored } from './rows.ts';

const report = v.object({
  wamid: v.string(),
  status: v.string(),
  at: v.number(),
  /** As JSON. */
  errors: v.nullable(v.string()),
  /** As Meta sent it; empty once raw events of that time have been deleted. */
  body: v.string(),
  /** What stays of it then, as JSON: the price, and whom it was for. */
  kept: v.exactOptional(v.string()),
});
export type Report = v.InferOutput<typeof report>;

type Reported = Pick<MessageRow, 'id' | 'wamid' | 'reports'>;

/** Those in the row of the message, in the order in which they came. */
export function ownReports({ reports }: Pick<MessageRow, 'reports'>): Report[] {
  return stored(v.array(report), reports) ?? [];
}

/** All that is known about a message and its attempts. */
export function reportsOf(sql: SqlStorage, row: Reported): Report[] {
  const others = sql
    .exec<Report>(
      `SELECT wamid, status, at, errors, body FROM status
       WHERE wamid IN (SELECT wamid FROM attempt WHERE message_id = ?1 UNION SELECT ?2)`,
      ...[row.id, row.wamid],
    )
    .toArray();
  return [...ownReports(row), ...others];
}

/** What is still known of the JSON of a report. */
export function jsonOf({ body, kept = '' }: Pick<Report, 'body' | 'kept'>): string {
  return body === '' ? kept : body;
}

/** The value of `message.reports` with one more. */
export function withReport(row: Reported, added: Report): string {
  return JSON.stringify([...ownReports(row), added]);
}

/**
 * A report has a number: in the table it is the row's, and in a message it is above all of these, by the message and the
 * position in it.
 */
const firstInMessages = 2 ** 40;
const maxInMessage = 64;

/** The number of the next report of a message. */
export function nextReportNumber(row: Reported): number {
  return numberOf(row.id, ownReports(row).length);
}

function numberOf(messageId: number, index: number): number {
  return firstInMessages + messageId * maxInMessage + Math.min(index, maxInMessage - 1);
}

export function reportBody(sql: SqlStorage, number: number): string | null {
  if (number < firstInMessages) {
    const [row] = sql.exec<{ body: string }>('SELECT body FROM status WHERE rowid = ?', number).toArray();
    return row?.body || null;
  }
  const position = number - firstInMessages;
  const [row] = sql
    .exec<Pick<MessageRow, 'reports'>>(
      'SELECT reports FROM message WHERE id = ?',
      Math.floor(position / maxInMessage),
    )
    .toArray();
  return (row && ownReports(row)[position % maxInMessage]?.body) || null;
}

interface NumberedReport {
  id: number;
  at: number;
  body: string;
}

/** The reports below a number: of the newest message first, then those in the table. */
export function reportsBefore(sql: SqlStorage, before: number, limit: number): NumberedReport[] {
  const found: NumberedReport[] = [];
  if (before > firstInMessages) {
    const rows = sql.exec<Pick<MessageRow, 'id' | 'reports'>>(
      'SELECT id, reports FROM message WHERE reports IS NOT NULL AND id <= ? ORDER BY id DESC LIMIT ?',
      ...[Math.floor((before - firstInMessages) / maxInMessage), limit + 1],
    );
    for (const row of rows) {
      const own = ownReports(row).map(({ at, body }, index) => ({ id: numberOf(row.id, index), at, body }));
      found.push(...own.reverse().filter(({ id, body }) => id < before && body !== ''));
      if (found.length >= limit) return found.slice(0, limit);
    }
  }
  const rest = sql
    .exec<{ id: number; at: number; body: string }>(
      `SELECT rowid AS id, at, body FROM status WHERE rowid < ? AND body <> '' ORDER BY rowid DESC LIMIT ?`,
      ...[Math.min(before, firstInMessages), limit - found.length],
    )
    .toArray();
  return [...found, ...rest];
}

/** When the newest report came, by Meta's clock. */
export function lastReportAt(sql: SqlStorage): number | null {
  const changed = sql
    .exec<Pick<MessageRow, 'reports'>>(
      `SELECT reports FROM (SELECT reports, seq FROM message WHERE seq > id ORDER BY seq DESC LIMIT 200)
       WHERE reports IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    )
    .toArray()
    .flatMap(ownReports);
  const [stray] = sql.exec<{ at: number }>('SELECT at FROM status ORDER BY rowid DESC LIMIT 1').toArray();
  const times = [...changed, ...(stray ? [stray] : [])].map(({ at }) => at);
  return times.length === 0 ? null : Math.max(...times);
}

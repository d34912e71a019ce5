/**
 * What WhatsApp has reported about a sent message: its statuses, with their JSON, in the row of the message. A status
 * then writes that row and nothing else. The table `status` has the reports about messages that were not here when they
 * came, and those of earlier versions.
 */
import * as v from 'valibot';
import { type MessageRow, stored } from '../rows.ts';
import { archivedContent } from './archived.ts';

export interface Report {
  wamid: string;
  status: string;
  at: number;
  /** As JSON. */
  errors: string | null;
  /** As Meta sent it; empty once raw events of that time have been deleted. */
  body: string;
  /** What stays of it then, as JSON: the price, and whom it was for. */
  kept?: string;
}

/** What a status said. The rest can be in the archive. */
export type ReportedStatus = Omit<Report, 'body' | 'kept'>;

const ownReport = v.object({
  /** Absent in archived messages, if it is that of the message. */
  wamid: v.exactOptional(v.string()),
  status: v.string(),
  at: v.number(),
  errors: v.exactOptional(v.nullable(v.string())),
  /** Absent in archived messages, as is what stays of it. */
  body: v.exactOptional(v.string()),
  kept: v.exactOptional(v.string()),
});
export type OwnReport = v.InferOutput<typeof ownReport>;

type Reported = Pick<MessageRow, 'id' | 'wamid' | 'reports' | 'segment'>;

/** Those in the row of the message, in the order in which they came. */
export function ownReports({ reports }: Pick<MessageRow, 'reports'>): OwnReport[] {
  return stored(v.array(ownReport), reports) ?? [];
}

function reported({ wamid: own }: Reported, { wamid, status, at, errors }: OwnReport): ReportedStatus {
  return { wamid: wamid ?? own ?? '', status, at, errors: errors ?? null };
}

/** Reports that are not in the row: those that came before the message, and those of earlier versions. */
function otherReports(sql: SqlStorage, { id, wamid }: Reported): Report[] {
  return sql
    .exec<{ wamid: string; status: string; at: number; errors: string | null; body: string }>(
      `SELECT wamid, status, at, errors, body FROM status
       WHERE wamid IN (SELECT wamid FROM attempt WHERE message_id = ?1 UNION SELECT ?2)`,
      ...[id, wamid],
    )
    .toArray();
}

/** All that is known about a message and its attempts. */
export function reportsOf(sql: SqlStorage, row: Reported): ReportedStatus[] {
  return [...ownReports(row).map((one) => reported(row, one)), ...otherReports(sql, row)];
}

/** The same with the JSON of each, or what stays of it, which is read from the archive if it is there. */
export function wholeReportsOf(sql: SqlStorage, row: Reported): Report[] {
  return [...wholeOwn(sql, row), ...otherReports(sql, row)];
}

/** The value of `message.reports` when nothing of it is in the archive. */
export function wholeOwnReports(sql: SqlStorage, row: Reported): string | null {
  return row.reports === null ? null : JSON.stringify(wholeOwn(sql, row));
}

function wholeOwn(sql: SqlStorage, row: Reported): Report[] {
  const { id, segment } = row;
  return ownReports(row).map((one, index): Report => {
    const { body = '', kept = '' } = one;
    if (one.body !== undefined || segment === null) return { ...reported(row, one), body, kept };
    const archived = archivedContent(sql, { id, segment })?.reports[index];
    return { ...reported(row, one), body, kept: archived ?? '' };
  });
}

/** What leaves the row of a message for the archive, and the value of `message.reports` that stays. */
export function archivedReports(row: Reported): { kept: string[]; reports: string | null } {
  const own = ownReports(row);
  const slim = own.map(
    ({ wamid, status, at, errors }): OwnReport => ({
      ...(wamid !== undefined && wamid !== row.wamid && { wamid }),
      ...{ status, at },
      ...(errors != null && { errors }),
    }),
  );
  return {
    kept: own.map(({ kept = '' }) => kept),
    reports: row.reports === null ? null : JSON.stringify(slim),
  };
}

/** What is still known of the JSON of a report. */
export function jsonOf({ body = '', kept = '' }: Pick<OwnReport, 'body' | 'kept'>): string {
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
    const rows = sql
      .exec<Pick<MessageRow, 'id' | 'reports'>>(
        `SELECT id, reports FROM message WHERE reports IS NOT NULL AND instr(reports, '"body":"{') > 0 AND id <= ?
         ORDER BY id DESC LIMIT ?`,
        ...[Math.floor((before - firstInMessages) / maxInMessage), limit + 1],
      )
      .toArray();
    for (const row of rows) {
      const own = ownReports(row).map(({ at, body = '' }, index) => ({
        ...{ id: numberOf(row.id, index), at, body },
      }));
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

/** Reads messages and entries in the order of their numbers, newest first, into a tally. */
import type { EntryRow } from '../../records/team-entries.ts';
import { type CountedMessage, countedColumns, countedTable, isCounted } from './count-message.ts';
import type { Tally } from './tally.ts';

/** At least `from`, and lower than `below`. */
export interface Numbers {
  from: number;
  below: number;
}

/** Counts up to `limit` messages, and the entries between them. Returns from where on everything is counted. */
export function scan(
  sql: SqlStorage,
  tally: Tally,
  { from, below }: Numbers,
  limit: number,
): { next: number; at: number } {
  let [seen, next, at] = [0, from, 0];
  const messages = sql.exec<CountedMessage>(
    `SELECT ${countedColumns} FROM ${countedTable} WHERE message.id < ? AND message.id >= ? AND ${isCounted}
     ORDER BY message.id DESC LIMIT ?`,
    ...[below, from, limit],
  );
  // A fault would leave a cursor open, and slow down all others.
  for (const row of messages.toArray()) {
    tally.message(row);
    seen += 1;
    at = row.sent_at;
    if (seen === limit) next = row.id;
  }
  for (const row of sql.exec<EntryRow>(
    'SELECT * FROM entry WHERE id < ? AND id >= ? ORDER BY id DESC',
    ...[below, next],
  )) {
    tally.entry(row);
  }
  return { next, at };
}

/** Counts messages with a lower number that were scheduled, and sent since. */
export function scanScheduled(sql: SqlStorage, tally: Tally, { from }: Numbers): void {
  for (const row of sql.exec<CountedMessage>(
    `SELECT ${countedColumns} FROM ${countedTable}
     WHERE message.seq > message.id AND message.seq >= ?1 AND message.id < ?1 AND ${isCounted}`,
    from,
  )) {
    tally.message(row);
  }
}

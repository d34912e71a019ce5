/** The segments of an inbox, and the files in the bucket that belong to none. */
import type { ArchiveState } from '../../api/numbers/health.ts';

export interface SegmentRow extends Record<string, SqlStorageValue> {
  id: number;
  object: string;
  messages: number;
  bytes: number;
  stale: number;
  lost: number;
}

export function segmentRow(sql: SqlStorage, id: number): SegmentRow | null {
  return sql.exec<SegmentRow>('SELECT * FROM segment WHERE id = ?', id).toArray()[0] ?? null;
}

/** Which of these messages refer to it. */
export function messagesOf(sql: SqlStorage, id: number, messages: readonly number[]): Set<number> {
  const rows = sql.exec<{ id: number }>(
    'SELECT id FROM message WHERE id IN (SELECT value FROM json_each(?)) AND segment = ?',
    ...[JSON.stringify(messages), id],
  );
  return new Set(rows.toArray().map((row) => row.id));
}

/** What is lost stays lost, until none of its messages is left. */
const isStale = 'stale > 0 AND (lost = 0 OR stale >= messages)';

/** A segment whose file has messages that are no longer here. */
export function staleSegment(sql: SqlStorage): SegmentRow | null {
  return sql.exec<SegmentRow>(`SELECT * FROM segment WHERE ${isStale} LIMIT 1`).toArray()[0] ?? null;
}

/** It is stale until {@link settleSegment}, because not all of its messages refer to it yet. */
export function addSegment(sql: SqlStorage, object: string, messages: number, bytes: number): number {
  const { id } = sql
    .exec<{ id: number }>(
      'INSERT INTO segment (object, messages, bytes, stale) VALUES (?, ?, ?, 1) RETURNING id',
      ...[object, messages, bytes],
    )
    .one();
  return id;
}

/** All messages in its file refer to it, unless more have gone than when it had this value of `stale`. */
export function settleSegment(sql: SqlStorage, id: number, stale: number): void {
  sql.exec('UPDATE segment SET stale = 0 WHERE id = ? AND stale = ?', id, stale);
}

/** Notes whether the bucket has its file. */
export function markLost(sql: SqlStorage, id: number, isLost: boolean): void {
  sql.exec('UPDATE segment SET lost = ?2 WHERE id = ?1 AND lost <> ?2', id, Number(isLost));
}

/** Call it before a file is written, and in the transaction in which a segment no longer needs it. */
export function discard(sql: SqlStorage, object: string): void {
  sql.exec('INSERT OR IGNORE INTO discarded_object VALUES (?)', object);
}

/** Call it in the transaction in which a segment gets the file. */
export function keep(sql: SqlStorage, object: string): void {
  sql.exec('DELETE FROM discarded_object WHERE object = ?', object);
}

export function discarded(sql: SqlStorage, limit: number): string[] {
  return sql
    .exec<{ object: string }>('SELECT object FROM discarded_object LIMIT ?', limit)
    .toArray()
    .map(({ object }) => object);
}

/** A row of a segment stands for some hundred messages. */
export function archiveState(sql: SqlStorage): ArchiveState {
  return sql
    .exec<{ messages: number; lost: number }>(
      'SELECT coalesce(sum(messages), 0) AS messages, coalesce(sum(lost), 0) AS lost FROM segment',
    )
    .one();
}

export function isUntidy(sql: SqlStorage): boolean {
  return (
    sql
      .exec(`SELECT 1 FROM segment WHERE ${isStale} UNION ALL SELECT 1 FROM discarded_object LIMIT 1`)
      .toArray().length > 0
  );
}

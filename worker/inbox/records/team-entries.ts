/**
 * What the team puts into a thread for itself: notes, and who did what. They have a table of their own, from which
 * nothing is sent and in which nothing is counted.
 */
import * as v from 'valibot';
import { type Entry, type EntryBody, entryBody, type Note } from '../../api/teamwork.ts';
import { type Person, person } from '../../api/values.ts';
import type { ChangeLog } from './change-log.ts';

export interface EntryRow extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  at: number;
  body: string;
  by: string | null;
  key: string | null;
}

/** Two pages of a thread have messages between them, so this many entries are enough for one. */
const mostEntries = 500;

/** Returns the entry's id; null when there is one with this key already. */
export function addEntry(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  body: EntryBody,
  by: Person | null,
  { key = null, at = Date.now() }: { key?: string | null; at?: number } = {},
): number | null {
  const id = changes.next();
  const { rowsWritten } = sql.exec(
    'INSERT INTO entry (id, conversation_id, at, body, by, key) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ...[
      id,
      conversationId,
      at,
      JSON.stringify(body),
      by && JSON.stringify({ id: by.id, name: by.name }),
      key,
    ],
  );
  if (rowsWritten === 0) return null;
  changes.tell({ type: 'entry-added', conversationId, entryId: id, entry: body.type });
  return id;
}

export function opened(after: 'resolved' | 'snoozed'): EntryBody {
  return { type: 'opened', after };
}

export function entryWithKey(sql: SqlStorage, key: string): Entry | null {
  const [row] = sql.exec<EntryRow>('SELECT * FROM entry WHERE key = ?', key).toArray();
  return row ? entryOf(row) : null;
}

/** Places in a thread: time, and number of the counter. */
type Place = readonly [at: number, id: number];

/** What stands in a thread from one place, which belongs to it, to before another; the newest of it when it is too much. */
export function entriesBetween(sql: SqlStorage, conversationId: number, from: Place, to: Place): Entry[] {
  return sql
    .exec<EntryRow>(
      `SELECT * FROM entry WHERE conversation_id = ? AND (at, id) >= (?, ?) AND (at, id) < (?, ?)
       ORDER BY at DESC, id DESC LIMIT ?`,
      ...[conversationId, ...from, ...to, mostEntries],
    )
    .toArray()
    .map(entryOf);
}

/** Oldest first. */
export function notesAfter(sql: SqlStorage, conversationId: number, place: Place, limit: number): Note[] {
  return sql
    .exec<EntryRow>(
      `SELECT * FROM entry WHERE conversation_id = ? AND (at, id) > (?, ?) AND body ->> 'type' = 'note'
       ORDER BY at, id LIMIT ?`,
      ...[conversationId, ...place, limit],
    )
    .toArray()
    .map(entryOf)
    .filter((entry) => entry.type === 'note');
}

export function entryOf(row: EntryRow): Entry {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    at: row.at,
    by: row.by === null ? null : v.parse(person, JSON.parse(row.by)),
    key: row.key,
    ...v.parse(entryBody, JSON.parse(row.body)),
  };
}

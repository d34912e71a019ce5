/**
 * Entries of a thread that only the team sees: notes, and who did what. They have a separate table, so they can never be
 * sent or counted as messages.
 */
import * as v from 'valibot';
import { type Entry, type EntryBody, entryBody, type Note } from '../../api/conversations/teamwork.ts';
import { type Page, type Person, person } from '../../api/values.ts';
import type { ChangeLog } from './changes/change-log.ts';

export interface EntryRow extends Record<string, SqlStorageValue> {
  id: number;
  conversation_id: number;
  at: number;
  body: string;
  by: string | null;
  key: string | null;
}

/** Maximum number of entries on one page of a thread. */
const maxEntries = 500;

/** Returns the entry's id; null when its key is already stored. */
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
  changes.record({ type: 'entry-added', conversationId, entryId: id, entry: body.type });
  return id;
}

export function opened(after: 'resolved' | 'snoozed'): EntryBody {
  return { type: 'opened', after };
}

export function entryWithKey(sql: SqlStorage, key: string): Entry | null {
  const [row] = sql.exec<EntryRow>('SELECT * FROM entry WHERE key = ?', key).toArray();
  return row ? entryOf(row) : null;
}

export function entryAt(sql: SqlStorage, id: number): Entry | null {
  const [row] = sql.exec<EntryRow>('SELECT * FROM entry WHERE id = ?', id).toArray();
  return row ? entryOf(row) : null;
}

/** Why a conversation has its mode. */
export function lastModeEntry(sql: SqlStorage, conversationId: number) {
  const [row] = sql
    .exec<EntryRow>(
      `SELECT * FROM entry WHERE conversation_id = ? AND body ->> 'type' = 'mode' ORDER BY at DESC, id DESC LIMIT 1`,
      conversationId,
    )
    .toArray();
  const entry = row && entryOf(row);
  return entry?.type === 'mode' ? entry : null;
}

/** A position in a thread: time and id. */
type Place = readonly [at: number, id: number];

/** The entries from one position (included) to another (excluded); the newest ones if there are too many. */
export function entriesBetween(sql: SqlStorage, conversationId: number, from: Place, to: Place): Entry[] {
  return sql
    .exec<EntryRow>(
      `SELECT * FROM entry WHERE conversation_id = ? AND (at, id) >= (?, ?) AND (at, id) < (?, ?)
       ORDER BY at DESC, id DESC LIMIT ?`,
      ...[conversationId, ...from, ...to, maxEntries],
    )
    .toArray()
    .map(entryOf);
}

/** The notes, and when the conversation was resolved and reopened, newest first. */
export function historyBefore(
  sql: SqlStorage,
  conversationId: number,
  place: Place,
  limit: number,
): Page<Entry> {
  const rows = sql
    .exec<EntryRow>(
      `SELECT * FROM entry WHERE conversation_id = ? AND (at, id) < (?, ?)
         AND (body ->> 'type' IN ('note', 'resolved') OR body ->> 'after' = 'resolved')
       ORDER BY at DESC, id DESC LIMIT ?`,
      ...[conversationId, ...place, limit],
    )
    .toArray();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { rows: rows.map(entryOf), next: last ? `${last.at}.${last.id}` : null };
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

/**
 * The search index: the searchable words of each message and note at its `place`, which is its time, so that the newest
 * are found first. Messages from earlier versions are in `search_entry`, until their text changes.
 *
 * A number of JavaScript is bound as REAL, and FTS5 takes only an INTEGER as the limit of its rowids: with anything else it
 * goes through all rows (`fts5GetRowidLimit` in SQLite's fts5_main.c). So the limits are cast.
 */
import type { Sieve } from './words.ts';

/** A message or a note. Both have their ids from one counter. */
export interface Indexed {
  id: number;
  at: number;
}

export interface Found extends Record<string, SqlStorageValue> {
  place: number;
  message_id: number;
}

/**
 * How many of the newest messages are checked for a page, in two steps: a common word fills it with the first. After a
 * thousand, all matches are collected.
 */
const sifted = [100, 900];
/** How many of them are read at a time. A cursor that is left before its end would stay open, and slow down all others. */
const siftedAtOnce = 100;
/** How far from its place something can be because others have it. The triggers of the schema know it as well. */
const maxShift = 63;

/** Puts words into the index, or replaces them. */
export function putWords(sql: SqlStorage, { id, at }: Indexed, words: string): void {
  if (words === '') return;
  let place = placeOf(id, at);
  for (const last = place + maxShift; place < last; place++) {
    const [other] = sql
      .exec<{ message_id: number }>('SELECT message_id FROM message_text WHERE rowid = ?', place)
      .toArray();
    if (!other || other.message_id === id) break;
  }
  sql.exec(
    'INSERT OR REPLACE INTO message_text (rowid, words, message_id) VALUES (?, ?, ?)',
    ...[place, words, id],
  );
}

export function dropWords(sql: SqlStorage, { id, at }: Indexed): void {
  const place = placeOf(id, at);
  sql.exec(
    `DELETE FROM message_text
       WHERE rowid BETWEEN CAST(?1 AS INTEGER) AND CAST(?1 AS INTEGER) + ${maxShift} AND message_id = ?2`,
    ...[place, id],
  );
  sql.exec('DELETE FROM search_entry WHERE message_id = ?', id);
}

/** Seconds, then the last twenty bits of the id, which rarely collide within a second. */
function placeOf(id: number, at: number): number {
  const seconds = Math.min(Math.max(0, Math.floor(at / 1_000)), 2 ** 32 - 1);
  return seconds * 2 ** 20 + (id % 2 ** 20);
}

/** The same in SQL. */
function placeIn(at: 'at' | 'sent_at'): string {
  return `min(max(0, ${at} / 1000), 4294967295) * 1048576 + id % 1048576`;
}

interface Shelf {
  /** The place of the match so far from the newest. */
  bound: string;
  /** The newest from a place on that match the sieve. */
  sift: string;
  /** All that match, newest first. */
  gather: string;
}

const current: Shelf = {
  bound: `SELECT rowid AS place FROM message_text WHERE message_text MATCH ?1 AND rowid < CAST(?2 AS INTEGER)
     ORDER BY rowid DESC LIMIT 1 OFFSET ?3`,
  sift: `SELECT rowid AS place, message_id, words FROM message_text
     WHERE message_text MATCH ?1 AND rowid < CAST(?2 AS INTEGER) AND rowid >= CAST(?3 AS INTEGER)
       AND NOT EXISTS (SELECT 1 FROM json_each(?4) WHERE instr(words, value) = 0)
     ORDER BY rowid DESC LIMIT ?5`,
  gather: `SELECT rowid AS place, message_id FROM message_text
     WHERE message_text MATCH ?1 AND rowid < CAST(?2 AS INTEGER) ORDER BY rowid DESC LIMIT ?3`,
};

const earlier: Shelf = {
  bound: `SELECT rowid AS place FROM message_word WHERE message_word MATCH ?1 AND rowid < CAST(?2 AS INTEGER)
     ORDER BY rowid DESC LIMIT 1 OFFSET ?3`,
  sift: `SELECT place, message_id, search_entry.words FROM message_word CROSS JOIN search_entry ON place = message_word.rowid
     WHERE message_word MATCH ?1 AND message_word.rowid < CAST(?2 AS INTEGER) AND message_word.rowid >= CAST(?3 AS INTEGER)
       AND NOT EXISTS (SELECT 1 FROM json_each(?4) WHERE instr(search_entry.words, value) = 0)
     ORDER BY message_word.rowid DESC LIMIT ?5`,
  gather: `SELECT place, message_id FROM search_entry WHERE place IN (
       SELECT rowid FROM message_word WHERE message_word MATCH ?1 AND rowid < CAST(?2 AS INTEGER) ORDER BY rowid DESC LIMIT ?3)
     ORDER BY place DESC`,
};

/** Newest first, below the place `before`. */
export function indexedBefore(
  sql: SqlStorage,
  { match, sieve }: { match: string; sieve: Sieve | null },
  before: number,
  limit: number,
): Found[] {
  return [current, earlier]
    .flatMap(
      (shelf) =>
        (sieve && sift(sql, shelf, sieve, before, limit)) ??
        sql.exec<Found>(shelf.gather, match, before, limit).toArray(),
    )
    .sort((a, b) => b.place - a.place)
    .slice(0, limit);
}

/** The words of all messages and notes of a conversation below the place `before`, newest first. */
export function wordsOf(
  sql: SqlStorage,
  conversation: number,
  before: number,
): (Found & { words: string })[] {
  return sql
    .exec<Found & { words: string }>(
      `WITH said (id, place) AS (
       SELECT id, ${placeIn('sent_at')} FROM message WHERE conversation_id = ?1
       UNION ALL SELECT id, ${placeIn('at')} FROM entry WHERE conversation_id = ?1)
     SELECT message_text.rowid AS place, message_id, words FROM said CROSS JOIN message_text
       WHERE message_text.rowid BETWEEN said.place AND said.place + ${maxShift} AND message_id = said.id
         AND message_text.rowid < CAST(?2 AS INTEGER)
     UNION ALL SELECT search_entry.place, message_id, words FROM said CROSS JOIN search_entry ON message_id = said.id
       WHERE search_entry.place < ?2
     ORDER BY 1 DESC`,
      ...[conversation, before],
    )
    .toArray();
}

/** Fills a page from the newest messages, for common words. Null for rare words, whose matches are cheap to collect. */
function sift(
  sql: SqlStorage,
  shelf: Shelf,
  { match, parts, fits }: Sieve,
  before: number,
  limit: number,
): Found[] | null {
  const found: Found[] = [];
  const given = JSON.stringify(parts);
  let from = before;
  for (const count of sifted) {
    const [bound] = sql.exec<{ place: number }>(shelf.bound, match, from, count - 1).toArray();
    for (let below: number | undefined = from; below !== undefined; ) {
      const newest: (Found & { words: string })[] = sql
        .exec<Found & { words: string }>(shelf.sift, match, below, bound?.place ?? 0, given, siftedAtOnce)
        .toArray();
      for (const { place, message_id, words } of newest) {
        if (fits(words)) found.push({ place, message_id });
        if (found.length === limit) return found;
      }
      below = newest.length === siftedAtOnce ? newest.at(-1)?.place : undefined;
    }
    if (!bound) return null;
    from = bound.place;
  }
  return null;
}

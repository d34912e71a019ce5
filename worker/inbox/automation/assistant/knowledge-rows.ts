/** The knowledge of the number: entries with their versions, and a search index of their passages. */
import * as v from 'valibot';
import {
  type KnowledgeDetails,
  type KnowledgeEntry,
  type KnowledgeKind,
  type KnowledgeVersion,
  knowledgeKind,
} from '../../../api/automation/knowledge.ts';
import { type Language, language } from '../../../api/languages.ts';
import { type Person, person } from '../../../api/values.ts';
import { chunksOf, type Passage, tokensOf } from '../../../assistant/knowledge/knowledge.ts';
import { isCommonWord } from '../../../assistant/language.ts';
import { ApiError } from '../../../errors.ts';
import { searchable } from '../../search/words.ts';

const maxEntries = 300;
const maxVersions = 20;
const excerptLength = 200;
/** The newest turns are enough to tell which entries are of use. */
const maxCountedTurns = 5_000;

/** `type` alias: rows of the database are records. */
type Row = {
  id: number;
  kind: string;
  title: string;
  text: string;
  language: string | null;
  valid_until: number | null;
  url: string | null;
  filename: string | null;
  version: number;
  tokens: number;
  updated_at: number;
  updated_by: string;
};

type VersionRow = { version: number; title: string; text: string; updated_at: number; updated_by: string };

export interface EntryValues {
  title: string;
  text: string;
  language: Language | null;
  validUntil: number | null;
}

export interface NewEntry extends EntryValues {
  kind: KnowledgeKind;
  url: string | null;
  filename: string | null;
}

/** Newest first, with the beginning of each text. */
export function listKnowledge(sql: SqlStorage): KnowledgeEntry[] {
  const uses = usesIn(sql);
  return sql
    .exec<Row>(
      `SELECT *, substr(text, 1, ${excerptLength}) AS text FROM knowledge ORDER BY updated_at DESC, id DESC`,
    )
    .toArray()
    .map((row) => entryOf(row, uses.get(row.id)));
}

/** When each entry was used last, by the turns: nothing is written for it. */
function usesIn(sql: SqlStorage): Map<number, number> {
  const rows = sql
    .exec<{ entry: number; at: number }>(
      `SELECT source.value ->> 'entry' AS entry, max(turn.began_at) AS at
       FROM (SELECT began_at, details FROM turn WHERE source IN ('assistant', 'suggestion') AND details IS NOT NULL
             ORDER BY id DESC LIMIT ?) AS turn, json_each(turn.details, '$.sources') AS source
       GROUP BY entry`,
      maxCountedTurns,
    )
    .toArray();
  return new Map(rows.map(({ entry, at }) => [entry, at]));
}

export function knowledgeDetails(sql: SqlStorage, id: number): KnowledgeDetails {
  const before = sql
    .exec<VersionRow>(
      'SELECT version, title, text, updated_at, updated_by FROM knowledge_version WHERE entry = ? ORDER BY version DESC',
      id,
    )
    .toArray()
    .map(versionOf);
  return { ...entryOf(requireRow(sql, id), usesIn(sql).get(id)), before };
}

export function addKnowledge(sql: SqlStorage, entry: NewEntry, by: Person, now: number): KnowledgeDetails {
  const [{ entries } = { entries: 0 }] = sql
    .exec<{ entries: number }>('SELECT count(*) AS entries FROM knowledge')
    .toArray();
  if (entries >= maxEntries) {
    throw new ApiError(
      409,
      'too_much_knowledge',
      `There are ${maxEntries} entries already. Delete some that are not needed, or write several into one.`,
    );
  }
  const { kind, title, text, language: tag, validUntil, url, filename } = entry;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO knowledge (kind, title, text, language, valid_until, url, filename, version, tokens, updated_at, updated_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?) RETURNING id`,
      ...[kind, title, text, tag, validUntil, url, filename],
      ...[tokensOf({ entry: 0, title, text, url }), now, authorJson(by)],
    )
    .one();
  index(sql, id, title, text);
  return knowledgeDetails(sql, id);
}

/** Keeps what was there before, if the words have changed. */
export function changeKnowledge(
  sql: SqlStorage,
  id: number,
  change: EntryValues & { version?: number },
  by: Person,
  now: number,
): KnowledgeDetails {
  const row = requireRow(sql, id);
  if (change.version !== undefined && change.version !== row.version) {
    throw new ApiError(
      409,
      'knowledge_changed',
      'Somebody has changed this entry since you opened it. Load it again, then make your change.',
    );
  }
  const { title, text, language: tag, validUntil } = change;
  const hasNewWords = title !== row.title || text !== row.text;
  if (hasNewWords) {
    sql.exec(
      `INSERT INTO knowledge_version (entry, version, title, text, updated_at, updated_by)
       VALUES (?, ?, ?, ?, ?, ?)`,
      ...[id, row.version, row.title, row.text, row.updated_at, row.updated_by],
    );
    sql.exec(
      'DELETE FROM knowledge_version WHERE entry = ? AND version <= ?',
      ...[id, row.version - maxVersions],
    );
    sql.exec('DELETE FROM knowledge_text WHERE entry = ?', id);
    index(sql, id, title, text);
  }
  sql.exec(
    `UPDATE knowledge SET title = ?2, text = ?3, language = ?4, valid_until = ?5, version = ?6, tokens = ?7,
       updated_at = ?8, updated_by = ?9 WHERE id = ?1`,
    ...[id, title, text, tag, validUntil, hasNewWords ? row.version + 1 : row.version],
    ...[tokensOf({ entry: id, title, text, url: row.url }), now, authorJson(by)],
  );
  return knowledgeDetails(sql, id);
}

export function removeKnowledge(sql: SqlStorage, id: number): KnowledgeEntry {
  const row = requireRow(sql, id);
  sql.exec('DELETE FROM knowledge_text WHERE entry = ?', id);
  sql.exec('DELETE FROM knowledge_version WHERE entry = ?', id);
  sql.exec('DELETE FROM knowledge WHERE id = ?', id);
  return entryOf(row);
}

/** How many entries are valid, and how much of a prompt they take. */
export function knowledgeSize(sql: SqlStorage, now: number): { entries: number; tokens: number } {
  return sql
    .exec<{ entries: number; tokens: number }>(
      `SELECT count(*) AS entries, coalesce(sum(tokens), 0) AS tokens FROM knowledge
       WHERE valid_until IS NULL OR valid_until > ?`,
      now,
    )
    .one();
}

/** Every valid entry, in the order in which they were added: the same prompt each time. */
export function allPassages(sql: SqlStorage, now: number): Passage[] {
  return sql
    .exec<Pick<Row, 'id' | 'title' | 'text' | 'url'>>(
      'SELECT id, title, text, url FROM knowledge WHERE valid_until IS NULL OR valid_until > ? ORDER BY id',
      now,
    )
    .toArray()
    .map(({ id, title, text, url }) => ({ entry: id, title, text, url }));
}

/** A passage that was found, with its id. */
export interface StoredPassage extends Passage {
  id: number;
}

/** `type` alias: rows of the database are records. */
type FoundRow = { id: number; entry: number; title: string; text: string; url: string | null };

/** Which passages are found: of entries that are valid now, and in this language or in none; null: in any. */
interface Wanted {
  limit: number;
  now: number;
  language: string | null;
}

/** The passages that have words of the question, the best first. */
export function findPassages(
  sql: SqlStorage,
  question: string,
  { limit, now, language }: Wanted,
): StoredPassage[] {
  const said = [...new Set(searchable(question).match(/[a-z0-9\u0080-\u{10ffff}]{2,}/gu) ?? [])];
  const telling = said.filter((word) => !isCommonWord(word));
  const words = telling.length > 0 ? telling : said;
  if (words.length === 0) return [];
  const match = words
    .slice(0, maxWords)
    .flatMap((word) => [`"${word}"`, ...(word.length >= minStem + 1 ? [`"${stemOf(word)}"*`] : [])])
    .join(' OR ');
  return sql
    .exec<FoundRow>(
      `SELECT knowledge_text.rowid AS id, knowledge.id AS entry, knowledge.title, passage AS text, url
       FROM knowledge_text JOIN knowledge ON knowledge.id = knowledge_text.entry
       WHERE knowledge_text MATCH ?1 AND (valid_until IS NULL OR valid_until > ?2)
         AND (?3 IS NULL OR language IS NULL OR language = ?3)
       ORDER BY bm25(knowledge_text, 3.0, 1.0) LIMIT ?4`,
      ...[match, now, language, limit],
    )
    .toArray();
}

/** The passages at these places, in this order. */
export function passagesAt(
  sql: SqlStorage,
  places: readonly { entry: number; index: number }[],
): StoredPassage[] {
  if (places.length === 0) return [];
  const rows = sql
    .exec<FoundRow>(
      `SELECT knowledge_text.rowid AS id, knowledge.id AS entry, knowledge.title, passage AS text, url
       FROM knowledge_text JOIN knowledge ON knowledge.id = knowledge_text.entry
       WHERE knowledge.id IN (SELECT value FROM json_each(?)) ORDER BY knowledge_text.rowid`,
      JSON.stringify([...new Set(places.map(({ entry }) => entry))]),
    )
    .toArray();
  return places.flatMap(({ entry, index }) => rows.filter((passage) => passage.entry === entry)[index] ?? []);
}

const maxWords = 40;
const minStem = 4;

/** The beginning that forms of a word and words put together with it mostly share: `repair` of `repairing`. */
function stemOf(word: string): string {
  const letters = [...word];
  return letters.slice(0, Math.max(minStem, letters.length - 3)).join('');
}

function index(sql: SqlStorage, id: number, title: string, text: string): void {
  for (const passage of chunksOf(text)) {
    sql.exec(
      'INSERT INTO knowledge_text (title, words, entry, passage) VALUES (?, ?, ?, ?)',
      ...[searchable(title), searchable(passage), id, passage],
    );
  }
}

function requireRow(sql: SqlStorage, id: number): Row {
  const [row] = sql.exec<Row>('SELECT * FROM knowledge WHERE id = ?', id).toArray();
  if (row) return row;
  throw new ApiError(404, 'knowledge_not_found', 'There is no entry with this id in the knowledge.');
}

function entryOf(row: Row, lastUsedAt?: number): KnowledgeEntry {
  const { id, title, text, url, filename, version, tokens } = row;
  return {
    ...{ id, title, text, url, filename, version, tokens },
    kind: v.parse(knowledgeKind, row.kind),
    language: v.parse(v.nullable(language), row.language),
    validUntil: row.valid_until,
    lastUsedAt: lastUsedAt ?? null,
    updatedAt: row.updated_at,
    updatedBy: v.parse(person, JSON.parse(row.updated_by)),
  };
}

function versionOf({
  version,
  title,
  text,
  updated_at: updatedAt,
  updated_by: by,
}: VersionRow): KnowledgeVersion {
  return { version, title, text, updatedAt, updatedBy: v.parse(person, JSON.parse(by)) };
}

function authorJson({ id, name }: Person): string {
  return JSON.stringify({ id, name });
}

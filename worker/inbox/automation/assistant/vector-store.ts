/** Where the vectors of the knowledge are: in this database, or in Vectorize where the deployment has it. */
import { packVectors, similarities, type VectorizeBinding } from '../../../assistant/knowledge/vectors.ts';

/** A passage that was found, by its place in its entry. */
export interface FoundPlace {
  entry: number;
  /** From 0. */
  index: number;
}

/** Which entries can be found. */
export interface Scope {
  /** The key of the embedder. */
  model: string;
  now: number;
  /** Entries in this language, and those without one; null: all. */
  language: string | null;
}

export interface VectorStore {
  readonly isVectorize: boolean;
  /** The vectors of one version of an entry. Call {@link VectorStore.drop} for the rows before it. */
  put(
    entry: { id: number; version: number },
    model: string,
    vectors: readonly (Float32Array | null)[],
  ): Promise<void>;
  /** The passages that are nearest, the best first, none below the floor. */
  nearest(to: Float32Array, floor: number, limit: number, scope: Scope): Promise<FoundPlace[]>;
  /** Deletes vectors for good. */
  drop(row: VectorRow): Promise<void>;
}

/** `type` alias: rows of the database are records. */
export type VectorRow = { id: number; passages: number };

/** Entries that are valid, in their newest version, and in the language. */
const inScope = `JOIN knowledge ON knowledge.id = knowledge_vector.entry AND knowledge.version = knowledge_vector.version
  WHERE knowledge_vector.model = ?1 AND (valid_until IS NULL OR valid_until > ?2)
    AND (?3 IS NULL OR language IS NULL OR language = ?3)`;

/**
 * One row for each entry, and the comparison in memory: a thousand passages take some milliseconds. `isStale`: vectors were
 * of another size than the question, so they are deleted and have to be made again.
 */
export function databaseStore(sql: SqlStorage, isStale: () => void): VectorStore {
  return {
    isVectorize: false,
    async put({ id, version }, model, vectors) {
      // Without any, one number each: an empty blob could be stored as NULL, which says that they are in Vectorize.
      const size = vectors.find((one) => one !== null)?.length ?? 1;
      const packed = packVectors(vectors.map((one) => one ?? new Float32Array(size)));
      sql.exec(
        'INSERT INTO knowledge_vector (entry, version, model, passages, vectors) VALUES (?, ?, ?, ?, ?)',
        ...[id, version, model, vectors.length, packed.buffer],
      );
    },
    async nearest(to, floor, limit, { model, now, language }) {
      let found: (FoundPlace & { score: number })[] = [];
      const stale: number[] = [];
      const rows = sql.exec<VectorRow & { entry: number; vectors: ArrayBuffer }>(
        `SELECT knowledge_vector.id, entry, passages, vectors FROM knowledge_vector ${inScope} AND vectors IS NOT NULL`,
        ...[model, now, language],
      );
      // One row at a time is in memory.
      for (const { id, entry, passages, vectors } of rows) {
        // With one number for each, or none, none of its passages has a direction.
        const hasSome = vectors.byteLength > passages * Float32Array.BYTES_PER_ELEMENT;
        if (hasSome && vectors.byteLength !== passages * to.byteLength) stale.push(id);
        const scores = similarities(to, new Float32Array(vectors));
        const near = scores
          .map((score, index) => ({ entry, index, score }))
          .filter(({ score }) => score >= floor);
        if (near.length > 0) found = [...found, ...near].sort((a, b) => b.score - a.score).slice(0, limit);
      }
      for (const id of stale) sql.exec('DELETE FROM knowledge_vector WHERE id = ?', id);
      if (stale.length > 0) isStale();
      return found;
    },
    async drop({ id }) {
      sql.exec('DELETE FROM knowledge_vector WHERE id = ?', id);
    },
  };
}

/** The most that Vectorize returns. What is expired or in another language is among it, and left out here. */
const mostFound = 100;
/** How many ids a request may have. Source: https://developers.cloudflare.com/vectorize/platform/limits/ */
const maxIds = 100;

/**
 * An index of Vectorize that all numbers share, with a namespace for each. Its changes take some seconds, so the rows here
 * decide what exists: an answer of it for a version that is gone is left out.
 */
export function vectorizeStore(sql: SqlStorage, binding: VectorizeBinding, inbox: string): VectorStore {
  return {
    isVectorize: true,
    async put({ id: entry, version }, model, vectors) {
      const { id } = sql
        .exec<{ id: number }>(
          'INSERT INTO knowledge_vector (entry, version, model, passages) VALUES (?, ?, ?, ?) RETURNING id',
          ...[entry, version, `${model} …`, vectors.length],
        )
        .one();
      // Until Vectorize has them, the row is for a model that does not exist, and only says what has to be deleted.
      const found = vectors.flatMap((values, index) =>
        values ? [{ id: vectorId(inbox, id, index), values, namespace: inbox }] : [],
      );
      if (found.length > 0) await binding.upsert(found);
      sql.exec('UPDATE knowledge_vector SET model = ?2 WHERE id = ?1', id, model);
    },
    async nearest(to, floor, limit, { model, now, language }) {
      const { matches } = await binding.query(to, { topK: mostFound, namespace: inbox });
      const rows = sql
        .exec<{ id: number; entry: number }>(
          `SELECT knowledge_vector.id, entry FROM knowledge_vector ${inScope} AND vectors IS NULL`,
          ...[model, now, language],
        )
        .toArray();
      const entries = new Map(rows.map(({ id, entry }) => [id, entry]));
      return matches
        .flatMap(({ id, score }) => {
          const [row, index] = placeOf(id);
          const entry = entries.get(row);
          return entry === undefined || score < floor ? [] : [{ entry, index, score }];
        })
        .sort((a, b) => b.score - a.score)
        .slice(0, limit);
    },
    async drop({ id, passages }) {
      const ids = Array.from({ length: passages }, (_, index) => vectorId(inbox, id, index));
      for (let first = 0; first < ids.length; first += maxIds) {
        await binding.deleteByIds(ids.slice(first, first + maxIds));
      }
      sql.exec('DELETE FROM knowledge_vector WHERE id = ?', id);
    },
  };
}

function vectorId(inbox: string, row: number, index: number): string {
  return `${inbox}/${row}/${index}`;
}

function placeOf(id: string): [row: number, index: number] {
  const [index = Number.NaN, row = Number.NaN] = id.split('/').reverse().map(Number);
  return [row, index];
}

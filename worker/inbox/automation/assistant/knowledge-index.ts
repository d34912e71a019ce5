/**
 * Makes the knowledge searchable by meaning: embeds the passages of each entry, some at a time, by a job that goes on where
 * it stopped. Only a knowledge that is too large for a prompt is searched, so only that is embedded.
 */
import * as v from 'valibot';
import type { KnowledgeSearch } from '../../../api/automation/assistant.ts';
import { tokensIn, wholeTokens } from '../../../assistant/knowledge/knowledge.ts';
import { type Embedder, maxTexts } from '../../../assistant/provider/embedder.ts';
import { embeddings, workersAiEmbedder } from '../../../assistant/provider/embeddings.ts';
import type { Env } from '../../../env.ts';
import { log } from '../../../log.ts';
import { askWorkspace } from '../../../peers.ts';
import { storedJson } from '../../../stored-json.ts';
import { backoff } from '../../../whatsapp/sending/backoff.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import type { AssistantSettingsStore } from './assistant-settings.ts';
import { knowledgeSize } from './knowledge-rows.ts';
import { countEmbedding, isBudgetUsed } from './usage.ts';
import { databaseStore, type VectorRow, type VectorStore, vectorizeStore } from './vector-store.ts';

const lane = 'knowledge';
/**
 * About 700 pages. The vectors of a number are compared in its object, which messages wait for meanwhile, and its database
 * has to hold them.
 */
export const maxPassages = 1_000;
const embedMs = 30_000;
const pauses = { firstMs: 5_000, maxMs: 60 * 60_000 };
/** How long the index waits for a budget. */
const budgetMs = 60 * 60_000;

interface Parts {
  sql: SqlStorage;
  env: Env;
  /** The id of this inbox. */
  inbox: string;
  jobs: Jobs;
  settings: AssistantSettingsStore;
}

/** What embeds here, and where its vectors are. */
export interface Meaning {
  embedder: Embedder;
  store: VectorStore;
}

type Planned = { id: number; version: number; title: string; passages: number };

export class KnowledgeIndex implements Runner {
  #parts: Parts;
  /** Where nothing was missing when it was last looked at; null: something has changed since. */
  #checked: string | null = null;
  /** Whether something has changed since the step that runs began. */
  #isExpected = false;
  /** The number is being erased. */
  #isEnding = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** An entry, the model or the settings have changed. */
  expect(): void {
    const { sql, jobs } = this.#parts;
    const now = Date.now();
    this.#checked = null;
    this.#isExpected = true;
    const [job] = sql.exec<{ run_at: number }>('SELECT run_at FROM job WHERE lane = ?', lane).toArray();
    if (!job) jobs.add('knowledge', lane, 0, now);
    else if (job.run_at > now) {
      sql.exec('UPDATE job SET run_at = ? WHERE lane = ?', now, lane);
      jobs.alarmBy(now);
    }
  }

  /** Null: nothing here can embed, so that words alone are searched. */
  async meaning(): Promise<Meaning | null> {
    const { sql, env, inbox, settings } = this.#parts;
    if (settings.now.provider === 'workers-ai') {
      if (!env.AI) return null;
      const store = env.VECTORS ? vectorizeStore(sql, env.VECTORS, inbox) : this.#database();
      return { embedder: workersAiEmbedder(env.AI), store };
    }
    const access = await askWorkspace(env).assistant.access();
    if (!access || access.embeddingModel === null) return null;
    const { url, key, embeddingModel: model } = access;
    const embedder = embeddings({ url, key, model, fetch: (input, init) => fetch(input, init) });
    return { embedder, store: this.#database() };
  }

  /** A provider can change the size of its vectors under the same name. */
  #database(): VectorStore {
    return databaseStore(this.#parts.sql, () => this.expect());
  }

  async run(job: Job): Promise<void> {
    const { jobs } = this.#parts;
    if (this.#isEnding) {
      jobs.delay(job, Date.now() + pauses.firstMs);
      return;
    }
    this.#isExpected = false;
    const step = this.#step(job);
    this.#running = step.catch(() => {});
    await step;
    // What has changed meanwhile may be what was wrong, and does not wait for the end of a pause.
    if (this.#isExpected && jobs.has(job)) jobs.delay(job, Date.now());
    else if (this.#isExpected) this.expect();
  }

  async #step(job: Job): Promise<void> {
    const { sql, jobs, settings } = this.#parts;
    const meaning = await this.meaning();
    const now = Date.now();
    for (const row of this.#stale(meaning)) await this.#drop(row);
    const next = meaning && this.#isNeeded(now) ? this.#next(meaning, now, job.tries) : [];
    if (!meaning || next.length === 0) {
      this.#setFault(null);
      jobs.done(job);
    } else if (isBudgetUsed(sql, settings.now, now)) {
      jobs.delay(job, now + budgetMs);
    } else if (await this.#embed(meaning, next)) {
      jobs.delay(job, Date.now());
    } else jobs.postpone(job, Date.now() + backoff(pauses, job.tries + 1, Math.random()));
  }

  /** How the knowledge is searched, and how much of it by meaning. Begins to index what is missing. */
  async state(now: number): Promise<KnowledgeSearch | null> {
    if (!this.#isNeeded(now)) return null;
    const meaning = await this.meaning().catch((error: unknown) => {
      log('warn', 'knowledge_search_fault', { fault: error instanceof Error ? error.name : typeof error });
      return null;
    });
    if (!meaning) return { model: null, store: null, indexed: 0, skipped: 0, fault: null };
    const { chosen, skipped } = this.#planned(now);
    const missing = this.#missing(meaning, chosen);
    if (missing.length > 0) this.#expectUnlessWaiting();
    return {
      model: meaning.embedder.name,
      store: meaning.store.isVectorize ? 'vectorize' : 'database',
      indexed: chosen.length - missing.length,
      skipped,
      fault: missing.length > 0 ? this.#fault : null,
    };
  }

  /** The index is not complete: a search has noticed it, or somebody looks at it. */
  #expectUnlessWaiting(): void {
    if (this.#parts.sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length === 0) this.expect();
  }

  /** Before a search: another model may have been chosen. */
  noticeGaps(meaning: Meaning, now: number): void {
    const { embedder, store } = meaning;
    const place = `${embedder.key} ${store.isVectorize}`;
    if (place === this.#checked) return;
    if (this.#missing(meaning, this.#planned(now).chosen).length > 0) this.#expectUnlessWaiting();
    else this.#checked = place;
  }

  /** Begins no step, and waits for the one that runs, so that none writes what has just been erased. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#running;
  }

  /** It was not erased, but its job may have been. */
  goOn(): void {
    this.#isEnding = false;
    if (this.#parts.sql.exec('SELECT 1 FROM knowledge_vector LIMIT 1').toArray().length > 0) this.expect();
  }

  /** Deletes the vectors that are elsewhere; the rows of this database are deleted with it. Call {@link end} before. */
  async erase(): Promise<void> {
    const rows = this.#parts.sql
      .exec<VectorRow>('SELECT id, passages FROM knowledge_vector WHERE vectors IS NULL')
      .toArray();
    for (const row of rows) await this.#drop({ ...row, isVectorize: true });
  }

  #isNeeded(now: number): boolean {
    return knowledgeSize(this.#parts.sql, now).tokens > wholeTokens;
  }

  /** Vectors of entries and versions that are gone, and of another model. */
  #stale(meaning: Meaning | null): (VectorRow & { isVectorize: boolean })[] {
    return this.#parts.sql
      .exec<VectorRow & { is_elsewhere: number }>(
        `SELECT knowledge_vector.id, passages, vectors IS NULL AS is_elsewhere FROM knowledge_vector
         LEFT JOIN knowledge ON knowledge.id = knowledge_vector.entry AND knowledge.version = knowledge_vector.version
         WHERE knowledge.id IS NULL OR model IS NOT ?1 OR (vectors IS NULL) IS NOT ?2`,
        ...[meaning?.embedder.key ?? null, meaning?.store.isVectorize ? 1 : 0],
      )
      .toArray()
      .map(({ is_elsewhere: isElsewhere, ...row }) => ({ ...row, isVectorize: isElsewhere === 1 }));
  }

  /** Without the binding, what is in Vectorize cannot be deleted, and not be found either. */
  async #drop({ isVectorize, ...row }: VectorRow & { isVectorize: boolean }): Promise<void> {
    const { sql, env, inbox } = this.#parts;
    const store = isVectorize && env.VECTORS ? vectorizeStore(sql, env.VECTORS, inbox) : this.#database();
    await store.drop(row);
  }

  /** The entries that are to be indexed, the oldest first, and how many are too much. */
  #planned(now: number): { chosen: Planned[]; skipped: number } {
    const all = this.#parts.sql
      .exec<Planned>(
        `SELECT id, version, knowledge.title, count(*) AS passages FROM knowledge
         JOIN knowledge_text ON knowledge_text.entry = knowledge.id
         WHERE valid_until IS NULL OR valid_until > ? GROUP BY id ORDER BY id`,
        now,
      )
      .toArray();
    let left = maxPassages;
    const chosen = all.filter(({ passages }) => {
      if (passages > left) return false;
      left -= passages;
      return true;
    });
    return { chosen, skipped: all.length - chosen.length };
  }

  #missing({ embedder, store }: Meaning, planned: readonly Planned[]): Planned[] {
    const rows = this.#parts.sql
      .exec<{ entry: number; version: number }>(
        'SELECT entry, version FROM knowledge_vector WHERE model = ? AND (vectors IS NULL) = ?',
        ...[embedder.key, store.isVectorize ? 1 : 0],
      )
      .toArray();
    const indexed = new Set(rows.map(({ entry, version }) => `${entry}/${version}`));
    return planned.filter(({ id, version }) => !indexed.has(`${id}/${version}`));
  }

  /**
   * As many entries as fit into one request, but at least one. After a failure one at a time, each time another first:
   * the others do not wait for an entry that the model or the database refuses.
   */
  #next(meaning: Meaning, now: number, tries: number): Planned[] {
    let texts = 0;
    const missing = this.#missing(meaning, this.#planned(now).chosen);
    if (tries > 0) return missing.slice(tries % missing.length).slice(0, 1);
    const end = missing.findIndex(({ passages }, index) => {
      texts += passages;
      return texts > maxTexts && index > 0;
    });
    return end < 0 ? missing : missing.slice(0, end);
  }

  /** Returns whether it has worked. An entry that is changed or deleted meanwhile is stale, and dropped by the next step. */
  async #embed({ embedder, store }: Meaning, entries: readonly Planned[]): Promise<boolean> {
    const { sql } = this.#parts;
    const texts = entries.flatMap(({ id, title }) =>
      passagesOf(sql, id).map((passage) => ({ id, text: `${title}\n${passage}` })),
    );
    const vectors: (Float32Array | null)[] = [];
    for (let first = 0; first < texts.length; first += maxTexts) {
      const some = texts.slice(first, first + maxTexts).map(({ text }) => text);
      const embedded = await embedder.embed(some, AbortSignal.timeout(embedMs));
      if (embedded.outcome === 'failed') {
        log('warn', 'knowledge_not_indexed', { fault: embedded.fault });
        this.#setFault(embedded.fault);
        return false;
      }
      const tokens = embedded.tokens ?? tokensIn(some.join('\n'));
      countEmbedding(sql, { model: embedder.name, tokens }, Date.now());
      vectors.push(...embedded.vectors);
    }
    try {
      for (const { id, version } of entries) {
        const own = vectors.filter((_, index) => texts[index]?.id === id);
        await store.put({ id, version }, embedder.key, own);
      }
    } catch (error) {
      log('warn', 'knowledge_not_indexed', { fault: error instanceof Error ? error.name : typeof error });
      this.#setFault('vectors_not_stored');
      return false;
    }
    this.#setFault(null);
    return true;
  }

  get #fault(): string | null {
    const [row] = this.#parts.sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'knowledge-fault'")
      .toArray();
    return (row && storedJson(v.string(), row.value)) ?? null;
  }

  #setFault(fault: string | null): void {
    const { sql } = this.#parts;
    if (fault === this.#fault) return;
    if (fault === null) sql.exec("DELETE FROM setting WHERE name = 'knowledge-fault'");
    else sql.exec("INSERT OR REPLACE INTO setting VALUES ('knowledge-fault', ?)", JSON.stringify(fault));
  }
}

function passagesOf(sql: SqlStorage, entry: number): string[] {
  return sql
    .exec<{ passage: string }>('SELECT passage FROM knowledge_text WHERE entry = ? ORDER BY rowid', entry)
    .toArray()
    .map(({ passage }) => passage);
}

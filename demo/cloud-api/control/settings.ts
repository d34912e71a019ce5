import * as v from 'valibot';
import type { EmbeddingFault } from '../model/embeddings.ts';
import type { ModelFault } from '../model/model-faults.ts';
import type { EmbeddingFaults, Faults, ModelFaults } from './control.ts';
import { embeddingFaults, faultsSchema, modelFaults } from './control-schema.ts';

const noFaults: Faults = {
  duplicate: false,
  reorder: false,
  batch: false,
  parallel: 1,
  delay: 0,
  limits: false,
  loseAnswers: 0,
  refuse: null,
};

/** The settings of the stand-in: its clock, which can be moved forward, and the faults. */
export class Settings {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The time by the stand-in's clock. Moving it forward makes everything older. */
  now(): number {
    return Date.now() + this.#ahead();
  }

  advance(by: number): void {
    this.put('clock', this.#ahead() + by);
  }

  /** Converts a time of this clock to real time. Webhooks use real time, so they are never in the future. */
  realTime(at: number): number {
    return at - this.#ahead();
  }

  faults(): Faults {
    const stored = this.get('faults');
    return stored === null ? noFaults : v.parse(faultsSchema, stored);
  }

  setFaults(faults: Faults): void {
    this.put('faults', faults);
  }

  modelFaults(): ModelFaults {
    const stored = this.get('model');
    return stored === null ? { fault: null, count: null } : v.parse(modelFaults, stored);
  }

  setModelFaults(faults: ModelFaults): void {
    this.put('model', faults);
  }

  /** What the language model does wrong in its next answer. */
  takeModelFault(): ModelFault | null {
    const { fault, count } = this.modelFaults();
    if (fault !== null && count !== null) {
      this.setModelFaults(count > 1 ? { fault, count: count - 1 } : { fault: null, count: null });
    }
    return fault;
  }

  embeddingFaults(): EmbeddingFaults {
    const stored = this.get('embeddings');
    return stored === null ? { fault: null, count: null } : v.parse(embeddingFaults, stored);
  }

  setEmbeddingFaults(faults: EmbeddingFaults): void {
    this.put('embeddings', faults);
  }

  /** What the model that embeds does wrong in its next answer. */
  takeEmbeddingFault(): EmbeddingFault | null {
    const { fault, count } = this.embeddingFaults();
    if (fault !== null && count !== null) {
      this.setEmbeddingFaults(count > 1 ? { fault, count: count - 1 } : { fault: null, count: null });
    }
    return fault;
  }

  /** Resets the clock, the faults, and everything else but the setup of the demo. */
  reset(): void {
    this.#sql.exec("DELETE FROM setting WHERE name NOT IN ('demo', 'schema')");
  }

  get(name: string): unknown {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)
      .toArray();
    return row ? JSON.parse(row.value) : null;
  }

  put(name: string, value: unknown): void {
    this.#sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', name, JSON.stringify(value));
  }

  #ahead(): number {
    return v.parse(v.number(), this.get('clock') ?? 0);
  }
}

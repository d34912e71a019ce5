import * as v from 'valibot';
import type { Faults } from './control.ts';
import { faultsSchema } from './control-schema.ts';

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

/** What holds for everything here: the clock, which can be put forward, and what goes wrong on demand. */
export class Settings {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The clock that everything here has its age by. Put forward, all that was before is older. */
  now(): number {
    return Date.now() + this.#ahead();
  }

  advance(by: number): void {
    this.put('clock', this.#ahead() + by);
  }

  /** When something of this clock was by everybody else's: webhooks are dated by that, and never ahead of it. */
  told(at: number): number {
    return at - this.#ahead();
  }

  faults(): Faults {
    const stored = this.get('faults');
    return stored === null ? noFaults : v.parse(faultsSchema, stored);
  }

  setFaults(faults: Faults): void {
    this.put('faults', faults);
  }

  /** The clock goes right again, and nothing goes wrong. */
  reset(): void {
    this.#sql.exec("DELETE FROM setting WHERE name IN ('clock', 'faults')");
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

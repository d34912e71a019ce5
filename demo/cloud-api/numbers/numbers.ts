import * as v from 'valibot';
import { numberSetup } from '../control/control-schema.ts';
import { unknownObject } from '../graph/graph-error.ts';
import type { NumberSetup } from './number-setup.ts';
import type { OwnedNumber } from './onboarding.ts';

/** The numbers of businesses and their setup. */
export class Numbers {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): NumberSetup | null {
    const [row] = this.#sql.exec<{ setup: string }>('SELECT setup FROM number WHERE id = ?', id).toArray();
    return row ? parseSetup(row.setup) : null;
  }

  owned(): OwnedNumber[] {
    return this.#sql
      .exec<{ id: string; setup: string }>('SELECT id, setup FROM number ORDER BY id')
      .toArray()
      .map(({ id, setup }) => ({ id, setup: parseSetup(setup) }));
  }

  /** The default number. */
  first(): string {
    return this.#sql.exec<{ id: string }>('SELECT id FROM number ORDER BY id LIMIT 1').one().id;
  }

  /** Throws if the token does not belong to this number. */
  require(id: string, token: string, method: string): void {
    if (this.find(id)?.accessToken !== token) throw unknownObject(id, method);
  }

  put(id: string, setup: NumberSetup): void {
    this.#sql.exec('INSERT OR REPLACE INTO number VALUES (?, ?)', id, JSON.stringify(setup));
  }

  change(id: string, change: Partial<NumberSetup>): void {
    const changed = { ...this.find(id), ...change };
    this.#sql.exec('UPDATE number SET setup = ? WHERE id = ?', JSON.stringify(changed), id);
  }

  remove(id: string): void {
    this.#sql.exec('DELETE FROM number WHERE id = ?', id);
  }
}

function parseSetup(json: string): NumberSetup {
  return v.parse(numberSetup, JSON.parse(json));
}

/** Counts the rows that each statement reads and writes, so that a cost can be found in the code. */

export interface StatementCost {
  statement: string;
  runs: number;
  rowsRead: number;
  rowsWritten: number;
}

interface Run {
  statement: string;
  cursor: SqlStorageCursor<Record<string, SqlStorageValue>>;
}

export class StatementCosts {
  #runs: Run[] = [];
  #alarms = 0;

  /** Counts what this object does from now on. An alarm that is set counts as one row written. */
  watch(storage: DurableObjectStorage): void {
    const { sql } = storage;
    const exec = sql.exec.bind(sql);
    Object.defineProperty(sql, 'exec', {
      value: (...query: Parameters<SqlStorage['exec']>) => {
        const cursor = exec(...query);
        this.#runs.push({ statement: query[0].replace(/\s+/g, ' ').trim(), cursor });
        return cursor;
      },
    });
    const setAlarm = storage.setAlarm.bind(storage);
    Object.defineProperty(storage, 'setAlarm', {
      value: (...given: Parameters<DurableObjectStorage['setAlarm']>) => {
        this.#alarms += 1;
        return setAlarm(...given);
      },
    });
  }

  clear(): void {
    this.#runs = [];
    this.#alarms = 0;
  }

  get rowsRead(): number {
    return this.#runs.reduce((all, { cursor }) => all + cursor.rowsRead, 0);
  }

  get rowsWritten(): number {
    return this.#runs.reduce((all, { cursor }) => all + cursor.rowsWritten, this.#alarms);
  }

  /** The most expensive statement first. */
  get statements(): StatementCost[] {
    const sums = new Map<string, StatementCost>();
    for (const { statement, cursor } of this.#runs) {
      const sum = sums.get(statement) ?? { statement, runs: 0, rowsRead: 0, rowsWritten: 0 };
      sum.runs += 1;
      sum.rowsRead += cursor.rowsRead;
      sum.rowsWritten += cursor.rowsWritten;
      sums.set(statement, sum);
    }
    const alarm = {
      object: '',
      statement: 'setAlarm',
      runs: this.#alarms,
      rowsRead: 0,
      rowsWritten: this.#alarms,
    };
    return [...sums.values(), alarm].sort(
      (a, b) => b.rowsWritten - a.rowsWritten || b.rowsRead - a.rowsRead || b.runs - a.runs,
    );
  }
}

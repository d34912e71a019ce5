/** SQL, or a function if SQL is not enough. */
export type Step = string | ((sql: SqlStorage) => void);

/** Updates a Durable Object's tables: runs the steps that have not run in it yet, each in a transaction. */
export function migrate(storage: DurableObjectStorage, steps: readonly Step[]): void {
  const { sql } = storage;
  // Durable Objects do not allow `PRAGMA user_version`, so the version is a row.
  sql.exec('CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)');
  const { version } = sql
    .exec<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM migration')
    .one();
  steps.slice(version).forEach((step, index) => {
    storage.transactionSync(() => {
      if (typeof step === 'string') sql.exec(step);
      else step(sql);
      sql.exec('INSERT INTO migration VALUES (?, ?)', version + index + 1, Date.now());
    });
  });
}

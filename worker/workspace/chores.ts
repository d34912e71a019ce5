/** Background work of the workspace, on its alarm. A chore returns when to run again; one that fails is retried. */
import { log } from '../log.ts';

export type Chore = 'rotation' | 'numbers' | 'kept' | 'files' | 'alerts' | 'webhooks' | 'teams';

/** Each chore returns when it is due again; null if only {@link schedule} runs it again. */
export type Chores = Record<Chore, (now: number) => Promise<number | null>>;

const retryDelayMs = 5 * 60_000;

/** Runs the chore at `at` or earlier. */
export function schedule(storage: DurableObjectStorage, chore: Chore, at: number): void {
  storage.sql.exec(
    'INSERT INTO chore VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET run_at = min(run_at, ?2)',
    ...[chore, at],
  );
  void setAlarm(storage);
}

/** Runs the chores that are due. */
export async function doChores(storage: DurableObjectStorage, chores: Chores, now: number): Promise<void> {
  const due = storage.sql.exec<{ name: Chore }>('SELECT name FROM chore WHERE run_at <= ?', now).toArray();
  for (const { name } of due) {
    // Deleted first, so that a chore scheduled while it runs is run again.
    storage.sql.exec('DELETE FROM chore WHERE name = ?', name);
    const next = await chores[name]?.(now).catch((error: unknown) => {
      log('error', 'chore_fault', {
        chore: name,
        fault: error instanceof Error ? error.name : typeof error,
      });
      return now + retryDelayMs;
    });
    if (next != null) schedule(storage, name, next);
  }
  await setAlarm(storage);
}

async function setAlarm(storage: DurableObjectStorage): Promise<void> {
  const { next } = storage.sql.exec<{ next: number | null }>('SELECT min(run_at) AS next FROM chore').one();
  if (next !== null) await storage.setAlarm(next);
}

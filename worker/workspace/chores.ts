/** What the workspace does by itself, on its alarm. A chore says when it wants to be done again; one that fails comes back. */
import { log } from '../log.ts';

export type Chore = 'rotation' | 'numbers' | 'kept' | 'files' | 'alerts' | 'webhooks';

/** What a chore does, and when it is due again; null: when somebody asks for it. */
export type Chores = Record<Chore, (now: number) => Promise<number | null>>;

const afterFault = 5 * 60_000;

/** No later than `at`. */
export function schedule(storage: DurableObjectStorage, chore: Chore, at: number): void {
  storage.sql.exec(
    'INSERT INTO chore VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET run_at = min(run_at, ?2)',
    ...[chore, at],
  );
  void setAlarm(storage);
}

/** Does what is due. */
export async function doChores(storage: DurableObjectStorage, chores: Chores, now: number): Promise<void> {
  const due = storage.sql.exec<{ name: Chore }>('SELECT name FROM chore WHERE run_at <= ?', now).toArray();
  for (const { name } of due) {
    // Asked for again while it is done, it is done again.
    storage.sql.exec('DELETE FROM chore WHERE name = ?', name);
    const next = await chores[name]?.(now).catch((error: unknown) => {
      log('error', 'chore_fault', {
        chore: name,
        fault: error instanceof Error ? error.name : typeof error,
      });
      return now + afterFault;
    });
    if (next != null) schedule(storage, name, next);
  }
  await setAlarm(storage);
}

async function setAlarm(storage: DurableObjectStorage): Promise<void> {
  const { next } = storage.sql.exec<{ next: number | null }>('SELECT min(run_at) AS next FROM chore').one();
  if (next !== null) await storage.setAlarm(next);
}

/** Erases the rows and files of a number. End the instance afterwards to clear its memory. */
import { migrate } from '../../migrate.ts';
import type { Media } from '../media/media.ts';
import { migrations } from '../schema.ts';

/** Erases everything. A tombstone stays, so that late events do not create the inbox again. */
export async function eraseAll(storage: DurableObjectStorage, media: Media): Promise<void> {
  await empty(storage, media);
  storage.kv.put(tombstone, true);
  await storage.sync();
}

const tombstone = 'tombstone';

export function hasTombstone(storage: DurableObjectStorage): boolean {
  return storage.kv.get(tombstone) === true;
}

export function liftTombstone(storage: DurableObjectStorage): void {
  storage.kv.delete(tombstone);
}

/** The settings stay. */
export async function eraseConversations(storage: DurableObjectStorage, media: Media): Promise<void> {
  const settings = storage.sql.exec<{ name: string; value: string }>('SELECT * FROM setting').toArray();
  await empty(storage, media);
  migrate(storage, migrations);
  for (const { name, value } of settings) {
    storage.sql.exec('INSERT INTO setting VALUES (?, ?)', name, value);
  }
  await storage.sync();
}

async function empty(storage: DurableObjectStorage, media: Media): Promise<void> {
  await media.erase();
  await storage.deleteAlarm();
  await storage.deleteAll();
}

/** Erases the rows and files of a number. End the instance afterwards to clear its memory. */
import { migrate } from '../../migrate.ts';
import type { Archive } from '../archive/archive.ts';
import type { KnowledgeIndex } from '../automation/assistant/knowledge-index.ts';
import type { Media } from '../media/media.ts';
import { migrations } from '../schema.ts';

/** What writes to the bucket. */
interface Writers {
  media: Pick<Media, 'erase'>;
  archive: Pick<Archive, 'end' | 'goOn'>;
}

/** What has vectors elsewhere. */
interface Indexed {
  knowledgeIndex: KnowledgeIndex;
}

/** Erases everything. A tombstone stays, so that late events do not create the inbox again. */
export async function eraseAll(storage: DurableObjectStorage, parts: Writers & Indexed): Promise<void> {
  await quiet(parts, () => parts.knowledgeIndex.erase());
  await storage.deleteAlarm();
  await storage.deleteAll();
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

/** What an admin has entered, and what automation has used. */
const keptTables = [
  ...['setting', 'rule', 'menu', 'knowledge', 'knowledge_version', 'knowledge_text'],
  'knowledge_vector',
  ...['assistant_day', 'automatic_month'],
] as const;

/** The settings, rules, menus and the knowledge stay. */
export async function eraseConversations(
  storage: DurableObjectStorage,
  parts: Writers & Indexed,
): Promise<void> {
  await quiet(parts, async () => {});
  await storage.deleteAlarm();
  // Read after everything that takes time, so that what an admin enters meanwhile is among it.
  const kept = keptTables.map((table) => {
    const rows = storage.sql.exec(`SELECT * FROM ${table}`);
    return { table, columns: rows.columnNames, rows: [...rows.raw()] };
  });
  await storage.deleteAll();
  migrate(storage, migrations);
  for (const { table, columns, rows } of kept) {
    const places = columns.map(() => '?').join(', ');
    for (const row of rows) {
      storage.sql.exec(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, ...row);
    }
  }
  // Places in tables that are empty now.
  storage.sql.exec("DELETE FROM setting WHERE name LIKE '%cursor%'");
  parts.knowledgeIndex.goOn();
  await storage.sync();
}

/** Ends what writes elsewhere, and erases what it has written there. */
async function quiet(
  { media, archive, knowledgeIndex }: Writers & Indexed,
  erase: () => Promise<void>,
): Promise<void> {
  await Promise.all([archive.end(), knowledgeIndex.end()]);
  try {
    await erase();
    await media.erase();
  } catch (error) {
    archive.goOn();
    knowledgeIndex.goOn();
    throw error;
  }
}

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
export async function eraseAll(
  storage: DurableObjectStorage,
  tombstone: Tombstone,
  parts: Writers & Indexed,
): Promise<void> {
  await quiet(parts, () => parts.knowledgeIndex.erase());
  await storage.deleteAlarm();
  await storage.deleteAll();
  tombstone.set();
  await storage.sync();
}

const key = 'tombstone';

/** Says that the number of this inbox was deleted. Read once, because every webhook asks. */
export class Tombstone {
  #storage: DurableObjectStorage;
  #stands: boolean;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#stands = storage.kv.get(key) === true;
  }

  get stands(): boolean {
    return this.#stands;
  }

  set(): void {
    this.#storage.kv.put(key, true);
    this.#stands = true;
  }

  lift(): void {
    this.#storage.kv.delete(key);
    this.#stands = false;
  }
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

/** A new master key: everything that was sealed with an older one is sealed again, a few at a time, in the background. */
import type { MasterKeyStatus } from '../../api/settings.ts';
import { log } from '../../log.ts';
import { keyIdOf, type MasterKey, type Vault } from './vault.ts';

/** Where sealed text is: how it is read, replaced where it is still the same, and bound to its place. */
interface SealedColumn {
  all: string;
  put: string;
  place: (key: string) => string;
}

const columns: readonly SealedColumn[] = [
  {
    all: 'SELECT inbox AS key, access_token AS sealed FROM connection',
    put: 'UPDATE connection SET access_token = ?3 WHERE inbox = ?1 AND access_token = ?2',
    place: (key) => `${key}/access_token`,
  },
  {
    all: 'SELECT inbox AS key, app_secret AS sealed FROM connection WHERE app_secret IS NOT NULL',
    put: 'UPDATE connection SET app_secret = ?3 WHERE inbox = ?1 AND app_secret = ?2',
    place: (key) => `${key}/app_secret`,
  },
  {
    all: 'SELECT inbox AS key, former_app_secret AS sealed FROM connection WHERE former_app_secret IS NOT NULL',
    put: 'UPDATE connection SET former_app_secret = ?3 WHERE inbox = ?1 AND former_app_secret = ?2',
    place: (key) => `${key}/app_secret`,
  },
  {
    all: 'SELECT id AS key, access_token AS sealed FROM signup',
    put: 'UPDATE signup SET access_token = ?3 WHERE id = ?1 AND access_token = ?2',
    place: (key) => `signup/${key}`,
  },
  {
    all: 'SELECT id AS key, secret AS sealed FROM webhook WHERE secret IS NOT NULL',
    put: 'UPDATE webhook SET secret = ?3 WHERE id = ?1 AND secret = ?2',
    place: (key) => `webhook/${key}`,
  },
  {
    all: 'SELECT id AS key, former_secret AS sealed FROM webhook WHERE former_secret IS NOT NULL',
    put: 'UPDATE webhook SET former_secret = ?3 WHERE id = ?1 AND former_secret = ?2',
    place: (key) => `webhook/${key}`,
  },
  {
    all: "SELECT name AS key, value AS sealed FROM setting WHERE name = 'verify_token'",
    put: 'UPDATE setting SET value = ?3 WHERE name = ?1 AND value = ?2',
    place: (key) => key,
  },
  {
    all: "SELECT name AS key, value ->> 'sealed' AS sealed FROM setting WHERE name = 'site_login' AND value ->> 'sealed' IS NOT NULL",
    put: "UPDATE setting SET value = json_set(value, '$.sealed', ?3) WHERE name = ?1 AND value ->> 'sealed' = ?2",
    place: (key) => key,
  },
  {
    all: "SELECT name AS key, value ->> 'sealed' AS sealed FROM setting WHERE name = 'push_key'",
    put: "UPDATE setting SET value = json_set(value, '$.sealed', ?3) WHERE name = ?1 AND value ->> 'sealed' = ?2",
    place: (key) => key,
  },
];

interface Sealed extends Record<string, SqlStorageValue> {
  key: string;
  sealed: string;
}

const mostAtOnce = 50;
const pause = 1_000;

/** Seals some of it anew. When to go on; null: nothing is left that can be. */
export async function rotate(sql: SqlStorage, vault: Vault, now: number): Promise<number | null> {
  let left = mostAtOnce;
  for (const { all, put, place } of columns) {
    for (const { key, sealed } of olderIn(sql, all, vault)) {
      if (left === 0) return now + pause;
      // One whose key is gone stays as it is: the status counts it, and the key may come back.
      if (!vault.canOpen(sealed)) continue;
      left -= 1;
      // One that is damaged must not keep the others from the new key.
      const secret = await vault.open(sealed, place(key)).catch(() => null);
      if (secret === null) log('error', 'secret_unreadable', { place: place(key) });
      else sql.exec(put, key, sealed, await vault.seal(secret, place(key)));
    }
  }
  return null;
}

export function statusOf(sql: SqlStorage, vault: Vault, keys: readonly MasterKey[]): MasterKeyStatus {
  const older = columns.flatMap(({ all }) => olderIn(sql, all, vault));
  const names = [...new Set(keys.map(({ name }) => name))];
  const readable = older.filter(({ sealed }) => vault.canOpen(sealed)).length;
  return {
    current: names[0] ?? 'MASTER_KEY',
    older: names.slice(1),
    waiting: readable,
    unreadable: older.length - readable,
  };
}

function olderIn(sql: SqlStorage, all: string, vault: Vault): Sealed[] {
  return sql
    .exec<Sealed>(all)
    .toArray()
    .filter(({ sealed }) => keyIdOf(sealed) !== vault.keyId);
}

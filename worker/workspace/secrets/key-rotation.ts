/** Re-encrypts everything with the newest master key, a few values at a time, in the background. */
import type { MasterKeyStatus } from '../../api/people/settings.ts';
import { log } from '../../log.ts';
import { keyIdOf, type MasterKey, type Vault } from './vault.ts';

/** A column with sealed text: how to read it, how to replace a value unless it has changed, and its place. */
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
  {
    all: "SELECT name AS key, value ->> 'sealed' AS sealed FROM setting WHERE name = 'model_provider' AND value ->> 'sealed' IS NOT NULL",
    put: "UPDATE setting SET value = json_set(value, '$.sealed', ?3) WHERE name = ?1 AND value ->> 'sealed' = ?2",
    place: (key) => key,
  },
];

interface Sealed extends Record<string, SqlStorageValue> {
  key: string;
  sealed: string;
}

const maxAtOnce = 50;
const stepPauseMs = 1_000;

/** Re-encrypts some values. Returns when to continue; null when nothing is left. */
export async function rotate(sql: SqlStorage, vault: Vault, now: number): Promise<number | null> {
  let left = maxAtOnce;
  for (const { all, put, place } of columns) {
    for (const { key, sealed } of olderIn(sql, all, vault)) {
      if (left === 0) return now + stepPauseMs;
      // A value whose key is missing stays as it is. The status counts it, and the key can be added again.
      if (!vault.canOpen(sealed)) continue;
      left -= 1;
      // A damaged value must not stop the others.
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

/** Embedded Signups that have a token but are not connected yet. Stored for a day, so that steps can be repeated. */
import { newSecret } from '../secrets/secrets.ts';
import type { Vault } from '../secrets/vault.ts';

export interface NewSignup {
  accessToken: string;
  /** The ids from Meta's popup; null if it gave none. */
  wabaId: string | null;
  phoneNumberId: string | null;
  isOnPhone: boolean;
}

export interface StoredSignup extends NewSignup {
  id: string;
}

const lifetimeMs = 24 * 60 * 60_000;

export async function keep(
  sql: SqlStorage,
  vault: Vault,
  signup: NewSignup,
  now: number,
): Promise<StoredSignup> {
  const id = newSecret();
  const sealed = await vault.seal(signup.accessToken, `signup/${id}`);
  sql.exec('DELETE FROM signup WHERE expires_at < ?', now);
  sql.exec(
    'INSERT INTO signup VALUES (?, ?, ?, ?, ?, ?)',
    ...[id, sealed, signup.wabaId, signup.phoneNumberId, Number(signup.isOnPhone), now + lifetimeMs],
  );
  return { id, ...signup };
}

export async function find(
  sql: SqlStorage,
  vault: Vault,
  id: string,
  now: number,
): Promise<StoredSignup | null> {
  const [row] = sql
    .exec<{
      access_token: string;
      waba_id: string | null;
      phone_number_id: string | null;
      is_on_phone: number;
    }>('SELECT * FROM signup WHERE id = ? AND expires_at > ?', id, now)
    .toArray();
  if (!row) return null;
  return {
    id,
    accessToken: await vault.open(row.access_token, `signup/${id}`),
    wabaId: row.waba_id,
    phoneNumberId: row.phone_number_id,
    isOnPhone: row.is_on_phone === 1,
  };
}

export function forget(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM signup WHERE id = ?', id);
}

import { newSecret } from './secrets.ts';
import type { Vault } from './vault.ts';

/** The verify token for Meta's webhook handshake, created at the first call. */
export async function verifyToken(sql: SqlStorage, vault: Vault): Promise<string> {
  const stored = () =>
    sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'verify_token'").toArray()[0];
  if (!stored()) {
    const sealed = await vault.seal(newSecret(), 'verify_token');
    sql.exec("INSERT INTO setting VALUES ('verify_token', ?) ON CONFLICT DO NOTHING", sealed);
  }
  return vault.open(stored()?.value ?? '', 'verify_token');
}

/** The progress of the setup, and a limit of the checks with Meta while an admin fills in the form. */
import * as v from 'valibot';
import { ApiError } from '../../errors.ts';

const maxChecks = 60;
const maxAddresses = 20;

/** In memory only: it limits the checks per minute. */
export class CheckCounter {
  #checks = new Map<string, number[]>();

  /** Throws when this agent has made too many checks in the last minute. */
  count(agentId: string, now: number): void {
    const recent = (this.#checks.get(agentId) ?? []).filter((at) => now - at < 60_000);
    if (recent.length >= maxChecks) {
      throw new ApiError(429, 'too_many_checks', 'Too many checks with Meta. Try again in a minute.');
    }
    this.#checks.set(agentId, [...recent, now]);
  }
}

/** Meta has called `address` with the right verify token. */
export function noteHandshake(sql: SqlStorage, address: string, now: number): void {
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('handshake_at', ?)", String(now));
  const known = verifiedAddresses(sql).filter((other) => other !== address);
  const addresses = JSON.stringify([address, ...known].slice(0, maxAddresses));
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('webhook_addresses', ?)", addresses);
}

/** The addresses of the webhook that Meta has verified, the last one first. */
export function verifiedAddresses(sql: SqlStorage): string[] {
  const [row] = sql
    .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'webhook_addresses'")
    .toArray();
  return row ? v.parse(v.array(v.string()), JSON.parse(row.value)) : [];
}

/** When Meta last called the webhook's address with the right verify token. */
export function handshakeAt(sql: SqlStorage): number | null {
  const [row] = sql
    .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'handshake_at'")
    .toArray();
  return row ? Number(row.value) : null;
}

export function isSetUp(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM setting WHERE name = 'set_up'").toArray().length > 0;
}

export function setUp(sql: SqlStorage, isDone: boolean): void {
  if (isDone) sql.exec("INSERT OR REPLACE INTO setting VALUES ('set_up', '1')");
  else sql.exec("DELETE FROM setting WHERE name = 'set_up'");
}

/** Whether anyone besides the first admin could be using the deployment: a colleague, or visitors of a site. */
export function isShared(sql: SqlStorage): boolean {
  return (
    sql
      .exec(
        `SELECT 1 WHERE EXISTS (SELECT 1 FROM setting WHERE name = 'shared')
           OR EXISTS (SELECT 1 FROM allowed_origin) OR EXISTS (SELECT 1 FROM invitation)
           OR (SELECT count(*) FROM agent) > 1`,
      )
      .toArray().length > 0
  );
}

export function share(sql: SqlStorage): void {
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('shared', '1')");
}

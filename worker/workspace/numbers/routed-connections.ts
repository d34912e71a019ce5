/**
 * What the webhook route knows about every number. Each Worker reads it every few seconds, so what has not changed is
 * neither decrypted nor sent again: a deployment can have thousands of numbers.
 */
import type { Vault } from '../secrets/vault.ts';
import type { WebhookOffice } from '../webhooks/webhook-office.ts';
import { connections, type RoutedConnection } from './connections.ts';

export interface RoutedConnections {
  /** Give it with the next request. */
  version: string;
  /** Null if they are those of the version that was given. */
  connections: RoutedConnection[] | null;
}

/** What else can end without a write, such as a former app secret, ends this much later at most. */
const maxAgeMs = 60_000;

export class ConnectionDirectory {
  #sql: SqlStorage;
  #office: WebhookOffice;
  /** Versions of this instance only: a version of an earlier one is read again. */
  #instance = crypto.randomUUID();
  #opened = new Map<string, Promise<string>>();
  #last: { writes: number; until: number; text: string; version: number; all: RoutedConnection[] } | null =
    null;

  constructor(sql: SqlStorage, office: WebhookOffice) {
    this.#sql = sql;
    this.#office = office;
  }

  async read(vault: Vault, known: string | null, now: number): Promise<RoutedConnections> {
    const { version: number, all } = await this.#current(vault, now);
    const version = `${this.#instance}.${number}`;
    return { version, connections: known === version ? null : all };
  }

  async #current(vault: Vault, now: number) {
    const last = this.#last;
    // Rows that were written since this instance began: without a write, nothing can have changed.
    const { writes } = this.#sql.exec<{ writes: number }>('SELECT total_changes() AS writes').one();
    if (last && last.writes === writes && now < last.until) return last;
    const opened = new Map<string, Promise<string>>();
    const open = (sealed: string, place: string): Promise<string> => {
      const key = `${place} ${sealed}`;
      const secret = this.#opened.get(key) ?? vault.open(sealed, place);
      opened.set(key, secret);
      return secret;
    };
    const accountFieldsFor = this.#office.accountFields();
    const found = await connections(this.#sql, { open });
    this.#opened = opened;
    const all = found.map((one) => ({ ...one, accountFields: accountFieldsFor(one.inbox) }));
    const text = JSON.stringify(all);
    const version = (this.#last?.version ?? 0) + (this.#last?.text === text ? 0 : 1);
    this.#last = { writes, until: now + maxAgeMs, text, version, all };
    return this.#last;
  }
}

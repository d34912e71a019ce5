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

interface Read {
  /** The counter of the table `routing`. */
  changes: number;
  /** When a former app secret ends, which is no write. */
  until: number;
  all: RoutedConnection[];
}

export class ConnectionDirectory {
  #sql: SqlStorage;
  #office: WebhookOffice;
  /** Opened secrets, by their place and sealed text. */
  #opened = new Map<string, Promise<string>>();
  #last: Read | null = null;

  constructor(sql: SqlStorage, office: WebhookOffice) {
    this.#sql = sql;
    this.#office = office;
  }

  async read(vault: Vault, known: string | null, now: number): Promise<RoutedConnections> {
    const { changes, until, all } = await this.#current(vault, now);
    const version = `${changes}.${until}`;
    return { version, connections: known === version ? null : all };
  }

  async #current(vault: Vault, now: number): Promise<Read> {
    const { changes } = this.#sql.exec<{ changes: number }>('SELECT changes FROM routing').one();
    if (this.#last?.changes === changes && now < this.#last.until) return this.#last;
    const { until } = this.#sql
      .exec<{ until: number | null }>(
        'SELECT min(former_until) AS until FROM connection WHERE former_until > ?',
        now,
      )
      .one();
    const accountFieldsFor = this.#office.accountFields();
    const opened = new Map<string, Promise<string>>();
    const open = (sealed: string, place: string): Promise<string> => {
      const key = `${place} ${sealed}`;
      const secret = this.#opened.get(key) ?? vault.open(sealed, place);
      opened.set(key, secret);
      return secret;
    };
    const found = await connections(this.#sql, { open });
    this.#opened = opened;
    const all = found.map((one) => ({ ...one, accountFields: accountFieldsFor(one.inbox) }));
    this.#last = { changes, until: until ?? Number.MAX_SAFE_INTEGER, all };
    return this.#last;
  }
}

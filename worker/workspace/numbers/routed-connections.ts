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

/** What a list is of: the counter of the table `routing`, and when a former app secret ends, which is no write. */
interface State {
  changes: number;
  until: number;
}

export class ConnectionDirectory {
  #sql: SqlStorage;
  #office: WebhookOffice;
  /** Opened secrets, by their place and sealed text. */
  #opened = new Map<string, Promise<string>>();
  #state: State | null = null;
  #last: { state: State; all: RoutedConnection[] } | null = null;

  constructor(sql: SqlStorage, office: WebhookOffice) {
    this.#sql = sql;
    this.#office = office;
  }

  async read(
    secrets: () => Promise<Pick<Vault, 'open'>>,
    known: string | null,
    now: number,
  ): Promise<RoutedConnections> {
    const state = this.#stateAt(now);
    const version = `${state.changes}.${state.until}`;
    if (known === version) return { version, connections: null };
    const all = this.#last?.state === state ? this.#last.all : await this.#all(await secrets());
    this.#last = { state, all };
    return { version, connections: all };
  }

  #stateAt(now: number): State {
    const { changes } = this.#sql.exec<{ changes: number }>('SELECT changes FROM routing').one();
    if (this.#state?.changes === changes && now < this.#state.until) return this.#state;
    const { until } = this.#sql
      .exec<{ until: number | null }>(
        'SELECT min(former_until) AS until FROM connection WHERE former_until > ?',
        now,
      )
      .one();
    this.#state = { changes, until: until ?? Number.MAX_SAFE_INTEGER };
    return this.#state;
  }

  async #all(vault: Pick<Vault, 'open'>): Promise<RoutedConnection[]> {
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
    return found.map((one) => ({ ...one, accountFields: accountFieldsFor(one.inbox) }));
  }
}

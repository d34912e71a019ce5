import * as v from 'valibot';
import { windowLength } from '../../worker/whatsapp/window.ts';
import { customerId, isUserId } from './customer-id.ts';

export interface CustomerRow extends Record<string, SqlStorageValue> {
  id: string;
  name: string;
  username: string | null;
  online: number;
  chat_open: number;
  blocked: number;
  typing_until: number;
  identity: string | null;
}

/** Everybody who is on WhatsApp: whoever is named is there. */
export class Customers {
  #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string, name?: string, username?: string): CustomerRow {
    return this.#sql
      .exec<CustomerRow>(
        `INSERT INTO customer (id, name, username) VALUES (?1, coalesce(?2, ?4), ?3) ON CONFLICT DO UPDATE
         SET name = coalesce(?2, name), username = coalesce(?3, username) RETURNING *`,
        ...[v.parse(customerId, id), name ?? null, username ?? null, isUserId(id) ? id : `+${id}`],
      )
      .one();
  }

  /** What the customer sees of somebody who types ends. */
  stopTyping(id: string): void {
    this.#sql.exec('UPDATE customer SET typing_until = 0 WHERE id = ?', id);
  }

  /** Whether the customer has written to this number so lately that it may answer with anything. */
  isWindowOpen(customer: string, phoneNumberId: string, now: number): boolean {
    const [row] = this.#sql
      .exec<{ wrote_at: number }>(
        'SELECT wrote_at FROM chat WHERE customer = ? AND number_id = ?',
        ...[customer, phoneNumberId],
      )
      .toArray();
    return row !== undefined && now - row.wrote_at < windowLength;
  }
}

export function identityOf({ id, identity }: CustomerRow): string {
  return identity ?? `identity-of-${id}`;
}

import * as v from 'valibot';
import { windowLengthMs } from '../../../worker/whatsapp/sending/window.ts';
import type { UserIdChange } from '../control/control.ts';
import type { NumberSetup } from '../numbers/number-setup.ts';
import { type CustomerIds, customerId, isUserId, newUserId } from './customer-id.ts';

export interface CustomerRow extends Record<string, SqlStorageValue> {
  id: string;
  name: string;
  username: string | null;
  online: number;
  chat_open: number;
  blocked: number;
  typing_until: number;
  identity: string | null;
  hides_number: number;
  is_gone: number;
}

interface UserIdRow extends Record<string, SqlStorageValue> {
  id: string;
  portfolio: string;
  customer: string;
  is_current: number;
}

/** The customers on WhatsApp. A customer is created when they are first mentioned. */
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

  /** The ids of the customer that the owner of this number gets. */
  idsFor({ id, hides_number }: CustomerRow, setup: NumberSetup | null): CustomerIds {
    const portfolio = portfolioOf(setup);
    return {
      ...(!isUserId(id) && hides_number === 0 && { waId: id }),
      userId: this.#userIdOf(id, portfolio),
      ...(setup?.sharesParentIds && { parentUserId: this.#userIdOf(id, `parent of ${portfolio}`, 'parent') }),
    };
  }

  /** Gives the customer a new user id in this number's portfolio; the old one is retired. */
  renewUserId(id: string, setup: NumberSetup | null): UserIdChange {
    const portfolio = portfolioOf(setup);
    const previous = this.#userIdOf(id, portfolio);
    this.#sql.exec('UPDATE user_id SET is_current = 0 WHERE customer = ? AND portfolio = ?', id, portfolio);
    const current = newUserId(id);
    this.#sql.exec('INSERT INTO user_id (id, portfolio, customer) VALUES (?, ?, ?)', current, portfolio, id);
    return { previous, current };
  }

  /** The customer with a user id; null if it is retired or belongs to another portfolio. */
  withUserId(userId: string, setup: NumberSetup | null): string | null {
    const known = this.#sql.exec<UserIdRow>('SELECT * FROM user_id WHERE id = ?', userId).toArray();
    const portfolio = portfolioOf(setup);
    const own = known.find(
      (row) => row.portfolio === portfolio || row.portfolio === `parent of ${portfolio}`,
    );
    if (own) return own.is_current === 1 ? own.customer : null;
    return known.length === 0 ? userId : null;
  }

  /**
   * Moves the customer and all chats to another phone number. The user ids of both numbers are retired, because Meta
   * creates new ones. The old number has no owner afterwards.
   */
  move(from: string, to: string): CustomerRow {
    const { name, username, hides_number } = this.find(from);
    this.find(to, name, username ?? undefined);
    this.#sql.exec('UPDATE user_id SET is_current = 0 WHERE customer IN (?, ?)', from, to);
    this.#sql.exec('UPDATE message SET customer = ? WHERE customer = ?', to, from);
    this.#sql.exec(
      `INSERT INTO chat (customer, number_id, wrote_at) SELECT ?1, number_id, wrote_at FROM chat WHERE customer = ?2
       ON CONFLICT DO UPDATE SET wrote_at = max(wrote_at, excluded.wrote_at)`,
      ...[to, from],
    );
    this.#sql.exec('DELETE FROM chat WHERE customer = ?', from);
    this.#sql.exec('UPDATE customer SET is_gone = 1, chat_open = 0, typing_until = 0 WHERE id = ?', from);
    this.#sql.exec(
      'UPDATE customer SET is_gone = 0, chat_open = 1, hides_number = ? WHERE id = ?',
      ...[hides_number, to],
    );
    return this.find(to);
  }

  /** Hides the typing indicator. */
  stopTyping(id: string): void {
    this.#sql.exec('UPDATE customer SET typing_until = 0 WHERE id = ?', id);
  }

  /** Whether the reply window is open: the customer wrote to this number in the last 24 hours. */
  isWindowOpen(customer: string, phoneNumberId: string, now: number): boolean {
    const [row] = this.#sql
      .exec<{ wrote_at: number }>(
        'SELECT wrote_at FROM chat WHERE customer = ? AND number_id = ?',
        ...[customer, phoneNumberId],
      )
      .toArray();
    return row !== undefined && now - row.wrote_at < windowLengthMs;
  }

  /** The business numbers that have a chat with this customer. */
  numbersOf(customer: string): string[] {
    return this.#sql
      .exec<{ id: string }>('SELECT DISTINCT number_id AS id FROM message WHERE customer = ?', customer)
      .toArray()
      .map(({ id }) => id);
  }

  #userIdOf(customer: string, portfolio: string, kind: 'user' | 'parent' = 'user'): string {
    const [row] = this.#sql
      .exec<UserIdRow>(
        'SELECT * FROM user_id WHERE customer = ? AND portfolio = ? AND is_current = 1',
        ...[customer, portfolio],
      )
      .toArray();
    if (row) return row.id;
    const isOwn = kind === 'user' && isUserId(customer) && !this.#isUserId(customer, portfolio);
    const id = isOwn ? customer : newUserId(customer, kind);
    this.#sql.exec(
      'INSERT INTO user_id (id, portfolio, customer) VALUES (?, ?, ?)',
      ...[id, portfolio, customer],
    );
    return id;
  }

  #isUserId(id: string, portfolio: string): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM user_id WHERE id = ? AND portfolio = ?', id, portfolio).toArray().length >
      0
    );
  }
}

export function identityOf({ id, identity }: CustomerRow): string {
  return identity ?? `identity-of-${id}`;
}

/** All numbers of a portfolio see the same user ids. An account without a portfolio counts as its own. */
function portfolioOf(setup: NumberSetup | null): string {
  return setup?.portfolioId ?? setup?.wabaId ?? '';
}

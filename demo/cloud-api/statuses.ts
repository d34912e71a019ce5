import type { ThreadMessage } from './control.ts';
import { contactOf, isUserId } from './customer-id.ts';
import type { Customers } from './customers.ts';
import type { Deliveries } from './deliveries.ts';
import type { MessageRow } from './messages.ts';

/** What becomes of a business's message; its owner is told each time. */
export class Statuses {
  #sql: SqlStorage;
  #customers: Customers;
  #deliveries: Deliveries;

  constructor(sql: SqlStorage, customers: Customers, deliveries: Deliveries) {
    this.#sql = sql;
    this.#customers = customers;
    this.#deliveries = deliveries;
  }

  report(wamid: string, status: ThreadMessage['status'], errors?: unknown[]): void {
    const row = this.#sql
      .exec<MessageRow>('UPDATE message SET status = ? WHERE wamid = ? RETURNING *', status, wamid)
      .one();
    const { id: customer, name, username } = this.#customers.find(row.customer);
    this.#deliveries.enqueue(row.number_id, {
      ...(isUserId(customer) && { contacts: [contactOf(customer, name, username)] }),
      statuses: [
        {
          id: wamid,
          status,
          timestamp: String(Math.floor(Date.now() / 1000)),
          ...(isUserId(customer) ? { recipient_user_id: customer } : { recipient_id: customer }),
          ...(row.callback_data !== null && { biz_opaque_callback_data: row.callback_data }),
          ...(errors && { errors }),
        },
      ],
    });
  }

  fail(wamid: string, code: number, title: string, details: string): void {
    this.report(wamid, 'failed', [{ code, title, message: title, error_data: { details } }]);
  }
}

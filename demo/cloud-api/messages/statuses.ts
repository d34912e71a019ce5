/**
 * Changes the status of a business's messages, and sends a webhook for each change.
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 * and, for what each status says about the customer,
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
import type { ThreadMessage } from '../control/control.ts';
import { type CustomerIds, contactOf } from '../customers/customer-id.ts';
import type { Customers } from '../customers/customers.ts';
import type { Numbers } from '../numbers/numbers.ts';
import type { Delivered } from '../numbers/pricing-analytics.ts';
import type { Deliveries } from '../webhooks/deliveries.ts';
import type { MessageRow } from './messages.ts';

type Status = ThreadMessage['status'];

const day = 24 * 60 * 60_000;
const freeServiceMessages = 1_000;

export class Statuses {
  #sql: SqlStorage;
  #numbers: Numbers;
  #customers: Customers;
  #deliveries: Deliveries;

  constructor(sql: SqlStorage, numbers: Numbers, customers: Customers, deliveries: Deliveries) {
    this.#sql = sql;
    this.#numbers = numbers;
    this.#customers = customers;
    this.#deliveries = deliveries;
  }

  report(wamid: string, status: Status, errors?: unknown[]): void {
    const row = this.#sql.exec<MessageRow>('SELECT * FROM message WHERE wamid = ?', wamid).one();
    this.#sql.exec('UPDATE message SET status = ? WHERE wamid = ?', status, wamid);
    this.#deliveries.enqueue(row.number_id, {
      ...(status !== 'failed' && { contacts: [this.#contactIn(row, status)] }),
      statuses: [
        {
          id: wamid,
          status,
          timestamp: String(Math.floor(Date.now() / 1000)),
          ...(status === 'failed' ? addresseeOf(row) : recipientOf(this.#idsIn(row))),
          ...(row.callback_data !== null && { biz_opaque_callback_data: row.callback_data }),
          ...(hasPricing(status, row.status) && this.#billing(row)),
          ...(errors && { errors }),
        },
      ],
    });
  }

  /** A message to a group is sent once. Later statuses come separately for each participant. */
  reportToGroup(phoneNumberId: string, wamid: string, group: string, callbackData: string | null): void {
    this.#deliveries.enqueue(phoneNumberId, {
      statuses: [
        {
          id: wamid,
          status: 'sent',
          timestamp: String(Math.floor(Date.now() / 1000)),
          recipient_id: group,
          recipient_type: 'group',
          ...(callbackData !== null && { biz_opaque_callback_data: callbackData }),
        },
      ],
    });
  }

  fail(wamid: string, code: number, title: string, details: string): void {
    this.report(wamid, 'failed', [{ code, title, message: title, error_data: { details } }]);
  }

  /** The messages of a number that were delivered, with what is charged for them; by when they were sent. */
  deliveredBy(numberId: string, from: number, to: number): Omit<Delivered, 'phoneNumber'>[] {
    return this.#sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE number_id = ? AND direction = 'out' AND status IN ('delivered', 'read')
           AND at >= ? AND at < ?`,
        ...[numberId, from, to],
      )
      .toArray()
      .map((row) => ({ at: row.at, customer: row.customer, ...this.#pricingOf(row) }));
  }

  /** What a message costs, and the conversation of a free entry point, the only kind that Meta still names. */
  #billing(row: MessageRow): Record<string, unknown> {
    const freeUntil = this.#freeUntil(row);
    return {
      ...(freeUntil !== null && {
        conversation: {
          id: `entry-${row.number_id}-${row.customer}-${freeUntil}`,
          origin: { type: 'referral_conversion' },
          expiration_timestamp: String(Math.floor(freeUntil / 1000)),
        },
      }),
      pricing: { pricing_model: 'PMP', ...this.#pricingOf(row) },
    };
  }

  #pricingOf(row: MessageRow): { type: string; category: string } {
    if (this.#freeUntil(row) !== null) return { type: 'free_entry_point', category: 'referral_conversion' };
    const category = this.#categoryOf(row.wamid);
    const isFree = category === 'service' && this.#isAmongFree(row);
    return { type: isFree ? 'free_customer_service' : 'regular', category };
  }

  /** Since October 2026, service messages cost the same as templates. `billable` is omitted because Meta is retiring it. */
  #categoryOf(wamid: string): string {
    const [row] = this.#sql
      .exec<{ category: string }>('SELECT category FROM sent_template WHERE wamid = ?', wamid)
      .toArray();
    return (row?.category ?? 'service').toLowerCase();
  }

  /** A customer from an ad is free for 72 hours from the first answer, if that came within 24. */
  #freeUntil({ number_id, customer, at }: MessageRow): number | null {
    const [ad] = this.#sql
      .exec<{ at: number }>(
        `SELECT at FROM message WHERE number_id = ? AND customer = ?
           AND content ->> '$.referral.ctwa_clid' IS NOT NULL ORDER BY at DESC LIMIT 1`,
        ...[number_id, customer],
      )
      .toArray();
    if (!ad) return null;
    const { at: answeredAt } = this.#sql
      .exec<{ at: number | null }>(
        `SELECT min(at) AS at FROM message WHERE number_id = ? AND customer = ? AND direction = 'out'
           AND at BETWEEN ? AND ?`,
        ...[number_id, customer, ad.at, ad.at + day],
      )
      .one();
    return answeredAt !== null && at < answeredAt + 3 * day ? answeredAt + 3 * day : null;
  }

  /** About 1,000 service messages of a number are free in each month. */
  #isAmongFree({ number_id, at, wamid }: MessageRow): boolean {
    const date = new Date(at);
    const begins = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    const { count } = this.#sql
      .exec<{ count: number }>(
        `SELECT count(*) AS count FROM (
           SELECT 1 FROM message WHERE number_id = ?1 AND direction = 'out' AND status <> 'failed'
             AND content ->> 'type' <> 'template' AND at >= ?2
             AND rowid < (SELECT rowid FROM message WHERE wamid = ?3) LIMIT ?4)`,
        ...[number_id, begins, wamid, freeServiceMessages],
      )
      .one();
    return count < freeServiceMessages;
  }

  #contactIn(row: MessageRow, status: Status): Record<string, unknown> {
    const { name, username } = this.#customers.find(row.customer);
    return contactOf(this.#idsIn(row), name, status === 'sent' ? null : username);
  }

  /** A business that has sent to the phone number gets it in statuses, even if the customer hides it. */
  #idsIn({ customer, number_id, sent_to }: MessageRow): CustomerIds {
    const ids = this.#customers.idsFor(this.#customers.find(customer), this.#numbers.find(number_id));
    return sent_to === 'phone' ? { ...ids, waId: customer } : ids;
  }
}

function recipientOf({ waId, userId, parentUserId }: CustomerIds): Record<string, unknown> {
  return {
    ...(waId !== undefined && { recipient_id: waId }),
    recipient_user_id: userId,
    ...(parentUserId !== undefined && { recipient_parent_user_id: parentUserId }),
  };
}

/** The status of a failed message contains only the id that the business used. */
function addresseeOf({ customer, sent_to, sent_user_id }: MessageRow): Record<string, unknown> {
  return sent_to === 'phone' ? { recipient_id: customer } : { recipient_user_id: sent_user_id };
}

/** Only the first status and the first that means delivery contain a price. */
function hasPricing(status: Status, before: Status): boolean {
  return status === 'sent' || (status !== 'failed' && before !== 'delivered');
}

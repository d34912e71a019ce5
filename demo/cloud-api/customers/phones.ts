import * as v from 'valibot';
import type { CustomerMessage, CustomerThread, PhoneState, ThreadMessage } from '../control/control.ts';
import type { Settings } from '../control/settings.ts';
import type { Blocklist } from '../graph/blocklist.ts';
import type { MediaStore } from '../graph/media.ts';
import { contentOf, type MessageRow, newWamid } from '../messages/messages.ts';
import type { Statuses } from '../messages/statuses.ts';
import type { Numbers } from '../numbers/numbers.ts';
import type { SentTemplates } from '../templates/sending/sent-templates.ts';
import type { Deliveries } from '../webhooks/deliveries.ts';
import { contactOf, senderOf } from './customer-id.ts';
import { type CustomerRow, type Customers, identityOf } from './customers.ts';

interface Rooms {
  settings: Settings;
  numbers: Numbers;
  customers: Customers;
  media: MediaStore;
  blocklist: Blocklist;
  deliveries: Deliveries;
  statuses: Statuses;
  sentTemplates: SentTemplates;
  /** Notifies the demo page that a phone has changed. */
  notify: () => void;
}

/** The customers' phones: messages they send, and messages that reach them. */
export class Phones {
  #sql: SqlStorage;
  #settings: Settings;
  #numbers: Numbers;
  #customers: Customers;
  #media: MediaStore;
  #blocklist: Blocklist;
  #deliveries: Deliveries;
  #statuses: Statuses;
  #sentTemplates: SentTemplates;
  #notify: () => void;

  constructor(sql: SqlStorage, rooms: Rooms) {
    this.#sql = sql;
    this.#settings = rooms.settings;
    this.#numbers = rooms.numbers;
    this.#customers = rooms.customers;
    this.#media = rooms.media;
    this.#blocklist = rooms.blocklist;
    this.#deliveries = rooms.deliveries;
    this.#statuses = rooms.statuses;
    this.#sentTemplates = rooms.sentTemplates;
    this.#notify = rooms.notify;
  }

  /** A customer writes to a business. */
  write(message: CustomerMessage): string {
    const phoneNumberId = message.phoneNumberId ?? this.#numbers.first();
    this.#customers.find(message.customer, message.name, message.username);
    // The sender owns this number now, even if an earlier owner has moved to another one.
    this.#sql.exec(
      'UPDATE customer SET is_gone = 0, hides_number = coalesce(?, hides_number) WHERE id = ?',
      ...[message.hidesNumber === undefined ? null : Number(message.hidesNumber), message.customer],
    );
    const row = this.#customers.find(message.customer);
    const { id: customer, name, username } = row;
    const setup = this.#numbers.find(phoneNumberId);
    const ids = this.#customers.idsFor(row, setup);
    const now = this.#settings.now();
    const wamid = newWamid();
    const content = this.#contentFrom(message);
    this.#sql.exec(
      'INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, NULL, NULL)',
      ...[
        wamid,
        phoneNumberId,
        customer,
        'in',
        now,
        JSON.stringify(content),
        message.replyTo ?? null,
        'sent',
      ],
    );
    this.#sql.exec('INSERT OR REPLACE INTO chat VALUES (?, ?, ?)', customer, phoneNumberId, now);
    this.#sql.exec('UPDATE customer SET chat_open = 1 WHERE id = ?', customer);
    // Messages of a blocked customer are dropped, and the customer does not learn of it.
    if (this.#blocklist.has(phoneNumberId, customer)) {
      this.#notify();
      return wamid;
    }
    const business = setup?.displayPhoneNumber.replace(/\D/g, '');
    const contact = contactOf(ids, name, username);
    const timestamp = Math.floor(this.#settings.realTime(now) / 1000);
    const identity = { acknowledged: true, created_timestamp: timestamp, hash: identityOf(row) };
    this.#deliveries.enqueue(phoneNumberId, {
      contacts: [setup?.checksIdentity ? { ...contact, identity_key_hash: identity.hash } : contact],
      messages: [
        {
          ...senderOf(ids),
          id: wamid,
          timestamp: String(timestamp),
          ...(setup?.checksIdentity && { identity }),
          ...content,
          // A question about a product of a message names both.
          ...(message.replyTo !== undefined && {
            context: { from: business, id: message.replyTo, ...Object(content.context) },
          }),
        },
      ],
    });
    this.show(customer);
    this.#notify();
    return wamid;
  }

  /** Changes the customer's keys. Businesses with the identity check that know the customer get a webhook. */
  changeIdentity(id: string, identity: string): void {
    const customer = this.#customers.find(id);
    this.#sql.exec('UPDATE customer SET identity = ? WHERE id = ?', identity, id);
    for (const number of this.#customers.numbersOf(id)) {
      const setup = this.#numbers.find(number);
      if (!setup?.checksIdentity) continue;
      const ids = this.#customers.idsFor(customer, setup);
      const body = `User ${customer.name} changed their identity`;
      // System messages carry no contacts.
      this.#deliveries.enqueue(number, {
        messages: [
          {
            ...senderOf(ids),
            id: newWamid(),
            timestamp: String(Math.floor(Date.now() / 1000)),
            type: 'system',
            system: { body, identity, type: 'customer_identity_changed', customer: ids.waId ?? ids.userId },
          },
        ],
      });
    }
    this.#notify();
  }

  /** The content of a webhook. Media is described with Meta's details of the file. */
  #contentFrom({ content, reaction, text = '' }: CustomerMessage): Record<string, unknown> {
    if (reaction)
      return { type: 'reaction', reaction: { message_id: reaction.wamid, emoji: reaction.emoji } };
    if (!content) return { type: 'text', text: { body: text } };
    const file = v.safeParse(v.looseObject({ id: v.string() }), content[content.type]);
    const media = file.success ? this.#media.find(file.output.id) : null;
    if (!file.success || !media) return content;
    const described = {
      ...this.#media.describeReceived(media.id),
      ...(content.type === 'document' && media.filename !== null && { filename: media.filename }),
    };
    return { ...content, [content.type]: { ...described, ...file.output } };
  }

  /** Delivers messages to a phone that is online, and marks them as read if the chat is on the screen. */
  show(id: string): void {
    const customer = this.#customers.find(id);
    if (!customer.online || customer.blocked || customer.is_gone) return;
    const waiting = this.#sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE customer = ? AND direction = 'out'
           AND wamid NOT IN (SELECT wamid FROM held_send) ORDER BY rowid`,
        id,
      )
      .toArray();
    for (const { wamid, status } of waiting) {
      // If a message is read as soon as it arrives, Meta never reports it as delivered.
      if (customer.chat_open && (status === 'sent' || status === 'delivered'))
        this.#statuses.report(wamid, 'read');
      else if (status === 'sent') this.#statuses.report(wamid, 'delivered');
    }
  }

  thread(id: string, phoneNumberId = this.#numbers.owned()[0]?.id ?? ''): CustomerThread {
    const customer = this.#customers.find(id);
    const messages = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE customer = ? ORDER BY at, rowid', id)
      .toArray()
      .map(
        (row): ThreadMessage => ({
          wamid: row.wamid,
          phoneNumberId: row.number_id,
          direction: row.direction,
          at: this.#settings.realTime(row.at),
          content: contentOf(row),
          quoted: row.quoted,
          status: row.status,
          template: this.#sentTemplates.shownIn(row.wamid),
        }),
      );
    return {
      customer: id,
      name: customer.name,
      username: customer.username,
      userId: this.#customers.idsFor(customer, this.#numbers.find(phoneNumberId)).userId,
      typingFor: Math.max(0, customer.typing_until - this.#settings.now()),
      ...phoneStateOf(customer),
      messages,
    };
  }

  change(id: string, change: Partial<PhoneState>): void {
    const state = { ...phoneStateOf(this.#customers.find(id)), ...change };
    this.#sql.exec(
      'UPDATE customer SET online = ?, chat_open = ?, blocked = ?, hides_number = ? WHERE id = ?',
      ...[state.online, state.chatOpen, state.blocked, state.hidesNumber].map(Number),
      id,
    );
    if (state.blocked || !state.online) this.#customers.stopTyping(id);
    this.show(id);
    this.#notify();
  }
}

function phoneStateOf({ online, chat_open, blocked, hides_number }: CustomerRow): PhoneState {
  return {
    online: online === 1,
    chatOpen: chat_open === 1,
    blocked: blocked === 1,
    hidesNumber: hides_number === 1,
  };
}

import * as v from 'valibot';
import type { Blocklist } from './blocklist.ts';
import type { CustomerMessage, CustomerThread, PhoneState, ThreadMessage } from './control.ts';
import { contactOf, isUserId } from './customer-id.ts';
import { type CustomerRow, type Customers, identityOf } from './customers.ts';
import type { Deliveries } from './deliveries.ts';
import type { MediaStore } from './media.ts';
import { contentOf, type MessageRow, newWamid } from './messages.ts';
import type { Numbers } from './numbers.ts';
import type { Settings } from './settings.ts';
import type { Statuses } from './statuses.ts';

interface Rooms {
  settings: Settings;
  numbers: Numbers;
  customers: Customers;
  media: MediaStore;
  blocklist: Blocklist;
  deliveries: Deliveries;
  statuses: Statuses;
  /** Something is to be seen on a phone. */
  tell: () => void;
}

/** The customers' phones: what is written on them, and what reaches them. */
export class Phones {
  #sql: SqlStorage;
  #settings: Settings;
  #numbers: Numbers;
  #customers: Customers;
  #media: MediaStore;
  #blocklist: Blocklist;
  #deliveries: Deliveries;
  #statuses: Statuses;
  #tell: () => void;

  constructor(sql: SqlStorage, rooms: Rooms) {
    this.#sql = sql;
    this.#settings = rooms.settings;
    this.#numbers = rooms.numbers;
    this.#customers = rooms.customers;
    this.#media = rooms.media;
    this.#blocklist = rooms.blocklist;
    this.#deliveries = rooms.deliveries;
    this.#statuses = rooms.statuses;
    this.#tell = rooms.tell;
  }

  /** A customer writes to a business. */
  write(message: CustomerMessage): string {
    const phoneNumberId = message.phoneNumberId ?? this.#numbers.first();
    const row = this.#customers.find(message.customer, message.name, message.username);
    const { id: customer, name, username } = row;
    const setup = this.#numbers.find(phoneNumberId);
    const now = this.#settings.now();
    const wamid = newWamid();
    const content = this.#contentFrom(message);
    this.#sql.exec(
      'INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)',
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
    // What a blocked customer writes reaches nobody, and they are not told.
    if (this.#blocklist.has(phoneNumberId, customer)) {
      this.#tell();
      return wamid;
    }
    const business = setup?.displayPhoneNumber.replace(/\D/g, '');
    const contact = contactOf(customer, name, username);
    const timestamp = Math.floor(this.#settings.told(now) / 1000);
    const identity = { acknowledged: true, created_timestamp: timestamp, hash: identityOf(row) };
    this.#deliveries.enqueue(phoneNumberId, {
      contacts: [setup?.checksIdentity ? { ...contact, identity_key_hash: identity.hash } : contact],
      messages: [
        {
          ...(message.replyTo !== undefined && { context: { from: business, id: message.replyTo } }),
          ...(isUserId(customer) ? { from_user_id: customer } : { from: customer }),
          id: wamid,
          timestamp: String(timestamp),
          ...(setup?.checksIdentity && { identity }),
          ...content,
        },
      ],
    });
    this.show(customer);
    this.#tell();
    return wamid;
  }

  /** The customer's keys are new. The businesses that check identities and know the customer are told. */
  changeIdentity(id: string, identity: string): void {
    const { name, username } = this.#customers.find(id);
    this.#sql.exec('UPDATE customer SET identity = ? WHERE id = ?', identity, id);
    const numbers = this.#sql
      .exec<{ id: string }>('SELECT DISTINCT number_id AS id FROM message WHERE customer = ?', id)
      .toArray()
      .filter((number) => this.#numbers.find(number.id)?.checksIdentity);
    for (const number of numbers) {
      const body = `User ${name} changed their identity`;
      this.#deliveries.enqueue(number.id, {
        contacts: [contactOf(id, name, username)],
        messages: [
          {
            ...(isUserId(id) ? { from_user_id: id } : { from: id }),
            id: newWamid(),
            timestamp: String(Math.floor(Date.now() / 1000)),
            type: 'system',
            system: { body, identity, type: 'customer_identity_changed', customer: id },
          },
        ],
      });
    }
    this.#tell();
  }

  /** Of media a customer's message says what Meta knows of the file. */
  #contentFrom({ content, reaction, text = '' }: CustomerMessage): Record<string, unknown> {
    if (reaction)
      return { type: 'reaction', reaction: { message_id: reaction.wamid, emoji: reaction.emoji } };
    if (!content) return { type: 'text', text: { body: text } };
    const file = v.safeParse(v.looseObject({ id: v.string() }), content[content.type]);
    const media = file.success ? this.#media.find(file.output.id) : null;
    if (!file.success || !media) return content;
    const described = {
      mime_type: media.mimeType,
      // In webhooks the checksum is in base64.
      sha256: btoa(media.sha256.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)))),
      ...(content.type === 'document' && media.filename !== null && { filename: media.filename }),
    };
    return { ...content, [content.type]: { ...described, ...file.output } };
  }

  /** What has been sent reaches a phone that is online, and is read when the chat is on its screen. */
  show(id: string): void {
    const customer = this.#customers.find(id);
    if (!customer.online || customer.blocked) return;
    const waiting = this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE customer = ? AND direction = 'out' ORDER BY rowid", id)
      .toArray();
    for (const { wamid, status } of waiting) {
      if (status === 'sent') this.#statuses.report(wamid, 'delivered');
      if (customer.chat_open && (status === 'sent' || status === 'delivered'))
        this.#statuses.report(wamid, 'read');
    }
  }

  thread(id: string): CustomerThread {
    const customer = this.#customers.find(id);
    const messages = this.#sql
      .exec<MessageRow>('SELECT * FROM message WHERE customer = ? ORDER BY at, rowid', id)
      .toArray()
      .map(
        (row): ThreadMessage => ({
          wamid: row.wamid,
          phoneNumberId: row.number_id,
          direction: row.direction,
          at: this.#settings.told(row.at),
          content: contentOf(row),
          quoted: row.quoted,
          status: row.status,
        }),
      );
    return {
      customer: id,
      name: customer.name,
      username: customer.username,
      typingFor: Math.max(0, customer.typing_until - this.#settings.now()),
      ...phoneStateOf(customer),
      messages,
    };
  }

  change(id: string, change: Partial<PhoneState>): void {
    const state = { ...phoneStateOf(this.#customers.find(id)), ...change };
    this.#sql.exec(
      'UPDATE customer SET online = ?, chat_open = ?, blocked = ? WHERE id = ?',
      ...[Number(state.online), Number(state.chatOpen), Number(state.blocked), id],
    );
    if (state.blocked || !state.online) this.#customers.stopTyping(id);
    this.show(id);
    this.#tell();
  }
}

function phoneStateOf({ online, chat_open, blocked }: CustomerRow): PhoneState {
  return { online: online === 1, chatOpen: chat_open === 1, blocked: blocked === 1 };
}

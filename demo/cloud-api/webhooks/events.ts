/** Events that are not caused by a customer's message. `POST /control/events` triggers them. */
import type { EventOutcome, MetaEvent } from '../control/control.ts';
import { contactOf, isUserId, senderOf } from '../customers/customer-id.ts';
import type { Customers } from '../customers/customers.ts';
import type { Phones } from '../customers/phones.ts';
import { GraphApiError } from '../graph/graph-error.ts';
import type { MediaStore } from '../graph/media.ts';
import { type MessageRow, newWamid } from '../messages/messages.ts';
import type { Numbers } from '../numbers/numbers.ts';
import type { Deliveries } from './deliveries.ts';
import { declinedHistory, historyOf } from './history.ts';
import { notices } from './notices.ts';
import type { Value } from './webhook-body.ts';

interface Rooms {
  numbers: Numbers;
  customers: Customers;
  media: MediaStore;
  deliveries: Deliveries;
  phones: Phones;
  /** Notifies the demo page that a phone has changed. */
  notify: () => void;
}

type Event<Type extends MetaEvent['type']> = Extract<MetaEvent, { type: Type }>;

export class Events {
  #sql: SqlStorage;
  #numbers: Numbers;
  #customers: Customers;
  #media: MediaStore;
  #deliveries: Deliveries;
  #phones: Phones;
  #notify: () => void;

  constructor(sql: SqlStorage, rooms: Rooms) {
    this.#sql = sql;
    this.#numbers = rooms.numbers;
    this.#customers = rooms.customers;
    this.#media = rooms.media;
    this.#deliveries = rooms.deliveries;
    this.#phones = rooms.phones;
    this.#notify = rooms.notify;
  }

  async send(event: MetaEvent): Promise<EventOutcome> {
    switch (event.type) {
      case 'user_changed_number':
        return this.#changeNumber(event);
      case 'user_changed_user_id':
      case 'user_id_update':
        return this.#changeUserId(event);
      case 'customer_identity_changed':
        this.#phones.changeIdentity(event.customer, event.identity ?? crypto.randomUUID());
        return { customer: event.customer, userIds: [] };
      case 'request_welcome':
        return this.#message(event, { type: 'request_welcome' });
      case 'contact_shared':
        return this.#shareContact(event);
      case 'user_preferences':
        return this.#preference(event);
      case 'history':
        return this.#history(event);
      case 'payment':
        return this.#payment(event);
      case 'notice': {
        const number = this.#numberFor(event.phoneNumberId);
        const { field, value } = notices[event.notice];
        this.#deliveries.enqueue(number.id, value(number.setup, number.id), field, 'account');
        return { customer: null, userIds: [] };
      }
      case 'dashboard_test':
        this.#deliveries.enqueue(this.#numberFor(event.phoneNumberId).id, testMessage, 'messages', 'test');
        return { customer: null, userIds: [] };
    }
  }

  /** System messages contain no contacts. Meta creates a new user id whenever the number changes. */
  #changeNumber({ customer: from, to, withUserId = false }: Event<'user_changed_number'>): EventOutcome {
    if (isUserId(from)) throw new GraphApiError(100, 'This customer has no phone number that could change.');
    const before = this.#customers.find(from);
    const chats = this.#customers.numbersOf(from).map((id) => {
      const setup = this.#numbers.find(id);
      return { id, setup, ids: this.#customers.idsFor(before, setup) };
    });
    const after = this.#customers.move(from, to);
    const userIds = chats.map(({ id, setup, ids }) => {
      const now = this.#customers.idsFor(after, setup);
      const system = {
        body: `User ${before.name} changed from ${from} to ${to}`,
        wa_id: to,
        ...(withUserId && { user_id: now.userId }),
        ...(withUserId && now.parentUserId !== undefined && { parent_user_id: now.parentUserId }),
        type: 'user_changed_number',
      };
      const sender = withUserId ? senderOf({ ...ids, waId: from }) : { from };
      this.#enqueueSystem(id, sender, system);
      return { phoneNumberId: id, previous: ids.userId, current: now.userId };
    });
    this.#notify();
    return { customer: to, userIds };
  }

  #changeUserId(event: Event<'user_changed_user_id' | 'user_id_update'>): EventOutcome {
    const customer = this.#customers.find(event.customer);
    const userIds = this.#customers.numbersOf(event.customer).map((id) => {
      const setup = this.#numbers.find(id);
      const before = this.#customers.idsFor(customer, setup);
      const change = event.change ?? this.#customers.renewUserId(event.customer, setup);
      if (event.type === 'user_changed_user_id') {
        const body = `User ${customer.name} changed from ${change.previous} to ${change.current}`;
        // It contains only the new user id.
        this.#enqueueSystem(id, {}, { body, user_id: change.current, type: 'user_changed_user_id' });
      } else {
        const { waId } = before;
        const update = {
          ...(waId !== undefined && { wa_id: waId }),
          detail: `User ${customer.name} has a new user id`,
          user_id: change,
          timestamp: seconds(),
        };
        const contacts = [contactOf({ ...before, userId: change.current }, customer.name, customer.username)];
        this.#deliveries.enqueue(id, { contacts, user_id_update: [update] }, 'user_id_update');
      }
      return { phoneNumberId: id, ...change };
    });
    return { customer: event.customer, userIds };
  }

  #enqueueSystem(phoneNumberId: string, sender: Value, system: Value): void {
    this.#deliveries.enqueue(phoneNumberId, {
      messages: [{ ...sender, id: newWamid(), timestamp: String(seconds()), type: 'system', system }],
    });
  }

  /** A message that the customer has not typed. */
  #message(event: { customer: string; phoneNumberId?: string }, content: Value): EventOutcome {
    const { id, setup } = this.#numberFor(event.phoneNumberId);
    const customer = this.#customers.find(event.customer);
    const ids = this.#customers.idsFor(customer, setup);
    this.#deliveries.enqueue(id, {
      contacts: [contactOf(ids, customer.name, customer.username)],
      messages: [{ ...senderOf(ids), id: newWamid(), timestamp: String(seconds()), ...content }],
    });
    return { customer: event.customer, userIds: [] };
  }

  /** Only this message contains the number. Later webhooks still omit it if the customer hides it. */
  #shareContact({ type: _, customer, ...where }: Event<'contact_shared'>): EventOutcome {
    if (isUserId(customer)) throw new GraphApiError(100, 'This customer has no phone number to share.');
    const { name } = this.#customers.find(customer);
    const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL:+${customer}\nEND:VCARD`;
    const content = {
      type: 'contacts',
      origin: 'contact_request',
      contacts: [{ vcard, phones: [{ phone: `+${customer}` }] }],
    };
    this.#phones.write({ customer, content, ...where });
    return { customer, userIds: [] };
  }

  #preference({ customer: id, value, phoneNumberId }: Event<'user_preferences'>): EventOutcome {
    const number = this.#numberFor(phoneNumberId);
    const customer = this.#customers.find(id);
    const ids = this.#customers.idsFor(customer, number.setup);
    const preference = {
      ...(ids.waId !== undefined && { wa_id: ids.waId }),
      user_id: ids.userId,
      detail: `User requested to ${value} marketing messages`,
      category: 'marketing_messages',
      value,
      timestamp: seconds(),
    };
    const contacts = [contactOf(ids, customer.name, customer.username)];
    this.#deliveries.enqueue(number.id, { contacts, user_preferences: [preference] }, 'user_preferences');
    return { customer: id, userIds: [] };
  }

  async #history({ customer: id, phoneNumberId, isDeclined }: Event<'history'>): Promise<EventOutcome> {
    const number = this.#numberFor(phoneNumberId);
    if (isDeclined) {
      this.#deliveries.enqueue(number.id, declinedHistory(), 'history');
      return { customer: id, userIds: [] };
    }
    const customer = this.#customers.find(id);
    const ids = this.#customers.idsFor(customer, number.setup);
    const { id: fileId } = await this.#media.keep(new Blob([photo]).stream(), 'image/png', null, 'received');
    const described = this.#media.describeReceived(fileId);
    const { name, username } = customer;
    const past = {
      setup: number.setup,
      ids,
      name,
      username,
      photo: { ...described, id: fileId },
      now: seconds(),
    };
    for (const value of historyOf(past)) this.#deliveries.enqueue(number.id, value, 'history');
    return { customer: id, userIds: [] };
  }

  /** The status of a payment requested by an `order_details` message, not of the message itself. */
  #payment({ wamid, status }: Event<'payment'>): EventOutcome {
    const [row] = this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE wamid = ? AND direction = 'out'", wamid)
      .toArray();
    if (!row) throw new GraphApiError(100, 'Param wamid is not a message that a business has sent.');
    const customer = this.#customers.find(row.customer);
    const ids = this.#customers.idsFor(customer, this.#numbers.find(row.number_id));
    const at = seconds();
    const transaction = {
      id: `order-${wamid.slice(-8)}`,
      type: 'upi',
      status: status === 'captured' ? 'success' : status,
      created_timestamp: at,
      updated_timestamp: at,
      ...(status === 'failed' && { error: { code: 'bank_declined', reason: 'The bank has declined it.' } }),
    };
    this.#deliveries.enqueue(row.number_id, {
      contacts: [contactOf(ids, customer.name, customer.username)],
      statuses: [
        {
          id: wamid,
          ...(ids.waId !== undefined && { recipient_id: ids.waId }),
          recipient_user_id: ids.userId,
          type: 'payment',
          status,
          payment: {
            reference_id: `ref-${wamid.slice(-8)}`,
            amount: { value: 4800, offset: 100 },
            currency: 'INR',
            transaction,
          },
          timestamp: String(at),
        },
      ],
    });
    return { customer: row.customer, userIds: [] };
  }

  #numberFor(phoneNumberId: string | undefined) {
    const id = phoneNumberId ?? this.#numbers.first();
    const setup = this.#numbers.find(id);
    if (!setup) throw new GraphApiError(100, `There is no number ${id} here.`);
    return { id, setup };
  }
}

/** The webhook that the Test button of the field `messages` in the app's dashboard sends. */
const testMessage: Value = {
  metadata: { display_phone_number: '16505551111', phone_number_id: '123456123' },
  contacts: [{ profile: { name: 'test user name' }, wa_id: '16315551181' }],
  messages: [
    {
      from: '16315551181',
      id: 'ABGGFlA5Fpa',
      timestamp: '1504902988',
      type: 'text',
      text: { body: 'this is a text message' },
    },
  ],
};

/** A blue pixel, as PNG. */
const photo = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC',
  ),
  (letter) => letter.charCodeAt(0),
);

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

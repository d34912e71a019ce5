import { checkProductMessage } from '../catalog/product-messages.ts';
import type { AcceptedSend } from '../control/control.ts';
import type { Settings } from '../control/settings.ts';
import { type Customers, identityOf } from '../customers/customers.ts';
import type { Phones } from '../customers/phones.ts';
import type { Blocklist } from '../graph/blocklist.ts';
import { GraphApiError } from '../graph/graph-error.ts';
import type { MediaStore } from '../graph/media.ts';
import { Rates } from '../graph/rates.ts';
import type { NumberSetup } from '../numbers/number-setup.ts';
import type { Numbers } from '../numbers/numbers.ts';
import type { Products } from '../templates/sending/check-parameters.ts';
import type { SentTemplates } from '../templates/sending/sent-templates.ts';
import type { StoredTemplate } from '../templates/template.ts';
import { contentOf, type MessageRow, newWamid } from './messages.ts';
import { type MessagesRequest, readMessagesRequest } from './request.ts';
import type { Statuses } from './statuses.ts';
import { unsendableFile } from './unsendable-file.ts';

interface Rooms {
  settings: Settings;
  numbers: Numbers;
  customers: Customers;
  media: MediaStore;
  blocklist: Blocklist;
  statuses: Statuses;
  phones: Phones;
  sentTemplates: SentTemplates;
  /** Whether the next template message is held until its quality is known. */
  takeHold: () => boolean;
  productsOf: (wabaId: string) => Products;
  /** Notifies the demo page that a phone has changed. */
  notify: () => void;
}

const typingLasts = 25_000;

/** `POST /{phone-number-id}/messages`: sends messages and read receipts. */
export class Sends {
  #sql: SqlStorage;
  #settings: Settings;
  #numbers: Numbers;
  #customers: Customers;
  #media: MediaStore;
  #blocklist: Blocklist;
  #statuses: Statuses;
  #phones: Phones;
  #sentTemplates: SentTemplates;
  #takeHold: () => boolean;
  #productsOf: (wabaId: string) => Products;
  #notify: () => void;
  #rates = new Rates();

  constructor(sql: SqlStorage, rooms: Rooms) {
    this.#sql = sql;
    this.#settings = rooms.settings;
    this.#numbers = rooms.numbers;
    this.#customers = rooms.customers;
    this.#media = rooms.media;
    this.#blocklist = rooms.blocklist;
    this.#statuses = rooms.statuses;
    this.#phones = rooms.phones;
    this.#sentTemplates = rooms.sentTemplates;
    this.#takeHold = rooms.takeHold;
    this.#productsOf = rooms.productsOf;
    this.#notify = rooms.notify;
  }

  take(phoneNumberId: string, body: unknown): Response {
    const message = readMessagesRequest(body);
    return message.kind === 'read' ? this.#markRead(message) : this.#send(phoneNumberId, message);
  }

  #markRead({ wamid, typing }: Extract<MessagesRequest, { kind: 'read' }>): Response {
    const [message] = this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE wamid = ? AND direction = 'in'", wamid)
      .toArray();
    if (!message)
      throw new GraphApiError(131009, 'Param message_id is not a message that this number received.');
    this.#sql.exec(
      "UPDATE message SET status = 'read' WHERE customer = ? AND direction = 'in' AND at <= ?",
      ...[message.customer, message.at],
    );
    const { online, blocked } = this.#customers.find(message.customer);
    if (typing && online && !blocked) {
      const until = this.#settings.now() + typingLasts;
      this.#sql.exec('UPDATE customer SET typing_until = ? WHERE id = ?', until, message.customer);
    }
    this.#notify();
    return Response.json({ success: true });
  }

  #send(phoneNumberId: string, message: Extract<MessagesRequest, { kind: 'send' }>): Response {
    const faults = this.#settings.faults();
    if (faults.refuse && faults.refuse.count > 0) {
      this.#settings.setFaults({ ...faults, refuse: { ...faults.refuse, count: faults.refuse.count - 1 } });
      throw new GraphApiError(faults.refuse.code, 'Refused on demand.');
    }
    const { addressee, content, quoted, callbackData, identityHash } = message;
    const wabaId = this.#numbers.find(phoneNumberId)?.wabaId ?? '';
    const template =
      content.type === 'template' ? this.#sentTemplates.require(wabaId, content.template) : null;
    if (addressee.by === 'user_id' && template?.category === 'AUTHENTICATION')
      throw new GraphApiError(131062, 'Authentication templates need the phone number of the recipient.');
    if (content.type === 'interactive') checkProductMessage(content.interactive, this.#productsOf(wabaId));
    if (addressee.by === 'phone' && this.#isOwnNumber(phoneNumberId, addressee.input))
      throw new GraphApiError(131021, 'Sender and recipient phone number is the same.');
    if (faults.limits) {
      const perSecond = messagesPerSecond(this.#numbers.find(phoneNumberId));
      this.#rates.take(phoneNumberId, addressee.input, perSecond, Date.now());
    }
    const wamid = newWamid();
    if (addressee.by === 'lost') return accepted(wamid, addressee.input, { wa_id: addressee.input });
    if (addressee.by === 'group')
      return this.#sendToGroup(phoneNumberId, wamid, addressee.input, callbackData);
    const setup = this.#numbers.find(phoneNumberId);
    const userId = addressee.by === 'user_id' ? addressee.input : null;
    const to =
      userId === null ? addressee.input.replace(/\D/g, '') : this.#customers.withUserId(userId, setup);
    // A retired user id or one of another portfolio belongs to no customer. Meta notices this only after its answer.
    const customer = this.#customers.find(to ?? addressee.input);
    if (setup?.checksIdentity && identityHash !== null && identityHash !== identityOf(customer)) {
      throw new GraphApiError(137000, 'The recipient identity key hash does not match.');
    }
    const now = this.#settings.now();
    this.#sql.exec(
      'INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[wamid, phoneNumberId, customer.id, 'out', now, JSON.stringify(content), quoted, callbackData],
      ...['sent', addressee.by, userId],
    );
    if (template) this.#sentTemplates.record(wamid, wabaId, template);
    // The typing indicator ends even if the message fails.
    this.#customers.stopTyping(customer.id);
    const isOpen = this.#customers.isWindowOpen(customer.id, phoneNumberId, now);
    const fileProblem = unsendableFile(content, this.#media);
    let isHeld = false;
    if (to === null || customer.is_gone) {
      this.#statuses.fail(wamid, 131026, 'Message undeliverable', 'Message Undeliverable.');
    } else if (!isOpen && content.type !== 'template') {
      this.#statuses.fail(
        wamid,
        131047,
        'Re-engagement message',
        'More than 24 hours have passed since the customer last replied.',
      );
    } else if (fileProblem !== null) {
      this.#statuses.fail(wamid, 131053, 'Media upload error', fileProblem);
    } else if (customer.blocked || this.#blocklist.has(phoneNumberId, to)) {
      this.#statuses.fail(wamid, 131026, 'Message undeliverable', 'Message Undeliverable.');
    } else if (template && this.#takeHold()) {
      this.#sentTemplates.hold(wamid, template);
      isHeld = true;
    } else {
      this.#statuses.report(wamid, 'sent');
      this.#phones.show(to);
    }
    this.#notify();
    if (faults.loseAnswers > 0) {
      this.#settings.setFaults({ ...faults, loseAnswers: faults.loseAnswers - 1 });
      return new Response('upstream connect error', { status: 502 });
    }
    const contact = userId === null ? { wa_id: customer.id } : { user_id: userId };
    const templateStatus = isHeld ? 'held_for_quality_assessment' : 'accepted';
    return accepted(wamid, addressee.input, contact, template && templateStatus);
  }

  /** Sends the held messages of a template, or drops them because their quality was low. */
  release({ id }: StoredTemplate, outcome: 'sent' | 'dropped'): void {
    for (const wamid of this.#sentTemplates.takeHeld(id)) {
      if (outcome === 'dropped') {
        this.#statuses.fail(wamid, 132015, 'Template is paused', 'Template is paused due to low quality.');
        continue;
      }
      this.#statuses.report(wamid, 'sent');
      const { customer } = this.#sql
        .exec<Pick<MessageRow, 'customer'>>('SELECT customer FROM message WHERE wamid = ?', wamid)
        .one();
      this.#phones.show(customer);
    }
    this.#notify();
  }

  #isOwnNumber(phoneNumberId: string, to: string): boolean {
    const own = this.#numbers.find(phoneNumberId)?.displayPhoneNumber ?? '';
    return own.replace(/\D/g, '') === to.replace(/\D/g, '');
  }

  /** No customer here is in a group, so the message is sent, but delivered to no one. */
  #sendToGroup(phoneNumberId: string, wamid: string, group: string, callbackData: string | null): Response {
    this.#statuses.reportToGroup(phoneNumberId, wamid, group, callbackData);
    return accepted(wamid, group, { wa_id: group });
  }

  calls(): AcceptedSend[] {
    return this.#sql
      .exec<MessageRow>("SELECT * FROM message WHERE direction = 'out' ORDER BY rowid")
      .toArray()
      .map((row) => ({
        wamid: row.wamid,
        to: row.sent_user_id ?? row.customer,
        callbackData: row.callback_data,
        content: contentOf(row),
      }));
  }
}

/** Only the answer to a template says whether the message is held. */
function accepted(
  wamid: string,
  input: string,
  contact: { wa_id: string } | { user_id: string },
  status: string | null = null,
): Response {
  return Response.json({
    messaging_product: 'whatsapp',
    contacts: [{ input, ...contact }],
    messages: [{ id: wamid, ...(status !== null && { message_status: status }) }],
  });
}

function messagesPerSecond(setup: NumberSetup | null): number {
  if (setup?.isOnPhone) return 20;
  return setup?.throughput === 'HIGH' ? 1_000 : 80;
}

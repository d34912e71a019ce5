/** Contacts: their details, consent, blocking, merging, export and erasure. */
import type {
  BlockedCustomer,
  ContactChange,
  ContactDetails,
  ContactPage,
} from '../../api/conversations/contacts.ts';
import type { Conversation, MarketingConsent } from '../../api/conversations/conversations.ts';
import type { Message } from '../../api/conversations/messages.ts';
import type { Agent } from '../../api/people/sessions.ts';
import type { Page } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import { blockedCustomers, changeBlocked, unblockPhone } from '../contacts/blocking.ts';
import { acceptIdentity, changeContact, contactDetails, sharedFiles } from '../contacts/contact-details.ts';
import { eraseContact } from '../contacts/erase-contact.ts';
import { contactExport, type ExportFacts, type ExportForm } from '../contacts/export/contact-export.ts';
import { productIds } from '../contacts/export/named-products.ts';
import { countFieldValues, dropFieldValues } from '../contacts/field-values.ts';
import { type ContactsQuery, listContacts } from '../contacts/list-contacts.ts';
import { recordConsent, withdrawConsent } from '../contacts/marketing.ts';
import { mergeByHand } from '../contacts/merge.ts';
import type { Context } from '../context.ts';
import { cursorOf, type PageRequest } from '../records/page-cursor.ts';
import { aliasesIn, contactOf } from '../records/rows.ts';
import { conversationOf } from '../records/wire.ts';

export class Contacts {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(query: ContactsQuery): ContactPage {
    return listContacts(this.#context.sql, query, this.#context.parts.changes.last);
  }

  get(conversationId: number): ContactDetails {
    return contactDetails(this.#context.sql, this.#context.row(conversationId));
  }

  change(conversationId: number, change: ContactChange, by: Agent): ContactDetails {
    const { sql, parts } = this.#context;
    const { changes } = parts;
    const { id } = this.#context.row(conversationId);
    changes.transaction(() => changeContact(sql, changes, id, change, by, Date.now()));
    return this.get(id);
  }

  /** Merges two conversations of the same contact. Returns the remaining one. */
  merge(ids: [one: number, other: number], name: string, by: Agent): Conversation {
    const { sql, parts } = this.#context;
    const { changes, jobs } = parts;
    const kept = changes.transaction(() => mergeByHand(sql, changes, ids, name, by));
    jobs.pump();
    return this.#conversation(kept, by.id);
  }

  sharedFiles(conversationId: number, { before, limit }: PageRequest): Page<Message> {
    const { id } = this.#context.row(conversationId);
    return sharedFiles(this.#context.sql, id, cursorOf(before), limit);
  }

  /** Blocks or unblocks the contact at Meta. */
  async setBlocked(conversationId: number, isBlocked: boolean, agentId: string): Promise<Conversation> {
    const { sql, parts } = this.#context;
    const row = this.#context.row(conversationId);
    const id = await changeBlocked(sql, parts.changes, () => parts.access.get(), row, isBlocked);
    return this.#conversation(id, agentId);
  }

  blocked(phones: readonly string[]): BlockedCustomer[] {
    return blockedCustomers(this.#context.sql, phones);
  }

  unblockPhone(phone: string): Promise<void> {
    const { sql, parts } = this.#context;
    return unblockPhone(sql, parts.changes, () => parts.access.get(), phone);
  }

  /** Records how the contact opted in to marketing messages. A later opt-out overrides it. */
  recordConsent(conversationId: number, consent: MarketingConsent, agentId: string): Conversation {
    const { sql, parts } = this.#context;
    const { changes } = parts;
    changes.transaction(() => recordConsent(sql, changes, this.#context.row(conversationId).id, consent));
    return this.#conversation(conversationId, agentId);
  }

  /** Records an opt-out that the contact gave outside the conversation. */
  withdrawConsent(conversationId: number, agentId: string): Conversation {
    const { sql, parts } = this.#context;
    const { id } = this.#context.row(conversationId);
    parts.changes.transaction(() => withdrawConsent(sql, parts.changes, id, Date.now()));
    return this.#conversation(conversationId, agentId);
  }

  /** Trusts the contact's new identity, because an agent has verified it. */
  acceptIdentity(conversationId: number, agentId: string): Conversation {
    const { sql, parts } = this.#context;
    const { changes } = parts;
    changes.transaction(() => acceptIdentity(sql, changes, this.#context.row(conversationId).id));
    return this.#conversation(conversationId, agentId);
  }

  /** The ids of the products that the contact's messages name. */
  productIds(conversationId: number): string[] {
    return productIds(this.#context.sql, this.#context.row(conversationId).id);
  }

  export(
    conversationId: number,
    form: ExportForm,
    about: Omit<ExportFacts, 'now'>,
  ): ReadableStream<Uint8Array> {
    const row = this.#context.row(conversationId);
    const { sql, parts } = this.#context;
    return contactExport(sql, parts.archive, row, form, { ...about, now: Date.now() });
  }

  /** How many contacts have a value of a custom field. */
  countFieldValues(fieldId: string): number {
    return countFieldValues(this.#context.sql, fieldId);
  }

  /** A custom field was deleted. */
  dropFieldValues(fieldId: string): Promise<void> {
    return dropFieldValues(this.#context.storage, fieldId);
  }

  /** `name` is the contact's name, as a confirmation. */
  async erase(conversationId: number, name: string): Promise<void> {
    const { sql, storage, env, parts } = this.#context;
    const row = this.#context.row(conversationId);
    const contact = contactOf(row, aliasesIn(sql, row.id));
    if (contact.name.trim() !== name.trim()) {
      throw new ApiError(409, 'not_confirmed', 'Send the name of this customer to confirm.');
    }
    await eraseContact(storage, parts.changes, env.MEDIA, row, Date.now());
    parts.reception.forget();
    await parts.archive.tidy();
  }

  #conversation(id: number, agentId: string): Conversation {
    return conversationOf(this.#context.sql, this.#context.row(id), agentId);
  }
}

/** What the console does with one customer, beside their conversation. Each call throws an `ApiFailure` when it was not done. */
import type { Contact, ContactDetails, Conversation, Message, Page } from '../../worker/api.ts';
import type { ApiClient } from './api-client.ts';

export class ContactClient {
  #api: ApiClient;
  #inbox: string;
  #id: number;
  #path: string;
  #changed: (conversation: Conversation) => void;

  /** `changed` is told of the conversation's new row. */
  constructor(api: ApiClient, inbox: string, id: number, changed: (conversation: Conversation) => void) {
    this.#api = api;
    this.#inbox = inbox;
    this.#id = id;
    this.#path = `/inboxes/${inbox}/conversations/${id}`;
    this.#changed = changed;
  }

  details(): Promise<ContactDetails> {
    return this.#api.call('GET', `${this.#path}/contact`);
  }

  change(change: { bookName?: string | null; note?: string | null }): Promise<ContactDetails> {
    return this.#api.call('PUT', `${this.#path}/contact`, change);
  }

  files(before: string | null): Promise<Page<Message>> {
    return this.#api.call('GET', `${this.#path}/files?limit=30${before === null ? '' : `&before=${before}`}`);
  }

  async recordConsent(source: string): Promise<void> {
    this.#changed(await this.#api.call('PUT', `${this.#path}/consent`, { source }));
  }

  async stopMarketing(): Promise<void> {
    this.#changed(await this.#api.call('DELETE', `${this.#path}/consent`));
  }

  async setBlocked(isBlocked: boolean): Promise<void> {
    this.#changed(await this.#api.call(isBlocked ? 'PUT' : 'DELETE', `${this.#path}/block`));
  }

  /** Everything of them as a file. */
  export(format: 'json' | 'html'): Promise<Blob> {
    return this.#api.file(`${this.#path}/export?format=${format}`);
  }

  /** Other customers whom this text finds. */
  async others(text: string): Promise<Contact[]> {
    const { rows } = await this.#api.search(this.#inbox, text);
    return rows.filter(({ id }) => id !== this.#id).map(({ contact }) => contact);
  }

  /** Puts both conversations together; which one is left, the row says. */
  async merge({ id, name }: Contact): Promise<void> {
    this.#changed(await this.#api.call('POST', `${this.#path}/merge`, { with: id, name }));
  }

  async erase(name: string): Promise<void> {
    await this.#api.call('POST', `${this.#path}/erase`, { name });
  }
}

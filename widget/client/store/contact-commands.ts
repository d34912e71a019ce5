/** Commands for one contact, apart from their conversation. Each throws an `ApiFailure` if it fails. */
import type { ContactChange, ContactDetails } from '../../../worker/api/conversations/contacts.ts';
import type { Contact, Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Episode } from '../../../worker/api/conversations/episodes.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import type { Page } from '../../../worker/api/values.ts';
import { speech } from '../../locales/speak.ts';
import type { ApiClient } from '../api/api-client.ts';
import * as contacts from '../api/conversations/contacts.ts';
import { searchConversations } from '../api/conversations/conversations.ts';
import { listMessages } from '../api/conversations/messages.ts';
import type { ConversationRef } from '../state/inbox-state.ts';

/** What the commands need, so that they can be loaded when the first of them is used. */
export interface ContactAccess {
  readonly api: ApiClient;
  readonly ref: ConversationRef;
  /** Gets the new row of the conversation. */
  readonly changed: (conversation: Conversation) => void;
}

export class ContactCommands {
  readonly #api: ApiClient;
  readonly #ref: ConversationRef;
  readonly #changed: ContactAccess['changed'];

  constructor({ api, ref, changed }: ContactAccess) {
    this.#api = api;
    this.#ref = ref;
    this.#changed = changed;
  }

  details(): Promise<ContactDetails> {
    return contacts.getContact(this.#api, this.#ref);
  }

  change(change: ContactChange): Promise<ContactDetails> {
    return contacts.changeContact(this.#api, this.#ref, change);
  }

  files(before: string | null): Promise<Page<Message>> {
    return contacts.listFiles(this.#api, this.#ref, before);
  }

  history(before: string | null): Promise<Page<Entry>> {
    return contacts.listHistory(this.#api, this.#ref, before);
  }

  episodes(before: string | null): Promise<Page<Episode>> {
    return contacts.listEpisodes(this.#api, this.#ref, before);
  }

  /** The last message before an entry of the thread, and before the message or entry with the id `next`. */
  async messageBefore({ at, id }: Pick<Entry, 'at' | 'id'>, next = Infinity): Promise<Message | undefined> {
    const { rows } = await listMessages(this.#api, this.#ref, { before: `${at}.${id}` });
    return rows.find((message) => message.id < next);
  }

  async recordConsent(source: string): Promise<void> {
    this.#changed(await contacts.recordConsent(this.#api, this.#ref, source));
  }

  async stopMarketing(): Promise<void> {
    this.#changed(await contacts.withdrawConsent(this.#api, this.#ref));
  }

  async setBlocked(isBlocked: boolean): Promise<void> {
    const change = isBlocked ? contacts.block : contacts.unblock;
    this.#changed(await change(this.#api, this.#ref));
  }

  /** Everything about the contact as a file, in the language of the console. */
  export(format: 'json' | 'html'): Promise<Blob> {
    return contacts.exportContact(this.#api, this.#ref, { format, language: speech.language });
  }

  /** Other contacts that this text finds. */
  async others(text: string): Promise<Contact[]> {
    const { rows } = await searchConversations(this.#api, this.#ref.inbox, text);
    return rows.filter(({ id }) => id !== this.#ref.id).map(({ contact }) => contact);
  }

  /** Joins both conversations; the row says which one is left. */
  async merge(other: Contact): Promise<void> {
    this.#changed(await contacts.mergeConversations(this.#api, this.#ref, other));
  }

  async erase(name: string): Promise<void> {
    await contacts.eraseContact(this.#api, this.#ref, name);
  }
}

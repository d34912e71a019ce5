import type { ReactiveControllerHost } from 'lit';
import type { ConversationRef, InboxConversation } from '../../client/state/inbox-state.ts';
import type { InboxStores } from '../../client/store/inbox-stores.ts';
import type { FoundPage } from '../../client/store/message-search.ts';

/** The search of the inbox and its results. */
export class ListSearch {
  /** Null: nothing is looked for. */
  text: string | null = null;
  /** The conversations; null until there is an answer. */
  found: readonly ConversationRef[] | null = null;
  messages: FoundPage | null = null;
  #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** `shown`: the number to look in; null: all of them. */
  async find(stores: InboxStores, shown: string | null, text: string): Promise<void> {
    this.#host.requestUpdate();
    if (text === '') {
      this.text = null;
      this.found = null;
      this.messages = null;
      return;
    }
    // Earlier results stay until there is an answer, so that nothing flickers.
    this.text = text;
    const [found, messages] = await Promise.all([
      stores.search(shown, text),
      import('./search-results.ts').then(({ searchMessages }) => searchMessages(stores, shown, text, null)),
    ]);
    if (this.text !== text) return;
    this.found = found;
    this.messages = messages;
    this.#host.requestUpdate();
  }

  async more(stores: InboxStores, shown: string | null, before: FoundPage): Promise<void> {
    const { searchMessages } = await import('./search-results.ts');
    const messages = await searchMessages(stores, shown, before.text, before);
    if (this.messages !== before) return;
    this.messages = messages;
    this.#host.requestUpdate();
  }

  /** The rows of the list: the results, or all conversations. */
  rows(stores: InboxStores, shown: string | null): readonly InboxConversation[] {
    if (!this.found) return stores.list(shown);
    return this.found.flatMap((ref) => stores.conversation(ref) ?? []);
  }
}

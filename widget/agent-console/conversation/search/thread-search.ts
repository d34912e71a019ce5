/** The search in the messages of an open conversation, and the way to a day. */
import { html, type LitElement, nothing } from 'lit';
import { searchMessages } from '../../../client/api/conversations/messages.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';
import { strings } from '../../../locales/strings.ts';
import { ToastShow } from '../../ui/feedback/toast-show.ts';
import type { FinderWords } from './thread-finder.ts';

interface SearchHost extends LitElement {
  attempt(command: () => Promise<void>): Promise<void>;
  show(messageId: number, takesFocus?: boolean): Promise<void>;
  focusThread(): void;
}

export class ThreadSearch {
  /** The words that are looked for, to be marked. */
  words = '';
  #isOpen = false;
  readonly #host: SearchHost;

  constructor(host: SearchHost) {
    this.#host = host;
  }

  async find(): Promise<void> {
    (await this.#open())?.focus();
  }

  /** Lets the agent choose a day to go to. */
  async chooseDate(): Promise<void> {
    (await this.#open())?.openCalendar();
  }

  render(store: InboxStore, id: number) {
    if (!this.#isOpen) return nothing;
    return html`<agent-console-finder
      .search=${(search: string, before: string | null) => {
        const { api, ref } = store.contact(id);
        return searchMessages(api, ref.inbox, { search, before, limit: 100, conversation: ref.id });
      }}
      .goTo=${(messageId: number) => this.#host.show(messageId, false)}
      .goToTime=${(at: number) => this.#host.attempt(() => this.#goToTime(store, id, at))}
      @finder-words=${({ words }: FinderWords) => {
        this.words = words;
        this.#host.requestUpdate();
      }}
      @finder-close=${() => this.#close()}
    ></agent-console-finder>`;
  }

  async #open() {
    await this.#host.attempt(async () => {
      await import('./thread-finder.ts');
      this.#isOpen = true;
      this.#host.requestUpdate();
    });
    await this.#host.updateComplete;
    const finder = this.#host.renderRoot.querySelector('agent-console-finder');
    await finder?.updateComplete;
    return finder;
  }

  #close(): void {
    this.#isOpen = false;
    this.words = '';
    this.#host.requestUpdate();
    this.#host.focusThread();
  }

  async #goToTime(store: InboxStore, id: number, at: number): Promise<void> {
    const found = await store.threads.since(id, at);
    if (found === null) this.#host.dispatchEvent(new ToastShow({ text: strings.noMessagesSince }));
    else await this.#host.show(found);
  }
}

/** The list of an inbox as its agent wants to see it: filtered, sorted, and loaded page by page. */

import type { ConversationPage } from '../../../worker/api/conversations/conversations.ts';
import type { ApiClient } from '../api/api-client.ts';
import { listConversations } from '../api/conversations/conversations.ts';
import { serverNow } from '../live/server-clock.ts';
import type { InboxConversation, InboxState } from '../state/inbox-state.ts';
import { compare, filterOf, type ListView, shows } from '../state/list-view.ts';
import type { Once } from './once.ts';

export interface ListHome {
  state(): InboxState;
  take(rows: ConversationPage['rows']): void;
}

export class ListedConversations {
  #api: ApiClient;
  #home: ListHome;
  #once: Once;
  #me: string;
  #view: ListView;
  #next: string | null = null;
  #rows: { of: readonly unknown[]; rows: readonly InboxConversation[] } | null = null;

  /** `me` is the agent whose list it is. */
  constructor(api: ApiClient, home: ListHome, once: Once, { me, view }: { me: string; view: ListView }) {
    this.#api = api;
    this.#home = home;
    this.#once = once;
    this.#me = me;
    this.#view = view;
  }

  /** The same array as long as nothing in it has changed, so that it is not rendered again. */
  get rows(): readonly InboxConversation[] {
    const { conversations } = this.#home.state();
    const of = [conversations, this.#view];
    if (!this.#rows?.of.every((part, index) => part === of[index])) {
      const now = serverNow();
      const rows = [...conversations.values()]
        .filter((conversation) => shows(this.#view, conversation, this.#me, now))
        .sort(compare(this.#view, now));
      this.#rows = { of, rows };
    }
    return this.#rows.rows;
  }

  /** Filters and sorts the list again, as when the clock has changed. */
  refresh(): void {
    this.#rows = null;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** The list is complete down to this time of the last message; `-Infinity` if all of it is loaded. */
  get completeTo(): number {
    const isComplete = this.#next === null || this.#view.sort !== 'newest';
    return isComplete ? Number.NEGATIVE_INFINITY : Number(this.#next?.split('.')[0]);
  }

  async show(view: ListView): Promise<void> {
    this.#view = view;
    this.#next = null;
    await this.load(null);
  }

  more(): Promise<void> {
    return this.#once.run('list', async () => {
      if (this.#next !== null) await this.load(this.#next);
    });
  }

  /** Returns the `seq` that the page is as new as. */
  async load(before: string | null): Promise<number> {
    const view = this.#view;
    const { inbox } = this.#home.state();
    const { rows, next, seq } = await listConversations(this.#api, inbox, { before, filter: filterOf(view) });
    // The cursor of another view is of no use to this one.
    if (view === this.#view) this.#next = next;
    this.#home.take(rows);
    return seq;
  }
}

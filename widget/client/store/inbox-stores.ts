/** The stores of the numbers that a console shows together. Only their lists are joined. */

import type { Counts } from '../../../worker/api/conversations/teamwork.ts';
import type { NumberAlert } from '../../../worker/api/numbers/health.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../api/api-client.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { serverNow } from '../live/server-clock.ts';
import {
  type ConversationRef,
  type InboxConversation,
  keyOf,
  type Unsent,
  unsentIn,
} from '../state/inbox-state.ts';
import { compare, type ListView, usualView } from '../state/list-view.ts';
import { InboxStore, type StoreEvents } from './inbox-store.ts';

export interface StoresEvents {
  /** Something that is shown has changed. */
  changed(): void;
  /** A customer has written. */
  arrived(conversation: InboxConversation): void;
  /** Two conversations have become one. */
  merged(from: ConversationRef, into: ConversationRef): void;
  /** A contact and their conversation were erased. */
  erased(ref: ConversationRef): void;
  /** The agent's name, role or numbers may have changed. */
  accessChanged(): void;
  /** A number or its settings have changed. */
  numberChanged(number: InboxSummary): void;
  /** The session has ended, or a number was deleted. */
  failed(failure: ApiFailure): void;
}

export class InboxStores {
  #api: ApiClient;
  #events: StoresEvents;
  #stores = new Map<string, InboxStore>();
  #view: ListView = usualView;
  /** The first page of the view is not here yet. */
  isLoading = false;
  /** The id of the agent whose list it is. */
  me = '';
  #list: { of: readonly unknown[]; rows: readonly InboxConversation[] } | null = null;

  constructor(api: ApiClient, events: StoresEvents) {
    this.#api = api;
    this.#events = events;
  }

  /** Shows these numbers. Those that are already shown stay as they are. Throws if none of them can be loaded. */
  async show(inboxes: readonly string[]): Promise<void> {
    for (const [id, store] of this.#stores) {
      if (inboxes.includes(id)) continue;
      store.stop();
      this.#stores.delete(id);
    }
    const added = inboxes.filter((id) => !this.#stores.has(id)).map((id) => this.#store(id));
    for (const store of added) this.#stores.set(store.inbox, store);
    const outcomes = await Promise.allSettled(added.map((store) => store.start()));
    outcomes.forEach((outcome, index) => {
      const store = added[index];
      if (outcome.status === 'fulfilled' || !store) return;
      store.stop();
      this.#stores.delete(store.inbox);
      const { reason } = outcome;
      if (this.#stores.size === 0 || !(reason instanceof ApiFailure)) throw reason;
      this.#events.failed(reason);
    });
  }

  stop(): void {
    for (const store of this.#stores.values()) store.stop();
    this.#stores.clear();
  }

  /** Connects again at once, as when the browser is online again. */
  wake(): void {
    for (const store of this.#stores.values()) store.wake();
  }

  /** The agent has a new session. */
  renewed(): void {
    for (const store of this.#stores.values()) store.media.renew();
  }

  /** The alerts of each number that has some. */
  get alerts(): { inbox: string; alerts: readonly NumberAlert[] }[] {
    return [...this.#stores.values()].flatMap(({ inbox, state: { alerts } }) =>
      alerts.length > 0 ? [{ inbox, alerts }] : [],
    );
  }

  of(inbox: string): InboxStore | undefined {
    return this.#stores.get(inbox);
  }

  /** One number, or all of them. */
  only(inbox: string | null): readonly InboxStore[] {
    return [...this.#stores.values()].filter((store) => inbox === null || store.inbox === inbox);
  }

  /** Whether a pending message would be lost with the page. */
  get isAtRisk(): boolean {
    return [...this.#stores.values()].some((store) => store.queue.isAtRisk);
  }

  get isOffline(): boolean {
    return [...this.#stores.values()].some((store) => store.isOffline);
  }

  /** Newest message first, as far as all numbers are loaded; the same array as long as nothing in it has changed. */
  list(inbox: string | null): readonly InboxConversation[] {
    const shown = this.only(inbox);
    const [first, ...others] = shown.map((store) => store.list.rows);
    if (!first || others.length === 0) return first ?? [];
    const end = endOf(shown);
    const of = [end, first, ...others];
    if (this.#list?.of.length !== of.length || of.some((part, index) => part !== this.#list?.of[index])) {
      const rows = [first, ...others]
        .flat()
        .filter(({ lastMessageAt }) => lastMessageAt >= end)
        .sort(compare(this.#view, serverNow()));
      this.#list = { of, rows };
    }
    return this.#list.rows;
  }

  /** The names of others who are typing, by the key of the conversation. */
  typing(own: string): ReadonlyMap<string, string> {
    const rows = this.only(null).flatMap(({ inbox, people }) =>
      [...people.typing(own)].map(([id, name]): [string, string] => [keyOf({ inbox, id }), name]),
    );
    return new Map(rows);
  }

  /** Unsent messages, by the key of the conversation. */
  get unsent(): ReadonlyMap<string, Unsent> {
    const rows = this.only(null).flatMap(({ inbox, state }) =>
      [...unsentIn(state)].map(([id, unsent]): [string, Unsent] => [keyOf({ inbox, id }), unsent]),
    );
    return new Map(rows);
  }

  /** Whether any conversation is loaded, shown or not. */
  get hasAny(): boolean {
    return [...this.#stores.values()].some(({ state }) => state.conversations.size > 0);
  }

  get view(): ListView {
    return this.#view;
  }

  /** Shows another view of the list: at once with the conversations that are loaded, and then with all of its first page. */
  async showView(view: ListView): Promise<void> {
    this.#view = view;
    this.isLoading = true;
    const pages = Promise.all([...this.#stores.values()].map((store) => store.list.show(view)));
    this.#events.changed();
    await pages.finally(() => {
      if (view === this.#view) this.isLoading = false;
      this.#events.changed();
    });
  }

  counts(inbox: string | null): Counts {
    const all = this.only(inbox).map((store) => store.counts.known);
    const sum = (tab: keyof Counts) => all.reduce((total, counts) => total + (counts?.[tab] ?? 0), 0);
    return { mine: sum('mine'), unassigned: sum('unassigned'), all: sum('all'), snoozed: sum('snoozed') };
  }

  hasMore(inbox: string | null): boolean {
    return this.only(inbox).some((store) => store.list.hasMore);
  }

  /** Loads the next page of the number with which the list ends. */
  async more(inbox: string | null): Promise<void> {
    const shown = this.only(inbox);
    const end = endOf(shown);
    const ending = shown.filter((store) => store.list.completeTo === end);
    await Promise.all(ending.map((store) => store.list.more()));
  }

  /** The conversations of the contacts that this text finds, newest message first. */
  async search(inbox: string | null, text: string): Promise<readonly ConversationRef[]> {
    const found = await Promise.all(
      this.only(inbox).map(async (store) => {
        const ids = await store.search(text);
        return ids.flatMap((id) => store.state.conversations.get(id) ?? []);
      }),
    );
    return found.length === 1
      ? (found[0] ?? [])
      : found.flat().sort((a, b) => b.lastMessageAt - a.lastMessageAt || b.id - a.id);
  }

  /** How many conversations are unread. */
  get unread(): number {
    const all = this.only(null).flatMap(({ state }) => [...state.conversations.values()]);
    return all.filter(({ unread }) => unread > 0).length;
  }

  conversation(ref: ConversationRef): InboxConversation | undefined {
    return this.of(ref.inbox)?.state.conversations.get(ref.id);
  }

  #store(inbox: string): InboxStore {
    const events = {
      changed: () => this.#events.changed(),
      arrived: (conversation) => this.#events.arrived(conversation),
      merged: (from, into) => this.#events.merged({ inbox, id: from }, { inbox, id: into }),
      erased: (id) => this.#events.erased({ inbox, id }),
      accessChanged: () => this.#events.accessChanged(),
      numberChanged: (number) => this.#events.numberChanged(number),
      failed: (failure) => this.#events.failed(failure),
    } satisfies StoreEvents;
    return new InboxStore(this.#api, inbox, events, { me: this.me, view: this.#view });
  }
}

/** The list is complete down to this time; before it, some number has more pages. */
function endOf(stores: readonly InboxStore[]): number {
  return Math.max(...stores.map(({ list }) => list.completeTo));
}

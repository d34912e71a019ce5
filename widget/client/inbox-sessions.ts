/** The numbers that a console shows beside each other. Each keeps to itself; only their lists are one. */
import type { Counts, FoundMessage, NumberAlert } from '../../worker/api.ts';
import { type ApiClient, ApiFailure } from './api-client.ts';
import { InboxSession, type SessionEvents } from './inbox-session.ts';
import { type InboxConversation, keyOf, type Place, type Unsent, unsentIn } from './inbox-state.ts';
import { compare, type ListView, usualView } from './list-view.ts';

/** A message that was found, and in which inbox. */
export type InboxFound = FoundMessage & { inbox: string };

export function momentOf({ message, note }: FoundMessage): number {
  return note?.at ?? message.sentAt;
}

/** What was found so far. */
export interface FoundPage {
  text: string;
  rows: readonly InboxFound[];
  /** For each number that has more of it, where that begins. */
  next: ReadonlyMap<string, string>;
  isComplete: boolean;
}

export interface SessionsEvents {
  /** Something that is shown has changed. */
  changed(): void;
  /** A customer has written. */
  arrived(conversation: InboxConversation): void;
  /** Two conversations have become one. */
  merged(from: Place, into: Place): void;
  /** Everything of a customer is gone. */
  erased(place: Place): void;
  /** The agent's own name, role or numbers have changed. */
  accessChanged(): void;
  /** The session is not valid any more, or a number is gone. */
  failed(failure: ApiFailure): void;
}

export class InboxSessions {
  #api: ApiClient;
  #events: SessionsEvents;
  #sessions = new Map<string, InboxSession>();
  #view: ListView = usualView;
  /** Whose list it is. */
  me = '';
  #list: { of: readonly unknown[]; rows: readonly InboxConversation[] } | null = null;

  constructor(api: ApiClient, events: SessionsEvents) {
    this.#api = api;
    this.#events = events;
  }

  /** Shows these numbers from now on; what is shown already goes on as it is. Throws when none of them can be. */
  async show(inboxes: readonly string[]): Promise<void> {
    for (const [id, session] of this.#sessions) {
      if (inboxes.includes(id)) continue;
      session.stop();
      this.#sessions.delete(id);
    }
    const added = inboxes.filter((id) => !this.#sessions.has(id)).map((id) => this.#session(id));
    for (const session of added) this.#sessions.set(session.inbox, session);
    const outcomes = await Promise.allSettled(added.map((session) => session.start()));
    outcomes.forEach((outcome, index) => {
      const session = added[index];
      if (outcome.status === 'fulfilled' || !session) return;
      session.stop();
      this.#sessions.delete(session.inbox);
      const { reason } = outcome;
      if (this.#sessions.size === 0 || !(reason instanceof ApiFailure)) throw reason;
      this.#events.failed(reason);
    });
  }

  stop(): void {
    for (const session of this.#sessions.values()) session.stop();
    this.#sessions.clear();
  }

  /** Connects again at once, as when the browser is online again. */
  wake(): void {
    for (const session of this.#sessions.values()) session.wake();
  }

  /** The agent goes on in another session. */
  renewed(): void {
    for (const session of this.#sessions.values()) session.renewed();
  }

  /** What an admin should see at once, of each number that has something. */
  get alerts(): { inbox: string; alerts: readonly NumberAlert[] }[] {
    return [...this.#sessions.values()].flatMap(({ inbox, state: { alerts } }) =>
      alerts.length > 0 ? [{ inbox, alerts }] : [],
    );
  }

  of(inbox: string): InboxSession | undefined {
    return this.#sessions.get(inbox);
  }

  /** One number, or all of them. */
  only(inbox: string | null): readonly InboxSession[] {
    return [...this.#sessions.values()].filter((session) => inbox === null || session.inbox === inbox);
  }

  /** Whether something that was sent would be lost with the page. */
  get isAtRisk(): boolean {
    return [...this.#sessions.values()].some((session) => session.isAtRisk);
  }

  get isOffline(): boolean {
    return [...this.#sessions.values()].some((session) => session.isOffline);
  }

  /** Newest message first; the same array as long as nothing in it has changed. Complete as far as it goes. */
  list(inbox: string | null): readonly InboxConversation[] {
    const shown = this.only(inbox);
    const [first, ...others] = shown.map((session) => session.list);
    if (!first || others.length === 0) return first ?? [];
    const end = endOf(shown);
    const of = [end, first, ...others];
    if (this.#list?.of.length !== of.length || of.some((part, index) => part !== this.#list?.of[index])) {
      const rows = [first, ...others]
        .flat()
        .filter(({ lastMessageAt }) => lastMessageAt >= end)
        .sort(compare(this.#view, Date.now()));
      this.#list = { of, rows };
    }
    return this.#list.rows;
  }

  /** The names of others who are writing, by the key of the conversation. */
  typing(own: string): ReadonlyMap<string, string> {
    const rows = this.only(null).flatMap(({ inbox, people }) =>
      [...people.typing(own)].map(([id, name]): [string, string] => [keyOf({ inbox, id }), name]),
    );
    return new Map(rows);
  }

  /** What has not gone out, by the key of the conversation. */
  get unsent(): ReadonlyMap<string, Unsent> {
    const rows = this.only(null).flatMap(({ inbox, state }) =>
      [...unsentIn(state)].map(([id, unsent]): [string, Unsent] => [keyOf({ inbox, id }), unsent]),
    );
    return new Map(rows);
  }

  /** Whether anything is known, shown or not. */
  get hasAny(): boolean {
    return [...this.#sessions.values()].some(({ state }) => state.conversations.size > 0);
  }

  get view(): ListView {
    return this.#view;
  }

  /** Shows the list in another way. */
  async showView(view: ListView): Promise<void> {
    this.#view = view;
    await Promise.all([...this.#sessions.values()].map((session) => session.showView(view)));
  }

  counts(inbox: string | null): Counts {
    const all = this.only(inbox).map((session) => session.counts);
    const sum = (tab: keyof Counts) => all.reduce((total, counts) => total + (counts?.[tab] ?? 0), 0);
    return { mine: sum('mine'), unassigned: sum('unassigned'), all: sum('all') };
  }

  hasMore(inbox: string | null): boolean {
    return this.only(inbox).some((session) => session.hasMoreConversations);
  }

  /** The next page of whichever number the list ends with. */
  async more(inbox: string | null): Promise<void> {
    const shown = this.only(inbox);
    const end = endOf(shown);
    const ending = shown.filter((session) => session.listedTo === end);
    await Promise.all(ending.map((session) => session.moreConversations()));
  }

  /** The conversations of the customers whom this text finds, newest message first. */
  async search(inbox: string | null, text: string): Promise<readonly Place[]> {
    const found = await Promise.all(
      this.only(inbox).map(async (session) => {
        const ids = await session.search(text);
        return ids.flatMap((id) => session.state.conversations.get(id) ?? []);
      }),
    );
    return found.length === 1
      ? (found[0] ?? [])
      : found.flat().sort((a, b) => b.lastMessageAt - a.lastMessageAt || b.id - a.id);
  }

  /** Messages with these words, of all these numbers, newest first. */
  async searchMessages(inbox: string | null, text: string, before: FoundPage | null): Promise<FoundPage> {
    const pages = await Promise.all(
      this.only(inbox).map(async (session) => {
        const cursor = before ? before.next.get(session.inbox) : null;
        if (cursor === undefined) return null;
        const page = await session.searchMessages(text, cursor);
        return { ...page, inbox: session.inbox };
      }),
    );
    const known = pages.filter((page) => page !== null);
    const rows = known.flatMap(({ rows, inbox }) => rows.map((row): InboxFound => ({ ...row, inbox })));
    return {
      text,
      rows: [...(before?.rows ?? []), ...rows].sort((a, b) => momentOf(b) - momentOf(a)),
      next: new Map(known.flatMap(({ inbox, next }) => (next === null ? [] : [[inbox, next]]))),
      isComplete: known.every(({ isComplete }) => isComplete) && (before?.isComplete ?? true),
    };
  }

  /** How many conversations are unread. */
  get unread(): number {
    const all = this.only(null).flatMap(({ state }) => [...state.conversations.values()]);
    return all.filter(({ unread }) => unread > 0).length;
  }

  conversation(place: Place): InboxConversation | undefined {
    return this.of(place.inbox)?.state.conversations.get(place.id);
  }

  #session(inbox: string): InboxSession {
    const events = {
      changed: () => this.#events.changed(),
      arrived: (conversation) => this.#events.arrived(conversation),
      merged: (from, into) => this.#events.merged({ inbox, id: from }, { inbox, id: into }),
      erased: (id) => this.#events.erased({ inbox, id }),
      accessChanged: () => this.#events.accessChanged(),
      failed: (failure) => this.#events.failed(failure),
    } satisfies SessionEvents;
    return new InboxSession(this.#api, inbox, events, { me: this.me, view: this.#view });
  }
}

/** Before this time, rows of one of the numbers are still missing. */
function endOf(sessions: readonly InboxSession[]): number {
  return Math.max(...sessions.map(({ listedTo }) => listedTo));
}

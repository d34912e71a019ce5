/**
 * One console's connection to one inbox: what it shows, kept current over the live socket, and what it does. Nothing
 * here touches the page. Every command throws an `ApiFailure` when it was not done.
 */
import type {
  Assign,
  Bulk,
  BulkResult,
  Content,
  Conversation,
  Counts,
  Entry,
  MediaTicket,
  Message,
  MessageHistory,
  MessageSearch,
  NewNote,
  TemplateList,
} from '../../worker/api.ts';
import { type ApiClient, ApiFailure } from './api-client.ts';
import { ContactClient } from './contact-client.ts';
import type { NotKept, StoredFile } from './file-store.ts';
import {
  emptyInbox,
  type InboxConversation,
  type InboxState,
  type PendingMessage,
  withFrame,
  withRows,
} from './inbox-state.ts';
import { compare, type ListView, queryOf, shows } from './list-view.ts';
import { LiveSocket } from './live-socket.ts';
import { Once } from './once.ts';
import { OwnPresence, People } from './presence.ts';
import { randomId } from './random-id.ts';
import { type NewMessage, SendQueue } from './send-queue.ts';
import { ThreadLoader } from './thread-loader.ts';

export interface SessionEvents {
  /** Something that is shown has changed. */
  changed(): void;
  /** A customer has written. */
  arrived(conversation: InboxConversation): void;
  /** Two conversations have become one. */
  merged(from: number, into: number): void;
  /** Everything of a customer is gone. */
  erased(id: number): void;
  /** The agent's own name, role or numbers have changed. */
  accessChanged(): void;
  /** The session is not valid any more, or the inbox is gone. */
  failed(failure: ApiFailure): void;
}

/** A break shorter than this is not worth a note. */
const noteAfter = 1_500;
/** A message that is older has been told before, or nobody waits for it. */
const newsFor = 2 * 60_000;
/** WhatsApp shows the typing indicator for 25 seconds. */
const typingEvery = 20_000;
const countAfter = 400;

export class InboxSession {
  readonly inbox: string;
  state: InboxState;
  /** Without a connection for long enough to say so. */
  isOffline = false;
  #api: ApiClient;
  #events: SessionEvents;
  #live: LiveSocket | null = null;
  #note: ReturnType<typeof setTimeout> | undefined;
  #list: { of: readonly unknown[]; rows: readonly InboxConversation[] } | null = null;
  #view: ListView;
  #me: string;
  #noted: { tried: string; key: string } | null = null;
  counts: Counts | null = null;
  #counting: ReturnType<typeof setTimeout> | undefined;
  #listNext: string | null = null;
  #open: number | null = null;
  #ticket: MediaTicket | null = null;
  #ticketTimer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #once = new Once();
  #queue: SendQueue;
  #threads: ThreadLoader;
  #typedAt = new Map<number, number>();
  #own = new OwnPresence((message) => this.#live?.say(message));
  /** Who else looks at which conversation. */
  readonly people = new People(() => this.#events.changed());
  #contact: { id: number; client: ContactClient } | null = null;

  /** `me` is the agent whose list it is, as they want to see it. */
  constructor(
    api: ApiClient,
    inbox: string,
    events: SessionEvents,
    { me, view }: { me: string; view: ListView },
  ) {
    this.#api = api;
    this.inbox = inbox;
    this.state = emptyInbox(inbox);
    this.#events = events;
    this.#me = me;
    this.#view = view;
    const home = {
      state: () => this.state,
      set: (state: InboxState) => this.#set(state),
      changed: () => events.changed(),
    };
    this.#queue = new SendQueue(api, home, { me, inbox });
    this.#threads = new ThreadLoader(api, home, this.#once);
  }

  async start(): Promise<void> {
    const [seq] = await Promise.all([this.#loadList(null), this.#renewTicket(), this.#queue.start()]);
    // Where it cannot be loaded, the next start does it.
    void this.#queue.sweep().catch(() => {});
    this.#live = new LiveSocket({
      after: seq,
      url: (after) => this.#liveUrl(after),
      frame: (frame) => {
        const before = this.state.messages;
        this.#set(withFrame(this.state, frame));
        if (frame.type === 'change') {
          for (const message of frame.messages) if (!before.has(message.id)) this.#arrived(message);
        }
        if (frame.type === 'merge') {
          this.#joinThreads(frame.from, frame.into);
          this.#events.merged(frame.from, frame.into);
        }
        if (frame.type === 'ready') this.#own.repeat();
        if (frame.type === 'presence') this.people.take(frame.people);
        if (frame.type === 'erase') {
          this.#threads.forget(frame.conversationId);
          this.#events.erased(frame.conversationId);
        }
        if (frame.type === 'access') this.#events.accessChanged();
        if (frame.type === 'reset') void this.#reload();
      },
      state: (isLive) => this.#connected(isLive),
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#queue.stop();
    this.#live?.stop();
    this.#live = null;
    this.#own.stop();
    this.people.stop();
    clearTimeout(this.#note);
    clearTimeout(this.#ticketTimer);
    clearTimeout(this.#counting);
  }

  /** The conversation that is on the agent's screen. */
  look(conversationId: number | null): void {
    this.#own.look(conversationId);
  }

  /** Connects and sends again at once, as when the browser is online again. */
  wake(): void {
    this.#live?.wake();
    this.#queue.wake();
  }

  /** A ticket for files ends with the session that it is of. */
  renewed(): void {
    this.#renewTicket().then(
      () => this.#events.changed(),
      () => {
        if (this.#isStopped) return;
        clearTimeout(this.#ticketTimer);
        this.#ticketTimer = setTimeout(() => this.renewed(), 60_000);
      },
    );
  }

  /** The same array as long as nothing in it has changed, so that nothing is drawn anew. */
  get list(): readonly InboxConversation[] {
    const of = [this.state.conversations, this.#view];
    if (!this.#list?.of.every((part, index) => part === of[index])) {
      const now = Date.now();
      const rows = [...this.state.conversations.values()]
        .filter((conversation) => shows(this.#view, conversation, this.#me, now))
        .sort(compare(this.#view, now));
      this.#list = { of, rows };
    }
    return this.#list.rows;
  }

  /** Shows the list in another way. */
  async showView(view: ListView): Promise<void> {
    this.#view = view;
    this.#listNext = null;
    await this.#loadList(null);
  }

  /** What `PUT` takes in for each. */
  async share(id: number, what: 'assign' | 'state' | 'labels', body: object): Promise<void> {
    await this.#command(id, 'PUT', what === 'assign' ? 'assignee' : what, body);
  }

  assign(id: number, body: Assign): Promise<void> {
    return this.share(id, 'assign', body);
  }

  markUnread(id: number): Promise<void> {
    return this.#command(id, 'POST', 'unread', {});
  }

  async bulk(body: Bulk): Promise<BulkResult> {
    const result = await this.#api.call<BulkResult>('POST', `/inboxes/${this.inbox}/bulk`, body);
    this.#take(result.conversations, []);
    return result;
  }

  /** Stays with the team. However often it is tried, it is there once. */
  async addNote(id: number, body: NewNote): Promise<void> {
    const tried = JSON.stringify([id, body]);
    if (this.#noted?.tried !== tried) this.#noted = { tried, key: randomId() };
    const { key } = this.#noted;
    const path = `/inboxes/${this.inbox}/conversations/${id}/notes`;
    const entry = await this.#api.call<Entry>('POST', path, body, { 'Idempotency-Key': key });
    this.#noted = null;
    this.#set(withRows(this.state, [], [], [entry]));
  }

  async #command(id: number, method: string, what: string, body: object): Promise<void> {
    const path = `/inboxes/${this.inbox}/conversations/${id}/${what}`;
    this.#take([await this.#api.call<Conversation>(method, path, body)], []);
  }

  /** Once for everything that happens within a moment. */
  #count(): void {
    clearTimeout(this.#counting);
    this.#counting = setTimeout(() => {
      this.#api.call<Counts>('GET', `/inboxes/${this.inbox}/counts`).then(
        (counts) => {
          this.counts = counts;
          this.#events.changed();
        },
        // The next change counts again.
        () => {},
      );
    }, countAfter);
  }

  /** The conversations of the customers whom this text finds, in the order of the list. */
  async search(text: string): Promise<readonly number[]> {
    const { rows } = await this.#api.search(this.inbox, text);
    this.#take(rows, []);
    return rows.map(({ id }) => id);
  }

  /** Messages with these words, newest first; `before` is `next` of the page before. */
  searchMessages(text: string, before: string | null): Promise<MessageSearch> {
    return this.#api.searchMessages(this.inbox, text, before);
  }

  /** The part of the thread that is shown, without a gap in it. */
  thread(id: number): readonly Message[] {
    return this.#threads.thread(id);
  }

  entries(id: number): readonly Entry[] {
    return this.#threads.entries(id);
  }

  hasOlder(id: number): boolean {
    return this.#threads.hasOlder(id);
  }

  /** Whether what is shown ends before the present. */
  hasNewer(id: number): boolean {
    return this.#threads.hasNewer(id);
  }

  older(id: number): Promise<void> {
    return this.#threads.older(id);
  }

  newer(id: number): Promise<void> {
    return this.#threads.newer(id);
  }

  /** Shows the part of the thread that a message is in. */
  around(id: number, messageId: number): Promise<void> {
    return this.#threads.around(id, messageId);
  }

  /** Shows the newest part again. */
  toNewest(id: number): void {
    this.#threads.toNewest(id);
  }

  get hasMoreConversations(): boolean {
    return this.#listNext !== null;
  }

  /** Down to this time of the last message, the list is complete; of a whole list, `-Infinity`. */
  get listedTo(): number {
    const isComplete = this.#listNext === null || this.#view.sort !== 'newest';
    return isComplete ? Number.NEGATIVE_INFINITY : Number(this.#listNext?.split('.')[0]);
  }

  moreConversations(): Promise<void> {
    return this.#once.run('list', async () => {
      if (this.#listNext !== null) await this.#loadList(this.#listNext);
    });
  }

  /** Loads a conversation's newest messages, when it has not been open before. */
  async open(id: number): Promise<void> {
    this.#open = id;
    if (!this.state.conversations.has(id)) this.#take([await this.#api.conversation(this.inbox, id)], []);
    await this.#threads.open(id);
  }

  /** Fetches a conversation that is not in the list yet. */
  async know(id: number): Promise<void> {
    if (!this.state.conversations.has(id)) this.#take([await this.#api.conversation(this.inbox, id)], []);
  }

  /** The conversation with a phone number, new or known. */
  async startConversation(phone: string): Promise<number> {
    const conversation = await this.#api.startConversation(this.inbox, phone);
    this.#take([conversation], []);
    return conversation.id;
  }

  /** Where a message's file is; null while there is no ticket for it. */
  mediaUrl(message: Message): string | null {
    return this.#ticket && this.#api.mediaUrl(this.inbox, message.id, this.#ticket.ticket);
  }

  async retryMedia(message: Message): Promise<void> {
    this.#take([], [await this.#api.retryMedia(this.inbox, message.id)]);
  }

  /** A copy of a message's file, made by the Worker; returns the id to send it by. */
  async copyFile({ id }: Message): Promise<string> {
    return (await this.#api.copyMedia(this.inbox, id)).id;
  }

  templates(isForced: boolean): Promise<TemplateList> {
    return this.#api.templates(this.inbox, isForced);
  }

  /** Uploads a file that is part of a message, and returns its id. */
  async upload(kind: string, file: File): Promise<string> {
    const { signal } = new AbortController();
    const { id } = await this.#api.upload(this.inbox, kind, file, { progress: () => {}, signal });
    return id;
  }

  history({ id }: Message): Promise<MessageHistory> {
    return this.#api.history(this.inbox, id);
  }

  /** Tells the team, and the customer, that somebody is writing; the customer no more often than WhatsApp shows it. */
  typing(conversationId: number): void {
    this.#own.type(conversationId);
    const now = Date.now();
    if (now - (this.#typedAt.get(conversationId) ?? 0) < typingEvery) return;
    this.#typedAt.set(conversationId, now);
    this.#api.typing(this.inbox, conversationId).catch(() => {});
  }

  async markRead({ id, seq }: Conversation): Promise<void> {
    this.#take([await this.#api.markRead(this.inbox, id, seq)], []);
  }

  /** Shows the message at once and sends it after those before it in the same conversation. Returns its key. */
  send(conversationId: number, message: NewMessage): string {
    const [key = ''] = this.sendAll(conversationId, [message]);
    return key;
  }

  /** Several that were written together, in this order: all of them are queued, or none. Returns their keys. */
  sendAll(conversationId: number, messages: readonly NewMessage[]): string[] {
    const keys = this.#queue.sendAll(conversationId, messages);
    this.#own.type(null);
    return keys;
  }

  /** Takes back a message that has not left this page. */
  discard(message: PendingMessage): void {
    this.#queue.discard(message);
  }

  /** Keeps a file in the browser, for a draft or a message that waits; says why when it does not. */
  keepFile(stored: StoredFile, file: File): Promise<NotKept | null> {
    return this.#queue.keepFile(stored, file);
  }

  /** Whether something that was sent would be lost with the page. */
  get isAtRisk(): boolean {
    return this.#queue.isAtRisk;
  }

  /** Sends again what has not arrived. */
  async retry(message: Message | PendingMessage): Promise<void> {
    if ('id' in message) this.#take([], [await this.#api.retry(this.inbox, message.id)]);
    else this.#queue.retry(message);
  }

  /** Reacts to a message; it shows when the inbox has taken it in. */
  async react(conversationId: number, content: Content): Promise<void> {
    await this.#api.send(this.inbox, conversationId, randomId(), { content });
  }

  /** Takes back a message that was written for later. */
  async cancel({ id }: Message): Promise<void> {
    this.#take([], [await this.#api.cancel(this.inbox, id)]);
  }

  /** What is done with one customer beside their conversation. The same object for the same customer. */
  contact(id: number): ContactClient {
    if (this.#contact?.id !== id) {
      const client = new ContactClient(this.#api, this.inbox, id, (conversation) =>
        this.#take([conversation], []),
      );
      this.#contact = { id, client };
    }
    return this.#contact.client;
  }

  /** The agent has made sure who the customer is. */
  async acceptIdentity(conversationId: number): Promise<void> {
    this.#take([await this.#api.acceptIdentity(this.inbox, conversationId)], []);
  }

  /** What was missed while there was no connection is in the list, and is no news. */
  #arrived({ conversationId, direction, target, sentAt }: Message): void {
    const conversation = this.state.conversations.get(conversationId);
    const isNews = direction === 'in' && target === null && Date.now() - sentAt < newsFor;
    if (conversation && isNews) this.#events.arrived(conversation);
  }

  #connected(isLive: boolean): void {
    clearTimeout(this.#note);
    if (!isLive) {
      this.#note = setTimeout(() => {
        this.isOffline = true;
        this.#events.changed();
      }, noteAfter);
      return;
    }
    this.isOffline = false;
    this.#events.changed();
    this.#queue.wake();
  }

  /** Whoever has been signed out meanwhile is told, instead of waiting for a connection. */
  async #liveUrl(after: number): Promise<string | null> {
    try {
      return await this.#api.liveUrl(this.inbox, after);
    } catch (error) {
      if (!(error instanceof ApiFailure) || ![401, 403, 404].includes(error.status)) throw error;
      this.#events.failed(error);
      return null;
    }
  }

  async #reload(): Promise<void> {
    this.#threads.forgetAll();
    this.#set({ ...emptyInbox(this.inbox), pending: this.state.pending });
    try {
      await this.#loadList(null);
      if (this.#open !== null) await this.#threads.load(this.#open);
    } catch (error) {
      if (error instanceof ApiFailure) this.#events.failed(error);
      else throw error;
    }
  }

  async #loadList(before: string | null): Promise<number> {
    const view = this.#view;
    const { rows, next, seq } = await this.#api.conversations(this.inbox, before, queryOf(view));
    // Whoever looks elsewhere by now goes on from there.
    if (view === this.#view) this.#listNext = next;
    this.#take(rows, []);
    return seq;
  }

  /** What has become part of an open thread is not in what was loaded of it. */
  #joinThreads(from: number, into: number): void {
    this.#threads.forget(from);
    this.#threads.forget(into);
    if (this.#open !== into) return;
    this.#threads.load(into).then(
      () => this.#events.changed(),
      (error: unknown) => {
        if (!(error instanceof ApiFailure)) throw error;
        this.#events.failed(error);
      },
    );
  }

  async #renewTicket(): Promise<void> {
    const ticket = await this.#api.mediaTicket(this.inbox);
    if (this.#isStopped) return;
    this.#ticket = ticket;
    clearTimeout(this.#ticketTimer);
    const soon = Math.max(60_000, ticket.expiresAt - Date.now() - 30 * 60_000);
    this.#ticketTimer = setTimeout(() => this.renewed(), soon);
  }

  #take(conversations: readonly Conversation[], messages: readonly Message[]): void {
    this.#set(withRows(this.state, conversations, messages));
  }

  #set(state: InboxState): void {
    if (state.conversations !== this.state.conversations) this.#count();
    if (state.pending !== this.state.pending) this.#queue.follow(this.state.pending, state.pending);
    this.state = state;
    this.#events.changed();
  }
}

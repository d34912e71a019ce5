/**
 * One inbox in the browser: what the console shows of it, kept current over the live socket, and the commands of its
 * agent. Nothing here touches the page. Every command throws an `ApiFailure` if it fails.
 */
import type { MessageSearch } from '../../../worker/api/conversations/contacts.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { LiveFrame, SuggestionFrame } from '../../../worker/api/conversations/live.ts';
import type { Content, Message } from '../../../worker/api/conversations/messages.ts';
import type {
  Assign,
  Bulk,
  BulkResult,
  ChangeLabels,
  ChangeMode,
  ChangeState,
  NewNote,
} from '../../../worker/api/conversations/teamwork.ts';
import type { InboxSummary } from '../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../api/api-client.ts';
import { ApiFailure, failureOf } from '../api/api-failure.ts';
import * as conversations from '../api/conversations/conversations.ts';
import { retryMedia, uploadMedia } from '../api/conversations/media.ts';
import * as messages from '../api/conversations/messages.ts';
import { randomId } from '../browser/random-id.ts';
import { LiveSocket } from '../live/live-socket.ts';
import { OwnPresence, People } from '../live/presence.ts';
import { serverNow, setServerTime } from '../live/server-clock.ts';
import { type NewMessage, SendQueue } from '../sending/send-queue.ts';
import {
  type ConversationRef,
  emptyInbox,
  type InboxConversation,
  type InboxState,
  type PendingMessage,
  withFrame,
  withRows,
} from '../state/inbox-state.ts';
import type { ListView } from '../state/list-view.ts';
import type { ContactAccess } from './contact-commands.ts';
import { ListedConversations } from './listed-conversations.ts';
import { MediaTickets } from './media-tickets.ts';
import { Once } from './once.ts';
import { TabCounts } from './tab-counts.ts';
import { ThreadLoader } from './thread-loader.ts';

export interface StoreEvents {
  /** Something that is shown has changed. */
  changed(): void;
  /** A customer has written. */
  arrived(conversation: InboxConversation): void;
  /** Two conversations have become one. */
  merged(from: number, into: number): void;
  /** A contact and their conversation were erased. */
  erased(id: number): void;
  /** The agent's name, role or numbers may have changed. */
  accessChanged(): void;
  /** The number or its settings have changed. */
  numberChanged(number: InboxSummary): void;
  /** The session has ended, or the number was deleted. */
  failed(failure: ApiFailure): void;
}

/** A shorter break of the connection is not shown. */
const minShownBreakMs = 1_500;
/** Older messages do not notify the agent: the agent has been notified before, or is not waiting for them. */
const maxNewsAgeMs = 2 * 60_000;

export class InboxStore {
  readonly inbox: string;
  state: InboxState;
  /** The connection has been down long enough to say so. */
  isOffline = false;
  readonly list: ListedConversations;
  readonly threads: ThreadLoader;
  readonly media: MediaTickets;
  readonly counts: TabCounts;
  readonly queue: SendQueue;
  /** The last one that came, of any conversation. */
  suggestion: SuggestionFrame | null = null;
  /** Who has the inbox open; null until that is known. */
  availability: Extract<LiveFrame, { type: 'availability' }> | null = null;
  /** Who else is looking at which conversation. */
  readonly people = new People(() => this.#events.changed());
  #api: ApiClient;
  #events: StoreEvents;
  #live: LiveSocket | null = null;
  #breakTimer: ReturnType<typeof setTimeout> | undefined;
  #hadBreak = false;
  #open: number | null = null;
  readonly own = new OwnPresence({
    say: (message) => this.#live?.say(message),
    showTyping: (id) => void conversations.showTyping(this.#api, this.#ref(id)).catch(() => {}),
  });
  /** The note that is being added: a repeated attempt has the same key, so that it is added once. */
  #note: { attempt: string; key: string } | null = null;
  #contact: ContactAccess | null = null;

  /** `me` is the agent whose list it is, and `view` how they want to see it. */
  constructor(api: ApiClient, inbox: string, events: StoreEvents, whose: { me: string; view: ListView }) {
    this.#api = api;
    this.inbox = inbox;
    this.state = emptyInbox(inbox);
    this.#events = events;
    const home = {
      state: () => this.state,
      set: (state: InboxState) => this.#set(state),
      changed: () => events.changed(),
      take: (rows: readonly Conversation[]) => this.#take(rows, []),
    };
    const once = new Once();
    this.list = new ListedConversations(api, home, once, whose);
    this.threads = new ThreadLoader(api, home, once);
    this.media = new MediaTickets(api, inbox, () => events.changed());
    this.counts = new TabCounts(api, inbox, () => events.changed());
    this.queue = new SendQueue(api, home, { me: whose.me, inbox });
  }

  async start(): Promise<void> {
    const [seq] = await Promise.all([this.list.load(null), this.media.start(), this.queue.start()]);
    // If the part that does this cannot be loaded, the next start does it.
    void this.queue.sweep().catch(() => {});
    this.#live = new LiveSocket({
      after: seq,
      url: (after) => this.#liveAddress(after),
      frame: (frame) => this.#receive(frame),
      state: (isLive) => this.#connected(isLive),
    });
  }

  stop(): void {
    this.queue.stop();
    this.#live?.stop();
    this.#live = null;
    this.own.stop();
    this.people.stop();
    this.media.stop();
    this.counts.stop();
    clearTimeout(this.#breakTimer);
  }

  /** The conversation on the agent's screen. */
  look(conversationId: number | null): void {
    this.own.look(conversationId);
  }

  /** Connects and sends again at once, as when the browser is online again. */
  wake(): void {
    this.#live?.wake();
    this.queue.wake();
  }

  assign(id: number, change: Assign): Promise<void> {
    return this.#change(conversations.assign(this.#api, this.#ref(id), change));
  }

  changeState(id: number, change: ChangeState): Promise<void> {
    return this.#change(conversations.changeState(this.#api, this.#ref(id), change));
  }

  changeMode(id: number, change: ChangeMode): Promise<void> {
    return this.#change(conversations.changeMode(this.#api, this.#ref(id), change));
  }

  changeLabels(id: number, change: ChangeLabels): Promise<void> {
    return this.#change(conversations.changeLabels(this.#api, this.#ref(id), change));
  }

  markRead({ id, seq }: Conversation): Promise<void> {
    return this.#change(conversations.markRead(this.#api, this.#ref(id), seq));
  }

  markUnread(id: number): Promise<void> {
    return this.#change(conversations.markUnread(this.#api, this.#ref(id)));
  }

  /** The agent has made sure who the customer is. */
  acceptIdentity(id: number): Promise<void> {
    return this.#change(conversations.acceptIdentity(this.#api, this.#ref(id)));
  }

  async bulk(body: Bulk): Promise<BulkResult> {
    const result = await conversations.changeMany(this.#api, this.inbox, body);
    this.#take(result.conversations, []);
    return result;
  }

  /**
   * Shows a conversation as it will be, before the inbox has answered. What is returned shows it as it was; it does
   * nothing once something newer is known.
   */
  preview(id: number, change: Partial<Conversation>): () => void {
    const before = this.state.conversations.get(id);
    if (!before) return () => {};
    const show = (row: InboxConversation) =>
      this.#set({ ...this.state, conversations: new Map([...this.state.conversations, [id, row]]) });
    const expected = { ...before, ...change };
    show(expected);
    return () => {
      if (this.state.conversations.get(id) === expected) show(before);
    };
  }

  /** Adds a note for the team, once however often it is attempted. */
  async addNote(id: number, note: NewNote): Promise<void> {
    const attempt = JSON.stringify([id, note]);
    if (this.#note?.attempt !== attempt) this.#note = { attempt, key: randomId() };
    const entry = await conversations.addNote(this.#api, this.#ref(id), this.#note.key, note);
    this.#note = null;
    this.#set(withRows(this.state, [], [], [entry]));
  }

  /** The conversations of the contacts that this text finds, in the order of the list. */
  async search(text: string): Promise<readonly number[]> {
    const { rows } = await conversations.searchConversations(this.#api, this.inbox, text);
    this.#take(rows, []);
    return rows.map(({ id }) => id);
  }

  /** Messages with these words, newest first; `before` is the `next` of the previous page. */
  searchMessages(search: string, before: string | null): Promise<MessageSearch> {
    return messages.searchMessages(this.#api, this.inbox, { search, before, limit: 20 });
  }

  /** Opens a conversation: loads it, and its newest messages, if they are not loaded yet. */
  async open(id: number): Promise<void> {
    this.#open = id;
    await this.know(id);
    await this.threads.open(id);
  }

  /** Loads a conversation that is not in the list yet. */
  async know(id: number): Promise<void> {
    if (!this.state.conversations.has(id))
      await this.#change(conversations.getConversation(this.#api, this.#ref(id)));
  }

  /** Finds or starts the conversation with a phone number. */
  async startConversation(phone: string): Promise<number> {
    const conversation = await conversations.startConversation(this.#api, this.inbox, phone);
    this.#take([conversation], []);
    return conversation.id;
  }

  retryMedia({ id }: Message): Promise<void> {
    return this.#changeMessage(retryMedia(this.#api, this.inbox, id));
  }

  /** Uploads a file that is part of a message, and returns its id. */
  async upload(kind: string, file: File): Promise<string> {
    const { signal } = new AbortController();
    const { id } = await uploadMedia(this.#api, this.inbox, kind, file, { progress: () => {}, signal });
    return id;
  }

  /** Shows the team and the customer that the agent is typing. */
  typing(id: number): void {
    this.own.type(id);
  }

  /** Shows the message at once, and sends it after those before it in the conversation. Returns its key. */
  send(conversationId: number, message: NewMessage): string {
    const [key = ''] = this.sendAll(conversationId, [message]);
    return key;
  }

  /** Queues messages that were written together, in this order: all of them, or none. Returns their keys. */
  sendAll(conversationId: number, newMessages: readonly NewMessage[]): string[] {
    const keys = this.queue.sendAll(conversationId, newMessages);
    this.own.type(null);
    return keys;
  }

  /** Sends a failed message again. */
  async retry(message: Message | PendingMessage): Promise<void> {
    if ('id' in message) await this.#changeMessage(messages.retryMessage(this.#api, this.inbox, message.id));
    else this.queue.retry(message);
  }

  /** Reacts to a message. The reaction is shown once the inbox has it. */
  async react(conversationId: number, content: Content): Promise<void> {
    await messages.sendMessage(this.#api, this.#ref(conversationId), randomId(), { content });
  }

  /** Cancels a scheduled message. */
  cancel({ id }: Message): Promise<void> {
    return this.#changeMessage(messages.cancelMessage(this.#api, this.inbox, id));
  }

  /** What the commands of one contact need. It is the same object for the same contact. */
  contact(id: number): ContactAccess {
    if (this.#contact?.ref.id !== id) {
      const changed = (conversation: Conversation) => this.#take([conversation], []);
      this.#contact = { api: this.#api, ref: this.#ref(id), changed };
    }
    return this.#contact;
  }

  #receive(frame: LiveFrame): void {
    const { messages: before, conversations: former } = this.state;
    this.#update(withFrame(this.state, frame));
    switch (frame.type) {
      case 'change':
        for (const message of frame.messages) if (!before.has(message.id)) this.#arrived(message);
        for (const { id } of frame.conversations)
          this.#left(former.get(id), this.state.conversations.get(id));
        break;
      case 'merge':
        this.#joinThreads(frame.from, frame.into);
        this.#events.merged(frame.from, frame.into);
        break;
      case 'erase':
        this.threads.forget(frame.conversationId);
        this.#events.erased(frame.conversationId);
        break;
      case 'ready':
        this.own.repeat();
        if (frame.now !== undefined && setServerTime(frame.now)) this.#clockChanged();
        break;
      case 'suggestion':
        this.suggestion = frame;
        this.#events.changed();
        break;
      case 'presence':
        this.people.take(frame.people);
        break;
      case 'access':
        this.#events.accessChanged();
        break;
      case 'number':
        this.#events.numberChanged(frame.number);
        break;
      case 'settings':
        this.#api.news.tell(frame.changed);
        break;
      case 'availability':
        this.availability = frame;
        this.#events.changed();
        break;
      case 'reset':
        void this.#reload();
        break;
      default:
        // It is part of the state.
        frame.type satisfies 'alerts';
    }
  }

  /** Windows and tickets were worked out with the computer's own clock. */
  #clockChanged(): void {
    this.list.refresh();
    this.media.renew();
    this.#events.changed();
  }

  /** Messages that were missed during a break are in the list, but do not notify the agent. */
  #arrived({ conversationId, direction, target, sentAt }: Message): void {
    const conversation = this.state.conversations.get(conversationId);
    const isNews = direction === 'in' && target === null && serverNow() - sentAt < maxNewsAgeMs;
    // The bot still has time to answer.
    const isForBot = conversation?.handledBy === 'bot';
    if (conversation && isNews && !isForBot) this.#events.arrived(conversation);
  }

  /** The bot has handed a conversation over, or has not answered in time: it needs the team as a new message does. */
  #left(before: InboxConversation | undefined, now: InboxConversation | undefined): void {
    if (before?.handledBy !== 'bot' || !now || now.handledBy !== null || now.waitingSince === null) return;
    const isTakenOver = now.mode === 'off' || (now.mode === 'person' && now.modeUntil !== null);
    if (!isTakenOver) this.#events.arrived(now);
  }

  #connected(isLive: boolean): void {
    clearTimeout(this.#breakTimer);
    if (!isLive) {
      this.#hadBreak = true;
      this.#breakTimer = setTimeout(() => {
        this.isOffline = true;
        this.#events.changed();
      }, minShownBreakMs);
      return;
    }
    this.isOffline = false;
    this.#events.changed();
    this.queue.wake();
    // What changed about the agent or the number during the break is not sent again.
    if (this.#hadBreak) {
      this.#events.accessChanged();
      this.#api.news.tell(null);
    }
    this.#hadBreak = false;
  }

  /** Reports a sign-out, instead of waiting for a connection. */
  async #liveAddress(after: number): Promise<string | null> {
    try {
      return await conversations.getLiveAddress(this.#api, this.inbox, after, this.own.isIdle);
    } catch (error) {
      if (!(error instanceof ApiFailure) || ![401, 403, 404].includes(error.status)) throw error;
      this.#events.failed(error);
      return null;
    }
  }

  async #reload(): Promise<void> {
    this.threads.forgetAll();
    this.#set({ ...emptyInbox(this.inbox), pending: this.state.pending });
    await this.#orFail(async () => {
      await this.list.load(null);
      if (this.#open !== null) await this.threads.load(this.#open);
    });
  }

  /** Messages of a merged conversation are not part of an open thread's loaded pages. */
  #joinThreads(from: number, into: number): void {
    this.threads.forget(from);
    this.threads.forget(into);
    if (this.#open !== into) return;
    void this.#orFail(async () => {
      await this.threads.load(into);
      this.#events.changed();
    });
  }

  async #orFail(command: () => Promise<void>): Promise<void> {
    const failure = await failureOf(command);
    if (failure) this.#events.failed(failure);
  }

  #ref(id: number): ConversationRef {
    return { inbox: this.inbox, id };
  }

  async #change(command: Promise<Conversation>): Promise<void> {
    const row = await command;
    this.#update(withRows(this.state, [row], []));
  }

  async #changeMessage(command: Promise<Message>): Promise<void> {
    const message = await command;
    this.#update(withRows(this.state, [], [message]));
  }

  /** A change comes twice, as the answer to its request and over the socket: only the first is rendered. */
  #update(state: InboxState): void {
    if (state !== this.state) this.#set(state);
  }

  #take(rows: readonly Conversation[], messageRows: readonly Message[]): void {
    this.#set(withRows(this.state, rows, messageRows));
  }

  #set(state: InboxState): void {
    if (state.conversations !== this.state.conversations) this.counts.refresh();
    if (state.pending !== this.state.pending) this.queue.follow(this.state.pending, state.pending);
    this.state = state;
    this.#events.changed();
  }
}

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
  MessagePage,
  MessageSearch,
  NewNote,
  TemplateList,
} from '../../worker/api.ts';
import { strings } from '../locales/strings-first-load.ts';
import { type ApiClient, ApiFailure } from './api-client.ts';
import { ContactClient } from './contact-client.ts';
import type { NotKept, StoredFile } from './file-store.ts';
import { heldFiles } from './held-files.ts';
import {
  emptyInbox,
  entriesOf,
  type InboxConversation,
  type InboxState,
  type PendingMessage,
  type PendingUpload,
  type Quoted,
  threadOf,
  withFrame,
  withRows,
} from './inbox-state.ts';
import { compare, type ListView, queryOf, shows } from './list-view.ts';
import { LiveSocket } from './live-socket.ts';
import { Outgoing } from './outgoing.ts';
import { OwnPresence, People } from './presence.ts';
import { randomId } from './random-id.ts';
import {
  holds,
  type Stretch,
  shownPart,
  type ThreadParts,
  withNewer,
  withOlder,
  withPast,
} from './stretch.ts';

export interface NewMessage {
  content: Content;
  replyTo?: Quoted | null;
  /** Its bytes; the content gets the id of the upload. */
  file?: File;
  /** Where the browser keeps the file already, as from a draft. */
  stored?: StoredFile;
  /** When to send it, if not now. */
  sendAt?: number;
  /** Not when somebody else has answered after this change. */
  ifLastSeq?: number;
  /** It goes on with what was sent just before it: who writes is not said again. */
  isSequel?: boolean;
  /** The key of the message that must go before it. */
  follows?: string;
  /** It is the next part of the same text, and must not be read without the one before it. */
  isNextPart?: boolean;
}

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
/** What the connection kept from going is tried again after this, and after twice as long each time, up to the longest. */
const againAfter = 1_000;
const longestPause = 15_000;
/** What was sent shortly before the page was loaded anew goes on by itself. */
const goesOnWithin = 2 * 60_000;

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
  #entries: { of: unknown; id: number; rows: readonly Entry[] } | null = null;
  #noted: { tried: string; key: string } | null = null;
  counts: Counts | null = null;
  #counting: ReturnType<typeof setTimeout> | undefined;
  #thread: { of: unknown; part: Stretch | null; id: number; rows: readonly Message[] } | null = null;
  #listNext: string | null = null;
  #threads = new Map<number, ThreadParts>();
  #open: number | null = null;
  #ticket: MediaTicket | null = null;
  #ticketTimer: ReturnType<typeof setTimeout> | undefined;
  #lanes = new Map<number, Promise<void>>();
  /** What is being sent just now, by its key. */
  #tries = new Map<string, AbortController>();
  #again: ReturnType<typeof setTimeout> | undefined;
  #pause = againAfter;
  #isStopped = false;
  #loading = new Map<string, Promise<void>>();
  #typedAt = new Map<number, number>();
  #own = new OwnPresence((message) => this.#live?.say(message));
  /** Who else looks at which conversation. */
  readonly people = new People(() => this.#events.changed());
  #outgoing: Outgoing;
  /** Whose files the browser keeps here. */
  #owner: string;
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
    this.#outgoing = new Outgoing(me, inbox);
    this.#owner = `${me}/${inbox}`;
  }

  async start(): Promise<void> {
    const [seq] = await Promise.all([this.#loadList(null), this.#renewTicket(), this.#goOn()]);
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
          this.#threads.delete(frame.conversationId);
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
    clearTimeout(this.#again);
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
    this.#pause = againAfter;
    this.#sendHeld();
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

  entries(id: number): readonly Entry[] {
    const { entries } = this.state;
    if (this.#entries?.of !== entries || this.#entries.id !== id) {
      this.#entries = { of: entries, id, rows: entriesOf(this.state, id) };
    }
    return this.#entries.rows;
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
    const { messages } = this.state;
    const part = this.#shown(id);
    if (this.#thread?.of !== messages || this.#thread.id !== id || this.#thread.part !== part) {
      const rows = threadOf(this.state, id).filter((message) => part === null || holds(part, message));
      this.#thread = { of: messages, part, id, rows };
    }
    return this.#thread.rows;
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
    return this.#once('list', async () => {
      if (this.#listNext !== null) await this.#loadList(this.#listNext);
    });
  }

  /** Loads a conversation's newest messages, when it has not been open before. */
  async open(id: number): Promise<void> {
    this.#open = id;
    if (!this.state.conversations.has(id)) this.#take([await this.#api.conversation(this.inbox, id)], []);
    if (!this.#threads.has(id)) await this.#loadThread(id);
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

  hasOlder(id: number): boolean {
    return (this.#shown(id)?.older ?? null) !== null;
  }

  /** Whether what is shown ends before the present. */
  hasNewer(id: number): boolean {
    return (this.#shown(id)?.newer ?? null) !== null;
  }

  async older(id: number): Promise<void> {
    const before = this.#shown(id)?.older;
    if (before != null) await this.#loadPage(id, { before }, withOlder);
  }

  async newer(id: number): Promise<void> {
    const after = this.#shown(id)?.newer;
    if (after != null) await this.#loadPage(id, { after }, withNewer);
  }

  /** Shows the part of the thread that a message is in. */
  async around(id: number, messageId: number): Promise<void> {
    if (this.thread(id).some((message) => message.id === messageId)) return;
    this.toNewest(id);
    if (this.thread(id).some((message) => message.id === messageId)) return;
    await this.#loadPage(id, { around: String(messageId) }, withPast);
  }

  /** Shows the newest part again. */
  toNewest(id: number): void {
    const parts = this.#threads.get(id);
    if (!parts?.past) return;
    this.#threads.set(id, { ...parts, past: null });
    this.#events.changed();
  }

  #shown(id: number): Stretch | null {
    const parts = this.#threads.get(id);
    return parts ? shownPart(parts) : null;
  }

  /** Where a message's file is; null while there is no ticket for it. */
  mediaUrl(message: Message): string | null {
    return this.#ticket && this.#api.mediaUrl(this.inbox, message.id, this.#ticket.ticket);
  }

  async retryMedia(message: Message): Promise<void> {
    this.#take([], [await this.#api.retryMedia(this.inbox, message.id)]);
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
  sendAll(conversationId: number, newMessages: readonly NewMessage[]): string[] {
    const made: PendingMessage[] = [];
    for (const message of newMessages) made.push(this.#newPending(conversationId, message, made));
    this.#own.type(null);
    this.#set({ ...this.state, pending: [...this.state.pending, ...made] });
    for (const [index, message] of made.entries()) {
      const file = newMessages[index]?.file;
      if (file && message.file && !newMessages[index]?.stored)
        void this.#keepSent(message.key, message.file, file);
    }
    const [first, ...others] = made;
    if (first) this.#queueAll(conversationId, first);
    for (const message of others) this.#queue(message);
    return made.map(({ key }) => key);
  }

  #newPending(
    conversationId: number,
    newMessage: NewMessage,
    before: readonly PendingMessage[],
  ): PendingMessage {
    const { content, replyTo = null, file, stored, sendAt, ifLastSeq, isSequel = false } = newMessage;
    const follows = newMessage.follows ?? (newMessage.isNextPart ? before.at(-1)?.key : undefined);
    const upload: PendingUpload | null = file
      ? { file, url: URL.createObjectURL(file), progress: 0, cancel: new AbortController() }
      : null;
    const last = before.at(-1) ?? this.state.pending.at(-1);
    return {
      key: randomId(),
      conversationId,
      // No two have the same, so that their order survives a reload.
      sentAt: Math.max(Date.now(), (last?.sentAt ?? 0) + 1),
      content,
      replyTo: replyTo && quoteOf(replyTo),
      sendAt: sendAt ?? null,
      // Once the first part has gone, an answer that comes between does not stop the rest.
      ifLastSeq: follows === undefined ? (ifLastSeq ?? null) : null,
      isSequel,
      follows: follows ?? null,
      // Files go each for itself; what is said about them goes after all of them.
      waitsFor:
        file || follows !== undefined
          ? []
          : before.filter((other) => other.file !== null).map(({ key }) => key),
      file: file ? (stored ?? { id: randomId(), name: file.name, type: file.type, size: file.size }) : null,
      upload,
      problem: null,
    };
  }

  /** Keeps a file in the browser, for a draft or a message that waits; says why when it does not. */
  async keepFile(stored: StoredFile, file: File): Promise<NotKept | null> {
    const { keepFile } = await import('./file-store.ts');
    return keepFile(this.#owner, stored, file);
  }

  async #keepSent(key: string, stored: StoredFile, file: File): Promise<void> {
    heldFiles.set(stored.id, file);
    await this.keepFile(stored, file);
    if (this.state.pending.some((pending) => pending.key === key)) return;
    // It was faster with the inbox.
    const { forgetFiles } = await import('./file-store.ts');
    await forgetFiles([stored.id]);
  }

  /** Whether something that was sent would be lost with the page. */
  get isAtRisk(): boolean {
    return this.state.pending.some(
      (message) =>
        this.#outgoing.isHeld(message) || (message.file !== null && heldFiles.has(message.file.id)),
    );
  }

  /** Sends again what has not arrived. */
  async retry(message: Message | PendingMessage): Promise<void> {
    if ('id' in message) this.#take([], [await this.#api.retry(this.inbox, message.id)]);
    else {
      const first = this.#firstPart(message);
      // Whoever sends it again has seen the answer that came between.
      const isAnswered = first.problem?.code === 'answered_meanwhile';
      // Whoever sends it again has read that its file has not gone.
      const isWithout = first.problem?.code === 'file_missing';
      this.#update(first.key, {
        problem: null,
        ...(isAnswered && { ifLastSeq: null }),
        ...(isWithout && { waitsFor: [] }),
      });
      if (!isWithout) for (const file of this.#filesOf(first)) this.#queue(file);
      this.#queueAll(first.conversationId, first);
    }
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

  /** Takes back a message that has not left this page. */
  discard({ key, upload, follows }: PendingMessage): void {
    upload?.cancel.abort();
    this.#tries.get(key)?.abort();
    const pending = this.state.pending
      .filter((other) => other.key !== key)
      .map((other) => (other.follows === key ? { ...other, follows } : other))
      // What was said about the file is for a person to decide.
      .map((other) => (other.waitsFor.includes(key) ? { ...other, problem: fileMissing() } : other));
    this.#set({ ...this.state, pending });
  }

  /** Takes up what was on its way when the page was left. What is long ago is for a person to decide. */
  async #goOn(): Promise<void> {
    const left = await this.#outgoing.all();
    if (this.#isStopped || left.length === 0) return;
    const problem = { code: 'page_left', message: strings.pageLeft };
    const isLate = ({ sentAt }: PendingMessage) => Date.now() - sentAt > goesOnWithin;
    const known = new Set(this.state.pending.map(({ key }) => key));
    const pending = left
      .filter(({ key }) => !known.has(key))
      .map((message) => (isLate(message) ? { ...message, problem } : message));
    this.#set({ ...this.state, pending: [...pending, ...this.state.pending] });
    for (const message of pending) {
      if (message.problem === null) this.#queue(message);
      // It is seen at once, also where it is not sent at once.
      else if (message.file) void this.#fetchFile(message);
    }
  }

  /** The file that the browser has kept; null: it is gone. */
  async #fetchFile({ key, file }: PendingMessage): Promise<PendingUpload | null> {
    const now = () => this.state.pending.find((pending) => pending.key === key);
    const { findFile } = await import('./file-store.ts');
    const found = file && (await findFile(file));
    const before = now()?.upload ?? null;
    if (!found || before !== null || !now()) return before;
    const upload: PendingUpload = {
      file: found,
      url: URL.createObjectURL(found),
      progress: 0,
      cancel: new AbortController(),
    };
    this.#update(key, { upload });
    return upload;
  }

  /** This message, after those before it that the connection kept from going. */
  #queueAll(conversationId: number, last?: PendingMessage): void {
    for (const message of this.state.pending) {
      const isHeld = message.conversationId === conversationId && message.problem?.code === 'unreachable';
      if (isHeld && message.key !== last?.key) this.#queue(message);
      if (message.key === last?.key) {
        this.#queue(message);
        return;
      }
    }
  }

  /** Everything that the connection kept from going. */
  #sendHeld(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    for (const message of this.state.pending)
      if (message.problem?.code === 'unreachable') this.#queue(message);
  }

  /** A request may fail while the socket stands, so that nothing else says when to try again. */
  #sendHeldLater(): void {
    if (this.#isStopped || this.#again !== undefined) return;
    this.#again = setTimeout(() => this.#sendHeld(), this.#pause);
    this.#pause = Math.min(longestPause, 2 * this.#pause);
  }

  /** The files that were sent with it and are still here. */
  #filesOf({ waitsFor }: PendingMessage): PendingMessage[] {
    return this.state.pending.filter(({ key }) => waitsFor.includes(key));
  }

  /** The one that this one waits for, because it follows it. */
  #firstPart(message: PendingMessage): PendingMessage {
    const before = this.state.pending.find(({ key }) => key === message.follows);
    return before ? this.#firstPart(before) : message;
  }

  #queue(message: PendingMessage): void {
    const before = this.#lanes.get(message.conversationId) ?? Promise.resolve();
    this.#lanes.set(
      message.conversationId,
      before.catch(() => {}).then(() => this.#deliver(message)),
    );
  }

  /** The key stays the same however often it is tried, so that it is sent once. */
  async #deliver({ key, replyTo, sendAt }: PendingMessage): Promise<void> {
    const now = () => this.state.pending.find((pending) => pending.key === key);
    const message = now();
    if (!message) return;
    // What the connection has kept from going is not passed by what was written after it, nor a part by the next one.
    const before = this.state.pending.slice(0, this.state.pending.indexOf(message));
    const held =
      before.find(
        ({ conversationId, problem }) =>
          conversationId === message.conversationId && problem?.code === 'unreachable',
      ) ?? before.find(({ key }) => key === message.follows);
    // What is tried again by itself says that it is not sent until it is, instead of saying so time after time.
    if (held || message.problem?.code !== 'unreachable')
      this.#update(key, { problem: held?.problem ?? null });
    if (held) return;
    if (message.waitsFor.length > 0) {
      this.#update(key, { problem: fileMissing() });
      return;
    }
    const attempt = new AbortController();
    this.#tries.set(key, attempt);
    try {
      await this.#uploadFile(message);
      const ready = now();
      if (!ready) return;
      const body = {
        content: asSent(ready.content),
        ...(replyTo?.wamid != null && { replyTo: replyTo.wamid }),
        ...(ready.ifLastSeq !== null && { ifLastSeq: ready.ifLastSeq }),
        ...(ready.isSequel && { withName: false }),
        ...(typeof ready.follows === 'number' && { follows: ready.follows }),
        // A time that has come meanwhile, as after a while without a network, means now.
        ...(sendAt !== null && sendAt > Date.now() && { sendAt }),
      };
      const sent = await this.#api.send(this.inbox, ready.conversationId, key, body, attempt.signal);
      this.#pause = againAfter;
      this.#take([], [sent]);
      for (const pending of this.state.pending) {
        const isFreed = pending.follows === sent.id || pending.problem?.code === 'file_missing';
        if (isFreed && pending.problem !== null && pending.waitsFor.length === 0) this.#queue(pending);
      }
      this.#queueAll(ready.conversationId);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.#update(key, { problem: { code: error.code, message: error.message } });
      if (error.code === 'unreachable') this.#sendHeldLater();
    } finally {
      this.#tries.delete(key);
    }
  }

  /** The content gets the id of the upload; what has it already, or has no file, stays as it is. */
  async #uploadFile(message: PendingMessage): Promise<void> {
    const { key, content } = message;
    if (message.file === null) return;
    const { idOf, mediaKindOf, mediaProblem, withMediaId } = await import('./message-file.ts');
    const kind = mediaKindOf(content);
    if (kind === null || idOf(content) !== undefined) return;
    const upload = message.upload ?? (await this.#fetchFile(message));
    if (upload === null) throw new ApiFailure(0, 'file_gone', strings.fileGone);
    const { file, cancel } = upload;
    const problem = mediaProblem({ kind, mimeType: file.type, size: file.size });
    if (problem) throw new ApiFailure(422, problem.code, problem.message);
    const { id } = await this.#api.upload(this.inbox, kind, file, {
      progress: (progress) => this.#update(key, { upload: { ...upload, progress } }),
      signal: cancel.signal,
    });
    this.#update(key, { content: withMediaId(content, id), upload: { ...upload, progress: 1 } });
  }

  #update(key: string, change: Partial<PendingMessage>): void {
    const pending = this.state.pending.map((message) =>
      message.key === key ? { ...message, ...change } : message,
    );
    this.#set({ ...this.state, pending });
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
    this.#pause = againAfter;
    this.#sendHeld();
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
    this.#threads.clear();
    this.#set({ ...emptyInbox(this.inbox), pending: this.state.pending });
    try {
      await this.#loadList(null);
      if (this.#open !== null) await this.#loadThread(this.#open);
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
    this.#threads.delete(from);
    this.#threads.delete(into);
    if (this.#open !== into) return;
    this.#loadThread(into).then(
      () => this.#events.changed(),
      (error: unknown) => {
        if (!(error instanceof ApiFailure)) throw error;
        this.#events.failed(error);
      },
    );
  }

  #loadThread(id: number): Promise<void> {
    return this.#once(`thread/${id}`, async () => {
      const { rows, next, entries } = await this.#api.messages(this.inbox, id, null);
      this.#threads.set(id, { newest: { older: next, newer: null }, past: null });
      this.#set(withRows(this.state, [], rows, entries));
    });
  }

  #loadPage(
    id: number,
    where: { before: string } | { after: string } | { around: string },
    join: (parts: ThreadParts, page: MessagePage) => ThreadParts,
  ): Promise<void> {
    const before = this.#shown(id);
    return this.#once(`thread/${id}/${Object.values(where).join()}`, async () => {
      const page = await this.#api.messages(this.inbox, id, where);
      const parts = this.#threads.get(id);
      // Whoever has gone elsewhere in the thread meanwhile stays there.
      if (parts && shownPart(parts) === before) this.#threads.set(id, join(parts, page));
      this.#set(withRows(this.state, [], page.rows, page.entries));
      this.#events.changed();
    });
  }

  /** What is being loaded is not loaded twice. */
  #once(name: string, load: () => Promise<void>): Promise<void> {
    const running = this.#loading.get(name);
    if (running) return running;
    const loading = load().finally(() => this.#loading.delete(name));
    this.#loading.set(name, loading);
    return loading;
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
    if (state.pending !== this.state.pending) this.#follow(this.state.pending, state.pending);
    this.state = state;
    this.#events.changed();
  }

  /** What has been sent or taken back is not kept any longer, nor is its file. */
  #follow(before: readonly PendingMessage[], after: readonly PendingMessage[]): void {
    this.#outgoing.follow(before, after);
    const left = new Set(after.map(({ key }) => key));
    const gone = before.filter(({ key }) => !left.has(key));
    for (const { upload } of gone) if (upload) URL.revokeObjectURL(upload.url);
    const files = gone.flatMap(({ file }) => (file ? [file.id] : []));
    if (files.length > 0) void import('./file-store.ts').then(({ forgetFiles }) => forgetFiles(files));
  }
}

/** Without what changes meanwhile: it is kept for as long as the message waits. */
function quoteOf({ id, wamid, direction, content }: Quoted): Quoted {
  return { id, wamid, direction, content };
}

function fileMissing(): PendingMessage['problem'] {
  return { code: 'file_missing', message: strings.fileMissing };
}

/** How a template looks is for this page until the message is taken in: the inbox finds it out by itself. */
function asSent(content: Content): Content {
  if (content.type !== 'template') return content;
  const { shown: _, ...sent } = content;
  return sent;
}

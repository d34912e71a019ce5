/**
 * Messages on their way to the inbox. Each is shown at once, kept by the browser until the inbox has it, and sent after
 * those before it in the same conversation.
 */
import type { Content } from '../../../worker/api/messages.ts';
import { strings } from '../../locales/strings-first-load.ts';
import type { ApiClient } from '../api/api-client.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { uploadMedia } from '../api/media.ts';
import { sendMessage } from '../api/messages.ts';
import { local } from '../browser/browser-storage.ts';
import type { NotKept, StoredFile } from '../browser/file-store.ts';
import { heldFiles } from '../browser/held-files.ts';
import { randomId } from '../browser/random-id.ts';
import {
  type InboxState,
  type PendingMessage,
  type PendingUpload,
  type Quoted,
  withRows,
} from '../state/inbox-state.ts';
import { Outgoing } from './outgoing.ts';

/** A message as the composer hands it over: the draft of one that will be sent. */
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

/** What the connection kept from going is tried again after this, and after twice as long each time, up to the longest. */
const againAfter = 1_000;
const longestPause = 15_000;
/** What was sent shortly before the page was loaded again goes on automatically. */
const goesOnWithin = 2 * 60_000;

/** Where the messages are shown. */
export interface QueueHome {
  state(): InboxState;
  set(state: InboxState): void;
}

export class SendQueue {
  #api: ApiClient;
  #home: QueueHome;
  #outgoing: Outgoing;
  /** Whose files the browser keeps here. */
  #owner: string;
  #lanes = new Map<number, Promise<void>>();
  /** What is being sent just now, by its key. */
  #tries = new Map<string, AbortController>();
  #again: ReturnType<typeof setTimeout> | undefined;
  #pause = againAfter;
  #isStopped = false;

  /** `me` is the agent whose messages they are. */
  constructor(api: ApiClient, home: QueueHome, { me, inbox }: { me: string; inbox: string }) {
    this.#api = api;
    this.#home = home;
    this.#outgoing = new Outgoing(me, inbox);
    this.#owner = `${me}/${inbox}`;
  }

  get #state(): InboxState {
    return this.#home.state();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#again);
  }

  /** Several that were written together, in this order: all of them are queued, or none. Returns their keys. */
  sendAll(conversationId: number, newMessages: readonly NewMessage[]): string[] {
    const made: PendingMessage[] = [];
    for (const message of newMessages) made.push(this.#newPending(conversationId, message, made));
    this.#home.set({ ...this.#state, pending: [...this.#state.pending, ...made] });
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
    const last = before.at(-1) ?? this.#state.pending.at(-1);
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
      afterFiles: [],
      file: file ? (stored ?? { id: randomId(), name: file.name, type: file.type, size: file.size }) : null,
      upload,
      problem: null,
    };
  }

  /** Keeps a file in the browser, for a draft or a message that waits; says why when it does not. */
  async keepFile(stored: StoredFile, file: File): Promise<NotKept | null> {
    const { keepFile } = await import('../browser/file-store.ts');
    return keepFile(this.#owner, stored, file);
  }

  async #keepSent(key: string, stored: StoredFile, file: File): Promise<void> {
    heldFiles.set(stored.id, file);
    await this.keepFile(stored, file);
    if (this.#state.pending.some((pending) => pending.key === key)) return;
    // It was faster with the inbox.
    const { forgetFiles } = await import('../browser/file-store.ts');
    await forgetFiles([stored.id]);
  }

  /** Whether something that was sent would be lost with the page. */
  get isAtRisk(): boolean {
    return this.#state.pending.some(
      (message) =>
        this.#outgoing.isHeld(message) || (message.file !== null && heldFiles.has(message.file.id)),
    );
  }

  /** Sends again what has not arrived, and what waits for it. */
  retry(message: PendingMessage): void {
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

  /** Takes back a message that has not left this page. */
  discard({ key, upload, follows }: PendingMessage): void {
    upload?.cancel.abort();
    this.#tries.get(key)?.abort();
    const pending = this.#state.pending
      .filter((other) => other.key !== key)
      .map((other) => (other.follows === key ? { ...other, follows } : other))
      // What was said about the file is for a person to decide.
      .map((other) => (other.waitsFor.includes(key) ? { ...other, problem: fileMissing() } : other));
    this.#home.set({ ...this.#state, pending });
  }

  /** Takes up what was on its way when the page was left. What is long ago is for a person to decide. */
  async start(): Promise<void> {
    const left = await this.#outgoing.all();
    if (this.#isStopped || left.length === 0) return;
    const problem = { code: 'page_left', message: strings.pageLeft };
    const isLate = ({ sentAt }: PendingMessage) => Date.now() - sentAt > goesOnWithin;
    const known = new Set(this.#state.pending.map(({ key }) => key));
    const pending = left
      .filter(({ key }) => !known.has(key))
      .map((message) => (isLate(message) ? { ...message, problem } : message));
    this.#home.set({ ...this.#state, pending: [...pending, ...this.#state.pending] });
    for (const message of pending) {
      if (message.problem === null) this.#queue(message);
      // It is seen at once, also where it is not sent at once.
      else if (message.file) void this.#fetchFile(message);
    }
  }

  /** Removes files that the browser keeps and that no draft and no message names any more, as after a crash. */
  async sweep(): Promise<void> {
    const { sweepFiles } = await import('../browser/file-store.ts');
    // By their text and not by what is read of it: what another version has written must not lose its files.
    const kept = local.under(`agent-console/${this.#owner}/`).map(([, text]) => text);
    await sweepFiles(this.#owner, (id) => kept.some((text) => text.includes(id)));
  }

  /** The file that the browser has kept; null: it is gone. */
  async #fetchFile({ key, file }: PendingMessage): Promise<PendingUpload | null> {
    const now = () => this.#state.pending.find((pending) => pending.key === key);
    const { findFile } = await import('../browser/file-store.ts');
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
    for (const message of this.#state.pending) {
      const isHeld = message.conversationId === conversationId && message.problem?.code === 'unreachable';
      if (isHeld && message.key !== last?.key) this.#queue(message);
      if (message.key === last?.key) {
        this.#queue(message);
        return;
      }
    }
  }

  /** Sends at once everything that the connection kept from going. */
  wake(): void {
    this.#pause = againAfter;
    this.#sendHeld();
  }

  #sendHeld(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    for (const message of this.#state.pending)
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
    return this.#state.pending.filter(({ key }) => waitsFor.includes(key));
  }

  /** The one that this one waits for, because it follows it. */
  #firstPart(message: PendingMessage): PendingMessage {
    const before = this.#state.pending.find(({ key }) => key === message.follows);
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
    const now = () => this.#state.pending.find((pending) => pending.key === key);
    const message = now();
    if (!message) return;
    // What the connection has kept from going is not passed by what was written after it, nor a part by the next one.
    const before = this.#state.pending.slice(0, this.#state.pending.indexOf(message));
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
      // What follows a file waits for it, in the inbox as well: WhatsApp may still refuse it there.
      const goesAfter = typeof ready.follows === 'number' ? [ready.follows] : ready.afterFiles;
      const body = {
        content: asSent(ready.content),
        ...(replyTo?.wamid != null && { replyTo: replyTo.wamid }),
        ...(ready.ifLastSeq !== null && { ifLastSeq: ready.ifLastSeq }),
        ...(ready.isSequel && { withName: false }),
        ...(goesAfter.length > 0 && { follows: goesAfter }),
        // A time that has come meanwhile, as after a while without a network, means now.
        ...(sendAt !== null && sendAt > Date.now() && { sendAt }),
      };
      const ref = { inbox: this.#state.inbox, id: ready.conversationId };
      const sent = await sendMessage(this.#api, ref, key, body, attempt.signal);
      this.#pause = againAfter;
      this.#home.set(withRows(this.#state, [], [sent]));
      for (const pending of this.#state.pending) {
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
    const { id } = await uploadMedia(this.#api, this.#state.inbox, kind, file, {
      progress: (progress) => this.#update(key, { upload: { ...upload, progress } }),
      signal: cancel.signal,
    });
    this.#update(key, { content: withMediaId(content, id), upload: { ...upload, progress: 1 } });
  }

  #update(key: string, change: Partial<PendingMessage>): void {
    const pending = this.#state.pending.map((message) =>
      message.key === key ? { ...message, ...change } : message,
    );
    this.#home.set({ ...this.#state, pending });
  }

  /** What has been sent or taken back is not kept any longer, nor is its file. */
  follow(before: readonly PendingMessage[], after: readonly PendingMessage[]): void {
    this.#outgoing.follow(before, after);
    const left = new Set(after.map(({ key }) => key));
    const gone = before.filter(({ key }) => !left.has(key));
    for (const { upload } of gone) if (upload) URL.revokeObjectURL(upload.url);
    const files = gone.flatMap(({ file }) => (file ? [file.id] : []));
    if (files.length > 0)
      void import('../browser/file-store.ts').then(({ forgetFiles }) => forgetFiles(files));
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

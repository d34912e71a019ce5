/**
 * Messages on their way to the inbox. Each is shown at once, kept by the browser until the inbox has it, and sent after
 * those before it in the same conversation.
 */
import type { Content } from '../../../worker/api/conversations/messages.ts';
import { strings } from '../../locales/strings-first-load.ts';
import type { ApiClient } from '../api/api-client.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { uploadMedia } from '../api/conversations/media.ts';
import { sendMessage } from '../api/conversations/messages.ts';
import { local } from '../browser/browser-storage.ts';
import type { StoredFile, StoreFailure } from '../browser/file-store.ts';
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

/** A draft as the composer hands it over: the parts of a pending message that an author chooses. */
export type NewMessage = Pick<PendingMessage, 'content'> &
  Partial<Pick<PendingMessage, 'replyTo' | 'sendAt' | 'ifLastSeq' | 'isSequel'>> & {
    /** Its bytes; the content gets the id of the upload. */
    file?: File;
    /** Where the browser has already stored the file, as for a draft. */
    stored?: StoredFile;
    /** The key of the message that must be sent before it. */
    follows?: string;
    /** It is the next part of the same text, and must not arrive without the one before it. */
    isNextPart?: boolean;
  };

/** Without a connection, sending is tried again after this time, which then doubles up to the longest. */
const minPauseMs = 1_000;
const maxPauseMs = 15_000;
/** Messages that were sent shortly before a reload are sent automatically. */
const maxResumeAgeMs = 2 * 60_000;

/** The store that shows the messages. */
export interface QueueHome {
  state(): InboxState;
  set(state: InboxState): void;
}

export class SendQueue {
  #api: ApiClient;
  #home: QueueHome;
  #outgoing: Outgoing;
  /** Whose files they are in this browser. */
  #owner: string;
  #lanes = new Map<number, Promise<void>>();
  /** The messages that are being sent, by key. */
  #tries = new Map<string, AbortController>();
  #again: ReturnType<typeof setTimeout> | undefined;
  #pause = minPauseMs;
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

  /** Queues messages that were written together, in this order: all of them, or none. Returns their keys. */
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
      // No two are equal, so their order survives a reload.
      sentAt: Math.max(Date.now(), (last?.sentAt ?? 0) + 1),
      content,
      replyTo: replyTo && quoteOf(replyTo),
      sendAt: sendAt ?? null,
      // Once the first part is sent, an answer that arrives meanwhile does not stop the rest.
      ifLastSeq: follows === undefined ? (ifLastSeq ?? null) : null,
      isSequel,
      follows: follows ?? null,
      // Each file is sent separately; the text about them follows.
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

  /** Stores a file in the browser, for a draft or a pending message. Returns the reason if it cannot. */
  async keepFile(stored: StoredFile, file: File): Promise<StoreFailure | null> {
    const { keepFile } = await import('../browser/file-store.ts');
    return keepFile(this.#owner, stored, file);
  }

  async #keepSent(key: string, stored: StoredFile, file: File): Promise<void> {
    heldFiles.set(stored.id, file);
    await this.keepFile(stored, file);
    if (this.#state.pending.some((pending) => pending.key === key)) return;
    // The upload was faster.
    const { forgetFiles } = await import('../browser/file-store.ts');
    await forgetFiles([stored.id]);
  }

  /** Resolves to whether the inbox has all messages that are pending in this conversation now. */
  async settled(conversationId: number): Promise<boolean> {
    await this.#lanes.get(conversationId)?.catch(() => {});
    return !this.#state.pending.some((message) => message.conversationId === conversationId);
  }

  /** Whether a pending message would be lost with the page. */
  get isAtRisk(): boolean {
    return this.#state.pending.some(
      (message) =>
        this.#outgoing.isHeld(message) || (message.file !== null && heldFiles.has(message.file.id)),
    );
  }

  /** Sends a message again, and those that wait for it. */
  retry(message: PendingMessage): void {
    const first = this.#firstPart(message);
    // An agent who sends it again has seen the answer.
    const isAnswered = first.problem?.code === 'answered_meanwhile';
    // An agent who sends it again has read that its file was not sent.
    const isWithout = first.problem?.code === 'file_missing';
    this.#update(first.key, {
      problem: null,
      ...(isAnswered && { ifLastSeq: null }),
      ...(isWithout && { waitsFor: [] }),
    });
    if (!isWithout) for (const file of this.#filesOf(first)) this.#queue(file);
    this.#queueAll(first.conversationId, first);
  }

  /** Deletes a message that has not left this page. */
  discard({ key, upload, follows }: PendingMessage): void {
    upload?.cancel.abort();
    this.#tries.get(key)?.abort();
    const pending = this.#state.pending
      .filter((other) => other.key !== key)
      .map((other) => (other.follows === key ? { ...other, follows } : other))
      // Whether to send the text without its file is for a person to decide.
      .map((other) => (other.waitsFor.includes(key) ? { ...other, problem: fileMissing() } : other));
    this.#home.set({ ...this.#state, pending });
  }

  /** Continues with the messages that were pending when the page was left. Old ones are for a person to decide. */
  async start(): Promise<void> {
    const left = await this.#outgoing.all();
    if (this.#isStopped || left.length === 0) return;
    const problem = { code: 'page_left', message: strings.pageLeft };
    const isLate = ({ sentAt }: PendingMessage) => Date.now() - sentAt > maxResumeAgeMs;
    const known = new Set(this.#state.pending.map(({ key }) => key));
    const pending = left
      .filter(({ key }) => !known.has(key))
      .map((message) => (isLate(message) ? { ...message, problem } : message));
    this.#home.set({ ...this.#state, pending: [...pending, ...this.#state.pending] });
    for (const message of pending) {
      if (message.problem === null) this.#queue(message);
      // The file is shown at once, even if it is not sent.
      else if (message.file) void this.#fetchFile(message);
    }
  }

  /** Deletes stored files that no draft or message refers to, as after a crash. */
  async sweep(): Promise<void> {
    const { sweepFiles } = await import('../browser/file-store.ts');
    // This searches the stored text, because drafts of another version may not parse, and must keep their files.
    const kept = local.under(`agent-console/${this.#owner}/`).map(([, text]) => text);
    await sweepFiles(this.#owner, (id) => kept.some((text) => text.includes(id)));
  }

  /** The file from the browser's storage; null: it is gone. */
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

  /** Queues this message, after those before it that failed for lack of a connection. */
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

  /** Sends at once everything that failed for lack of a connection. */
  wake(): void {
    this.#pause = minPauseMs;
    this.#sendHeld();
  }

  #sendHeld(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    for (const message of this.#state.pending)
      if (message.problem?.code === 'unreachable') this.#queue(message);
  }

  /** A request can fail while the socket is open, so nothing else triggers another attempt. */
  #sendHeldLater(): void {
    if (this.#isStopped || this.#again !== undefined) return;
    this.#again = setTimeout(() => this.#sendHeld(), this.#pause);
    this.#pause = Math.min(maxPauseMs, 2 * this.#pause);
  }

  /** The files that were sent with it and are still pending. */
  #filesOf({ waitsFor }: PendingMessage): PendingMessage[] {
    return this.#state.pending.filter(({ key }) => waitsFor.includes(key));
  }

  /** The first message of the chain that this one waits for. */
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

  /** Every attempt has the same key, so the message is sent once. */
  async #deliver({ key, replyTo, sendAt }: PendingMessage): Promise<void> {
    const now = () => this.#state.pending.find((pending) => pending.key === key);
    const message = now();
    if (!message) return;
    // A message does not overtake one that failed for lack of a connection, nor the message part before it.
    const before = this.#state.pending.slice(0, this.#state.pending.indexOf(message));
    const held =
      before.find(
        ({ conversationId, problem }) =>
          conversationId === message.conversationId && problem?.code === 'unreachable',
      ) ?? before.find(({ key }) => key === message.follows);
    // A message that is retried automatically keeps its problem until it is sent, so that it does not flicker.
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
      // A text waits for its file in the inbox as well, because WhatsApp may still reject the file.
      const goesAfter = typeof ready.follows === 'number' ? [ready.follows] : ready.afterFiles;
      const body = {
        content: asSent(ready.content),
        ...(replyTo?.wamid != null && { replyTo: replyTo.wamid }),
        ...(ready.ifLastSeq !== null && { ifLastSeq: ready.ifLastSeq }),
        ...(ready.isSequel && { withName: false }),
        ...(goesAfter.length > 0 && { follows: goesAfter }),
        // A time that has passed meanwhile, as without a network, means now.
        ...(sendAt !== null && sendAt > Date.now() && { sendAt }),
      };
      const ref = { inbox: this.#state.inbox, id: ready.conversationId };
      const sent = await sendMessage(this.#api, ref, key, body, attempt.signal);
      this.#pause = minPauseMs;
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

  /** Adds the id of the upload to the content, unless it has one or needs none. */
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

  /** Removes sent and discarded messages from the browser's storage, with their files. */
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

/** Only the fields that do not change while the message is pending. */
function quoteOf({ id, wamid, direction, content }: Quoted): Quoted {
  return { id, wamid, direction, content };
}

function fileMissing(): PendingMessage['problem'] {
  return { code: 'file_missing', message: strings.fileMissing };
}

/** A template's rendered text is only for this page: the inbox renders it itself. */
function asSent(content: Content): Content {
  if (content.type !== 'template') return content;
  const { shown: _, ...sent } = content;
  return sent;
}

/** The messages of conversations, page by page: from a message long ago to the newest. */
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { Entry, MessagePage } from '../../../worker/api/conversations/teamwork.ts';
import type { ApiClient } from '../api/api-client.ts';
import { listMessages, type ThreadCursor } from '../api/conversations/messages.ts';
import { entriesOf, type InboxState, threadOf, withRows } from '../state/inbox-state.ts';
import {
  holds,
  type Stretch,
  shownPart,
  type ThreadParts,
  withNewer,
  withOlder,
  withPast,
} from '../state/stretch.ts';
import type { Once } from './once.ts';

/** The store that the loaded rows go into. */
export interface ThreadHome {
  state(): InboxState;
  set(state: InboxState): void;
  /** Another part of a thread is shown. */
  changed(): void;
}

export class ThreadLoader {
  #api: ApiClient;
  #home: ThreadHome;
  #once: Once;
  #threads = new Map<number, ThreadParts>();
  /** How often each was forgotten. */
  #forgotten = new Map<number, number>();
  #thread: { of: unknown; part: Stretch | null; id: number; rows: readonly Message[] } | null = null;
  #entries: { of: unknown; id: number; rows: readonly Entry[] } | null = null;

  constructor(api: ApiClient, home: ThreadHome, once: Once) {
    this.#api = api;
    this.#home = home;
    this.#once = once;
  }

  get #state(): InboxState {
    return this.#home.state();
  }

  /** The entries of the thread; the same array as long as nothing in it has changed. */
  entries(id: number): readonly Entry[] {
    const state = this.#state;
    if (this.#entries?.of !== state.entries || this.#entries.id !== id) {
      this.#entries = { of: state.entries, id, rows: entriesOf(state, id) };
    }
    return this.#entries.rows;
  }

  /** Loads the newest messages, if none are loaded yet. */
  async open(id: number): Promise<void> {
    if (!this.#threads.has(id)) await this.load(id);
  }

  forget(id: number): void {
    this.#threads.delete(id);
    this.#forgotten.set(id, this.#timesForgotten(id) + 1);
  }

  #timesForgotten(id: number): number {
    return this.#forgotten.get(id) ?? 0;
  }

  forgetAll(): void {
    this.#threads.clear();
  }

  /** The part of the thread that is shown, without a gap in it. */
  thread(id: number): readonly Message[] {
    const { messages } = this.#state;
    const part = this.#shown(id);
    if (this.#thread?.of !== messages || this.#thread.id !== id || this.#thread.part !== part) {
      const rows = threadOf(this.#state, id).filter((message) => part === null || holds(part, message));
      const before = this.#thread?.id === id ? this.#thread.rows : [];
      this.#thread = { of: messages, part, id, rows: isSame(before, rows) ? before : rows };
    }
    return this.#thread.rows;
  }

  hasOlder(id: number): boolean {
    return (this.#shown(id)?.older ?? null) !== null;
  }

  /** Whether there are newer messages than those loaded. */
  hasNewer(id: number): boolean {
    return (this.#shown(id)?.newer ?? null) !== null;
  }

  async older(id: number): Promise<void> {
    const before = this.#shown(id)?.older;
    if (before != null)
      await this.#loadPage(id, { before }, withOlder, (parts) => shownPart(parts).older === before);
  }

  async newer(id: number): Promise<void> {
    const after = this.#shown(id)?.newer;
    if (after != null)
      await this.#loadPage(id, { after }, withNewer, (parts) => shownPart(parts).newer === after);
  }

  /** Shows the part of the thread that a message is in. */
  async around(id: number, messageId: number): Promise<void> {
    if (this.thread(id).some((message) => message.id === messageId)) return;
    this.toNewest(id);
    if (this.thread(id).some((message) => message.id === messageId)) return;
    await this.#loadPage(id, { around: String(messageId) }, withPast, isAtNewest);
  }

  /** Shows the part of the thread from a time on. Returns its first message; null: nothing is that new. */
  async since(id: number, at: number): Promise<number | null> {
    const first = () => this.thread(id).find(({ sentAt }) => sentAt >= at)?.id ?? null;
    const [oldest] = this.thread(id);
    const isLoaded = !this.hasOlder(id) || (oldest !== undefined && oldest.sentAt < at);
    if (isLoaded && (first() !== null || !this.hasNewer(id))) return first();
    this.toNewest(id);
    await this.#loadPage(id, { from: String(at) }, withPast, isAtNewest);
    return first();
  }

  /** Shows the newest part again. */
  toNewest(id: number): void {
    const parts = this.#threads.get(id);
    if (!parts?.past) return;
    this.#threads.set(id, { ...parts, past: null });
    this.#home.changed();
  }

  #shown(id: number): Stretch | null {
    const parts = this.#threads.get(id);
    return parts ? shownPart(parts) : null;
  }

  /** Loads the newest messages. */
  load(id: number): Promise<void> {
    return this.#once.run(`thread/${id}`, async () => {
      const times = this.#timesForgotten(id);
      let page = await this.#list(id, null);
      // It was merged or erased meanwhile, and this answer may be from before.
      if (this.#timesForgotten(id) !== times) page = await this.#list(id, null);
      const { rows, next, entries } = page;
      this.#threads.set(id, { newest: { older: next, newer: null }, past: null });
      this.#home.set(withRows(this.#state, [], rows, entries));
    });
  }

  #list(id: number, cursor: ThreadCursor): Promise<MessagePage> {
    return listMessages(this.#api, { inbox: this.#state.inbox, id }, cursor);
  }

  #loadPage(
    id: number,
    cursor: NonNullable<ThreadCursor>,
    join: (parts: ThreadParts, page: MessagePage) => ThreadParts,
    isWanted: (parts: ThreadParts) => boolean,
  ): Promise<void> {
    return this.#once.run(`thread/${id}/${Object.values(cursor).join()}`, async () => {
      const page = await this.#list(id, cursor);
      const parts = this.#threads.get(id);
      // An agent who has gone to another part of the thread meanwhile stays there. Pages of both ends can come at once.
      if (parts && isWanted(parts)) this.#threads.set(id, join(parts, page));
      this.#home.set(withRows(this.#state, [], page.rows, page.entries));
      this.#home.changed();
    });
  }
}

const isAtNewest = ({ past }: ThreadParts): boolean => past === null;

/** A message of another conversation changes nothing here. */
function isSame(before: readonly Message[], rows: readonly Message[]): boolean {
  return before.length === rows.length && rows.every((row, index) => row === before[index]);
}

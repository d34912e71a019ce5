/** Marks the open conversation as read while the agent can see it. */
import type { ConversationRef, InboxConversation } from '../../../client/state/inbox-state.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';
import type { InboxHost } from '../inbox-host.ts';

/** Messages that arrive within this time after a mark share the next one, so that a burst of them is one request. */
const intervalMs = 400;

/** What the agent has seen. Another agent on the same page has another store. */
interface Seen {
  readonly store: InboxStore;
  readonly conversation: InboxConversation;
}

export class ReadMarks {
  #host: Pick<InboxHost, 'stores'>;
  /** The last mark that was sent, unless it has failed. */
  #last: (Seen & { at: number }) | null = null;
  /** The mark that waits for the rest of a burst. */
  #waiting: Seen | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Pick<InboxHost, 'stores'>) {
    this.#host = host;
  }

  /** Call it whenever the conversation, or whether it can be seen, has changed. */
  mark(ref: ConversationRef | null): void {
    const { stores } = this.#host;
    const conversation = ref && stores?.conversation(ref);
    const store = conversation && stores?.of(conversation.inbox);
    // An agent who reads older messages has not seen the new ones.
    const isSeen = store && !document.hidden && !store.threads.hasNewer(conversation.id);
    if (!isSeen || (conversation.unread === 0 && !conversation.mentioned)) return;
    const isSame = this.#last?.store === store && this.#last.conversation.id === conversation.id;
    const last = isSame ? this.#last : null;
    if (last?.conversation.seq === conversation.seq) return;
    const wait = last ? last.at + intervalMs - Date.now() : 0;
    if (wait > 0) {
      this.#waiting = { store, conversation };
      this.#timer ??= setTimeout(() => this.flush(), wait);
    } else this.#send({ store, conversation });
  }

  /** Sends the waiting mark. Call it when the agent leaves the conversation. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) this.#send(waiting);
  }

  #send(seen: Seen): void {
    const mark = { ...seen, at: Date.now() };
    this.#last = mark;
    // When it fails, the next change, or opening the conversation, tries again.
    seen.store.markRead(seen.conversation).catch(() => {
      if (this.#last === mark) this.#last = null;
    });
  }
}

/** Marks the open conversation as read while the agent can see it. */
import type { ConversationRef } from '../../../client/state/inbox-state.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';
import type { InboxHost } from '../inbox-host.ts';

/** Messages that arrive within this time after a mark share the next one, so that a burst of them is one request. */
const intervalMs = 400;

export class ReadMarks {
  #host: Pick<InboxHost, 'stores' | 'opened'>;
  /** The last mark that was sent, unless it has failed. Another agent on the same page has another store. */
  #last: { store: InboxStore; id: number; seq: number; at: number } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Pick<InboxHost, 'stores' | 'opened'>) {
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
    const { id, seq } = conversation;
    const last = this.#last?.store === store && this.#last.id === id ? this.#last : null;
    if (last?.seq === seq) return;
    const wait = last ? last.at + intervalMs - Date.now() : 0;
    if (wait > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.mark(this.#host.opened);
      }, wait);
      return;
    }
    const mark = { store, id, seq, at: Date.now() };
    this.#last = mark;
    // When it fails, the next change, or opening the conversation, tries again.
    store.markRead(conversation).catch(() => {
      if (this.#last === mark) this.#last = null;
    });
  }
}

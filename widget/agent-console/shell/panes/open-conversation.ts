import type { Message } from '../../../../worker/api/conversations/messages.ts';
import { type ConversationRef, keyOf } from '../../../client/state/inbox-state.ts';
import type { InboxStore } from '../../../client/store/inbox-store.ts';
import { ConversationOpen } from '../../events.ts';
import { focusedElement } from '../../ui/overlays/focused.ts';
import type { OpeningZone } from './opening-focus.ts';
import type { PaneHost } from './pane-host.ts';

/** The conversation that is open: opening it, reading it, and what the other agents see of that. */
export class OpenConversation {
  /** Null: none is open. */
  ref: ConversationRef | null = null;
  /** The first message that was unread when it was opened. */
  firstUnread: number | null = null;
  #host: PaneHost;

  constructor(host: PaneHost) {
    this.#host = host;
  }

  get key(): string | null {
    return this.ref && keyOf(this.ref);
  }

  is(ref: ConversationRef): boolean {
    return this.key === keyOf(ref);
  }

  leave(): void {
    this.#host.parts?.readMarks.flush();
    this.ref = null;
    this.#host.requestUpdate();
  }

  sent(): void {
    this.firstUnread = null;
    this.#host.requestUpdate();
  }

  async open({ inbox, id }: ConversationRef, messageId: number | null, focus: OpeningZone): Promise<void> {
    const host = this.#host;
    const store = host.stores?.of(inbox);
    if (!store) return;
    const unread = store.state.conversations.get(id)?.unread ?? 0;
    const ref = { inbox, id };
    const before = { inInbox: host.shadowRoot?.activeElement ?? null, onPage: focusedElement() };
    host.parts?.readMarks.flush();
    this.ref = ref;
    this.firstUnread = null;
    host.inboxToSet = inbox;
    host.requestUpdate();
    host.showPanel();
    if (host.colleagues.isOld) void host.attempt(() => host.loadColleagues());
    const known = this.#announce(store, id);
    await host.attempt(async () => {
      await Promise.all([store.open(id), host.loadParts()]);
    });
    if (this.ref !== ref) return;
    if (!known) this.#announce(store, id);
    if (messageId !== null) {
      await host.updateComplete;
      await host.conversation?.show(messageId);
      return;
    }
    store.threads.toNewest(id);
    this.firstUnread = unread > 0 ? nthUnread(store.threads.thread(id), unread) : null;
    host.requestUpdate();
    host.parts?.readMarks.mark(ref);
    host.parts?.prefetchBeside(host.rows, keyOf(ref), host.stores);
    await host.parts?.openingFocus.move(ref, focus, before);
  }

  /** Dispatches `conversation-open`. False: it is not known yet whose conversation it is. */
  #announce({ inbox, state }: InboxStore, id: number): boolean {
    const contact = state.conversations.get(id)?.contact;
    if (contact) this.#host.dispatchEvent(new ConversationOpen(inbox, id, contact));
    return contact !== undefined;
  }

  /** Shows the other agents which conversation is visible to this one. */
  look(): void {
    for (const store of this.#host.stores?.only(null) ?? []) {
      const isHere = this.ref?.inbox === store.inbox && !document.hidden;
      store.look(isHere ? (this.ref?.id ?? null) : null);
    }
  }
}

function nthUnread(messages: readonly Message[], unread: number): number | null {
  return messages.filter(({ direction }) => direction === 'in').at(-unread)?.id ?? null;
}

/** Where the focus goes when a conversation opens. */
import { type ConversationRef, keyOf } from '../../../client/state/inbox-state.ts';
import type { Zone } from '../../commands/triage.ts';
import { focusedElement } from '../../ui/overlays/focused.ts';
import type { InboxHost } from '../inbox-host.ts';

export type OpeningZone = 'conversation' | Zone | 'nowhere';

/** What had the focus before the conversation was opened. */
export interface FocusBefore {
  inInbox: Element | null;
  onPage: Element | null;
}

const isWrittenIn = (element: Element) =>
  element.matches('input, textarea, select, iframe') ||
  (element instanceof HTMLElement && element.isContentEditable);

export class OpeningFocus {
  #host: InboxHost;

  constructor(host: InboxHost) {
    this.#host = host;
  }

  async move(ref: ConversationRef, zone: OpeningZone, before: FocusBefore): Promise<void> {
    if (zone === 'nowhere') return;
    await this.#host.updateComplete;
    if (zone === 'list' && !this.#host.isOnePane) {
      await this.#host.list?.focusKey(keyOf(ref));
      return;
    }
    const { conversation } = this.#host;
    await conversation?.updateComplete;
    if (!this.#isFree(before)) return;
    if (zone === 'thread' || zone === 'list') {
      conversation?.focusThread();
      return;
    }
    // After a tap, the keyboard of a phone would cover what there is to read.
    const isRead = zone === 'conversation' && this.#host.isOnePane && matchMedia('(pointer: coarse)').matches;
    if (isRead) conversation?.focusName();
    else conversation?.focus();
  }

  /** Whether the agent has not moved on to something else in the meantime, and is not writing elsewhere on the page. */
  #isFree({ inInbox, onPage }: FocusBefore): boolean {
    const inside = this.#host.shadowRoot?.activeElement ?? null;
    const now = focusedElement();
    if (inside !== null) return inside === inInbox || this.#isPutBack(inInbox, inside, now);
    if (now === null || this.#isAround(now)) return true;
    return now === onPage && !isWrittenIn(now);
  }

  /** Whether what had the focus is gone or hidden, and the messages of the conversation have it for the time being. */
  #isPutBack(before: Element | null, inside: Element, now: Element | null): boolean {
    const isGone = before !== null && !(before.isConnected && before.checkVisibility());
    return isGone && inside === this.#host.conversation && now !== null && !isWrittenIn(now);
  }

  /** Whether the inbox is in the shadow tree of this element, or in one inside that. */
  #isAround(element: Element): boolean {
    let root = this.#host.getRootNode();
    while (root instanceof ShadowRoot) {
      if (root.host === element) return true;
      root = root.host.getRootNode();
    }
    return false;
  }
}

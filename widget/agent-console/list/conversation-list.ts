import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import { type InboxConversation, keyOf, type Unsent } from '../../client/state/inbox-state.ts';
import { strings } from '../../locales/strings-first-load.ts';
import { avatarStyles } from '../ui/avatar.ts';
import { customElement } from '../ui/custom-element.ts';
import { type Density, rowHeights } from '../ui/density.ts';
import { labelStyles } from '../ui/labels/label-mark.ts';
import { tokens } from '../ui/tokens.ts';
import { conversationListStyles } from './conversation-list-styles.ts';
import { renderRow } from './conversation-row.ts';

/** An agent chose a conversation. */
export class ConversationSelect extends Event {
  constructor(readonly conversation: InboxConversation) {
    super('conversation-select', { bubbles: true, composed: true });
  }
}

/** The next page of the list is wanted. */
export class ListMore extends Event {
  constructor() {
    super('list-more', { bubbles: true, composed: true });
  }
}

/** Rows above and below those in view. */
const margin = 10;

@customElement('agent-console-list')
export class ConsoleList extends LitElement {
  @property({ attribute: false }) conversations: readonly InboxConversation[] = [];
  /** The key of the conversation that is open. */
  @property({ attribute: false }) selected: string | null = null;
  /** The keys of those that are chosen, to do the same to all; null: one is opened, and none is chosen. */
  @property({ attribute: false }) chosen: ReadonlySet<string> | null = null;
  /** By the key of their conversation. */
  @property({ attribute: false }) drafts: ReadonlyMap<string, string> = new Map();
  /** What to call each number, where rows of several are shown. */
  @property({ attribute: false }) numbers: ReadonlyMap<string, string> | null = null;
  /** Unsent messages, by the key of their conversation. */
  @property({ attribute: false }) unsent: ReadonlyMap<string, Unsent> = new Map();
  /** Who else is writing, by the key of the conversation. */
  @property({ attribute: false }) typing: ReadonlyMap<string, string> = new Map();
  /** Those that rows can have. */
  @property({ attribute: false }) labels: readonly Label[] = [];
  /** Whether some conversations are kept from the list. */
  @property({ attribute: false }) isFiltered = false;
  @property({ attribute: false }) density: Density = 'comfortable';
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) hasMore = false;
  /** These are the conversations that were looked for. */
  @property({ attribute: false }) isSearch = false;
  /** There may be more of this view, which have not come yet. */
  @property({ attribute: false }) isLoading = false;
  @state() private first = 0;
  @state() private count = 30;

  #size = new ResizeObserver(() => this.#look());

  static override readonly styles = [tokens, labelStyles, avatarStyles, conversationListStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('scroll', this.#look, { passive: true });
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('scroll', this.#look);
    this.#size.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('conversations') || changed.has('hasMore') || changed.has('density')) this.#look();
    const rows = this.renderRoot.querySelector<HTMLElement>('[role=listbox]');
    if (!rows) return;
    // Set from here and not in the markup: a strict policy refuses style attributes.
    rows.style.paddingBlockStart = `${this.first * this.#rowHeight}px`;
    const below = this.conversations.length - this.first - this.count;
    rows.style.paddingBlockEnd = `${Math.max(0, below) * this.#rowHeight}px`;
  }

  protected override render() {
    const { conversations } = this;
    if (conversations.length === 0 && (this.isSearch || this.isLoading)) return nothing;
    if (conversations.length === 0) {
      return this.isFiltered
        ? html`<p class="empty" tabindex="-1">${strings.nothingHere}<br />${strings.nothingHereHint}</p>`
        : html`<p class="empty" tabindex="-1">${strings.noMessages}<br />${strings.noMessagesHint}</p>`;
    }
    const shown = conversations.slice(this.first, this.first + this.count);
    return html`<div
      role="listbox"
      class=${this.chosen ? 'choosing' : ''}
      aria-label=${strings.conversations}
      aria-multiselectable=${this.chosen ? 'true' : nothing}
      @keydown=${this.#move}
    >
      ${repeat(shown, keyOf, (conversation, index) => this.#renderRow(conversation, this.first + index))}
    </div>`;
  }

  /** Rows have one height in pixels, so that only those in view have to be on the page. */
  get #rowHeight(): number {
    return rowHeights[this.density];
  }

  /** The key of the row with the focus. */
  get focusedKey(): string | null {
    const { activeElement } = this.shadowRoot ?? {};
    return (activeElement instanceof HTMLElement && activeElement.dataset.key) || null;
  }

  /** Puts the focus on the row with this key, or on the first row if there is none. */
  async focusKey(key: string | null): Promise<void> {
    await this.updateComplete;
    await this.focusRow(
      Math.max(
        0,
        this.conversations.findIndex((row) => keyOf(row) === key),
      ),
    );
  }

  #look = (): void => {
    this.first = Math.max(0, Math.floor(this.scrollTop / this.#rowHeight) - margin);
    this.count = Math.ceil(this.clientHeight / this.#rowHeight) + 2 * margin;
    const left = this.conversations.length * this.#rowHeight - this.scrollTop - this.clientHeight;
    if (this.hasMore && left < 5 * this.#rowHeight) this.dispatchEvent(new ListMore());
  };

  #renderRow(conversation: InboxConversation, index: number) {
    const key = keyOf(conversation);
    const isSelected = key === this.selected;
    const isChosen = this.chosen?.has(key) ?? false;
    const isReachable = isSelected || (index === this.first && !this.#isSelectedShown());
    return html`<div
      role="option"
      class="${isChosen ? 'chosen' : ''} ${conversation.unread > 0 ? 'new' : ''}"
      data-key=${key}
      tabindex=${isReachable ? 0 : -1}
      aria-posinset=${index + 1}
      aria-setsize=${this.hasMore ? -1 : this.conversations.length}
      aria-selected=${(this.chosen ? isChosen : isSelected) ? 'true' : 'false'}
      aria-current=${isSelected ? 'true' : nothing}
      @click=${() => this.dispatchEvent(new ConversationSelect(conversation))}
    >
      ${renderRow(conversation, {
        numbers: this.numbers,
        writer: this.typing.get(key),
        draft: isSelected ? undefined : this.drafts.get(key),
        unsent: this.unsent.get(key),
        labels: this.labels,
        now: this.now,
        loaded: this.#loaded,
      })}
    </div>`;
  }

  /** The text of a rare type of message has been loaded. */
  #loaded = (): void => this.requestUpdate();

  #isSelectedShown(): boolean {
    const shown = this.conversations.slice(this.first, this.first + this.count);
    return shown.some((conversation) => keyOf(conversation) === this.selected);
  }

  async #move(event: KeyboardEvent): Promise<void> {
    const { target: from } = event;
    if (!(from instanceof HTMLElement)) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      from.click();
      return;
    }
    const at = this.conversations.findIndex((conversation) => keyOf(conversation) === from.dataset.key);
    const page = Math.max(1, Math.floor(this.clientHeight / this.#rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: Math.min(this.conversations.length - 1, at + page),
      PageUp: Math.max(0, at - page),
      Home: 0,
      End: this.conversations.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined || !this.conversations[next]) return;
    event.preventDefault();
    await this.focusRow(next);
  }

  /** Puts the focus on a row, on the last one where there are fewer, or on what says that there is none. */
  async focusRow(wanted: number): Promise<void> {
    const at = Math.min(wanted, this.conversations.length - 1);
    const row = this.conversations[at];
    if (!row) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.empty')?.focus();
      return;
    }
    const top = at * this.#rowHeight;
    if (top < this.scrollTop) this.scrollTop = top;
    const most = top + this.#rowHeight - this.clientHeight;
    if (this.scrollTop < most) this.scrollTop = most;
    this.#look();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-key="${keyOf(row)}"]`)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-list': ConsoleList;
  }
}

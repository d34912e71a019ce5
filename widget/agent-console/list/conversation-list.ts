import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { type InboxConversation, keyOf, type Unsent } from '../../client/state/inbox-state.ts';
import { closingMs } from '../../client/state/list-view.ts';
import { strings } from '../../locales/strings-first-load.ts';
import { icons } from '../../theme/icons-first-load.ts';
import { avatarColor, avatarStyles, renderAvatar } from '../ui/avatar.ts';
import { customElement } from '../ui/custom-element.ts';
import { labelStyles } from '../ui/label-mark.ts';
import { listTimeText, numberText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { previewText } from './preview.ts';

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

/** Rows are of one height, so that only those in view have to be on the page. */
const rowHeight = 72;
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
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) hasMore = false;
  /** These are the conversations that were looked for. */
  @property({ attribute: false }) isSearch = false;
  @state() private first = 0;
  @state() private count = 30;

  #size = new ResizeObserver(() => this.#look());

  static override readonly styles = [
    tokens,
    labelStyles,
    avatarStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        background: var(--surface);
      }
      .empty {
        padding: 48px 24px;
        text-align: center;
        color: var(--quiet);
      }
      [role='option'] {
        display: grid;
        grid-template-columns: 40px minmax(0, 1fr) auto;
        gap: 2px 12px;
        align-items: center;
        block-size: ${unsafeCSS(rowHeight)}px;
        padding: 8px 16px 8px 14px;
        cursor: pointer;
        user-select: none;
        -webkit-touch-callout: none;
        border-block-end: 1px solid var(--line);
      }
      [role='option']:hover {
        background: var(--sunken);
      }
      [aria-current] {
        position: relative;
        background: var(--sunken);
      }
      [aria-current]::before {
        content: '';
        position: absolute;
        inset-block: 0;
        inset-inline-start: 0;
        inline-size: 3px;
        background: var(--accent);
      }
      .chosen,
      .chosen:hover {
        background: color-mix(in srgb, var(--accent) 14%, var(--surface));
      }
      [role='option']:focus-visible,
      .empty:focus-visible {
        outline-offset: -3px;
      }
      .avatar {
        grid-row: span 2;
        position: relative;
      }
      /* Where a row is chosen by, in place of the picture: all of its room is pressed. */
      .avatar::after {
        content: '';
        position: absolute;
        inset: 10px;
        display: none;
        place-items: center;
        border: 2px solid var(--quiet);
        border-radius: 7px;
        background: var(--surface);
      }
      .choosing .avatar,
      [role='option']:focus-visible .avatar {
        background: none;
        color: transparent;
      }
      .choosing .avatar::after,
      [role='option']:focus-visible .avatar::after {
        display: grid;
      }
      @media (hover: hover) {
        .avatar:hover {
          background: none;
          color: transparent;
        }
        .avatar:hover::after {
          display: grid;
        }
      }
      .choosing .chosen .avatar::after {
        content: '✓';
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      .name {
        max-inline-size: 100%;
      }
      .new .name {
        font-weight: 600;
      }
      /* One line: where the number does not fit whole beside the name, it is not shown. */
      .who {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        align-items: center;
        block-size: 22px;
        min-inline-size: 0;
        overflow: hidden;
      }
      .number {
        max-inline-size: 160px;
        overflow: hidden;
        color: var(--quiet);
        font-size: 12px;
        line-height: 22px;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .number::before {
        content: '';
        display: inline-block;
        inline-size: 8px;
        block-size: 8px;
        margin-inline-end: 4px;
        border-radius: 2px;
        background: hsl(var(--hue) 45% 50%);
      }
      .last {
        display: flex;
        gap: 0.3em;
      }
      .name,
      .last,
      .said {
        min-inline-size: 0;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .last,
      .time {
        color: var(--quiet);
        font-size: 13px;
      }
      .time {
        text-align: end;
      }
      .new .said {
        color: var(--ink);
      }
      .new .time {
        color: var(--link);
      }
      .writer {
        color: var(--link);
      }
      .draft {
        color: var(--alarm);
      }
      .unsent {
        flex: none;
        display: grid;
        place-items: center;
        align-self: center;
        inline-size: 16px;
        block-size: 16px;
        border-radius: 50%;
        background: var(--alarm);
        color: var(--surface);
        font-size: 12px;
        font-weight: 700;
      }
      .end {
        display: flex;
        gap: 6.4px;
        align-items: center;
        justify-content: flex-end;
      }
      .spot {
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: var(--spot);
      }
      .icon {
        display: grid;
        color: var(--quiet);
      }
      .icon svg {
        inline-size: 16px;
        block-size: 16px;
      }
      .soon {
        color: var(--alarm);
      }
      .mention {
        color: var(--link);
      }
      .unread {
        min-inline-size: 18px;
        padding: 0 5px;
        border-radius: 999px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 11px;
        font-weight: 600;
        line-height: 18px;
        text-align: center;
      }
    `,
  ];

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
    if (changed.has('conversations')) this.#look();
    const rows = this.renderRoot.querySelector<HTMLElement>('[role=listbox]');
    if (!rows) return;
    // Set from here and not in the markup: a strict policy refuses style attributes.
    rows.style.paddingBlockStart = `${this.first * rowHeight}px`;
    const below = this.conversations.length - this.first - this.count;
    rows.style.paddingBlockEnd = `${Math.max(0, below) * rowHeight}px`;
  }

  protected override render() {
    const { conversations } = this;
    if (conversations.length === 0 && this.isSearch) return nothing;
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
    this.first = Math.max(0, Math.floor(this.scrollTop / rowHeight) - margin);
    this.count = Math.ceil(this.clientHeight / rowHeight) + 2 * margin;
    const left = this.conversations.length * rowHeight - this.scrollTop - this.clientHeight;
    if (this.hasMore && left < 5 * rowHeight) this.dispatchEvent(new ListMore());
  };

  #renderRow(conversation: InboxConversation, index: number) {
    const { inbox, contact, unread, lastMessage, lastMessageAt } = conversation;
    const key = keyOf(conversation);
    const isSelected = key === this.selected;
    const isChosen = this.chosen?.has(key) ?? false;
    const draft = this.drafts.get(key);
    const number = this.numbers?.get(inbox);
    const writer = this.typing.get(key);
    const isReachable = isSelected || (index === this.first && !this.#isSelectedShown());
    return html`<div
      role="option"
      class="${isChosen ? 'chosen' : ''} ${unread > 0 ? 'new' : ''}"
      data-key=${key}
      tabindex=${isReachable ? 0 : -1}
      aria-posinset=${index + 1}
      aria-setsize=${this.hasMore ? -1 : this.conversations.length}
      aria-selected=${(this.chosen ? isChosen : isSelected) ? 'true' : 'false'}
      aria-current=${isSelected ? 'true' : nothing}
      @click=${() => this.dispatchEvent(new ConversationSelect(conversation))}
    >
      ${renderAvatar(contact.name, contact.id)}
      <span class="who">
        <span class="name" dir="auto">${contact.name}</span>
        ${number === undefined ? nothing : html`<span class="number c${avatarColor(inbox)}" dir="auto">${number}</span>`}
      </span>
      <span class="time">${lastMessageAt > 0 ? listTimeText(lastMessageAt, this.now) : nothing}</span>
      <span class="last"
        >${
          writer !== undefined
            ? html`<span class="writer" dir="auto">${strings.typingReply([writer])}</span>`
            : draft && !isSelected
              ? html`<span class="draft">${strings.draft}</span> <span class="said" dir="auto">${beginning(draft)}</span>`
              : this.#renderLast(lastMessage, this.unsent.get(key))
        }</span
      >
      <span class="end">
        ${this.#renderMarks(conversation)}
        ${unread > 0 ? html`<span class="unread" aria-label=${strings.unread(unread)}>${numberText(unread)}</span>` : nothing}
      </span>
    </div>`;
  }

  #renderLast(lastMessage: Message | null, unsent: Unsent | undefined) {
    const { content, direction } = unsent ? { ...unsent, direction: 'out' as const } : (lastMessage ?? {});
    if (!content || !direction) return nothing;
    const text = previewText(content, direction, () => this.requestUpdate());
    const fate = unsent?.isFailed ? strings.status.failed : strings.notSentYet;
    return html`${unsent ? html`<span class="unsent" role="img" aria-label=${fate} title=${fate}>!</span>` : nothing}
      ${direction === 'out' ? strings.you : nothing}<span class="said" dir="auto">${beginning(text)}</span>`;
  }

  #renderMarks(conversation: InboxConversation) {
    const { state, assignee, labels, handledBy, waitingSince, mentioned, window } = conversation;
    const left = (window.expiresAt ?? 0) - this.now;
    return html`${this.labels
      .filter(({ id }) => labels.includes(id))
      .slice(0, 2)
      .map(
        ({ name, color }) =>
          html`<span class="spot ${color}" role="img" aria-label=${name} title=${name}></span>`,
      )}
      ${state === 'open' ? nothing : mark(state, strings.states[state], icons[state])}
      ${mentioned ? mark('mention', strings.mentioned, icons.mention) : nothing}
      ${handledBy === null ? nothing : mark('bot', strings.handledByBot, icons.bot)}
      ${waitingSince === null ? nothing : mark('waits', strings.needsReply, icons.reply)}
      ${left <= 0 ? mark('closed', strings.closed, icons.closed) : left < closingMs ? mark('soon', strings.closesSoon, icons.soon) : nothing}
      ${
        assignee === null
          ? nothing
          : html`<span role="img" aria-label=${strings.assignedTo(assignee.name)} title=${strings.assignedTo(assignee.name)}
              >${renderAvatar(assignee.name, assignee.id, 20)}</span
            >`
      }`;
  }

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
    const page = Math.max(1, Math.floor(this.clientHeight / rowHeight) - 1);
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
    const top = at * rowHeight;
    if (top < this.scrollTop) this.scrollTop = top;
    const most = top + rowHeight - this.clientHeight;
    if (this.scrollTop < most) this.scrollTop = most;
    this.#look();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-key="${keyOf(row)}"]`)?.focus();
  }
}

/** A quiet icon with its words on hover. */
function mark(kind: string, words: string, icon: TemplateResult) {
  return html`<span class="icon ${kind}" role="img" aria-label=${words} title=${words}>${icon}</span>`;
}

/** More than a line shows. The row is named by it, so a screen reader does not read the whole message. */
const mostShown = 120;

function beginning(text: string): string {
  // Taken as characters and not as code units, so that no emoji is cut in two.
  const characters = [...text.slice(0, 2 * (mostShown + 1))];
  return characters.length > mostShown ? `${characters.slice(0, mostShown).join('')}…` : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-list': ConsoleList;
  }
}

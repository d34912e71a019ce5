import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation } from '../../worker/api.ts';
import { contentText } from './content-text.ts';
import { tokens } from './styles.ts';
import { listTimeText, windowText } from './times.ts';

/** An agent chose a conversation. */
export class ConversationSelect extends Event {
  constructor(readonly conversationId: number) {
    super('conversation-select', { bubbles: true, composed: true });
  }
}

@customElement('agent-console-list')
export class ConsoleList extends LitElement {
  @property({ attribute: false }) conversations: readonly Conversation[] = [];
  @property({ attribute: false }) selected: number | null = null;
  @property({ attribute: false }) drafts: ReadonlyMap<number, string> = new Map();
  @property({ attribute: false }) now = 0;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        overflow-y: auto;
        background: var(--surface);
      }
      .empty {
        padding: 3rem 1.5rem;
        text-align: center;
        color: var(--quiet);
      }
      [role='option'] {
        display: grid;
        grid-template-columns: 44px 1fr auto;
        gap: 0.1rem 0.75rem;
        align-items: center;
        min-block-size: 68px;
        padding: 0.6rem 0.9rem;
        cursor: pointer;
        border-block-end: 1px solid var(--line);
      }
      [role='option']:hover {
        background: var(--sunken);
      }
      [aria-selected='true'] {
        background: var(--sunken);
        box-shadow: inset 3px 0 var(--accent);
      }
      [role='option']:focus-visible {
        outline-offset: -3px;
      }
      .avatar {
        grid-row: span 2;
        display: grid;
        place-items: center;
        inline-size: 44px;
        block-size: 44px;
        border-radius: 50%;
        background: var(--ours);
        font-weight: 600;
      }
      .name {
        font-weight: 600;
      }
      .name,
      .last {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .last,
      .time {
        color: var(--quiet);
        font-size: 0.8125rem;
      }
      .draft {
        color: var(--alarm);
      }
      .end {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        justify-content: flex-end;
      }
      .unread {
        min-inline-size: 1.4rem;
        padding: 0 0.4rem;
        border-radius: 999px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 0.75rem;
        font-weight: 700;
        text-align: center;
      }
      .closed {
        color: var(--quiet);
        font-size: 0.75rem;
      }
    `,
  ];

  protected override render() {
    if (this.conversations.length === 0) {
      return html`<p class="empty">No messages yet.<br />When a customer writes, the conversation appears here.</p>`;
    }
    return html`<div role="listbox" aria-label="Conversations" @keydown=${this.#move}>
      ${repeat(
        this.conversations,
        ({ id }) => id,
        (conversation, index) => this.#renderRow(conversation, index),
      )}
    </div>`;
  }

  #renderRow(conversation: Conversation, index: number) {
    const { id, contact, unread, lastMessage, lastMessageAt, window } = conversation;
    const isSelected = id === this.selected;
    const draft = this.drafts.get(id);
    const isReachable = this.selected === null ? index === 0 : isSelected;
    const last = lastMessage ? contentText(lastMessage.content) : '';
    return html`<div
      role="option"
      data-id=${id}
      tabindex=${isReachable ? 0 : -1}
      aria-selected=${isSelected ? 'true' : 'false'}
      @click=${() => this.dispatchEvent(new ConversationSelect(id))}
    >
      <span class="avatar" aria-hidden="true">${initials(contact.name)}</span>
      <span class="name" dir="auto">${contact.name}</span>
      <span class="time">${listTimeText(lastMessageAt, this.now)}</span>
      <span class="last" dir="auto"
        >${
          draft && !isSelected
            ? html`<span class="draft">Draft:</span> ${draft}`
            : `${lastMessage?.direction === 'out' ? 'You: ' : ''}${last}`
        }</span
      >
      <span class="end">
        ${windowText(window.expiresAt, this.now) === null ? html`<span class="closed">closed</span>` : nothing}
        ${unread > 0 ? html`<span class="unread" aria-label="${unread} unread">${unread}</span>` : nothing}
      </span>
    </div>`;
  }

  #move(event: KeyboardEvent): void {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('[role=option]')];
    const { target: from } = event;
    const at = from instanceof HTMLElement ? rows.indexOf(from) : -1;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      rows[at]?.click();
      return;
    }
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const target = rows[steps[event.key] ?? -1];
    if (!target) return;
    event.preventDefault();
    target.focus();
  }
}

function initials(name: string): string {
  const letters = name.match(/\p{L}/gu) ?? [];
  const words = name.split(/\s+/).flatMap((word) => word.match(/\p{L}/u)?.[0] ?? []);
  return ((words.length > 1 ? `${words[0]}${words.at(-1)}` : letters[0]) ?? '#').toUpperCase();
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-list': ConsoleList;
  }
}

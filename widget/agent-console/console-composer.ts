import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Message } from '../../worker/api.ts';
import { contentText } from './content-text.ts';
import { tokens } from './styles.ts';

/** The longest text that WhatsApp takes. */
export const longestText = 4096;

/** An agent sent what they had written. */
export class ComposerSend extends Event {
  constructor(readonly text: string) {
    super('composer-send', { bubbles: true, composed: true });
  }
}

/** What stands in the field, at each change. */
export class ComposerDraft extends Event {
  constructor(readonly text: string) {
    super('composer-draft', { bubbles: true, composed: true });
  }
}

/** The answer shall not quote a message any more. */
export class ReplyCancel extends Event {
  constructor() {
    super('reply-cancel', { bubbles: true, composed: true });
  }
}

@customElement('agent-console-composer')
export class ConsoleComposer extends LitElement {
  /** The text to begin with; taken over when `conversationId` changes. */
  @property({ attribute: false }) draft = '';
  @property({ attribute: false }) conversationId: number | null = null;
  @property({ attribute: false }) replyTo: Message | null = null;
  /** Whether the customer service window lets a text through. */
  @property({ attribute: false }) isOpen = true;

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        padding: 0.6rem 0.9rem;
        border-block-start: 1px solid var(--line);
        background: var(--surface);
      }
      form {
        display: flex;
        gap: 0.6rem;
        align-items: flex-end;
      }
      textarea {
        flex: 1;
        min-inline-size: 0;
        min-block-size: 44px;
        max-block-size: 11rem;
        field-sizing: content;
        resize: none;
        padding: 0.6rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: 14px;
        background: var(--sunken);
        color: inherit;
        font: inherit;
      }
      .count {
        margin: 0.3rem 0 0;
        color: var(--quiet);
        font-size: 0.75rem;
        text-align: end;
      }
      .over {
        color: var(--alarm);
      }
      .replying {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        justify-content: space-between;
        margin-block-end: 0.5rem;
        padding-inline-start: 0.6rem;
        border-inline-start: 3px solid var(--accent);
        color: var(--quiet);
      }
      .replying span {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .closed {
        margin: 0;
        padding: 0.4rem 0;
      }
    `,
  ];

  override focus(): void {
    this.field?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if ((changed.has('conversationId') || changed.has('isOpen')) && this.field) {
      this.field.value = this.draft;
      this.requestUpdate();
    }
  }

  protected override render() {
    if (!this.isOpen) {
      return html`<p class="closed" role="status">
        <strong>The 24-hour window is closed.</strong> WhatsApp lets you write freely again as soon as the customer
        writes to you. Until then only an approved template reaches them.
      </p>`;
    }
    const { length } = this.field?.value ?? this.draft;
    return html`
      ${
        this.replyTo
          ? html`<div class="replying">
              <span dir="auto">${contentText(this.replyTo.content)}</span>
              <button class="plain" aria-label="Do not quote" @click=${() => this.dispatchEvent(new ReplyCancel())}>×</button>
            </div>`
          : nothing
      }
      <form @submit=${this.#submit}>
        <textarea
          aria-label="Message"
          rows="1"
          dir="auto"
          placeholder="Write a message"
          enterkeyhint="send"
          @input=${this.#typed}
          @keydown=${this.#pressed}
        ></textarea>
        <button class="primary" ?disabled=${length === 0 || length > longestText}>Send</button>
      </form>
      ${
        length > longestText - 300
          ? html`<p class="count ${length > longestText ? 'over' : ''}" role="status">
              ${longestText - length} characters left
            </p>`
          : nothing
      }
    `;
  }

  #typed(): void {
    this.dispatchEvent(new ComposerDraft(this.field?.value ?? ''));
    this.requestUpdate();
  }

  #pressed(event: KeyboardEvent): void {
    // While an input method is composing, Enter belongs to it; Safari tells so by key code 229 only.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit(event);
  }

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.field?.value ?? '';
    if (!this.field || text.trim() === '' || text.length > longestText) return;
    this.dispatchEvent(new ComposerSend(text));
    this.field.value = '';
    this.#typed();
    this.field.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-composer': ConsoleComposer;
  }
}

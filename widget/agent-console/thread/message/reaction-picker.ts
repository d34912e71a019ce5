import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import type { EmojiPick } from '../../ui/emoji/emoji-picker.ts';
import { tokens } from '../../ui/tokens.ts';

/** The agent chose an emoji; an empty one removes the reaction, null chooses nothing. */
export class ReactionPick extends Event {
  constructor(readonly emoji: string | null) {
    super('reaction-pick', { bubbles: true, composed: true });
  }
}

const usual = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

@customElement('agent-console-reactions')
export class ReactionPicker extends LitElement {
  /** Our current reaction. */
  @property({ attribute: false }) current: string | null = null;
  /** Whether all emoji are shown. */
  @state() private isUnfolded = false;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
        align-items: center;
        margin-block-start: 4px;
        padding: 4px 8px;
        border: 1px solid var(--line);
        border-radius: 22px;
        background: var(--surface);
      }
      .round {
        inline-size: 40px;
        block-size: 40px;
        font-size: 20px;
      }
      [aria-pressed='true'] {
        background: var(--ours);
      }
      .more svg {
        inline-size: 20px;
        block-size: 20px;
      }
      agent-console-emoji {
        inline-size: 100%;
        margin-block-start: 4px;
      }
      @media (pointer: coarse) {
        .round {
          inline-size: 44px;
          block-size: 44px;
        }
      }
    `,
  ];

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  protected override render() {
    return html`${usual.map(
      (emoji) => html`<button
        class="round"
        aria-label=${strings.reactWith(emoji)}
        aria-pressed=${emoji === this.current ? 'true' : 'false'}
        @click=${() => this.#pick(emoji === this.current ? '' : emoji)}
        @keydown=${this.#pressed}
      >
        ${emoji}
      </button>`,
    )}
      <button
        class="round more"
        aria-label=${strings.otherEmoji}
        title=${strings.otherEmoji}
        aria-expanded=${this.isUnfolded ? 'true' : 'false'}
        @click=${() => (this.isUnfolded ? this.fold() : void this.#unfold())}
        @keydown=${this.#pressed}
      >
        ${icons.plus}
      </button>
      ${
        this.current === null
          ? nothing
          : html`<button class="round" aria-label=${strings.removeReaction} @click=${() => this.#pick('')}>
              ${icons.close}
            </button>`
      }
      ${
        this.isUnfolded
          ? html`<agent-console-emoji
              aria-label=${strings.otherEmoji}
              @emoji-pick=${({ emoji }: EmojiPick) => this.#pick(emoji)}
              @emoji-close=${() => {
                this.fold();
                this.renderRoot.querySelector<HTMLElement>('.more')?.focus();
              }}
            ></agent-console-emoji>`
          : nothing
      }`;
  }

  /** Shows the usual reactions only. */
  fold(): void {
    this.isUnfolded = false;
  }

  async #unfold(): Promise<void> {
    await import('../../ui/emoji/emoji-picker.ts');
    this.isUnfolded = true;
    await this.updateComplete;
    await this.renderRoot.querySelector('agent-console-emoji')?.open();
    this.dispatchEvent(new Event('reactions-unfold'));
  }

  #pressed(event: KeyboardEvent): void {
    if (isOfInputMethod(event) || event.key !== 'Escape') return;
    event.stopPropagation();
    this.#pick(null);
  }

  #pick(emoji: string | null): void {
    this.dispatchEvent(new ReactionPick(emoji));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-reactions': ReactionPicker;
  }
}

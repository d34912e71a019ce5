import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { isOfInputMethod } from '../../../client/browser/input-method.ts';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { customElement } from '../../ui/custom-element.ts';
import { tokens } from '../../ui/tokens.ts';

/** An agent chose an emoji; an empty one takes the reaction back, null chooses nothing. */
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

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 2.4px;
        align-items: center;
        margin-block-start: 4.8px;
        padding: 3.2px 6.4px;
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
      input {
        inline-size: 48px;
        min-block-size: 36px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--sunken);
        color: inherit;
        font: inherit;
        text-align: center;
      }
      @media (pointer: coarse) {
        .round {
          inline-size: 44px;
          block-size: 44px;
        }
        input {
          min-block-size: 44px;
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
      <input aria-label=${strings.otherEmoji} maxlength="16" placeholder="…" @input=${this.#typed} @keydown=${this.#pressed} />
      ${
        this.current === null
          ? nothing
          : html`<button class="round" aria-label=${strings.removeReaction} @click=${() => this.#pick('')}>
              ${icons.close}
            </button>`
      }`;
  }

  /** Any emoji of the device's own keyboard. */
  #typed({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(target.value.trim());
    if (first && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(first.segment))
      this.#pick(first.segment);
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

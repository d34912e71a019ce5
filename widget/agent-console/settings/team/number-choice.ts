import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { strings } from '../../../locales/strings.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';

/** The chosen numbers that an agent has access to; null for all. */
export class NumberChoice extends Event {
  constructor(readonly numbers: string[] | null) {
    super('number-choice', { bubbles: true, composed: true });
  }
}

/** Which numbers an agent may see: all, also later ones, or those that are ticked. */
@customElement('agent-console-number-choice')
export class NumberChoiceElement extends LitElement {
  /** What each number is called, by its id. */
  @property({ attribute: false }) numbers: ReadonlyMap<string, string> = new Map();
  /** The ids of those that may be seen; null: all of them. */
  @property({ attribute: false }) chosen: readonly string[] | null = null;
  /** The accessible name of the group. */
  @property() label = '';
  @state() private isOpen = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      .open {
        justify-self: start;
        max-inline-size: 100%;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      fieldset {
        gap: 0;
      }
    `,
  ];

  protected override render() {
    const { isOpen } = this;
    return html`<div role="group" aria-label=${this.label}>
      <button
        type="button"
        class="plain open"
        dir="auto"
        aria-expanded=${isOpen ? 'true' : 'false'}
        @click=${() => {
          this.isOpen = !isOpen;
        }}
      >
        ${this.#summary}
      </button>
      ${isOpen ? this.#renderChoice() : nothing}
    </div>`;
  }

  get #summary(): string {
    const names = this.chosen?.flatMap((id) => this.numbers.get(id) ?? []);
    if (!names) return strings.numbersAll;
    return names.length > 0 ? strings.numbersSome(names.join(', ')) : strings.numbersNone;
  }

  #renderChoice() {
    const { chosen } = this;
    return html`<fieldset>
      <legend>${strings.seesNumbers}</legend>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${live(chosen === null)}
          @change=${({ target }: Event) => {
            const isAll = target instanceof HTMLInputElement && target.checked;
            this.#choose(isAll ? null : [...this.numbers.keys()]);
          }}
        />${strings.allNumbers}</label
      >
      <small>${strings.allNumbersHint}</small>
      ${[...this.numbers].map(
        ([id, name]) => html`<label class="check"
          ><input
            type="checkbox"
            ?disabled=${chosen === null}
            .checked=${live(chosen === null || chosen.includes(id))}
            @change=${({ target }: Event) => {
              const isSeen = target instanceof HTMLInputElement && target.checked;
              const others = (this.chosen ?? []).filter((other) => other !== id && this.numbers.has(other));
              this.#choose(isSeen ? [...others, id] : others);
            }}
          /><bdi>${name}</bdi></label
        >`,
      )}
    </fieldset>`;
  }

  #choose(numbers: string[] | null): void {
    this.chosen = numbers;
    this.dispatchEvent(new NumberChoice(numbers));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-number-choice': NumberChoiceElement;
  }
}

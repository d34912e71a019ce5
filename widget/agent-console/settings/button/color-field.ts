import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { buttonColors } from '../../ui/palettes/previews.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import { checkColor } from './color-contrast.ts';

/** Below this, WCAG 2.2 says that a control may be overlooked (1.4.11). */
const minPageContrast = 3;

/** The color in the field has changed. */
export class ColorChange extends Event {
  constructor(readonly color: string) {
    super('color-change');
  }
}

/** The color of the button and its card: three of WhatsApp's, or any other, with its contrast. */
@customElement('agent-console-color')
export class ColorField extends WordedElement {
  protected override readonly book = buttonBook;
  @property() color = '';

  static override readonly styles = [
    tokens,
    buttonColors,
    controlStyles,
    fieldStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .swatch,
      input[type='color'] {
        flex: none;
        inline-size: var(--control);
        block-size: var(--control);
        padding: 0;
        border: 1px solid var(--field-line);
        border-radius: 50%;
        cursor: pointer;
        forced-color-adjust: none;
      }
      .teal {
        background: var(--button-teal);
      }
      .green {
        background: var(--button-green);
      }
      .white {
        background: var(--button-white);
      }
      .swatch[aria-pressed='true'] {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      input[type='color'] {
        border-radius: var(--radius-m);
        background: none;
      }
      input[type='color']::-webkit-color-swatch-wrapper {
        padding: 4px;
      }
      .row .input {
        flex: 1 1 112px;
        inline-size: auto;
      }
    `,
  ];

  protected override render() {
    const color = this.color.trim().toLowerCase() || 'teal';
    const check = checkColor(color);
    const swatches = [
      ['teal', words.teal],
      ['green', words.green],
      ['white', words.white],
    ] as const;
    return html`<div class="field">
      <label for="color">${words.color}</label>
      <div class="row">
        ${swatches.map(
          ([name, title]) =>
            html`<button
              type="button"
              class="swatch ${name}"
              title=${title}
              aria-label=${title}
              aria-pressed=${color === name ? 'true' : 'false'}
              @click=${() => this.#change(name === 'teal' ? '' : name)}
            ></button>`,
        )}
        <input type="color" aria-label=${words.otherColor} .value=${check?.hex ?? '#075e54'} @input=${this.#typed} />
        <input
          id="color"
          class="input"
          dir="ltr"
          autocomplete="off"
          spellcheck="false"
          .value=${this.color || 'teal'}
          aria-invalid=${check ? nothing : 'true'}
          aria-describedby="contrast"
          @input=${this.#typed}
        />
      </div>
      <div class="below">
        <span id="contrast" role="status" class=${check && check.pageContrast >= minPageContrast ? '' : 'wrong'}
          >${
            check
              ? check.pageContrast >= minPageContrast
                ? words.contrast(ratio(check.textContrast))
                : html`${icons.wrong}${words.lowContrast(ratio(check.textContrast), ratio(check.pageContrast))}`
              : html`${icons.wrong}${words.noColor}`
          }</span
        >
      </div>
    </div>`;
  }

  #typed({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.#change(target.value);
  }

  #change(color: string): void {
    this.color = color;
    this.dispatchEvent(new ColorChange(color));
  }
}

function ratio(contrast: number): string {
  return `${Math.floor(contrast * 10) / 10}:1`;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-color': ColorField;
  }
  interface HTMLElementEventMap {
    'color-change': ColorChange;
  }
}

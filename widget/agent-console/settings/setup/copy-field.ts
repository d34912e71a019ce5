import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { strings } from '../../../locales/strings.ts';
import { copyText } from '../../ui/copy-text.ts';
import { customElement } from '../../ui/custom-element.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';

/** The text was copied. */
export class TextCopied extends Event {
  constructor() {
    super('text-copied', { bubbles: true, composed: true });
  }
}

/** A text to paste elsewhere, with a button that copies it. */
@customElement('agent-console-copy')
export class CopyField extends LitElement {
  @property() label = '';
  @property() text = '';
  @state() private isCopied = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: start;
      }
      .text {
        flex: 1 1 224px;
        min-inline-size: 0;
        min-block-size: 44px;
        margin: 0;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--sunken);
        font: 13px / 1.5 ui-monospace, monospace;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('text')) this.isCopied = false;
  }

  protected override render() {
    const word = this.isCopied ? strings.copied : strings.copy;
    return html`<div role="group" aria-label=${this.label}>
      <strong>${this.label}</strong>
      <div class="row">
        <p class="text">${this.text}</p>
        <button type="button" class="plain" aria-label="${word}: ${this.label}" @click=${this.#copy}>
          ${word}
        </button>
      </div>
    </div>`;
  }

  async #copy(): Promise<void> {
    await copyText(this.text);
    this.isCopied = true;
    this.dispatchEvent(new TextCopied());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-copy': CopyField;
  }
}

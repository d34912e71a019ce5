import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { strings } from '../../locales/strings-first-load.ts';
import { customElement } from './custom-element.ts';
import { tokens } from './tokens.ts';

/** An agent wants to see one number, or all of theirs. */
export class NumberSelect extends Event {
  constructor(readonly inbox: string | null) {
    super('number-select', { bubbles: true, composed: true });
  }
}

/** Which of several numbers is shown. */
@customElement('agent-console-number-switch')
export class NumberSwitch extends LitElement {
  /** What each is called, by its id. */
  @property({ attribute: false }) numbers: ReadonlyMap<string, string> = new Map();
  /** Null: all of them. */
  @property({ attribute: false }) shown: string | null = null;

  /** Whether all of them can be shown together. */
  @property({ attribute: false }) hasAll = true;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        padding: 8px 12px 0;
        background: var(--surface);
      }
      select {
        inline-size: 100%;
        min-block-size: var(--control);
        padding-inline: 12px;
        border: 1px solid var(--field-line);
        border-radius: var(--radius-m);
        background: var(--surface);
        color: inherit;
        font: inherit;
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    return html`<select aria-label=${strings.shownNumber} .value=${live(this.shown ?? '')} @change=${this.#changed}>
      ${
        this.hasAll
          ? html`<option value="" ?selected=${this.shown === null}>${strings.allNumbers}</option>`
          : nothing
      }
      ${[...this.numbers].map(
        ([id, name]) => html`<option value=${id} ?selected=${id === this.shown}>${name}</option>`,
      )}
    </select>`;
  }

  #changed({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.dispatchEvent(new NumberSelect(target.value || null));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-number-switch': NumberSwitch;
  }
}

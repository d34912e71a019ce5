import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers.ts';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { customElement } from '../../ui/custom-element.ts';
import { buttonSnippet, type Placement } from './button-snippet.ts';
import '../setup/copy-field.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';

/** The tags to paste, and the options in them: the button's position, and whether clicks are reported. */
@customElement('agent-console-button-tags')
export class ButtonTags extends WordedElement {
  protected override readonly book = buttonBook;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property() worker = '';
  /** The text of the link that works without the script; empty: the default. */
  @property() label = '';
  @state() private placement: Placement = { floating: 'end', attribution: 'off' };

  static override readonly styles = [tokens, settingsStyles];

  protected override render() {
    if (!this.number) return;
    return html`<div class="pair">
        ${this.#renderChoice('floating', words.placement, [
          ['end', words.floatingEnd],
          ['start', words.floatingStart],
          ['no', words.inline],
        ])}
        ${this.#renderChoice('attribution', words.attribution, [
          ['off', words.attributionOff],
          ['on', words.attributionOn],
          ['consent', words.attributionConsent],
        ])}
      </div>
      <agent-console-copy
        .label=${words.snippet}
        .text=${buttonSnippet(this.worker, this.number, this.label || words.usualLabel, this.placement)}
      ></agent-console-copy>`;
  }

  #renderChoice<Name extends keyof Placement>(
    name: Name,
    title: string,
    options: readonly [Placement[Name], string][],
  ) {
    return html`<label
      >${title}
      <select
        @change=${({ target }: Event) => {
          const option = target instanceof HTMLSelectElement && options[target.selectedIndex];
          if (option) this.placement = { ...this.placement, [name]: option[0] };
        }}
      >
        ${options.map(([value, text]) => html`<option ?selected=${value === this.placement[name]}>${text}</option>`)}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-button-tags': ButtonTags;
  }
}

import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import { buttonBook, buttonWords as words } from '../../../locales/button.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';

import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import '../setup/copy-field.ts';
import { buttonSnippet, type Placement, type System, systems } from './button-snippet.ts';
import { designerStyles } from './designer-styles.ts';

/** The position of the button in the tags has changed. */
export class PlacementChange extends Event {
  constructor(readonly placement: Placement) {
    super('placement-change');
  }
}

/** The code to paste for each system, and the options in it: the button's position, and whether clicks are reported. */
@customElement('agent-console-button-tags')
export class ButtonTags extends WordedElement {
  protected override readonly book = buttonBook;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property() worker = '';
  /** The text of the link that works without the script; empty: the default. */
  @property() label = '';
  @state() private placement: Placement = { floating: 'end', attribution: 'off' };
  @state() private system: System = 'html';

  static override readonly styles = [tokens, designerStyles, controlStyles, fieldStyles];

  protected override render() {
    const { number, system, placement } = this;
    if (!number) return;
    const label = this.label || words.usualLabel;
    return html`<div class="pair">
        ${renderSelect({
          name: 'floating',
          label: words.placement,
          value: placement.floating,
          options: [
            ['end', words.floatingEnd],
            ['start', words.floatingStart],
            ['no', words.inline],
          ],
          change: (floating) => this.#place({ floating }),
        })}
        ${renderSelect({
          name: 'attribution',
          label: words.attribution,
          value: placement.attribution,
          options: [
            ['off', words.attributionOff],
            ['on', words.attributionOn],
            ['consent', words.attributionConsent],
          ],
          change: (attribution) => this.#place({ attribution }),
        })}
        ${renderSelect({
          name: 'system',
          label: words.system,
          value: system,
          options: systems,
          change: (chosen) => {
            this.system = chosen;
          },
        })}
      </div>
      <p>${words.paste[system]}</p>
      <agent-console-copy
        .label=${words.snippet}
        .text=${buttonSnippet(this.worker, number, label, placement, system)}
      ></agent-console-copy>`;
  }

  #place(change: Partial<Placement>): void {
    this.placement = { ...this.placement, ...change };
    this.dispatchEvent(new PlacementChange(this.placement));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-button-tags': ButtonTags;
  }
  interface HTMLElementEventMap {
    'placement-change': PlacementChange;
  }
}

import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BusinessHours } from '../../../../worker/api/numbers/hours.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { changeHours, getHours } from '../../../client/api/numbers/button.ts';
import { automationBook, automationWords as words } from '../../../locales/automation.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import '../../ui/overlays/dialog.ts';
import { tokens } from '../../ui/tokens.ts';
import { WordedElement } from '../../ui/worded-element.ts';
import '../button/hours-editor.ts';
import { type HoursChange, usualHours } from '../button/hours-editor.ts';
import { SettingsTask } from '../settings-task.ts';

export class HoursSaved extends Event {
  constructor() {
    super('hours-saved', { bubbles: true, composed: true });
  }
}

/** The business hours of the number: the same that its button shows. */
@customElement('agent-console-automation-hours')
export class HoursDialog extends WordedElement {
  protected override readonly book = automationBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Undefined: as stored. */
  @state() private edited: BusinessHours | null | undefined = undefined;
  #task = new SettingsTask<{ hours: BusinessHours | null }>(this, async (api) =>
    this.number ? getHours(api, this.number.id) : null,
  );

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    css`
      :host {
        display: contents;
      }
      agent-console-dialog {
        --dialog: 600px;
      }
    `,
  ];

  protected override render() {
    const stored = this.#task.shown;
    const hours = this.edited === undefined ? stored?.hours : this.edited;
    return html`<agent-console-dialog heading=${words.blocks.hours}>
      <form id="hours" novalidate @submit=${this.#submit}>
        <p class="quiet">${words.about.hours}</p>
        ${
          stored === null || hours === undefined
            ? this.#task.renderUnloaded()
            : html`${renderSwitch({
                ...{ name: 'has-hours', label: words.hasHours, isOn: hours !== null },
                change: (isOn) => {
                  this.edited = isOn ? (stored.hours ?? usualHours()) : null;
                },
              })}
              ${
                hours
                  ? html`<agent-console-hours
                      .hours=${hours}
                      @hours-change=${({ hours: next }: HoursChange) => {
                        this.edited = next;
                      }}
                    ></agent-console-hours>`
                  : nothing
              }
              ${this.#task.renderProblem()}`
        }
      </form>
      <button slot="actions" class="button main" form="hours" ?disabled=${this.#task.isBusy || stored === null}>
        ${strings.save}
      </button>
    </agent-console-dialog>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { number, edited } = this;
    if (!number) return;
    const hasSaved =
      edited === undefined || (await this.#task.run((api) => changeHours(api, number.id, { hours: edited })));
    if (hasSaved) this.dispatchEvent(new HoursSaved());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-automation-hours': HoursDialog;
  }
}

import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { EstimateResult } from '../../../../../worker/api/automation/estimate.ts';
import type { RuleInput } from '../../../../../worker/api/automation/rules.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { estimateAutomation } from '../../../../client/api/automation.ts';
import { menuBook, menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleBook, ruleWords } from '../../../../locales/automation-rules.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { SettingsTask } from '../../settings-task.ts';

/** How often a menu would have been started last month. */
@customElement('agent-console-menu-estimate')
export class MenuEstimate extends WordedElement {
  protected override readonly book = [menuBook, ruleBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** The rule that is to be created; null: none. */
  @property({ attribute: false }) rule: RuleInput | null = null;
  /** Ids of the rules that start it already. */
  @property({ attribute: false }) starters: readonly string[] = [];
  #task = new SettingsTask<EstimateResult>(this, async () => null);

  static override readonly styles = [tokens, settingsStyles, controlStyles];

  protected override render() {
    const { rule, starters } = this;
    if (!rule && starters.length === 0) return nothing;
    const shown = this.#task.shown;
    const started = shown?.rules
      .filter(({ id }) => id === 'new' || starters.includes(id))
      .reduce((sum, { turns }) => sum + turns, 0);
    return html`<section>
      <h4>${ruleWords.lastMonth}</h4>
      <div class="end">
        <button type="button" class="button" ?disabled=${this.#task.isBusy} @click=${this.#estimate}>
          ${ruleWords.estimate}
        </button>
        <span role="status" class="quiet"
          >${started === undefined ? '' : `${words.estimated(started)} ${words.estimatedCost} ${shown?.isSampled ? ruleWords.sampled : ''}`}</span
        >
      </div>
      ${this.#task.renderProblem()}
    </section>`;
  }

  readonly #estimate = (): void => {
    const { number, rule } = this;
    if (!number) return;
    void this.#task.show((api) => estimateAutomation(api, number.id, rule ? { rule } : {}));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-menu-estimate': MenuEstimate;
  }
}

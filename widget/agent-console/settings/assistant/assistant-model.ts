import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import type {
  AssistantProvider,
  AssistantSettings,
  AssistantState,
} from '../../../../worker/api/automation/assistant.ts';
import { assistantWords as words } from '../../../locales/assistant.ts';
import { strings } from '../../../locales/strings.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { AssistantTab } from './assistant-tab.ts';
import './own-provider.ts';

const ranges = { perDay: [1_000, 1_000_000_000], perMonth: [1_000, 10_000_000_000] } as const;
type BudgetName = keyof typeof ranges;

/** Which model the assistant asks, and how much it may use. Each change is saved at once. */
@customElement('agent-console-assistant-model')
export class AssistantModel extends AssistantTab {
  /** The budget that is no number of its range. */
  @state() private wrong: BudgetName | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    css`
      /* It follows the title of the provider's dialog, where that is open. */
      h3 {
        font-size: 16px;
        line-height: 24px;
      }
      fieldset.choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
        gap: 12px;
        padding: 0;
        border: 0;
      }
      .choices > legend {
        padding: 0;
        margin-block-end: 8px;
        font-size: 16px;
        font-weight: 600;
        line-height: 24px;
      }
      label.provider:not(.choice > *, .field > *) {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 12px;
        align-items: start;
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        font-weight: 400;
        cursor: pointer;
      }
      label.provider:has(:checked) {
        border-color: var(--accent);
        background: var(--ours);
      }
      .provider strong {
        display: block;
        font-weight: 500;
      }
      .provider:has(:disabled) {
        color: var(--quiet);
        cursor: default;
      }
    `,
  ];

  protected override render() {
    const { shown } = this.task;
    if (!shown) return this.task.renderUnloaded(3);
    const { settings, hasWorkersAi } = shown;
    return html`<fieldset class="choices">
        <legend>${words.provider}</legend>
        ${this.#renderProvider('workers-ai', settings, hasWorkersAi)} ${this.#renderProvider('own', settings, true)}
      </fieldset>
      ${
        settings.provider === 'own'
          ? html`<agent-console-own-provider
              .api=${this.api}
              @provider-change=${() => void this.task.reload()}
            ></agent-console-own-provider>`
          : this.#renderModels(shown)
      }
      <section aria-labelledby="budget">
        <h3 id="budget">${words.budget}</h3>
        <p class="quiet">${words.budgetHint}</p>
        <div class="pair">${this.#renderBudget(settings, 'perDay')} ${this.#renderBudget(settings, 'perMonth')}</div>
      </section>
      ${this.task.renderOutcome()}`;
  }

  #renderProvider(provider: AssistantProvider, settings: AssistantSettings, isThere: boolean) {
    const isChosen = settings.provider === provider;
    return html`<label class="provider">
      <input
        type="radio"
        name="provider"
        value=${provider}
        .checked=${isChosen}
        ?disabled=${!isThere && !isChosen}
        @change=${() => void this.change({ provider }, { done: strings.saved })}
      />
      <span>
        <strong>${words.providers[provider]}</strong>
        <small>${isThere ? words.providerHints[provider] : words.problems['no-workers-ai']}</small>
      </span>
    </label>`;
  }

  #renderModels({ settings, models }: AssistantState) {
    const known = models.map(({ id, neuronsPerAnswer }) => {
      const name = id.split('/').at(-1) ?? id;
      return [id, words.modelWithNeurons(name, numberText(neuronsPerAnswer))] as const;
    });
    const optionsWith = (set: string | null) =>
      set === null || models.some(({ id }) => id === set) ? known : [...known, [set, set] as const];
    return html`<div class="pair">
      ${renderSelect({
        ...{ name: 'model', label: words.model, value: settings.model ?? '', hint: words.modelHint },
        options: [['', words.usualModel], ...optionsWith(settings.model)],
        change: (id) => void this.change({ model: id === '' ? null : id }, { done: strings.saved }),
      })}
      ${renderSelect({
        ...{ name: 'secondModel', label: words.secondModel, value: settings.secondModel ?? '' },
        hint: words.secondModelHint,
        options: [['', words.noSecondModel], ...optionsWith(settings.secondModel)],
        change: (id) => void this.change({ secondModel: id === '' ? null : id }, { done: strings.saved }),
      })}
    </div>`;
  }

  #renderBudget({ budget }: AssistantSettings, name: BudgetName) {
    const [least, most] = ranges[name];
    const value = budget[name];
    return renderField({
      ...{ name, label: words.budgets[name], type: 'number', least, most },
      ...{ value: value === null ? '' : String(value) },
      ...(this.wrong === name
        ? { problem: strings.numberBetween(numberText(least), numberText(most)) }
        : {
            hint:
              value === null ? words.noLimit : words.someAnswers(numberText(Math.floor(value / perAnswer))),
          }),
      commit: (text) => this.#setBudget(budget, name, text),
    });
  }

  #setBudget(budget: AssistantSettings['budget'], name: BudgetName, text: string): void {
    const [least, most] = ranges[name];
    const value = text.trim() === '' ? null : Number(text);
    const isRight = value === null || (Number.isInteger(value) && value >= least && value <= most);
    this.wrong = isRight ? null : name;
    if (isRight) void this.change({ budget: { ...budget, [name]: value } }, { done: strings.saved });
  }
}

/** Tokens of a usual question with its answer. */
const perAnswer = 2_650;

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-assistant-model': AssistantModel;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import type {
  AssistantMode,
  AssistantProblem,
  AssistantState,
} from '../../../../worker/api/automation/assistant.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { getAssistantEstimate } from '../../../client/api/assistant.ts';
import { assistantWords as words } from '../../../locales/assistant.ts';
import { icons } from '../../../theme/icons.ts';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { renderSwitch } from '../../ui/controls/field.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';
import { customElement } from '../../ui/custom-element.ts';
import { skeletonStyles } from '../../ui/feedback/skeleton.ts';
import { settingsStyles } from '../../ui/form-styles.ts';
import { confirmed } from '../../ui/overlays/confirm.ts';
import { numberText } from '../../ui/time/times.ts';
import { tokens } from '../../ui/tokens.ts';
import { AssistantTab } from './assistant-tab.ts';
import { overviewStyles } from './overview-styles.ts';
import { type AssistantTabName, TabWanted } from './tab-wanted.ts';
import { budgetLine, estimateTexts, freeNeuronsPerDay, neuronCost, usedShare } from './usage.ts';

const modeIcons: Readonly<Record<AssistantMode, TemplateResult>> = {
  off: icons.team,
  suggest: icons.edit,
  'outside-hours': icons.clock,
  always: icons.assistant,
};

/** From nothing to everything. */
const modes: readonly AssistantMode[] = ['off', 'suggest', 'outside-hours', 'always'];

/** Where a problem is solved. */
const remedies: Readonly<Partial<Record<AssistantProblem, Remedy>>> = {
  'no-workers-ai': { tab: 'model', action: 'no-workers-ai' },
  'no-provider': { tab: 'model', action: 'no-provider' },
  'no-knowledge': { tab: 'knowledge', action: 'no-knowledge' },
  'budget-used': { tab: 'model', action: 'budget-used' },
};

interface Remedy {
  tab: AssistantTabName;
  action: keyof typeof words.problemActions;
}

/** The overview of the assistant: its mode, what keeps it from answering, and its usage. */
@customElement('agent-console-assistant-overview')
export class AssistantOverview extends AssistantTab {
  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    skeletonStyles,
    overviewStyles,
  ];

  protected override render() {
    const { shown } = this.task;
    if (!shown) return this.task.renderUnloaded(4);
    const { settings, problems } = shown;
    return html`${problems.length > 0 ? this.#renderProblems(problems) : nothing}
      ${this.#renderLadder(settings.mode)}
      ${this.#renderUsage(shown)}
      <div class="rows">
        ${renderSwitch({
          ...{ name: 'voice', label: words.hearsVoice, hint: words.hearsVoiceHint },
          isOn: settings.hearsVoice,
          change: (hearsVoice) => void this.change({ hearsVoice }),
        })}
        ${renderSwitch({
          ...{ name: 'pictures', label: words.readsPictures, hint: words.readsPicturesHint },
          isOn: settings.readsPictures,
          change: (readsPictures) => void this.change({ readsPictures }),
        })}
      </div>
      ${this.task.renderProblem()}`;
  }

  #renderProblems(problems: readonly AssistantProblem[]) {
    return html`<ul class="faults" aria-label=${words.problemsTitle}>
      ${problems.map((problem) => {
        const remedy = remedies[problem];
        return html`<li>
          <span class="fault">${icons.warning}<span>${words.problems[problem]}</span></span>
          ${
            remedy
              ? html`<button class="button" @click=${() => this.dispatchEvent(new TabWanted(remedy.tab))}>
                  ${words.problemActions[remedy.action]}
                </button>`
              : nothing
          }
        </li>`;
      })}
    </ul>`;
  }

  /** The steps below the chosen one are part of it. */
  #renderLadder(mode: AssistantMode) {
    const chosen = modes.indexOf(mode);
    return html`<fieldset class="ladder">
      <legend>${words.modeTitle}</legend>
      ${modes.map(
        (
          one,
          step,
        ) => html`<label class="step ${step <= chosen ? 'reached' : ''} ${one === mode ? 'chosen' : ''}">
          <input
            type="radio"
            name="mode"
            value=${one}
            .checked=${one === mode}
            @change=${() => void this.#choose(one)}
          />
          <span class="sign" aria-hidden="true">${modeIcons[one]}</span>
          <span><strong>${words.modes[one]}</strong><small>${words.modeHints[one]}</small></span>
        </label>`,
      )}
    </fieldset>`;
  }

  #renderUsage({ settings, usage, hasWorkersAi }: AssistantState) {
    const { budget, provider } = settings;
    const isWorkersAi = hasWorkersAi && provider === 'workers-ai';
    return html`<section class="usage" aria-labelledby="usage">
      <h4 id="usage">${words.usage}</h4>
      <div class="meters">
        ${this.#renderMeter(words.today, usage.today, budget.perDay)}
        ${this.#renderMeter(words.thisMonth, usage.month, budget.perMonth)}
      </div>
      <p class="quiet">
        ${isWorkersAi ? words.freeNeurons(numberText(usage.today.neurons), numberText(freeNeuronsPerDay)) : words.providerBills}
        ${isWorkersAi && usage.today.neurons > freeNeuronsPerDay ? words.beyondFree(neuronCost(usage.today.neurons)) : nothing}
        ${words.messagesCost}
      </p>
    </section>`;
  }

  #renderMeter(name: string, used: AssistantState['usage']['today'], limit: number | null) {
    const share = usedShare(used, limit);
    return html`<div class="meter">
      <span class="name">${name}</span>
      <strong>${words.answers(used.turns)}</strong>
      <small>${budgetLine(used, limit)}</small>
      ${share === null ? nothing : html`<progress class=${share >= 0.8 ? 'high' : ''} max="1" value=${share} aria-label=${name}></progress>`}
    </div>`;
  }

  /** What it would have cost lately. If that cannot be told, it is left out. */
  async #estimated(mode: AssistantMode): Promise<string[]> {
    const { api, number } = this;
    if (!api || !number) return [];
    const texts: string[] = [];
    await failureOf(async () =>
      texts.push(...estimateTexts(await getAssistantEstimate(api, number.id), mode)),
    );
    return texts;
  }

  async #choose(mode: AssistantMode): Promise<void> {
    const before = this.settings?.mode ?? 'off';
    const answers = mode === 'always' || mode === 'outside-hours';
    const answered = before === 'always' || before === 'outside-hours';
    const isSure =
      !answers ||
      answered ||
      (await confirmed(this, {
        ...{ title: words.answersTitle, action: words.answersAction },
        text: [words.answersText, ...(await this.#estimated(mode))].join(' '),
      }));
    if (isSure) await this.change({ mode });
    // If the admin does not confirm, the previous mode is selected again.
    const now = this.settings?.mode ?? before;
    for (const radio of this.renderRoot.querySelectorAll<HTMLInputElement>('[name=mode]'))
      radio.checked = radio.value === now;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-assistant-overview': AssistantOverview;
  }
}

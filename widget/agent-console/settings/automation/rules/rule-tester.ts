import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Rule, RuleTrialResult } from '../../../../../worker/api/automation/rules.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { tryText } from '../../../../client/api/automation.ts';
import { automationBook, automationWords } from '../../../../locales/automation.ts';
import { ruleBook, ruleWords as words } from '../../../../locales/automation-rules.ts';
import { languages } from '../../../../locales/languages.ts';
import { strings } from '../../../../locales/strings.ts';
import { icons } from '../../../../theme/icons.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { FormCheck } from '../../../ui/controls/form-check.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { SettingsTask } from '../../settings-task.ts';
import { languageName } from '../../templates/template-status.ts';
import './reply-preview.ts';
import { shownContent } from './reply-draft.ts';

/** What would answer a text, and why each rule would not. Nothing is sent. */
@customElement('agent-console-rule-tester')
export class RuleTester extends WordedElement {
  protected override readonly book = [ruleBook, automationBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  @property({ attribute: false }) rules: readonly Rule[] = [];
  #check = new FormCheck(this);
  #task = new SettingsTask<RuleTrialResult>(this, async () => null);

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    css`
      .result {
        display: grid;
        gap: 12px;
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--sunken);
      }
      .result ul {
        background: var(--surface);
      }
      .result li {
        min-block-size: 40px;
      }
      h5 {
        margin: 0;
        font-size: 14px;
        font-weight: 600;
        line-height: 20px;
      }
      .named {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        overflow-wrap: anywhere;
      }
      .fits {
        display: flex;
        gap: 4px;
        align-items: center;
        color: var(--good);
        font-weight: 500;
      }
      .fits svg {
        inline-size: 16px;
        block-size: 16px;
      }
    `,
  ];

  protected override render() {
    const check = this.#check;
    return html`<section>
      <h4>${words.tester}</h4>
      <p class="quiet">${words.testerHint}</p>
      <form novalidate @input=${check.typed} @submit=${this.#submit}>
        ${renderField({
          ...{ name: 'text', label: words.testText, rows: 2, max: 4_096, isRequired: true, check },
          words: { missing: strings.enterText },
        })}
        <div class="pair">
          ${renderSelect({
            ...{ name: 'language', label: words.language, value: '' },
            options: [
              ['', words.anyLanguage],
              ...languages.map(({ tag }) => [tag, languageName(tag)] as const),
            ],
          })}
          <div class="field">
            <label for="at">${words.testAt}</label>
            <input id="at" class="input" name="at" type="datetime-local" aria-describedby="at-hint" />
            <div class="below"><span id="at-hint">${words.testNow}</span></div>
          </div>
        </div>
        <div class="end">
          <button class="button" ?disabled=${this.#task.isBusy}>${words.test}</button>
        </div>
      </form>
      ${this.#task.renderProblem()} ${this.#task.shown ? this.#renderResult(this.#task.shown) : nothing}
    </section>`;
  }

  #renderResult(result: RuleTrialResult) {
    const { source, rule, because, rules } = result;
    const name = this.rules.find(({ id }) => id === rule)?.name;
    const names: Readonly<Record<string, string>> = strings.turnSources;
    const by = source === null ? null : [names[source] ?? source, ...(name ? [name] : [])].join(' · ');
    return html`<div class="result" role="status">
      <h5>${by === null ? words.nothingAnswers : because === null ? words.answeredBy(by) : by}</h5>
      ${this.#renderNames(result.names)}
      ${because === null ? nothing : html`<p class="problem">${words.leftToTeam(automationWords.reasons[because])}</p>`}
      ${by === null || because !== null ? nothing : this.#renderMessages(result)}
      ${
        rules.length === 0
          ? nothing
          : html`<ul aria-label=${words.why}>
              ${rules.map(
                ({ id, miss }) =>
                  html`<li>
                    <span><bdi>${this.rules.find((one) => one.id === id)?.name ?? id}</bdi></span>
                    ${
                      miss === null
                        ? html`<span class="fits">${icons.check}${words.fits}</span>`
                        : html`<span class="quiet">${words.misses[miss]}</span>`
                    }
                  </li>`,
              )}
            </ul>`
      }
    </div>`;
  }

  #renderNames({ menu, template, file, savedReply }: RuleTrialResult['names']) {
    const named = [
      menu === null ? null : words.named.menu(menu),
      savedReply === null ? null : words.named.savedReply(savedReply),
      template === null ? null : words.named.template(template),
      file === null ? null : words.named.file(file),
    ].filter((one) => one !== null);
    return named.length === 0
      ? nothing
      : html`<p class="named">${named.map((one) => html`<span dir="auto">${one}</span>`)}</p>`;
  }

  /** Files and templates are named above: what is in them is not loaded for a trial. */
  #renderMessages({ messages }: RuleTrialResult) {
    const shown = messages.filter((content) => content.type !== 'template' && shownContent(content) !== null);
    if (messages.length === 0) return html`<p class="quiet">${words.nothingIsSent}</p>`;
    return shown.map(
      (content) =>
        html`<agent-console-reply-preview .content=${content} label=${words.answer}></agent-console-reply-preview>`,
    );
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { target: form } = event;
    const { number } = this;
    if (!(form instanceof HTMLFormElement) || !number || !this.#check.accepts(form)) return;
    const data = new FormData(form);
    const at = new Date(String(data.get('at'))).getTime();
    const chosen = languages.find(({ tag }) => tag === data.get('language'));
    void this.#task.show((api) =>
      tryText(api, number.id, {
        text: String(data.get('text')),
        ...(Number.isFinite(at) && { at }),
        ...(chosen && { language: chosen.tag }),
      }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-rule-tester': RuleTester;
  }
}

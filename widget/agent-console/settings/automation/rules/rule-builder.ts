import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { EstimateResult } from '../../../../../worker/api/automation/estimate.ts';
import type { Rule, RuleAction } from '../../../../../worker/api/automation/rules.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { changeRule, createRule, estimateAutomation } from '../../../../client/api/automation.ts';
import { automationBook } from '../../../../locales/automation.ts';
import { ruleBook, ruleWords as words } from '../../../../locales/automation-rules.ts';
import { speech } from '../../../../locales/speak.ts';
import { strings } from '../../../../locales/strings.ts';
import { icons } from '../../../../theme/icons.ts';
import type { FormKind } from '../../../composer/forms/form-fields.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { renderCheckbox, renderField } from '../../../ui/controls/field.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { discardConfirmed } from '../../../ui/overlays/confirm.ts';
import { menuItems } from '../../../ui/overlays/menu.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { renderSaveBar, saveBarStyles } from '../../save-bar.ts';
import { phoneStyles } from '../../templates/template-phone.ts';
import { UnsavedChange } from '../../unsaved.ts';
import { renderActions } from './action-part.ts';
import type { Builder, RuleChoices } from './builder.ts';
import { builderStyles } from './builder-styles.ts';
import { estimateText } from './estimate-text.ts';
import { renderConditions, renderMatch } from './match-part.ts';
import type { MessageWritten } from './message-dialog.ts';
import { formDraftOf, formOf, kindOf } from './reply-draft.ts';
import {
  type ActionType,
  canAnswer,
  draftOf,
  newDraft,
  problemsOf,
  type RuleDraft,
  ruleOf,
  withAction,
} from './rule-draft.ts';

/** The builder is to be closed; `rule` is what was saved, if it was. */
export class RuleDone extends Event {
  constructor(readonly rule: Rule | null) {
    super('rule-done', { bubbles: true, composed: true });
  }
}

/** Writes a rule: what has to match, around which conditions, and what happens then. */
@customElement('agent-console-rule-builder')
export class RuleBuilder extends WordedElement {
  protected override readonly book = [ruleBook, automationBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Null: a new one. */
  @property({ attribute: false }) rule: Rule | null = null;
  @property({ attribute: false }) choices: RuleChoices = {
    ...{ labels: [], agents: [], teams: [], menus: [], replies: [], files: [] },
  };
  @state() private edited: RuleDraft | null = null;
  @state() private isTried = false;
  @state() private isBusy = false;
  /** What it would have done last month; null: not asked yet, or changed since. */
  @state() private estimate: EstimateResult | null = null;
  /** What the Worker would not take. */
  @state() private refusal: { field: string | null; text: string } | null = null;
  /** The reply whose form is open. */
  @state() private written: { key: number; kind: FormKind } | null = null;
  #isChanged = false;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    menuItems,
    phoneStyles,
    saveBarStyles,
    builderStyles,
  ];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dispatchEvent(new UnsavedChange(false));
  }

  protected override render() {
    const { draft } = this;
    const builder = this.#builder;
    return html`<div>
        <button type="button" class="button ghost back" @click=${() => void this.#leave()}>
          ${icons.back}${words.back}
        </button>
      </div>
      <form novalidate @submit=${this.#submit}>
        <h3>${this.rule ? words.editTitle : words.create}</h3>
        ${renderField({
          ...{ name: 'name', label: words.name, hint: words.nameHint, value: draft.name, max: 60 },
          problem: builder.problem('name'),
          change: (name) => builder.change({ name }),
        })}
        ${renderMatch(builder)} ${renderConditions(builder)}
        ${renderActions(builder, (selector) => void focusOn(this, selector))} ${this.#renderAfter(builder)} ${this.#renderEstimate()}
        ${renderSaveBar({
          isBusy: this.isBusy,
          outcome: html`<span role="status" class=${this.refusal ? 'problem' : 'quiet'}>${this.refusal?.text ?? ''}</span>`,
          discard: () => void this.#leave(),
        })}
      </form>
      ${this.#renderMessage()}`;
  }

  #renderAfter(builder: Builder) {
    const { draft } = this;
    const answers = canAnswer(draft);
    return html`<section>
      <h4>${words.afterwards}</h4>
      ${
        answers
          ? renderCheckbox({
              ...{ name: 'answers', label: words.answers, hint: words.answersHint, isOn: draft.answers },
              change: (isOn) => builder.change({ answers: isOn }),
            })
          : renderCheckbox({
              ...{ name: 'continues', label: words.continues, isOn: draft.continues },
              change: (isOn) => builder.change({ continues: isOn }),
            })
      }
      ${renderField({
        ...{ name: 'cooldown', label: words.cooldown, value: draft.cooldownMinutes, type: 'number' },
        ...{ least: 0, most: 43_200, problem: builder.problem('cooldown') },
        change: (cooldownMinutes) => builder.change({ cooldownMinutes }),
      })}
    </section>`;
  }

  #renderEstimate() {
    const { estimate, rule } = this;
    const found = estimate?.rules.find(({ id }) => id === 'new' || id === rule?.id);
    return html`<section>
      <h4>${words.lastMonth}</h4>
      <div class="end">
        <button type="button" class="button" ?disabled=${this.isBusy} @click=${() => void this.#estimate()}>
          ${words.estimate}
        </button>
        <span role="status" class="quiet"
          >${estimate ? estimateText(estimate, found?.turns ?? 0) : ''}</span
        >
      </div>
    </section>`;
  }

  #renderMessage() {
    const { written } = this;
    const action = written && this.draft.actions.find(({ key }) => key === written.key)?.action;
    if (!written || action?.type !== 'reply') return nothing;
    const { content } = action;
    const kind = kindOf(content);
    return html`<agent-console-rule-message
      .kind=${written.kind}
      .draft=${kind !== null && formOf(kind) === written.kind ? formDraftOf(content) : null}
      @message-written=${({ content: next }: MessageWritten) => {
        this.written = null;
        this.#builder.put(written.key, { type: 'reply', content: next });
        void focusOn(this, `[data-action="${written.key}"] .write-message`);
      }}
      @dialog-close=${() => {
        this.written = null;
      }}
    ></agent-console-rule-message>`;
  }

  get draft(): RuleDraft {
    this.edited ??= this.rule ? draftOf(this.rule) : newDraft();
    return this.edited;
  }

  get #problems(): Map<string, string> {
    const found = problemsOf(this.draft);
    const minutes = Number(this.draft.cooldownMinutes);
    const isRight = this.draft.cooldownMinutes.trim() !== '' && Number.isInteger(minutes);
    if (!isRight || minutes < 0 || minutes > 43_200)
      found.set('cooldown', strings.numberBetween('0', '43200'));
    return found;
  }

  get #builder(): Builder {
    const { choices, number } = this;
    return {
      ...{ draft: this.draft, choices, api: this.api, inbox: number?.id ?? '' },
      numberName: number?.name ?? '',
      actions: this.draft.actions,
      isAnswerOffered: !canAnswer(this.draft) && !this.draft.conditions.whilePerson,
      language: number?.language ?? speech.language,
      problem: (name) =>
        (this.isTried ? this.#problems.get(name) : null) ??
        (this.refusal?.field === name ? this.refusal.text : null),
      change: (change) => this.#change({ ...this.draft, ...change }),
      add: (type) => this.#add(type),
      arrange: (actions) => this.#change({ ...this.draft, actions }),
      put: (key, action) => this.#put(key, action),
      write: (key, kind) => void this.#write(key, kind),
    };
  }

  async #write(key: number, kind: FormKind): Promise<void> {
    await import('./message-dialog.ts');
    this.written = { key, kind };
  }

  #add(type: ActionType): number {
    const next = withAction(this.draft, type);
    this.#change(next);
    return next.actions.at(-1)?.key ?? 0;
  }

  #put(key: number, action: RuleAction): void {
    const { draft } = this;
    const actions = draft.actions.map((one) => (one.key === key ? { key, action } : one));
    this.#change({ ...draft, actions });
  }

  #change(draft: RuleDraft): void {
    this.edited = draft;
    this.refusal = null;
    this.estimate = null;
    this.#isChanged = true;
    this.dispatchEvent(new UnsavedChange(true));
  }

  async #leave(): Promise<void> {
    if (this.#isChanged && !(await discardConfirmed(this))) return;
    this.dispatchEvent(new UnsavedChange(false));
    this.dispatchEvent(new RuleDone(null));
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { api, number, rule } = this;
    if (!api || !number || this.isBusy) return;
    this.isTried = true;
    this.refusal = null;
    await this.updateComplete;
    // Also a text that is too long.
    if (this.#problems.size > 0 || this.renderRoot.querySelector('[aria-invalid="true"]') !== null) {
      this.#focusProblem();
      return;
    }
    this.isBusy = true;
    const failure = await failureOf(async () => {
      const input = ruleOf(this.draft);
      const saved = await (rule
        ? changeRule(api, number.id, rule.id, input)
        : createRule(api, number.id, input));
      this.dispatchEvent(new UnsavedChange(false));
      this.dispatchEvent(new RuleDone(saved));
    });
    this.isBusy = false;
    if (!failure) return;
    this.refusal = { field: fieldOf(failure.code, this.draft), text: failure.message };
    await this.updateComplete;
    this.#focusProblem();
  }

  /** A rule that is not complete cannot be estimated: what it lacks is said. */
  async #estimate(): Promise<void> {
    const { api, number, rule } = this;
    if (!api || !number) return;
    this.isTried = true;
    this.refusal = null;
    if (this.#problems.size > 0) {
      await this.updateComplete;
      this.#focusProblem();
      return;
    }
    this.isBusy = true;
    const failure = await failureOf(async () => {
      const planned = { rule: ruleOf(this.draft), ...(rule && { replaces: rule.id }) };
      this.estimate = await estimateAutomation(api, number.id, planned);
    });
    this.isBusy = false;
    if (failure) this.refusal = { field: fieldOf(failure.code, this.draft), text: failure.message };
  }

  #focusProblem(): void {
    const wrong =
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]') ??
      this.renderRoot.querySelector<HTMLElement>(
        '.action:has([role=alert]) :is(select, button, input), .add',
      );
    wrong?.focus();
  }
}

/** The field that a failure of the Worker is about. */
function fieldOf(code: string, { actions }: RuleDraft): string | null {
  if (code === 'invalid_pattern' || code === 'patterns_too_large') return 'match';
  const reply = actions.find(({ action }) => action.type === 'reply');
  return code === 'invalid_content' && reply ? `action-${reply.key}` : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-rule-builder': RuleBuilder;
  }
}

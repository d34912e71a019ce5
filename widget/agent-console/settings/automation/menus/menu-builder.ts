import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Menu } from '../../../../../worker/api/automation/menus.ts';
import type { Rule, RuleAction, RuleInput } from '../../../../../worker/api/automation/rules.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { changeMenu, createMenu, createRule, getMenus } from '../../../../client/api/automation.ts';
import { automationBook } from '../../../../locales/automation.ts';
import { menuBook, menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleBook } from '../../../../locales/automation-rules.ts';
import { speech } from '../../../../locales/speak.ts';
import { icons } from '../../../../theme/icons.ts';
import type { FormKind } from '../../../composer/forms/form-fields.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { fieldStyles } from '../../../ui/controls/field-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { ToastShow } from '../../../ui/feedback/toast-show.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { settingsStyles } from '../../../ui/form-styles.ts';
import { confirmed, discardConfirmed } from '../../../ui/overlays/confirm.ts';
import { menuItems } from '../../../ui/overlays/menu.ts';
import { numberText } from '../../../ui/time/times.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { renderSaveBar, saveBarStyles } from '../../save-bar.ts';
import { phoneStyles } from '../../templates/template-phone.ts';
import { UnsavedChange } from '../../unsaved.ts';
import { AutomationWanted } from '../automation-wanted.ts';
import type { ActionBuilder, RuleChoices } from '../rules/builder.ts';
import { builderStyles } from '../rules/builder-styles.ts';
import type { MessageWritten } from '../rules/message-dialog.ts';
import { formDraftOf, formOf, kindOf } from '../rules/reply-draft.ts';
import { isAnswering, newAction } from '../rules/rule-draft.ts';
import { renderAnswer } from './answer-part.ts';
import { menuStyles } from './builder-styles.ts';
import { isSame, type MenuEditor, shownText } from './editor.ts';
import {
  answerIn,
  type DraftAnswer,
  type MenuDraft,
  type MenuPart,
  menuDraftOf,
  menuOf,
  moveAnswer,
  newMenuDraft,
  nextKey,
  questionIn,
  removeAnswer,
  startWordsOf,
  withAnswer,
} from './menu-draft.ts';
import './menu-estimate.ts';
import './menu-outline.ts';
import type { MenuOutline, PartMove, PartOpen } from './menu-outline.ts';
import './menu-preview.ts';
import { type MenuProblem, menuProblems } from './menu-problems.ts';
import { renderQuestion } from './question-part.ts';
import { renderName, renderStarts, renderTexts } from './settings-part.ts';
import { startersOf } from './starters.ts';

/** The builder is to be closed; `menu` is what was saved, if it was. */
export class MenuDone extends Event {
  constructor(readonly menu: Menu | null) {
    super('menu-done', { bubbles: true, composed: true });
  }
}

/** Writes a menu: its tree of questions, what each answer does, and what starts it. */
@customElement('agent-console-menu-builder')
export class MenuBuilder extends WordedElement {
  protected override readonly book = [menuBook, ruleBook, automationBook];
  @property({ attribute: false }) api: ApiClient | null = null;
  @property({ attribute: false }) number: InboxSummary | null = null;
  /** Null: a new one. */
  @property({ attribute: false }) menu: Menu | null = null;
  @property({ attribute: false }) choices: RuleChoices = {
    ...{ labels: [], agents: [], teams: [], menus: [], replies: [], files: [] },
  };
  @property({ attribute: false }) rules: readonly Rule[] = [];
  @state() private edited: MenuDraft | null = null;
  @state() private opened: MenuPart | null = null;
  @state() private isTried = false;
  @state() private isBusy = false;
  /** What the Worker would not take. */
  @state() private refusal = '';
  /** The reply whose form is open. */
  @state() private written: { key: number; kind: FormKind } | null = null;
  /** Said after an answer has moved. */
  @state() private announced = '';
  #isChanged = false;
  /** What is stored now: a new menu whose rule could not be created is not created twice. */
  #stored: Menu | null = null;

  static override readonly styles = [
    tokens,
    settingsStyles,
    controlStyles,
    fieldStyles,
    menuItems,
    phoneStyles,
    saveBarStyles,
    builderStyles,
    menuStyles,
  ];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dispatchEvent(new UnsavedChange(false));
  }

  protected override render() {
    const { draft, number } = this;
    return html`<div>
        <button type="button" class="button ghost back" @click=${() => void this.#leave()}>
          ${icons.back}${words.back}
        </button>
      </div>
      <form novalidate @submit=${this.#submit}>
        <h3>${this.menu ? words.editTitle : words.create}</h3>
        ${renderName(this.#editor)}
        ${renderStarts(this.#editor, this.#starters, (tab, id) => this.dispatchEvent(new AutomationWanted(tab, id)))}
        ${this.#renderTree()}
        <section>
          <h4>${words.preview}</h4>
          <p class="quiet">${words.previewHint}</p>
          <agent-console-menu-preview
            .draft=${draft}
            .numberName=${number?.name ?? ''}
            .language=${number?.language ?? speech.language}
          ></agent-console-menu-preview>
        </section>
        ${renderTexts(this.#editor)}
        <agent-console-menu-estimate
          .api=${this.api}
          .number=${number}
          .rule=${this.#startRule('')}
          .starters=${this.#starters.filter(({ tab }) => tab === 'rules').map(({ id }) => id)}
        ></agent-console-menu-estimate>
        <p class="heard" role="status">${this.announced}</p>
        ${renderSaveBar({
          isBusy: this.isBusy,
          outcome: html`<span role="status" class=${this.refusal === '' ? 'quiet' : 'problem'}>${this.refusal}</span>`,
          discard: () => void this.#leave(),
        })}
      </form>
      ${this.#renderMessage()}`;
  }

  #renderTree() {
    const { draft, open } = this;
    const question = questionIn(draft, open.question);
    const answer = answerIn(draft, open);
    const wrong = this.isTried ? menuProblems(draft).flatMap(({ part }) => part ?? []) : [];
    return html`<section>
      <h4>${words.content}</h4>
      <div class="tree">
        <div class="outline">
          <agent-console-menu-outline
            .draft=${draft}
            .open=${open}
            .wrong=${wrong}
            @part-open=${({ part }: PartOpen) => this.#open(part)}
            @part-move=${({ part, question: to, place }: PartMove) => void this.#place(part, to, place, true)}
          ></agent-console-menu-outline>
          <small>${words.outlineHint}</small>
        </div>
        <div class="panel">
          ${
            question && answer
              ? renderAnswer(this.#editor, this.#actions(open, answer), { question, answer })
              : question
                ? renderQuestion(this.#editor, question)
                : nothing
          }
        </div>
      </div>
    </section>`;
  }

  #renderMessage() {
    const { written, open } = this;
    const action =
      written && answerIn(this.draft, open)?.actions.find(({ key }) => key === written.key)?.action;
    if (!written || action?.type !== 'reply') return nothing;
    const { content } = action;
    const kind = kindOf(content);
    return html`<agent-console-rule-message
      .kind=${written.kind}
      .draft=${kind !== null && formOf(kind) === written.kind ? formDraftOf(content) : null}
      @message-written=${({ content: next }: MessageWritten) => {
        this.written = null;
        this.#put(open, written.key, { type: 'reply', content: next });
        void focusOn(this, `[data-action="${written.key}"] .write-message`);
      }}
      @dialog-close=${() => {
        this.written = null;
      }}
    ></agent-console-rule-message>`;
  }

  get draft(): MenuDraft {
    this.edited ??= this.menu
      ? menuDraftOf(this.menu)
      : newMenuDraft({ repeatText: words.repeatDefault, listButton: words.listButtonDefault });
    return this.edited;
  }

  /** The question or answer that is shown beside the outline. */
  private get open(): MenuPart {
    const { opened, draft } = this;
    if (opened && (opened.answer === null ? questionIn(draft, opened.question) : answerIn(draft, opened)))
      return opened;
    return { question: draft.questions[0]?.id ?? '', answer: null };
  }

  get #starters() {
    const stored = this.#stored ?? this.menu;
    return stored ? startersOf(stored.id, this.rules, this.choices.menus) : [];
  }

  get #editor(): MenuEditor {
    return {
      draft: this.draft,
      problem: (field) => this.#problem(field),
      change: (draft) => this.#change(draft),
      open: (part, selector) => this.#open(part, selector),
      focus: (selector) => void focusOn(this, selector),
      move: (part, by) => {
        const answers = questionIn(this.draft, part.question)?.answers ?? [];
        const from = answers.findIndex(({ id }) => id === part.answer);
        void this.#place(part, part.question, from + by, false, by < 0 ? 'up' : 'down');
      },
      remove: (part) => this.#remove(part),
    };
  }

  #actions(part: MenuPart, { actions }: DraftAnswer): ActionBuilder {
    const { choices, number } = this;
    const arrange = (next: DraftAnswer['actions']) =>
      this.#change(withAnswer(this.draft, part, { actions: next }));
    return {
      ...{ actions, choices, arrange, api: this.api, inbox: number?.id ?? '' },
      numberName: number?.name ?? '',
      isAnswerOffered: !actions.some(({ action }) => isAnswering(action.type)),
      language: number?.language ?? speech.language,
      problem: (field) => this.#problem(field),
      add: (type) => {
        const key = nextKey(this.draft);
        arrange([...actions, { key, action: newAction(type) }]);
        return key;
      },
      put: (key, action) => this.#put(part, key, action),
      write: (key, kind) => void this.#write(key, kind),
    };
  }

  #problem(field: string): string | null {
    if (!this.isTried) return null;
    const { open } = this;
    const isShown = ({ part }: MenuProblem) => part === null || part.question === open.question;
    return menuProblems(this.draft).find((one) => one.field === field && isShown(one))?.text ?? null;
  }

  #open(part: MenuPart, selector?: string): void {
    this.opened = part;
    void focusOn(this, selector ?? (part.answer === null ? '#question' : `[id="title-${part.answer}"]`));
  }

  async #place(
    part: MenuPart,
    question: string,
    place: number,
    isInOutline: boolean,
    pressed = 'up',
  ): Promise<void> {
    const isOpen = isSame(part, this.open);
    const moved = moveAnswer(this.draft, part, question, place);
    this.#change(moved.draft);
    if (isOpen) this.opened = moved.part;
    const answers = questionIn(moved.draft, question)?.answers ?? [];
    const now = answers.findIndex(({ id }) => id === moved.part.answer);
    const name = shownText(answers[now]?.title ?? '', words.untitled);
    this.announced = words.moved(name, numberText(now + 1), numberText(answers.length));
    await this.updateComplete;
    if (isInOutline)
      await this.renderRoot.querySelector<MenuOutline>('agent-console-menu-outline')?.focusPart(moved.part);
    else {
      const row = this.open.answer === null ? `[data-answer="${moved.part.answer}"] ` : '.panel > .line ';
      await focusOn(this, `${row}.${pressed}:not(:disabled), ${row}.icon-button:not(:disabled)`);
    }
  }

  #remove(part: MenuPart): void {
    const before = this.draft;
    const name = shownText(answerIn(before, part)?.title ?? '', words.untitled);
    this.#change(removeAnswer(before, part));
    this.#open({ question: part.question, answer: null }, '.add-answer, #question');
    const undo = () => this.#change(before);
    this.dispatchEvent(new ToastShow({ text: words.removed(name), undo }));
  }

  async #write(key: number, kind: FormKind): Promise<void> {
    await import('../rules/message-dialog.ts');
    this.written = { key, kind };
  }

  #put(part: MenuPart, key: number, action: RuleAction): void {
    const actions = answerIn(this.draft, part)?.actions ?? [];
    const next = actions.map((one) => (one.key === key ? { key, action } : one));
    this.#change(withAnswer(this.draft, part, { actions: next }));
  }

  #change(draft: MenuDraft): void {
    this.edited = draft;
    this.refusal = '';
    this.#isChanged = true;
    this.dispatchEvent(new UnsavedChange(true));
  }

  /** Null: no words were entered. */
  #startRule(menu: string): RuleInput | null {
    const found = startWordsOf(this.draft);
    if (found.length === 0) return null;
    return {
      ...{ name: this.draft.name.trim() || words.create, match: { type: 'exact', words: found } },
      ...{ actions: [{ type: 'menu', menu: menu || 'new' }], cooldownMinutes: 0 },
    };
  }

  async #leave(): Promise<void> {
    const mayLeave = !this.#isChanged || (await discardConfirmed(this));
    if (!mayLeave) return;
    this.dispatchEvent(new UnsavedChange(false));
    this.dispatchEvent(new MenuDone(this.#stored));
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { api, number } = this;
    if (!api || !number || this.isBusy) return;
    this.isTried = true;
    this.refusal = '';
    const [problem] = menuProblems(this.draft);
    if (problem) {
      await this.#show(problem);
      return;
    }
    this.isBusy = true;
    const failure = await failureOf(() => this.#save(api, number.id));
    this.isBusy = false;
    if (failure) this.refusal = failure.message;
  }

  async #save(api: ApiClient, inbox: string): Promise<void> {
    const known = this.#stored ?? this.menu;
    if (known && !(await this.#mayReplace(api, inbox, known))) return;
    const input = menuOf(this.draft);
    const saved = await (known ? changeMenu(api, inbox, known.id, input) : createMenu(api, inbox, input));
    this.#stored = saved;
    const rule = this.#startRule(saved.id);
    if (rule) await createRule(api, inbox, rule);
    this.#isChanged = false;
    this.dispatchEvent(new UnsavedChange(false));
    this.dispatchEvent(new MenuDone(saved));
  }

  /** Asks if the menu is not any more what was opened. A menu that was deleted fails when it is saved. */
  async #mayReplace(api: ApiClient, inbox: string, known: Menu): Promise<boolean> {
    const { menus } = await getMenus(api, inbox);
    const now = menus.find(({ id }) => id === known.id);
    if (!now || JSON.stringify(now) === JSON.stringify(known)) return true;
    return confirmed(this, {
      ...{ title: words.changedMeanwhile, text: words.changedText, action: words.replace },
      isDangerous: true,
    });
  }

  /** Opens the part in which something is wrong, and focuses the field. */
  async #show({ field, part }: MenuProblem): Promise<void> {
    if (part) this.opened = part;
    await this.updateComplete;
    const wrong =
      this.renderRoot.querySelector<HTMLElement>(`[id="${field}"][aria-invalid="true"]`) ??
      this.renderRoot.querySelector<HTMLElement>(
        '[aria-invalid="true"], .action:has([role=alert]) :is(select, button, input), .add, .add-answer',
      );
    wrong?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-menu-builder': MenuBuilder;
  }
  interface HTMLElementEventMap {
    'menu-done': MenuDone;
  }
}

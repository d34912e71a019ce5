import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Language } from '../../../../../worker/api/languages.ts';
import { isShownAsButtons } from '../../../../../worker/whatsapp/sending/menu-limits.ts';
import { automationBook } from '../../../../locales/automation.ts';
import { menuBook, menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleBook, ruleWords } from '../../../../locales/automation-rules.ts';
import { strings } from '../../../../locales/strings.ts';
import { icons } from '../../../../theme/icons.ts';
import { contentStyles } from '../../../content/content-styles.ts';
import { formattedText } from '../../../content/formatted-text.ts';
import { renderContent } from '../../../content/message-content.ts';
import { controlStyles } from '../../../ui/controls/control-styles.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { focusOn } from '../../../ui/focus-on.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { phoneStyles } from '../../templates/template-phone.ts';
import { type StoredContent, shownContent, textOf } from '../rules/reply-draft.ts';
import { withExamples } from '../variables.ts';
import { shownText } from './editor.ts';
import {
  answerIn,
  type DraftAnswer,
  type DraftQuestion,
  type MenuDraft,
  type MenuPart,
  optionsOf,
  questionIn,
} from './menu-draft.ts';

/** A question on the way through the menu, with the answer that was tapped; null: it waits for one. */
interface Step {
  question: DraftQuestion;
  answer: DraftAnswer | null;
}

/** A menu on the customer's phone, where the answers can be tapped. */
@customElement('agent-console-menu-preview')
export class MenuPreview extends WordedElement {
  protected override readonly book = [menuBook, ruleBook, automationBook];
  @property({ attribute: false }) draft: MenuDraft | null = null;
  @property() numberName = '';
  @property() language: Language = 'en';
  /** The answers that were tapped. */
  @state() private taps: readonly MenuPart[] = [];

  static override readonly styles = [
    tokens,
    controlStyles,
    contentStyles,
    phoneStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        justify-items: start;
      }
      .phone {
        inline-size: min(100%, 400px);
        box-sizing: border-box;
      }
      .customer {
        justify-self: end;
        background: var(--ours);
        color: var(--ink);
      }
      .bubble.customer {
        inline-size: auto;
        max-inline-size: 80%;
      }
      .phone .phone-buttons {
        margin: 0;
        padding: 0;
      }
      .phone-buttons li > .option,
      .phone-buttons li > .tapped {
        inline-size: 100%;
        block-size: auto;
      }
      .phone-buttons button {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: center;
        min-block-size: 44px;
        padding: 8px 12px;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }
      .phone-buttons button:hover {
        background: var(--hover);
      }
      .phone-buttons li:has(button) {
        padding: 0;
      }
      .phone-buttons svg {
        flex: none;
        inline-size: 18px;
        block-size: 18px;
      }
      .phone-buttons .tapped {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: center;
        color: var(--chat-quiet);
      }
      .phone-buttons .both-lines {
        display: grid;
        flex: 1;
        text-align: start;
      }
      .phone-buttons small {
        color: var(--chat-quiet);
        font-size: 13px;
        font-weight: 400;
        line-height: 18px;
      }
      .phone .done {
        justify-self: center;
        color: var(--chat-quiet);
        font-size: 13px;
        line-height: 18px;
        text-align: center;
      }
    `,
  ];

  protected override render() {
    if (!this.draft) return nothing;
    const steps = this.#steps(this.draft);
    return html`<section class="phone" aria-label=${strings.preview} aria-live="polite">
        ${steps.map((step) => this.#renderStep(step))}
      </section>
      ${
        this.taps.length === 0
          ? nothing
          : html`<button type="button" class="button restart" @click=${() => this.#restart()}>
              ${icons.undo}${words.restart}
            </button>`
      }`;
  }

  /** As far as the taps still lead in the menu as it is now. */
  #steps(draft: MenuDraft): Step[] {
    const steps: Step[] = [];
    let question = draft.questions[0] ?? null;
    for (const tap of this.taps) {
      const answer = question?.id === tap.question ? answerIn(draft, tap) : null;
      if (!question || !answer) break;
      steps.push({ question, answer });
      question = answer.question === null ? null : questionIn(draft, answer.question);
    }
    return question ? [...steps, { question, answer: null }] : steps;
  }

  #renderStep({ question, answer }: Step) {
    const options = optionsOf(question);
    const isList = !isShownAsButtons(options);
    return html`<div class="bubble">
        <div class="words">
          <div class="body" dir="auto">${formattedText(question.text.trim() || words.untitled)}</div>
        </div>
        ${
          isList && answer
            ? html`<ul class="phone-buttons"><li>${icons.list}<span dir="auto">${this.draft?.listButton}</span></li></ul>`
            : html`<ul class="phone-buttons" aria-label=${isList ? (this.draft?.listButton ?? nothing) : words.answers}>
                ${question.answers.map((one) => this.#renderOption(question, one, isList, answer !== null))}
              </ul>`
        }
      </div>
      ${answer ? this.#renderTapped(answer) : nothing}`;
  }

  #renderOption(
    { id }: DraftQuestion,
    { id: answer, title, description }: DraftAnswer,
    isList: boolean,
    isTapped: boolean,
  ) {
    const text = html`<span class=${isList ? 'both-lines' : ''}
      ><span dir="auto">${title.trim() || words.untitled}</span>
      ${isList && description.trim() !== '' ? html`<small dir="auto">${description}</small>` : nothing}</span
    >`;
    if (isTapped) return html`<li><span class="tapped">${icons.reply}${text}</span></li>`;
    return html`<li>
      <button type="button" class="option" @click=${() => void this.#tap({ question: id, answer })}>
        ${isList ? nothing : icons.reply}${text}
      </button>
    </li>`;
  }

  #renderTapped({ title, question, actions }: DraftAnswer) {
    const reply = actions.find(({ action }) => action.type === 'reply')?.action;
    const others = actions.filter(({ action }) => action.type !== 'reply');
    return html`<div class="bubble customer">
        <div class="words"><div class="body" dir="auto">${shownText(title, words.untitled)}</div></div>
      </div>
      ${
        question === null
          ? html`${reply?.type === 'reply' ? this.#renderReply(reply.content) : nothing}
              ${others.map(({ action }) => html`<p class="done">${ruleWords.actions[action.type]}</p>`)}
              ${actions.length === 0 ? html`<p class="done">${words.teamWaits}</p>` : nothing}`
          : nothing
      }`;
  }

  #renderReply(content: StoredContent) {
    const text = textOf(content);
    const shown = shownContent(
      content.type === 'text'
        ? { type: 'text', text: { body: withExamples(text, this.numberName, this.language) } }
        : content,
    );
    return html`<div class="bubble">
      <div class="words">
        ${shown ? renderContent(shown, { direction: 'out', media: null, url: null }) : words.untitled}
      </div>
    </div>`;
  }

  async #tap(part: MenuPart): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const known = this.#steps(draft).filter(({ answer }) => answer !== null).length;
    this.taps = [...this.taps.slice(0, known), part];
    await focusOn(this, '.option, .restart');
  }

  #restart(): void {
    this.taps = [];
    void focusOn(this, '.option');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-menu-preview': MenuPreview;
  }
}

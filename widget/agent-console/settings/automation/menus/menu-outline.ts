import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { menuBook, menuWords as words } from '../../../../locales/automation-menus.ts';
import { icons } from '../../../../theme/icons.ts';
import { customElement } from '../../../ui/custom-element.ts';
import { spokenOnly } from '../../../ui/spoken-only.ts';
import { tokens } from '../../../ui/tokens.ts';
import { WordedElement } from '../../../ui/worded-element.ts';
import { isSame, shownText } from './editor.ts';
import {
  type DraftAnswer,
  type MenuDraft,
  type MenuPart,
  type OutlineQuestion,
  outlineOf,
  questionIn,
  targetsOf,
} from './menu-draft.ts';

/** A question or an answer is to be shown. */
export class PartOpen extends Event {
  constructor(readonly part: MenuPart) {
    super('part-open', { bubbles: true, composed: true });
  }
}

/** An answer is to be put at a place of a question. */
export class PartMove extends Event {
  constructor(
    readonly part: MenuPart,
    readonly question: string,
    readonly place: number,
  ) {
    super('part-move', { bubbles: true, composed: true });
  }
}

/** A menu as a tree: below each question its answers, below an answer the question that it leads to. */
@customElement('agent-console-menu-outline')
export class MenuOutline extends WordedElement {
  protected override readonly book = menuBook;
  @property({ attribute: false }) draft: MenuDraft | null = null;
  @property({ attribute: false }) open: MenuPart | null = null;
  /** The questions and answers in which something is wrong. */
  @property({ attribute: false }) wrong: readonly MenuPart[] = [];
  #dragged: MenuPart | null = null;

  static override readonly styles = [
    tokens,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      ol ol {
        margin-inline-start: 16px;
        border-inline-start: 1px solid var(--line);
      }
      .node {
        display: flex;
        gap: 8px;
        align-items: center;
        inline-size: 100%;
        min-block-size: var(--control);
        padding: 4px 8px;
        border: 0;
        border-radius: var(--radius-s);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .node:hover {
        background: var(--hover);
      }
      .node[aria-current] {
        background: var(--ours);
      }
      .question {
        font-weight: 500;
      }
      .node > svg {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
        color: var(--quiet);
      }
      .text {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .text.empty,
      .back {
        color: var(--quiet);
      }
      .node > .wrong {
        color: var(--alarm);
      }
      .heard {
        ${spokenOnly}
      }
      .back {
        margin: 0;
        padding: 4px 8px 4px 32px;
        font-size: 13px;
        line-height: 18px;
        overflow-wrap: anywhere;
      }
      .back:dir(rtl) {
        padding: 4px 32px 4px 8px;
      }
    `,
  ];

  protected override render() {
    const outline = this.draft && outlineOf(this.draft);
    if (!outline) return nothing;
    return html`<nav aria-label=${words.outline} @keydown=${this.#keys}>
      <ol>
        ${this.#renderQuestion(outline)}
      </ol>
    </nav>`;
  }

  #renderQuestion({ question, answers }: OutlineQuestion): TemplateResult {
    const { id, text } = question;
    return html`<li
      @dragover=${(event: DragEvent) => this.#over(event, id)}
      @drop=${(event: DragEvent) => this.#drop(event, id, question.answers.length)}
    >
      ${this.#renderNode({ question: id, answer: null }, text)}
      <ol>
        ${answers.map(
          ({ answer, next }, place) =>
            html`<li
              @dragover=${(event: DragEvent) => this.#over(event, id)}
              @drop=${(event: DragEvent) => this.#drop(event, id, place)}
            >
              ${this.#renderNode({ question: id, answer: answer.id }, answer.title)}
              ${next ? html`<ol>${this.#renderQuestion(next)}</ol>` : this.#renderBack(answer)}
            </li>`,
        )}
      </ol>
    </li>`;
  }

  #renderNode(part: MenuPart, text: string) {
    const { open } = this;
    const isQuestion = part.answer === null;
    const isWrong = this.wrong.some((one) => isSame(one, part));
    const isEmpty = text.trim() === '';
    return html`<button
      type="button"
      class="node ${isQuestion ? 'question' : 'answer'}"
      data-question=${part.question}
      data-answer=${part.answer ?? nothing}
      draggable=${isQuestion ? nothing : 'true'}
      aria-current=${open && isSame(open, part) ? 'true' : nothing}
      aria-keyshortcuts=${isQuestion ? nothing : 'Alt+ArrowUp Alt+ArrowDown'}
      @click=${() => this.dispatchEvent(new PartOpen(part))}
      @dragstart=${(event: DragEvent) => {
        this.#dragged = part;
        event.dataTransfer?.setData('text/plain', text);
      }}
      @dragend=${() => {
        this.#dragged = null;
      }}
    >
      ${isQuestion ? icons.question : icons.reply}
      <span class="text ${isEmpty ? 'empty' : ''}" dir="auto">${shownText(text, words.untitled)}</span>
      ${isWrong ? html`<span class="wrong" title=${words.needsAttention}>${icons.wrong}<span class="heard">${words.needsAttention}</span></span>` : nothing}
    </button>`;
  }

  /** The question that follows is further up already. */
  #renderBack({ question }: DraftAnswer) {
    const next = question === null ? null : this.draft && questionIn(this.draft, question);
    if (!next) return nothing;
    return html`<p class="back">${words.leadsBack(shownText(next.text, words.untitled))}</p>`;
  }

  #canDrop(question: string): boolean {
    const { draft } = this;
    const dragged = this.#dragged;
    if (!draft || !dragged) return false;
    return dragged.question === question || targetsOf(draft, dragged).some(({ id }) => id === question);
  }

  #over(event: DragEvent, question: string): void {
    event.stopPropagation();
    if (this.#canDrop(question)) event.preventDefault();
  }

  #drop(event: DragEvent, question: string, place: number): void {
    event.preventDefault();
    event.stopPropagation();
    if (this.#dragged && this.#canDrop(question))
      this.dispatchEvent(new PartMove(this.#dragged, question, place));
    this.#dragged = null;
  }

  /** Up and down go through the outline; with Alt they move an answer. */
  readonly #keys = (event: KeyboardEvent): void => {
    const { key, altKey, target } = event;
    if ((key !== 'ArrowUp' && key !== 'ArrowDown') || !(target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const by = key === 'ArrowUp' ? -1 : 1;
    if (!altKey) {
      const nodes = [...this.renderRoot.querySelectorAll<HTMLElement>('.node')];
      nodes[nodes.indexOf(target) + by]?.focus();
      return;
    }
    const { question = '', answer } = target.dataset;
    const answers = (this.draft && questionIn(this.draft, question)?.answers) ?? [];
    const place = answers.findIndex(({ id }) => id === answer) + by;
    if (answer === undefined || place < 0 || place >= answers.length) return;
    this.dispatchEvent(new PartMove({ question, answer }, question, place));
  };

  /** Moves the keyboard to a question or an answer, once it is rendered. */
  async focusPart({ question, answer }: MenuPart): Promise<void> {
    await this.updateComplete;
    const nodes = [...this.renderRoot.querySelectorAll<HTMLElement>('.node')];
    nodes
      .find(({ dataset }) => dataset.question === question && (dataset.answer ?? null) === answer)
      ?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-menu-outline': MenuOutline;
  }
  interface HTMLElementEventMap {
    'part-open': PartOpen;
    'part-move': PartMove;
  }
}

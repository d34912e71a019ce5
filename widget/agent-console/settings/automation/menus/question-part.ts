/** A question of a menu: its text, and its answers one below the other. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  isShownAsButtons,
  maxButtons,
  maxButtonTitle,
  maxOptions,
} from '../../../../../worker/whatsapp/sending/menu-limits.ts';
import { menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleWords } from '../../../../locales/automation-rules.ts';
import { icons } from '../../../../theme/icons.ts';
import { renderField } from '../../../ui/controls/field.ts';
import { numberText } from '../../../ui/time/times.ts';
import { type MenuEditor, shownText } from './editor.ts';
import {
  addAnswer,
  type DraftAnswer,
  type DraftQuestion,
  depthOf,
  optionsOf,
  withAnswer,
  withQuestion,
} from './menu-draft.ts';
import { limits } from './menu-problems.ts';

export function renderQuestion(editor: MenuEditor, question: DraftQuestion) {
  const { draft } = editor;
  const { id, text, answers } = question;
  const problem = editor.problem('answers');
  return html`<h5>${words.questionAt(numberText(depthOf(draft, id)))}</h5>
    ${renderField({
      ...{ name: 'question', label: words.question, value: text, rows: 3, max: limits.text },
      ...{ problem: editor.problem('question'), hint: shownAs(question) },
      change: (next) => editor.change(withQuestion(draft, id, (one) => ({ ...one, text: next }))),
    })}
    <div class="answers" role="group" aria-label=${words.answers}>
      ${repeat(
        answers,
        (answer) => answer.id,
        (answer, place) => renderRow(editor, question, answer, place),
      )}
    </div>
    ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    ${
      answers.length < maxOptions
        ? html`<div>
            <button
              type="button"
              class="button add-answer"
              @click=${() => {
                const added = addAnswer(draft, id);
                editor.change(added.draft);
                editor.focus(`[id="title-${added.part.answer}"]`);
              }}
            >
              ${icons.plus}${words.addAnswer}
            </button>
          </div>`
        : html`<p class="quiet">${words.mostAnswers}</p>`
    }`;
}

function renderRow(editor: MenuEditor, { id, answers }: DraftQuestion, answer: DraftAnswer, place: number) {
  const part = { question: id, answer: answer.id };
  const name = shownText(answer.title, words.answer(numberText(place + 1)));
  return html`<div class="row" data-answer=${answer.id}>
    ${renderField({
      ...{ name: `title-${answer.id}`, label: words.answer(numberText(place + 1)), value: answer.title },
      ...{ max: limits.title, problem: editor.problem(`title-${answer.id}`) },
      change: (title) => editor.change(withAnswer(editor.draft, part, { title })),
    })}
    <span class="tools">
      <button
        type="button"
        class="icon-button up"
        aria-label=${ruleWords.moveUp(name)}
        ?disabled=${place === 0}
        @click=${() => editor.move(part, -1)}
      >
        ${icons.up}
      </button>
      <button
        type="button"
        class="icon-button down"
        aria-label=${ruleWords.moveDown(name)}
        ?disabled=${place === answers.length - 1}
        @click=${() => editor.move(part, 1)}
      >
        ${icons.down}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label=${ruleWords.delete(name)}
        @click=${() => editor.remove(part)}
      >
        ${icons.trash}
      </button>
      <button
        type="button"
        class="icon-button open"
        aria-label=${words.editAnswer(name)}
        @click=${() => editor.open(part)}
      >
        ${icons.chevronRight}
      </button>
    </span>
  </div>`;
}

/** How WhatsApp shows the answers, and why. */
function shownAs(question: DraftQuestion): string {
  const options = optionsOf(question);
  const { asButtons, asList } = words;
  if (isShownAsButtons(options)) return asButtons;
  if (options.length > maxButtons) return asList.count;
  return options.some(({ title }) => title.length > maxButtonTitle) ? asList.title : asList.description;
}

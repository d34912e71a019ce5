/** An answer of a question: what the customer taps, and what happens then. */
import { html, nothing } from 'lit';
import { menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleWords } from '../../../../locales/automation-rules.ts';
import { icons } from '../../../../theme/icons.ts';
import { renderField, renderSelect } from '../../../ui/controls/field.ts';
import { renderActions } from '../rules/action-part.ts';
import type { ActionBuilder } from '../rules/builder.ts';
import { type MenuEditor, type OpenAnswer, shownText } from './editor.ts';
import {
  addQuestion,
  canAskMore,
  endAnswer,
  linkAnswer,
  moveAnswer,
  nextQuestions,
  targetsOf,
  withAnswer,
} from './menu-draft.ts';
import { limits } from './menu-problems.ts';

export function renderAnswer(editor: MenuEditor, actions: ActionBuilder, { question, answer }: OpenAnswer) {
  const { draft } = editor;
  const part = { question: question.id, answer: answer.id };
  const place = question.answers.indexOf(answer);
  const name = shownText(answer.title, words.untitled);
  const title = `title-${answer.id}`;
  const description = `description-${answer.id}`;
  return html`<div class="line">
      <h5>${words.answerTo(shownText(question.text, words.untitled))}</h5>
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
        ?disabled=${place === question.answers.length - 1}
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
    </div>
    ${renderField({
      ...{ name: title, label: words.title, value: answer.title, max: limits.title },
      problem: editor.problem(title),
      change: (next) => editor.change(withAnswer(editor.draft, part, { title: next })),
    })}
    ${renderField({
      ...{ name: description, label: words.description, hint: words.descriptionHint },
      ...{ value: answer.description, max: limits.description, problem: editor.problem(description) },
      change: (next) => editor.change(withAnswer(editor.draft, part, { description: next })),
    })}
    ${renderThen(editor, { question, answer })}
    ${
      answer.question === null
        ? renderActions(actions, editor.focus)
        : html`<div>
            <button
              type="button"
              class="button next-question"
              @click=${() => editor.open({ question: answer.question ?? '', answer: null })}
            >
              ${words.openQuestion}
            </button>
          </div>`
    }
    ${renderMove(editor, draft.questions.length > 1 ? targetsOf(draft, part) : [], part)}`;
}

function renderThen(editor: MenuEditor, { question, answer }: OpenAnswer) {
  const { draft } = editor;
  const part = { question: question.id, answer: answer.id };
  const known = nextQuestions(draft, question.id);
  const current = draft.questions.find(({ id }) => id === answer.question);
  const shown = current && !known.includes(current) ? [...known, current] : known;
  const isDeepest = !canAskMore(draft, question.id);
  return renderSelect({
    ...{ name: 'then', label: words.next, value: answer.question ?? 'actions' },
    ...(isDeepest && { hint: words.deepest }),
    options: [
      ['actions', words.nextChoices.actions] as const,
      ...(isDeepest ? [] : [['new', words.nextChoices.question] as const]),
      ...shown.map(({ id, text }) => [id, words.nextAsk(shownText(text, words.untitled))] as const),
    ],
    change: (chosen) => {
      if (chosen === 'actions') editor.change(endAnswer(draft, part));
      else if (chosen === 'new') {
        const added = addQuestion(draft, part);
        editor.change(added.draft);
        editor.open(added.part);
      } else editor.change(linkAnswer(draft, part, chosen));
    },
  });
}

function renderMove(
  editor: MenuEditor,
  targets: ReturnType<typeof targetsOf>,
  part: { question: string; answer: string },
) {
  if (targets.length === 0) return nothing;
  return renderSelect({
    ...{ name: 'move-to', label: words.moveTo, value: '' },
    options: [
      ['', ruleWords.choose] as const,
      ...targets.map(({ id, text }) => [id, shownText(text, words.untitled)] as const),
    ],
    change: (target) => {
      const places = targets.find(({ id }) => id === target)?.answers.length;
      if (places === undefined) return;
      const moved = moveAnswer(editor.draft, part, target, places);
      editor.change(moved.draft);
      editor.open(moved.part, '[name="move-to"], [name^="title-"]');
    },
  });
}

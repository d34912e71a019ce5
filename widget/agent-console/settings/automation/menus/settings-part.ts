/** What is about the whole menu: its name, what starts it, and the texts that all questions share. */
import { html, nothing } from 'lit';
import { menuWords as words } from '../../../../locales/automation-menus.ts';
import { ruleWords } from '../../../../locales/automation-rules.ts';
import { icons } from '../../../../theme/icons.ts';
import { renderField } from '../../../ui/controls/field.ts';
import type { AutomationWanted } from '../automation-wanted.ts';
import type { MenuEditor } from './editor.ts';
import { limits } from './menu-problems.ts';
import type { Starter } from './starters.ts';

export function renderName(editor: MenuEditor) {
  const { draft } = editor;
  return renderField({
    ...{ name: 'name', label: ruleWords.name, hint: ruleWords.nameHint, value: draft.name },
    ...{ max: limits.name, problem: editor.problem('name') },
    change: (name) => editor.change({ ...draft, name }),
  });
}

export function renderStarts(
  editor: MenuEditor,
  starters: readonly Starter[],
  open: (tab: AutomationWanted['tab'], id: string) => void,
) {
  const { draft } = editor;
  return html`<section>
    <h4>${words.starts}</h4>
    ${
      starters.length === 0
        ? nothing
        : html`<div class="starters">
            ${starters.map(
              ({ tab, id, name }) =>
                html`<button
                  type="button"
                  class="button"
                  aria-label=${tab === 'rules' ? words.openRule(name) : ruleWords.edit(name)}
                  @click=${() => open(tab, id)}
                >
                  ${tab === 'rules' ? icons.rule : icons.menuTree}<bdi>${name}</bdi>
                </button>`,
            )}
          </div>`
    }
    ${renderField({
      ...{ name: 'start-words', label: words.startWords, hint: words.startWordsHint, rows: 2 },
      ...{ value: draft.startWords, problem: editor.problem('start-words') },
      change: (startWords) => editor.change({ ...draft, startWords }),
    })}
  </section>`;
}

export function renderTexts(editor: MenuEditor) {
  const { draft } = editor;
  return html`<section>
    <h4>${words.more}</h4>
    ${renderField({
      ...{ name: 'repeat', label: words.repeatText, hint: words.repeatHint, rows: 2 },
      ...{ value: draft.repeatText, max: limits.repeatText, problem: editor.problem('repeat') },
      change: (repeatText) => editor.change({ ...draft, repeatText }),
    })}
    ${renderField({
      ...{ name: 'list-button', label: words.listButton, value: draft.listButton },
      ...{ max: limits.listButton, problem: editor.problem('list-button') },
      change: (listButton) => editor.change({ ...draft, listButton }),
    })}
  </section>`;
}

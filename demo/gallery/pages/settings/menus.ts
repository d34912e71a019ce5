import { html } from 'lit';
import '../../../../widget/agent-console/settings/automation/menus/menu-list.ts';
import {
  menuDraftOf,
  newMenuDraft,
} from '../../../../widget/agent-console/settings/automation/menus/menu-draft.ts';
import type { Menu } from '../../../../worker/api/automation/menus.ts';
import type { Rule } from '../../../../worker/api/automation/rules.ts';
import { type Answers, failure } from '../../answers.ts';
import { menus, rules } from '../../fixtures/automation-answers.ts';
import { ana, jonas, labels, number } from '../../fixtures/team.ts';
import { find, findAll, type Pages, type as typeInto } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const [help = null] = menus;
const draft = help ? menuDraftOf(help) : newMenuDraft({ repeatText: '', listButton: '' });
const [known] = rules;
const starter: readonly Rule[] = known ? [{ ...known, actions: [{ type: 'menu', menu: 'help' }] }] : [];

const list = (answers: Answers = {}) =>
  html`<agent-console-automation-menus .api=${apiWith(answers)} .number=${number}></agent-console-automation-menus>`;
const builder = (menu: Menu | null, started: readonly Rule[] = []) =>
  html`<agent-console-menu-builder
    .api=${apiWith()}
    .number=${number}
    .menu=${menu}
    .rules=${started}
    .choices=${{ labels, agents: [ana, jonas], teams: [], menus, replies: [] }}
  ></agent-console-menu-builder>`;
const submit = (element: HTMLElement) => {
  find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
};

export const pages: Pages = {
  'agent-console-automation-menus': [
    { state: 'usual', render: () => list() },
    { state: 'none', render: () => list({ 'GET /api/inboxes/:inbox/automation/menus': { menus: [] } }) },
    { state: 'failed', render: () => list({ 'GET /api/inboxes/:inbox/automation/menus': failure }) },
  ],
  'agent-console-menu-builder': [
    { state: 'a new menu', render: () => builder(null) },
    { state: 'a new menu, saved as it is', render: () => builder(null), act: submit },
    { state: 'two levels, started by a rule', render: () => builder(help, starter) },
    {
      state: 'words that start it',
      render: () => builder(help),
      act: (element) => typeInto(element, '#start-words', 'menu\nhelp'),
    },
  ],
  'agent-console-menu-outline': [
    {
      state: 'an answer is open, and something is wrong in another',
      render: () =>
        html`<agent-console-menu-outline
          .draft=${draft}
          .open=${{ question: 'start', answer: 'hours' }}
          .wrong=${[{ question: 'order', answer: 'today' }]}
        ></agent-console-menu-outline>`,
    },
  ],
  'agent-console-menu-preview': [
    {
      state: 'not tapped yet',
      render: () => html`<agent-console-menu-preview .draft=${draft}></agent-console-menu-preview>`,
    },
    {
      state: 'tapped through',
      render: () => html`<agent-console-menu-preview .draft=${draft}></agent-console-menu-preview>`,
      act: async (element) => {
        findAll(element, '.option')[0]?.click();
        await new Promise(requestAnimationFrame);
        findAll(element, '.option')[1]?.click();
      },
    },
  ],
  'agent-console-menu-estimate': [
    {
      state: 'estimated',
      render: () =>
        html`<agent-console-menu-estimate
          .api=${apiWith()}
          .number=${number}
          .starters=${['hours']}
        ></agent-console-menu-estimate>`,
      act: (element) => find(element, 'button').click(),
    },
    {
      state: 'nothing starts it',
      isEmpty: 'There is nothing to estimate.',
      render: () =>
        html`<agent-console-menu-estimate .api=${apiWith()} .number=${number}></agent-console-menu-estimate>`,
    },
  ],
};

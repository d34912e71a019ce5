import { html } from 'lit';
import '../../../../widget/agent-console/settings/secret-once.ts';
import '../../../../widget/agent-console/settings/setup/copy-field.ts';
import '../../../../widget/agent-console/settings/team/number-choice.ts';
import '../../../../widget/agent-console/ui/contact-search.ts';
import { tabStyles } from '../../../../widget/agent-console/ui/controls/tab-styles.ts';
import '../../../../widget/agent-console/ui/controls/tabs.ts';
import '../../../../widget/agent-console/ui/overlays/menu.ts';
import '../../../../widget/agent-console/ui/number-switch.ts';
import { loadEmoji } from '../../../../widget/agent-console/ui/emoji/emoji-entries.ts';
import { EmojiPicker } from '../../../../widget/agent-console/ui/emoji/emoji-picker.ts';
import { numberNames } from '../../../../widget/agent-console/ui/number-names.ts';
import { speech } from '../../../../widget/locales/speak.ts';
import { rows } from '../../fixtures/conversations.ts';
import { number, numbers } from '../../fixtures/team.ts';
import { find, type Pages, type } from '../../specimen.ts';

const box = { width: 400 };
const openEmoji = async (element: HTMLElement) => {
  if (element instanceof EmojiPicker) await element.open();
  await loadEmoji(speech.language);
};
const menu = () =>
  html`<agent-console-menu name="Assignee" label="Unassigned">
    <button class="item">Ana Duarte</button><button class="item">Jonas Weber</button>
  </agent-console-menu>`;

const tabs = (...names: readonly string[]) =>
  html`<agent-console-tabs role="group" aria-label="Views">
    <style>
      ${tabStyles}
    </style>
    ${names.map((name, index) => html`<button class="tab" aria-pressed=${index === 1 ? 'true' : 'false'}>${name}</button>`)}
  </agent-console-tabs>`;
const views = ['Mine', 'Unassigned', 'All', 'Snoozed', 'Resolved', 'Closing soon'];

export const pages: Pages = {
  'agent-console-tabs': [
    { state: 'all fit', box: { width: 640 }, render: () => tabs(...views) },
    { state: 'some are in the menu', box: { width: 320 }, render: () => tabs(...views) },
    {
      state: 'menu open',
      box: { width: 320, height: 240 },
      render: () => tabs(...views),
      act: (element) => find(find(element, 'agent-console-menu'), 'summary').click(),
    },
  ],
  'agent-console-menu': [
    { state: 'closed', box, render: menu },
    {
      state: 'open',
      box: { ...box, height: 200 },
      render: menu,
      act: (element) => find(element, 'summary').click(),
    },
  ],
  'agent-console-emoji': [
    { state: 'all', box, render: () => html`<agent-console-emoji></agent-console-emoji>`, act: openEmoji },
    {
      state: 'a search',
      box,
      render: () => html`<agent-console-emoji></agent-console-emoji>`,
      act: async (element) => {
        await openEmoji(element);
        type(element, 'input', 'cat');
      },
    },
    {
      state: 'nothing found',
      box,
      render: () => html`<agent-console-emoji></agent-console-emoji>`,
      act: async (element) => {
        await openEmoji(element);
        type(element, 'input', 'qqqq');
      },
    },
  ],
  'agent-console-number-switch': [
    {
      state: 'all numbers',
      box,
      render: () =>
        html`<agent-console-number-switch .numbers=${numberNames(numbers)}></agent-console-number-switch>`,
    },
    {
      state: 'one number',
      box,
      render: () =>
        html`<agent-console-number-switch
          .numbers=${numberNames(numbers)}
          .shown=${number.id}
          .hasAll=${false}
        ></agent-console-number-switch>`,
    },
  ],
  'agent-console-number-choice': [
    {
      state: 'all numbers',
      box,
      render: () =>
        html`<agent-console-number-choice
          .numbers=${numberNames(numbers)}
          .label=${'Numbers of Jonas Weber'}
        ></agent-console-number-choice>`,
    },
    {
      state: 'some numbers',
      box,
      render: () =>
        html`<agent-console-number-choice
          .numbers=${numberNames(numbers)}
          .chosen=${[number.id]}
          .label=${'Numbers of Jonas Weber'}
        ></agent-console-number-choice>`,
    },
  ],
  'agent-console-contact-search': [
    {
      state: 'contacts found',
      box,
      render: () =>
        html`<agent-console-contact-search .find=${async () => rows.slice(0, 4)}></agent-console-contact-search>`,
      act: (element) => type(element, 'input', 'a'),
    },
    {
      state: 'nothing found',
      box,
      render: () =>
        html`<agent-console-contact-search .find=${async () => []}></agent-console-contact-search>`,
      act: (element) => type(element, 'input', 'zz'),
    },
  ],
  'agent-console-copy': [
    {
      state: 'usual',
      box,
      render: () =>
        html`<agent-console-copy
          .label=${'Callback URL'}
          .text=${'https://inbox.lumen.example/webhook'}
        ></agent-console-copy>`,
    },
  ],
  'agent-console-secret': [
    {
      state: 'usual',
      box,
      render: () =>
        html`<agent-console-secret
          .secret=${'mu_5f2c9a0d7b1e4c38a6d9'}
          .hint=${'Copy this token now. You won’t see it again.'}
        ></agent-console-secret>`,
    },
  ],
};

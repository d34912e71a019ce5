import { html } from 'lit';
import '../../../../widget/agent-console/settings/automation/automation-log.ts';
import '../../../../widget/agent-console/settings/automation/automation-overview.ts';
import '../../../../widget/agent-console/settings/automation/automation-settings.ts';
import '../../../../widget/agent-console/settings/automation/hours-dialog.ts';
import type { AutomationSettings, AutomationState } from '../../../../worker/api/automation/settings.ts';
import { type Answers, failure } from '../../answers.ts';
import { automationState } from '../../fixtures/automation-answers.ts';
import { number } from '../../fixtures/team.ts';
import { find, findAll, type Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const overview = (answers: Answers = {}) =>
  html`<agent-console-automation-overview .api=${apiWith(answers)} .number=${number}></agent-console-automation-overview>`;
const log = (answers: Answers = {}) =>
  html`<agent-console-automation-log .api=${apiWith(answers)} .number=${number}></agent-console-automation-log>`;
const stateOf = (change: Partial<AutomationState>, settings: Partial<AutomationSettings> = {}): Answers => ({
  'GET /api/inboxes/:inbox/automation': {
    ...automationState,
    ...change,
    settings: { ...automationState.settings, ...settings },
  },
});
const block = (
  name: 'welcome' | 'away' | 'handOver' | 'stop' | 'limits',
  settings = automationState.settings,
) =>
  html`<agent-console-automation-block
    .api=${apiWith()}
    .number=${number}
    .block=${name}
    .settings=${settings}
  ></agent-console-automation-block>`;
const form = { isFramed: true, box: { height: 720 } };

export const pages: Pages = {
  'agent-console-automation-settings': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-automation-settings .api=${apiWith()} .number=${number}></agent-console-automation-settings>`,
    },
  ],
  'agent-console-automation-overview': [
    { state: 'usual', render: () => overview() },
    {
      state: 'nothing set up',
      render: () =>
        overview({
          ...stateOf(
            { isOpen: null, changesAt: null, sentInMonth: 0 },
            { welcome: null, away: null, limits: { inTenMinutes: 6, inHour: 20, inDay: 60, inMonth: null } },
          ),
          'GET /api/inboxes/:inbox/automation/turns': { rows: [], next: null },
        }),
    },
    { state: 'closed, paused', render: () => overview(stateOf({ isOpen: false }, { isPaused: true })) },
    { state: 'paused on all numbers', render: () => overview(stateOf({ isPausedForAll: true })) },
    { state: 'failed', render: () => overview({ 'GET /api/inboxes/:inbox/automation': failure }) },
  ],
  'agent-console-automation-block': [
    { state: 'welcome', ...form, render: () => block('welcome') },
    {
      state: 'a new away message, saved without a text',
      ...form,
      render: () => block('away', { ...automationState.settings, away: null }),
      act: (element) => {
        find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      },
    },
    { state: 'asking for a person', ...form, render: () => block('handOver') },
    { state: 'limits', ...form, render: () => block('limits') },
  ],
  'agent-console-automation-hours': [
    {
      state: 'usual',
      ...form,
      render: () =>
        html`<agent-console-automation-hours .api=${apiWith()} .number=${number}></agent-console-automation-hours>`,
    },
  ],
  'agent-console-automatic-text': [
    {
      state: 'three languages',
      render: () =>
        html`<agent-console-automatic-text
          .texts=${automationState.settings.welcome?.text}
          .numberName=${number.name}
          .buttons=${['Where is my order?']}
        ></agent-console-automatic-text>`,
    },
    {
      state: 'right to left',
      render: () =>
        html`<agent-console-automatic-text
          .texts=${automationState.settings.welcome?.text}
          .numberName=${number.name}
        ></agent-console-automatic-text>`,
      act: (element) => findAll(element, '.tab').at(-1)?.click(),
    },
    { state: 'empty', render: () => html`<agent-console-automatic-text></agent-console-automatic-text>` },
  ],
  'agent-console-automation-log': [
    { state: 'usual', render: () => log() },
    {
      state: 'nothing yet',
      render: () => log({ 'GET /api/inboxes/:inbox/automation/turns': { rows: [], next: null } }),
    },
    { state: 'failed', render: () => log({ 'GET /api/inboxes/:inbox/automation/turns': failure }) },
  ],
};

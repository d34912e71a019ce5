import { html } from 'lit';
import '../../../../widget/agent-console/settings/automation/automation-log.ts';
import '../../../../widget/agent-console/settings/automation/automation-overview.ts';
import '../../../../widget/agent-console/settings/automation/automation-settings.ts';
import '../../../../widget/agent-console/settings/automation/follow-up-dialog.ts';
import '../../../../widget/agent-console/settings/automation/hook-dialog.ts';
import '../../../../widget/agent-console/settings/automation/hours-dialog.ts';
import '../../../../widget/agent-console/settings/automation/rules/message-dialog.ts';
import '../../../../widget/agent-console/settings/automation/rules/rule-list.ts';
import '../../../../widget/agent-console/settings/automation/rules/template-dialog.ts';
import {
  formDraftOf,
  type StoredContent,
} from '../../../../widget/agent-console/settings/automation/rules/reply-draft.ts';
import type { BotHookState } from '../../../../worker/api/automation/bot-hook.ts';
import type { AutomationFile } from '../../../../worker/api/automation/files.ts';
import type { Rule } from '../../../../worker/api/automation/rules.ts';
import type { AutomationSettings, AutomationState } from '../../../../worker/api/automation/settings.ts';
import { type Answers, failure } from '../../answers.ts';
import {
  automationState,
  botHook,
  rules as fixedRules,
  hookWebhook,
} from '../../fixtures/automation-answers.ts';
import { ana, jonas, labels, number, replies } from '../../fixtures/team.ts';
import { find, findAll, type Pages, type as typeInto } from '../../specimen.ts';
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
const rules = (answers: Answers = {}) =>
  html`<agent-console-automation-rules .api=${apiWith(answers)} .number=${number}></agent-console-automation-rules>`;
const builder = (rule: Rule | null) =>
  html`<agent-console-rule-builder
    .api=${apiWith()}
    .number=${number}
    .rule=${rule}
    .choices=${{
      ...{ labels, agents: [ana, jonas], teams: [{ id: 'sales', name: 'Sales' }], menus: [] },
      ...{ replies, files: [file] },
    }}
  ></agent-console-rule-builder>`;
const file: AutomationFile = {
  ...{ id: '0b0e7a5e-0000-4000-8000-000000000001', mimeType: 'image/png', size: 48_200 },
  ...{ filename: 'bowls-of-this-week.png', isUsed: true },
};
const picture = { type: 'image', image: { id: file.id, caption: 'For you, {{contact_first_name}}' } };
const templateContent = (name: string, values: string[]): StoredContent => ({
  type: 'template',
  template: {
    ...{ name, language: { code: 'en' } },
    components: [{ type: 'body', parameters: values.map((text) => ({ type: 'text', text })) }],
  },
});
const withReply = (content: StoredContent): Rule | null =>
  fixedRules[0] ? { ...fixedRules[0], actions: [{ type: 'reply', content }] } : null;
const replyFile = (content: StoredContent, problem: string | null = null, files = [file]) =>
  html`<agent-console-reply-file
    .api=${apiWith()}
    .inbox=${number.id}
    .content=${content}
    .files=${files}
    .numberName=${number.name}
    .problem=${problem}
  ></agent-console-reply-file>`;
const replyTemplate = (content: StoredContent) =>
  html`<agent-console-reply-template
    .api=${apiWith()}
    .inbox=${number.id}
    .content=${content}
    .numberName=${number.name}
  ></agent-console-reply-template>`;
const shopReply = fixedRules[1]?.actions[0];
const followUp = (kind: 'resolve' | 'satisfaction') =>
  html`<agent-console-follow-up
    .api=${apiWith()}
    .number=${number}
    .kind=${kind}
    .settings=${{
      resolve: {
        customerHours: 48,
        automatedHours: null,
        teamHours: 72,
        text: { en: 'We close this for now.' },
      },
      satisfaction: { question: { en: 'How did we do?' }, button: 'Rate us', thanks: null },
    }}
  ></agent-console-follow-up>`;
const hook = (change: Partial<BotHookState['settings']> = {}) =>
  html`<agent-console-bot-hook
    .api=${apiWith({ 'GET /api/webhooks': [hookWebhook] })}
    .number=${number}
    .hook=${{ ...botHook, settings: { ...botHook.settings, ...change } }}
  ></agent-console-bot-hook>`;
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
  'agent-console-follow-up': [
    { state: 'resolving after silence', ...form, render: () => followUp('resolve') },
    { state: 'the question of satisfaction', ...form, render: () => followUp('satisfaction') },
  ],
  'agent-console-bot-hook': [
    {
      state: 'tested, without an answer',
      ...form,
      render: () => hook(),
      act: (element) => find(element, '.test button').click(),
    },
    { state: 'off', ...form, render: () => hook({ when: 'off', webhook: null }) },
    {
      state: 'saved without a webhook',
      ...form,
      render: () => hook({ webhook: null }),
      act: (element) => {
        find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      },
    },
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
  'agent-console-automation-rules': [
    { state: 'usual', render: () => rules() },
    { state: 'none', render: () => rules({ 'GET /api/inboxes/:inbox/automation/rules': { rules: [] } }) },
    { state: 'failed', render: () => rules({ 'GET /api/inboxes/:inbox/automation/rules': failure }) },
  ],
  'agent-console-rule-builder': [
    { state: 'a new rule', render: () => builder(null) },
    {
      state: 'a new rule, saved as it is',
      render: () => builder(null),
      act: (element) => {
        find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      },
    },
    { state: 'a text', render: () => builder(fixedRules[0] ?? null) },
    { state: 'several actions', render: () => builder(fixedRules[1] ?? null) },
    { state: 'a file', render: () => builder(withReply(picture)) },
    {
      state: 'a saved reply',
      render: () =>
        builder(
          fixedRules[0]
            ? { ...fixedRules[0], actions: [{ type: 'saved-reply', reply: replies[0]?.id ?? '' }] }
            : null,
        ),
    },
  ],
  'agent-console-reply-file': [
    { state: 'none', render: () => replyFile({ type: 'image', image: { link: '' } }) },
    {
      state: 'none, after it was saved',
      render: () => replyFile({ type: 'image', image: { link: '' } }, 'Choose a file.'),
    },
    { state: 'a picture', render: () => replyFile(picture) },
    { state: 'a file that is gone', render: () => replyFile(picture, null, [{ ...file, id: 'other' }]) },
  ],
  'agent-console-reply-template': [
    { state: 'none', render: () => replyTemplate(templateContent('', [])) },
    {
      state: 'chosen',
      render: () => replyTemplate(templateContent('order_ready', ['{{contact_first_name}}', '17'])),
    },
    { state: 'paused', render: () => replyTemplate(templateContent('old_offer', [])) },
    { state: 'unknown', render: () => replyTemplate(templateContent('unheard_of', [])) },
  ],
  'agent-console-rule-template': [
    {
      state: 'choosing',
      ...form,
      render: () =>
        html`<agent-console-rule-template
          .api=${apiWith()}
          .inbox=${number.id}
          .content=${templateContent('', [])}
        ></agent-console-rule-template>`,
    },
  ],
  'agent-console-rule-message': [
    {
      state: 'buttons',
      ...form,
      render: () =>
        html`<agent-console-rule-message
          .kind=${'buttons'}
          .draft=${shopReply?.type === 'reply' ? formDraftOf(shopReply.content) : null}
        ></agent-console-rule-message>`,
    },
  ],
  'agent-console-reply-preview': [
    {
      state: 'buttons',
      render: () =>
        html`<agent-console-reply-preview
          .content=${shopReply?.type === 'reply' ? shopReply.content : null}
        ></agent-console-reply-preview>`,
    },
  ],
  'agent-console-rule-tester': [
    {
      state: 'a template that is paused',
      render: () =>
        html`<agent-console-rule-tester
          .api=${apiWith({
            'POST /api/inboxes/:inbox/automation/trial': {
              ...{
                source: 'rule',
                rule: 'shop',
                content: null,
                messages: [],
                because: 'template-unavailable',
              },
              names: { menu: null, template: 'old_offer', file: null, savedReply: null },
              rules: [{ id: 'shop', miss: null }],
            },
          })}
          .number=${number}
          .rules=${fixedRules}
        ></agent-console-rule-tester>`,
      act: (element) => {
        typeInto(element, '#text', 'Is there a sale?');
        find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      },
    },
    {
      state: 'tested',
      render: () =>
        html`<agent-console-rule-tester
          .api=${apiWith()}
          .number=${number}
          .rules=${fixedRules}
        ></agent-console-rule-tester>`,
      act: (element) => {
        typeInto(element, '#text', 'Where are your shops?');
        find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      },
    },
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

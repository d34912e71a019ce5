import { html } from 'lit';
import '../../../../widget/agent-console/settings/assistant/assistant-instructions.ts';
import '../../../../widget/agent-console/settings/assistant/assistant-model.ts';
import '../../../../widget/agent-console/settings/assistant/assistant-overview.ts';
import '../../../../widget/agent-console/settings/assistant/assistant-settings.ts';
import '../../../../widget/agent-console/settings/assistant/knowledge/knowledge-list.ts';
import '../../../../widget/agent-console/settings/assistant/trial/assistant-trial.ts';
import '../../../../widget/agent-console/settings/assistant/trial/conversation-choice.ts';
import type {
  AssistantSettings,
  AssistantState,
  KnowledgeSearch,
} from '../../../../worker/api/automation/assistant.ts';
import type { KnowledgeKind } from '../../../../worker/api/automation/knowledge.ts';
import { type Answers, Failure, failure } from '../../answers.ts';
import { assistantState, modelProvider, trialAnswers } from '../../fixtures/assistant-answers.ts';
import { number } from '../../fixtures/team.ts';
import { find, findAll, type Pages, type } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const stateOf = (change: Partial<AssistantState>, settings: Partial<AssistantSettings> = {}): Answers => ({
  'GET /api/inboxes/:inbox/automation/assistant': {
    ...assistantState,
    ...change,
    settings: { ...assistantState.settings, ...settings },
  },
});
const failed: Answers = { 'GET /api/inboxes/:inbox/automation/assistant': failure };
const overview = (answers: Answers = {}) =>
  html`<agent-console-assistant-overview .api=${apiWith(answers)} .number=${number}></agent-console-assistant-overview>`;
const instructions = (answers: Answers = {}) =>
  html`<agent-console-assistant-instructions
    .api=${apiWith(answers)}
    .number=${number}
  ></agent-console-assistant-instructions>`;
const model = (answers: Answers = {}) =>
  html`<agent-console-assistant-model .api=${apiWith(answers)} .number=${number}></agent-console-assistant-model>`;
const provider = (answers: Answers = {}) =>
  html`<agent-console-own-provider .api=${apiWith(answers)}></agent-console-own-provider>`;
const knowledge = (answers: Answers = {}) =>
  html`<agent-console-knowledge .api=${apiWith(answers)} .number=${number}></agent-console-knowledge>`;
const searched = (search: Partial<KnowledgeSearch>) =>
  knowledge(
    stateOf({
      knowledge: {
        ...{ entries: 84, tokens: 41_300, isWhole: false },
        search: {
          model: 'mistral-embed',
          store: 'database',
          indexed: 84,
          skipped: 0,
          fault: null,
          ...search,
        },
      },
    }),
  );
const entry = (kind: KnowledgeKind, id: number | null = null, answers: Answers = {}) =>
  html`<agent-console-knowledge-dialog
    .api=${apiWith(answers)}
    .inbox=${number.id}
    .kind=${kind}
    .entryId=${id}
  ></agent-console-knowledge-dialog>`;
const trial = (answers: Answers = {}) =>
  html`<agent-console-assistant-trial .api=${apiWith(answers)} .number=${number}></agent-console-assistant-trial>`;
const form = { isFramed: true, box: { height: 720 } };
const none = { turns: 0, inputTokens: 0, outputTokens: 0, neurons: 0 };

export const pages: Pages = {
  'agent-console-assistant-settings': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-assistant-settings .api=${apiWith()} .number=${number}></agent-console-assistant-settings>`,
    },
  ],
  'agent-console-assistant-overview': [
    { state: 'usual', render: () => overview() },
    {
      state: 'nothing set up',
      render: () =>
        overview(
          stateOf(
            {
              hasWorkersAi: false,
              problems: ['no-workers-ai', 'no-knowledge'],
              usage: { today: none, month: none },
            },
            { mode: 'off' },
          ),
        ),
    },
    {
      state: 'the budget is used up',
      render: () =>
        overview(
          stateOf(
            {
              problems: ['budget-used'],
              usage: {
                today: { turns: 1_204, inputTokens: 470_000, outputTokens: 30_000, neurons: 24_300 },
                month: assistantState.usage.month,
              },
            },
            { mode: 'always' },
          ),
        ),
    },
    {
      state: 'about to answer customers',
      isFramed: true,
      box: { height: 640 },
      render: () => overview(),
      act: (element) => find(element, '[value=always]').click(),
    },
    { state: 'failed', render: () => overview(failed) },
  ],
  'agent-console-assistant-instructions': [
    { state: 'usual', render: () => instructions() },
    {
      state: 'edited, with a domain that is none',
      render: () => instructions(),
      act: async (element) => {
        type(element, '[name=domains]', 'example.com\nour shop');
        await Promise.resolve();
        find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      },
    },
    {
      state: 'without the disclosure',
      render: () => instructions(stateOf({}, { disclosure: { isOn: false, texts: {} } })),
    },
    { state: 'failed', render: () => instructions(failed) },
  ],
  'agent-console-assistant-model': [
    { state: 'Workers AI', render: () => model() },
    {
      state: 'an own provider, without Workers AI',
      render: () => model(stateOf({ hasWorkersAi: false }, { provider: 'own' })),
    },
    { state: 'failed', render: () => model(failed) },
  ],
  'agent-console-own-provider': [
    { state: 'connected', render: () => provider() },
    {
      state: 'tested, and refused',
      render: () => provider(),
      act: (element) => find(element, 'li .button').click(),
    },
    { state: 'none', render: () => provider({ 'GET /api/automation/provider': { provider: null } }) },
    { state: 'failed', render: () => provider({ 'GET /api/automation/provider': failure }) },
  ],
  'agent-console-provider-dialog': [
    {
      state: 'new',
      isFramed: true,
      box: { height: 560 },
      render: () => html`<agent-console-provider-dialog .api=${apiWith()}></agent-console-provider-dialog>`,
    },
    {
      state: 'edited, and not working',
      isFramed: true,
      box: { height: 560 },
      render: () =>
        html`<agent-console-provider-dialog
          .api=${apiWith({
            'PUT /api/automation/provider': new Failure(
              422,
              'provider_not_working',
              'The provider does not answer.',
            ),
          })}
          .provider=${modelProvider}
        ></agent-console-provider-dialog>`,
      act: (element) => findAll(element, '.button.main').at(-1)?.click(),
    },
  ],
  'agent-console-knowledge': [
    { state: 'usual', render: () => knowledge() },
    {
      state: 'searched, because there is much',
      render: () => searched({}),
    },
    { state: 'searched by words', render: () => searched({ model: null, store: null, indexed: 0 }) },
    { state: 'being indexed', render: () => searched({ indexed: 31 }) },
    {
      state: 'not all indexed, and failing',
      render: () => searched({ store: 'vectorize', indexed: 31, skipped: 12, fault: 'model_busy' }),
    },
    {
      state: 'nothing found',
      render: () => knowledge(),
      act: (element) => type(element, '[type=search]', 'xyz'),
    },
    { state: 'empty', render: () => knowledge({ 'GET /api/inboxes/:inbox/automation/knowledge': [] }) },
    { state: 'failed', render: () => knowledge({ 'GET /api/inboxes/:inbox/automation/knowledge': failure }) },
  ],
  'agent-console-knowledge-dialog': [
    { state: 'new question', ...form, render: () => entry('question') },
    { state: 'new page', ...form, box: { height: 360 }, render: () => entry('page') },
    { state: 'new file', ...form, render: () => entry('file') },
    {
      state: 'with earlier versions',
      ...form,
      box: { height: 900 },
      render: () => entry('question', 1),
      act: (element) => find(element, 'summary').click(),
    },
    {
      state: 'failed',
      ...form,
      box: { height: 360 },
      render: () => entry('question', 1, { 'GET /api/inboxes/:inbox/automation/knowledge/:id': failure }),
    },
  ],
  'agent-console-conversation-choice': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-conversation-choice
          .api=${apiWith()}
          .number=${number}
        ></agent-console-conversation-choice>`,
    },
  ],
  'agent-console-assistant-trial': [
    { state: 'usual', render: () => trial() },
    {
      state: 'a question was asked',
      render: () =>
        trial({
          'POST /api/inboxes/:inbox/automation/assistant/dry-run': {
            rows: trialAnswers.slice(0, 1).map((one) => ({ ...one, conversationId: null, answered: null })),
            next: null,
          },
        }),
      act: (element) => {
        type(element, '[name=question]', 'How long does delivery take?');
        find(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
      },
    },
    {
      state: 'conversations were replayed',
      render: () => trial(),
      act: (element) => find(element, '.start .button').click(),
    },
    {
      state: 'failed',
      render: () => trial({ 'POST /api/inboxes/:inbox/automation/assistant/dry-run': failure }),
      act: (element) => find(element, '.start .button').click(),
    },
  ],
};

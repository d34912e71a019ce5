import { html } from 'lit';
import '../../../../widget/agent-console/settings/setup/connect-form.ts';
import '../../../../widget/agent-console/settings/setup/connection-steps.ts';
import '../../../../widget/agent-console/settings/setup/console-setup.ts';
import '../../../../widget/agent-console/settings/setup/first-message.ts';
import '../../../../widget/agent-console/settings/setup/name-step.ts';
import '../../../../widget/agent-console/settings/setup/numbers-settings.ts';
import '../../../../widget/agent-console/settings/setup/share-step.ts';
import '../../../../widget/agent-console/settings/setup/verify-number.ts';
import '../../../../widget/signup/signup.ts';
import { SessionStore } from '../../../../widget/client/signing-in/session-store.ts';
import type { SetupProblem } from '../../../../worker/api/numbers/connections.ts';
import { type Answers, failure } from '../../answers.ts';
import { halfConnected, problem, setupAnswers } from '../../fixtures/setup-answers.ts';
import { admin, disconnected, number, numbers } from '../../fixtures/team.ts';
import { teamAnswers } from '../../fixtures/team-answers.ts';
import type { Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const meWith = (inboxes: readonly (typeof number)[]): Answers => ({
  'GET /api/me': { agent: admin, scopes: null, inboxes: [...inboxes], keepsMedia: true, isSetUp: false },
});
const setup = (answers: Answers) =>
  html`<agent-console-setup .api=${apiWith(answers)} .worker=${location.origin}></agent-console-setup>`;
const steps = (answers: Answers = {}) =>
  html`<agent-console-connection-steps .api=${apiWith(answers)} .inbox=${number.id}></agent-console-connection-steps>`;
const verify = (refused: SetupProblem | null = null) =>
  html`<agent-console-verify-number
    .api=${apiWith()}
    .inbox=${number.id}
    .displayNumber=${'+1 555 078 3881'}
    .refused=${refused}
  ></agent-console-verify-number>`;
const firstMessage = (answers: Answers = {}) =>
  html`<agent-console-first-message .api=${apiWith(answers)} .number=${number}></agent-console-first-message>`;
const list = (answers: Answers = {}) =>
  html`<agent-console-numbers-settings
    .api=${apiWith(answers)}
    .worker=${location.origin}
  ></agent-console-numbers-settings>`;
const half: Answers = { 'GET /api/inboxes/:inbox/connection': halfConnected };

export const pages: Pages = {
  'agent-console-setup': [
    {
      state: 'just begun',
      box: { inset: 0 },
      render: () =>
        setup({
          ...meWith([]),
          'GET /api/passkeys': [],
          'GET /api/agents': teamAnswers['GET /api/agents'].map((one) => ({ ...one, name: 'Admin' })),
          'GET /api/setup': {
            ...setupAnswers['GET /api/setup'],
            webhook: { ...setupAnswers['GET /api/setup'].webhook, handshakeAt: null },
          },
        }),
    },
    {
      state: 'half way',
      box: { inset: 0 },
      render: () => setup({ ...meWith([number]), ...half }),
    },
    {
      state: 'all done',
      box: { inset: 0 },
      render: () =>
        setup({
          ...meWith(numbers),
          'GET /api/setup': { ...setupAnswers['GET /api/setup'], isShared: true },
        }),
    },
    { state: 'failed', box: { inset: 0 }, render: () => setup({ 'GET /api/setup': failure }) },
  ],
  'agent-console-name-step': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-name-step
          .api=${apiWith()}
          .member=${teamAnswers['GET /api/agents'][0]}
        ></agent-console-name-step>`,
    },
  ],
  'agent-console-verify-number': [
    { state: 'usual', render: () => verify() },
    {
      state: 'wrong code',
      render: () => verify({ ...problem, code: 'wrong_code', field: 'code', details: null }),
    },
  ],
  'agent-console-connect-form': [
    {
      state: 'a new number',
      render: () => html`<agent-console-connect-form .api=${apiWith()}></agent-console-connect-form>`,
    },
    {
      state: 'other secrets',
      render: () =>
        html`<agent-console-connect-form .api=${apiWith()} .number=${number}></agent-console-connect-form>`,
    },
  ],
  'agent-console-connection-steps': [
    { state: 'all done', render: () => steps() },
    { state: 'half way', render: () => steps(half) },
    { state: 'failed', render: () => steps({ 'GET /api/inboxes/:inbox/connection': failure }) },
  ],
  'agent-console-first-message': [
    { state: 'answered', render: () => firstMessage() },
    {
      state: 'waiting',
      render: () => firstMessage({ 'GET /api/inboxes/:inbox/trial': { received: null, answered: null } }),
    },
  ],
  'agent-console-share-step': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-share-step
          .api=${apiWith()}
          .number=${number}
          .worker=${location.origin}
        ></agent-console-share-step>`,
    },
  ],
  'agent-console-numbers-settings': [
    { state: 'usual', render: () => list(meWith([...numbers, disconnected])) },
    { state: 'none', render: () => list(meWith([])) },
    { state: 'failed', render: () => list({ 'GET /api/me': failure }) },
  ],
  'signup-page': [
    {
      state: 'signed in',
      isFramed: true,
      box: { height: 480 },
      render: () => {
        new SessionStore(location.origin).keep('a session token');
        return html`<signup-page></signup-page>`;
      },
    },
  ],
};

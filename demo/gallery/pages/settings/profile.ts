import { html } from 'lit';
import '../../../../widget/agent-console/settings/profile/identity-check.ts';
import '../../../../widget/agent-console/settings/profile/profile-settings.ts';
import '../../../../widget/agent-console/settings/profile/short-links.ts';
import { type Answers, failure } from '../../answers.ts';
import { number } from '../../fixtures/team.ts';
import type { Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const whole = (answers: Answers = {}) =>
  html`<agent-console-profile-settings .api=${apiWith(answers)} .number=${number}></agent-console-profile-settings>`;
const form = (answers: Answers = {}) =>
  html`<agent-console-profile-form .api=${apiWith(answers)} .number=${number}></agent-console-profile-form>`;
const photo = (answers: Answers = {}) =>
  html`<agent-console-profile-photo .api=${apiWith(answers)} .number=${number}></agent-console-profile-photo>`;
const name = (answers: Answers = {}) =>
  html`<agent-console-display-name .api=${apiWith(answers)} .number=${number}></agent-console-display-name>`;
const check = (answers: Answers = {}) =>
  html`<agent-console-identity-check .api=${apiWith(answers)} .number=${number}></agent-console-identity-check>`;
const starters = (answers: Answers = {}) =>
  html`<agent-console-chat-starters .api=${apiWith(answers)} .number=${number}></agent-console-chat-starters>`;
const links = (answers: Answers = {}) =>
  html`<agent-console-short-links .api=${apiWith(answers)} .number=${number}></agent-console-short-links>`;

const empty = {
  'GET /api/inboxes/:inbox/profile': {
    about: '',
    address: '',
    description: '',
    email: '',
    websites: [],
    vertical: 'UNDEFINED',
    hasPhoto: false,
  },
} satisfies Answers;

export const pages: Pages = {
  'agent-console-profile-settings': [{ state: 'usual', render: () => whole() }],
  'agent-console-profile-form': [
    { state: 'usual', render: () => form() },
    { state: 'empty', render: () => form(empty) },
    { state: 'failed', render: () => form({ 'GET /api/inboxes/:inbox/profile': failure }) },
  ],
  'agent-console-profile-photo': [
    { state: 'usual', render: () => photo() },
    { state: 'none', render: () => photo(empty) },
  ],
  'agent-console-display-name': [
    { state: 'a new name in review', render: () => name() },
    {
      state: 'declined',
      render: () =>
        name({
          'GET /api/inboxes/:inbox/display-name': { name: 'Lumen Pottery', status: 'DECLINED', wanted: null },
        }),
    },
  ],
  'agent-console-identity-check': [
    { state: 'on', render: () => check() },
    { state: 'off', render: () => check({ 'GET /api/inboxes/:inbox/identity-check': { isOn: false } }) },
    { state: 'unknown', render: () => check({ 'GET /api/inboxes/:inbox/identity-check': { isOn: null } }) },
  ],
  'agent-console-chat-starters': [
    { state: 'usual', render: () => starters() },
    {
      state: 'none',
      render: () =>
        starters({ 'GET /api/inboxes/:inbox/starters': { welcomes: false, iceBreakers: [], commands: [] } }),
    },
  ],
  'agent-console-short-links': [
    { state: 'usual', render: () => links() },
    {
      state: 'none',
      render: () => links({ 'GET /api/inboxes/:inbox/short-links': { rows: [], next: null } }),
    },
  ],
};

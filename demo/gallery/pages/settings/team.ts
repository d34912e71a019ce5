import { html } from 'lit';
import '../../../../widget/agent-console/settings/developers/site-settings.ts';
import '../../../../widget/agent-console/settings/developers/token-settings.ts';
import '../../../../widget/agent-console/settings/team/audit-settings.ts';
import '../../../../widget/agent-console/settings/team/field-settings.ts';
import '../../../../widget/agent-console/settings/team/invite-dialog.ts';
import '../../../../widget/agent-console/settings/team/label-settings.ts';
import '../../../../widget/agent-console/settings/team/reply-settings.ts';
import '../../../../widget/agent-console/settings/team/team-dialog.ts';
import '../../../../widget/agent-console/settings/team/team-settings.ts';
import '../../../../widget/agent-console/settings/team/teams-settings.ts';
import '../../../../widget/agent-console/ui/labels/label-dialog.ts';
import type { TeamMember } from '../../../../worker/api/people/team.ts';
import { type Answers, failure } from '../../answers.ts';
import { numbers, people } from '../../fixtures/team.ts';
import { find, findAll, type Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const team = (answers: Answers = {}) =>
  html`<agent-console-team-settings .api=${apiWith(answers)} .numbers=${numbers}></agent-console-team-settings>`;
const label = (answers: Answers = {}) =>
  html`<agent-console-label-settings .api=${apiWith(answers)}></agent-console-label-settings>`;
const teamsPage = (answers: Answers = {}) =>
  html`<agent-console-teams-settings .api=${apiWith(answers)}></agent-console-teams-settings>`;
const field = (answers: Answers = {}) =>
  html`<agent-console-field-settings .api=${apiWith(answers)}></agent-console-field-settings>`;
const reply = (isAdmin: boolean, answers: Answers = {}) =>
  html`<agent-console-reply-settings .api=${apiWith(answers)} .isAdmin=${isAdmin}></agent-console-reply-settings>`;
const site = (answers: Answers = {}) =>
  html`<agent-console-site-settings .api=${apiWith(answers)}></agent-console-site-settings>`;
const token = (answers: Answers = {}) =>
  html`<agent-console-token-settings .api=${apiWith(answers)}></agent-console-token-settings>`;
const audit = (answers: Answers = {}) =>
  html`<agent-console-audit-settings .api=${apiWith(answers)}></agent-console-audit-settings>`;

const agents = people.map(
  (person): TeamMember => ({
    ...person,
    ...{
      role: 'agent',
      numbers: null,
      permissions: [],
      picture: null,
      passkeys: 1,
      seenAt: null,
      isAway: false,
    },
  }),
);

const changeFirst = (element: HTMLElement) => find(element, 'li .icon-button').click();

export const pages: Pages = {
  'agent-console-team-settings': [
    { state: 'usual', render: () => team() },
    {
      state: 'nobody else',
      render: () => team({ 'GET /api/agents/removed': [], 'GET /api/invitations': [] }),
    },
    { state: 'failed', render: () => team({ 'GET /api/agents': failure }) },
  ],
  'agent-console-invite-dialog': [
    {
      state: 'usual',
      isFramed: true,
      render: () => html`<agent-console-invite-dialog .numbers=${numbers}></agent-console-invite-dialog>`,
    },
  ],
  'agent-console-label-settings': [
    { state: 'usual', render: () => label() },
    { state: 'editing', render: () => label(), act: changeFirst },
    { state: 'none', render: () => label({ 'GET /api/labels': [] }) },
    { state: 'failed', render: () => label({ 'GET /api/labels': failure }) },
  ],
  'agent-console-label-dialog': [
    {
      state: 'new, with the name that was typed',
      isFramed: true,
      render: () => html`<agent-console-label-dialog name="Refund"></agent-console-label-dialog>`,
    },
  ],
  'agent-console-teams-settings': [
    { state: 'usual', render: () => teamsPage() },
    { state: 'editing', render: () => teamsPage(), act: changeFirst },
    { state: 'none', render: () => teamsPage({ 'GET /api/teams': [] }) },
    { state: 'failed', render: () => teamsPage({ 'GET /api/teams': failure }) },
  ],
  'agent-console-team-dialog': [
    {
      state: 'new',
      isFramed: true,
      render: () => html`<agent-console-team-dialog .agents=${agents}></agent-console-team-dialog>`,
    },
  ],
  'agent-console-field-settings': [
    { state: 'usual', render: () => field() },
    {
      state: 'editing',
      render: () => field(),
      act: (element) => findAll(element, 'li .icon-button')[2]?.click(),
    },
    { state: 'none', render: () => field({ 'GET /api/fields': [] }) },
    { state: 'failed', render: () => field({ 'GET /api/fields': failure }) },
  ],
  'agent-console-reply-settings': [
    { state: 'admin', render: () => reply(true) },
    { state: 'agent', render: () => reply(false) },
    { state: 'none', render: () => reply(true, { 'GET /api/replies': [] }) },
  ],
  'agent-console-site-settings': [
    { state: 'signed by keys', render: () => site() },
    {
      state: 'signed with a secret',
      render: () => site({ 'GET /api/settings/site-login': { type: 'secret' } }),
    },
    {
      state: 'no site',
      render: () =>
        site({
          'GET /api/settings/origins': { origins: [], refused: [] },
          'GET /api/settings/site-login': { type: 'off' },
        }),
    },
  ],
  'agent-console-token-settings': [
    { state: 'usual', render: () => token() },
    { state: 'none', render: () => token({ 'GET /api/tokens': [] }) },
  ],
  'agent-console-audit-settings': [
    { state: 'usual', render: () => audit() },
    { state: 'empty', render: () => audit({ 'GET /api/audit': { rows: [], next: null } }) },
    { state: 'failed', render: () => audit({ 'GET /api/audit': failure }) },
  ],
};

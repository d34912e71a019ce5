import { html } from 'lit';
import '../../../../widget/agent-console/settings/account/account-settings.ts';
import '../../../../widget/agent-console/settings/account/notification-settings.ts';
import '../../../../widget/agent-console/settings/account/own-picture.ts';
import '../../../../widget/agent-console/settings/account/welcome-dialog.ts';
import '../../../../widget/agent-console/settings/settings-page.ts';
import { failure } from '../../answers.ts';
import { number, numbers } from '../../fixtures/team.ts';
import { teamAnswers } from '../../fixtures/team-answers.ts';
import type { Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const elsewhere = 'https://inbox.lumen.example';
const sections = [
  'account',
  'notifications',
  'numbers',
  'number',
  'profile',
  'links',
  'button',
  'blocked',
  'health',
  'team',
  'labels',
  'replies',
  'tokens',
  'webhooks',
  'sites',
  'data',
  'audit',
];
const box = { height: 800, inset: 0 };

export const pages: Pages = {
  'agent-console-settings': [
    ...sections.map((section) => ({
      state: `admin, ${section}`,
      isFramed: true,
      box,
      render: () =>
        html`<agent-console-settings
          .api=${apiWith()}
          .number=${number}
          .numbers=${numbers}
          .worker=${location.origin}
          .isAdmin=${true}
          .section=${section}
        ></agent-console-settings>`,
    })),
    {
      state: 'admin, groups',
      isFramed: true,
      box,
      render: () =>
        html`<agent-console-settings
          .api=${apiWith()}
          .number=${number}
          .numbers=${numbers}
          .worker=${location.origin}
          .isAdmin=${true}
        ></agent-console-settings>`,
    },
    {
      state: 'agent',
      isFramed: true,
      render: () =>
        html`<agent-console-settings
          .api=${apiWith()}
          .number=${number}
          .numbers=${[number]}
          .worker=${location.origin}
        ></agent-console-settings>`,
    },
  ],
  'agent-console-account-settings': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-account-settings .api=${apiWith()} .worker=${location.origin}></agent-console-account-settings>`,
    },
    {
      state: 'on another site, without passkeys',
      render: () =>
        html`<agent-console-account-settings
          .api=${apiWith({ 'GET /api/passkeys': [] })}
          .worker=${elsewhere}
        ></agent-console-account-settings>`,
    },
    {
      state: 'failed',
      render: () =>
        html`<agent-console-account-settings
          .api=${apiWith({ 'GET /api/sessions': failure })}
          .worker=${location.origin}
        ></agent-console-account-settings>`,
    },
  ],
  'agent-console-notification-settings': [
    {
      state: 'admin',
      render: () =>
        html`<agent-console-notification-settings
          .api=${apiWith()}
          .numbers=${numbers}
          .worker=${location.origin}
          .isAdmin=${true}
        ></agent-console-notification-settings>`,
    },
    {
      state: 'on another site',
      render: () =>
        html`<agent-console-notification-settings
          .api=${apiWith()}
          .numbers=${numbers}
          .worker=${elsewhere}
        ></agent-console-notification-settings>`,
    },
  ],
  'agent-console-welcome': [
    {
      state: 'usual',
      isFramed: true,
      render: () =>
        html`<agent-console-welcome
          .api=${apiWith()}
          .member=${teamAnswers['GET /api/agents'][0]}
        ></agent-console-welcome>`,
    },
  ],
  'agent-console-own-picture': [
    {
      state: 'without a picture',
      render: () =>
        html`<agent-console-own-picture
          .api=${apiWith()}
          .member=${teamAnswers['GET /api/agents'][0]}
        ></agent-console-own-picture>`,
    },
  ],
};

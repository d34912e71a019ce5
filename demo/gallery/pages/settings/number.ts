import { html } from 'lit';
import '../../../../widget/agent-console/settings/button/button-settings.ts';
import '../../../../widget/agent-console/settings/number/analytics-settings.ts';
import '../../../../widget/agent-console/settings/number/assignment-settings.ts';
import '../../../../widget/agent-console/settings/number/bot-settings.ts';
import '../../../../widget/agent-console/settings/number/blocked-settings.ts';
import '../../../../widget/agent-console/settings/number/catalog-settings.ts';
import '../../../../widget/agent-console/settings/number/data-settings.ts';
import '../../../../widget/agent-console/settings/number/health-settings.ts';
import '../../../../widget/agent-console/settings/number/number-settings.ts';
import '../../../../widget/agent-console/settings/number/place-settings.ts';
import '../../../../widget/agent-console/settings/number/rate-settings.ts';
import type { Webhook } from '../../../../worker/api/developers/webhooks.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import { type Answers, Failure, failure } from '../../answers.ts';
import { healthRows } from '../../fixtures/number-answers.ts';
import { ana, bot, now, number, phoneNumber } from '../../fixtures/team.ts';
import { find, type Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const blocked = (answers: Answers = {}) =>
  html`<agent-console-blocked-settings .api=${apiWith(answers)} .number=${number}></agent-console-blocked-settings>`;
const health = (answers: Answers = {}) =>
  html`<agent-console-health-settings .api=${apiWith(answers)} .number=${number}></agent-console-health-settings>`;
const places = (answers: Answers = {}) =>
  html`<agent-console-place-settings .api=${apiWith(answers)} .number=${number}></agent-console-place-settings>`;
const catalog = (answers: Answers = {}) =>
  html`<agent-console-catalog-settings .api=${apiWith(answers)} .number=${number}></agent-console-catalog-settings>`;
const data = (answers: Answers = {}) =>
  html`<agent-console-data-settings .api=${apiWith(answers)} .number=${number}></agent-console-data-settings>`;
const button = (answers: Answers = {}) =>
  html`<agent-console-button-settings
    .api=${apiWith(answers)}
    .number=${number}
    .worker=${location.origin}
  ></agent-console-button-settings>`;

const botWebhook: Webhook = {
  ...{ id: bot.webhook, name: bot.name, format: 'meta', url: 'https://bot.example/webhook', description: '' },
  ...{ events: [], contentTypes: null, fields: ['messages'], includesStatuses: false, inboxes: null },
  ...{ timeoutSeconds: 10, secretEnd: null, formerSecretUntil: null, createdAt: now, createdBy: ana },
  ...{ isEnabled: true, disabled: null },
};

const botPage = (ofNumber: InboxSummary, answers: Answers = {}) =>
  html`<agent-console-bot-settings
    .api=${apiWith({ 'GET /api/webhooks': [botWebhook], ...answers })}
    .number=${ofNumber}
  ></agent-console-bot-settings>`;

const assignment = (answers: Answers = {}) =>
  html`<agent-console-assignment-settings
    .api=${apiWith(answers)}
    .number=${number}
  ></agent-console-assignment-settings>`;

const analytics = (answers: Answers = {}) =>
  html`<agent-console-analytics-settings .api=${apiWith(answers)} .number=${number}></agent-console-analytics-settings>`;

const rates = (answers: Answers = {}) =>
  html`<agent-console-rates .api=${apiWith(answers)} .number=${number}></agent-console-rates>`;

export const pages: Pages = {
  'agent-console-rates': [
    { state: 'usual', render: () => rates() },
    {
      state: 'none',
      render: () => rates({ 'GET /api/inboxes/:inbox/analytics/rates': { table: null } }),
    },
    { state: 'failed', render: () => rates({ 'GET /api/inboxes/:inbox/analytics/rates': failure }) },
  ],
  'agent-console-analytics-settings': [
    { state: 'usual', render: () => analytics() },
    {
      state: 'failed',
      render: () => analytics({ 'GET /api/inboxes/:inbox/analytics/settings': failure }),
    },
  ],
  'agent-console-assignment-settings': [
    { state: 'usual', render: () => assignment() },
    {
      state: 'by hand, without teams',
      render: () =>
        assignment({
          'GET /api/teams': [],
          'GET /api/inboxes/:inbox/automation/assignment': {
            ...{
              distribution: 'manual',
              team: null,
              maxOpen: null,
              lastAgentFirst: true,
              reassign: null,
              idleAfterMinutes: 15,
            },
          },
        }),
    },
    { state: 'failed', render: () => assignment({ 'GET /api/teams': failure }) },
  ],
  'agent-console-bot-settings': [
    { state: 'usual', render: () => botPage({ ...number, bot }) },
    { state: 'paused', render: () => botPage({ ...number, bot: { ...bot, isPaused: true } }) },
    { state: 'no bot', render: () => botPage(number) },
    { state: 'no webhook', render: () => botPage(number, { 'GET /api/webhooks': [] }) },
  ],
  'agent-console-catalog-settings': [
    { state: 'usual', render: () => catalog() },
    {
      state: 'no product found',
      render: () => catalog({ 'GET /api/inboxes/:inbox/catalog/products': { rows: [], next: null } }),
    },
    {
      state: 'not connected',
      render: () =>
        catalog({
          'GET /api/inboxes/:inbox/catalog': new Failure(
            409,
            'catalog_not_connected',
            'No product catalog is connected to this WhatsApp account.',
          ),
        }),
    },
    {
      state: 'the permission is missing',
      render: () =>
        catalog({
          'GET /api/inboxes/:inbox/catalog': new Failure(
            409,
            'catalog_permission_missing',
            'The access token may not read the product catalog.',
          ),
        }),
    },
    { state: 'failed', render: () => catalog({ 'GET /api/inboxes/:inbox/catalog': failure }) },
  ],
  'agent-console-number-settings': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-number-settings .api=${apiWith()} .number=${number}></agent-console-number-settings>`,
    },
    {
      state: 'also in the phone app',
      render: () =>
        html`<agent-console-number-settings .api=${apiWith()} .number=${phoneNumber}></agent-console-number-settings>`,
    },
  ],
  'agent-console-button-settings': [
    { state: 'usual', render: () => button() },
    {
      state: 'nothing set, no clicks',
      render: () =>
        button({
          'GET /api/inboxes/:inbox/button/settings': {},
          'GET /api/inboxes/:inbox/presses': { since: now, rows: [] },
        }),
    },
    { state: 'failed', render: () => button({ 'GET /api/inboxes/:inbox/button/settings': failure }) },
  ],
  'agent-console-button-tags': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-button-tags
          .number=${number}
          .worker=${location.origin}
          .label=${'Chat with us'}
        ></agent-console-button-tags>`,
    },
  ],
  'agent-console-place-settings': [
    { state: 'usual', render: () => places() },
    { state: 'none', render: () => places({ 'GET /api/inboxes/:inbox/places': { places: [] } }) },
    {
      state: 'editing',
      render: () => places(),
      act: (element) => find(element, 'li .icon-button').click(),
    },
    { state: 'failed', render: () => places({ 'GET /api/inboxes/:inbox/places': failure }) },
  ],
  'agent-console-blocked-settings': [
    { state: 'usual', render: () => blocked() },
    { state: 'none', render: () => blocked({ 'GET /api/inboxes/:inbox/blocked': { rows: [], next: null } }) },
    { state: 'failed', render: () => blocked({ 'GET /api/inboxes/:inbox/blocked': failure }) },
  ],
  'agent-console-health-settings': [
    { state: 'usual', render: () => health() },
    {
      state: 'all is well',
      render: () =>
        health({
          'GET /api/inboxes/:inbox/health': {
            checkedAt: now,
            rows: healthRows.filter(({ state }) => state === 'good'),
            alerts: [],
            timeline: [],
          },
          'GET /api/settings/master-key': { current: 'MASTER_KEY', older: [], waiting: 0, unreadable: 0 },
        }),
    },
  ],
  'agent-console-data-settings': [
    { state: 'usual', render: () => data() },
    {
      state: 'everything is kept, no events',
      render: () =>
        data({
          'GET /api/inboxes/:inbox/retention': { messageDays: null, rawDays: 30 },
          'GET /api/inboxes/:inbox/raw-events': { rows: [], next: null },
        }),
    },
  ],
};

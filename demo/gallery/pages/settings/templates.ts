import { html } from 'lit';
import '../../../../widget/agent-console/settings/templates/template-settings.ts';
import type { TemplateDetails } from '../../../../worker/api/templates/templates.ts';
import { type Answers, failure } from '../../answers.ts';
import { number } from '../../fixtures/team.ts';
import { approved, rejected, templateRows, workshop } from '../../fixtures/template-workshop.ts';
import type { Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const usual: Answers = {
  'GET /api/inboxes/:inbox/templates': templateRows,
  'GET /api/inboxes/:inbox/template-workshop': workshop,
};
const list = (answers: Answers = {}) =>
  html`<agent-console-template-list .api=${apiWith({ ...usual, ...answers })} .number=${number}></agent-console-template-list>`;
const details = (answer: TemplateDetails | typeof failure) =>
  html`<agent-console-template-details
    .api=${apiWith({ 'GET /api/inboxes/:inbox/templates/:id': answer })}
    .number=${number}
    .template=${'1'}
  ></agent-console-template-details>`;

export const pages: Pages = {
  'agent-console-template-settings': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-template-settings .api=${apiWith(usual)} .number=${number}></agent-console-template-settings>`,
    },
  ],
  'agent-console-template-list': [
    { state: 'usual', render: () => list() },
    {
      state: 'none',
      render: () =>
        list({
          'GET /api/inboxes/:inbox/templates': { ...templateRows, templates: [] },
          'GET /api/inboxes/:inbox/template-workshop': { drafts: [], marks: [] },
        }),
    },
    { state: 'failed', render: () => list({ 'GET /api/inboxes/:inbox/templates': failure }) },
  ],
  'agent-console-template-details': [
    { state: 'approved', render: () => details(approved) },
    { state: 'rejected', render: () => details(rejected) },
    { state: 'failed', render: () => details(failure) },
  ],
};

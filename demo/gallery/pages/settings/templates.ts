import { html } from 'lit';
import '../../../../widget/agent-console/settings/templates/template-settings.ts';
import '../../../../widget/agent-console/settings/templates/starters/template-starters.ts';
import type { TemplateDetails, TemplateLibrary } from '../../../../worker/api/templates/templates.ts';
import '../../../../widget/agent-console/settings/templates/builder/template-builder.ts';
import { withKind } from '../../../../widget/agent-console/settings/templates/builder/definition-edit.ts';
import type { BuilderStart } from '../../../../widget/agent-console/settings/templates/builder/template-builder.ts';
import { type Answers, failure } from '../../answers.ts';
import { number } from '../../fixtures/team.ts';
import {
  approved,
  clean,
  code,
  draft,
  libraryEntries,
  offer,
  rejected,
  templateRows,
  withProblems,
  workshop,
} from '../../fixtures/template-workshop.ts';
import { find, type Pages } from '../../specimen.ts';
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

const builder = (definition: BuilderStart['definition'], base: BuilderStart['base'] = null) =>
  html`<agent-console-template-builder
    .api=${apiWith({
      'POST /api/inboxes/:inbox/template-check': { problems: [] },
      'POST /api/inboxes/:inbox/template-drafts': draft,
    })}
    .number=${number}
    .start=${{ definition, base, draft: null }}
  ></agent-console-template-builder>`;

const library = (answer: TemplateLibrary | typeof failure) =>
  html`<agent-console-template-library
    .api=${apiWith({ 'GET /api/inboxes/:inbox/template-library': answer })}
    .number=${number}
  ></agent-console-template-library>`;

const insights = (answers: Answers = {}) =>
  html`<agent-console-template-insights
    .api=${apiWith(answers)}
    .number=${number}
    .template=${'1'}
  ></agent-console-template-insights>`;

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
          'GET /api/inboxes/:inbox/template-workshop': { drafts: [], marks: [], uses: [] },
        }),
    },
    { state: 'failed', render: () => list({ 'GET /api/inboxes/:inbox/templates': failure }) },
  ],
  'agent-console-template-details': [
    { state: 'approved', render: () => details(approved) },
    { state: 'rejected', render: () => details(rejected) },
    { state: 'failed', render: () => details(failure) },
  ],
  'agent-console-template-insights': [
    { state: 'turned off', render: () => insights(), act: (element) => find(element, 'summary').click() },
    {
      state: 'clicks',
      render: () =>
        insights({
          'GET /api/inboxes/:inbox/analytics/template-insights': {
            isEnabled: true,
            rows: [
              {
                ...{ id: '1', sent: 212, delivered: 205, read: 171, spent: 14.2 },
                clicks: [{ type: 'url_button', text: 'Track it', count: 61 }],
              },
            ],
          },
        }),
      act: (element) => find(element, 'summary').click(),
    },
  ],
  'agent-console-template-builder': [
    { state: 'usual', render: () => builder(clean) },
    { state: 'problems', render: () => builder(withProblems) },
    { state: 'authentication', render: () => builder(code) },
    { state: 'offer', render: () => builder(offer) },
    { state: 'carousel', render: () => builder(withKind(clean, 'carousel')) },
    { state: 'edited', render: () => builder(clean, { id: '1', status: 'APPROVED' }) },
  ],
  'agent-console-template-starters': [
    {
      state: 'usual',
      render: () => html`<agent-console-template-starters></agent-console-template-starters>`,
    },
  ],
  'agent-console-template-library': [
    { state: 'usual', render: () => library({ templates: libraryEntries }) },
    { state: 'none', render: () => library({ templates: [] }) },
    { state: 'failed', render: () => library(failure) },
  ],
  'agent-console-library-form': [
    {
      state: 'usual',
      render: () =>
        html`<agent-console-library-form
          .api=${apiWith({})}
          .number=${number}
          .entry=${libraryEntries[0]}
        ></agent-console-library-form>`,
    },
    {
      state: 'incomplete',
      render: () =>
        html`<agent-console-library-form
          .api=${apiWith({})}
          .number=${number}
          .entry=${libraryEntries[0]}
        ></agent-console-library-form>`,
      act: (element) => find(element, 'button.main').click(),
    },
  ],
};

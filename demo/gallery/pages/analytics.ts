import { html } from 'lit';
import '../../../widget/agent-console/analytics/analytics-page.ts';
import { DayChart } from '../../../widget/agent-console/analytics/charts/day-chart.ts';
import '../../../widget/agent-console/analytics/meta-costs.ts';
import { countScale, waitScale } from '../../../widget/agent-console/analytics/charts/scales.ts';
import '../../../widget/message-us-analytics/message-us-analytics.ts';
import { emptyReport, firstDayReport, reportOf } from '../../../test/fixtures/analytics-report.ts';
import { SessionStore } from '../../../widget/client/signing-in/session-store.ts';
import { type Answers, failure, pending } from '../answers.ts';
import { number, numbers } from '../fixtures/team.ts';
import { find, findAll, type Pages } from '../specimen.ts';
import { apiWith, awaited } from '../stand-in.ts';

const route = 'GET /api/inboxes/:inbox/analytics';
const page = (answers: Answers = {}, shown = [number]) =>
  html`<agent-console-analytics
    .api=${apiWith(answers)}
    .numbers=${shown}
    .inbox=${number.id}
    .console=${'https://message-us.example/console/'}
  ></agent-console-analytics>`;
const report = reportOf(30);
const week = reportOf(7);
const waitChart = () =>
  html`<agent-console-day-chart
    .label=${'Waits by day'}
    .caption=${'Half within 10 min'}
    .dates=${report.days.map(({ date }) => date)}
    .series=${[
      { name: 'Half within', values: report.days.map(({ waitP50 }) => waitP50) },
      { name: '9 of 10 within', values: report.days.map(({ waitP90 }) => waitP90) },
    ]}
    .scale=${waitScale}
  ></agent-console-day-chart>`;
const metaCosts = (answers: Answers = {}) =>
  html`<agent-console-meta-costs
    .api=${apiWith(answers)}
    .inbox=${number.id}
    .dates=${{ from: '2026-11-01', to: '2026-11-30' }}
  ></agent-console-meta-costs>`;
const drawn = async (element: HTMLElement) => {
  if (element instanceof DayChart) await element.draw();
};

export const pages: Pages = {
  'message-us-analytics': [
    {
      state: 'signed in',
      render: () =>
        html`<message-us-analytics
          inbox=${number.id}
          .getToken=${async () => 'a session token'}
        ></message-us-analytics>`,
    },
    {
      state: 'signed out',
      render: () => {
        new SessionStore(location.origin).forget();
        return html`<message-us-analytics></message-us-analytics>`;
      },
    },
    {
      state: 'opening',
      render: () =>
        html`<message-us-analytics .getToken=${() => new Promise(() => {})}></message-us-analytics>`,
    },
    {
      state: 'a number that is not there',
      render: () =>
        html`<message-us-analytics inbox="404" .getToken=${async () => 'a session token'}></message-us-analytics>`,
    },
  ],
  'agent-console-analytics': [
    { state: 'usual', render: () => page({ [route]: report }) },
    {
      state: 'over the inbox, of several numbers',
      box: { height: 720 },
      render: () =>
        html`<agent-console-analytics
          .api=${apiWith()}
          .numbers=${numbers}
          .inbox=${number.id}
        ></agent-console-analytics>`,
    },
    {
      state: 'what a figure counts',
      render: () => page(),
      act: (element) => {
        for (const button of findAll(element, '.help')) button.click();
      },
    },
    {
      state: 'the free messages are nearly used, nobody waits',
      render: () =>
        page({
          [route]: {
            ...week,
            allowance: { ...week.allowance, delivered: 860, isNearlyUsed: true },
            waiting: { ...emptyReport().waiting },
          },
        }),
    },
    {
      state: 'an agent',
      render: () => page({ [route]: { ...week, agents: week.agents?.slice(1, 2) ?? null } }),
    },
    { state: 'without figures of agents', render: () => page({ [route]: { ...week, agents: null } }) },
    { state: 'the first day', render: () => page({ [route]: firstDayReport() }) },
    { state: 'before the first message', render: () => page({ [route]: emptyReport() }) },
    { state: 'loading', render: () => page({ [route]: pending }) },
    { state: 'failed', render: () => page({ [route]: failure }) },
  ],
  'agent-console-counted': [
    {
      state: 'usual',
      isFramed: true,
      render: () =>
        html`<agent-console-counted
          .api=${apiWith()}
          .inbox=${number.id}
          .choice=${{ figure: 'received', title: 'Received', count: 1_204 }}
          .filter=${{ from: '2026-11-01', to: '2026-11-30' }}
        ></agent-console-counted>`,
    },
    {
      state: 'deleted',
      isFramed: true,
      render: () =>
        html`<agent-console-counted
          .api=${apiWith({
            'GET /api/inboxes/:inbox/analytics/conversations': {
              ...{ rows: [], next: null, isComplete: true, counts: {} },
              total: { conversations: 0, counted: 0 },
            },
          })}
          .inbox=${number.id}
          .choice=${{ figure: 'resolved', title: 'Resolved', count: 3 }}
          .filter=${{ from: '2026-11-01', to: '2026-11-30' }}
        ></agent-console-counted>`,
    },
  ],
  'agent-console-day-chart': [
    {
      state: 'a month',
      render: () =>
        html`<agent-console-day-chart
          .label=${'Messages by day'}
          .caption=${'1,204 messages received. 14% more than before'}
          .dates=${report.days.map(({ date }) => date)}
          .series=${[
            {
              ...{ name: 'Received', values: report.days.map(({ received }) => received) },
              before: report.days.map(({ active }) => active + 8),
            },
            { name: 'Sent', values: report.days.map(({ sent }) => sent) },
          ]}
          .scale=${countScale}
        ></agent-console-day-chart>`,
      act: (element) => awaited(drawn(element)),
    },
    {
      state: 'a day that is pointed at, and days without data',
      render: () => waitChart(),
      act: async (element) => {
        await awaited(drawn(element));
        find(element, '.plot').focus();
        find(element, '.plot').dispatchEvent(
          new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }),
        );
      },
    },
    {
      state: 'as a table',
      render: () => waitChart(),
      act: (element) => find(element, '.head > button').click(),
    },
  ],
  'agent-console-meta-costs': [
    { state: 'usual', render: () => metaCosts() },
    {
      state: 'not allowed',
      render: () =>
        metaCosts({
          'GET /api/inboxes/:inbox/analytics/meta-costs': {
            ...{ state: 'not-allowed', askedAt: null, currency: null, days: 0, rows: [] },
          },
        }),
    },
    { state: 'failed', render: () => metaCosts({ 'GET /api/inboxes/:inbox/analytics/meta-costs': failure }) },
  ],
  'agent-console-hour-map': [
    {
      state: 'received',
      render: () =>
        html`<agent-console-hour-map .hours=${report.hours} .label=${'Hours of the week'}></agent-console-hour-map>`,
    },
    {
      state: 'waits, with the focus in it',
      render: () =>
        html`<agent-console-hour-map
          .hours=${report.hours}
          .shows=${'wait'}
          .label=${'Hours of the week'}
          .opens=${true}
        ></agent-console-hour-map>`,
      act: (element) => find(element, '[tabindex="0"]').focus(),
    },
  ],
};

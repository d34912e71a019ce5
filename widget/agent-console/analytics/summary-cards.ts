/** The cards at the top: how much, and what has changed since the period before. */
import { html, nothing } from 'lit';
import type { Figure, Waits } from '../../../worker/api/analytics/analytics.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import {
  type AnalyticsContext,
  renderFigure,
  renderHelp,
  renderHelpButton,
  waitsIn,
} from './analytics-context.ts';
import { countChange, noData, rateChange, rateText, waitChange, waitText } from './figure-text.ts';

interface Card {
  name: keyof typeof words.figures;
  help: string;
  value: number | string;
  isAny: boolean;
  figure: Figure | 'waiting';
  change: string;
  /** Whether the change is welcome; null: it is neither. */
  isGood?: boolean | null;
  details?: readonly unknown[];
}

export function renderCards(context: AnalyticsContext) {
  return html`<ul class="cards" aria-label=${words.parts.summary}>
    ${cardsOf(context).map((card) => renderCard(context, card))}
  </ul>`;
}

function renderCard(context: AnalyticsContext, card: Card) {
  const { name, help, value, figure, isAny, change, isGood = null, details = [] } = card;
  const title = words.figures[name];
  return html`<li class="card">
    <div class="card-head"><h3>${title}</h3>${renderHelpButton(context, `card-${name}`, title)}</div>
    <p class="value">${renderFigure(context, { figure, title, count: value }, isAny)}</p>
    ${change === '' ? nothing : html`<p class="change ${isGood === null ? '' : isGood ? 'good' : 'bad'}">${change}</p>`}
    ${details.map((detail) => html`<p class="quiet">${detail}</p>`)}
    ${renderHelp(context, `card-${name}`, help)}
  </li>`;
}

/** There are fewer for one agent. */
function cardsOf(context: AnalyticsContext): Card[] {
  const { report } = context;
  const { current, previous, waiting } = report;
  const { received, active, newCustomers, delivery } = current;
  const { help } = words;
  return [
    ...(received === null
      ? []
      : [
          {
            ...({
              name: 'received',
              help: help.received,
              value: received,
              figure: 'received',
            } as const),
            ...{ isAny: received > 0, change: countChange(received, previous?.received) },
          },
        ]),
    {
      ...{ name: 'sent', help: help.sent, value: current.sent.total, figure: 'sent' },
      isAny: current.sent.total > 0,
      change: countChange(current.sent.total, previous?.sent.total),
      details: sendersOf(context),
    },
    waitCard(context, 'wait', 'waits', 'answered'),
    waitCard(context, 'firstResponse', 'firstResponses', 'first-responses'),
    {
      ...{ name: 'waiting', help: help.waiting, value: waiting.count, figure: 'waiting' },
      isAny: waiting.count > 0,
      change: '',
      details: [
        waiting.oldestSince === null
          ? words.nobodyWaits
          : words.oldest(waitText(Math.max(0, (Date.now() - waiting.oldestSince) / 1_000))),
      ],
    },
    resolvedCard(context),
    ...(newCustomers === null
      ? []
      : [
          {
            ...({
              name: 'newCustomers',
              help: `${help.newCustomers} ${words.figures.active}: ${help.active}`,
            } as const),
            ...({
              value: newCustomers,
              isAny: newCustomers > 0,
              figure: 'new-customers',
            } as const),
            change: countChange(newCustomers, previous?.newCustomers),
            details: [
              html`${words.figures.active}:
              ${renderFigure(context, { figure: 'active', title: words.figures.active, count: active ?? noData }, active !== 0)}`,
            ],
          },
        ]),
    ...(delivery === null
      ? []
      : [
          {
            ...({ name: 'deliveryRate', help: help.deliveryRate, figure: 'delivered' } as const),
            value: rateText(delivery.deliveryRate),
            isAny: delivery.delivered > 0,
            change: rateChange(delivery.deliveryRate, previous?.delivery?.deliveryRate),
            isGood: better(delivery.deliveryRate, previous?.delivery?.deliveryRate, 0.005),
            details: [
              `${words.figures.readRate}: ${rateText(delivery.readRate)}`,
              ...(delivery.failed > 0
                ? [
                    html`${words.figures.failed}:
                    ${renderFigure(context, { figure: 'failed', title: words.figures.failed, count: delivery.failed }, true)}`,
                  ]
                : []),
            ],
          },
        ]),
  ];
}

function waitCard(
  context: AnalyticsContext,
  name: 'wait' | 'firstResponse',
  key: 'waits' | 'firstResponses',
  figure: Figure,
): Card {
  const { report, clock } = context;
  const now = waitsIn(clock, report.current[key]);
  const before = report.previous && waitsIn(clock, report.previous[key]);
  const isLonger = better(now.p50, before?.p50, 1);
  return {
    ...{ name, help: words.help[name], value: waitText(now.p50), isAny: now.count > 0, figure },
    change: waitChange(now.p50, before?.p50),
    isGood: isLonger === null ? null : !isLonger,
    details:
      now.count === 0
        ? []
        : [
            words.nineWithin(waitText(now.p90)),
            html`${words.withinGoal(rateText(now.withinGoal / now.count), waitText(report.goalMinutes * 60))}
            ${beyondGoal(context, name, now)}`,
            words.ofAnswers(now.count),
          ],
  };
}

/** Who waited longer than the goal, which the list knows of all waits only. */
function beyondGoal(context: AnalyticsContext, name: 'wait' | 'firstResponse', { count, withinGoal }: Waits) {
  const beyond = count - withinGoal;
  if (name !== 'wait' || beyond === 0 || !context.canList) return nothing;
  const title = words.beyondGoal;
  const clock = context.clock === 'open' ? { clock: context.clock } : {};
  const choice = { figure: 'beyond-goal', title, count: beyond, ...clock } as const;
  return html`· ${title}: ${renderFigure(context, choice, true)}`;
}

function resolvedCard(context: AnalyticsContext): Card {
  const { current, previous } = context.report;
  const { resolved, resolvedCustomers, reopened, duration } = current.episodes;
  return {
    ...{ name: 'resolved', help: words.help.resolved, value: resolved, figure: 'resolved' },
    isAny: resolved > 0,
    change: countChange(resolved, previous?.episodes.resolved),
    details: [
      ...(resolvedCustomers === null ? [] : [words.customers(resolvedCustomers)]),
      ...(duration === null || duration.p50 === null
        ? []
        : [`${words.figures.duration}: ${waitText(duration.p50)}`]),
      ...(reopened === null || reopened === 0
        ? []
        : [
            html`${words.figures.reopened}:
            ${renderFigure(context, { figure: 'reopened', title: words.figures.reopened, count: reopened }, true)}`,
          ]),
    ],
  };
}

/** Who sent them, each with its conversations. */
function sendersOf(context: AnalyticsContext): unknown[] {
  const { senders } = words;
  const { sent } = context.report.current;
  const parts = (
    [
      ['agents', sent.agents],
      ['api', sent.api],
      ['phoneApp', sent.phoneApp],
      ['automatic', sent.automatic],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([sender, count], at) => {
      const title = `${words.figures.sent}, ${senders[sender]}`;
      const choice = { figure: 'sent', sender, title, count } as const;
      return html`${at === 0 ? nothing : ' · '}${senders[sender]} ${renderFigure(context, choice, true)}`;
    });
  return parts.length > 0 ? [parts] : [];
}

/** Whether it has become more; null: it has not changed by as much as this. */
function better(now: number | null, before: number | null | undefined, least: number): boolean | null {
  if (now === null || before === null || before === undefined || Math.abs(now - before) < least) return null;
  return now > before;
}

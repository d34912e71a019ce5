/** The parts of the page, in their order. */
import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { AgentFigures, Report } from '../../../worker/api/analytics/analytics.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { icons } from '../../theme/icons.ts';
import { renderEmpty } from '../ui/feedback/empty-state.ts';
import { Table } from '../ui/table/table.ts';
import { numberText } from '../ui/time/times.ts';
import {
  type AnalyticsContext,
  type Clock,
  renderBar,
  renderChoice,
  renderFigure,
  renderPart,
  renderSince,
  waitsIn,
} from './analytics-context.ts';
import { AnswerParts } from './answer-parts.ts';
import {
  agentsTable,
  automationTable,
  type CountRow,
  deliveryTable,
  type EnglishErrors,
  episodesTable,
  failuresTable,
  labelsTable,
  sourcesTable,
  templatesTable,
  type WaitRow,
  waitsTable,
} from './breakdowns.ts';
import { costsTable, renderMoney } from './cost-table.ts';
import './charts/day-chart.ts';
import { countScale, waitScale } from './charts/scales.ts';
import { countChange, monthText, waitChange, waitText } from './figure-text.ts';
import './hour-map.ts';
import './meta-costs.ts';
import type { HourSelect } from './hour-map.ts';
import { renderCards } from './summary-cards.ts';

/** Each remembers how its rows are sorted. */
const tablesOf = (host: ReactiveControllerHost) => ({
  waits: new Table<WaitRow>(host),
  waiting: new Table<{ age: Age; count: number }>(host),
  delivery: new Table<CountRow>(host),
  automation: new Table<CountRow>(host),
  episodes: new Table<CountRow>(host),
  failures: new Table<Report['failures'][number]>(host),
  sources: new Table<Report['sources'][number]>(host),
  templates: new Table<Report['templates'][number]>(host),
  agents: new Table<AgentFigures>(host),
  labels: new Table<Report['labels'][number]>(host),
  costs: new Table<Report['costs'][number]>(host),
});
type Tables = ReturnType<typeof tablesOf>;

type PageContext = AnalyticsContext & { setClock(clock: Clock): void };

/** In seconds, as `waiting.ages` of the report. */
const ages = {
  underHour: { 'waiting-below': '3600' },
  underFourHours: { 'waiting-from': '3600', 'waiting-below': '14400' },
  underDay: { 'waiting-from': '14400', 'waiting-below': '86400' },
  older: { 'waiting-from': '86400' },
} as const;
type Age = keyof typeof ages;

export class AnalyticsParts {
  #host: ReactiveControllerHost;
  #tables: Tables;
  #answers: AnswerParts;
  #map: 'received' | 'wait' = 'received';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#tables = tablesOf(host);
    this.#answers = new AnswerParts(host);
  }

  render(context: PageContext, hasFilter: boolean, errors: EnglishErrors | null) {
    const { report } = context;
    const { current, waiting } = report;
    const isEmpty =
      !current.received && current.sent.total === 0 && current.episodes.resolved === 0 && waiting.count === 0;
    if (isEmpty && !report.previous?.received && !report.previous?.sent.total) {
      const text = hasFilter
        ? words.nothingFiltered
        : report.since === null
          ? words.noNumberYet
          : words.nothing;
      return renderEmpty({ icon: icons.analytics, text });
    }
    const isOfAll = current.received !== null;
    // Days are stored without each agent's part of some tables.
    const hasMessages = !context.hasHoursOfAll;
    return html`${this.#renderWarning(context)} ${this.#renderClock(context)} ${renderCards(context)}
      <div class="parts">
        ${this.#renderDays(context)} ${this.#renderWaitDays(context)} ${this.#renderHours(context)}
        ${this.#renderWaits(context)} ${this.#renderWaiting(context)} ${this.#answers.renderLengths(context)}
        ${this.#answers.renderSatisfaction(context)}
        ${
          current.delivery
            ? html`${renderPart(
                context,
                { name: 'delivery', help: words.help.delivery },
                this.#tables.delivery.render(deliveryTable(context)),
              )}
              ${renderPart(
                context,
                { name: 'failures', table: 'failures' },
                this.#tables.failures.render(failuresTable(context, errors)),
              )}`
            : nothing
        }
        ${
          isOfAll
            ? renderPart(
                context,
                { name: 'sources', help: words.help.sources, table: 'sources', isWide: true },
                this.#tables.sources.render(sourcesTable(context)),
              )
            : nothing
        }
        ${
          hasMessages
            ? renderPart(
                context,
                { name: 'templates', help: words.help.templates, table: 'templates', isWide: true },
                this.#tables.templates.render(templatesTable(context)),
              )
            : nothing
        }
        ${
          report.agents === null
            ? nothing
            : renderPart(
                context,
                { name: 'agents', help: words.help.agents, table: 'agents', isWide: true },
                this.#tables.agents.render(agentsTable(context)),
              )
        }
        ${this.#renderAutomation(context)} ${this.#answers.renderAssistant(context)}
        ${this.#answers.renderConsent(context)}
        ${
          hasMessages
            ? html`${renderPart(
                context,
                { name: 'labels', help: words.help.labels, table: 'labels' },
                this.#tables.labels.render(labelsTable(context)),
              )}
              ${this.#renderCosts(context)}`
            : nothing
        }
        ${renderPart(
          context,
          { name: 'episodes', help: words.help.episode, table: 'episodes' },
          html`${current.episodes.begun ? this.#tables.episodes.render(episodesTable(context)) : nothing}
            <p class="quiet">${words.episodesHint}</p>`,
        )}
      </div>`;
  }

  /** Most of the free messages are used up. A number without a payment method can then no longer answer customers. */
  #renderWarning({ report: { allowance } }: PageContext) {
    if (!allowance.isNearlyUsed) return nothing;
    return html`<div class="allowance near" role="note">
      <p>
        ${icons.warning}
        <strong>${words.allowance(numberText(allowance.delivered), numberText(allowance.free))}</strong>
        <span>${monthText(allowance.month)}</span>
      </p>
      <p>${words.allowanceNear}</p>
    </div>`;
  }

  #renderClock({ report, clock, setClock }: PageContext) {
    if (report.current.waits.open === null) return nothing;
    return html`<div class="clock">
      ${words.parts.waits}:
      ${renderChoice(
        words.parts.waits,
        clock,
        [
          ['wall', words.clocks.wall],
          ['open', words.clocks.open],
        ],
        setClock,
      )}
    </div>`;
  }

  #renderDays(context: PageContext) {
    const { days, current, previous } = context.report;
    const { daysBefore } = context;
    const count = current.received ?? 0;
    const change = countChange(current.received, previous?.received);
    return renderPart(
      context,
      { name: 'days', help: words.help.days, table: 'days' },
      html`<agent-console-day-chart
        .label=${words.parts.days}
        .caption=${sentence(words.received(count), change)}
        .dates=${days.map(({ date }) => date)}
        .series=${[
          {
            ...{ name: words.figures.received, values: days.map(({ received }) => received) },
            before: daysBefore?.map(({ received }) => received) ?? null,
          },
          { name: words.figures.sent, values: days.map(({ sent }) => sent) },
        ]}
        .scale=${countScale}
      ></agent-console-day-chart>`,
    );
  }

  #renderWaitDays(context: PageContext) {
    const { days, current, previous } = context.report;
    const { daysBefore } = context;
    const { p50 } = waitsIn(context.clock, current.waits);
    const change = waitChange(p50, previous && waitsIn(context.clock, previous.waits).p50);
    const isOpen = isInOpenHours(context);
    const half = (day: Report['days'][number]) => (isOpen ? day.openWaitP50 : day.waitP50);
    const nine = (day: Report['days'][number]) => (isOpen ? day.openWaitP90 : day.waitP90);
    return renderPart(
      context,
      { name: 'waitDays', help: words.help.wait, table: 'days' },
      html`<agent-console-day-chart
        .label=${words.parts.waitDays}
        .caption=${sentence(`${words.figures.half} ${waitText(p50)}`, change)}
        .dates=${days.map(({ date }) => date)}
        .series=${[
          {
            ...{ name: words.figures.half, values: days.map(half) },
            before: daysBefore?.map(half) ?? null,
          },
          { name: words.figures.nine, values: days.map(nine) },
        ]}
        .scale=${waitScale}
      ></agent-console-day-chart>`,
    );
  }

  #renderHours(context: PageContext) {
    const { hours } = context.report;
    const isWait = this.#map === 'wait';
    const tools = renderChoice(
      words.parts.hours,
      this.#map,
      [
        ['received', words.maps.received],
        ['wait', words.maps.wait],
      ],
      (map) => {
        this.#map = map;
        this.#host.requestUpdate();
      },
    );
    return renderPart(
      context,
      { name: 'hours', help: words.help.hours, table: 'hours', isWide: true, tools },
      html`${context.hasHoursOfAll ? html`<p class="quiet">${words.hoursOfAll}</p>` : nothing}
      ${isWait && isInOpenHours(context) ? renderSince(context, 'openHours') : nothing}
      <agent-console-hour-map
        .hours=${hours}
        .shows=${isWait && isInOpenHours(context) ? 'openWait' : this.#map}
        .label=${`${words.parts.hours}, ${words.maps[this.#map]}`}
        .opens=${context.canList}
        @hour-select=${({ hour }: HourSelect) =>
          context.list({
            figure: isWait ? 'answered' : 'received',
            title: words.parts.hours,
            count: isWait ? hour.answered : hour.received,
            weekday: String(hour.weekday),
            hour: String(hour.hour),
            isOfAll: context.hasHoursOfAll,
          })}
      ></agent-console-hour-map>`,
    );
  }

  #renderWaits(context: PageContext) {
    return renderPart(
      context,
      { name: 'waits', help: words.help.wait, table: 'summary' },
      this.#tables.waits.render(waitsTable(context)),
    );
  }

  #renderWaiting(context: PageContext) {
    const { waiting } = context.report;
    const all = Math.max(1, waiting.count);
    const choice = {
      figure: 'waiting',
      title: words.parts.waiting,
      count: waiting.count,
    } as const;
    return renderPart(
      context,
      { name: 'waiting', help: words.help.waiting },
      waiting.count === 0
        ? renderEmpty({ icon: icons.check, text: words.nobodyWaits })
        : html`<p class="value">${renderFigure(context, choice, true)}</p>
            ${this.#tables.waiting.render({
              label: words.parts.waiting,
              rows: (['underHour', 'underFourHours', 'underDay', 'older'] as const).map((age) => ({
                age,
                count: waiting.ages[age],
              })),
              keyOf: ({ age }) => age,
              empty: { icon: icons.check, text: words.nobodyWaits },
              columns: [
                { name: 'age', heading: words.figures.wait, cell: ({ age }) => words.ages[age] },
                {
                  ...{ name: 'count', heading: words.figures.count, kind: 'number' },
                  cell: ({ age, count }) => {
                    const title = `${words.parts.waiting}, ${words.ages[age]}`;
                    const own = {
                      figure: 'waiting',
                      title,
                      count,
                      age: ages[age],
                    } as const;
                    return html`${renderBar(count / all)}${renderFigure(context, own, count > 0)}`;
                  },
                },
              ],
            })}`,
    );
  }

  #renderAutomation(context: PageContext) {
    const content = automationTable(context);
    if (content === null) return nothing;
    return renderPart(
      context,
      { name: 'automation', help: words.help.automationOnly },
      this.#tables.automation.render(content),
    );
  }

  #renderMeta({ api, inbox, report }: PageContext) {
    // Meta counts the whole number, which is not beside the figures of one agent or label.
    if (report.current.received === null || report.costs.length === 0) return nothing;
    const { from, to } = report.period;
    return html`<agent-console-meta-costs .api=${api} .inbox=${inbox} .dates=${{ from, to }}></agent-console-meta-costs>`;
  }

  #renderCosts(context: PageContext) {
    const { month, delivered, free, isNearlyUsed } = context.report.allowance;
    return renderPart(
      context,
      { name: 'costs', help: `${words.help.costs} ${words.help.allowance}`, table: 'costs' },
      html`<div class="allowance">
          <p>
            <strong>${words.allowance(numberText(delivered), numberText(free))}</strong>
            <span class="quiet">${monthText(month)}</span>
          </p>
          <span class="meter ${isNearlyUsed ? 'near' : ''}" aria-hidden="true" .style=${`--share: ${Math.min(1, delivered / free)}`}></span>
        </div>
        ${this.#tables.costs.render(costsTable(context))} ${renderMoney(context.report)}
        ${this.#renderMeta(context)}`,
    );
  }
}

/** The hours that are chosen, if the number has any. */
const isInOpenHours = ({ clock, report }: AnalyticsContext) =>
  clock === 'open' && report.current.waits.open !== null;

/** One sentence of a chart. */
const sentence = (...parts: string[]) => parts.filter((part) => part !== '').join('. ');

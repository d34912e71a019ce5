import { html, nothing } from 'lit';
import type { CsvTable, Report, Waits, WaitsByClock } from '../../../worker/api/analytics/analytics.ts';
import type { Label } from '../../../worker/api/conversations/labels.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { icons } from '../../theme/icons.ts';
import { amountText, type FigureChoice } from './figure-choice.ts';
import { dateText } from './figure-text.ts';

export type Clock = 'wall' | 'open';

/** What the parts of the page show, and what can be done in them. */
export interface AnalyticsContext {
  readonly api: ApiClient | null;
  readonly inbox: string;
  readonly report: Report;
  /** The days of the period before; null: they are not compared. */
  readonly daysBefore: Report['days'] | null;
  readonly labels: readonly Label[];
  readonly clock: Clock;
  /** One agent is chosen and nothing else: days are stored without each agent's hours, so those are of all agents. */
  readonly hasHoursOfAll: boolean;
  /** Whether the conversations behind figures are listed for this period. */
  readonly canList: boolean;
  list(choice: FigureChoice): void;
  download(table: CsvTable): void;
  isHelpOpen(name: string): boolean;
  toggleHelp(name: string): void;
}

/** In the hours that are chosen; the number may have none. */
export const waitsIn = (clock: Clock, { wall, open }: WaitsByClock): Waits =>
  clock === 'open' ? (open ?? wall) : wall;

/** A figure that opens its conversations, where they can be listed and there are any. */
export function renderFigure(context: AnalyticsContext, choice: FigureChoice, isAny: boolean) {
  const { title, figure } = choice;
  const amount = amountText(choice);
  if (!isAny || !(context.canList || figure === 'waiting')) return html`<span>${amount}</span>`;
  return html`<button class="figure" @click=${() => context.list(choice)}>
    ${amount}<span class="spoken">, ${words.openList(title)}</span>
  </button>`;
}

/** The button that shows what a figure counts, beside its name. */
export function renderHelpButton(context: AnalyticsContext, name: string, figure: string) {
  const isOpen = context.isHelpOpen(name);
  return html`<button
    class="help"
    aria-label=${words.whatIs(figure)}
    aria-expanded=${isOpen}
    aria-controls=${isOpen ? `help-${name}` : nothing}
    @click=${() => context.toggleHelp(name)}
  >
    ${icons.question}
  </button>`;
}

export function renderHelp(context: AnalyticsContext, name: string, text: string) {
  return context.isHelpOpen(name) ? html`<p class="help-text" id="help-${name}">${text}</p>` : nothing;
}

interface PartOptions {
  name: keyof typeof words.parts;
  help?: string;
  /** The table that can be downloaded. */
  table?: CsvTable;
  /** Over the whole width. */
  isWide?: boolean;
  /** Beside the heading. */
  tools?: unknown;
}

/** A part of the page: heading, help, download, and what it shows. */
export function renderPart(
  context: AnalyticsContext,
  { name, help, table, isWide = false, tools = nothing }: PartOptions,
  content: unknown,
) {
  const heading = words.parts[name];
  return html`<section class="part ${isWide ? 'wide' : ''}" aria-labelledby="part-${name}">
    <div class="part-head">
      <h3 id="part-${name}">${heading}</h3>
      ${help === undefined ? nothing : renderHelpButton(context, name, heading)}
      <span class="tools">
        ${tools}
        ${
          table === undefined
            ? nothing
            : html`<button
                class="icon-button"
                aria-label=${words.downloadNamed(heading)}
                title=${words.download}
                @click=${() => context.download(table)}
              >
                ${icons.download}
              </button>`
        }
      </span>
    </div>
    ${help === undefined ? nothing : renderHelp(context, name, help)} ${content}
  </section>`;
}

/** Days that were counted before a figure was added to the product say nothing about it. */
export const renderSince = ({ report }: AnalyticsContext, figure: keyof Report['countedSince']) => {
  const since = report.countedSince[figure];
  return since === null ? nothing : html`<p class="quiet">${words.notBefore(dateText(since, 'long'))}</p>`;
};

/** A bar of a share, behind its number. */
export const renderBar = (share: number) =>
  html`<span class="bar" aria-hidden="true" .style=${`--share: ${Math.max(0, Math.min(1, share))}`}></span>`;

/** One of a few, in a row. */
export function renderChoice<const Value extends string>(
  label: string,
  value: Value,
  options: readonly (readonly [Value, string])[],
  change: (value: Value) => void,
) {
  return html`<span class="choice-row" role="group" aria-label=${label}>
    ${options.map(
      ([one, text]) =>
        html`<button aria-pressed=${one === value} @click=${() => change(one)}>${text}</button>`,
    )}
  </span>`;
}

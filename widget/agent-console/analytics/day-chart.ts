import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { analyticsBook, analyticsWords as words } from '../../locales/analytics.ts';
import { icons } from '../../theme/icons.ts';
import { customElement } from '../ui/custom-element.ts';
import { Table } from '../ui/table/table.ts';
import { tableStyles } from '../ui/table/table-styles.ts';
import { tokens } from '../ui/tokens.ts';
import { WordedElement } from '../ui/worded-element.ts';
import { renderBar } from './analytics-context.ts';
import { barStyles } from './analytics-styles.ts';
import { dateText } from './figure-text.ts';

/** A line of the chart, and a column of its table. */
export interface Series {
  name: string;
  /** One for each day; null: there is no data. */
  values: readonly (number | null)[];
}

interface DayRow {
  at: number;
  date: string;
}

/** Figures by day. */
@customElement('agent-console-day-chart')
export class DayChart extends WordedElement {
  protected override readonly book = analyticsBook;
  @property() label = '';
  /** What it says, in one sentence. */
  @property() caption = '';
  @property({ attribute: false }) dates: readonly string[] = [];
  @property({ attribute: false }) series: readonly Series[] = [];
  @property({ attribute: false }) text: (value: number | null) => string = String;
  #table = new Table<DayRow>(this);

  static override readonly styles = [
    tokens,
    tableStyles,
    barStyles,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      figure {
        display: grid;
        gap: 12px;
        margin: 0;
      }
      .scroll {
        max-block-size: 320px;
        overflow-y: auto;
      }
      .scroll:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  protected override render() {
    return html`<figure aria-label=${this.label}>
      ${this.caption === '' ? nothing : html`<figcaption class="quiet">${this.caption}</figcaption>`}
      ${this.#renderTable()}
    </figure>`;
  }

  #renderValue(value: number | null, most: number) {
    return html`${value === null ? nothing : renderBar(value / most)}${this.text(value)}`;
  }

  #renderTable() {
    const most = Math.max(1, ...this.series.flatMap(({ values }) => values.map((value) => value ?? 0)));
    const rows = this.dates.map((date, at) => ({ at, date })).reverse();
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${this.label}>
      ${this.#table.render({
        label: this.label,
        rows,
        keyOf: ({ date }) => date,
        empty: { icon: icons.analytics, text: words.nothing },
        columns: [
          { name: 'day', heading: words.day, cell: ({ date }) => dateText(date, 'long') },
          ...this.series.map(({ name, values }) => ({
            ...{ name, heading: name, kind: 'number' as const },
            cell: ({ at }: DayRow) => this.#renderValue(values[at] ?? null, most),
          })),
        ],
      })}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-day-chart': DayChart;
  }
}

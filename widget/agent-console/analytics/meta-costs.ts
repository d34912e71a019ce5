import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { MetaCosts } from '../../../worker/api/analytics/meta-costs.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { getMetaCosts } from '../../client/api/numbers/analytics.ts';
import { analyticsBook, analyticsWords as words } from '../../locales/analytics.ts';
import { icons } from '../../theme/icons.ts';
import { SettingsTask } from '../settings/settings-task.ts';
import { customElement } from '../ui/custom-element.ts';
import { Table } from '../ui/table/table.ts';
import { tableStyles } from '../ui/table/table-styles.ts';
import { momentText, numberText } from '../ui/time/times.ts';
import { tokens } from '../ui/tokens.ts';
import { WordedElement } from '../ui/worded-element.ts';
import { placeColumns } from './cost-table.ts';
import { priceText } from './figure-text.ts';
import type { Dates } from './period.ts';

type Row = MetaCosts['rows'][number];

/** What Meta counts and charges itself, beside what is counted here. It loads on its own. */
@customElement('agent-console-meta-costs')
export class MetaCostsTable extends WordedElement {
  protected override readonly book = analyticsBook;
  @property({ attribute: false }) api: ApiClient | null = null;
  @property() inbox = '';
  @property({ attribute: false }) dates: Dates = { from: '', to: '' };
  #table = new Table<Row>(this);
  #task = new SettingsTask<MetaCosts>(this, (api) => getMetaCosts(api, this.inbox, this.dates));

  static override readonly styles = [
    tokens,
    tableStyles,
    css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    min-inline-size: 0;
  }
  h4,
  p {
    margin: 0;
  }
  h4 {
    font: 600 var(--text-13) var(--font);
  }
  .quiet {
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  .problem {
    color: var(--alarm);
  }
  @media print {
    th,
    td {
      padding: 2px 8px;
      font-size: 12px;
      line-height: 16px;
    }
  }
`,
  ];

  protected override updated(changed: PropertyValues<this>): void {
    const isOther = (['dates', 'inbox'] as const).some((name) => {
      const before = changed.get(name);
      return before !== undefined && JSON.stringify(before) !== JSON.stringify(this[name]);
    });
    if (isOther) void this.#task.reload();
  }

  protected override render() {
    const { shown } = this.#task;
    return html`<h4>${words.meta.title}</h4>
      ${shown ? this.#renderShown(shown) : this.#task.renderUnloaded(2)}`;
  }

  #renderShown({ state, askedAt, currency, days, rows }: MetaCosts) {
    const hasCosts = rows.some(({ cost }) => cost !== null);
    return html`<p class="quiet">
        ${state === 'ready' ? words.meta.days(days) : words.meta.states[state]}
        ${askedAt === null ? nothing : words.meta.askedAt(momentText(askedAt))}
      </p>
      ${
        rows.length === 0
          ? nothing
          : this.#table.render({
              label: words.meta.title,
              rows,
              keyOf: ({ category, type, country }) => `${category} ${type} ${country}`,
              empty: { icon: icons.database, text: words.empty.costs },
              columns: [
                ...placeColumns<Row>(),
                {
                  ...{ name: 'volume', heading: words.figures.delivered, kind: 'number' },
                  ...{ sortBy: ({ volume }) => volume, cell: ({ volume }) => numberText(volume) },
                },
                ...(hasCosts && currency !== null
                  ? [
                      {
                        ...{ name: 'cost', heading: words.figures.amount, kind: 'number' as const },
                        sortBy: ({ cost }: Row) => cost ?? 0,
                        cell: ({ cost }: Row) => priceText(cost, currency),
                      },
                    ]
                  : []),
              ],
            })
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-meta-costs': MetaCostsTable;
  }
}

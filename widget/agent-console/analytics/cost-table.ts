/** What WhatsApp charges for: delivered messages by category, type and country, with amounts where there are rates. */
import { html, nothing } from 'lit';
import type { Report } from '../../../worker/api/analytics/analytics.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { speech } from '../../locales/speak.ts';
import { icons } from '../../theme/icons.ts';
import type { Column, TableContent } from '../ui/table/table.ts';
import { type AnalyticsContext, renderFigure } from './analytics-context.ts';
import { numbers } from './breakdowns.ts';
import { priceText } from './figure-text.ts';

/** What was charged: the same in our own table and in that of Meta. */
export function placeColumns<
  Row extends { category: string; type: string; country: string },
>(): Column<Row>[] {
  return [
    {
      name: 'category',
      heading: words.category,
      cell: ({ category }) => named(words.categories, category.toLowerCase()),
    },
    { name: 'charge', heading: words.charge, cell: ({ type }) => named(words.charges, type.toLowerCase()) },
    {
      name: 'country',
      heading: words.country,
      cell: ({ country }) => html`<bdi>${countryOf(country)}</bdi>`,
    },
  ];
}

const named = (texts: Readonly<Record<string, string>>, word: string) => texts[word] ?? word;

function countryOf(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([speech.locale], { type: 'region', fallback: 'code' }).of(country) ?? country;
}

export function costsTable(context: AnalyticsContext): TableContent<Report['costs'][number]> {
  const { report } = context;
  return {
    label: words.parts.costs,
    rows: report.costs,
    keyOf: ({ category, type, country }) => `${category} ${type} ${country}`,
    empty: { icon: icons.database, text: words.empty.costs },
    columns: [
      ...placeColumns<Report['costs'][number]>(),
      numbers(
        'delivered',
        words.figures.delivered,
        ({ delivered }) => delivered,
        ({ category, type, country, delivered }) => {
          const title = `${named(words.categories, category)}, ${countryOf(country)}`;
          const choice = { figure: 'charged', title, count: delivered } as const;
          return renderFigure(context, { ...choice, category, type, country }, delivered > 0);
        },
      ),
      ...(report.money === null
        ? []
        : [
            numbers<Report['costs'][number]>(
              'amount',
              words.figures.amount,
              ({ amount }) => amount ?? 0,
              ({ amount }) => priceText(amount, report.money?.currency ?? ''),
            ),
          ]),
    ],
  };
}

/** What the costs are by the owner's rates. */
export function renderMoney({ money }: Report) {
  if (money === null) return nothing;
  const { amount, currency, unpriced } = money;
  return html`<p class="quiet">
    <strong>${words.totalCost(priceText(amount, currency))}</strong>
    ${unpriced === 0 ? nothing : words.unpriced(unpriced)}
  </p>`;
}

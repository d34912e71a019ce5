/** What WhatsApp charges for: delivered messages by category, type and country, with amounts where there are rates. */
import { html, nothing } from 'lit';
import type { Report } from '../../../worker/api/analytics/analytics.ts';
import { analyticsWords as words } from '../../locales/analytics.ts';
import { speech } from '../../locales/speak.ts';
import { icons } from '../../theme/icons.ts';
import type { TableContent } from '../ui/table/table.ts';
import { numberText } from '../ui/time/times.ts';
import { type AnalyticsContext, renderFigure } from './analytics-context.ts';
import { numbers } from './breakdowns.ts';
import { moneyText } from './figure-text.ts';

export function costsTable(context: AnalyticsContext): TableContent<Report['costs'][number]> {
  const { report } = context;
  const countries = new Intl.DisplayNames([speech.locale], { type: 'region', fallback: 'code' });
  const countryOf = (country: string) => (/^[A-Z]{2}$/.test(country) ? countries.of(country) : country);
  const named = (texts: Readonly<Record<string, string>>, word: string) => texts[word] ?? word;
  return {
    label: words.parts.costs,
    rows: report.costs,
    keyOf: ({ category, type, country }) => `${category} ${type} ${country}`,
    empty: { icon: icons.database, text: words.empty.costs },
    columns: [
      {
        name: 'category',
        heading: words.category,
        cell: ({ category }) => named(words.categories, category),
      },
      { name: 'charge', heading: words.charge, cell: ({ type }) => named(words.charges, type) },
      {
        name: 'country',
        heading: words.country,
        cell: ({ country }) => html`<bdi>${countryOf(country)}</bdi>`,
      },
      numbers(
        'delivered',
        words.figures.delivered,
        ({ delivered }) => delivered,
        ({ category, type, country, delivered }) => {
          const title = `${named(words.categories, category)}, ${countryOf(country)}`;
          const choice = { figure: 'charged', title, count: numberText(delivered) } as const;
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
              ({ amount }) => moneyText(amount, report.money?.currency ?? ''),
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
    <strong>${words.totalCost(moneyText(amount, currency))}</strong>
    ${unpriced === 0 ? nothing : words.unpriced(unpriced)}
  </p>`;
}

import { html } from 'lit';
import type { PressStatistics } from '../../../../worker/api/numbers/button.ts';
import { buttonWords as words } from '../../../locales/button.ts';
import { icons } from '../../../theme/icons.ts';
import type { Table } from '../../ui/table/table.ts';
import { numberText } from '../../ui/time/times.ts';

export type ClickRow = PressStatistics['rows'][number];

/** The pages and campaigns with the most clicks. */
export function renderClicks(table: Table<ClickRow>, { rows }: PressStatistics) {
  return html`<h4>${words.presses}</h4>
    ${table.render({
      label: words.presses,
      rows,
      keyOf: ({ page, campaign }) => JSON.stringify([page, campaign]),
      empty: { icon: icons.button, text: words.noPresses },
      columns: [
        {
          name: 'page',
          heading: words.page,
          kind: 'long',
          cell: ({ page }) => html`<bdi>${page}</bdi>`,
          sortBy: ({ page }) => page,
        },
        {
          name: 'campaign',
          heading: words.campaign,
          cell: ({ campaign }) => html`<bdi>${campaign ?? '–'}</bdi>`,
          sortBy: ({ campaign }) => campaign,
        },
        {
          name: 'clicks',
          heading: words.count,
          kind: 'number',
          cell: ({ presses }) => numberText(presses),
          sortBy: ({ presses }) => presses,
        },
        {
          name: 'conversations',
          heading: words.conversations,
          kind: 'number',
          cell: ({ conversations }) => numberText(conversations),
          sortBy: ({ conversations }) => conversations,
        },
      ],
    })}`;
}

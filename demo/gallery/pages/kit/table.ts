import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { controlStyles } from '../../../../widget/agent-console/ui/controls/control-styles.ts';
import { customElement } from '../../../../widget/agent-console/ui/custom-element.ts';
import { type Column, Table } from '../../../../widget/agent-console/ui/table/table.ts';
import { tableStyles } from '../../../../widget/agent-console/ui/table/table-styles.ts';
import { numberText } from '../../../../widget/agent-console/ui/time/times.ts';
import { tokens } from '../../../../widget/agent-console/ui/tokens.ts';
import { icons } from '../../../../widget/theme/icons.ts';
import { find, findAll, type Pages } from '../../specimen.ts';

interface Visit {
  page: string;
  campaign: string | null;
  clicks: number;
  conversations: number;
}

const visits: readonly Visit[] = [
  { page: 'https://lumen.example/cups', campaign: 'autumn', clicks: 1204, conversations: 310 },
  { page: 'https://lumen.example/', campaign: null, clicks: 845, conversations: 96 },
  {
    page: 'https://lumen.example/lamps/reading-lamp-brass',
    campaign: 'newsletter',
    clicks: 71,
    conversations: 33,
  },
];
const columns: readonly Column<Visit>[] = [
  {
    name: 'page',
    heading: 'Page',
    kind: 'long',
    cell: ({ page }) => html`<bdi>${page}</bdi>`,
    sortBy: ({ page }) => page,
  },
  {
    name: 'campaign',
    heading: 'Campaign',
    cell: ({ campaign }) => campaign ?? '–',
    sortBy: ({ campaign }) => campaign,
  },
  {
    name: 'clicks',
    heading: 'Clicks',
    kind: 'number',
    cell: ({ clicks }) => numberText(clicks),
    sortBy: ({ clicks }) => clicks,
  },
  {
    name: 'conversations',
    heading: 'Conversations',
    kind: 'number',
    cell: ({ conversations }) => numberText(conversations),
  },
];

const more: readonly Column<Visit>[] = ['First click', 'Last click'].map((heading) => ({
  name: heading,
  heading,
  kind: 'time',
  cell: () => 'Nov 30, 2026, 6:53 AM',
}));

/** The table of the kit in a host, as the pages of the settings use it. */
@customElement('gallery-table')
export class GalleryTable extends LitElement {
  @property({ attribute: false }) rows: readonly Visit[] | null = visits;
  @property({ attribute: false }) columns = columns;
  #table = new Table<Visit>(this);

  static override readonly styles = [
    tokens,
    controlStyles,
    tableStyles,
    css`
      p {
        margin: 0;
      }
    `,
  ];

  protected override render() {
    return this.#table.render({
      label: 'Clicks in the last 30 days',
      columns: this.columns,
      rows: this.rows,
      keyOf: ({ page }) => page,
      empty: { icon: icons.button, text: 'No clicks yet.' },
      details: ({ clicks, conversations }) =>
        html`<p>${numberText(clicks - conversations)} visitors left without writing.</p>`,
      actions: ({ page }) => html`<button class="button" aria-label="Copy ${page}">Copy</button>`,
    });
  }
}

const table = (rows: readonly Visit[] | null = visits) => html`<gallery-table .rows=${rows}></gallery-table>`;
const wide = { width: 720 };

export const pages: Pages = {
  'gallery-table': [
    { state: 'usual', box: wide, render: () => table() },
    {
      state: 'sorted',
      box: wide,
      render: () => table(),
      act: (element) => findAll(element, '.sortable button').at(-1)?.click(),
    },
    {
      state: 'a row is open',
      box: wide,
      render: () => table(),
      act: (element) => find(element, '.opener').click(),
    },
    {
      state: 'too wide for its place',
      box: { width: 600 },
      render: () => html`<gallery-table .columns=${[...columns, ...more]}></gallery-table>`,
    },
    {
      state: 'on a phone',
      box: { width: 358 },
      render: () => table(),
      act: (element) => find(element, '.opener').click(),
    },
    { state: 'empty', box: wide, render: () => table([]) },
    { state: 'loading', box: wide, render: () => table(null) },
  ],
};

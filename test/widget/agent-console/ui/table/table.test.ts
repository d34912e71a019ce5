import { html, LitElement } from 'lit';
import { beforeEach, expect, it } from 'vitest';
import { Table, type TableContent } from '../../../../../widget/agent-console/ui/table/table.ts';
import { icons } from '../../../../../widget/theme/icons.ts';

interface Lamp {
  name: string;
  sold: number;
  lastSold: number | null;
}

const lamps: readonly Lamp[] = [
  { name: 'Reading lamp 10', sold: 4, lastSold: 300 },
  { name: 'floor lamp', sold: 9, lastSold: null },
  { name: 'Reading lamp 9', sold: 12, lastSold: 500 },
];

class LampTable extends LitElement {
  content: Partial<TableContent<Lamp>> = {};
  rows: readonly Lamp[] | null = lamps;
  #table = new Table<Lamp>(this);

  protected override render() {
    return this.#table.render({
      label: 'Lamps',
      rows: this.rows,
      keyOf: ({ name }) => name,
      empty: { icon: icons.list, text: 'No lamps yet.' },
      columns: [
        { name: 'name', heading: 'Name', cell: ({ name }) => name, sortBy: ({ name }) => name },
        {
          name: 'sold',
          heading: 'Sold',
          kind: 'number',
          cell: ({ sold }) => sold,
          sortBy: ({ sold }) => sold,
        },
        {
          name: 'last',
          heading: 'Last sold',
          kind: 'time',
          cell: ({ lastSold }) => lastSold ?? 'Never',
          sortBy: ({ lastSold }) => lastSold,
        },
        { name: 'shelf', heading: 'Shelf', cell: () => 'B' },
      ],
      ...this.content,
    });
  }
}
customElements.define('lamp-table', LampTable);

let page: LampTable;

beforeEach(async () => {
  page = new LampTable();
  document.body.replaceChildren(page);
  await page.updateComplete;
});

const all = (selector: string) => [...page.renderRoot.querySelectorAll<HTMLElement>(selector)];
const texts = (selector: string) => all(selector).map(({ textContent }) => textContent?.trim());
const order = () => texts('tbody th').map((name) => lamps.findIndex((lamp) => lamp.name === name));
const press = async (selector: string, at = 0) => {
  all(selector)[at]?.click();
  await page.updateComplete;
};
const update = async (changed: Partial<Pick<LampTable, 'content' | 'rows'>>) => {
  Object.assign(page, changed);
  page.requestUpdate();
  await page.updateComplete;
};

it('has a name, a heading for each column and one for each row', () => {
  expect(page.renderRoot.querySelector('table')?.getAttribute('aria-label')).toBe('Lamps');
  expect(texts('thead th[scope=col]')).toEqual(['Name', 'Sold', 'Last sold', 'Shelf']);
  expect(texts('tbody th[scope=row]')).toEqual(lamps.map(({ name }) => name));
});

it('labels each value with the heading of its column, for the layout without a head', () => {
  const labels = all('tbody tr:first-child td').map(({ dataset }) => dataset.heading);
  expect(labels).toEqual(['Sold', 'Last sold', 'Shelf']);
});

it('keeps the order of its rows until a column is pressed', () => {
  expect(order()).toEqual([0, 1, 2]);
  expect(all('th[aria-sort]').map((heading) => heading.getAttribute('aria-sort'))).toEqual([
    'none',
    'none',
    'none',
  ]);
});

it('sorts texts from A to Z, with the numbers in them by value, and from Z to A when pressed again', async () => {
  await press('.sortable button');
  expect(order()).toEqual([1, 2, 0]);
  expect(all('th')[0]?.getAttribute('aria-sort')).toBe('ascending');
  await press('.sortable button');
  expect(order()).toEqual([0, 2, 1]);
  expect(all('th')[0]?.getAttribute('aria-sort')).toBe('descending');
});

it('sorts numbers from the highest first', async () => {
  await press('.sortable button', 1);
  expect(order()).toEqual([2, 1, 0]);
});

it('puts rows without a value last in both directions', async () => {
  await press('.sortable button', 2);
  expect(order()).toEqual([2, 0, 1]);
  await press('.sortable button', 2);
  expect(order()).toEqual([0, 2, 1]);
});

it('opens a row below itself, and closes it again', async () => {
  await update({ content: { details: ({ name }) => html`<p>About ${name}</p>` } });
  await press('.opener', 1);
  const opener = all('.opener')[1];
  expect(opener?.getAttribute('aria-expanded')).toBe('true');
  expect(texts('.details')).toEqual(['About floor lamp']);
  expect(page.renderRoot.querySelector(`#${opener?.getAttribute('aria-controls')}`)?.textContent).toContain(
    'About floor lamp',
  );
  await press('.opener', 1);
  expect(texts('.details')).toEqual([]);
});

it('keeps a row open when the rows are sorted', async () => {
  await update({ content: { details: ({ name }) => html`<p>About ${name}</p>` } });
  await press('.opener', 2);
  await press('.sortable button', 1);
  expect(texts('tbody tr')[1]).toBe('About Reading lamp 9');
});

it('has a button in each row for what can be done with it', async () => {
  await update({ content: { actions: ({ name }) => html`<button>Sell ${name}</button>` } });
  expect(texts('td.actions button')).toEqual(lamps.map(({ name }) => `Sell ${name}`));
});

it('is a sentence without rows, and a skeleton while they are loaded', async () => {
  await update({ rows: [] });
  expect([texts('.empty p'), all('table').length]).toEqual([['No lamps yet.'], 0]);
  await update({ rows: null });
  expect([all('[role=status].skeleton').length, all('table').length]).toEqual([1, 0]);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type ProductPicker,
  ProductsPick,
} from '../../../../widget/agent-console/products/product-picker.ts';
import type { ConsoleDialog } from '../../../../widget/agent-console/ui/overlays/dialog.ts';
import { catalogOf, product, refusal } from './catalog-answers.ts';

let picked: string[][];

beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= () => {};
  picked = [];
});
afterEach(() => vi.unstubAllGlobals());

async function open(set: Partial<ProductPicker>, count = 3): Promise<ProductPicker> {
  const picker = document.createElement('agent-console-product-picker');
  Object.assign(picker, set);
  picker.addEventListener('products-pick', (event) => {
    if (event instanceof ProductsPick) picked.push(event.products.map(({ retailerId }) => retailerId));
  });
  document.body.replaceChildren(picker);
  await expect.poll(() => all(picker, '.choice')).toHaveLength(count);
  return picker;
}

function focused(picker: ProductPicker): HTMLElement {
  const active = picker.shadowRoot?.activeElement;
  return active instanceof HTMLElement ? active : picker;
}

function type(picker: ProductPicker, text: string): void {
  const [field] = all<HTMLInputElement>(picker, '[type=search]');
  if (!field) throw new Error('There is no search');
  field.value = text;
  field.dispatchEvent(new InputEvent('input'));
}

const all = <Found extends HTMLElement>(picker: ProductPicker, selector: string): Found[] => [
  ...(picker.shadowRoot?.querySelectorAll<Found>(selector) ?? []),
];

it('products are chosen in the order in which they are ticked, and what customers cannot see is not offered', async () => {
  const picker = await open({ shelf: catalogOf().shelf, max: 10 });
  const boxes = all<HTMLInputElement>(picker, '[type=checkbox]');
  expect(boxes.map(({ disabled }) => disabled)).toEqual([false, false, true]);
  for (const at of [1, 0]) boxes[at]?.dispatchEvent(new Event('change'));
  await picker.updateComplete;
  expect(all(picker, '.count')[0]?.textContent).toBe('2 of 10 selected');
  all(picker, '.main')[0]?.click();
  expect(picked).toEqual([['bowl', 'cup']]);
});

it('no more can be ticked than the message takes, and none twice', async () => {
  const picker = await open({ shelf: catalogOf().shelf, max: 2, taken: ['cup'] });
  const boxes = () => all<HTMLInputElement>(picker, '[type=checkbox]');
  expect(boxes().map(({ checked, disabled }) => [checked, disabled])).toEqual([
    [true, true],
    [false, false],
    [false, true],
  ]);
});

it('where one product is chosen, a press on it chooses it', async () => {
  const picker = await open({ shelf: catalogOf().shelf, max: 1 });
  all(picker, 'button.choice')[1]?.click();
  expect(picked).toEqual([['bowl']]);
});

it('products are searched while the agent types', async () => {
  const { shelf, asked } = catalogOf();
  const picker = await open({ shelf, max: 10 });
  type(picker, 'black');
  await expect.poll(() => all(picker, '.choice')).toHaveLength(1);
  expect(asked.map(({ query }) => query.get('search'))).toEqual(['', 'black']);
});

it('what is missing and what to do is said in place of the products', async () => {
  const { shelf } = catalogOf(() => refusal('catalog_permission_missing', 'Assign the catalog.'));
  const picker = await open({ shelf, max: 10 }, 0);
  await expect.poll(() => all(picker, '[role=alert]')[0]?.textContent).toBe('Assign the catalog.');
});

const pageOf = (from: number, next: string | null) =>
  Response.json({ rows: [from, from + 1].map((one) => product(`p${one}`, `Product ${one}`)), next });
const names = (picker: ProductPicker) => all(picker, '.name').map(({ textContent }) => textContent);
const button = (picker: ProductPicker, name: string) =>
  all<HTMLButtonElement>(picker, '.end button').find(({ textContent }) => textContent?.trim() === name);

it('a second press on More, before the answer to the first, adds nothing twice', async () => {
  const { shelf } = catalogOf((_path, query) => (query.has('after') ? pageOf(3, null) : pageOf(1, 'next')));
  const picker = await open({ shelf, max: 10 }, 2);
  const more = button(picker, 'Show more');
  more?.click();
  more?.click();
  await expect.poll(() => names(picker)).toHaveLength(4);
  expect(names(picker)).toEqual(['Product 1', 'Product 2', 'Product 3', 'Product 4']);
});

it('the focus goes to the first product that More has added', async () => {
  const { shelf } = catalogOf((_path, query) => (query.has('after') ? pageOf(3, null) : pageOf(1, 'next')));
  const picker = await open({ shelf, max: 10 }, 2);
  button(picker, 'Show more')?.click();
  await expect.poll(() => all(picker, '.choice input').indexOf(focused(picker))).toBe(2);
});

it('More continues the list that is shown, also while another search is typed', async () => {
  const { shelf, asked } = catalogOf((_path, query) => pageOf(query.has('after') ? 3 : 1, 'next'));
  const picker = await open({ shelf, max: 10 }, 2);
  type(picker, 'black');
  button(picker, 'Show more')?.click();
  await expect
    .poll(() => asked.map(({ query }) => [query.get('search'), query.get('after')]))
    .toHaveLength(3);
  expect(asked.map(({ query }) => [query.get('search'), query.get('after')])).toEqual([
    ['', null],
    ['', 'next'],
    ['black', null],
  ]);
});

it('what could not be loaded can be loaded again, and the products before it stay', async () => {
  let isDown = true;
  const { shelf } = catalogOf((_path, query) => {
    if (!query.has('after')) return pageOf(1, 'next');
    return isDown ? refusal('graph_unreachable', 'Try again later.') : pageOf(3, null);
  });
  const picker = await open({ shelf, max: 10 }, 2);
  button(picker, 'Show more')?.click();
  await expect.poll(() => all(picker, '[role=alert]')[0]?.textContent).toBe('Try again later.');
  expect(names(picker)).toHaveLength(2);
  isDown = false;
  button(picker, 'Refresh')?.click();
  await expect.poll(() => names(picker)).toHaveLength(4);
  expect(all(picker, '[role=alert]')).toEqual([]);
});

it('closing asks only once products are chosen', async () => {
  const picker = await open({ shelf: catalogOf().shelf, max: 10 });
  const [dialog] = all<ConsoleDialog>(picker, 'agent-console-dialog');
  expect(dialog?.savesAtOnce).toBe(true);
  all(picker, '[type=checkbox]')[0]?.dispatchEvent(new Event('change'));
  await picker.updateComplete;
  expect(dialog?.savesAtOnce).toBe(false);
});

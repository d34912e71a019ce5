import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type ProductPicker,
  ProductsPick,
} from '../../../../widget/agent-console/products/product-picker.ts';
import { catalogOf, refusal } from './catalog-answers.ts';

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
  const [field] = all<HTMLInputElement>(picker, '[type=search]');
  if (!field) throw new Error('There is no search');
  field.value = 'black';
  field.dispatchEvent(new InputEvent('input'));
  await expect.poll(() => all(picker, '.choice')).toHaveLength(1);
  expect(asked.map(({ query }) => query.get('search'))).toEqual(['', 'black']);
});

it('what is missing and what to do is said in place of the products', async () => {
  const { shelf } = catalogOf(() => refusal('catalog_permission_missing', 'Assign the catalog.'));
  const picker = await open({ shelf, max: 10 }, 0);
  await expect.poll(() => all(picker, '[role=alert]')[0]?.textContent).toBe('Assign the catalog.');
});

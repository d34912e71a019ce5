import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type ProductForm,
  ProductsChange,
  ProductsSend,
} from '../../../../../widget/agent-console/composer/products/product-form.ts';
import { ProductsPick } from '../../../../../widget/agent-console/products/product-picker.ts';
import { catalogId, catalogOf, products, refusal } from '../../products/catalog-answers.ts';

let form: ProductForm;
let sent: object[];
let drafts: ProductsChange['draft'][];

beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= () => {};
});
afterEach(() => vi.unstubAllGlobals());

async function open(set: Partial<ProductForm>, settled = 'form'): Promise<void> {
  form = document.createElement('agent-console-product-form');
  Object.assign(form, set);
  [sent, drafts] = [[], []];
  form.addEventListener('products-send', (event) => {
    if (event instanceof ProductsSend) sent.push(event.content);
  });
  form.addEventListener('products-change', (event) => {
    if (event instanceof ProductsChange) drafts.push(event.draft);
  });
  document.body.replaceChildren(form);
  await expect.poll(() => find(settled)).toBeTruthy();
}

const find = (selector: string) => form.shadowRoot?.querySelector<HTMLElement>(selector);
const press = async (text: string) => {
  const all = form.shadowRoot?.querySelectorAll('button') ?? [];
  [...all].find(({ textContent }) => textContent.trim() === text)?.click();
  await form.updateComplete;
};
async function pick(...ids: string[]): Promise<void> {
  const picked = products.filter(({ retailerId }) => ids.includes(retailerId));
  find('agent-console-product-picker')?.dispatchEvent(new ProductsPick(picked));
  await form.updateComplete;
}
async function send(): Promise<object[]> {
  find('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await form.updateComplete;
  return sent;
}

it('a product is sent once it is chosen, and is marked as missing before', async () => {
  await open({ shelf: catalogOf().shelf });
  expect(await send()).toEqual([]);
  expect(find('#product-hint')?.textContent).toBe('Choose a product.');
  await press('Choose a product');
  await pick('cup');
  expect(find('.chosen')?.textContent).toContain('Blue cup');
  expect(await send()).toEqual([
    {
      type: 'interactive',
      interactive: { type: 'product', action: { catalog_id: catalogId, product_retailer_id: 'cup' } },
    },
  ]);
});

it('a draft comes back with its kind and its products, and each change is kept', async () => {
  const values = { kind: 'cards', body: 'Which one?', cards: 'cup\nbowl' };
  await open({ shelf: catalogOf().shelf, draft: { values, sections: [{ id: 0, rows: [] }], header: null } });
  await expect.poll(() => find('.chosen')?.textContent).toContain('Blue bowl');
  find('.chosen button')?.click();
  await form.updateComplete;
  expect(drafts.at(-1)?.values).toEqual({ ...values, cards: 'bowl' });
  expect(await send()).toEqual([]);
  expect(find('#cards-hint')?.textContent).toBe('Choose 2 to 10 products.');
});

it('without a catalog, what to do is said in place of the form', async () => {
  const { shelf, asked } = catalogOf(() => refusal('catalog_not_connected', 'Connect one.'));
  await open({ shelf }, '[role=alert]');
  expect(find('[role=alert]')?.textContent).toBe('Connect one.');
  await press('Refresh');
  await expect.poll(() => asked.map(({ query }) => query.has('refresh'))).toEqual([false, true]);
});

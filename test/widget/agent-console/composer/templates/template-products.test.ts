/** Templates with products: chosen from the catalog, or typed where there is none. */
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  TemplateChosen,
  type TemplatePicker,
} from '../../../../../widget/agent-console/composer/templates/template-picker.ts';
import { ProductsPick } from '../../../../../widget/agent-console/products/product-picker.ts';
import { template } from '../../../../../worker/whatsapp/sending/templates/template.ts';
import { catalogId, catalogOf, products, refusal } from '../../products/catalog-answers.ts';

const templateWith = (name: string, ...components: object[]) =>
  v.parse(template, { id: name, name, language: 'en_US', status: 'APPROVED', components });
const single = templateWith(
  'one_product',
  { type: 'HEADER', format: 'PRODUCT' },
  { type: 'BODY', text: 'New in the shop.' },
  { type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
);
const several = templateWith(
  'several_products',
  { type: 'HEADER', format: 'TEXT', text: 'New' },
  { type: 'BODY', text: 'All of these are new.' },
  { type: 'BUTTONS', buttons: [{ type: 'MPM', text: 'View items' }] },
);

let picker: TemplatePicker;
let sent: TemplateChosen[];

beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= () => {};
});
afterEach(() => vi.unstubAllGlobals());

async function open(
  chosen: typeof single,
  fail?: (path: string) => Response | null,
  settled = '[data-field]',
): Promise<void> {
  picker = document.createElement('agent-console-templates');
  picker.load = async () => ({ templates: [chosen], fetchedAt: 0 });
  picker.products = catalogOf(fail).shelf;
  sent = [];
  picker.addEventListener('template-chosen', (event) => {
    if (event instanceof TemplateChosen) sent.push(event);
  });
  document.body.replaceChildren(picker);
  await expect.poll(() => find('.found button')).toBeTruthy();
  find('.found button')?.click();
  await expect.poll(() => find(settled)).toBeTruthy();
}

const find = (selector: string) => picker.shadowRoot?.querySelector<HTMLElement>(selector);

async function pick(...ids: string[]): Promise<void> {
  find('[data-field]')?.click();
  await picker.updateComplete;
  const picked = products.filter(({ retailerId }) => ids.includes(retailerId));
  find('agent-console-product-picker')?.dispatchEvent(new ProductsPick(picked));
  await picker.updateComplete;
}

async function send(): Promise<object[]> {
  find('form')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  await picker.updateComplete;
  return sent.flatMap(({ content }) =>
    content.type === 'template' ? (content.template.components ?? []) : [],
  );
}

it('the product of a header is chosen from the catalog, whose id is filled in', async () => {
  await open(single);
  expect(await send()).toEqual([]);
  await pick('cup');
  expect(await send()).toEqual([
    {
      type: 'header',
      parameters: [{ type: 'product', product: { product_retailer_id: 'cup', catalog_id: catalogId } }],
    },
  ]);
});

it('the products behind a button are chosen together', async () => {
  await open(several);
  await pick('cup', 'bowl');
  const items = [{ product_retailer_id: 'cup' }, { product_retailer_id: 'bowl' }];
  expect(await send()).toMatchObject([
    {
      sub_type: 'mpm',
      parameters: [
        { action: { thumbnail_product_retailer_id: 'cup', sections: [{ product_items: items }] } },
      ],
    },
  ]);
});

it('without a catalog, the ids can be typed', async () => {
  await open(several, () => refusal('catalog_permission_missing', 'Assign it.'), 'textarea');
  const area = find('textarea');
  if (!(area instanceof HTMLTextAreaElement)) throw new Error('There is no field for the ids');
  area.value = 'cup\nbowl';
  area.dispatchEvent(new InputEvent('input'));
  expect(await send()).toMatchObject([{ sub_type: 'mpm' }]);
});

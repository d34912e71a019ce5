import { html, render } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../../widget/agent-console/products/product-rows.ts';
import { renderContent } from '../../../../widget/agent-console/content/message-content.ts';
import { renderOrigin } from '../../../../widget/agent-console/thread/message/message-marks.ts';
import type { ProductShelf } from '../../../../widget/client/store/product-shelf.ts';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import { message } from '../rows.ts';
import { catalogId, catalogOf, refusal } from './catalog-answers.ts';

let host: HTMLElement;

beforeEach(() => {
  host = document.createElement('div');
  document.body.replaceChildren(host);
});
afterEach(() => vi.unstubAllGlobals());

const order = (ordered: string): Content => ({
  type: 'order',
  order: {
    catalog_id: ordered,
    text: 'For Friday, please',
    product_items: [
      { product_retailer_id: 'cup', quantity: 2, item_price: 12.5, currency: 'EUR' },
      { product_retailer_id: 'spoon', quantity: 1, item_price: 3, currency: 'EUR' },
    ],
  },
});

/** The rows as they are read, or what is slotted as long as that is shown. */
function shownText(): string {
  const element = document.querySelector('agent-console-product-rows');
  const rows = element?.shadowRoot?.querySelectorAll('li') ?? [];
  const shown = rows.length > 0 ? [...rows] : [...host.querySelectorAll('dl > div:not(.total)')];
  const texts = shown.flatMap((row) => [...row.children].map(({ textContent }) => textContent));
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

function draw(content: Content, shelf: ProductShelf | null): void {
  const view = { direction: 'in' as const, media: null, url: null, products: shelf };
  render(html`${renderContent(content, view)}`, host);
}

describe('an order', () => {
  it('shows the names and pictures of its products, and the id of one that the catalog no longer has', async () => {
    const { shelf } = catalogOf();
    draw(order(catalogId), shelf);
    await expect.poll(shownText).toBe('2 × Blue cup €25.00 1 × spoon €3.00');
    expect(host.textContent).toContain('€28.00');
    const picture = document.querySelector('agent-console-product-rows')?.shadowRoot?.querySelector('img');
    expect(picture?.src).toContain('/catalog/products/9-cup/picture');
  });

  it.each([
    ['of another catalog', '78', () => null],
    ['without a catalog', catalogId, () => refusal('catalog_not_connected', 'None.')],
  ])('%s shows ids', async (_, ordered, fail) => {
    const { shelf, asked } = catalogOf(fail);
    draw(order(ordered), shelf);
    await expect.poll(() => asked.length).toBe(1);
    await document.querySelector('agent-console-product-rows')?.updateComplete;
    expect(shownText()).toBe('2 × cup €25.00 1 × spoon €3.00');
  });

  it('shows ids where nothing can be asked, as in a preview', () => {
    draw(order(catalogId), null);
    expect(shownText()).toContain('2 × cup');
  });
});

it('a question about a product shows which one', async () => {
  const { shelf } = catalogOf();
  const asked = message(1, { product: { catalogId, retailerId: 'bowl' } });
  render(html`${renderOrigin(asked, shelf)}`, host);
  await expect.poll(shownText).toBe('Blue bowl €12.50 · Out of stock');
});

/** The products of a message on the customer's phone: what they are, what they cost, and buttons to order them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ContentOf } from '../../worker/whatsapp/content/content.ts';
import {
  catalogId,
  currency,
  type Product,
  priceOf,
  products,
  productWith,
} from '../cloud-api/catalog/products.ts';
import type { Answer } from './answer.ts';

type Interactive = ContentOf<'interactive'>['interactive'];

/** Other kinds of messages name none. */
export function renderPhoneProducts(interactive: Interactive, answer: Answer): unknown {
  const named = productsIn(interactive);
  if (named.length === 0) return nothing;
  return html`<ul class="products">
      ${named.map((product) => renderProduct(product, answer))}
    </ul>
    ${
      named.length > 1
        ? html`<button @click=${() => answer(orderOf(named))}>Order all ${named.length}</button>`
        : nothing
    }`;
}

/** The whole catalog is shown by its first products. */
function productsIn(interactive: Interactive): Product[] {
  switch (interactive.type) {
    case 'product':
      return known([interactive.action.product_retailer_id]);
    case 'product_list':
      return known(
        interactive.action.sections.flatMap(({ product_items: items }) =>
          items.map(({ product_retailer_id: id }) => id),
        ),
      );
    case 'carousel':
      return known(
        interactive.action.cards.flatMap((card) =>
          card.type === 'product' ? [card.action.product_retailer_id] : [],
        ),
      );
    case 'catalog_message':
      return products.slice(0, 3);
    default:
      return [];
  }
}

function known(retailerIds: readonly string[]): Product[] {
  return retailerIds.flatMap((id) => productWith(id) ?? []);
}

function renderProduct(product: Product, answer: Answer): TemplateResult {
  const { retailerId, name } = product;
  return html`<li>
    <img src="/control/pictures/${retailerId}.png" alt="" />
    <span>${name}<small>${priceOf(product)}</small></span>
    <button aria-label="Order ${name}" @click=${() => answer(orderOf([product]))}>Order</button>
    <button
      aria-label="Ask about ${name}"
      @click=${() =>
        answer({
          type: 'text',
          text: { body: `Is the ${name.toLowerCase()} in stock?` },
          context: { referred_product: { catalog_id: catalogId, product_retailer_id: retailerId } },
        })}
    >
      Ask
    </button>
  </li>`;
}

function orderOf(ordered: readonly Product[]): object {
  const items = ordered.map(({ retailerId, price }) => ({
    product_retailer_id: retailerId,
    quantity: 1,
    item_price: price / 100,
    currency,
  }));
  return { type: 'order', order: { catalog_id: catalogId, text: '', product_items: items } };
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import { strings } from '../../../locales/strings.ts';
import { moneyText } from '../../ui/money-text.ts';
import { formattedText } from '../formatted-text.ts';
import { renderProducts } from './product-names.ts';

type Order = Extract<Content, { type: 'order' }>['order'];

export function renderOrder(
  { catalog_id, product_items, text }: Order,
  products: ProductShelf | null | undefined,
): TemplateResult {
  const totals = new Map<string, number>();
  for (const { currency, item_price, quantity } of product_items) {
    totals.set(currency, (totals.get(currency) ?? 0) + item_price * quantity);
  }
  const items = product_items.map(({ product_retailer_id, quantity, item_price, currency }) => ({
    retailerId: product_retailer_id,
    quantity,
    amount: money(item_price * quantity, currency),
  }));
  const plain = html`<dl>
    ${items.map(
      ({ retailerId, quantity, amount }) =>
        html`<div><dt>${quantity} × <bdi>${retailerId}</bdi></dt><dd>${amount}</dd></div>`,
    )}
  </dl>`;
  return html`<div class="card">
    <strong>${strings.order(product_items.length)}</strong>
    ${renderProducts(products, { items, catalogId: catalog_id }, plain)}
    <dl>
      ${Array.from(totals, ([currency, amount]) => html`<div class="total"><dt>${strings.total}</dt><dd>${money(amount, currency)}</dd></div>`)}
    </dl>
    ${text ? formattedText(text) : nothing}
  </div>`;
}

/** A code that is no currency is shown as it came. */
function money(amount: number, currency: string): string {
  try {
    return moneyText(amount, currency);
  } catch {
    return `${amount} ${currency}`;
  }
}

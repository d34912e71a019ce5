import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import { speech } from '../../../locales/speak.ts';
import { strings } from '../../../locales/strings.ts';
import { formattedText } from '../formatted-text.ts';

export function renderOrder({
  product_items,
  text,
}: Extract<Content, { type: 'order' }>['order']): TemplateResult {
  const totals = new Map<string, number>();
  for (const { currency, item_price, quantity } of product_items) {
    totals.set(currency, (totals.get(currency) ?? 0) + item_price * quantity);
  }
  return html`<div class="card">
    <strong>${strings.order(product_items.length)}</strong>
    <dl>
      ${product_items.map(
        ({ product_retailer_id, quantity, item_price, currency }) =>
          html`<div><dt>${quantity} × <bdi>${product_retailer_id}</bdi></dt><dd>${money(item_price * quantity, currency)}</dd></div>`,
      )}
      ${Array.from(totals, ([currency, amount]) => html`<div class="total"><dt>${strings.total}</dt><dd>${money(amount, currency)}</dd></div>`)}
    </dl>
    ${text ? formattedText(text) : nothing}
  </div>`;
}

/** A code that is no currency is shown as it came. */
function money(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(speech.locale, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

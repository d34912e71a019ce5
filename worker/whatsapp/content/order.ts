import * as v from 'valibot';
import { type ContentEntry, noFile } from './content-entry.ts';
import { number, string } from './values.ts';

export const orderContent = v.object({
  type: v.literal('order'),
  order: v.object({
    catalog_id: v.string(),
    text: string,
    product_items: v.array(
      v.object({
        product_retailer_id: v.string(),
        quantity: number,
        item_price: number,
        currency: v.string(),
      }),
    ),
  }),
});

export const orderEntry: ContentEntry<v.InferOutput<typeof orderContent>> = {
  texts: ({ order }) => [order.text, ...order.product_items.map((item) => item.product_retailer_id)],
  exportDetails: ({ order }) =>
    order.product_items.map(
      ({ product_retailer_id, quantity, item_price, currency }) =>
        `${product_retailer_id}: ${quantity} × ${item_price} ${currency}`,
    ),
  pushText: ({ order }) => order.text || null,
  file: noFile,
};

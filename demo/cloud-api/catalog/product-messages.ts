/** The products that an interactive message names. */
import * as v from 'valibot';
import type { Products } from '../templates/sending/check-parameters.ts';

const item = v.object({ product_retailer_id: v.string() });
const action = v.object({
  catalog_id: v.exactOptional(v.string()),
  product_retailer_id: v.exactOptional(v.string()),
  sections: v.exactOptional(v.array(v.object({ product_items: v.exactOptional(v.array(item)) }))),
  parameters: v.exactOptional(v.object({ thumbnail_product_retailer_id: v.exactOptional(v.string()) })),
  cards: v.exactOptional(
    v.array(v.object({ action: v.object({ ...item.entries, catalog_id: v.string() }) })),
  ),
});
const message = v.object({ type: v.string(), action });
const kinds = ['product', 'product_list', 'catalog_message', 'carousel'];

/** Other kinds of messages name none. */
export function checkProductMessage(interactive: unknown, products: Products): void {
  const read = v.safeParse(message, interactive);
  if (!read.success || !kinds.includes(read.output.type)) return;
  const {
    catalog_id: catalogId,
    product_retailer_id: single,
    sections = [],
    parameters,
    cards = [],
  } = read.output.action;
  if (read.output.type === 'carousel') {
    for (const card of cards) products.require([card.action.product_retailer_id], card.action.catalog_id);
    return;
  }
  const listed = sections.flatMap(({ product_items: items = [] }) =>
    items.map((one) => one.product_retailer_id),
  );
  const named = [single, parameters?.thumbnail_product_retailer_id].filter((one) => one !== undefined);
  products.require([...named, ...listed], catalogId);
}

import { html } from 'lit';
import type { ProductShelf } from '../../../client/store/product-shelf.ts';
import type { NamedProduct, ProductRows } from '../../products/product-rows.ts';

/**
 * The products that a message names, by name and picture. `plain` is shown until they are found, and where no catalog
 * can be read.
 */
export function renderProducts(
  shelf: ProductShelf | null | undefined,
  named: Pick<ProductRows, 'items' | 'catalogId'> & { cards?: boolean },
  plain: unknown,
): unknown {
  if (!shelf) return plain;
  // The element shows what is slotted until it is loaded.
  void import('../../products/product-rows.ts');
  return html`<agent-console-product-rows
    .shelf=${shelf}
    .items=${named.items}
    .catalogId=${named.catalogId}
    ?cards=${named.cards ?? false}
    >${plain}</agent-console-product-rows
  >`;
}

export function productsNamed(items: readonly { product_retailer_id: string }[]): NamedProduct[] {
  return items.map(({ product_retailer_id: retailerId }) => ({ retailerId }));
}

import { html } from 'lit';
import * as v from 'valibot';
import { strings } from '../../../locales/strings.ts';
import type { ContentView } from '../content-view.ts';
import { renderProducts } from './product-names.ts';

const header = v.object({
  type: v.pipe(v.string(), v.toLowerCase(), v.literal('header')),
  parameters: v.tuple([
    v.object({ product: v.object({ product_retailer_id: v.string(), catalog_id: v.optional(v.string()) }) }),
  ]),
});
const carousel = v.object({
  cards: v.array(v.object({ card_index: v.number(), components: v.array(v.unknown()) })),
});
const button = v.object({
  type: v.pipe(v.string(), v.toLowerCase(), v.literal('button')),
  parameters: v.tuple([
    v.object({
      action: v.object({
        sections: v.array(
          v.object({ product_items: v.array(v.object({ product_retailer_id: v.string() })) }),
        ),
      }),
    }),
  ]),
});

/** The product in the header of a template that was sent, or of one of its cards; null if there is none. */
export function renderHeaderProduct(
  components: readonly unknown[],
  card: number | null,
  { products }: ContentView,
): unknown {
  const inside = card === null ? components : partsOfCard(components, card);
  const [found] = inside.flatMap((one) => {
    const read = v.safeParse(header, one);
    return read.success ? [read.output.parameters[0].product] : [];
  });
  if (!found) return null;
  const { product_retailer_id: retailerId, catalog_id: catalogId } = found;
  const plain = html`<p class="unseen" dir="auto">${strings.product(retailerId)}</p>`;
  return renderProducts(products, { items: [{ retailerId }], catalogId, cards: true }, plain);
}

/** The products behind the button of a template that was sent; null if it has none. */
export function renderButtonProducts(components: readonly unknown[], { products }: ContentView): unknown {
  const items = components.flatMap((one) => {
    const read = v.safeParse(button, one);
    if (!read.success) return [];
    const { sections } = read.output.parameters[0].action;
    return sections.flatMap((section) =>
      section.product_items.map(({ product_retailer_id: retailerId }) => ({ retailerId })),
    );
  });
  if (items.length === 0) return null;
  const plain = html`<p class="quiet">${strings.products(items.length)}</p>`;
  return renderProducts(products, { items, catalogId: undefined }, plain);
}

function partsOfCard(components: readonly unknown[], card: number): readonly unknown[] {
  return components
    .flatMap((one) => {
      const read = v.safeParse(carousel, one);
      return read.success ? read.output.cards : [];
    })
    .filter(({ card_index }) => card_index === card)
    .flatMap((one) => one.components);
}

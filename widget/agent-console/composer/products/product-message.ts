/** Messages with products: what is filled in, what is missing, and the content that is sent. */
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import { maxProducts, sendLimits } from '../../../../worker/whatsapp/sending/limits.ts';
import { catalogWords as words } from '../../../locales/catalog.ts';
import { strings } from '../../../locales/strings.ts';
import type { FormDraft, ListSection } from '../drafts/composer-draft.ts';

export const productKinds = ['product', 'list', 'cards', 'catalog'] as const;
export type ProductKind = (typeof productKinds)[number];

/** Each kind keeps its own products, so that nothing is lost by looking at another one. */
export type Filled = Pick<FormDraft, 'values' | 'sections'>;

export const emptyForm: Filled = { values: {}, sections: [{ id: 0, rows: [] }] };

export function kindOf({ values }: Filled): ProductKind {
  return productKinds.find((kind) => kind === values.kind) ?? 'product';
}

/** Ids of the shop, one per line. */
export function idsIn({ values }: Filled, field: string): readonly string[] {
  return (values[field] ?? '').split('\n').filter((id) => id !== '');
}

/** The name of the field with the products of a section. */
export const productsOf = (section: number) => `products${section}`;
export const titleOf = (section: number) => `section${section}`;

/** Where a kind has its products; for a list, in each of its sections. */
export function productFields({ sections }: Filled, kind: ProductKind): readonly string[] {
  switch (kind) {
    case 'product':
      return ['product'];
    case 'list':
      return sections.map(({ id }) => productsOf(id));
    case 'cards':
      return ['cards'];
    case 'catalog':
      return ['thumbnail'];
  }
}

const itemsOf = (path: string, kind: string) =>
  sendLimits[kind]?.find((limit) => limit.path === path) ?? { min: 0, max: 0 };
const { max: maxSections } = itemsOf('interactive.action.sections', 'interactive.product_list');
const { min: minCards = 0, max: maxCards } = itemsOf('interactive.action.cards', 'interactive.carousel');

export { maxSections };

/** How many more products this field takes. */
export function roomIn(filled: Filled, kind: ProductKind): number {
  const count = productFields(filled, kind).flatMap((field) => idsIn(filled, field)).length;
  switch (kind) {
    case 'product':
    case 'catalog':
      return 1;
    case 'list':
      return maxProducts - count;
    case 'cards':
      return maxCards - count;
  }
}

/** What is wrong, by the field's name. */
export function problemsIn(filled: Filled): ReadonlyMap<string, string> {
  const kind = kindOf(filled);
  const { values, sections } = filled;
  const problems = new Map<string, string>();
  const isEmpty = (name: string) => (values[name] ?? '').trim() === '';
  if (kind !== 'product' && isEmpty('body')) problems.set('body', strings.templateValue.empty);
  if (kind === 'product' && isEmpty('product')) problems.set('product', words.needsProduct);
  const cards = idsIn(filled, 'cards').length;
  if (kind === 'cards' && (cards < minCards || cards > maxCards))
    problems.set('cards', words.needsCards(minCards, maxCards));
  if (kind !== 'list') return problems;
  if (isEmpty('header')) problems.set('header', strings.templateValue.empty);
  for (const { id } of sections) {
    if (isEmpty(productsOf(id))) problems.set(productsOf(id), words.needsProducts);
    if (sections.length > 1 && isEmpty(titleOf(id))) problems.set(titleOf(id), strings.sectionNeedsTitle);
  }
  const count = sections.flatMap(({ id }) => idsIn(filled, productsOf(id))).length;
  const [first] = sections;
  if (count > maxProducts && first) problems.set(productsOf(first.id), words.tooManyProducts(maxProducts));
  return problems;
}

/** The message, as far as it is filled in. */
export function contentOf(filled: Filled, catalogId: string): Content {
  const { values } = filled;
  const value = (name: string) => (values[name] ?? '').trim();
  const body = { text: value('body') };
  const footer = value('footer') === '' ? {} : { footer: { text: value('footer') } };
  switch (kindOf(filled)) {
    case 'product': {
      const [id = ''] = idsIn(filled, 'product');
      const action = { catalog_id: catalogId, product_retailer_id: id };
      const text = body.text === '' ? {} : { body };
      return { type: 'interactive', interactive: { type: 'product', ...text, ...footer, action } };
    }
    case 'list': {
      const header = { type: 'text' as const, text: value('header') };
      const action = {
        catalog_id: catalogId,
        sections: filled.sections.map((one) => sectionOf(filled, one)),
      };
      return { type: 'interactive', interactive: { type: 'product_list', header, body, ...footer, action } };
    }
    case 'cards': {
      const cards = idsIn(filled, 'cards').map((id, index) => ({
        card_index: index,
        type: 'product' as const,
        action: { catalog_id: catalogId, product_retailer_id: id },
      }));
      return { type: 'interactive', interactive: { type: 'carousel', body, action: { cards } } };
    }
    case 'catalog': {
      const [id] = idsIn(filled, 'thumbnail');
      const parameters = id === undefined ? {} : { parameters: { thumbnail_product_retailer_id: id } };
      const action = { name: 'catalog_message' as const, ...parameters };
      return { type: 'interactive', interactive: { type: 'catalog_message', body, ...footer, action } };
    }
  }
}

function sectionOf(filled: Filled, { id }: ListSection) {
  const title = (filled.values[titleOf(id)] ?? '').trim();
  return {
    ...(title !== '' && { title }),
    product_items: idsIn(filled, productsOf(id)).map((retailerId) => ({ product_retailer_id: retailerId })),
  };
}

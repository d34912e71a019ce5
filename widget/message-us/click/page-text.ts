import { decodeEntities } from '../repair/entities.ts';

export type Variables = Record<string, string | number>;

/**
 * Fills in names such as `{TITLE}` in `Hi, about {TITLE}`. The value of a name is the first of these: what a script has set,
 * the button's `data-*` attribute (`data-order-id` for `{ORDER_ID}`), and what the page says about itself. A name without a
 * value is removed.
 */
export function fillText(text: string, button: Element, set: Variables): string {
  return text
    .replace(/( ?)\{([A-Z][A-Z0-9_]*)\}/g, (_, blank: string, name: string) => {
      const data = `data-${name.toLowerCase().replaceAll('_', '-')}`;
      const value = `${set[name] ?? button.getAttribute(data) ?? pageValue(name)}`;
      return value && blank + value;
    })
    .trim();
}

function pageValue(name: string): string {
  const { origin, pathname, href, hostname, searchParams } = new URL(location.href);
  switch (name) {
    case 'TITLE':
      return document.title;
    case 'URL':
      return origin + pathname;
    case 'HREF':
      return href;
    case 'SITE':
      return meta('og:site_name') || hostname;
    case 'LANG':
      return document.documentElement.lang || navigator.language;
  }
  return name.startsWith('UTM_') ? (searchParams.get(name.toLowerCase()) ?? '') : productValue(name);
}

function meta(property: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[property="${property}"]`)?.content ?? '';
}

/** Where a page describes its product: the path in schema.org's JSON-LD, then the Open Graph property. */
const productFields: Record<string, [path: string, property: string]> = {
  PRODUCT: ['name', 'og:title'],
  SKU: ['sku', 'product:retailer_item_id'],
  PRICE: ['offers.price', 'product:price:amount'],
  CURRENCY: ['offers.priceCurrency', 'product:price:currency'],
  BRAND: ['brand.name', 'product:brand'],
};

function productValue(name: string): string {
  const [path, property] = productFields[name] ?? [];
  if (!path || !property) return '';
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const found = product(JSON.parse(textContent ?? ''));
      // A product sold in several sizes has a price for each variant, and some shops write the SKU into the offer.
      const value = valueAt(found, path) || valueAt(variant(found), path) || valueAt(found, `offers.${path}`);
      if (value) return value;
    } catch {
      // The page has malformed JSON here. Another script may be valid.
    }
  }
  return meta(property);
}

/** Finds the first product in a JSON-LD document, which may be a list or a graph. */
function product(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(product).find(Boolean);
  if (!isObject(node)) return;
  return [node['@type']].flat().some((type) => type === 'Product' || type === 'ProductGroup')
    ? node
    : product(node['@graph'] ?? node.mainEntity);
}

/** The variant in the page's address (`?variant=`), or the first one. */
function variant(node: unknown): unknown {
  if (!isObject(node)) return;
  const variants = [node.hasVariant].flat();
  const selected = new URL(location.href).searchParams.get('variant');
  return variants.find((one) => JSON.stringify(one)?.match(/variant=(\w+)/)?.[1] === selected) ?? variants[0];
}

function valueAt(node: unknown, path: string): string {
  let value = node;
  for (const key of path.split('.')) {
    const first = Array.isArray(value) ? value[0] : value;
    // Some pages write only the name, for example of the brand, instead of an object.
    value = isObject(first) ? first[key] : key === 'name' ? first : undefined;
  }
  // Many shops escape their JSON as if it were HTML: `Lumen &amp; Clay`.
  return typeof value === 'string' || typeof value === 'number' ? decodeEntities(`${value}`) : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Text with the page in it: `Hi, about {TITLE}`. */

import { decodeEntities } from '../repair/entities.ts';

export type Variables = Record<string, string | number>;

/**
 * A name stands for, in this order: what a script has set, the button's own `data-*` attribute (`{ORDER_ID}` is
 * `data-order-id`), and what the page says of itself. A name that nothing is known of leaves nothing behind.
 */
export function fillText(text: string, button: Element, set: Variables): string {
  return text
    .replace(/( ?)\{([A-Z][A-Z0-9_]*)\}/g, (_, blank: string, name: string) => {
      const data = `data-${name.toLowerCase().replaceAll('_', '-')}`;
      const value = `${set[name] ?? button.getAttribute(data) ?? ofPage(name)}`;
      return value && blank + value;
    })
    .trim();
}

function ofPage(name: string): string {
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
  return name.startsWith('UTM_') ? (searchParams.get(name.toLowerCase()) ?? '') : ofProduct(name);
}

function meta(property: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[property="${property}"]`)?.content ?? '';
}

/** Where the page tells a product: schema.org's names in JSON-LD, then Open Graph's in meta elements. */
const productFields: Record<string, [path: string, property: string]> = {
  PRODUCT: ['name', 'og:title'],
  SKU: ['sku', 'product:retailer_item_id'],
  PRICE: ['offers.price', 'product:price:amount'],
  CURRENCY: ['offers.priceCurrency', 'product:price:currency'],
  BRAND: ['brand.name', 'product:brand'],
};

function ofProduct(name: string): string {
  const [path, property] = productFields[name] ?? [];
  if (!path || !property) return '';
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const found = product(JSON.parse(textContent ?? ''));
      // What is sold in several sizes, say, has its prices with them; and some shops write the number into the offer.
      const value = at(found, path) || at(variant(found), path) || at(found, `offers.${path}`);
      if (value) return value;
    } catch {
      // The page's own mistake: it is no JSON, and the next one may be.
    }
  }
  return meta(property);
}

/** The first product in a JSON-LD document, which may be a list or a graph. */
function product(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(product).find(Boolean);
  if (!isObject(node)) return;
  return [node['@type']].flat().some((type) => type === 'Product' || type === 'ProductGroup')
    ? node
    : product(node['@graph'] ?? node.mainEntity);
}

/** The one that the page's address names, as shops do, else the first. */
function variant(node: unknown): unknown {
  if (!isObject(node)) return;
  const variants = [node.hasVariant].flat();
  const asked = new URL(location.href).searchParams.get('variant');
  return variants.find((one) => JSON.stringify(one)?.match(/variant=(\w+)/)?.[1] === asked) ?? variants[0];
}

function at(node: unknown, path: string): string {
  let value = node;
  for (const key of path.split('.')) {
    const first = Array.isArray(value) ? value[0] : value;
    // A brand, say, may be written as its name alone.
    value = isObject(first) ? first[key] : key === 'name' ? first : undefined;
  }
  // Many shops write their JSON with a function for HTML: `Lumen &amp; Clay`.
  return typeof value === 'string' || typeof value === 'number' ? decodeEntities(`${value}`) : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

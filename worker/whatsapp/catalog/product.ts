/**
 * Products as Meta lists them. Sources: the reference of the ProductItem node at
 * https://developers.facebook.com/docs/marketing-api/reference/product-item, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/catalogs/sell-products-and-services.
 */
import * as v from 'valibot';

export const product = v.object({
  /** Meta's id. */
  id: v.string(),
  /** The shop's own id, which messages and orders name: its SKU, or Content ID in Commerce Manager. */
  retailerId: v.string(),
  name: v.string(),
  /** The start of it, at most 300 characters. */
  description: v.nullable(v.string()),
  /** As Meta writes it, with its currency. */
  price: v.nullable(v.string()),
  /** In Meta's words: `in stock`, `out of stock`, `preorder`, `available for order`, `discontinued`. */
  availability: v.nullable(v.string()),
  hasPicture: v.boolean(),
  /** Why customers cannot see it in a message; null if they can. */
  obstacle: v.nullable(v.picklist(['hidden', 'not_approved'])),
});
export type Product = v.InferOutput<typeof product>;

/** A product as it is stored: its picture is at an address of Meta's network, which pages do not get. */
export const storedProduct = v.object({
  ...v.omit(product, ['hasPicture']).entries,
  pictureUrl: v.nullable(v.string()),
});
export type StoredProduct = v.InferOutput<typeof storedProduct>;

/** The fields that every version of Graph has. */
export const basicProductFields = 'id,retailer_id,name,description,image_url,price,availability';

/** The fields to request from Graph. */
export const productFields = `${basicProductFields},visibility,review_status`;

const maxDescription = 300;
const word = v.fallback(v.nullable(v.string()), null);

const listed = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
  retailer_id: v.pipe(v.string(), v.nonEmpty()),
  name: v.fallback(v.string(), ''),
  description: word,
  image_url: word,
  price: word,
  availability: word,
  visibility: word,
  review_status: word,
});

/** Reads an entry of Meta's list; null if messages cannot name it. */
export function readProduct(entry: unknown): StoredProduct | null {
  const read = v.safeParse(listed, entry);
  if (!read.success) return null;
  const { id, retailer_id, name, description, image_url, price, availability } = read.output;
  return {
    id,
    retailerId: retailer_id,
    name: name || retailer_id,
    description: description?.slice(0, maxDescription) || null,
    price: price || null,
    availability: availability?.toLowerCase() ?? null,
    pictureUrl: image_url || null,
    obstacle: obstacleIn(read.output),
  };
}

function obstacleIn({ visibility, review_status }: v.InferOutput<typeof listed>): Product['obstacle'] {
  if (visibility !== null && visibility.toLowerCase() !== 'published') return 'hidden';
  // Meta leaves the status of a product empty that it has not reviewed; customers can see it.
  const isRefused = ['rejected', 'pending', 'outdated'].includes(review_status?.toLowerCase() ?? '');
  return isRefused ? 'not_approved' : null;
}

export function shownProduct({ pictureUrl, ...rest }: StoredProduct): Product {
  return { ...rest, hasPicture: pictureUrl !== null };
}

/** The products whose name or id has all these words, regardless of case and accents. */
export function findProducts(products: readonly StoredProduct[], search: string): readonly StoredProduct[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return products;
  return products.filter(({ name, retailerId }) => {
    const text = plain(`${name} ${retailerId}`);
    return words.every((one) => text.includes(one));
  });
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

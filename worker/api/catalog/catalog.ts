/** The product catalog of a number's account: its products, and what the number shows of it. */
import * as v from 'valibot';
import { catalogSettings } from '../../whatsapp/catalog/graph-catalog.ts';
import { product } from '../../whatsapp/catalog/product.ts';
import { flag, idCursor, limit, time, whole } from '../values.ts';

export type { CatalogSettings } from '../../whatsapp/catalog/graph-catalog.ts';
export type { Product } from '../../whatsapp/catalog/product.ts';
export { catalogSettings, product };

/** The catalog that is connected to the account, as Meta listed it last. */
export const catalog = v.object({
  /** Meta's id, which messages name. */
  id: v.string(),
  name: v.string(),
  productCount: whole,
  /** False if the catalog has more products than are listed here. */
  isComplete: v.boolean(),
  fetchedAt: time,
});
export type Catalog = v.InferOutput<typeof catalog>;

/** `refresh`: reads it from Meta first. */
export const catalogQuery = v.object({ refresh: flag });

/** `search`: words of the name or of the shop's own id. */
export const productsQuery = v.object({
  search: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  after: v.optional(idCursor, '0'),
  limit,
});

/** The products with these ids of the shop. */
export const productLookup = v.strictObject({
  retailerIds: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.minLength(1), v.maxLength(100)),
});
/** Products that the catalog does not have are missing. */
export const foundProducts = v.object({
  /** Meta's id of the catalog that they are from. */
  catalogId: v.string(),
  products: v.array(product),
});
export type FoundProducts = v.InferOutput<typeof foundProducts>;

export const pictureQuery = v.object({ ticket: v.optional(v.string(), '') });

/** Omitted settings stay the same. */
export const catalogSettingsChange = v.strictObject({
  isVisible: v.exactOptional(v.boolean()),
  isCartEnabled: v.exactOptional(v.boolean()),
});
export type CatalogSettingsChange = v.InferOutput<typeof catalogSettingsChange>;

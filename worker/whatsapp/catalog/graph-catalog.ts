/**
 * The product catalog of an account, and what a number shows of it. Sources: Meta's OpenAPI description v23.0
 * (`whatsapp_commerce_settings`); https://developers.facebook.com/docs/marketing-api/reference/product-catalog/products;
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/catalogs/sell-products-and-services.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';
import { basicProductFields, productFields, readProduct, type StoredProduct } from './product.ts';

/** A Worker on the free plan can make 50 requests for each one that it gets. */
const maxPages = 45;
const pageSize = 100;

export interface ListedCatalog {
  id: string;
  name: string;
}

const catalogs = v.object({
  data: v.array(
    v.object({
      id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
      name: v.fallback(v.string(), ''),
    }),
  ),
});

/** An account has one catalog at most; null if none is connected. */
export async function fetchCatalog(
  graph: Graph,
  wabaId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; catalog: ListedCatalog | null } | GraphFailure> {
  const answer = await graphRequest(graph, { method: 'GET', path: `/${wabaId}/product_catalogs` }, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(catalogs, answer.body);
  return read.success
    ? { outcome: 'found', catalog: read.output.data[0] ?? null }
    : unknownForm('the catalogs');
}

/** Up to 45 pages of 100 products; `isComplete` says whether these are all. */
export async function fetchProducts(
  graph: Graph,
  catalogId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; pages: StoredProduct[][]; isComplete: boolean } | GraphFailure> {
  const found = await pagesOf(graph, catalogId, productFields, signal);
  // A version of Graph that does not know one of the fields refuses the request.
  const isUnknownField = found.outcome === 'rejected' && found.error.code === 100 && !isCatalogRefusal(found);
  return isUnknownField ? pagesOf(graph, catalogId, basicProductFields, signal) : found;
}

const productPage = v.object({
  data: v.array(v.unknown()),
  paging: v.optional(
    v.object({
      cursors: v.optional(v.object({ after: v.optional(v.string()) })),
      next: v.optional(v.string()),
    }),
  ),
});

async function pagesOf(
  graph: Graph,
  catalogId: string,
  fields: string,
  signal: AbortSignal | undefined,
): Promise<{ outcome: 'found'; pages: StoredProduct[][]; isComplete: boolean } | GraphFailure> {
  const pages: StoredProduct[][] = [];
  let after: string | undefined;
  while (pages.length < maxPages) {
    const query = { fields, limit: String(pageSize), ...(after !== undefined && { after }) };
    const path = `/${catalogId}/products`;
    const answer = await graphRequest(graph, { method: 'GET', path, query }, signal);
    if (answer.outcome !== 'accepted') return answer;
    const read = v.safeParse(productPage, answer.body);
    if (!read.success) return unknownForm('the products');
    pages.push(read.output.data.flatMap((entry) => readProduct(entry) ?? []));
    after = read.output.paging?.cursors?.after;
    if (after === undefined || read.output.paging?.next === undefined)
      return { outcome: 'found', pages, isComplete: true };
  }
  return { outcome: 'found', pages, isComplete: false };
}

/** Whether the token may not read the catalog: it lacks `catalog_management`, or the catalog is not assigned to it. */
export function isCatalogRefusal(failure: GraphFailure): boolean {
  if (failure.outcome !== 'rejected') return false;
  const { code, subcode } = failure.error;
  // https://developers.facebook.com/docs/graph-api/guides/error-handling: 10 and 200 to 299 are missing permissions.
  const isPermission = code === 10 || (code >= 200 && code < 300);
  return isPermission || (code === 100 && subcode === 33);
}

/** What customers see of the catalog in the chat with a number. */
export const catalogSettings = v.object({
  /** Whether the catalog is in the business profile, with a button in the chat. */
  isVisible: v.boolean(),
  /** Whether customers can put products into a cart and order them. */
  isCartEnabled: v.boolean(),
});
export type CatalogSettings = v.InferOutput<typeof catalogSettings>;

const commerceSettings = v.object({
  data: v.array(
    v.object({
      is_catalog_visible: v.fallback(v.boolean(), false),
      is_cart_enabled: v.fallback(v.boolean(), true),
    }),
  ),
});

/** A number whose settings were never changed may have none; Meta then shows a cart but no catalog. */
export async function fetchCatalogSettings(
  graph: Graph,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; settings: CatalogSettings } | GraphFailure> {
  const path = `/${phoneNumberId}/whatsapp_commerce_settings`;
  const answer = await graphRequest(graph, { method: 'GET', path }, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(commerceSettings, answer.body);
  if (!read.success) return unknownForm('the commerce settings');
  const [found] = read.output.data;
  const settings = {
    isVisible: found?.is_catalog_visible ?? false,
    isCartEnabled: found?.is_cart_enabled ?? true,
  };
  return { outcome: 'found', settings };
}

/** Meta takes these in the query. Settings that are left out stay. */
export function changeCatalogSettings(
  graph: Graph,
  phoneNumberId: string,
  { isVisible, isCartEnabled }: { isVisible?: boolean; isCartEnabled?: boolean },
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const path = `/${phoneNumberId}/whatsapp_commerce_settings`;
  const query = {
    ...(isVisible !== undefined && { is_catalog_visible: String(isVisible) }),
    ...(isCartEnabled !== undefined && { is_cart_enabled: String(isCartEnabled) }),
  };
  return graphRequest(graph, { method: 'POST', path, query }, signal);
}

function unknownForm(what: string): GraphFailure {
  return { outcome: 'in_doubt', reason: `Graph listed ${what} in an unknown format` };
}

/**
 * The catalogue of an account: its products, what a number shows of it, and whether messages name products that it has.
 * Sources: Meta's OpenAPI description v23.0 for `whatsapp_commerce_settings`, and
 * https://developers.facebook.com/docs/marketing-api/reference/product-catalog/products
 */
import * as v from 'valibot';
import type { Settings } from '../control/settings.ts';
import { GraphApiError, unknownObject } from '../graph/graph-error.ts';
import { type OwnedNumber, requireScope } from '../numbers/onboarding.ts';
import type { Products } from '../templates/sending/check-parameters.ts';
import { drawProduct } from './picture.ts';
import {
  catalogId,
  catalogName,
  currency,
  type Product,
  priceOf,
  products,
  productWith,
} from './products.ts';

const usualLimit = 25;
const maxLimit = 100;
const edges = /^\/(\d+)\/(product_catalogs|whatsapp_commerce_settings|products)$/;
const productFields = [
  ...['id', 'retailer_id', 'name', 'description', 'image_url', 'price', 'currency', 'availability'],
  ...['url', 'visibility', 'review_status'],
];
const shown = v.object({ is_cart_enabled: v.boolean(), is_catalog_visible: v.boolean() });

export class Catalog {
  #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  isConnected(wabaId: string): boolean {
    return this.#settings.get(`catalog_${wabaId}`) !== false;
  }

  connect(wabaId: string, isConnected: boolean): void {
    this.#settings.put(`catalog_${wabaId}`, isConnected);
  }

  /** Answers one of these calls; null for any other call. `owned` are the numbers of the token. */
  answer(request: Request, url: URL, path: string, owned: readonly OwnedNumber[]): Response | null {
    const [, id = '', edge] = edges.exec(path) ?? [];
    if (edge === undefined) return null;
    const own = owned.find((one) => {
      if (edge === 'products') return id === catalogId && this.isConnected(one.setup.wabaId);
      return edge === 'product_catalogs' ? one.setup.wabaId === id : one.id === id;
    });
    if (!own) throw unknownObject(id, request.method);
    requireScope(own.setup, edge === 'products' ? 'catalog_management' : 'whatsapp_business_management');
    switch (`${request.method} ${edge}`) {
      case 'GET product_catalogs':
        return this.#catalogs(own);
      case 'GET whatsapp_commerce_settings':
        return this.#shown(own);
      case 'POST whatsapp_commerce_settings':
        return this.#show(own, url);
      case 'GET products':
        return listProducts(url);
      default:
        throw unknownObject(id, request.method);
    }
  }

  #catalogs({ setup }: OwnedNumber): Response {
    if (!this.isConnected(setup.wabaId)) return Response.json({ data: [] });
    const data = [{ id: catalogId, name: catalogName }];
    return Response.json({ data, paging: { cursors: { before: 'MAZDZD', after: 'MAZDZD' } } });
  }

  #shown({ id, setup }: OwnedNumber): Response {
    const read = v.safeParse(shown, this.#settings.get(`commerce_${id}`));
    const usual = { is_cart_enabled: true, is_catalog_visible: this.isConnected(setup.wabaId) };
    return Response.json({ data: [{ id: catalogId, ...(read.success ? read.output : usual) }] });
  }

  #show(own: OwnedNumber, { searchParams }: URL): Response {
    if (!this.isConnected(own.setup.wabaId)) throw new GraphApiError(100, 'The account has no catalog.');
    const before = v.safeParse(shown, this.#settings.get(`commerce_${own.id}`));
    const usual = { is_cart_enabled: true, is_catalog_visible: true };
    const wanted = { ...(before.success ? before.output : usual) };
    for (const name of ['is_cart_enabled', 'is_catalog_visible'] as const) {
      const given = searchParams.get(name);
      if (given !== null && given !== 'true' && given !== 'false')
        throw new GraphApiError(100, `Param ${name} must be a boolean.`);
      if (given !== null) wanted[name] = given === 'true';
    }
    this.#settings.put(`commerce_${own.id}`, wanted);
    return Response.json({ success: true });
  }

  /** For messages from this account. */
  productsOf(wabaId: string): Products {
    return {
      require: (retailerIds, id = catalogId) => {
        if (!this.isConnected(wabaId) || id !== catalogId)
          throw new GraphApiError(131009, `The catalog ${id} is not connected to this account.`);
        const unknown = retailerIds.filter((retailerId) => !productWith(retailerId));
        if (unknown.length > 0)
          throw new GraphApiError(131009, `Products not found in the catalog: ${unknown.join(', ')}`);
      },
    };
  }
}

function listProducts(url: URL): Response {
  const { searchParams, origin, pathname } = url;
  const limit = Number(searchParams.get('limit') ?? usualLimit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new GraphApiError(100, '', { message: '(#100) Param limit must be a positive integer' });
  const asked = (searchParams.get('fields') ?? 'id,name,retailer_id').split(',');
  const unknown = asked.find((field) => !productFields.includes(field));
  if (unknown !== undefined) {
    const message = `(#100) Tried accessing nonexisting field (${unknown}) on node type (ProductItem)`;
    throw new GraphApiError(100, '', { message });
  }
  const from = positionAfter(searchParams.get('after'));
  const to = from + Math.min(limit, maxLimit);
  const page = products.slice(from, to);
  const next = new URLSearchParams(searchParams);
  next.set('after', btoa(`product:${to}`));
  return Response.json({
    data: page.map((one) => nodeOf(one, [...asked, 'id'], origin)),
    paging: {
      cursors: { before: btoa(`product:${from}`), after: btoa(`product:${to}`) },
      ...(to < products.length && { next: `${origin}${pathname}?${next}` }),
    },
  });
}

function positionAfter(cursor: string | null): number {
  if (cursor === null || cursor === '') return 0;
  const read = v.safeParse(
    v.pipe(
      v.string(),
      v.base64(),
      v.transform((encoded) => atob(encoded)),
      v.regex(/^product:\d+$/),
    ),
    cursor,
  );
  if (!read.success) throw new GraphApiError(100, '', { message: '(#100) Invalid cursors values.' });
  return Number(read.output.slice('product:'.length));
}

function nodeOf(product: Product, names: readonly string[], origin: string): Record<string, unknown> {
  const { id, retailerId, name, description, availability } = product;
  const all: Record<string, unknown> = {
    id,
    retailer_id: retailerId,
    name,
    description,
    image_url: `${origin}/control/pictures/${retailerId}.png`,
    price: priceOf(product),
    currency,
    availability,
    url: `https://shop.example/${retailerId}`,
    visibility: 'published',
    review_status: 'approved',
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => names.includes(field)));
}

/** `GET /control/pictures/{retailer id}.png`, which needs no token, as Meta's network needs none. */
export async function productPicture(file: string): Promise<Response> {
  const product = productWith(file.replace(/\.png$/, ''));
  if (!product) return new Response('No such product', { status: 404 });
  return new Response(await drawProduct(product), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600' },
  });
}

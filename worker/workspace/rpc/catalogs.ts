/** The product catalog of each account. It is read from Meta when it is asked for, and again in the background once it is old. */
import type { Catalog, FoundProducts, Product } from '../../api/catalog/catalog.ts';
import type { Page } from '../../api/values.ts';
import { ApiError, isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { isTokenRefusal } from '../../whatsapp/account/number.ts';
import { fetchCatalog, fetchProducts, isCatalogRefusal } from '../../whatsapp/catalog/graph-catalog.ts';
import { findProducts, type StoredProduct, shownProduct } from '../../whatsapp/catalog/product.ts';
import { explain } from '../../whatsapp/graph/errors.ts';
import type { GraphFailure } from '../../whatsapp/graph/graph.ts';
import * as list from '../catalog/product-list.ts';
import type { Context } from '../context.ts';
import * as connections from '../numbers/connections.ts';

/** Prices and stock change during a day; Meta sends no webhook about products. */
const renewedAfterMs = 60 * 60_000;
/** Meta limits the number of requests, so one that nobody asked for is not repeated at once. */
const minRenewalIntervalMs = 5 * 60_000;
const timeoutMs = 60_000;

export class Catalogs {
  #context: Context;
  /** The products of an account, parsed, with the time of the list that they are from. */
  #parsed: { wabaId: string; fetchedAt: number; products: readonly StoredProduct[] } | null = null;
  /** The request to Meta that is running for each account. Whoever asks meanwhile waits for the same one. */
  #running = new Map<string, Promise<Catalog>>();
  /** When Meta was last asked about each account, and how that failed. */
  #asked = new Map<string, { at: number; failure: unknown }>();

  constructor(context: Context) {
    this.#context = context;
  }

  async get(inbox: string, isForced: boolean): Promise<Catalog> {
    const { ctx, sql } = this.#context;
    const wabaId = (await this.#credentials(inbox)).wabaId;
    if (isForced) return this.#fetch(inbox);
    const known = list.known(sql, wabaId);
    const asked = this.#asked.get(wabaId);
    const isJustAsked = asked !== undefined && Date.now() - asked.at < minRenewalIntervalMs;
    if (!known) {
      // Each order in a thread looks its products up, also where no catalog can be read.
      if (isJustAsked && asked.failure !== null) throw asked.failure;
      return this.#fetch(inbox);
    }
    if (Date.now() - known.fetchedAt > renewedAfterMs && !isJustAsked) {
      const renewed = this.#fetch(inbox).then(
        () => {},
        (error: unknown) =>
          log('warn', 'catalog_not_renewed', { code: isApiError(error) ? error.code : null }),
      );
      ctx.waitUntil(renewed);
    }
    return known;
  }

  /** A page of the products whose name or id has these words; `after` is how many of them to skip. */
  async search(
    inbox: string,
    { search, after, limit }: { search: string; after: number; limit: number },
  ): Promise<Page<Product>> {
    const found = findProducts(await this.#products(inbox), search);
    const end = after + limit;
    return {
      rows: found.slice(after, end).map(shownProduct),
      next: end < found.length ? String(end) : null,
    };
  }

  async lookup(inbox: string, retailerIds: readonly string[]): Promise<FoundProducts> {
    const wanted = new Set(retailerIds);
    const { id: catalogId } = await this.get(inbox, false);
    const all = await this.#products(inbox);
    return { catalogId, products: all.filter((one) => wanted.has(one.retailerId)).map(shownProduct) };
  }

  /** The names of those that are known, by the shop's own ids. Asks nothing of Meta. */
  async names(inbox: string, retailerIds: readonly string[]): Promise<Map<string, string>> {
    const wanted = new Set(retailerIds);
    const { wabaId } = await this.#credentials(inbox);
    const found = this.#known(wabaId).filter(({ retailerId }) => wanted.has(retailerId));
    return new Map(found.map(({ retailerId, name }) => [retailerId, name]));
  }

  /** The address of a product's picture on Meta's network; null if it has none. Asks nothing of Meta. */
  async pictureUrl(inbox: string, id: string): Promise<string | null> {
    const { wabaId } = await this.#credentials(inbox);
    return this.#known(wabaId).find((one) => one.id === id)?.pictureUrl ?? null;
  }

  /** Null: Meta does not say, for example because the permission is missing. */
  async isConnected(inbox: string): Promise<boolean | null> {
    try {
      await this.get(inbox, false);
      return true;
    } catch (error) {
      return isApiError(error) && error.code === 'catalog_not_connected' ? false : null;
    }
  }

  async #products(inbox: string): Promise<readonly StoredProduct[]> {
    await this.get(inbox, false);
    return this.#known((await this.#credentials(inbox)).wabaId);
  }

  #known(wabaId: string): readonly StoredProduct[] {
    const { sql } = this.#context;
    const fetchedAt = list.known(sql, wabaId)?.fetchedAt ?? 0;
    if (this.#parsed?.wabaId !== wabaId || this.#parsed.fetchedAt !== fetchedAt)
      this.#parsed = { wabaId, fetchedAt, products: list.products(sql, wabaId) };
    return this.#parsed.products;
  }

  async #fetch(inbox: string): Promise<Catalog> {
    const found = await this.#credentials(inbox);
    const { wabaId } = found;
    const running = this.#running.get(wabaId) ?? this.#read(inbox, found);
    this.#running.set(wabaId, running);
    try {
      return await running;
    } catch (failure) {
      this.#asked.set(wabaId, { at: Date.now(), failure });
      throw failure;
    } finally {
      this.#running.delete(wabaId);
    }
  }

  async #read(inbox: string, credentials: connections.Credentials): Promise<Catalog> {
    const { storage, sql, env } = this.#context;
    const { wabaId } = credentials;
    this.#asked.set(wabaId, { at: Date.now(), failure: null });
    const graph = connections.graphOf(env, credentials);
    const signal = AbortSignal.timeout(timeoutMs);
    const connected = await fetchCatalog(graph, wabaId, signal);
    if (connected.outcome !== 'found') throw this.#failure(inbox, connected);
    const { catalog } = connected;
    if (!catalog) {
      list.forget(sql, wabaId);
      throw new ApiError(
        409,
        'catalog_not_connected',
        'No product catalog is connected to this WhatsApp account. Connect one in WhatsApp Manager under Account tools › Catalog, then refresh.',
      );
    }
    const read = await fetchProducts(graph, catalog.id, signal);
    if (read.outcome !== 'found') throw this.#failure(inbox, read);
    const now = Date.now();
    list.keep(storage, wabaId, { ...catalog, pages: read.pages, isComplete: read.isComplete }, now);
    const productCount = read.pages.reduce((sum, page) => sum + page.length, 0);
    return { ...catalog, productCount, isComplete: read.isComplete, fetchedAt: now };
  }

  #failure(inbox: string, failure: GraphFailure): ApiError {
    const { ctx, watch } = this.#context;
    if (failure.outcome === 'rejected' && isTokenRefusal(failure.error))
      ctx.waitUntil(watch.tokenRefused(inbox, 'asking'));
    const details = failure.outcome === 'rejected' ? explain(failure.error) : { reason: failure.reason };
    return isCatalogRefusal(failure)
      ? new ApiError(
          409,
          'catalog_permission_missing',
          'The access token may not read the product catalog. Assign the catalog to the system user in Meta’s business settings, create a token with catalog_management, and enter it under Numbers.',
          details,
        )
      : new ApiError(
          502,
          'catalog_unreachable',
          'The product catalog could not be loaded from WhatsApp. Try again.',
          details,
        );
  }

  async #credentials(inbox: string): Promise<connections.Credentials> {
    const { sql, secrets } = this.#context;
    const found = await connections.credentials(sql, await secrets(), inbox);
    if (!found) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    return found;
  }
}

/** The products of a number's catalog in the browser: found by the ids that messages name, with their pictures. */
import type { Catalog, Product } from '../../../worker/api/catalog/catalog.ts';
import type { Page } from '../../../worker/api/values.ts';
import type { ApiClient } from '../api/api-client.ts';
import { getCatalog, listProducts, lookUpProducts, pictureAddress } from '../api/catalog.ts';

/** As many as the route takes. */
const maxIds = 100;
const pageSize = 30;

export class ProductShelf {
  readonly inbox: string;
  #api: ApiClient;
  /** The products by the shop's id; null for one that the catalog does not have. */
  #known = new Map<string, Product | null>();
  #catalogId: string | null = null;
  /** The ids that are asked for next, in one request. */
  #wanted = new Set<string>();
  #asking: Promise<void> | null = null;
  #ticket: () => string | null;

  /** `ticket` is that of the inbox's files; without one, products have no pictures. */
  constructor(api: ApiClient, inbox: string, ticket: () => string | null) {
    this.#api = api;
    this.inbox = inbox;
    this.#ticket = ticket;
  }

  async catalog(isForced: boolean): Promise<Catalog> {
    if (isForced) this.#known.clear();
    const catalog = await getCatalog(this.#api, this.inbox, isForced);
    this.#catalogId = catalog.id;
    return catalog;
  }

  /** Products whose name or id has these words; `after` is the `next` of the previous page. */
  async search(search: string, after: string | null): Promise<Page<Product>> {
    const page = await listProducts(this.#api, this.inbox, { search, after, limit: pageSize });
    for (const one of page.rows) this.#known.set(one.retailerId, one);
    return page;
  }

  /**
   * The products of this catalog, by the shop's ids; without `catalogId`, of the one that is connected. Empty if products
   * cannot be read: then their ids are shown.
   */
  async find(retailerIds: readonly string[], catalogId?: string): Promise<ReadonlyMap<string, Product>> {
    const isNew = (id: string) => !this.#known.has(id);
    const asked = this.#catalogId === null ? retailerIds : retailerIds.filter(isNew);
    if (asked.length > 0) {
      for (const id of asked) this.#wanted.add(id);
      // Everything that is drawn together is asked for together.
      this.#asking ??= Promise.resolve().then(() => this.#ask());
      await this.#asking;
    }
    if (catalogId !== undefined && catalogId !== this.#catalogId) return new Map();
    return new Map(
      retailerIds.flatMap((id) => {
        const found = this.#known.get(id);
        return found ? [[id, found] as const] : [];
      }),
    );
  }

  /** The address of a product's picture; null if it has none. */
  picture({ id, hasPicture }: Product): string | null {
    const ticket = hasPicture ? this.#ticket() : null;
    return ticket === null ? null : pictureAddress(this.#api, this.inbox, id, ticket);
  }

  async #ask(): Promise<void> {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    this.#asking = null;
    for (let from = 0; from < wanted.length; from += maxIds) {
      const ids = wanted.slice(from, from + maxIds);
      const answer = await lookUpProducts(this.#api, this.inbox, ids).catch(() => null);
      // The next message that names them asks again.
      if (answer === null) continue;
      this.#catalogId = answer.catalogId;
      for (const id of ids) this.#known.set(id, null);
      for (const one of answer.products) this.#known.set(one.retailerId, one);
    }
  }
}

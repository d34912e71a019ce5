/** The product catalog of a number's account. */
import type {
  Catalog,
  CatalogSettings,
  CatalogSettingsChange,
  FoundProducts,
  Product,
} from '../../../worker/api/catalog/catalog.ts';
import type { Page } from '../../../worker/api/values.ts';
import type { ApiClient } from './api-client.ts';

/** `isForced`: reads it from Meta first. */
export const getCatalog = (api: ApiClient, inbox: string, isForced: boolean): Promise<Catalog> =>
  api.call('GET /inboxes/:inbox/catalog', { inbox, query: { refresh: isForced ? '1' : null } });

/** `after` is the `next` of the previous page. */
export const listProducts = (
  api: ApiClient,
  inbox: string,
  { search, after, limit }: { search: string; after: string | null; limit: number },
): Promise<Page<Product>> =>
  api.call('GET /inboxes/:inbox/catalog/products', { inbox, query: { search, after, limit } });

/** Products that the catalog does not have are missing. */
export const lookUpProducts = (
  api: ApiClient,
  inbox: string,
  retailerIds: readonly string[],
): Promise<FoundProducts> =>
  api.call('POST /inboxes/:inbox/catalog/lookup', { inbox, body: { retailerIds: [...retailerIds] } });

/** The address of a product's picture, for an `<img>`. */
export const pictureAddress = (api: ApiClient, inbox: string, id: string, ticket: string): string =>
  api.address('GET /inboxes/:inbox/catalog/products/:id/picture', { inbox, id, query: { ticket } });

export const getCatalogSettings = (api: ApiClient, inbox: string): Promise<CatalogSettings> =>
  api.call('GET /inboxes/:inbox/catalog/settings', { inbox });

export const changeCatalogSettings = (
  api: ApiClient,
  inbox: string,
  change: CatalogSettingsChange,
): Promise<CatalogSettings> => api.call('PUT /inboxes/:inbox/catalog/settings', { inbox, body: change });

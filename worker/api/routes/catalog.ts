/** Routes of the product catalog. */
import {
  catalogQuery,
  catalogSettings,
  catalogSettingsChange,
  catalog as connectedCatalog,
  foundProducts,
  product,
  productLookup,
  productsQuery,
} from '../catalog/catalog.ts';
import { pageOf } from '../values.ts';
import { forAdmins, forAgents, type Routes } from './route.ts';

export const catalog = {
  'GET /api/inboxes/:inbox/catalog': forAgents({
    summary: 'Returns the catalog that is connected to the account',
    scope: 'numbers:read',
    query: catalogQuery,
    answer: connectedCatalog,
  }),
  'GET /api/inboxes/:inbox/catalog/products': forAgents({
    summary: 'Lists the products of the catalog',
    scope: 'numbers:read',
    query: productsQuery,
    pagedBy: 'after',
    answer: pageOf(product),
  }),
  'POST /api/inboxes/:inbox/catalog/lookup': forAgents({
    summary: 'Finds products by the ids that messages and orders name',
    scope: 'numbers:read',
    body: productLookup,
    answer: foundProducts,
  }),
  'GET /api/inboxes/:inbox/catalog/settings': forAgents({
    summary: 'Returns what the number shows of the catalog',
    scope: 'numbers:read',
    answer: catalogSettings,
  }),
  'PUT /api/inboxes/:inbox/catalog/settings': forAdmins({
    summary: 'Changes what the number shows of the catalog',
    scope: 'numbers:write',
    body: catalogSettingsChange,
    answer: catalogSettings,
  }),
} satisfies Routes;

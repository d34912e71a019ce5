/** What the Worker answers about a catalog with three products, and what it was asked. */
import { vi } from 'vitest';
import { ApiClient } from '../../../../widget/client/api/api-client.ts';
import { ProductShelf } from '../../../../widget/client/store/product-shelf.ts';
import type { FoundProducts, Product } from '../../../../worker/api/catalog/catalog.ts';

export const catalogId = '77';
export const product = (retailerId: string, name: string, more: Partial<Product> = {}): Product => ({
  ...{ id: `9-${retailerId}`, retailerId, name, description: null, price: '€12.50' },
  ...{ availability: 'in stock', hasPicture: true, obstacle: null },
  ...more,
});
export const products = [
  product('cup', 'Blue cup'),
  product('bowl', 'Blue bowl', { availability: 'out of stock' }),
  product('lamp', 'Black lamp', { obstacle: 'hidden' }),
];

export interface Asked {
  path: string;
  query: URLSearchParams;
  ids: string[];
}

/** `fail` answers a path in place of the catalog. */
export function catalogOf(fail: (path: string, query: URLSearchParams) => Response | null = () => null) {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace(/^.*\/inboxes\/1/, '');
    const ids: string[] = request.method === 'POST' ? (await request.json()).retailerIds : [];
    asked.push({ path, query: searchParams, ids });
    return fail(path, searchParams) ?? answerTo(path, searchParams, ids);
  });
  const shelf = new ProductShelf(
    new ApiClient('https://inbox.example', async () => 't'),
    '1',
    () => 'ticket',
  );
  return { asked, shelf };
}

function answerTo(path: string, query: URLSearchParams, ids: readonly string[]): Response {
  switch (path) {
    case '/catalog':
      return Response.json({
        ...{ id: catalogId, name: 'Lumen', productCount: 3, isComplete: true, fetchedAt: 1 },
      });
    case '/catalog/products': {
      const rows = products.filter(({ name }) => name.toLowerCase().includes(query.get('search') ?? ''));
      return Response.json({ rows, next: null });
    }
    default: {
      const found: FoundProducts = {
        catalogId,
        products: products.filter(({ retailerId }) => ids.includes(retailerId)),
      };
      return Response.json(found);
    }
  }
}

export const refusal = (code: string, message: string) =>
  Response.json({ error: { code, message } }, { status: 409 });

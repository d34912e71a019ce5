/** The product catalog of each account, as Meta listed it last. */
import * as v from 'valibot';
import type { Catalog } from '../../api/catalog/catalog.ts';
import { type StoredProduct, storedProduct } from '../../whatsapp/catalog/product.ts';

export interface FetchedCatalog {
  id: string;
  name: string;
  /** As Meta paged them: each page is a row. */
  pages: readonly (readonly StoredProduct[])[];
  isComplete: boolean;
}

export function keep(
  storage: DurableObjectStorage,
  wabaId: string,
  { id, name, pages, isComplete }: FetchedCatalog,
  now: number,
): void {
  const { sql } = storage;
  const count = pages.reduce((sum, page) => sum + page.length, 0);
  storage.transactionSync(() => {
    forget(sql, wabaId);
    sql.exec(
      'INSERT INTO catalog VALUES (?, ?, ?, ?, ?, ?)',
      ...[wabaId, id, name, count, Number(isComplete), now],
    );
    for (const [index, page] of pages.entries())
      sql.exec('INSERT INTO catalog_page VALUES (?, ?, ?)', ...[wabaId, index, JSON.stringify(page)]);
  });
}

export function forget(sql: SqlStorage, wabaId: string): void {
  sql.exec('DELETE FROM catalog WHERE waba_id = ?', wabaId);
  sql.exec('DELETE FROM catalog_page WHERE waba_id = ?', wabaId);
}

/** Null: none is known, because none is connected or Meta was never asked. */
export function known(sql: SqlStorage, wabaId: string): Catalog | null {
  const [row] = sql
    .exec<{ id: string; name: string; product_count: number; is_complete: number; fetched_at: number }>(
      'SELECT id, name, product_count, is_complete, fetched_at FROM catalog WHERE waba_id = ?',
      ...[wabaId],
    )
    .toArray();
  if (!row) return null;
  const { id, name, product_count: productCount, is_complete, fetched_at: fetchedAt } = row;
  return { id, name, productCount, isComplete: is_complete === 1, fetchedAt };
}

const storedPage = v.array(storedProduct);

/** In Meta's order. */
export function products(sql: SqlStorage, wabaId: string): StoredProduct[] {
  return sql
    .exec<{ products: string }>(
      'SELECT products FROM catalog_page WHERE waba_id = ? ORDER BY page',
      ...[wabaId],
    )
    .toArray()
    .flatMap((row) => v.parse(storedPage, JSON.parse(row.products)));
}

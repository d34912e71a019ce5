/** The products of a conversation, by the names that the catalog gives them. */
import type { Content } from '../../../api/conversations/messages.ts';
import { readContent } from '../../../whatsapp/content/content.ts';
import { type MessageRow, messageContent } from '../../records/rows.ts';

/** The shop's own ids of products, with their names. */
export type ProductNames = ReadonlyMap<string, string>;

/** How many products of a conversation are looked up. */
const maxProducts = 1_000;

/** The ids of the products that the messages of a conversation name. */
export function productIds(sql: SqlStorage, conversationId: number): string[] {
  const ids = new Set<string>();
  const rows = sql
    .exec<MessageRow>(
      `SELECT * FROM message WHERE conversation_id = ? AND body LIKE '%product_retailer_id%'`,
      conversationId,
    )
    .toArray();
  for (const row of rows) {
    JSON.stringify(messageContent(sql, row), (key, value: unknown) => {
      if (isProductId(key, value)) ids.add(value);
      return value;
    });
  }
  return [...ids].slice(0, maxProducts);
}

/** The content, in which each id of a product that is known is behind its name. */
export function withProductNames(content: Content, names: ProductNames): Content {
  let hasNames = false;
  const named = JSON.stringify(content, (key, value: unknown) => {
    const name = isProductId(key, value) ? names.get(value) : undefined;
    if (name === undefined) return value;
    hasNames = true;
    return `${name} (${value})`;
  });
  return hasNames ? readContent(named) : content;
}

function isProductId(key: string, value: unknown): value is string {
  return key.endsWith('product_retailer_id') && typeof value === 'string';
}

/** The search index of contacts' names and custom fields, in a form in which different spellings are equal. */
import type { Listener } from '../records/changes/change-log.ts';
import { searchable } from './words.ts';

interface Names extends Record<string, SqlStorageValue> {
  id: number;
  book_name: string | null;
  profile_name: string | null;
  username: string | null;
}

/** Indexes a contact's names and fields immediately, so that a new contact can be found. A job repeats failures. */
export function contactNames(sql: SqlStorage): Listener {
  return {
    name: 'contact-names',
    repair: 'job',
    onFact: (fact) =>
      fact.type === 'contact-changed' && (fact.changed === 'name' || fact.changed === 'fields')
        ? () => indexNames(sql, fact.conversationId)
        : undefined,
  };
}

export function indexNames(sql: SqlStorage, id: number): void {
  const [row] = sql
    .exec<Names>('SELECT id, book_name, profile_name, username FROM conversation WHERE id = ?', id)
    .toArray();
  const values = sql
    .exec<{ value: string }>(
      `SELECT CAST(value ->> 'value' AS TEXT) AS value FROM contact_field, json_each(fields) WHERE conversation_id = ?`,
      id,
    )
    .toArray();
  sql.exec('DELETE FROM customer_name WHERE rowid = ?', id);
  if (row) put(sql, row, ...values.map(({ value }) => value));
}

/** A step of the schema. Before it, names were folded by the tokenizer, which does not fold ß, Ł and ø. */
export function foldNames(sql: SqlStorage): void {
  sql.exec(`
    DROP TRIGGER conversation_renamed;
    DROP TABLE customer_name;
    CREATE VIRTUAL TABLE customer_name USING fts5 (names, tokenize = 'ascii', prefix = '1 2 3');
    INSERT INTO customer_name (customer_name, rank) VALUES ('secure-delete', 1);
  `);
  const rows = sql.exec<Names>(
    `SELECT id, book_name, profile_name, username FROM conversation
     WHERE coalesce(book_name, profile_name, username) IS NOT NULL`,
  );
  for (const row of rows.toArray()) put(sql, row);
}

function put(
  sql: SqlStorage,
  { id, book_name, profile_name, username }: Names,
  ...fields: readonly string[]
): void {
  const texts = [book_name, profile_name, username, ...fields].filter((text) => text !== null);
  const names = searchable(texts.join(' '));
  if (names !== '') sql.exec('INSERT INTO customer_name (rowid, names) VALUES (?, ?)', id, names);
}

/**
 * The list of contacts, for other systems that keep a copy. Its order is that of ids, or of changes, so a page is the same
 * whatever happens between it and the page before.
 */
import type { ContactPage, ListedContact } from '../../api/conversations/contacts.ts';
import { aliasesIn, type ConversationRow, contactOf } from '../records/rows.ts';
import { fieldValuesOf } from './field-values.ts';
import { type CustomerQuery, matchingCustomers } from './find-contacts.ts';

export interface ContactsQuery {
  search: CustomerQuery | null;
  /** Only what has changed after this `seq`, in the order of the changes. */
  updatedAfter: number | null;
  cursor: number | null;
  limit: number;
}

/** `last`: the newest change of the inbox. */
export function listContacts(sql: SqlStorage, query: ContactsQuery, last: number): ContactPage {
  const { search, updatedAfter, cursor, limit } = query;
  const order = updatedAfter === null ? 'id' : 'seq';
  const after = cursor ?? updatedAfter ?? 0;
  const match = search && matchingCustomers(search);
  const rows = sql
    .exec<ConversationRow>(
      `SELECT * FROM conversation WHERE ${order} > ? ${match ? `AND ${match.condition}` : ''}
       ORDER BY ${order} LIMIT ?`,
      ...[after, ...(match?.values ?? []), limit],
    )
    .toArray();
  const end = rows.length === limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => listedContactOf(sql, row)),
    next: end ? String(end[order]) : null,
    gone: updatedAfter === null ? [] : goneBetween(sql, after, end?.seq ?? last),
    seq: last,
  };
}

function listedContactOf(sql: SqlStorage, row: ConversationRow): ListedContact {
  return {
    ...contactOf(row, aliasesIn(sql, row.id)),
    seq: row.seq,
    lastMessageAt: row.last_message_at,
    marketingStoppedAt: row.marketing_stopped === 1 ? row.marketing_at : null,
    blockedAt: row.blocked_at,
    fields: fieldValuesOf(sql, row.id),
  };
}

/** Contacts that were merged or erased after one change and up to another. */
function goneBetween(sql: SqlStorage, after: number, upTo: number): ContactPage['gone'] {
  return sql
    .exec<{ gone: number; into_id: number | null }>(
      `SELECT seq, gone, into_id FROM merge WHERE seq > ?1 AND seq <= ?2
       UNION ALL SELECT seq, gone, NULL FROM erasure WHERE seq > ?1 AND seq <= ?2 ORDER BY seq`,
      ...[after, upTo],
    )
    .toArray()
    .map(({ gone, into_id: into }) => ({ id: gone, into }));
}

/** The values of contacts' custom fields. The workspace has the fields. */
import * as v from 'valibot';
import type { FieldValues, FieldValuesChange } from '../../api/conversations/fields.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { indexNames } from '../search/contact-names.ts';

/** By the id of the field, with the time of its last change. */
const storedValues = v.record(
  v.string(),
  v.object({ value: v.union([v.string(), v.number()]), at: v.number() }),
);
type StoredValues = v.InferOutput<typeof storedValues>;

/** A field is deleted from this many contacts at once, so that webhooks can run in between. */
const maxRowsAtOnce = 1_000;

export function fieldValuesOf(sql: SqlStorage, conversationId: number): FieldValues {
  const stored = Object.entries(storedOf(sql, conversationId));
  return Object.fromEntries(stored.map(([id, { value }]) => [id, value]));
}

/** Absent fields stay the same; null or an empty text deletes a value. */
export function changeFieldValues(
  sql: SqlStorage,
  changes: ChangeLog,
  conversationId: number,
  change: FieldValuesChange,
  now: number,
): void {
  const values = storedOf(sql, conversationId);
  const before = JSON.stringify(values);
  for (const [id, value] of Object.entries(change)) {
    if (value === null || value === '') delete values[id];
    else if (values[id]?.value !== value) values[id] = { value, at: now };
  }
  if (JSON.stringify(values) === before) return;
  store(sql, conversationId, values);
  changes.record({ type: 'contact-changed', conversationId, changed: 'fields' });
  changes.touchConversation(conversationId);
}

/** Keeps the values of both contacts, and of one field the newer value. */
export function joinFieldValues(sql: SqlStorage, changes: ChangeLog, from: number, into: number): void {
  const [gone, kept] = [storedOf(sql, from), storedOf(sql, into)];
  if (Object.keys(gone).length === 0) return;
  const newer = Object.entries(gone).filter(([id, { at }]) => at > (kept[id]?.at ?? -1));
  sql.exec('DELETE FROM contact_field WHERE conversation_id = ?', from);
  if (newer.length === 0) return;
  store(sql, into, { ...kept, ...Object.fromEntries(newer) });
  changes.record({ type: 'contact-changed', conversationId: into, changed: 'fields' });
}

/** How many contacts have a value of this field. */
export function countFieldValues(sql: SqlStorage, fieldId: string): number {
  return sql
    .exec<{ known: number }>(
      'SELECT count(*) AS known FROM contact_field WHERE json_type(fields, ?) IS NOT NULL',
      pathOf(fieldId),
    )
    .one().known;
}

/** Deletes the values of a field that is gone. Consoles hide values of unknown fields, so no frame is needed. */
export async function dropFieldValues(storage: DurableObjectStorage, fieldId: string): Promise<void> {
  const { sql } = storage;
  for (let isDone = false; !isDone; ) {
    isDone = storage.transactionSync(() => {
      const rows = sql
        .exec<{ id: number }>(
          'SELECT conversation_id AS id FROM contact_field WHERE json_type(fields, ?) IS NOT NULL LIMIT ?',
          ...[pathOf(fieldId), maxRowsAtOnce],
        )
        .toArray();
      for (const { id } of rows) {
        const { [fieldId]: _, ...values } = storedOf(sql, id);
        store(sql, id, values);
        indexNames(sql, id);
      }
      return rows.length < maxRowsAtOnce;
    });
    await storage.sync();
  }
}

function storedOf(sql: SqlStorage, conversationId: number): StoredValues {
  const [row] = sql
    .exec<{ fields: string }>('SELECT fields FROM contact_field WHERE conversation_id = ?', conversationId)
    .toArray();
  return row ? v.parse(storedValues, JSON.parse(row.fields)) : {};
}

/** A contact without values has no row. */
function store(sql: SqlStorage, conversationId: number, values: StoredValues): void {
  if (Object.keys(values).length === 0)
    sql.exec('DELETE FROM contact_field WHERE conversation_id = ?', conversationId);
  else sql.exec('INSERT OR REPLACE INTO contact_field VALUES (?, ?)', conversationId, JSON.stringify(values));
}

function pathOf(fieldId: string): string {
  return `$."${fieldId.replaceAll('"', '')}"`;
}

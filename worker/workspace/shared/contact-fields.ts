/** The custom fields of contacts, the same for all numbers. The values are in the inboxes. */
import * as v from 'valibot';
import {
  type ContactField,
  type ContactFieldChange,
  type FieldType,
  maxFields,
  type NewContactField,
} from '../../api/conversations/fields.ts';
import { ApiError } from '../../errors.ts';

const storedChoices = v.array(v.string());

/** In the order in which they are shown. */
export function fields(sql: SqlStorage): ContactField[] {
  return sql
    .exec<{ id: string; name: string; type: FieldType; choices: string }>(
      'SELECT id, name, type, choices FROM contact_field ORDER BY position',
    )
    .toArray()
    .map(({ choices, ...field }) => ({ ...field, choices: v.parse(storedChoices, JSON.parse(choices)) }));
}

export function requireField(sql: SqlStorage, id: string): ContactField {
  const found = fields(sql).find((field) => field.id === id);
  if (!found) throw new ApiError(404, 'field_not_found', 'There is no custom field with this id.');
  return found;
}

/** A new field comes last. */
export function createField(sql: SqlStorage, { name, type, choices }: NewContactField): ContactField {
  const known = fields(sql);
  if (known.length >= maxFields) {
    throw new ApiError(409, 'too_many_fields', 'There are already fifty custom fields. Delete one first.');
  }
  const field = { id: crypto.randomUUID(), name, type, choices: choicesFor(type, choices) };
  rejectTaken(known, field);
  sql.exec(
    `INSERT INTO contact_field (id, position, name, type, choices)
     VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM contact_field), ?2, ?3, ?4)`,
    ...[field.id, name, type, JSON.stringify(field.choices)],
  );
  return field;
}

export function changeField(sql: SqlStorage, id: string, change: ContactFieldChange): ContactField {
  const before = requireField(sql, id);
  const { name = before.name, choices = before.choices } = change;
  const field = { ...before, name, choices: choicesFor(before.type, choices) };
  rejectTaken(fields(sql), field);
  sql.exec(
    'UPDATE contact_field SET name = ?2, choices = ?3 WHERE id = ?1',
    ...[id, name, JSON.stringify(field.choices)],
  );
  return field;
}

/** All ids, each once: an order that was made before another admin added a field would lose its place. */
export function orderFields(sql: SqlStorage, order: readonly string[]): ContactField[] {
  const known = new Set(fields(sql).map(({ id }) => id));
  if (
    order.length !== known.size ||
    new Set(order).size !== known.size ||
    !order.every((id) => known.has(id))
  ) {
    throw new ApiError(
      409,
      'fields_changed',
      'The custom fields have changed meanwhile. Load them again, and give the ids of all of them.',
    );
  }
  order.forEach((id, index) => {
    sql.exec('UPDATE contact_field SET position = ?2 WHERE id = ?1 AND position <> ?2', ...[id, index + 1]);
  });
  return fields(sql);
}

export function removeField(sql: SqlStorage, id: string): ContactField {
  const field = requireField(sql, id);
  sql.exec('DELETE FROM contact_field WHERE id = ?', id);
  return field;
}

function choicesFor(type: FieldType, choices: readonly string[]): string[] {
  if (type !== 'choice') return [];
  if (choices.length > 0) return [...choices];
  throw new ApiError(422, 'choices_needed', 'Enter at least one value to choose from.');
}

function rejectTaken(known: readonly ContactField[], { id, name }: ContactField): void {
  const same = (other: ContactField) => other.name.toLowerCase() === name.toLowerCase();
  if (!known.some((other) => other.id !== id && same(other))) return;
  throw new ApiError(
    409,
    'field_exists',
    'There is already a custom field with this name. Choose another name.',
  );
}

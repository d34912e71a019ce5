/** Custom fields of contacts: what a team wants to know about each, beyond what WhatsApp says. */
import * as v from 'valibot';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { text, whole } from '../values.ts';

export const fieldType = v.picklist(['text', 'number', 'date', 'choice']);
export type FieldType = v.InferOutput<typeof fieldType>;

export const maxFields = 50;
export const fieldLimits = { name: 60, text: 1_000, choices: 50, choice: 60 } as const;

/** A field that every contact of every number can have a value of. */
export const contactField = v.object({
  id: v.string(),
  name: v.string(),
  type: fieldType,
  /** The values to choose from; empty unless the type is `choice`. */
  choices: v.array(v.string()),
});
export type ContactField = v.InferOutput<typeof contactField>;

/** A field, and how many contacts of all numbers have a value of it. */
export const fieldUse = v.object({ ...contactField.entries, contacts: whole });
export type FieldUse = v.InferOutput<typeof fieldUse>;

const name = text(fieldLimits.name);
const choices = v.pipe(
  v.array(text(fieldLimits.choice)),
  v.maxLength(fieldLimits.choices),
  v.check((all) => new Set(all).size === all.length, schemaTexts.choices_differ),
);

export const newContactField = v.strictObject({ name, type: fieldType, choices: v.optional(choices, []) });
export type NewContactField = v.InferOutput<typeof newContactField>;

/** Omitted values stay the same; the type of a field does not change. A contact keeps a choice that is removed here. */
export const contactFieldChange = v.strictObject({
  name: v.exactOptional(name),
  choices: v.exactOptional(choices),
});
export type ContactFieldChange = v.InferOutput<typeof contactFieldChange>;

/** The ids of all fields, in the order in which they are shown. */
export const fieldOrder = v.strictObject({
  order: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(maxFields)),
});

const fieldValue = v.union([v.string(), v.number()]);
export type FieldValue = v.InferOutput<typeof fieldValue>;

/** The values of a contact, by the ids of the fields; `GET /api/fields` names them. A date is `YYYY-MM-DD`. */
export const fieldValues = v.record(v.string(), fieldValue);
export type FieldValues = v.InferOutput<typeof fieldValues>;

/** Values to set, by the ids of the fields. Omitted ones stay the same; null deletes one. */
export const fieldValuesChange = v.pipe(
  v.record(
    v.pipe(v.string(), v.maxLength(64)),
    v.nullable(v.union([v.pipe(v.string(), v.trim(), v.maxLength(fieldLimits.text)), v.number()])),
  ),
  v.check((values) => Object.keys(values).length <= maxFields, schemaTexts.too_many_values),
);
export type FieldValuesChange = v.InferOutput<typeof fieldValuesChange>;

/** A field with a contact's value, as exports have it. */
export const namedFieldValue = v.object({ id: v.string(), name: v.string(), value: fieldValue });
export type NamedFieldValue = v.InferOutput<typeof namedFieldValue>;

/** A whole date of the calendar, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** In the order of the fields. */
export function namedValues(fields: readonly ContactField[], values: FieldValues): NamedFieldValue[] {
  return fields.flatMap(({ id, name }) => {
    const value = values[id];
    return value === undefined ? [] : [{ id, name, value }];
  });
}

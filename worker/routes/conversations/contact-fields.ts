/** Checks the values of custom fields against what the workspace knows of each. */
import { type ContactField, type FieldValuesChange, isDate } from '../../api/conversations/fields.ts';
import { ApiError } from '../../errors.ts';

/** Throws if a field is unknown, or a value is not of its type. */
export function checkFieldValues(fields: readonly ContactField[], change: FieldValuesChange): void {
  for (const [id, value] of Object.entries(change)) {
    const field = fields.find((one) => one.id === id);
    if (!field) {
      throw new ApiError(
        422,
        'field_not_found',
        `There is no custom field ${id}. GET /api/fields lists them.`,
      );
    }
    if (value !== null && value !== '') requireType(field, value);
  }
}

function requireType({ id, name, type, choices }: ContactField, value: string | number): void {
  const details = { field: id };
  switch (type) {
    case 'text':
      if (typeof value === 'string') return;
      throw new ApiError(422, 'field_needs_text', `“${name}” is a text.`, details);
    case 'number':
      if (typeof value === 'number') return;
      throw new ApiError(422, 'field_needs_number', `“${name}” is a number.`, details);
    case 'date':
      if (typeof value === 'string' && isDate(value)) return;
      throw new ApiError(422, 'field_needs_date', `“${name}” is a date such as 2026-12-24.`, details);
    case 'choice':
      if (typeof value === 'string' && choices.includes(value)) return;
      throw new ApiError(422, 'field_needs_choice', `“${name}” is one of: ${choices.join(', ')}.`, details);
  }
}

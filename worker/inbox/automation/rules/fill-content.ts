/** The reply of a rule with the customer's values in it. */
import * as v from 'valibot';
import { fillText, type TextValues } from '../automatic-text.ts';

const looseObject = v.record(v.string(), v.unknown());

/** Keys whose texts a customer reads. Ids, links and names of templates stay as they are. */
const shown: ReadonlySet<string> = new Set([
  'body',
  'text',
  'caption',
  'title',
  'description',
  'display_text',
]);

/** Fills in the values in every text that the customer reads. */
export function fillContent(content: { type: string }, values: TextValues): { type: string } {
  return { ...filledObject(content, values), type: content.type };
}

function filledObject(part: object, values: TextValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, filled(value, shown.has(key), values)]),
  );
}

function filled(value: unknown, isShown: boolean, values: TextValues): unknown {
  if (typeof value === 'string') return isShown ? fillText(value, values) : value;
  if (Array.isArray(value)) return value.map((one) => filled(one, isShown, values));
  return v.is(looseObject, value) ? filledObject(value, values) : value;
}

/** Meta's names for texts that a person reads. */
const readable = new Set([
  'address',
  'body',
  'button',
  'button_text',
  'caption',
  'city',
  'coupon_code',
  'description',
  'display_text',
  'filename',
  'flow_cta',
  'formatted_name',
  'product_retailer_id',
  'street',
  'text',
  'title',
]);

/** The texts of content that has too many forms to name each: found by their names, in the order of the JSON. */
export function namedTexts(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return readable.has(name) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => namedTexts(one, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    // Elsewhere `name` is the action of a button.
    namedTexts(one, key === 'name' && name === 'location' ? 'title' : key),
  );
}

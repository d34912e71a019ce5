/** The fields of an object: name, type, whether it is required, and its meaning. */
import type { JsonSchema } from '@valibot/to-json-schema';
import { nameOf, resolved, type Schemas, withoutNull } from './api-document.ts';
import { escaped, inlineMarkdown } from './html.ts';

const maxDepth = 5;

/** Where a named schema is shown, or null if it is not. */
export type SchemaLink = (name: string) => string | null;

export interface View {
  schemas: Schemas;
  linkTo: SchemaLink;
  /** Whether the fields are those of a request: which of them are needed, and what their objects have inside. */
  isRequest?: boolean;
}

export function fieldsOf(schema: JsonSchema | boolean | undefined, view: View, depth = 0): string {
  const found = resolved(schema, view.schemas);
  const variants = (found.oneOf ?? found.anyOf ?? []).filter(
    (part) => Object.keys(resolved(part, view.schemas).properties ?? {}).length > 0,
  );
  if (variants.length > 1 && depth < maxDepth) {
    return variants.map((part) => variantOf(resolved(part, view.schemas), view, depth)).join('');
  }
  const {
    properties = {},
    required = [],
    items,
  } = variants.length === 1 ? resolved(variants[0], view.schemas) : found;
  if (items && !Array.isArray(items) && Object.keys(properties).length === 0)
    return fieldsOf(items, view, depth);
  const rows = Object.entries(properties).map(([name, part]) =>
    fieldOf({ name, schema: part, isRequired: required.includes(name) }, view, depth),
  );
  return rows.length === 0 ? '' : `<dl class="fields">${rows.join('')}</dl>`;
}

export interface Field {
  name: string;
  schema: JsonSchema | boolean;
  isRequired: boolean;
  description?: string | undefined;
}

export function fieldOf({ name, schema, isRequired, description }: Field, view: View, depth = 0): string {
  const own = resolved(schema, {});
  const text = description ?? own.description;
  const isNested = depth < maxDepth && (isInPlace(schema, view) || (view.isRequest && depth === 0));
  const inside = isNested ? fieldsOf(unwrapped(schema), view, depth + 1) : '';
  return [
    `<dt><code>${escaped(name)}</code> <span class="type">${typeOf(schema, view)}</span>`,
    necessity(isRequired, view),
    '</dt><dd>',
    text === undefined ? '' : `<p>${inlineMarkdown(text)}</p>`,
    limitsOf(schema),
    inside === ''
      ? ''
      : `<details><summary>Fields of <code>${escaped(name)}</code></summary>${inside}</details>`,
    '</dd>',
  ].join('');
}

/** Most fields of a request are optional, and most of an answer are always present, so only exceptions are marked. */
function necessity(isRequired: boolean, { isRequest }: View): string {
  if (isRequest) return isRequired ? ' <span class="required">required</span>' : '';
  return isRequired ? '' : ' <span class="optional">optional</span>';
}

/** The type in words. Objects with a name link to their description. */
export function typeOf(schema: JsonSchema | boolean | undefined, view: View): string {
  const name = nameOf(schema);
  if (name !== null) {
    const target = view.linkTo(name);
    return target === null
      ? typeOf(resolved(schema, view.schemas), view)
      : `<a href="${target}">${escaped(name)}</a>`;
  }
  const own = resolved(schema, view.schemas);
  const { schema: other, isNullable } = withoutNull(own);
  if (isNullable) return `${typeOf(other, view)} or null`;
  if (own.const !== undefined) return `<code>${escaped(JSON.stringify(own.const))}</code>`;
  if (own.enum) return own.enum.map((one) => `<code>${escaped(JSON.stringify(one))}</code>`).join(', ');
  if (own.items !== undefined && !Array.isArray(own.items)) return `list of ${typeOf(own.items, view)}`;
  const parts = own.oneOf ?? own.anyOf;
  if (parts) return [...new Set(parts.map((part) => typeOf(part, view)))].join(' or ');
  return escaped(Array.isArray(own.type) ? own.type.join(' or ') : (own.type ?? 'any value'));
}

/** A choice between objects: each by what tells it apart. */
function variantOf(schema: JsonSchema, view: View, depth: number): string {
  const { properties = {}, required = [] } = schema;
  const constants = Object.entries(properties).flatMap(([name, part]) => {
    const { const: constant, enum: options } = resolved(part, view.schemas);
    const values = constant === undefined ? (options ?? []) : [constant];
    return values.length === 0 || !required.includes(name)
      ? []
      : [`${name}: ${values.map((value) => JSON.stringify(value)).join(' or ')}`];
  });
  const title = constants[0] ?? Object.keys(properties).join(', ');
  return `<details class="variant"><summary>With <code>${escaped(title)}</code></summary>${fieldsOf(schema, view, depth + 1)}</details>`;
}

function isInPlace(schema: JsonSchema | boolean, view: View): boolean {
  const name = nameOf(unwrapped(schema));
  return name === null || view.linkTo(name) === null;
}

/** The inner schema of a nullable or a list. */
function unwrapped(schema: JsonSchema | boolean): JsonSchema | boolean {
  if (typeof schema === 'boolean') return schema;
  const { schema: other } = withoutNull(schema);
  if (typeof other === 'object' && other.items && !Array.isArray(other.items)) return unwrapped(other.items);
  return other;
}

function limitsOf(schema: JsonSchema | boolean): string {
  if (typeof schema === 'boolean') return '';
  const { schema: other } = withoutNull(schema);
  const {
    minLength,
    maxLength,
    minimum,
    maximum,
    minItems,
    maxItems,
    default: fallback,
    pattern,
  } = resolved(other, {});
  const limits = [
    range(minLength === 1 && maxLength !== undefined ? undefined : minLength, maxLength, 'characters'),
    range(minItems, maxItems, 'entries'),
    range(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, ''),
    ...(pattern === undefined || pattern.length > 60 ? [] : [`matches <code>${escaped(pattern)}</code>`]),
    ...(fallback === undefined || fallback === '' || Array.isArray(fallback)
      ? []
      : [`default <code>${escaped(JSON.stringify(fallback))}</code>`]),
  ].filter((limit) => limit !== '');
  return limits.length === 0 ? '' : `<p class="limits">${limits.join(' · ')}</p>`;
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  const amount = (value: number) => value.toLocaleString('en-US');
  if (least !== undefined && most !== undefined) return `${amount(least)} to ${amount(most)} ${unit}`.trim();
  if (most !== undefined) return `at most ${amount(most)} ${unit}`.trim();
  return least === undefined ? '' : `at least ${amount(least)} ${unit}`.trim();
}

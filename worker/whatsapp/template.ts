/**
 * Message templates: what Meta has approved, what has to be filled in before one can be sent, and the message that
 * comes of it. Sources: `MessageTemplate` in Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components.
 */
import * as v from 'valibot';
import type { OutboundContent } from './send.ts';

export type Template = v.InferOutput<typeof template>;
export type TemplateComponent = Template['components'][number];

/** What stands open in a template, in the order in which a person reads it. */
export interface TemplateField {
  /** `body.1`, `header.name`, `button.0`; unique within the template. */
  id: string;
  place: 'header' | 'body' | 'button';
  kind: 'text' | 'image' | 'video' | 'document' | 'url_suffix' | 'payload' | 'coupon_code';
  /** The variable's number or name, or the button's text. */
  name: string;
  /** What Meta was shown when the template was approved. */
  example: string | null;
}

/** By the field's id: a text, or for media the id of an upload or of Meta. */
export type TemplateValues = Readonly<Record<string, string>>;

export interface TemplatePreview {
  header: string | null;
  body: string;
  footer: string | null;
  buttons: string[];
}

const string = v.fallback(v.optional(v.string()), undefined);

const button = v.object({
  type: v.string(),
  text: v.fallback(v.string(), ''),
  url: string,
  example: v.optional(v.unknown()),
});
const component = v.object({
  type: v.pipe(v.string(), v.toUpperCase()),
  /** Of a header: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION … */
  format: string,
  text: string,
  example: v.optional(v.unknown()),
  buttons: v.fallback(v.array(button), []),
  /** Of a carousel. */
  cards: v.optional(v.unknown()),
});

/** One entry of `GET /{waba-id}/message_templates`. What is missing is read as its harmless form. */
export const template = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  name: v.string(),
  language: v.string(),
  /** APPROVED, PENDING, REJECTED, PAUSED, DISABLED … */
  status: v.string(),
  /** MARKETING, UTILITY, AUTHENTICATION */
  category: v.fallback(v.string(), ''),
  parameter_format: v.fallback(v.picklist(['NAMED', 'POSITIONAL']), 'POSITIONAL'),
  rejected_reason: string,
  components: v.fallback(v.array(component), []),
});

/** The fields to ask Graph for. */
export const templateFieldNames =
  'id,name,language,status,category,parameter_format,rejected_reason,components';

/** Why a template cannot be sent now; null when it can. */
export function obstacleOf({ status, components }: Template): string | null {
  switch (status) {
    case 'APPROVED':
      break;
    case 'PAUSED':
      return 'WhatsApp has paused this template, because customers rated it badly. It comes back by itself.';
    case 'DISABLED':
      return 'WhatsApp has switched this template off for good. Use another one.';
    case 'REJECTED':
      return 'WhatsApp has rejected this template.';
    default:
      return 'WhatsApp has not approved this template yet.';
  }
  const isBeyond = components.some(
    ({ type, format }) => unsupported.includes(type) || format === 'LOCATION' || format === 'PRODUCT',
  );
  return isBeyond ? 'This template has a part that can only be filled in by API.' : null;
}

const unsupported = ['CAROUSEL', 'LIMITED_TIME_OFFER'];

export function fieldsOf({ components }: Template): TemplateField[] {
  return components.flatMap((part): TemplateField[] => {
    switch (part.type) {
      case 'HEADER':
        return headerFields(part);
      case 'BODY':
        return textFields('body', part);
      case 'BUTTONS':
        return part.buttons.flatMap(buttonField);
      default:
        return [];
    }
  });
}

/** The message, or the ids of the fields that are still empty. */
export function composeTemplate(
  chosen: Template,
  values: TemplateValues,
): { content: OutboundContent } | { missing: string[] } {
  const fields = fieldsOf(chosen);
  const missing = fields.filter(({ id }) => !values[id]?.trim()).map(({ id }) => id);
  if (missing.length > 0) return { missing };
  const isNamed = chosen.parameter_format === 'NAMED';
  const parametersOf = (place: TemplateField['place']) =>
    fields
      .filter((field) => field.place === place)
      .map((field) => parameterOf(field, values[field.id] ?? '', isNamed));
  const [header, body] = [parametersOf('header'), parametersOf('body')];
  const components = [
    ...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
    ...fields
      .filter(({ place }) => place === 'button')
      .map((field) => buttonOf(field, values[field.id] ?? '')),
  ];
  return {
    content: {
      type: 'template',
      template: {
        name: chosen.name,
        language: { code: chosen.language },
        ...(components.length > 0 && { components }),
      },
    },
  };
}

/** As WhatsApp will show it; what is not filled in yet stands there as its name. */
export function previewOf(chosen: Template, values: TemplateValues): TemplatePreview {
  const part = (type: string) => chosen.components.find((one) => one.type === type);
  const filled = (place: 'header' | 'body', text: string | undefined) =>
    (text ?? '').replace(variable, (whole, name: string) => values[`${place}.${name}`] || whole);
  const header = part('HEADER');
  return {
    header: header ? filled('header', header.text) || (header.format ?? '').toLowerCase() : null,
    body: filled('body', part('BODY')?.text),
    footer: part('FOOTER')?.text ?? null,
    buttons: part('BUTTONS')?.buttons.map(({ text }) => text) ?? [],
  };
}

/** `{{1}}` or `{{first_name}}`. */
const variable = /\{\{\s*(\w+)\s*\}\}/g;

function headerFields(part: TemplateComponent): TemplateField[] {
  switch (part.format) {
    case 'IMAGE':
    case 'VIDEO':
    case 'DOCUMENT': {
      const kind = part.format.toLowerCase();
      return v.is(mediaKind, kind)
        ? [{ id: 'header.media', place: 'header', kind, name: kind, example: null }]
        : [];
    }
    default:
      return textFields('header', part);
  }
}

const mediaKind = v.picklist(['image', 'video', 'document']);

function textFields(place: 'header' | 'body', { text = '', example }: TemplateComponent): TemplateField[] {
  const names = [...new Set(Array.from(text.matchAll(variable), ([, name = '']) => name))];
  return names.map((name, index) => ({
    id: `${place}.${name}`,
    place,
    kind: 'text',
    name,
    example: exampleOf(example, name, index),
  }));
}

const positional = v.object({
  body_text: v.optional(v.array(v.array(v.string()))),
  header_text: v.optional(v.array(v.string())),
});
const namedExample = v.array(v.object({ param_name: v.string(), example: v.string() }));
const named = v.object({
  body_text_named_params: v.optional(namedExample),
  header_text_named_params: v.optional(namedExample),
});

/** Of named variables by their name, of numbered ones by their place. */
function exampleOf(example: unknown, name: string, place: number): string | null {
  if (v.is(named, example)) {
    const all = example.body_text_named_params ?? example.header_text_named_params;
    if (all) return all.find(({ param_name }) => param_name === name)?.example ?? null;
  }
  if (!v.is(positional, example)) return null;
  return (example.body_text?.[0] ?? example.header_text)?.[place] ?? null;
}

function buttonField({ type, text, url }: v.InferOutput<typeof button>, index: number): TemplateField[] {
  const field = { id: `button.${index}`, place: 'button' as const, name: text, example: null };
  switch (type.toUpperCase()) {
    case 'URL':
      return url?.includes('{{') ? [{ ...field, kind: 'url_suffix' }] : [];
    case 'COPY_CODE':
      return [{ ...field, kind: 'coupon_code' }];
    default:
      // A quick reply comes back with its own text when it has no payload.
      return [];
  }
}

function parameterOf(
  { kind, name }: TemplateField,
  value: string,
  isNamed: boolean,
): Record<string, unknown> {
  if (kind === 'text') return { type: 'text', text: value, ...(isNamed && { parameter_name: name }) };
  return { type: kind, [kind]: /^https?:\/\//.test(value) ? { link: value } : { id: value } };
}

function buttonOf({ id, kind }: TemplateField, value: string): Record<string, unknown> & { type: string } {
  const index = id.split('.')[1] ?? '0';
  return kind === 'coupon_code'
    ? {
        type: 'button',
        sub_type: 'copy_code',
        index,
        parameters: [{ type: 'coupon_code', coupon_code: value }],
      }
    : { type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text: value }] };
}

/** The fields to fill in before a template can be sent. */
import * as v from 'valibot';
import { headerMediaKind } from '../../content/template.ts';
import type { Template, TemplatePart } from './template.ts';

/** A field to fill in before a template can be sent. Fields are in reading order. */
export interface TemplateField {
  /** `body.1`, `header.name`, `card.0.button.1`; unique within the template. */
  id: string;
  /** Index of the carousel card. */
  card: number | null;
  kind:
    | 'text'
    | 'image'
    | 'video'
    | 'document'
    /** The name of the header's document on the customer's phone. Without it, Meta derives one from the address. */
    | 'filename'
    | 'latitude'
    | 'longitude'
    | 'place_name'
    | 'place_address'
    | 'product'
    | 'products'
    | 'catalog'
    /** Unix time in milliseconds. */
    | 'offer_end'
    | 'url_suffix'
    | 'coupon_code'
    /** Returned when a quick reply is tapped; without it, the button's text is. */
    | 'payload'
    /** Identifies the customer's session to the endpoint of a Flow; Meta's default is "unused". */
    | 'flow_token'
    /** Data for the first screen of a Flow: a JSON object. */
    | 'flow_data'
    /** The product whose picture represents the catalog; the first product by default. */
    | 'thumbnail';
  /** The variable's number or name, or the button's text. */
  name: string;
  /** The example that was submitted for approval. */
  example: string | null;
  isOptional: boolean;
}

/**
 * Values by field id: a text; for media an upload id, a Meta id or a link; for `products` their retailer ids, one per
 * line.
 */
export type TemplateValues = Readonly<Record<string, string>>;

export function fieldsOf({ components }: Template): TemplateField[] {
  return components.flatMap((one) =>
    one.type === 'CAROUSEL'
      ? one.cards.flatMap((card, index) => fieldsIn(card.components, index))
      : fieldsIn([one], null),
  );
}

const optionalKinds: readonly TemplateField['kind'][] = [
  'payload',
  'thumbnail',
  'filename',
  'flow_token',
  'flow_data',
];

/** `{{1}}` or `{{first_name}}`. */
export const variable = /\{\{\s*(\w+)\s*\}\}/g;

export const idIn = (card: number | null, name: string) => (card === null ? name : `card.${card}.${name}`);

function fieldsIn(parts: readonly TemplatePart[], card: number | null): TemplateField[] {
  const field = (
    id: string,
    kind: TemplateField['kind'],
    name: string,
    example: string | null = null,
  ): TemplateField => ({
    ...{ id: idIn(card, id), card, kind, name, example },
    isOptional: optionalKinds.includes(kind),
  });
  return parts.flatMap((one): TemplateField[] => {
    switch (one.type) {
      case 'HEADER':
        return headerFields(one, field);
      case 'BODY':
        return textFields('body', one, field);
      case 'LIMITED_TIME_OFFER':
        return one.limited_time_offer?.has_expiration
          ? [field('offer.end', 'offer_end', one.limited_time_offer.text)]
          : [];
      case 'BUTTONS':
        return one.buttons.flatMap(({ type, text, url }, index) => {
          if (type === 'FLOW') {
            return [
              field(`button.${index}.token`, 'flow_token', text),
              field(`button.${index}.data`, 'flow_data', text),
            ];
          }
          const kind = buttonField(type, url, card);
          return kind ? [field(`button.${index}`, kind, text)] : [];
        });
      default:
        return [];
    }
  });
}

type NewField = (
  id: string,
  kind: TemplateField['kind'],
  name: string,
  example?: string | null,
) => TemplateField;

function headerFields(one: TemplatePart, field: NewField): TemplateField[] {
  switch (one.format) {
    case 'IMAGE':
    case 'VIDEO':
    case 'DOCUMENT': {
      const kind = v.parse(headerMediaKind, one.format.toLowerCase());
      const media = field('header.media', kind, kind);
      return kind === 'document' ? [media, field('header.filename', 'filename', 'filename')] : [media];
    }
    case 'LOCATION':
      return placeKinds.map((kind) => field(`header.${kind}`, kind, kind));
    case 'PRODUCT':
      return [field('header.catalog', 'catalog', 'catalog'), field('header.product', 'product', 'product')];
    default:
      return textFields('header', one, field);
  }
}

export const placeKinds = ['latitude', 'longitude', 'place_name', 'place_address'] as const;

function textFields(
  place: 'header' | 'body',
  { text = '', example }: TemplatePart,
  field: NewField,
): TemplateField[] {
  return variablesIn(text).map((name, index) =>
    field(`${place}.${name}`, 'text', name, exampleOf(example, name, index)),
  );
}

export function variablesIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(variable), ([, name = '']) => name))];
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

/** The example of a variable: by name if it is named, by position if it is numbered. */
function exampleOf(example: unknown, name: string, place: number): string | null {
  if (v.is(named, example)) {
    const all = example.body_text_named_params ?? example.header_text_named_params;
    if (all) return all.find(({ param_name }) => param_name === name)?.example ?? null;
  }
  if (!v.is(positional, example)) return null;
  return (example.body_text?.[0] ?? example.header_text)?.[place] ?? null;
}

/** The field of a button. The button of a one-time password repeats the code of the body, so it has none. */
function buttonField(
  type: string,
  url: string | undefined,
  card: number | null,
): TemplateField['kind'] | null {
  switch (type) {
    case 'URL':
      return url?.includes('{{') ? 'url_suffix' : null;
    case 'COPY_CODE':
      return 'coupon_code';
    case 'MPM':
      return 'products';
    case 'QUICK_REPLY':
      return card === null ? 'payload' : null;
    case 'CATALOG':
      return 'thumbnail';
    default:
      return null;
  }
}

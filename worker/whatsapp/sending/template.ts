/**
 * Message templates: their fields to fill in, their preview, and the message that is sent. Sources: `MessageTemplate` in
 * Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components.
 */
import * as v from 'valibot';
import { headerMediaKind, type TemplateFace, type TemplatePreview } from '../content/template.ts';
import type { OutboundContent } from './outbound-content.ts';

export type Template = v.InferOutput<typeof template>;
export type TemplatePart = Part;

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
    /** The product whose picture represents the catalogue; the first product by default. */
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

const string = v.fallback(v.optional(v.string()), undefined);

const button = v.object({
  type: v.pipe(v.string(), v.toUpperCase()),
  text: v.fallback(v.string(), ''),
  url: string,
  example: v.optional(v.unknown()),
});
const part = v.object({
  type: v.pipe(v.string(), v.toUpperCase()),
  /** Of a header: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION, PRODUCT. */
  format: string,
  text: string,
  example: v.optional(v.unknown()),
  buttons: v.fallback(v.array(button), []),
  limited_time_offer: v.fallback(
    v.optional(
      v.object({ text: v.fallback(v.string(), ''), has_expiration: v.fallback(v.boolean(), false) }),
    ),
    undefined,
  ),
});
const component = v.object({
  ...part.entries,
  /** Of a carousel. */
  cards: v.fallback(v.array(v.object({ components: v.array(part) })), []),
});
type Part = v.InferOutput<typeof part>;

/** One entry of `GET /{waba-id}/message_templates`. Missing fields get harmless defaults. */
export const template = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
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

/** The fields to request from Graph. */
export const templateFieldNames =
  'id,name,language,status,category,parameter_format,rejected_reason,components';

export type TemplateObstacle = 'paused' | 'disabled' | 'rejected' | 'not_approved';

/** Why a template cannot be sent now; null when it can. */
export function obstacleOf({ status }: Template): TemplateObstacle | null {
  switch (status) {
    case 'APPROVED':
      return null;
    case 'PAUSED':
      return 'paused';
    case 'DISABLED':
      return 'disabled';
    case 'REJECTED':
      return 'rejected';
    default:
      return 'not_approved';
  }
}

export function fieldsOf({ components }: Template): TemplateField[] {
  return components.flatMap((one) =>
    one.type === 'CAROUSEL'
      ? one.cards.flatMap((card, index) => fieldsIn(card.components, index))
      : fieldsIn([one], null),
  );
}

/** The message, or the ids of the fields that are still empty. */
export function composeTemplate(
  chosen: Template,
  values: TemplateValues,
): { content: Extract<OutboundContent, { type: 'template' }> } | { missing: string[] } {
  const missing = fieldsOf(chosen)
    .filter(({ id, isOptional }) => !isOptional && !values[id]?.trim())
    .map(({ id }) => id);
  if (missing.length > 0) return { missing };
  const isNamed = chosen.parameter_format === 'NAMED';
  const components = chosen.components.flatMap((one) =>
    one.type === 'CAROUSEL'
      ? {
          type: 'carousel',
          cards: one.cards.map((card, index) => ({
            card_index: index,
            components: card.components.flatMap((inner) => sentParts(inner, index, { values, isNamed })),
          })),
        }
      : sentParts(one, null, { values, isNamed }),
  );
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

/** The preview as WhatsApp will display it; empty fields appear as their name. */
export function previewOf({ components }: Template, values: TemplateValues): TemplatePreview {
  return {
    ...previewIn(components, null, values),
    cards: components.flatMap(({ cards }) =>
      cards.map((card, index) => previewIn(card.components, index, values)),
    ),
  };
}

/** The preview with the components of a message that was sent. */
export function sentPreview(chosen: Template, sent: readonly unknown[]): TemplatePreview {
  return previewOf(chosen, Object.fromEntries(sentValues(sent, null)));
}

/** Amounts and times are formatted on the customer's phone; this is the fallback. */
const localized = v.fallback(v.optional(v.object({ fallback_value: v.string() })), undefined);
const sentComponent = v.object({
  type: v.pipe(v.string(), v.toLowerCase()),
  parameters: v.fallback(
    v.array(v.object({ text: string, parameter_name: string, currency: localized, date_time: localized })),
    [],
  ),
  cards: v.fallback(
    v.array(v.object({ card_index: v.number(), components: v.fallback(v.array(v.unknown()), []) })),
    [],
  ),
});

/** The values that were sent, by name or by position from 1. */
function sentValues(sent: readonly unknown[], card: number | null): [id: string, value: string][] {
  return sent.flatMap((one) => {
    const read = v.safeParse(sentComponent, one);
    if (!read.success) return [];
    const { type, parameters, cards } = read.output;
    return [
      ...parameters.map(({ text, parameter_name, currency, date_time }, index): [string, string] => [
        idIn(card, `${type}.${parameter_name ?? index + 1}`),
        text ?? currency?.fallback_value ?? date_time?.fallback_value ?? '',
      ]),
      ...cards.flatMap(({ card_index, components }) => sentValues(components, card_index)),
    ];
  });
}

/** `{{1}}` or `{{first_name}}`. */
const variable = /\{\{\s*(\w+)\s*\}\}/g;

const idIn = (card: number | null, name: string) => (card === null ? name : `card.${card}.${name}`);

function fieldsIn(parts: readonly Part[], card: number | null): TemplateField[] {
  const field = (
    id: string,
    kind: TemplateField['kind'],
    name: string,
    example: string | null = null,
  ): TemplateField => ({
    ...{ id: idIn(card, id), card, kind, name, example },
    isOptional: kind === 'payload' || kind === 'thumbnail' || kind === 'filename',
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

function headerFields(one: Part, field: NewField): TemplateField[] {
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

const placeKinds = ['latitude', 'longitude', 'place_name', 'place_address'] as const;

function textFields(
  place: 'header' | 'body',
  { text = '', example }: Part,
  field: NewField,
): TemplateField[] {
  return variablesIn(text).map((name, index) =>
    field(`${place}.${name}`, 'text', name, exampleOf(example, name, index)),
  );
}

function variablesIn(text: string): string[] {
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

interface Filled {
  values: TemplateValues;
  isNamed: boolean;
}
type SentPart = Record<string, unknown> & { type: string };

function sentParts(one: Part, card: number | null, { values, isNamed }: Filled): SentPart[] {
  const value = (id: string) => values[idIn(card, id)]?.trim() ?? '';
  const texts = (place: 'header' | 'body') =>
    variablesIn(one.text ?? '').map((name) => ({
      type: 'text',
      text: value(`${place}.${name}`),
      ...(isNamed && { parameter_name: name }),
    }));
  const component = (type: string, parameters: object[]): SentPart[] =>
    parameters.length > 0 ? [{ type, parameters }] : [];
  switch (one.type) {
    case 'HEADER':
      return component('header', headerParameters(one, value) ?? texts('header'));
    case 'BODY':
      return component('body', texts('body'));
    case 'LIMITED_TIME_OFFER':
      return one.limited_time_offer?.has_expiration
        ? component('limited_time_offer', [
            {
              type: 'limited_time_offer',
              limited_time_offer: { expiration_time_ms: Number(value('offer.end')) },
            },
          ])
        : [];
    case 'BUTTONS':
      return one.buttons.flatMap((each, index) => {
        const parameter = buttonParameter(each, value(`button.${index}`), card, value('body.1'));
        return parameter
          ? [{ type: 'button', sub_type: parameter.of, index: String(index), parameters: [parameter.is] }]
          : [];
      });
    default:
      return [];
  }
}

function headerParameters({ format }: Part, value: (id: string) => string): object[] | null {
  switch (format) {
    case 'IMAGE':
    case 'VIDEO':
    case 'DOCUMENT': {
      const [kind, media] = [format.toLowerCase(), value('header.media')];
      const filename = format === 'DOCUMENT' ? value('header.filename') : '';
      const source = /^https?:\/\//.test(media) ? { link: media } : { id: media };
      return [{ type: kind, [kind]: { ...source, ...(filename !== '' && { filename }) } }];
    }
    case 'LOCATION': {
      const [latitude, longitude, name, address] = placeKinds.map((kind) => value(`header.${kind}`));
      return [{ type: 'location', location: { latitude, longitude, name, address } }];
    }
    case 'PRODUCT':
      return [
        {
          type: 'product',
          product: { product_retailer_id: value('header.product'), catalog_id: value('header.catalog') },
        },
      ];
    default:
      return null;
  }
}

function buttonParameter(
  { type, text, url }: v.InferOutput<typeof button>,
  value: string,
  card: number | null,
  code: string,
): { of: string; is: object } | null {
  switch (type) {
    case 'URL':
      return url?.includes('{{') ? { of: 'url', is: { type: 'text', text: value } } : null;
    case 'OTP':
      return { of: 'url', is: { type: 'text', text: code } };
    case 'COPY_CODE':
      return { of: 'copy_code', is: { type: 'coupon_code', coupon_code: value } };
    case 'QUICK_REPLY':
      // All cards of a carousel have the same buttons, so the reply has to identify the card.
      if (card !== null)
        return { of: 'quick_reply', is: { type: 'payload', payload: `${card + 1}: ${text}` } };
      return value === '' ? null : { of: 'quick_reply', is: { type: 'payload', payload: value } };
    case 'CATALOG':
      return value === ''
        ? null
        : { of: 'catalog', is: { type: 'action', action: { thumbnail_product_retailer_id: value } } };
    case 'MPM': {
      const ids = value.split(/\s+/);
      const sections = [{ title: text, product_items: ids.map((id) => ({ product_retailer_id: id })) }];
      return {
        of: 'mpm',
        is: { type: 'action', action: { thumbnail_product_retailer_id: ids[0], sections } },
      };
    }
    case 'FLOW':
      // Meta's default when no flow token is set.
      return { of: 'flow', is: { type: 'action', action: { flow_token: 'unused' } } };
    default:
      return null;
  }
}

function previewIn(parts: readonly Part[], card: number | null, values: TemplateValues): TemplateFace {
  const find = (type: string) => parts.find((one) => one.type === type);
  const filled = (place: 'header' | 'body', text: string | undefined) =>
    (text ?? '').replace(variable, (whole, name: string) => values[idIn(card, `${place}.${name}`)] || whole);
  const header = find('HEADER');
  return {
    header: filled('header', header?.text) || null,
    headerFormat: header?.text ? null : (header?.format?.toUpperCase() ?? null),
    body: filled('body', find('BODY')?.text),
    footer: find('FOOTER')?.text ?? null,
    offer: find('LIMITED_TIME_OFFER')?.limited_time_offer?.text ?? null,
    buttons: find('BUTTONS')?.buttons.map(({ text }) => text) ?? [],
  };
}

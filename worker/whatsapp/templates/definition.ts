/**
 * A template as it is written and submitted: the body of `POST /{waba-id}/message_templates`, with the letter case and
 * the nesting of samples that Meta returns. Sources: `MessageTemplate` in Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components.
 */
import * as v from 'valibot';

export const templateCategories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
export type TemplateCategory = (typeof templateCategories)[number];
export const mediaFormats = ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'] as const;

const upper = v.pipe(v.string(), v.toUpperCase());
const choice = <const Options extends readonly string[]>(options: Options) =>
  v.pipe(upper, v.picklist(options));
const optionalText = v.optional(v.string());

const namedSamples = v.array(v.object({ param_name: v.string(), example: v.string() }));
const header = v.object({
  type: choice(['HEADER']),
  format: choice(['TEXT', ...mediaFormats, 'LOCATION', 'PRODUCT']),
  text: optionalText,
  example: v.optional(
    v.object({
      header_text: v.optional(v.array(v.string())),
      header_text_named_params: v.optional(namedSamples),
      /** The handle of an uploaded sample; after approval, an address that expires. */
      header_handle: v.optional(v.array(v.string())),
    }),
  ),
});
const body = v.object({
  type: choice(['BODY']),
  text: optionalText,
  /** Only for authentication templates, whose text Meta writes. */
  add_security_recommendation: v.optional(v.boolean()),
  example: v.optional(
    v.object({
      body_text: v.optional(v.array(v.array(v.string()))),
      body_text_named_params: v.optional(namedSamples),
    }),
  ),
});
const footer = v.object({
  type: choice(['FOOTER']),
  text: optionalText,
  /** In minutes. Only for authentication templates. */
  code_expiration_minutes: v.optional(v.number()),
});

export const buttonKinds = [
  ...['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'FLOW', 'CATALOG', 'MPM', 'SPM'],
  ...['VOICE_CALL', 'REQUEST_CONTACT_INFO', 'ORDER_DETAILS', 'OTP'],
] as const;

const supportedApp = v.object({ package_name: v.string(), signature_hash: v.string() });

/** Kinds that are unknown here keep their type and text, and are shown but not edited. */
const button = v.looseObject({
  type: upper,
  text: optionalText,
  url: optionalText,
  phone_number: optionalText,
  example: v.optional(v.array(v.string())),
  flow_id: optionalText,
  flow_name: optionalText,
  flow_json: optionalText,
  flow_action: v.optional(v.pipe(v.string(), v.toLowerCase())),
  navigate_screen: optionalText,
  otp_type: v.optional(upper),
  autofill_text: optionalText,
  zero_tap_terms_accepted: v.optional(v.boolean()),
  supported_apps: v.optional(v.array(supportedApp)),
});
const buttons = v.object({ type: choice(['BUTTONS']), buttons: v.array(button) });
const offer = v.object({
  type: choice(['LIMITED_TIME_OFFER']),
  limited_time_offer: v.object({ text: v.string(), has_expiration: v.optional(v.boolean()) }),
});
const callPermission = v.object({ type: choice(['CALL_PERMISSION_REQUEST']) });
const card = v.object({ components: v.array(v.variant('type', [header, body, buttons])) });
const carousel = v.object({ type: choice(['CAROUSEL']), cards: v.array(card) });
/** A kind that is not documented, or newer than this. It is kept as it is. */
const other = v.looseObject({ type: upper });

const known = v.variant('type', [header, body, footer, buttons, offer, callPermission, carousel]);

export const templateDefinition = v.object({
  name: v.string(),
  language: v.string(),
  category: choice(templateCategories),
  parameter_format: v.optional(choice(['POSITIONAL', 'NAMED']), 'POSITIONAL'),
  sub_category: v.optional(upper),
  display_format: v.optional(upper),
  /** Seconds for which Meta tries to deliver; -1 is 30 days. */
  message_send_ttl_seconds: v.optional(v.number()),
  components: v.array(v.union([known, other])),
});

export type TemplateDefinition = v.InferOutput<typeof templateDefinition>;
export type TemplateComponent = TemplateDefinition['components'][number];
export type TemplateButton = v.InferOutput<typeof button>;
export type TemplateCard = v.InferOutput<typeof card>;
export type HeaderComponent = v.InferOutput<typeof header>;
export type BodyComponent = v.InferOutput<typeof body>;
export type FooterComponent = v.InferOutput<typeof footer>;
export type OfferComponent = v.InferOutput<typeof offer>;
type KnownComponent = v.InferOutput<typeof known>;

const isKnown = (component: TemplateComponent): component is KnownComponent => v.is(known, component);

/** The first component of a kind. There is at most one of each in a valid template. */
export function componentOf<Type extends KnownComponent['type']>(
  components: readonly TemplateComponent[],
  type: Type,
): Extract<KnownComponent, { type: Type }> | undefined {
  return components.find(
    (component): component is Extract<KnownComponent, { type: Type }> =>
      component.type === type && isKnown(component),
  );
}

/** The component types that are not known here, which the builder shows and cannot edit. */
export function unknownComponents(components: readonly TemplateComponent[]): string[] {
  return components.filter((component) => !isKnown(component)).map(({ type }) => type);
}

export type CarouselComponent = v.InferOutput<typeof carousel>;

export const isHeader = (component: TemplateComponent): component is HeaderComponent =>
  v.is(header, component);
export const isCarousel = (component: TemplateComponent): component is CarouselComponent =>
  v.is(carousel, component);

/**
 * Reads what Meta lists, and what people import. Meta's own examples also have one text, or one list of texts, where a
 * list of lists is documented, and ids as numbers. Null if it is no template.
 */
export function readDefinition(value: unknown): TemplateDefinition | null {
  const read = v.safeParse(templateDefinition, withLists(value, ''));
  return read.success ? read.output : null;
}

/** Properties with a list of texts, and with a text that can be a number. */
const lists = ['example', 'header_text', 'header_handle'];
const texts = ['flow_id', 'phone_number'];

function withLists(value: unknown, name: string): unknown {
  if (typeof value === 'string') {
    if (name === 'body_text') return [[value]];
    return lists.includes(name) ? [value] : value;
  }
  if (typeof value === 'number' && texts.includes(name)) return String(value);
  if (Array.isArray(value)) {
    const all: unknown[] = value;
    if (name === 'body_text' && all.every((one) => typeof one === 'string')) return [all];
    return all.map((one) => withLists(one, ''));
  }
  // The sample of a named variable is one text.
  if (typeof value !== 'object' || value === null || 'param_name' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withLists(one, key)]));
}

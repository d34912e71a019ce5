/**
 * The limits of everything that can be sent: one row per limit, with the path of the value (`[]` for every element). The
 * checks, the error messages and the counters under fields share them.
 *
 * Sources: Meta's OpenAPI description v23.0 (`maxLength`, `maxItems`), which takes precedence; for other limits, the page
 * of each kind under https://developers.facebook.com/documentation/business-messaging/whatsapp/messages.
 *
 * Meta does not define "characters". We count UTF-16 code units (`String.length`): a text within that limit is also
 * within the limit in code points.
 */
export interface Limit {
  path: string;
  unit: 'characters' | 'items';
  min?: number;
  max: number;
}

const textHeader: Limit[] = [
  { path: 'interactive.header.text', unit: 'characters', min: 1, max: 60 },
  { path: 'interactive.header.sub_text', unit: 'characters', min: 1, max: 60 },
];
const body: Limit = { path: 'interactive.body.text', unit: 'characters', min: 1, max: 1024 };
const footer: Limit = { path: 'interactive.footer.text', unit: 'characters', min: 1, max: 60 };
const url = 2000;
/** For headers that can also be a file; the limits are the same as for a file message. */
const header: Limit[] = [
  ...textHeader,
  { path: 'interactive.header.image.link', unit: 'characters', min: 1, max: url },
  { path: 'interactive.header.video.link', unit: 'characters', min: 1, max: url },
  { path: 'interactive.header.document.link', unit: 'characters', min: 1, max: url },
  { path: 'interactive.header.document.filename', unit: 'characters', min: 1, max: 240 },
];

/** By message type; for interactive messages by `interactive.` and theirs. */
/** For a text message, in UTF-16 code units. */
export const maxTextLength = 4096;

export const sendLimits: Readonly<Record<string, readonly Limit[]>> = {
  text: [{ path: 'text.body', unit: 'characters', min: 1, max: maxTextLength }],
  image: [
    { path: 'image.caption', unit: 'characters', max: 1024 },
    { path: 'image.link', unit: 'characters', min: 1, max: url },
  ],
  video: [
    { path: 'video.caption', unit: 'characters', max: 1024 },
    { path: 'video.link', unit: 'characters', min: 1, max: url },
  ],
  audio: [{ path: 'audio.link', unit: 'characters', min: 1, max: url }],
  document: [
    { path: 'document.caption', unit: 'characters', max: 1024 },
    { path: 'document.filename', unit: 'characters', min: 1, max: 240 },
    { path: 'document.link', unit: 'characters', min: 1, max: url },
  ],
  sticker: [{ path: 'sticker.link', unit: 'characters', min: 1, max: url }],
  location: [
    { path: 'location.name', unit: 'characters', min: 1, max: 1000 },
    { path: 'location.address', unit: 'characters', min: 1, max: 1000 },
  ],
  contacts: [{ path: 'contacts', unit: 'items', min: 1, max: 257 }],
  reaction: [{ path: 'reaction.message_id', unit: 'characters', min: 1, max: 512 }],
  template: [
    { path: 'template.name', unit: 'characters', min: 1, max: 512 },
    { path: 'template.language.code', unit: 'characters', min: 2, max: 15 },
  ],
  'interactive.button': [
    ...header,
    body,
    footer,
    { path: 'interactive.action.buttons', unit: 'items', min: 1, max: 3 },
    { path: 'interactive.action.buttons[].reply.title', unit: 'characters', min: 1, max: 20 },
    { path: 'interactive.action.buttons[].reply.id', unit: 'characters', min: 1, max: 256 },
  ],
  'interactive.list': [
    ...textHeader,
    body,
    footer,
    { path: 'interactive.action.button', unit: 'characters', min: 1, max: 20 },
    { path: 'interactive.action.sections', unit: 'items', min: 1, max: 10 },
    { path: 'interactive.action.sections[].title', unit: 'characters', min: 1, max: 24 },
    { path: 'interactive.action.sections[].rows', unit: 'items', min: 1, max: 10 },
    { path: 'interactive.action.sections[].rows[].title', unit: 'characters', min: 1, max: 24 },
    { path: 'interactive.action.sections[].rows[].description', unit: 'characters', max: 72 },
    { path: 'interactive.action.sections[].rows[].id', unit: 'characters', min: 1, max: 200 },
  ],
  'interactive.cta_url': [
    ...header,
    body,
    footer,
    { path: 'interactive.action.parameters.display_text', unit: 'characters', min: 1, max: 20 },
    { path: 'interactive.action.parameters.url', unit: 'characters', min: 1, max: url },
  ],
  'interactive.flow': [
    ...header,
    body,
    footer,
    { path: 'interactive.action.parameters.flow_cta', unit: 'characters', min: 1, max: 30 },
  ],
  'interactive.product': [body, footer],
  'interactive.product_list': [
    ...textHeader,
    body,
    footer,
    { path: 'interactive.action.sections', unit: 'items', min: 1, max: 10 },
    { path: 'interactive.action.sections[].title', unit: 'characters', min: 1, max: 24 },
    { path: 'interactive.action.sections[].product_items', unit: 'items', min: 1, max: 30 },
  ],
  'interactive.catalog_message': [body, footer],
  'interactive.location_request_message': [body],
  'interactive.address_message': [...header, body, footer],
  'interactive.request_contact_info': [body],
  'interactive.carousel': [
    body,
    { path: 'interactive.action.cards', unit: 'items', min: 2, max: 10 },
    { path: 'interactive.action.cards[].body.text', unit: 'characters', min: 1, max: 160 },
    {
      path: 'interactive.action.cards[].action.parameters.display_text',
      unit: 'characters',
      min: 1,
      max: 20,
    },
    { path: 'interactive.action.cards[].action.parameters.url', unit: 'characters', min: 1, max: url },
    { path: 'interactive.action.cards[].action.buttons', unit: 'items', min: 1, max: 3 },
    {
      path: 'interactive.action.cards[].action.buttons[].quick_reply.title',
      unit: 'characters',
      min: 1,
      max: 20,
    },
    {
      path: 'interactive.action.cards[].action.buttons[].quick_reply.id',
      unit: 'characters',
      min: 1,
      max: 256,
    },
  ],
};

/** Limits of a list or product list over all its sections. */
export const maxRows = 10;
export const maxProducts = 30;

/** Characters of `biz_opaque_callback_data`. */
export const maxCallbackData = 512;

export interface LimitIssue {
  path: string;
  code: 'too_long' | 'too_short' | 'too_many' | 'too_few';
  message: string;
  limit: number;
}

/** The values that are beyond their limit. Absent values are left to the schema. */
export function beyondLimits(limits: readonly Limit[], content: unknown): LimitIssue[] {
  return limits.flatMap((limit) =>
    valuesAt(content, limit.path.split('.'), '').flatMap(([path, value]) => issueOf(limit, path, value)),
  );
}

function issueOf({ unit, min = 0, max }: Limit, path: string, value: unknown): LimitIssue[] {
  const size = unit === 'items' && Array.isArray(value) ? value.length : String(value).length;
  if (size > max) {
    const code = unit === 'items' ? 'too_many' : 'too_long';
    return [{ path, code, message: `At most ${max} ${unit}; these are ${size}.`, limit: max }];
  }
  const isBlank = typeof value === 'string' && min > 0 && value.trim() === '';
  if (size < min || isBlank) {
    const code = unit === 'items' ? 'too_few' : 'too_short';
    return [{ path, code, message: `At least ${min} ${unit}.`, limit: min }];
  }
  return [];
}

function valuesAt(value: unknown, [step, ...steps]: string[], path: string): [string, unknown][] {
  if (value === undefined || value === null) return [];
  if (step === undefined) return [[path, value]];
  const name = step.replace('[]', '');
  const found: unknown = Reflect.get(Object(value), name);
  const at = path === '' ? name : `${path}.${name}`;
  if (!step.endsWith('[]')) return valuesAt(found, steps, at);
  return Array.isArray(found)
    ? found.flatMap((element: unknown, i) => valuesAt(element, steps, `${at}[${i}]`))
    : [];
}

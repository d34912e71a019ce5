/** Lists templates, and checks a template message as Meta does. */
import * as v from 'valibot';
import type { Content } from '../../../worker/whatsapp/content/content.ts';
import { type Template, type TemplatePart, template } from '../../../worker/whatsapp/sending/template.ts';
import { GraphApiError } from '../graph/graph-error.ts';
import { definitions } from './template-definitions.ts';
import { checkFilledLength, checkNames } from './template-values.ts';

export const templates: readonly Template[] = v.parse(v.array(template), definitions);

/** Pages are small for any requested limit, so that a caller that reads only the first page fails. */
const maxPerPage = 2;
/** Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-account/message-template-api */
const fields = [
  'id',
  'name',
  'language',
  'status',
  'category',
  'sub_category',
  'previous_category',
  'correct_category',
  'components',
  'parameter_format',
  'quality_score',
  'rejected_reason',
  'message_send_ttl_seconds',
  'cta_url_link_tracking_opted_out',
  'library_template_name',
  'last_updated_time',
  'source',
  'health_status',
  'display_format',
];
const usualFields = [
  'name',
  'parameter_format',
  'components',
  'language',
  'status',
  'category',
  'sub_category',
];

/** `GET /{waba-id}/message_templates` */
export function listTemplates({ origin, pathname, searchParams }: URL): Response {
  const limit = Number(searchParams.get('limit') ?? 25);
  if (!Number.isInteger(limit) || limit < 1)
    throw new GraphApiError(100, '', { message: '(#100) Param limit must be a positive integer' });
  const asked = (searchParams.get('fields') ?? usualFields.join(',')).split(',');
  const unknown = asked.find((field) => !fields.includes(field));
  if (unknown !== undefined) {
    const message = `(#100) Tried accessing nonexisting field (${unknown}) on node type (WhatsAppMessageTemplate)`;
    throw new GraphApiError(100, '', { message });
  }
  // A part of the name also matches.
  const name = searchParams.get('name') ?? '';
  const found = definitions.filter((one) => one.name.includes(name));
  const from = Number(searchParams.get('after') ?? 0);
  const to = from + Math.min(limit, maxPerPage);
  const next = new URL(`${origin}${pathname}?${searchParams}`);
  next.searchParams.set('after', String(to));
  return Response.json({
    data: found.slice(from, to).map((one) => pickFields(one, [...asked, 'id'])),
    paging: {
      cursors: { before: String(from), after: String(to) },
      ...(to < found.length && { next: next.href }),
    },
  });
}

function pickFields(definition: object, asked: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(definition).filter(([field]) => asked.includes(field)));
}

export function categoryOf(name: string): string | null {
  return templates.find((one) => one.name === name)?.category ?? null;
}

type Sent = Extract<Content, { type: 'template' }>['template'];

/** Rejects a template that does not exist in this language, cannot be sent, or has the wrong number of parameters. */
export function checkTemplate({ name, language, components = [] }: Sent): void {
  const known = templates.find((one) => one.name === name && one.language === language.code);
  if (!known) throw new GraphApiError(132001, `Template name (${name}) does not exist in ${language.code}.`);
  if (known.status === 'PAUSED') throw new GraphApiError(132015, `Template ${name} is paused.`);
  checkNames(known, components);
  checkParts(known.components, components, '');
  checkFilledLength(known, components);
  const carousel = known.components.find(({ type }) => type === 'CAROUSEL');
  if (!carousel) return;
  const given = v.safeParse(
    sentCards,
    components.find(({ type }) => type.toLowerCase() === 'carousel'),
  );
  if (!given.success || given.output.cards.length !== carousel.cards.length) {
    throw new GraphApiError(132012, `carousel: expected ${carousel.cards.length} cards.`);
  }
  for (const { card_index, components: parts } of given.output.cards) {
    const card = carousel.cards[card_index];
    if (!card) throw new GraphApiError(132012, `carousel: there is no card ${card_index}.`);
    checkParts(card.components, parts, `card ${card_index}, `);
  }
}

const sentParts = v.array(
  v.looseObject({
    type: v.string(),
    parameters: v.optional(v.array(v.looseObject({ type: v.string() })), []),
  }),
);
const sentCards = v.object({
  cards: v.array(v.object({ card_index: v.number(), components: sentParts })),
});

function checkParts(parts: readonly TemplatePart[], given: unknown, where: string): void {
  const sent = v.parse(sentParts, given);
  const parametersOf = (place: string) =>
    sent.filter(({ type }) => type.toLowerCase() === place).flatMap(({ parameters }) => parameters);
  for (const place of ['header', 'body', 'limited_time_offer', 'button'] as const) {
    // Optional parameters are not counted.
    const found = parametersOf(place).filter(({ type }) => type !== 'payload' && type !== 'action').length;
    const expected = parts.flatMap((one) => expectedIn(one, place));
    if (found !== expected.length) {
      throw new GraphApiError(
        132000,
        `${where}${place}: number of localizable_params (${found}) does not match the expected number of params (${expected.length})`,
      );
    }
  }
  const [header] = parametersOf('header');
  const format = parts.find(({ type }) => type === 'HEADER')?.format?.toLowerCase();
  if (header && header.type !== format) {
    throw new GraphApiError(132012, `${where}header: expected ${format}, received ${header.type}`);
  }
  if (header?.type === 'location' && !v.is(sentPlace, header.location)) {
    throw new GraphApiError(132012, `${where}header: location needs latitude, longitude, name and address`);
  }
  const [offer] = parametersOf('limited_time_offer');
  if (offer && !v.is(sentOffer, offer.limited_time_offer)) {
    throw new GraphApiError(
      132012,
      `${where}limited_time_offer: expiration_time_ms is missing or has passed`,
    );
  }
}

const filled = v.pipe(v.string(), v.nonEmpty());
const sentPlace = v.object({
  latitude: v.pipe(filled, v.decimal()),
  longitude: v.pipe(filled, v.decimal()),
  name: filled,
  address: filled,
});
const sentOffer = v.object({
  expiration_time_ms: v.pipe(
    v.number(),
    v.integer(),
    v.check((at) => at > Date.now()),
  ),
});

/** The type of each required parameter. */
function expectedIn(one: TemplatePart, place: string): string[] {
  const variables = new Set((one.text ?? '').match(/\{\{\s*\w+\s*\}\}/g));
  switch (`${one.type.toLowerCase()} ${place}`) {
    case 'header header':
      return one.format === 'TEXT' ? [...variables] : [one.format ?? ''];
    case 'body body':
      return [...variables];
    case 'limited_time_offer limited_time_offer':
      return one.limited_time_offer?.has_expiration ? ['offer'] : [];
    case 'buttons button':
      return one.buttons
        .filter(({ type, url }) => type === 'COPY_CODE' || type === 'OTP' || url?.includes('{{'))
        .map(({ type }) => type);
    default:
      return [];
  }
}

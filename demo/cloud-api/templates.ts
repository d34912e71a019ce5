/** The templates that the demo's business has, and what Meta checks of them when one is sent. */
import * as v from 'valibot';
import type { Content } from '../../worker/whatsapp/content.ts';
import { type Template, type TemplatePart, template } from '../../worker/whatsapp/template.ts';
import { unnamedParameters } from '../../worker/whatsapp/template-parameters.ts';
import { GraphRefusal } from './graph-error.ts';

const definitions = [
  {
    id: '594425479261596',
    name: 'hello_world',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
      {
        type: 'BODY',
        text: 'Welcome and congratulations! This message shows that your number can send messages.',
      },
      { type: 'FOOTER', text: 'WhatsApp Business Platform sample message' },
    ],
  },
  {
    id: '1263837591594026',
    name: 'order_update',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, your order has left the kiln and comes on {{2}}.',
        example: { body_text: [['Ada', 'Monday']] },
      },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Thank you' },
          { type: 'QUICK_REPLY', text: 'I have a question' },
        ],
      },
    ],
  },
  {
    id: '1434829203984756',
    name: 'new_in_shop',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    parameter_format: 'NAMED',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      {
        type: 'BODY',
        text: 'Hi {{first_name}}, fresh from the wheel. Have a look!',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Ada' }] },
      },
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: 'See it',
            url: 'https://shop.example/{{1}}',
            example: ['https://shop.example/blue'],
          },
        ],
      },
    ],
  },
  {
    id: '901473845110283',
    name: 'winter_sale',
    language: 'en_US',
    status: 'PAUSED',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'All bowls at half price.' }],
  },
  {
    id: '1190339872453391',
    name: 'shop_window',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    components: [
      { type: 'BODY', text: 'Three bowls for {{1}}, made this week.', example: { body_text: [['Ada']] } },
      {
        type: 'CAROUSEL',
        cards: ['Blue bowl, {{1}}', 'Salt glaze, {{1}}'].map((text) => ({
          components: [
            { type: 'HEADER', format: 'IMAGE' },
            { type: 'BODY', text, example: { body_text: [['€ 38']] } },
            {
              type: 'BUTTONS',
              buttons: [
                { type: 'QUICK_REPLY', text: 'I want this one' },
                { type: 'URL', text: 'Look', url: 'https://shop.example/{{1}}' },
              ],
            },
          ],
        })),
      },
    ],
  },
  {
    id: '1827364550918273',
    name: 'studio_days',
    language: 'en_US',
    status: 'APPROVED',
    category: 'MARKETING',
    components: [
      { type: 'HEADER', format: 'LOCATION' },
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Open studio', has_expiration: true } },
      { type: 'BODY', text: 'Come by and show this code.' },
      { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', text: 'Copy offer code', example: ['CLAY10'] }] },
    ],
  },
];

export const templates: readonly Template[] = v.parse(v.array(template), definitions);

/** `GET /{version}/{waba-id}/message_templates`, two to a page, so that whoever reads only the first is found out. */
export function listTemplates({ origin, pathname, searchParams }: URL): Response {
  const from = Number(searchParams.get('after') ?? 0);
  const to = from + 2;
  const after = String(to);
  return Response.json({
    data: definitions.slice(from, to),
    paging: {
      cursors: { before: String(from), after },
      ...(to < definitions.length && { next: `${origin}${pathname}?after=${after}` }),
    },
  });
}

type Sent = Extract<Content, { type: 'template' }>['template'];

/** Refuses a template that does not exist in this language or may not be sent, and one with too few or too many parameters. */
export function checkTemplate({ name, language, components = [] }: Sent): void {
  const known = templates.find((one) => one.name === name && one.language === language.code);
  if (!known) throw new GraphRefusal(132001, `Template name (${name}) does not exist in ${language.code}.`);
  if (known.status === 'PAUSED') throw new GraphRefusal(132015, `Template ${name} is paused.`);
  if (unnamedParameters(known, components).length > 0)
    throw new GraphRefusal(100, 'Parameter name is missing or empty');
  checkParts(known.components, components, '');
  const carousel = known.components.find(({ type }) => type === 'CAROUSEL');
  if (!carousel) return;
  const given = v.safeParse(
    sentCards,
    components.find(({ type }) => type.toLowerCase() === 'carousel'),
  );
  if (!given.success || given.output.cards.length !== carousel.cards.length) {
    throw new GraphRefusal(132012, `carousel: expected ${carousel.cards.length} cards.`);
  }
  for (const { card_index, components: parts } of given.output.cards) {
    const card = carousel.cards[card_index];
    if (!card) throw new GraphRefusal(132012, `carousel: there is no card ${card_index}.`);
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
    // What is optional is not counted.
    const found = parametersOf(place).filter(({ type }) => type !== 'payload' && type !== 'action').length;
    const expected = parts.flatMap((one) => expectedIn(one, place));
    if (found !== expected.length) {
      throw new GraphRefusal(
        132000,
        `${where}${place}: number of localizable_params (${found}) does not match the expected number of params (${expected.length})`,
      );
    }
  }
  const [header] = parametersOf('header');
  const format = parts.find(({ type }) => type === 'HEADER')?.format?.toLowerCase();
  if (header && header.type !== format) {
    throw new GraphRefusal(132012, `${where}header: expected ${format}, received ${header.type}`);
  }
  if (header?.type === 'location' && !v.is(sentPlace, header.location)) {
    throw new GraphRefusal(132012, `${where}header: location needs latitude, longitude, name and address`);
  }
  const [offer] = parametersOf('limited_time_offer');
  if (offer && !v.is(sentOffer, offer.limited_time_offer)) {
    throw new GraphRefusal(132012, `${where}limited_time_offer: expiration_time_ms is missing or has passed`);
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

/** The type of each parameter that has to be given. */
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

/**
 * Whether the values of a message fit its template. Meta rejects a value too many or too few (132000), a file of another kind
 * (132012) and a name that the template does not have, and a template can be edited after the values were written.
 */
import * as v from 'valibot';
import type { OutboundIssue } from '../outbound-content.ts';
import type { Template } from './template.ts';
import { fieldsOf, idIn } from './template-fields.ts';

const parameter = v.looseObject({
  type: v.pipe(v.string(), v.toLowerCase()),
  parameter_name: v.fallback(v.optional(v.string()), undefined),
});
const component = v.looseObject({
  type: v.pipe(v.string(), v.toLowerCase()),
  sub_type: v.fallback(v.optional(v.pipe(v.string(), v.toLowerCase())), undefined),
  index: v.fallback(v.optional(v.pipe(v.union([v.string(), v.number()]), v.toString())), undefined),
  parameters: v.fallback(v.array(v.unknown()), []),
  cards: v.fallback(v.array(v.unknown()), []),
});
const card = v.looseObject({ card_index: v.number(), components: v.fallback(v.array(v.unknown()), []) });

/** What the template wants and the message does not have, and what it has and the template does not want. */
export function misfits(template: Template, components: readonly unknown[]): OutboundIssue[] {
  const given = new Map(components.flatMap((one) => givenIn(one, null)));
  const fields = fieldsOf(template);
  const path = 'template.components';
  const missing = fields.flatMap(({ id, kind, isOptional }): OutboundIssue[] => {
    const place = placeOf(id);
    if (isOptional || given.get(place) === kindOf(kind)) return [];
    const message = `The template needs a value for ${id}${given.has(place) ? ` of another kind: ${kind}` : ''}.`;
    return [{ path, code: 'missing', message }];
  });
  const wanted = new Set(fields.map(({ id }) => placeOf(id)));
  const surplus = [...given].flatMap(([place]): OutboundIssue[] =>
    wanted.has(place) || /(^|\.)button\./.test(place)
      ? []
      : [{ path, code: 'invalid', message: `The template has no ${place}. Leave its value out.` }],
  );
  return [...missing, ...surplus];
}

/** A place or a product is one parameter with several fields. */
function placeOf(id: string): string {
  return id
    .replace(/header\.(latitude|longitude|place_name|place_address)$/, 'header.location')
    .replace(/header\.(catalog|product)$/, 'header.product')
    .replace(/header\.filename$/, 'header.media')
    .replace(/(button\.\d+)\.(token|data)$/, '$1');
}

function kindOf(kind: string): string {
  return kind === 'image' || kind === 'video' || kind === 'document' ? kind : '';
}

/** The place of each value, and the kind of a file. */
function givenIn(one: unknown, cardIndex: number | null): [place: string, kind: string][] {
  const read = v.safeParse(component, one);
  if (!read.success) return [];
  const { type, index, parameters, cards } = read.output;
  const at = (place: string) => idIn(cardIndex, place);
  const inCards = cards.flatMap((inner) => {
    const inside = v.safeParse(card, inner);
    return inside.success
      ? inside.output.components.flatMap((part) => givenIn(part, inside.output.card_index))
      : [];
  });
  if (type === 'button') return [[at(`button.${index ?? '0'}`), '']];
  if (type === 'limited_time_offer') return [[at('offer.end'), '']];
  return [
    ...parameters.flatMap((value, place): [string, string][] => {
      const known = v.safeParse(parameter, value);
      if (!known.success) return [];
      const { type: kind, parameter_name: name } = known.output;
      if (kindOf(kind) !== '') return [[at('header.media'), kind]];
      if (kind === 'location' || kind === 'product') return [[at(`header.${kind}`), '']];
      return [[at(`${type}.${name ?? place + 1}`), '']];
    }),
    ...inCards,
  ];
}

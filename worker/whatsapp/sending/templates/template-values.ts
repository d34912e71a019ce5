/** The values in the components of a message, by field: what `composeTemplate` was given. */
import * as v from 'valibot';
import { idIn, type TemplateValues } from './template-fields.ts';

const string = v.fallback(v.optional(v.string()), undefined);
const object = v.looseObject({});
const media = v.looseObject({ id: string, link: string, filename: string });
const place = v.looseObject({ latitude: string, longitude: string, name: string, address: string });
const product = v.looseObject({ product_retailer_id: string, catalog_id: string });
const action = v.looseObject({
  flow_token: string,
  flow_action_data: v.fallback(v.optional(object), undefined),
  thumbnail_product_retailer_id: string,
  sections: v.fallback(
    v.array(v.looseObject({ product_items: v.array(v.looseObject({ product_retailer_id: v.string() })) })),
    [],
  ),
});
const parameter = v.looseObject({
  type: v.pipe(v.string(), v.toLowerCase()),
  parameter_name: string,
  text: string,
  payload: string,
  coupon_code: string,
  action: v.fallback(v.optional(action), undefined),
  limited_time_offer: v.fallback(
    v.optional(v.looseObject({ expiration_time_ms: v.pipe(v.number(), v.toString()) })),
    undefined,
  ),
});
const component = v.looseObject({
  type: v.pipe(v.string(), v.toLowerCase()),
  sub_type: v.fallback(v.optional(v.pipe(v.string(), v.toLowerCase())), undefined),
  index: v.fallback(v.optional(v.pipe(v.union([v.string(), v.number()]), v.toString())), undefined),
  parameters: v.fallback(v.array(v.unknown()), []),
  cards: v.fallback(v.array(v.unknown()), []),
});
const card = v.looseObject({ card_index: v.number(), components: v.fallback(v.array(v.unknown()), []) });

type Pairs = [id: string, value: string | undefined][];

export function valuesIn(components: readonly unknown[]): TemplateValues {
  const pairs = components.flatMap((one) => pairsIn(one, null));
  return Object.fromEntries(pairs.flatMap(([id, value]) => (value ? [[id, value]] : [])));
}

function pairsIn(one: unknown, cardIndex: number | null): Pairs {
  const read = v.safeParse(component, one);
  if (!read.success) return [];
  const { type, sub_type, index = '0', parameters, cards } = read.output;
  const pairs = parameters.flatMap((value, at): Pairs => {
    const known = v.safeParse(parameter, value);
    if (!known.success) return [];
    if (type === 'button') {
      // A card's payload says which card it is, and is written anew.
      if (sub_type === 'quick_reply' && cardIndex !== null) return [];
      return buttonPairs(`button.${index}`, known.output);
    }
    if (type === 'limited_time_offer')
      return [['offer.end', known.output.limited_time_offer?.expiration_time_ms]];
    return (
      headerPairs(known.output) ?? [[`${type}.${known.output.parameter_name ?? at + 1}`, known.output.text]]
    );
  });
  return [
    ...pairs.map(([id, value]): Pairs[number] => [idIn(cardIndex, id), value]),
    ...cards.flatMap((inner) => {
      const inside = v.safeParse(card, inner);
      return inside.success
        ? inside.output.components.flatMap((part) => pairsIn(part, inside.output.card_index))
        : [];
    }),
  ];
}

/** Null: a text. */
function headerPairs(one: v.InferOutput<typeof parameter>): Pairs | null {
  const inner = one[one.type];
  switch (one.type) {
    case 'image':
    case 'video':
    case 'document': {
      const { id, link, filename } = v.parse(v.fallback(media, {}), inner);
      return [
        ['header.media', id ?? link],
        ['header.filename', filename],
      ];
    }
    case 'location': {
      const { latitude, longitude, name, address } = v.parse(v.fallback(place, {}), inner);
      return [
        ['header.latitude', latitude],
        ['header.longitude', longitude],
        ['header.place_name', name],
        ['header.place_address', address],
      ];
    }
    case 'product': {
      const found = v.parse(v.fallback(product, {}), inner);
      return [
        ['header.product', found.product_retailer_id],
        ['header.catalog', found.catalog_id],
      ];
    }
    default:
      return null;
  }
}

function buttonPairs(
  id: string,
  { text, payload, coupon_code, action: done }: v.InferOutput<typeof parameter>,
): Pairs {
  const ids = done?.sections.flatMap(({ product_items }) =>
    product_items.map(({ product_retailer_id }) => product_retailer_id),
  );
  const products = ids && ids.length > 0 ? ids.join('\n') : done?.thumbnail_product_retailer_id;
  return [
    [id, text ?? payload ?? coupon_code ?? products],
    [`${id}.token`, done?.flow_token === 'unused' ? undefined : done?.flow_token],
    [`${id}.data`, done?.flow_action_data && JSON.stringify(done.flow_action_data)],
  ];
}

/**
 * Interactive messages as Meta takes them. The product's own rules are not used here: one must not bless the other's
 * mistake. Sources: `InteractiveObject`, `ActionObject` and `SectionObject` in Meta's OpenAPI description v23.0, and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages for the kinds and limits it lacks.
 */
import * as v from 'valibot';
import { captionless, fileOf, text, webAddress } from './parameters.ts';

const textHeader = v.strictObject({
  type: v.literal('text'),
  text: text(60),
  sub_text: v.exactOptional(text(60)),
});
const image = v.strictObject({ type: v.literal('image'), image: fileOf(captionless) });
const video = v.strictObject({ type: v.literal('video'), video: fileOf(captionless) });
const document = v.strictObject({
  type: v.literal('document'),
  document: fileOf({ ...captionless, filename: v.exactOptional(text(240)) }),
});
const anyHeader = v.exactOptional(v.variant('type', [textHeader, image, video, document]));
const body = v.strictObject({ text: text(1_024) });
const footer = v.exactOptional(v.strictObject({ text: text(60) }));
const many = <Item extends v.GenericSchema>(item: Item, least: number, most: number) =>
  v.pipe(v.array(item), v.minLength(least), v.maxLength(most));
const isUnique = (values: readonly string[]) => new Set(values).size === values.length;
const isTitled = (sections: readonly { title?: string }[]) =>
  sections.length < 2 || sections.every(({ title }) => title !== undefined);
/** Spaces at its ends would be lost on the way back. */
const replyId = (most: number) =>
  v.pipe(
    text(most),
    v.check((id) => id === id.trim(), 'The id begins or ends with a space.'),
  );

const button = v.strictObject({
  type: v.literal('button'),
  header: anyHeader,
  body,
  footer,
  action: v.strictObject({
    buttons: v.pipe(
      many(
        v.strictObject({
          type: v.literal('reply'),
          reply: v.strictObject({ id: replyId(256), title: text(20) }),
        }),
        1,
        3,
      ),
      v.check((all) => isUnique(all.map(({ reply }) => reply.id)), 'Two buttons have the same id.'),
      v.check((all) => isUnique(all.map(({ reply }) => reply.title)), 'Two buttons have the same title.'),
    ),
  }),
});

const row = v.strictObject({
  id: text(200),
  title: text(24),
  description: v.exactOptional(v.pipe(v.string(), v.maxLength(72))),
});
const list = v.strictObject({
  type: v.literal('list'),
  header: v.exactOptional(textHeader),
  body,
  footer,
  action: v.strictObject({
    button: text(20),
    sections: v.pipe(
      many(v.strictObject({ title: v.exactOptional(text(24)), rows: many(row, 1, 10) }), 1, 10),
      v.check((all) => isTitled(all), 'Each of several sections needs a title.'),
      v.check((all) => all.flatMap(({ rows }) => rows).length <= 10, 'More than 10 rows in all.'),
      v.check(
        (all) => isUnique(all.flatMap(({ rows }) => rows.map(({ id }) => id))),
        'Two rows have the same id.',
      ),
    ),
  }),
});

const linkButton = v.strictObject({
  name: v.literal('cta_url'),
  parameters: v.strictObject({ display_text: text(20), url: webAddress }),
});
const ctaUrl = v.strictObject({
  type: v.literal('cta_url'),
  header: anyHeader,
  body,
  footer,
  action: linkButton,
});

const flow = v.strictObject({
  type: v.literal('flow'),
  header: anyHeader,
  body,
  footer,
  action: v.strictObject({
    name: v.literal('flow'),
    parameters: v.pipe(
      v.strictObject({
        flow_message_version: v.literal('3'),
        flow_id: v.exactOptional(v.string()),
        flow_name: v.exactOptional(v.string()),
        flow_cta: text(30),
        flow_token: v.exactOptional(v.string()),
        mode: v.exactOptional(v.picklist(['draft', 'published'])),
        flow_action: v.exactOptional(v.picklist(['navigate', 'data_exchange'])),
        flow_action_payload: v.exactOptional(v.looseObject({})),
      }),
      v.check(
        ({ flow_id, flow_name }) => Boolean(flow_id) !== Boolean(flow_name),
        'Either flow_id or flow_name.',
      ),
    ),
  }),
});

const product = v.strictObject({
  type: v.literal('product'),
  body: v.exactOptional(body),
  footer,
  action: v.strictObject({ catalog_id: text(), product_retailer_id: text() }),
});
const productList = v.strictObject({
  type: v.literal('product_list'),
  header: textHeader,
  body,
  footer,
  action: v.strictObject({
    catalog_id: text(),
    sections: v.pipe(
      many(
        v.strictObject({
          title: v.exactOptional(text(24)),
          product_items: many(v.strictObject({ product_retailer_id: text() }), 1, 30),
        }),
        1,
        10,
      ),
      v.check((all) => isTitled(all), 'Each of several sections needs a title.'),
      v.check(
        (all) => all.flatMap(({ product_items: items }) => items).length <= 30,
        'More than 30 products in all.',
      ),
    ),
  }),
});
const catalog = v.strictObject({
  type: v.literal('catalog_message'),
  body,
  footer,
  action: v.strictObject({
    name: v.literal('catalog_message'),
    parameters: v.exactOptional(v.strictObject({ thumbnail_product_retailer_id: text() })),
  }),
});

const locationRequest = v.strictObject({
  type: v.literal('location_request_message'),
  body,
  action: v.strictObject({ name: v.literal('send_location') }),
});
const contactRequest = v.strictObject({
  type: v.literal('request_contact_info'),
  body,
  action: v.strictObject({ name: v.literal('request_contact_info') }),
});
const addressRequest = v.strictObject({
  type: v.literal('address_message'),
  header: anyHeader,
  body,
  footer,
  action: v.strictObject({
    name: v.literal('address_message'),
    parameters: v.strictObject({
      country: text(),
      values: v.exactOptional(v.looseObject({})),
      saved_addresses: v.exactOptional(v.array(v.looseObject({ id: v.string(), value: v.looseObject({}) }))),
      validation_errors: v.exactOptional(v.looseObject({})),
    }),
  }),
});

const quickReplies = v.strictObject({
  buttons: many(
    v.strictObject({
      type: v.literal('quick_reply'),
      quick_reply: v.strictObject({ id: text(256), title: text(20) }),
    }),
    1,
    3,
  ),
});
const mediaCard = v.strictObject({
  card_index: v.number(),
  type: v.exactOptional(v.literal('cta_url')),
  header: v.variant('type', [image, video]),
  body: v.exactOptional(
    v.strictObject({
      text: v.pipe(
        text(160),
        v.check((words) => words.split('\n').length <= 3, 'More than two line breaks.'),
      ),
    }),
  ),
  action: v.union([linkButton, quickReplies]),
});
const productCard = v.strictObject({
  card_index: v.number(),
  type: v.literal('product'),
  action: v.strictObject({ catalog_id: text(), product_retailer_id: text() }),
});
type Card = v.InferOutput<typeof mediaCard> | v.InferOutput<typeof productCard>;
const cards = v.pipe(
  v.array(v.union([productCard, mediaCard])),
  v.minLength(2),
  v.maxLength(10),
  v.check((all) => all.every(({ card_index }, index) => card_index === index), 'Cards are numbered from 0.'),
  v.check((all) => new Set(all.map(shapeOf)).size === 1, 'Cards differ in kind.'),
);
const carousel = v.strictObject({ type: v.literal('carousel'), body, action: v.strictObject({ cards }) });

/** All cards of a carousel have the same kind of header, the same buttons and one catalog. */
function shapeOf(card: Card): string {
  if ('catalog_id' in card.action) return `products of ${card.action.catalog_id}`;
  const buttons = 'buttons' in card.action ? `${card.action.buttons.length} replies` : 'a link';
  return `${'header' in card ? card.header.type : ''} with ${buttons}`;
}

export const prompt = v.variant('type', [
  button,
  list,
  ctaUrl,
  flow,
  product,
  productList,
  catalog,
  locationRequest,
  contactRequest,
  addressRequest,
  carousel,
]);
export const promptKinds: readonly string[] = prompt.options.map(({ entries }) => entries.type.literal);

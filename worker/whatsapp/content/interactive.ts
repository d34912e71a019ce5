/**
 * Interactive messages and the replies to them.
 * Source: Meta's OpenAPI description v23.0 (`InteractiveObject`, `InteractiveMessageReply`), and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages for the kinds it lacks.
 */
import * as v from 'valibot';

const json = v.record(v.string(), v.unknown());

/** Media that is uploaded (`id`) or fetched by Meta (`link`). */
export const hostedMedia = v.object({ id: v.optional(v.string()), link: v.optional(v.string()) });

const header = v.variant('type', [
  v.object({ type: v.literal('text'), text: v.string(), sub_text: v.optional(v.string()) }),
  v.object({ type: v.literal('image'), image: hostedMedia }),
  v.object({ type: v.literal('video'), video: hostedMedia }),
  v.object({
    type: v.literal('document'),
    document: v.object({ ...hostedMedia.entries, filename: v.optional(v.string()) }),
  }),
]);
const body = v.object({ text: v.string() });
const footer = v.object({ text: v.string() });

const ctaUrl = v.object({
  name: v.literal('cta_url'),
  parameters: v.object({ display_text: v.string(), url: v.string() }),
});

/** Up to three reply buttons. */
const button = v.object({
  type: v.literal('button'),
  header: v.optional(header),
  body,
  footer: v.optional(footer),
  action: v.object({
    buttons: v.array(
      v.object({ type: v.literal('reply'), reply: v.object({ id: v.string(), title: v.string() }) }),
    ),
  }),
});

const list = v.object({
  type: v.literal('list'),
  header: v.optional(header),
  body,
  footer: v.optional(footer),
  action: v.object({
    /** The label of the button that opens the list. */
    button: v.string(),
    sections: v.array(
      v.object({
        title: v.optional(v.string()),
        rows: v.array(v.object({ id: v.string(), title: v.string(), description: v.optional(v.string()) })),
      }),
    ),
  }),
});

const ctaUrlMessage = v.object({
  type: v.literal('cta_url'),
  header: v.optional(header),
  body,
  footer: v.optional(footer),
  action: ctaUrl,
});

const flow = v.object({
  type: v.literal('flow'),
  header: v.optional(header),
  body,
  footer: v.optional(footer),
  action: v.object({
    name: v.literal('flow'),
    parameters: v.object({
      flow_message_version: v.literal('3'),
      flow_id: v.optional(v.string()),
      flow_name: v.optional(v.string()),
      flow_cta: v.string(),
      flow_token: v.optional(v.string()),
      mode: v.optional(v.picklist(['draft', 'published'])),
      flow_action: v.optional(v.picklist(['navigate', 'data_exchange'])),
      flow_action_payload: v.optional(v.object({ screen: v.string(), data: v.optional(json) })),
    }),
  }),
});

const product = v.object({
  type: v.literal('product'),
  body: v.optional(body),
  footer: v.optional(footer),
  action: v.object({ catalog_id: v.string(), product_retailer_id: v.string() }),
});

const productList = v.object({
  type: v.literal('product_list'),
  header,
  body,
  footer: v.optional(footer),
  action: v.object({
    catalog_id: v.string(),
    sections: v.array(
      v.object({
        title: v.optional(v.string()),
        product_items: v.array(v.object({ product_retailer_id: v.string() })),
      }),
    ),
  }),
});

const catalog = v.object({
  type: v.literal('catalog_message'),
  body,
  footer: v.optional(footer),
  action: v.object({
    name: v.literal('catalog_message'),
    parameters: v.optional(v.object({ thumbnail_product_retailer_id: v.string() })),
  }),
});

const locationRequest = v.object({
  type: v.literal('location_request_message'),
  body,
  action: v.object({ name: v.literal('send_location') }),
});

/** Asks for a delivery address; the answer is an `nfm_reply`. India and Singapore only. */
const addressRequest = v.object({
  type: v.literal('address_message'),
  header: v.optional(header),
  body,
  footer: v.optional(footer),
  action: v.object({
    name: v.literal('address_message'),
    parameters: v.object({
      country: v.string(),
      values: v.optional(json),
      saved_addresses: v.optional(v.array(v.object({ id: v.string(), value: json }))),
      validation_errors: v.optional(json),
    }),
  }),
});

/** Asks for the phone number of a customer who hides it; the answer is a `contacts` message. */
const contactRequest = v.object({
  type: v.literal('request_contact_info'),
  body,
  action: v.object({ name: v.literal('request_contact_info') }),
});

const cardBody = v.optional(body);
const mediaCard = v.object({
  card_index: v.number(),
  type: v.optional(v.literal('cta_url')),
  header: v.variant('type', [
    v.object({ type: v.literal('image'), image: hostedMedia }),
    v.object({ type: v.literal('video'), video: hostedMedia }),
  ]),
  body: cardBody,
  action: v.union([
    ctaUrl,
    v.object({
      buttons: v.array(
        v.object({
          type: v.literal('quick_reply'),
          quick_reply: v.object({ id: v.string(), title: v.string() }),
        }),
      ),
    }),
  ]),
});
const productCard = v.object({
  card_index: v.number(),
  type: v.literal('product'),
  action: v.object({ catalog_id: v.string(), product_retailer_id: v.string() }),
});
const carousel = v.object({
  type: v.literal('carousel'),
  body,
  action: v.object({ cards: v.array(v.union([productCard, mediaCard])) }),
});

/** The kinds that a business can send. */
export const interactivePrompt = v.variant('type', [
  button,
  list,
  ctaUrlMessage,
  flow,
  product,
  productList,
  catalog,
  locationRequest,
  addressRequest,
  contactRequest,
  carousel,
]);

/** The contact's choice. */
export const interactiveReply = v.variant('type', [
  v.object({
    type: v.literal('button_reply'),
    button_reply: v.object({ id: v.string(), title: v.string() }),
  }),
  v.object({
    type: v.literal('list_reply'),
    list_reply: v.object({ id: v.string(), title: v.string(), description: v.optional(v.string()) }),
  }),
  /** The answers of a Flow or an address form; `response_json` is JSON inside a string. */
  v.object({
    type: v.literal('nfm_reply'),
    nfm_reply: v.object({
      name: v.optional(v.string()),
      body: v.optional(v.string()),
      response_json: v.string(),
    }),
  }),
  v.object({
    type: v.literal('call_permission_reply'),
    call_permission_reply: v.object({
      response: v.string(),
      is_permanent: v.optional(v.boolean()),
      expiration_timestamp: v.optional(v.union([v.string(), v.number()])),
      response_source: v.optional(v.string()),
    }),
  }),
]);

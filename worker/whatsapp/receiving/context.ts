/**
 * The context of a received message: the message it replies to, its source, and its errors.
 * Source: Meta's webhook reference for messages; `forwarded`, `identity` and `group_id` are not in its OpenAPI
 * description v23.0.
 */
import * as v from 'valibot';
import { graphErrors } from '../graph/errors.ts';

export type MessageContext = v.InferOutput<typeof message>;

/** Reads the stored JSON of a message. Never throws: a malformed part is left out. */
export function readContext(raw: string): MessageContext {
  try {
    return v.parse(message, JSON.parse(raw));
  } catch {
    return {};
  }
}

const string = v.optional(v.string());
const flag = v.optional(v.boolean());

/** A malformed part must not lose the others. */
function part<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.fallback(v.optional(v.object(entries)), undefined);
}

/** The advertisement or post through which the customer came. */
export const referral = v.object({
  source_url: string,
  source_id: string,
  /** `ad` or `post`. */
  source_type: string,
  headline: string,
  body: string,
  media_type: string,
  image_url: string,
  video_url: string,
  thumbnail_url: string,
  ctwa_clid: string,
  welcome_message: part({ text: string }),
});

const message = v.object({
  context: part({
    /** The author of the quoted message. */
    from: string,
    /** `wamid` of the quoted message. */
    id: string,
    forwarded: flag,
    frequently_forwarded: flag,
    /** The message is a question about this product. */
    referred_product: part({ catalog_id: v.string(), product_retailer_id: v.string() }),
  }),
  referral: v.fallback(v.optional(referral), undefined),
  identity: part({
    acknowledged: flag,
    created_timestamp: v.optional(v.union([v.string(), v.number()])),
    hash: string,
  }),
  group_id: v.fallback(string, undefined),
  /** Why the content could not be delivered to us. */
  errors: v.fallback(v.optional(graphErrors), undefined),
});

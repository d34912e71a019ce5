/** The part of Meta's Graph API that we answer ourselves, for programs that were written for it. */
import * as v from 'valibot';

/** Every answer under `/graph/` that is not 2xx, as Meta's Graph API writes it. Match on `code`. */
export const graphErrorBody = v.object({
  error: v.object({
    message: v.string(),
    type: v.string(),
    code: v.number(),
    error_subcode: v.exactOptional(v.number()),
    error_data: v.exactOptional(v.object({ messaging_product: v.literal('whatsapp'), details: v.string() })),
    fbtrace_id: v.string(),
  }),
});
export type GraphErrorBody = v.InferOutput<typeof graphErrorBody>;

/** `message_status` is only there for a message that WhatsApp has not accepted yet, and `id` is ours then. */
export const graphSent = v.object({
  messaging_product: v.literal('whatsapp'),
  contacts: v.array(
    v.object({ input: v.string(), wa_id: v.exactOptional(v.string()), user_id: v.exactOptional(v.string()) }),
  ),
  messages: v.array(
    v.object({
      id: v.string(),
      message_status: v.exactOptional(v.picklist(['queued', 'sending', 'in_doubt'])),
    }),
  ),
});
export type GraphSent = v.InferOutput<typeof graphSent>;

/** `POST …/media`: the id that Meta has given to the file. It is valid for 30 days. */
export const graphUploaded = v.object({ id: v.string() });
export type GraphUploaded = v.InferOutput<typeof graphUploaded>;

/** `GET …/{media-id}`. `url` is at this Worker and needs the API token, as Meta's needs its access token. */
export const graphMedia = v.object({
  messaging_product: v.literal('whatsapp'),
  url: v.string(),
  mime_type: v.string(),
  /** In hexadecimal. */
  sha256: v.string(),
  /** In bytes. */
  file_size: v.number(),
  id: v.string(),
});
export type GraphMedia = v.InferOutput<typeof graphMedia>;

export const graphSuccess = v.object({ success: v.boolean() });
export type GraphSuccess = v.InferOutput<typeof graphSuccess>;

/** `GET …/{phone-number-id}`: the fields that were asked for and that Meta has. */
export const graphNumber = v.looseObject({ id: v.string() });
export type GraphNumber = v.InferOutput<typeof graphNumber>;

/** `GET …/{waba-id}/message_templates`. `next` and `previous` are addresses of this Worker. */
export const graphTemplates = v.object({
  data: v.array(v.record(v.string(), v.unknown())),
  paging: v.exactOptional(
    v.object({
      cursors: v.exactOptional(
        v.object({ before: v.exactOptional(v.string()), after: v.exactOptional(v.string()) }),
      ),
      next: v.exactOptional(v.string()),
      previous: v.exactOptional(v.string()),
    }),
  ),
});
export type GraphTemplates = v.InferOutput<typeof graphTemplates>;

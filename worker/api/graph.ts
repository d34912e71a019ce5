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

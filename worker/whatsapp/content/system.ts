/** What WhatsApp itself says in a conversation. */
import * as v from 'valibot';
import { type ContentEntry, noFile, noText, noTexts } from './content-entry.ts';
import { string } from './values.ts';

/** A change of the contact: `type` is `user_changed_number`, `user_changed_user_id`, … */
export const systemContent = v.object({
  type: v.literal('system'),
  system: v.object({
    type: string,
    body: string,
    /** The new number; `new_wa_id` in older API versions. */
    wa_id: string,
    new_wa_id: string,
    user_id: string,
    parent_user_id: string,
    /** The new identity hash, in `customer_identity_changed`. */
    identity: string,
  }),
});

/** The contact opened the chat for the first time. */
export const requestWelcomeContent = v.object({ type: v.literal('request_welcome') });

export const systemEntry: ContentEntry<v.InferOutput<typeof systemContent>> = {
  texts: ({ system }) => [system.body],
  exportDetails: noTexts,
  pushText: noText,
  file: noFile,
};

export const requestWelcomeEntry: ContentEntry<v.InferOutput<typeof requestWelcomeContent>> = {
  texts: noTexts,
  exportDetails: noTexts,
  pushText: noText,
  file: noFile,
};

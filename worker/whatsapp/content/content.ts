/**
 * What can stand in a message, in either direction, in Meta's own names: `content[content.type]` is Meta's
 * object of that type. Sources: Meta's OpenAPI description v23.0, and its webhook reference at
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages.
 *
 * A shape asks only for what a reader needs and leaves out what it does not know: Meta adds fields without
 * notice, and the message's JSON as received is kept beside it.
 */
import * as v from 'valibot';
import { interactivePrompt, interactiveReply } from './interactive.ts';

/** Reads the content of a message's JSON, as stored. Never throws: what is not understood is `unsupported`. */
export function readContent(raw: string): Content {
  const message = parseJson(raw);
  const known = v.safeParse(knownContent, message);
  return known.success ? known.output : { type: 'unsupported', originalType: originalTypeOf(message), raw };
}

/**
 * Reads an event that is no message but stands in the thread as a line: a call, a choice about marketing
 * messages, a change of a group. `field` is the webhook field it came in. Never throws.
 */
export function readNotice(field: string, raw: string): Content {
  const known = v.safeParse(noticeContent, parseJson(noticeAsMessage(field, raw)));
  return known.success ? known.output : { type: 'unsupported', originalType: field, raw };
}

/** Such an event's JSON in the form of a message, so that both are stored and read alike. */
export function noticeAsMessage(field: string, raw: string): string {
  if (field === 'user_id_update') return systemLine(raw);
  const type = field.startsWith('group_') ? 'group' : field;
  return `{"type":${JSON.stringify(type)},${JSON.stringify(type)}:${raw}}`;
}

/** WhatsApp tells of another user id in two forms, of which the other is a system message. */
function systemLine(raw: string): string {
  const read = v.safeParse(v.object({ detail: v.string() }), parseJson(raw));
  const body = read.success ? read.output.detail : 'WhatsApp gave this contact a new user ID.';
  return JSON.stringify({ type: 'system', system: { type: 'user_changed_user_id', body } });
}

/** The group that an event is about, in a message as in a change of the group; null for everything else. */
export function groupIn(raw: string): { id: string; subject: string | null } | null {
  const read = v.safeParse(grouped, parseJson(raw));
  return read.success ? { id: read.output.group_id, subject: read.output.subject ?? null } : null;
}

const grouped = v.object({ group_id: v.string(), subject: v.optional(v.string()) });

/** A message in a group as a line: who wrote, and what. */
export function groupLine(groupId: string, sender: string, raw: string): string {
  const content = readContent(raw);
  const said = content.type === 'text' ? content.text.body : `(${content.type})`;
  const group = { type: 'message', group_id: groupId, description: `${sender}: ${said}` };
  return JSON.stringify({ type: 'group', group });
}

/** The `wamid` of the message that a reaction, an edit or a revocation is about; null for what stands for itself. */
export function targetOf(content: Content): string | null {
  switch (content.type) {
    case 'reaction':
      return content.reaction.message_id;
    case 'edit':
      return content.edit.original_message_id;
    case 'revoke':
      return content.revoke.original_message_id;
    default:
      return null;
  }
}

export type Content = v.InferOutput<typeof knownContent> | UnsupportedContent;

export type ContentType = Content['type'];

/** A message of a type, or in a form, that is not understood here. Kept whole, shown as its JSON. */
export interface UnsupportedContent {
  type: 'unsupported';
  /** Meta's word for it. */
  originalType: string;
  /** The message as received. */
  raw: string;
}

const string = v.optional(v.string());
/** Numbers that older API versions sent as strings. */
const number = v.union([v.number(), v.pipe(v.string(), v.trim(), v.nonEmpty(), v.toNumber())]);

/**
 * Received media has an `id` to ask a short-lived URL for, and since 2025 sometimes that URL itself. Media we
 * send has an `id` after an upload, or a `link` that Meta fetches.
 */
const media = v.object({ id: string, link: string, url: string, mime_type: string, sha256: string });

export const textContent = v.object({
  type: v.literal('text'),
  text: v.object({ body: v.string(), preview_url: v.optional(v.boolean()) }),
});
export const imageContent = v.object({
  type: v.literal('image'),
  image: v.object({ ...media.entries, caption: string }),
});
export const videoContent = v.object({
  type: v.literal('video'),
  video: v.object({ ...media.entries, caption: string }),
});
/** `voice` marks a recording, shown with the sender's picture; otherwise it is an audio file. */
export const audioContent = v.object({
  type: v.literal('audio'),
  audio: v.object({ ...media.entries, voice: v.optional(v.boolean()) }),
});
export const documentContent = v.object({
  type: v.literal('document'),
  document: v.object({ ...media.entries, caption: string, filename: string }),
});
export const stickerContent = v.object({
  type: v.literal('sticker'),
  sticker: v.object({ ...media.entries, animated: v.optional(v.boolean()) }),
});

export const locationContent = v.object({
  type: v.literal('location'),
  location: v.object({ latitude: number, longitude: number, name: string, address: string, url: string }),
});

export const contactsContent = v.object({
  type: v.literal('contacts'),
  /** `contact_request`: the customer answered our request for the phone number. */
  origin: string,
  contacts: v.array(
    v.object({
      name: v.optional(
        v.object({
          formatted_name: string,
          first_name: string,
          last_name: string,
          middle_name: string,
          prefix: string,
          suffix: string,
        }),
      ),
      phones: v.optional(v.array(v.object({ phone: string, type: string, wa_id: string }))),
      emails: v.optional(v.array(v.object({ email: string, type: string }))),
      addresses: v.optional(
        v.array(
          v.object({
            street: string,
            city: string,
            state: string,
            zip: string,
            country: string,
            country_code: string,
            type: string,
          }),
        ),
      ),
      urls: v.optional(v.array(v.object({ url: string, type: string }))),
      org: v.optional(v.object({ company: string, department: string, title: string })),
      birthday: string,
      vcard: string,
    }),
  ),
});

/** An absent or empty `emoji` takes the reaction back. */
export const reactionContent = v.object({
  type: v.literal('reaction'),
  reaction: v.object({ message_id: v.string(), emoji: string }),
});

export const interactiveContent = v.object({
  type: v.literal('interactive'),
  interactive: v.union([interactivePrompt, interactiveReply]),
});

/** A template's parameters are as many as there are templates; Meta checks them against the template itself. */
export const templateContent = v.object({
  type: v.literal('template'),
  template: v.object({
    name: v.string(),
    language: v.object({ code: v.string(), policy: string }),
    components: v.optional(v.array(v.looseObject({ type: v.string() }))),
  }),
});

const templateFace = {
  header: v.nullable(v.string()),
  /** What stands there instead of a text: IMAGE, VIDEO, DOCUMENT, LOCATION, PRODUCT. */
  headerFormat: v.nullable(v.string()),
  body: v.string(),
  footer: v.nullable(v.string()),
  /** Of a limited-time offer. */
  offer: v.nullable(v.string()),
  buttons: v.array(v.string()),
};

/** A template as WhatsApp shows it, with what was filled in. */
export const templatePreview = v.object({ ...templateFace, cards: v.array(v.object(templateFace)) });

/**
 * Meta is told a template's name and what to fill in. Beside that is kept what the customer saw, where the template
 * was known: it may have other words tomorrow, or be gone.
 */
const shownTemplateContent = v.object({ ...templateContent.entries, shown: v.optional(templatePreview) });

/** A quick reply under a template was pressed. */
const buttonContent = v.object({
  type: v.literal('button'),
  button: v.object({ payload: string, text: v.string() }),
});

const orderContent = v.object({
  type: v.literal('order'),
  order: v.object({
    catalog_id: v.string(),
    text: string,
    product_items: v.array(
      v.object({
        product_retailer_id: v.string(),
        quantity: number,
        item_price: number,
        currency: v.string(),
      }),
    ),
  }),
});

/** WhatsApp tells of the customer: `type` is `user_changed_number`, `user_changed_user_id`, … */
const systemContent = v.object({
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

/** The customer opened the chat for the first time. */
const requestWelcomeContent = v.object({ type: v.literal('request_welcome') });

/** Only numbers that are also in the WhatsApp Business app get edits and revocations. */
const editContent = v.object({
  type: v.literal('edit'),
  edit: v.object({
    original_message_id: v.string(),
    message: v.variant('type', [textContent, imageContent, videoContent, documentContent]),
  }),
});
const revokeContent = v.object({
  type: v.literal('revoke'),
  revoke: v.object({ original_message_id: v.string() }),
});

const messageContent = v.variant('type', [
  textContent,
  imageContent,
  videoContent,
  audioContent,
  documentContent,
  stickerContent,
  locationContent,
  contactsContent,
  reactionContent,
  interactiveContent,
  shownTemplateContent,
  buttonContent,
  orderContent,
  systemContent,
  requestWelcomeContent,
  editContent,
  revokeContent,
]);

const noticeContent = v.variant('type', [
  v.object({
    type: v.literal('calls'),
    calls: v.object({
      id: string,
      /** `connect` or `terminate`. */
      event: string,
      /** `USER_INITIATED` or `BUSINESS_INITIATED`. */
      direction: string,
      /** How a terminated call ended: `COMPLETED` or `FAILED`; in a status: `RINGING`, `ACCEPTED`, `REJECTED`. */
      status: string,
      /** Seconds, of a call that was answered. */
      duration: v.optional(number),
    }),
  }),
  v.object({
    type: v.literal('user_preferences'),
    /** `value` is `stop` or `resume`; `category` says of what: `marketing_messages`. */
    user_preferences: v.object({ category: v.string(), value: v.string(), detail: string }),
  }),
  v.object({
    type: v.literal('group'),
    group: v.object({
      type: v.string(),
      group_id: v.string(),
      subject: string,
      description: string,
      reason: string,
    }),
  }),
]);

const knownContent = v.variant('type', [...messageContent.options, ...noticeContent.options]);

/** Meta names what it cannot deliver in `unsupported.type`, when it says it at all. */
const unsupportedMessage = v.object({ unsupported: v.object({ type: v.string() }) });
const typedMessage = v.object({ type: v.string() });

function originalTypeOf(message: unknown): string {
  if (v.is(unsupportedMessage, message)) return message.unsupported.type;
  return v.is(typedMessage, message) ? message.type : 'unknown';
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

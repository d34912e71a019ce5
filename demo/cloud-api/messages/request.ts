/** The body of `POST /{version}/{phone-number-id}/messages`. Meta rejects unknown parameters. */
import * as v from 'valibot';
import { phoneKey } from '../../../worker/whatsapp/identity/aliases.ts';
import { isUserId } from '../customers/customer-id.ts';
import { GraphApiError, requireProduct } from '../graph/graph-error.ts';
import { checkValues } from '../templates/sending/template-values.ts';
import { isOtherKind, type OtherContent, otherContent } from './other-kinds.ts';
import { isUnknownKind, type UsualContent, usualContent } from './usual-kinds.ts';

/** `lost`: `to` contains a user id. Meta accepts it, but never delivers the message. */
export interface Addressee {
  input: string;
  by: 'phone' | 'user_id' | 'group' | 'lost';
}

export type MessagesRequest =
  | {
      kind: 'send';
      addressee: Addressee;
      content: UsualContent | OtherContent;
      quoted: string | null;
      callbackData: string | null;
      /** The identity of the customer that the business expects. */
      identityHash: string | null;
    }
  | { kind: 'read'; wamid: string; typing: boolean };

const product = v.literal('whatsapp');
const read = v.strictObject({
  messaging_product: product,
  status: v.literal('read'),
  message_id: v.string(),
  typing_indicator: v.optional(v.strictObject({ type: v.literal('text') })),
});
const send = v.object({
  messaging_product: product,
  recipient_type: v.optional(v.picklist(['individual', 'group']), 'individual'),
  to: v.optional(v.pipe(v.string(), v.nonEmpty())),
  recipient: v.optional(v.pipe(v.string(), v.nonEmpty())),
  type: v.optional(v.string(), 'text'),
  context: v.optional(v.strictObject({ message_id: v.string() })),
  biz_opaque_callback_data: v.optional(v.pipe(v.string(), v.maxLength(512))),
  recipient_identity_key_hash: v.optional(v.string()),
});

export function readMessagesRequest(body: unknown): MessagesRequest {
  const fields = v.is(v.record(v.string(), v.unknown()), body) ? body : {};
  requireProduct(fields.messaging_product);
  if (v.is(v.object({ status: v.unknown() }), body)) {
    const result = v.safeParse(read, body);
    if (!result.success) throw errorOf(result.issues);
    return {
      kind: 'read',
      wamid: result.output.message_id,
      typing: result.output.typing_indicator !== undefined,
    };
  }
  const result = v.safeParse(send, body);
  if (!result.success) throw errorOf(result.issues);
  const {
    messaging_product,
    recipient_type,
    to,
    recipient,
    context,
    biz_opaque_callback_data,
    recipient_identity_key_hash,
    ...rest
  } = v.parse(v.looseObject(send.entries), body);
  const isGroup = recipient_type === 'group';
  const addressee = isGroup ? groupOf(to) : addresseeOf(to, recipient);
  const content = contentIn(rest);
  if (isGroup && !groupKinds.includes(content.type))
    throw new GraphApiError(131051, `Messages of type ${content.type} cannot be sent to a group.`);
  if (!isGroup && content.type === 'pin')
    throw new GraphApiError(131051, 'Messages can be pinned in groups only.');
  return {
    kind: 'send',
    addressee,
    content,
    quoted: context?.message_id ?? null,
    callbackData: biz_opaque_callback_data ?? null,
    identityHash: recipient_identity_key_hash ?? null,
  };
}

/** The only message types that groups accept. */
const groupKinds = ['text', 'image', 'video', 'audio', 'document', 'sticker', 'template', 'pin'];

function contentIn(rest: { type: string }): UsualContent | OtherContent {
  if (isOtherKind(rest)) {
    const other = v.safeParse(otherContent, rest);
    if (other.success) return other.output;
    throw valueRefusalOf(other.issues);
  }
  if (isUnknownKind(rest))
    throw new GraphApiError(100, 'Param type is no type of message that is known here.');
  if (v.is(sentTemplate, rest)) checkValues(rest.template.components);
  const usual = v.safeParse(usualContent, rest);
  if (usual.success) return usual.output;
  throw valueRefusalOf(usual.issues);
}

const sentTemplate = v.looseObject({
  type: v.literal('template'),
  template: v.looseObject({ components: v.optional(v.unknown()) }),
});

/** Group ids are opaque, and longer than any phone number. */
function groupOf(to: string | undefined): Addressee {
  if (to === undefined) throw missing('to');
  if (!/^[\w=-]{20,}$/.test(to)) throw new GraphApiError(131009, 'Param to is not a group id.');
  return { input: to, by: 'group' };
}

function missing(parameter: string): GraphApiError {
  return new GraphApiError(100, '', { message: `(#100) The parameter ${parameter} is required.` });
}

function addresseeOf(to: string | undefined, recipient: string | undefined): Addressee {
  // If both are set, Meta uses `to`.
  if (to === undefined && recipient !== undefined) {
    if (!isUserId(recipient)) throw new GraphApiError(131009, 'Param recipient is not a user id.');
    return { input: recipient, by: 'user_id' };
  }
  if (to === undefined) throw missing('to');
  if (isUserId(to)) return { input: to, by: 'lost' };
  if (phoneKey(to) === null) throw new GraphApiError(131009, 'Param to is not a valid phone number.');
  return { input: to, by: 'phone' };
}

function errorOf([issue]: readonly v.BaseIssue<unknown>[]): GraphApiError {
  const path = issue ? (v.getDotPath(issue) ?? '') : '';
  const isMissing = issue?.received === 'undefined';
  return new GraphApiError(isMissing ? 131008 : 100, `Param ${path}: ${issue?.message ?? 'invalid'}`);
}

function valueRefusalOf([issue]: readonly v.BaseIssue<unknown>[]): GraphApiError {
  const path = issue ? (v.getDotPath(issue) ?? '') : '';
  const code = issue?.received === 'undefined' ? 131008 : issue?.type === 'strict_object' ? 100 : 131009;
  return new GraphApiError(code, `Param ${path}: ${issue?.message ?? 'invalid'}`);
}

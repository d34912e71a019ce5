/** What `POST /{version}/{phone-number-id}/messages` may say. Meta refuses a parameter that it does not know. */
import * as v from 'valibot';
import { phoneKey } from '../../worker/whatsapp/identity.ts';
import { interactivePrompt } from '../../worker/whatsapp/interactive.ts';
import {
  checkOutbound,
  type OutboundContent,
  type OutboundIssue,
  outboundContent,
} from '../../worker/whatsapp/send.ts';
import { isUserId } from './customer-id.ts';
import { GraphRefusal } from './graph-error.ts';

/** `lost`: Meta accepts a user id in `to`, and the message reaches nobody. */
export interface Addressee {
  input: string;
  by: 'phone' | 'user_id' | 'lost';
}

export type MessagesRequest =
  | {
      kind: 'send';
      addressee: Addressee;
      content: OutboundContent;
      quoted: string | null;
      callbackData: string | null;
      /** The identity that the business believes the customer to have. */
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
  recipient_type: v.optional(v.literal('individual')),
  to: v.optional(v.pipe(v.string(), v.nonEmpty())),
  recipient: v.optional(v.pipe(v.string(), v.nonEmpty())),
  type: v.optional(v.string(), 'text'),
  context: v.optional(v.strictObject({ message_id: v.string() })),
  biz_opaque_callback_data: v.optional(v.pipe(v.string(), v.maxLength(512))),
  recipient_identity_key_hash: v.optional(v.string()),
});

export function readMessagesRequest(body: unknown): MessagesRequest {
  if (v.is(v.object({ status: v.unknown() }), body)) {
    const result = v.safeParse(read, body);
    if (!result.success) throw refusalOf(result.issues);
    return {
      kind: 'read',
      wamid: result.output.message_id,
      typing: result.output.typing_indicator !== undefined,
    };
  }
  const result = v.safeParse(send, body);
  if (!result.success) throw refusalOf(result.issues);
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
  const addressee = addresseeOf(to, recipient);
  if (isUnknownKind(rest))
    throw new GraphRefusal(100, 'Param type is no type of message that is known here.');
  const checked = checkOutbound(rest);
  if ('issues' in checked) {
    const [issue] = checked.issues;
    if (issue?.path.startsWith('template.components')) throw valueRefusal(issue);
    throw new GraphRefusal(
      issue?.code === 'missing' ? 131008 : issue?.code === 'unknown_key' ? 100 : 131009,
      `${issue?.path}: ${issue?.message}`,
    );
  }
  return {
    kind: 'send',
    addressee,
    content: checked.content,
    quoted: context?.message_id ?? null,
    callbackData: biz_opaque_callback_data ?? null,
    identityHash: recipient_identity_key_hash ?? null,
  };
}

function addresseeOf(to: string | undefined, recipient: string | undefined): Addressee {
  // When both are there, Meta takes `to`.
  if (to === undefined && recipient !== undefined) {
    if (!isUserId(recipient)) throw new GraphRefusal(131009, 'Param recipient is not a user id.');
    return { input: recipient, by: 'user_id' };
  }
  if (to === undefined) throw new GraphRefusal(131008, 'Param to or param recipient is required.');
  if (isUserId(to)) return { input: to, by: 'lost' };
  if (phoneKey(to) === null) throw new GraphRefusal(131009, 'Param to is not a valid phone number.');
  return { input: to, by: 'phone' };
}

/** A kind that only the reader of all kinds could refuse would look like a wrong value, not like a wrong `type`. */
function isUnknownKind(content: { type: string }): boolean {
  const kinds: readonly string[] = outboundContent.options.map(({ entries }) => entries.type.literal);
  if (!kinds.includes(content.type)) return true;
  const prompts: readonly string[] = interactivePrompt.options.map(({ entries }) => entries.type.literal);
  const prompt = v.safeParse(v.object({ interactive: v.object({ type: v.string() }) }), content);
  return (
    content.type === 'interactive' && prompt.success && !prompts.includes(prompt.output.interactive.type)
  );
}

/** In Meta's words: https://github.com/netflie/whatsapp-cloud-api/issues/201 has the one for line breaks. */
function valueRefusal({ path, code, message }: OutboundIssue): GraphRefusal {
  if (path.endsWith('.parameter_name')) return new GraphRefusal(100, 'Parameter name is missing or empty');
  if (code === 'missing' || code === 'too_short')
    return new GraphRefusal(131008, 'Parameter of type text is missing text value');
  return code === 'invalid'
    ? new GraphRefusal(
        132018,
        'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
      )
    : new GraphRefusal(131009, `${path}: ${message}`);
}

function refusalOf([issue]: readonly v.BaseIssue<unknown>[]): GraphRefusal {
  const path = issue ? (v.getDotPath(issue) ?? '') : '';
  const isMissing = issue?.received === 'undefined';
  return new GraphRefusal(isMissing ? 131008 : 100, `Param ${path}: ${issue?.message ?? 'invalid'}`);
}

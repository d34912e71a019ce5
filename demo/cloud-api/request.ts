/** What `POST /{version}/{phone-number-id}/messages` may say. Meta refuses a parameter that it does not know. */
import * as v from 'valibot';
import { phoneKey } from '../../worker/whatsapp/identity.ts';
import { checkOutbound, type OutboundContent } from '../../worker/whatsapp/send.ts';
import { GraphRefusal } from './graph-error.ts';

export type MessagesRequest =
  | { kind: 'send'; to: string; content: OutboundContent; quoted: string | null; callbackData: string | null }
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
  to: v.pipe(v.string(), v.nonEmpty()),
  type: v.optional(v.string(), 'text'),
  context: v.optional(v.strictObject({ message_id: v.string() })),
  biz_opaque_callback_data: v.optional(v.pipe(v.string(), v.maxLength(512))),
});
const supported = ['text', 'template', 'reaction'];

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
  const { output } = result;
  if (!supported.includes(output.type)) {
    throw new GraphRefusal(100, `Param type must be one of ${supported.join(', ')}.`);
  }
  const { messaging_product, recipient_type, to, context, biz_opaque_callback_data, ...rest } = v.parse(
    v.looseObject(send.entries),
    body,
  );
  const checked = checkOutbound(rest);
  if ('issues' in checked) {
    const [issue] = checked.issues;
    throw new GraphRefusal(
      issue?.code === 'missing' ? 131008 : issue?.code === 'unknown_key' ? 100 : 131009,
      `${issue?.path}: ${issue?.message}`,
    );
  }
  const phone = phoneKey(to);
  if (phone === null) throw new GraphRefusal(131009, 'Param to is not a valid phone number.');
  return {
    kind: 'send',
    to: to.replace(/\D/g, ''),
    content: checked.content,
    quoted: context?.message_id ?? null,
    callbackData: biz_opaque_callback_data ?? null,
  };
}

function refusalOf([issue]: readonly v.BaseIssue<unknown>[]): GraphRefusal {
  const path = issue ? (v.getDotPath(issue) ?? '') : '';
  const isMissing = issue?.received === 'undefined';
  return new GraphRefusal(isMissing ? 131008 : 100, `Param ${path}: ${issue?.message ?? 'invalid'}`);
}

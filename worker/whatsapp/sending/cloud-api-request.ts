/**
 * The body that a Cloud API client posts to `/{version}/{phone-number-id}/messages`: a message, or a read receipt. It
 * is refused with the codes that Meta uses, also for a parameter that Meta does not know.
 * Source: Meta's OpenAPI description v23.0 (`MessageRequestPayload`), and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes.
 */
import * as v from 'valibot';
import { internationalDigits } from '../identity/phone-number.ts';
import { noWords, plainIssue } from '../plain-issue.ts';
import type { Party } from '../receiving/inbox-event.ts';
import type { OutboundContent, OutboundIssue } from './outbound-content.ts';
import { checkOutbound } from './send.ts';

export type CloudApiRequest =
  | {
      kind: 'send';
      /** The recipient as the caller has written it. */
      input: string;
      to: Party;
      content: OutboundContent;
      /** `wamid` of the message to quote. */
      replyTo: string | null;
      /** The caller's own `biz_opaque_callback_data`. */
      callbackData: string | null;
    }
  | { kind: 'read'; wamid: string; typing: boolean };

/** One of Meta's error codes, and which value is wrong. */
export interface RequestProblem {
  code: 100 | 131008 | 131009 | 131051;
  details: string;
}

const read = v.strictObject({
  messaging_product: v.literal('whatsapp'),
  status: v.literal('read'),
  message_id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(512)),
  typing_indicator: v.optional(v.strictObject({ type: v.literal('text') })),
});

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(512));
const send = v.looseObject({
  messaging_product: v.literal('whatsapp'),
  recipient_type: v.optional(v.picklist(['individual', 'group']), 'individual'),
  to: v.optional(id),
  recipient: v.optional(id),
  type: v.optional(v.string(), 'text'),
  context: v.optional(v.strictObject({ message_id: id })),
  biz_opaque_callback_data: v.optional(v.pipe(v.string(), v.maxLength(512))),
});

export function readCloudApiRequest(
  body: unknown,
): { request: CloudApiRequest } | { problem: RequestProblem } {
  // A message has no status.
  if (v.is(v.looseObject({ status: v.unknown() }), body)) {
    const result = v.safeParse(read, body, { message: noWords });
    if (!result.success) return { problem: problemOf(result.issues) };
    const { message_id: wamid, typing_indicator } = result.output;
    return { request: { kind: 'read', wamid, typing: typing_indicator !== undefined } };
  }
  const result = v.safeParse(send, body, { message: noWords });
  if (!result.success) return { problem: problemOf(result.issues) };
  const {
    messaging_product: _product,
    recipient_type: recipientType,
    to,
    recipient,
    context,
    biz_opaque_callback_data: callbackData = null,
    ...given
  } = result.output;
  if (recipientType === 'group') {
    return { problem: { code: 131051, details: 'Groups can be read in this inbox, and not written to.' } };
  }
  const addressed = recipientIn(to, recipient);
  if ('problem' in addressed) return addressed;
  const checked = checkOutbound(withoutIgnored(withParsedContent(given)));
  if ('issues' in checked) return { problem: contentProblem(checked.issues) };
  const replyTo = context?.message_id ?? null;
  return { request: { kind: 'send', ...addressed, content: checked.content, replyTo, callbackData } };
}

/** Graph takes an object or a list as JSON in a text as well. whatsapp-api-js writes contacts so. */
function withParsedContent(given: Record<string, unknown> & { type: string }): Record<string, unknown> {
  const content = given[given.type];
  if (typeof content !== 'string' || !/^\s*[[{]/.test(content)) return given;
  try {
    return { ...given, [given.type]: JSON.parse(content) };
  } catch {
    return given;
  }
}

const locationRequest = v.looseObject({
  interactive: v.looseObject({
    type: v.literal('location_request_message'),
    action: v.object({ name: v.unknown(), parameters: v.unknown() }),
  }),
});

/** @kapso/whatsapp-cloud-api always adds parameters to a location request, which Meta ignores. */
function withoutIgnored(given: Record<string, unknown>): Record<string, unknown> {
  if (!v.is(locationRequest, given)) return given;
  const { interactive } = given;
  return { ...given, interactive: { ...interactive, action: { name: interactive.action.name } } };
}

/** `US.13491208655302741918`, or `US.ENT.…` for that of a whole portfolio. */
const userId = /^[A-Z]{2}\.(ENT\.)?\w+$/;

/** Meta prefers `to` when both are there. A user id in `to` is accepted by Meta and lost, so it is refused here. */
function recipientIn(
  to: string | undefined,
  recipient: string | undefined,
): { input: string; to: Party } | { problem: RequestProblem } {
  if (to !== undefined) {
    const waId = internationalDigits(to);
    if (waId !== null) return { input: to, to: { waId } };
    const details = userId.test(to)
      ? '`to` takes a phone number. Put the user id in `recipient`.'
      : '`to` is no phone number with its country code.';
    return { problem: { code: 131009, details } };
  }
  if (recipient === undefined) {
    return { problem: { code: 100, details: 'The parameter `to` is required.' } };
  }
  const [, isParent] = userId.exec(recipient) ?? [];
  if (!userId.test(recipient)) {
    return { problem: { code: 131009, details: '`recipient` is no user id.' } };
  }
  return {
    input: recipient,
    to: isParent === undefined ? { userId: recipient } : { parentUserId: recipient },
  };
}

function problemOf(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): RequestProblem {
  const [issue] = issues;
  const path = v.getDotPath(issue) ?? '';
  return { code: 100, details: plainIssue(issue, path) };
}

/** Meta names one value at a time; here every wrong one is named. */
function contentProblem(issues: readonly OutboundIssue[]): RequestProblem {
  const details = issues.map(({ path, message }) => `${path}: ${message}`).join(' ');
  const [first] = issues;
  if (first?.code === 'unknown_key' || first?.path === 'type') return { code: 100, details };
  return { code: first?.code === 'missing' ? 131008 : 131009, details };
}

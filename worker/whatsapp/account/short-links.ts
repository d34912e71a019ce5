/**
 * Links of WhatsApp's own that open a chat with a message ready in it, and QR codes of them. Sources: Meta's OpenAPI
 * description v23.0; https://developers.facebook.com/documentation/business-messaging/whatsapp/qr-codes.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from './graph.ts';

export interface ShortLink {
  /** Part of the link; it stays when the message is changed. */
  code: string;
  /** What stands ready in the chat. */
  message: string;
  /** `https://wa.me/message/…` */
  url: string;
}

/** Of the message, in characters. */
export const longestLinkMessage = 140;

export const linkMessage = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('Write the message that stands ready in the chat.'),
  v.maxLength(longestLinkMessage),
);

const link = v.pipe(
  v.object({ code: v.string(), prefilled_message: v.string(), deep_link_url: v.string() }),
  v.transform(
    (one): ShortLink => ({ code: one.code, message: one.prefilled_message, url: one.deep_link_url }),
  ),
);
const page = v.object({
  data: v.array(link),
  paging: v.optional(
    v.object({
      cursors: v.optional(v.object({ after: v.optional(v.string()) })),
      next: v.optional(v.string()),
    }),
  ),
});

/** Newest first, 25 at most; `next` is where the following ones begin. */
export async function fetchShortLinks(
  graph: Graph,
  phoneNumberId: string,
  after: string | null,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; links: ShortLink[]; next: string | null } | GraphFailure> {
  const query = {
    fields: 'code,prefilled_message,deep_link_url',
    limit: '25',
    ...(after !== null && { after }),
  };
  const path = `/${phoneNumberId}/message_qrdls`;
  const answer = await graphRequest(graph, { method: 'GET', path, query }, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(page, answer.body);
  if (!read.success)
    return { outcome: 'in_doubt', reason: 'Graph listed the links in a form we do not know' };
  const { data, paging } = read.output;
  const next = paging?.next === undefined ? null : (paging.cursors?.after ?? null);
  return { outcome: 'found', links: data, next };
}

/** A new link, or with `code` another message behind the same one. Making one is not safe to repeat. */
export async function putShortLink(
  graph: Graph,
  phoneNumberId: string,
  message: string,
  code: string | null,
  signal?: AbortSignal,
): Promise<{ outcome: 'put'; link: ShortLink } | GraphFailure> {
  const body = { prefilled_message: message, ...(code !== null && { code }) };
  const path = `/${phoneNumberId}/message_qrdls`;
  const answer = await graphRequest(graph, { method: 'POST', path, body }, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(link, answer.body);
  return read.success
    ? { outcome: 'put', link: read.output }
    : { outcome: 'in_doubt', reason: 'Graph took the message without naming its link' };
}

/** For good: printed codes lead nowhere from then on. */
export function removeShortLink(
  graph: Graph,
  phoneNumberId: string,
  code: string,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const path = `/${phoneNumberId}/message_qrdls/${encodeURIComponent(code)}`;
  return graphRequest(graph, { method: 'DELETE', path }, signal);
}

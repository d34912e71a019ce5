/**
 * WhatsApp's short links, which open a chat with a pre-filled message, and their QR codes. Sources: Meta's OpenAPI
 * description v23.0; https://developers.facebook.com/documentation/business-messaging/whatsapp/qr-codes.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';
import { schemaTexts } from '../input-texts.ts';

export const shortLink = v.object({
  /** Part of the link. It does not change with the message. */
  code: v.string(),
  /** The pre-filled message. */
  message: v.string(),
  /** `https://wa.me/message/…` */
  url: v.string(),
});
export type ShortLink = v.InferOutput<typeof shortLink>;

export const maxLinkMessageLength = 140;

export const linkMessage = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty(schemaTexts.link_message_empty),
  v.maxLength(maxLinkMessageLength),
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

/** Newest first, at most 25; `next` is the cursor of the next page. */
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
  if (!read.success) return { outcome: 'in_doubt', reason: 'Graph listed the links in an unknown format' };
  const { data, paging } = read.output;
  const next = paging?.next === undefined ? null : (paging.cursors?.after ?? null);
  return { outcome: 'found', links: data, next };
}

/** Creates a link, or with `code` changes the message of an existing one. Creating is not safe to repeat. */
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
    : { outcome: 'in_doubt', reason: 'Graph accepted the message without returning its link' };
}

/** Cannot be undone: printed QR codes of the link stop working. */
export function removeShortLink(
  graph: Graph,
  phoneNumberId: string,
  code: string,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const path = `/${phoneNumberId}/message_qrdls/${encodeURIComponent(code)}`;
  return graphRequest(graph, { method: 'DELETE', path }, signal);
}

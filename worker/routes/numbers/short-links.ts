/** Links that open a chat with a pre-filled message. Meta stores them. */
import { ApiError } from '../../errors.ts';
import { fetchShortLinks, putShortLink, removeShortLink } from '../../whatsapp/account/short-links.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { recordProfile } from '../guard.ts';
import { failureAtMeta, graphFor, patience } from '../http/meta-error.ts';

export const shortLinks = {
  'GET /api/inboxes/:inbox/short-links': async (call) => {
    const { graph, phoneNumberId } = await graphFor(call);
    const found = await fetchShortLinks(graph, phoneNumberId, call.query.after ?? null, patience());
    if (found.outcome !== 'found') throw failureAtMeta(found);
    return { rows: found.links, next: found.next };
  },

  'POST /api/inboxes/:inbox/short-links': (call) => putLink(call, call.body.message, null),

  'PUT /api/inboxes/:inbox/short-links/:id': (call) => putLink(call, call.body.message, codeIn(call)),

  'DELETE /api/inboxes/:inbox/short-links/:id': async (call) => {
    const code = codeIn(call);
    const { graph, phoneNumberId } = await graphFor(call);
    const answer = await removeShortLink(graph, phoneNumberId, code, patience());
    if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
    await recordProfile(call, `short link ${code} deleted`);
  },
} satisfies Partial<ClosedHandlers>;

async function putLink(call: SignedCall, message: string, code: string | null) {
  const { graph, phoneNumberId } = await graphFor(call);
  const put = await putShortLink(graph, phoneNumberId, message, code, patience());
  if (put.outcome !== 'put') throw failureAtMeta(put);
  await recordProfile(call, `short link ${put.link.code} ${code === null ? 'made' : 'changed'}`);
  return put.link;
}

function codeIn({ params }: SignedCall): string {
  const { id = '' } = params;
  if (/^[A-Z0-9]{14}$/.test(id)) return id;
  throw new ApiError(404, 'short_link_not_found', 'There is no short link with this code.');
}

/** The product catalog of a number's account. */
import { isPublicHost } from '../../api/values.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { changeCatalogSettings, fetchCatalogSettings } from '../../whatsapp/catalog/graph-catalog.ts';
import { isMetaMediaAddress } from '../../whatsapp/sending/media.ts';
import type { ClosedHandlers, OpenHandlers, SignedCall } from '../call.ts';
import { recordProfile } from '../guard.ts';
import { safeHeaders } from '../http/file-answer.ts';
import { failureAtMeta, graphFor, patience } from '../http/meta-error.ts';

export const catalog = {
  'GET /api/inboxes/:inbox/catalog': ({ env, params, query }) =>
    workspaceOf(env).catalogs.get(params.inbox ?? '', query.refresh !== undefined),

  'GET /api/inboxes/:inbox/catalog/products': ({ env, params, query }) =>
    workspaceOf(env).catalogs.search(params.inbox ?? '', query),

  'POST /api/inboxes/:inbox/catalog/lookup': ({ env, params, body }) =>
    workspaceOf(env).catalogs.lookup(params.inbox ?? '', body.retailerIds),

  'GET /api/inboxes/:inbox/catalog/settings': (call) => settingsOf(call),

  'PUT /api/inboxes/:inbox/catalog/settings': async (call) => {
    const { graph, phoneNumberId } = await graphFor(call);
    const answer = await changeCatalogSettings(graph, phoneNumberId, call.body, patience());
    if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
    await recordProfile(call, 'catalog');
    return settingsOf(call);
  },
} satisfies Partial<ClosedHandlers>;

export const openCatalog = {
  'GET /api/inboxes/:inbox/catalog/products/:id/picture': async ({ env, params, query }) => {
    const { inbox = '', id = '' } = params;
    const { sessions, catalogs } = workspaceOf(env);
    if (!(await sessions.isMediaTicket(query.ticket, inbox))) {
      throw new ApiError(
        401,
        'ticket_refused',
        'The ticket has expired or its session has ended. Ask for a new one.',
      );
    }
    const address = await catalogs.pictureUrl(inbox, id);
    if (address === null || !isPictureAddress(address, env))
      throw new ApiError(404, 'picture_not_found', 'This picture is no longer stored.');
    const answer = await fetch(address, { redirect: 'manual', signal: patience() }).catch(() => null);
    if (!answer?.ok) {
      await answer?.body?.cancel();
      throw new ApiError(502, 'media_unreachable', 'WhatsApp did not give the file. Try again.');
    }
    const mimeType = answer.headers.get('content-type') ?? '';
    return new Response(answer.body, { headers: safeHeaders({ mimeType, filename: null }, false) });
  },
} satisfies Partial<OpenHandlers>;

async function settingsOf(call: SignedCall) {
  const { graph, phoneNumberId } = await graphFor(call);
  const found = await fetchCatalogSettings(graph, phoneNumberId, patience());
  if (found.outcome !== 'found') throw failureAtMeta(found);
  return found.settings;
}

/** Meta copies the pictures to its own network; a catalog that is read live can also name the shop's address. */
function isPictureAddress(address: string, { GRAPH_URL }: Env): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  return isMetaMediaAddress(address, GRAPH_URL) || (url.protocol === 'https:' && isPublicHost(url.hostname));
}

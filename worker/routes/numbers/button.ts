/** Settings of the button on the owner's pages, and clicks on it. */

import type { Campaign } from '../../api/conversations/conversations.ts';
import { type ButtonSettings, maxPictureBytes } from '../../api/numbers/button.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { inboxOf, workspaceOf } from '../../objects.ts';
import { pictureSize } from '../../whatsapp/files/picture-size.ts';
import { baseType } from '../../whatsapp/sending/media.ts';
import { hashOf } from '../../workspace/secrets/secrets.ts';
import type { ClosedHandlers, OpenHandlers } from '../call.ts';
import { changedKeys, inboxIn, recordSettings } from '../guard.ts';
import { safeHeaders } from '../http/file-answer.ts';
import { readBytes } from '../http/request-body.ts';

/** Both routes are open to everybody, so they do not ask the workspace each time. */
const remembered = cacheFor<'inboxes', InboxSummary[]>(30_000);
const rememberedButtons = cacheFor<string, { body: string; tag: string }>(30_000);

export const openButton = {
  // A beacon: a simple request that needs no preflight and whose answer is ignored.
  'POST /api/presses': async ({ request, env, body: press }) => {
    const page = new URL(press.page);
    const origin = request.headers.get('origin');
    if (origin !== null && origin !== page.origin)
      throw new ApiError(422, 'other_origin', 'A press is told by the page on which it happened.');
    const digits = press.number.replace(/\D/g, '').replace(/^00/, '');
    const { id } = await inboxWhere(
      env,
      (inbox) => inbox.id === press.connection || inbox.displayPhoneNumber.replace(/\D/g, '') === digits,
    );
    await inboxOf(env, id).button.addClick({
      reference: press.reference,
      source: {
        at: Date.now(),
        page: withoutQuery(page),
        title: press.title,
        referrer: press.referrer ? withoutQuery(new URL(press.referrer)) : null,
        language: press.language || null,
        campaign: campaignOf(page.searchParams),
      },
    });
  },

  // For any page that names the number. Browsers cache it for five minutes.
  'GET /api/inboxes/:inbox/button': async ({ request, env, params }) => {
    const { id, displayPhoneNumber, language } = await inboxWhere(env, (inbox) => inbox.id === params.inbox);
    const { body, tag } = await rememberedButtons(id, async () => {
      const own: ButtonSettings = {
        number: displayPhoneNumber,
        ...(language !== null && { language }),
        ...(await inboxOf(env, id).button.settings()),
      };
      const text = JSON.stringify(withAddresses(own, request.url));
      return { body: text, tag: `"${(await hashOf(text)).slice(0, 22)}"` };
    });
    const headers = {
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'public, max-age=300, stale-while-revalidate=86400',
      'Content-Type': 'application/json',
      ETag: tag,
    };
    return request.headers.get('if-none-match') === tag
      ? new Response(null, { status: 304, headers })
      : new Response(body, { headers });
  },

  // The path has a hash of the picture, so a browser can keep it.
  'GET /api/inboxes/:inbox/button/pictures/:picture': async ({ env, params }) => {
    const { id } = await inboxWhere(env, (inbox) => inbox.id === params.inbox);
    const picture = await inboxOf(env, id).button.picture(params.picture ?? '');
    if (!picture) throw new ApiError(404, 'picture_not_found', 'This picture is no longer stored.');
    const headers = safeHeaders({ mimeType: picture.type, filename: null }, false);
    headers.set('Cache-Control', 'public, max-age=31536000, immutable');
    return new Response(
      Uint8Array.from(atob(picture.base64), (letter) => letter.charCodeAt(0)),
      { headers },
    );
  },
} satisfies Partial<OpenHandlers>;

export const button = {
  'GET /api/inboxes/:inbox/button/settings': async ({ env, number }) => {
    const inbox = inboxIn({ env, number });
    return inbox.button.design();
  },

  'PUT /api/inboxes/:inbox/button/settings': async (call) => {
    const inbox = inboxIn(call);
    const before = await inbox.button.design();
    const changed = await inbox.button.changeDesign(call.body);
    await recordSettings(call, 'number.button', changedKeys(before, changed));
    return changed;
  },

  'PUT /api/inboxes/:inbox/button/pictures': async ({ request, env, number, params }) => {
    const inbox = inboxIn({ env, number });
    const type = baseType(request.headers.get('content-type') ?? '');
    const bytes = await readBytes(request, maxPictureBytes);
    if (!/^image\/(png|jpeg)$/.test(type) || pictureSize(bytes) === null)
      throw new ApiError(422, 'picture_invalid', 'Send a PNG or JPEG of at most 64 KB.');
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const id = (await hashOf(base64)).slice(0, 22);
    await inbox.button.addPicture(id, { type, base64 });
    return { avatar: `/api/inboxes/${params.inbox}/button/pictures/${id}` };
  },

  'GET /api/inboxes/:inbox/hours': async ({ env, number }) => {
    const inbox = inboxIn({ env, number });
    return inbox.number.hours();
  },

  'PUT /api/inboxes/:inbox/hours': async (call) => {
    const inbox = inboxIn(call);
    const changed = await inbox.number.changeHours(call.body);
    await recordSettings(call, 'number.hours', changed.hours ? [] : ['none']);
    return changed;
  },

  'GET /api/inboxes/:inbox/places': async ({ env, number }) => {
    const inbox = inboxIn({ env, number });
    return inbox.number.places();
  },

  'PUT /api/inboxes/:inbox/places': async (call) => {
    const inbox = inboxIn(call);
    const changed = await inbox.number.changePlaces(call.body);
    await recordSettings(call, 'number.places', changed.places.length > 0 ? [] : ['none']);
    return changed;
  },

  'GET /api/inboxes/:inbox/presses': async ({ env, number, query }) => {
    const inbox = inboxIn({ env, number });
    return inbox.button.statistics(Date.now() - query.days * 24 * 60 * 60_000);
  },
} satisfies Partial<ClosedHandlers>;

async function inboxWhere(env: Env, isMeant: (inbox: InboxSummary) => boolean): Promise<InboxSummary> {
  const inboxes = await remembered('inboxes', () => workspaceOf(env).numbers.list());
  const found = inboxes.find(isMeant);
  if (!found) throw new ApiError(404, 'inbox_not_found', 'No such number is connected.');
  return found;
}

/** The settings with the full addresses of uploaded pictures, for pages of other sites. */
function withAddresses(settings: ButtonSettings, worker: string): ButtonSettings {
  const full = <Value extends { avatar?: string }>(value: Value): Value =>
    value.avatar ? { ...value, avatar: new URL(value.avatar, worker).href } : value;
  const { agents } = settings;
  return { ...full(settings), ...(agents && { agents: agents.map(full) }) };
}

/** The part after `?` is dropped, except for the campaign: it can be personal. */
function withoutQuery({ origin, pathname }: URL): string {
  return origin + pathname;
}

function campaignOf(query: URLSearchParams): Campaign {
  const of = (name: string) => query.get(`utm_${name}`)?.slice(0, 200) || null;
  return {
    source: of('source'),
    medium: of('medium'),
    name: of('campaign'),
    term: of('term'),
    content: of('content'),
  };
}

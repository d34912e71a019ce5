/** Settings of the button on the owner's pages, and clicks on it. */
import type { ButtonSettings } from '../../api/button.ts';
import type { Campaign } from '../../api/conversations.ts';
import type { InboxSummary } from '../../api/numbers.ts';
import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { inboxOf, workspaceOf } from '../../objects.ts';
import { hashOf } from '../../workspace/secrets/secrets.ts';
import type { ClosedHandlers, OpenHandlers } from '../call.ts';
import { connectedInbox } from '../guard.ts';

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
    await inboxOf(env, id).addPress({
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
    const { id, displayPhoneNumber } = await inboxWhere(env, (inbox) => inbox.id === params.inbox);
    const { body, tag } = await rememberedButtons(id, async () => {
      const own: ButtonSettings = {
        number: displayPhoneNumber,
        ...(await inboxOf(env, id).buttonSettings()),
      };
      const text = JSON.stringify(own);
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
} satisfies Partial<OpenHandlers>;

export const button = {
  'GET /api/inboxes/:inbox/button/settings': async ({ env, params }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.buttonSettings();
  },

  'PUT /api/inboxes/:inbox/button/settings': async ({ env, params, body }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.changeButtonSettings(body);
  },

  'GET /api/inboxes/:inbox/presses': async ({ env, params, query }) => {
    const inbox = await connectedInbox(env, params.inbox);
    return inbox.pressStatistics(Date.now() - query.days * 24 * 60 * 60_000);
  },
} satisfies Partial<ClosedHandlers>;

async function inboxWhere(env: Env, isMeant: (inbox: InboxSummary) => boolean): Promise<InboxSummary> {
  const inboxes = await remembered('inboxes', () => workspaceOf(env).inboxes());
  const found = inboxes.find(isMeant);
  if (!found) throw new ApiError(404, 'inbox_not_found', 'No such number is connected.');
  return found;
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

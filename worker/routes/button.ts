/** What the button on the owner's pages asks of the Worker, and what it tells. */
import * as v from 'valibot';
import { buttonSettings } from '../api/button.ts';
import type { ButtonSettings, Campaign, InboxSummary } from '../api.ts';
import { fresh } from '../cache-for.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { inboxOf, workspaceOf } from '../objects.ts';
import { referencePattern } from '../whatsapp/receiving/reference.ts';
import { hashOf } from '../workspace/secrets/secrets.ts';
import type { Call, SignedCall } from './call.ts';
import { connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { check, queryNumber, readBytes, readJson } from './http/request-body.ts';

const pressLimit = 8 * 1024;
const isWeb = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const short = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const press = v.strictObject({
  reference: v.pipe(v.string(), v.regex(referencePattern, 'A reference is made by the button.')),
  number: v.optional(short(100), ''),
  connection: v.optional(short(32), ''),
  page: v.pipe(short(2_000), v.check(isWeb, 'The page is an address that begins with http.')),
  title: v.optional(short(300), ''),
  referrer: v.optional(
    v.pipe(
      short(2_000),
      v.check((url) => url === '' || isWeb(url), 'An address, or empty.'),
    ),
    '',
  ),
  language: v.optional(short(35), ''),
});

/** Both routes are open to everybody, so that neither asks the workspace each time. */
const remembered = fresh<'inboxes', InboxSummary[]>(30_000);

async function inboxWhere(env: Env, isMeant: (inbox: InboxSummary) => boolean): Promise<InboxSummary> {
  const inboxes = await remembered('inboxes', () => workspaceOf(env).inboxes());
  const found = inboxes.find(isMeant);
  if (!found) throw new ApiError(404, 'inbox_not_found', 'No such number is connected.');
  return found;
}

/**
 * A beacon: a simple request, which needs no preflight, and whose answer nobody reads. Of an address what follows `?` is
 * not kept, but for the campaign: it can be personal.
 */
export async function tellPress({ request, env }: Call): Promise<Response> {
  const text = new TextDecoder().decode(await readBytes(request, pressLimit));
  const told = check(v.pipe(v.string(), v.parseJson(), press), text);
  const page = new URL(told.page);
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== page.origin)
    throw new ApiError(422, 'other_origin', 'A press is told by the page on which it happened.');
  const digits = told.number.replace(/\D/g, '').replace(/^00/, '');
  const { id } = await inboxWhere(
    env,
    (inbox) => inbox.id === told.connection || inbox.displayPhoneNumber.replace(/\D/g, '') === digits,
  );
  await inboxOf(env, id).addPress({
    reference: told.reference,
    source: {
      at: Date.now(),
      page: withoutQuery(page),
      title: told.title,
      referrer: told.referrer ? withoutQuery(new URL(told.referrer)) : null,
      language: told.language || null,
      campaign: campaignOf(page.searchParams),
    },
  });
  return new Response(null, { status: 204 });
}

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

const rememberedButtons = fresh<string, { body: string; tag: string }>(30_000);

/** For any page that names the number; browsers keep it for five minutes. */
export async function settings({ request, env, params }: Call): Promise<Response> {
  const { id, displayPhoneNumber } = await inboxWhere(env, (inbox) => inbox.id === params.inbox);
  const { body, tag } = await rememberedButtons(id, async () => {
    const own: ButtonSettings = { number: displayPhoneNumber, ...(await inboxOf(env, id).buttonSettings()) };
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
}

/** As they are this moment, and without what the Worker adds. */
export async function settingsNow({ env, params }: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.buttonSettings());
}

export async function changeSettings({ request, env, params }: SignedCall): Promise<Response> {
  const body = await readJson(request, buttonSettings);
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.changeButtonSettings(body));
}

const period = v.object({
  days: v.optional(queryNumber(1, 90), '30'),
});

export async function statistics({ env, params, url }: SignedCall): Promise<Response> {
  const { days } = check(period, Object.fromEntries(url.searchParams));
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.pressStatistics(Date.now() - days * 24 * 60 * 60_000));
}

/** What is kept of a number: for how long, all of it as a file, none of it any more; and what Meta sent, as it came. */
import * as v from 'valibot';
import { retention as retentionSchema } from '../api/data.ts';
import type { AuditAction, ProblemReplay, Retention } from '../api.ts';
import { ApiError } from '../errors.ts';
import type { KeptEvent } from '../inbox/receiving/raw-events.ts';
import { inboxOf, workspaceOf } from '../objects.ts';
import type { InboxEvent } from '../whatsapp/receiving/inbox-event.ts';
import { rewrap, type Surroundings } from '../whatsapp/receiving/rewrap.ts';
import { parseWebhook } from '../whatsapp/receiving/webhook.ts';
import type { SignedCall } from './call.ts';
import { connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { check, idIn, queryNumber, readJson } from './http/request-body.ts';
import { storeAgain } from './webhook.ts';

export async function retention({ env, params }: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(env, params.inbox);
  return json((await inbox.retention()) satisfies Retention);
}

export async function changeRetention(call: SignedCall): Promise<Response> {
  const policy = await readJson(call.request, retentionSchema);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  const changed = await inbox.changeRetention(policy);
  const days = policy.messageDays === null ? 'messages are kept' : `messages ${policy.messageDays} days`;
  await record(call, 'number.retention', `: ${days}, raw events ${policy.rawDays} days`);
  return json(changed);
}

/** Lines of JSON; the browser saves them as a file. */
export async function exportAll(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  await record(call, 'number.export');
  return new Response(await inbox.export(call.session.agent.id), {
    headers: {
      'Content-Type': 'application/x-ndjson',
      'Content-Disposition': `attachment; filename="message-us-${call.params.inbox}.ndjson"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

const erasure = v.strictObject({ displayPhoneNumber: v.string() });

/** The number has to be named once more: nobody does this by mistake. */
export async function eraseAll(call: SignedCall): Promise<Response> {
  const { env, params, request } = call;
  const { displayPhoneNumber } = await readJson(request, erasure);
  const inbox = await connectedInbox(env, params.inbox);
  const number = (await workspaceOf(env).inboxes()).find(({ id }) => id === params.inbox);
  if (number?.displayPhoneNumber !== displayPhoneNumber) {
    throw new ApiError(409, 'not_confirmed', 'Send the displayPhoneNumber of this number to confirm.');
  }
  await record(call, 'number.erase');
  await inbox.eraseConversations();
  // A new instance begins with the emptied tables.
  await inboxOf(env, params.inbox ?? '')
    .end()
    .catch(() => {});
  return new Response(null, { status: 204 });
}

const wanted = v.object({
  kind: v.optional(v.picklist(['message', 'status', 'notice']), 'notice'),
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,16}$/, 'Pass `next` of the page before.'), v.toNumber()),
    String(Number.MAX_SAFE_INTEGER),
  ),
  limit: v.optional(queryNumber(1, 100), '30'),
});

export async function events({ env, params, url }: SignedCall): Promise<Response> {
  const { kind, before, limit } = check(wanted, Object.fromEntries(url.searchParams));
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.rawEvents(kind, before, limit));
}

export async function replay(call: SignedCall): Promise<Response> {
  const { env, params } = call;
  const inbox = await connectedInbox(env, params.inbox);
  const id = params.id ?? '';
  const again = requireBody(readAgain(await inbox.rawEvent(id), await placeOf(call)));
  await inbox.replay(id, again);
  await record(call, 'event.replay', `: ${id}`);
  return json({ stored: again.length });
}

const mostReplayed = 100;

/** Reads and stores once more what could not be read or stored, as after an upgrade, some at a time. */
export async function replayProblems(call: SignedCall): Promise<Response> {
  const { env, params, url } = call;
  const inbox = await connectedInbox(env, params.inbox);
  const { after } = check(replayed, Object.fromEntries(url.searchParams));
  const place = await placeOf(call);
  const problems = await inbox.problems(after, mostReplayed);
  const outcome = { stored: 0, left: 0 };
  for (const { id, event } of problems) {
    const again = readAgain(event, place);
    if (again && (await inbox.replay(`notice-${id}`, again))) outcome.stored += 1;
    else outcome.left += 1;
  }
  await record(call, 'event.replay', `: ${outcome.stored}`);
  const next = problems.length === mostReplayed ? String(problems.at(-1)?.id) : null;
  return json({ ...outcome, next } satisfies ProblemReplay);
}

const replayed = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.toNumber()), '0'),
});

/** Null for what cannot be read once more. */
function readAgain({ kind, raw, contact }: KeptEvent, place: Surroundings): InboxEvent[] | null {
  const body = rewrap(kind, raw, { ...place, contact });
  return body === null ? null : parseWebhook(body).map(({ event }) => event);
}

async function placeOf({ env, params }: SignedCall): Promise<Surroundings> {
  const number = (await workspaceOf(env).inboxes()).find(({ id }) => id === params.inbox);
  return {
    wabaId: number?.wabaId ?? null,
    phoneNumberId: number?.phoneNumberId ?? null,
    displayPhoneNumber: number?.displayPhoneNumber,
  };
}

/** Of no inbox. */
export async function keptEvents({ env, url }: SignedCall): Promise<Response> {
  const { before, limit } = check(wanted, Object.fromEntries(url.searchParams));
  return json(await workspaceOf(env).keptEvents(before, limit));
}

/** It may belong to a number that is connected by now, or be of a kind that is understood by now. */
export async function replayKept({ env, params }: SignedCall): Promise<Response> {
  const id = idIn(params.id, 'event');
  const { kind, raw, route } = await workspaceOf(env).keptEvent(id);
  const stored = await storeAgain(requireBody(rewrap(kind, raw, route)), env);
  if (stored > 0) await workspaceOf(env).dropKept(id);
  return json({ stored });
}

function requireBody<Body>(body: Body | null): Body {
  if (body !== null) return body;
  throw new ApiError(
    409,
    'not_replayable',
    'This event cannot be read once more: it is not JSON, or a part of an imported history.',
  );
}

async function record({ env, params, session }: SignedCall, action: AuditAction, more = ''): Promise<void> {
  await workspaceOf(env).recordNumber(session.agent, action, params.inbox ?? '', more);
}

import * as v from 'valibot';
import { numberPolicy } from '../api/numbers.ts';
import type { InboxSummary } from '../api.ts';
import { workspaceOf } from '../objects.ts';
import type { SignedIn } from '../workspace/people/sessions.ts';
import type { SignedCall } from './call.ts';
import { checked } from './connections.ts';
import { connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { readJson } from './http/request-body.ts';

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(longest));
const id = v.pipe(v.string(), v.regex(/^\d{5,32}$/, 'An id of Meta is 5 to 32 digits.'));

const connection = v.strictObject({
  phoneNumberId: id,
  wabaId: id,
  displayPhoneNumber: v.exactOptional(text(32)),
  name: v.exactOptional(text(128)),
  accessToken: text(1024),
  appSecret: v.optional(text(128)),
});

export async function list({ env, session }: SignedCall): Promise<Response> {
  return json(seenBy(session, await workspaceOf(env).inboxes()));
}

/** Those that the agent may see. */
export function seenBy({ numbers }: SignedIn, inboxes: InboxSummary[]): InboxSummary[] {
  return numbers ? inboxes.filter(({ id }) => numbers.includes(id)) : inboxes;
}

/** With both names given Meta is not asked; otherwise everything is checked, and Meta's names are taken. */
export async function connect({ request, env, session }: SignedCall): Promise<Response> {
  const { appSecret, displayPhoneNumber, name, ...ids } = await readJson(request, connection);
  const asked = { ...ids, ...(appSecret !== undefined && { appSecret }) };
  const said =
    displayPhoneNumber !== undefined && name !== undefined
      ? { displayPhoneNumber, name }
      : await checked(env, asked, undefined);
  return json(await workspaceOf(env).connectNumber(session.agent, { ...asked, ...said }), 201);
}

const settings = v.strictObject({
  receipts: v.exactOptional(v.picklist(['never', 'on-open', 'on-reply'])),
  longestText: v.exactOptional(v.picklist([1_000, 2_000, 3_000, 4_096])),
  showsAgentName: v.exactOptional(v.boolean()),
  messagesPerSecond: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000))),
});

export async function change({ request, env, params, session }: SignedCall): Promise<Response> {
  const body = await readJson(request, settings);
  return json(await workspaceOf(env).changeNumber(session.agent, params.inbox ?? '', body));
}

export async function policy({ env, params }: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.policy());
}

export async function changePolicy({ request, env, params }: SignedCall): Promise<Response> {
  const body = await readJson(request, numberPolicy);
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.changePolicy(body));
}

export async function templates({ env, params, url }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).templates(params.inbox ?? '', url.searchParams.has('refresh')));
}

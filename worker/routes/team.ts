/** The team: passkeys, invitations, roles, tokens for programs, and the record of who did what. */
import * as v from 'valibot';
import { apiTokenRequest } from '../api/team.ts';
import type { NewInvitation, TeamMember } from '../api.ts';
import { workspaceOf } from '../objects.ts';
import type { SignedIn } from '../workspace/people/sessions.ts';
import type { Call, SignedCall } from './call.ts';
import { json } from './http/json-answer.ts';
import { check, queryNumber, readJson } from './http/request-body.ts';
import { attestation, placeOf, siteOf } from './sessions.ts';

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(128));
const role = v.picklist(['admin', 'agent']);
const done = () => new Response(null, { status: 204 });

export async function passkeys({ env, session }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).passkeysOf(session.agent.id));
}

export async function passkeyOptions(call: SignedCall): Promise<Response> {
  return json(await workspaceOf(call.env).passkeyOptions(siteOf(call), call.session.agent));
}

const newPasskey = v.strictObject({ response: attestation });

export async function addPasskey(call: SignedCall): Promise<Response> {
  const { response } = await readJson(call.request, newPasskey);
  const { device } = await placeOf(call, null);
  const workspace = workspaceOf(call.env);
  return json(await workspace.addPasskey(siteOf(call), call.session.agent, device, response), 201);
}

export async function removePasskey({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).removePasskey(session.agent, params.id ?? '');
  return done();
}

export async function list({ env, session }: SignedCall): Promise<Response> {
  return json(seenBy(session, await workspaceOf(env).team()));
}

/** An agent who sees some numbers only is shown who else sees one of them, and nothing of other numbers. */
function seenBy({ agent, numbers: seen }: SignedIn, team: readonly TeamMember[]): TeamMember[] {
  if (seen === null) return [...team];
  return team.flatMap((member) => {
    if (member.id === agent.id) return member;
    // An admin sees all numbers, whatever they saw as an agent.
    if (member.role === 'admin' || member.numbers === null) return { ...member, numbers: null };
    const shared = member.numbers.filter((number) => seen.includes(number));
    return shared.length > 0 ? { ...member, numbers: shared } : [];
  });
}

/** Null: all of them. */
const numbers = v.nullable(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(1_000)));
const change = v.strictObject({
  name: v.exactOptional(name),
  role: v.exactOptional(role),
  numbers: v.exactOptional(numbers),
});

export async function changeAgent({ request, env, session, params }: SignedCall): Promise<Response> {
  const body = await readJson(request, change);
  return json(await workspaceOf(env).changeAgent(session.agent, params.id ?? '', body));
}

export async function removeAgent({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).removeAgent(session.agent, params.id ?? '');
  return done();
}

export async function removedAgents({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).removedAgents());
}

export async function restoreAgent({ env, session, params }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).restoreAgent(session.agent, params.id ?? ''));
}

const invited = v.union(
  [
    v.strictObject({ name, role, numbers: v.exactOptional(numbers) }),
    v.strictObject({ agentId: v.pipe(v.string(), v.nonEmpty()) }),
  ],
  'Give name and role of somebody new, or agentId of somebody who has lost their passkeys.',
);

export async function invite({ request, env, session, url }: SignedCall): Promise<Response> {
  const body = await readJson(request, invited);
  const { invitation, token } = await workspaceOf(env).invite(session.agent, body);
  // Behind the #, so that it stands in no server's log.
  return json({ invitation, url: `${url.origin}/sign-in/#invitation=${token}` } satisfies NewInvitation, 201);
}

export async function invitations({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).invitations());
}

export async function withdraw({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).withdrawInvitation(session.agent, params.id ?? '');
  return done();
}

const invitationToken = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));
const joining = v.strictObject({ token: invitationToken });
const joined = v.strictObject({ token: invitationToken, response: attestation });

export async function joinOptions(call: Call): Promise<Response> {
  const { token } = await readJson(call.request, joining);
  return json(await workspaceOf(call.env).joinOptions(siteOf(call), token));
}

export async function join(call: Call): Promise<Response> {
  const { token, response } = await readJson(call.request, joined);
  const place = await placeOf(call, null);
  return json(await workspaceOf(call.env).join(siteOf(call), token, response, place), 201);
}

export async function tokens({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).apiTokens());
}

export async function makeToken({ request, env, session }: SignedCall): Promise<Response> {
  return json(
    await workspaceOf(env).makeApiToken(session.agent, await readJson(request, apiTokenRequest)),
    201,
  );
}

export async function revokeToken({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).revokeApiToken(session.agent, params.id ?? '');
  return done();
}

const page = v.object({
  before: v.optional(queryNumber(1, Number.MAX_SAFE_INTEGER)),
  limit: v.optional(queryNumber(1, 500), '100'),
});

export async function audit({ env, url }: SignedCall): Promise<Response> {
  const { before, limit } = check(page, Object.fromEntries(url.searchParams));
  return json(await workspaceOf(env).audit(before ?? null, limit));
}

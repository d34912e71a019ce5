/** The team: passkeys, agents, invitations, API tokens, and the audit log. */
import type { TeamMember } from '../../api/people/team.ts';
import { workspaceOf } from '../../objects.ts';
import type { SignedIn } from '../../workspace/people/sessions.ts';
import type { ClosedHandlers, OpenHandlers } from '../call.ts';
import { placeOf, siteOf } from './place.ts';

export const people = {
  'GET /api/passkeys': ({ env, session }) => workspaceOf(env).passkeysOf(session.agent.id),

  'POST /api/passkeys/options': (call) =>
    workspaceOf(call.env).passkeyOptions(siteOf(call), call.session.agent),

  'POST /api/passkeys': async (call) => {
    const { device } = await placeOf(call, null);
    const { response } = call.body;
    return workspaceOf(call.env).addPasskey(siteOf(call), call.session.agent, device, response);
  },

  'DELETE /api/passkeys/:id': ({ env, session, params }) =>
    workspaceOf(env).removePasskey(session.agent, params.id ?? ''),

  'GET /api/agents': async ({ env, session }) => teamSeenBy(session, await workspaceOf(env).team()),

  'PUT /api/agents/:id': ({ env, session, params, body }) =>
    workspaceOf(env).changeAgent(session.agent, params.id ?? '', body),

  'DELETE /api/agents/:id': ({ env, session, params }) =>
    workspaceOf(env).removeAgent(session.agent, params.id ?? ''),

  'GET /api/agents/removed': ({ env }) => workspaceOf(env).removedAgents(),

  'POST /api/agents/removed/:id': ({ env, session, params }) =>
    workspaceOf(env).restoreAgent(session.agent, params.id ?? ''),

  'GET /api/invitations': ({ env }) => workspaceOf(env).invitations(),

  'POST /api/invitations': async ({ env, session, url, body }) => {
    const { invitation, token } = await workspaceOf(env).invite(session.agent, body);
    // After the #, so that no server logs it.
    return { invitation, url: `${url.origin}/sign-in/#invitation=${token}` };
  },

  'DELETE /api/invitations/:id': ({ env, session, params }) =>
    workspaceOf(env).withdrawInvitation(session.agent, params.id ?? ''),

  'GET /api/tokens': ({ env }) => workspaceOf(env).apiTokens(),

  'POST /api/tokens': ({ env, session, body }) => workspaceOf(env).makeApiToken(session.agent, body),

  'DELETE /api/tokens/:id': ({ env, session, params }) =>
    workspaceOf(env).revokeApiToken(session.agent, params.id ?? ''),

  'GET /api/audit': ({ env, query }) => workspaceOf(env).audit(query.before ?? null, query.limit),
} satisfies Partial<ClosedHandlers>;

export const openInvitations = {
  'POST /api/invitations/options': (call) => workspaceOf(call.env).joinOptions(siteOf(call), call.body.token),

  'POST /api/invitations/join': async (call) => {
    const { token, response } = call.body;
    const place = await placeOf(call, null);
    return workspaceOf(call.env).join(siteOf(call), token, response, place);
  },
} satisfies Partial<OpenHandlers>;

/** An agent who sees some numbers only is shown who else sees one of them, and nothing about other numbers. */
function teamSeenBy({ agent, numbers: seen }: SignedIn, team: readonly TeamMember[]): TeamMember[] {
  if (seen === null) return [...team];
  return team.flatMap((member) => {
    if (member.id === agent.id) return member;
    // An admin sees all numbers, whatever they saw as an agent.
    if (member.role === 'admin' || member.numbers === null) return { ...member, numbers: null };
    const shared = member.numbers.filter((number) => seen.includes(number));
    return shared.length > 0 ? { ...member, numbers: shared } : [];
  });
}

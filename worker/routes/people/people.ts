/** The team: passkeys, agents, invitations, API tokens, and the audit log. */
import type { TeamMember } from '../../api/people/team.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { pictureSize } from '../../whatsapp/files/picture-size.ts';
import { baseType } from '../../whatsapp/sending/media.ts';
import { maxPictureBytes, maxPictureSidePx } from '../../workspace/people/agent-pictures.ts';
import type { SignedIn } from '../../workspace/people/sessions.ts';
import { hashOf } from '../../workspace/secrets/secrets.ts';
import type { ClosedHandlers, OpenHandlers } from '../call.ts';
import { safeHeaders } from '../http/file-answer.ts';
import { readBytes } from '../http/request-body.ts';
import { placeOf, siteOf } from './place.ts';

export const people = {
  'GET /api/passkeys': ({ env, session }) => workspaceOf(env).passkeys.list(session.agent.id),

  'POST /api/passkeys/options': (call) =>
    workspaceOf(call.env).passkeys.options(siteOf(call), call.session.agent),

  'POST /api/passkeys': async (call) => {
    const { device } = await placeOf(call, null);
    const { response } = call.body;
    return workspaceOf(call.env).passkeys.add(siteOf(call), call.session.agent, device, response);
  },

  'DELETE /api/passkeys/:id': ({ env, session, params }) =>
    workspaceOf(env).passkeys.remove(session.agent, params.id ?? ''),

  'PUT /api/me': ({ env, session, body }) => workspaceOf(env).team.changeProfile(session.agent, body),

  'PUT /api/me/picture': async ({ request, env, session }) => {
    const type = baseType(request.headers.get('content-type') ?? '');
    const bytes = await readBytes(request, maxPictureBytes);
    const size = /^image\/(png|jpeg)$/.test(type) ? pictureSize(bytes) : null;
    if (size === null) throw new ApiError(422, 'picture_invalid', 'Send a PNG or JPEG of at most 64 KB.');
    if (size.width !== size.height || size.width > maxPictureSidePx) {
      throw new ApiError(
        422,
        'picture_not_square',
        'Send a square picture with at most 512 pixels on each side.',
      );
    }
    const id = (await hashOf(new TextDecoder('latin1').decode(bytes))).slice(0, 22);
    return workspaceOf(env).team.setPicture(session.agent, { id, type, bytes });
  },

  'GET /api/agents/:id/pictures/:picture': async ({ env, session, params }) => {
    const { id = '' } = params;
    const { team } = workspaceOf(env);
    const isShown = teamSeenBy(session, await team.list()).some((member) => member.id === id);
    const picture = isShown ? await team.picture(id) : null;
    if (picture === null || picture.id !== params.picture) {
      throw new ApiError(404, 'picture_not_found', 'This picture is no longer stored.');
    }
    const headers = safeHeaders({ mimeType: picture.type, filename: null }, false);
    // Each picture has its own address.
    headers.set('Cache-Control', 'private, max-age=31536000, immutable');
    return new Response(Uint8Array.from(picture.bytes), { headers });
  },

  'GET /api/agents': async ({ env, session }) => teamSeenBy(session, await workspaceOf(env).team.list()),

  'PUT /api/agents/:id': ({ env, session, params, body }) =>
    workspaceOf(env).team.change(session.agent, params.id ?? '', body),

  'DELETE /api/agents/:id': ({ env, session, params }) =>
    workspaceOf(env).team.remove(session.agent, params.id ?? ''),

  'GET /api/agents/removed': ({ env }) => workspaceOf(env).team.removed(),

  'POST /api/agents/removed/:id': ({ env, session, params }) =>
    workspaceOf(env).team.restore(session.agent, params.id ?? ''),

  'GET /api/invitations': ({ env }) => workspaceOf(env).team.invitations(),

  'POST /api/invitations': async ({ env, session, url, body }) => {
    const { invitation, token } = await workspaceOf(env).team.invite(session.agent, body);
    // After the #, so that no server logs it.
    return { invitation, url: `${url.origin}/sign-in/#invitation=${token}` };
  },

  'DELETE /api/invitations/:id': ({ env, session, params }) =>
    workspaceOf(env).team.revokeInvitation(session.agent, params.id ?? ''),

  'GET /api/tokens': ({ env }) => workspaceOf(env).tokens.list(),

  'POST /api/tokens': ({ env, session, body }) => workspaceOf(env).tokens.create(session.agent, body),

  'DELETE /api/tokens/:id': ({ env, session, params }) =>
    workspaceOf(env).tokens.revoke(session.agent, params.id ?? ''),

  'GET /api/audit': ({ env, query }) => workspaceOf(env).team.auditLog(query.before ?? null, query.limit),
} satisfies Partial<ClosedHandlers>;

export const openInvitations = {
  'POST /api/invitations/options': (call) =>
    workspaceOf(call.env).signIn.joinOptions(siteOf(call), call.body.token),

  'POST /api/invitations/join': async (call) => {
    const { token, response, name } = call.body;
    const place = await placeOf(call, null);
    return workspaceOf(call.env).signIn.join(siteOf(call), { token, response, name: name ?? null }, place);
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

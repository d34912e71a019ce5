/** Signing in and out, and who you are. */
import type { Session, SignInRequest } from '../../api/people/sessions.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import type { Call, ClosedHandlers, OpenHandlers } from '../call.ts';
import { seenBy } from '../guard.ts';
import { addressOf, networkOf } from '../http/client-address.ts';
import { isAllowed, tellRefused } from '../http/cors.ts';
import { placeOf, siteOf } from './place.ts';

export const openSessions = {
  'POST /api/sessions': (call) => begin(call, call.body),

  'GET /api/sessions/ways': async ({ env }) => ({ passkey: await workspaceOf(env).signIn.hasPasskeys() }),

  'POST /api/sessions/options': (call) => workspaceOf(call.env).signIn.passkeyOptions(siteOf(call)),

  // The sign-in page asks this before it begins, because it hands the session to that origin's page.
  'POST /api/sessions/origin': async ({ request, env, body }) => {
    const allowed = await isAllowed(body.origin, request, env);
    if (!allowed) await tellRefused(body.origin, env);
    return { allowed };
  },
} satisfies Partial<OpenHandlers>;

export const sessions = {
  'GET /api/sessions': async ({ env, session }) => ({
    sessions: await workspaceOf(env).sessions.list(session.agent.id),
    current: session.id,
  }),

  'DELETE /api/sessions': ({ env, session }) =>
    workspaceOf(env).sessions.end(session.agent, { except: session.id }),

  'DELETE /api/sessions/:id': ({ env, session, params }) => {
    const id = params.id === 'current' ? session.id : (params.id ?? '');
    return workspaceOf(env).sessions.end(session.agent, { id });
  },

  'GET /api/me': async ({ env, session }) => {
    const workspace = workspaceOf(env);
    const [all, { isDone: isSetUp }] = await Promise.all([workspace.numbers.list(), workspace.setup.state()]);
    return {
      agent: session.agent,
      scopes: session.scopes && [...session.scopes],
      inboxes: seenBy(session, all),
      keepsMedia: env.MEDIA !== undefined,
      isSetUp,
    };
  },
} satisfies Partial<ClosedHandlers>;

async function begin(call: Call, body: SignInRequest): Promise<Session> {
  const workspace = workspaceOf(call.env);
  if ('passkey' in body) {
    const place = await placeOf(call, body.forOrigin ?? null);
    return workspace.signIn.byPasskey(siteOf(call), body.passkey, place);
  }
  const place = await placeOf(call, null);
  if ('token' in body) return workspace.signIn.bySite(body.token, call.url.origin, place);
  // Another site could read the text that is typed into its page.
  if (place.origin !== null) {
    throw new ApiError(403, 'own_pages_only', 'Use the setup token on the Worker’s own page, /console/.');
  }
  return workspace.signIn.bySetupToken(body.setupToken, networkOf(addressOf(call.request)), place);
}

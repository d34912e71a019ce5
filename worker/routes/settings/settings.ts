/** Setup, webhook and access of the deployment. */
import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';
import { signupApp } from './signups.ts';

export const settings = {
  'GET /api/webhook': async ({ url, env }) => {
    const workspace = workspaceOf(env);
    const [verifyToken, refused] = await Promise.all([workspace.verifyToken(), workspace.refusedWebhooks()]);
    return { url: `${url.origin}/webhook`, verifyToken, refused };
  },

  'GET /api/setup': async ({ url, env }) => {
    const workspace = workspaceOf(env);
    const [{ isDone, isShared, handshakeAt }, verifyToken] = await Promise.all([
      workspace.setupState(),
      workspace.verifyToken(),
    ]);
    const app = signupApp(env);
    return {
      isDone,
      isShared,
      webhook: { url: `${url.origin}/webhook`, verifyToken, handshakeAt },
      signup: app && {
        appId: app.appId,
        configId: app.configId,
        sdkUrl: app.sdkUrl,
        version: env.GRAPH_VERSION,
      },
    };
  },

  'PUT /api/setup': async ({ env, body }) => {
    const workspace = workspaceOf(env);
    if (body.isDone !== undefined) await workspace.setUp(body.isDone);
    if (body.isShared) await workspace.share();
    return body;
  },

  'GET /api/settings/origins': async ({ env }) => {
    const workspace = workspaceOf(env);
    const [origins, refused] = await Promise.all([workspace.origins(), workspace.blockedOrigins()]);
    return { origins, refused };
  },

  'PUT /api/settings/origins': async ({ env, session, body }) => {
    await workspaceOf(env).allowOrigins(session.agent, body.origins);
    return body;
  },

  'GET /api/settings/master-key': ({ env }) => workspaceOf(env).masterKey(),

  'GET /api/settings/site-login': ({ env }) => workspaceOf(env).siteLogin(),

  'PUT /api/settings/site-login': async ({ env, session, body }) => {
    const { secret } = await workspaceOf(env).changeSiteLogin(session.agent, body);
    return body.type === 'secret' && secret !== null ? { ...body, secret } : body;
  },
} satisfies Partial<ClosedHandlers>;

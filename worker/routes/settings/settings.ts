/** Setup, webhook and access of the deployment. */
import { workspaceOf } from '../../objects.ts';
import type { ClosedHandlers } from '../call.ts';
import { signupApp } from './signups.ts';

export const settings = {
  'GET /api/webhook': async ({ url, env }) => {
    const workspace = workspaceOf(env);
    const [verifyToken, refused] = await Promise.all([
      workspace.setup.verifyToken(),
      workspace.unrouted.rejectedWebhooks(),
    ]);
    return { url: `${url.origin}/webhook`, verifyToken, refused };
  },

  'GET /api/setup': async ({ url, env }) => {
    const workspace = workspaceOf(env);
    const [{ isDone, isShared, handshakeAt }, verifyToken] = await Promise.all([
      workspace.setup.state(),
      workspace.setup.verifyToken(),
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
    if (body.isDone !== undefined) await workspace.setup.setDone(body.isDone);
    if (body.isShared) await workspace.setup.share();
    return body;
  },

  'GET /api/settings/origins': async ({ env }) => {
    const workspace = workspaceOf(env);
    const [origins, refused] = await Promise.all([
      workspace.sites.origins(),
      workspace.sites.blockedOrigins(),
    ]);
    return { origins, refused };
  },

  'PUT /api/settings/origins': async ({ env, session, body }) => {
    await workspaceOf(env).sites.allowOrigins(session.agent, body.origins);
    return body;
  },

  'GET /api/settings/master-key': ({ env }) => workspaceOf(env).setup.masterKey(),

  'GET /api/settings/site-login': ({ env }) => workspaceOf(env).sites.login(),

  'PUT /api/settings/site-login': async ({ env, session, body }) => {
    const { secret } = await workspaceOf(env).sites.changeLogin(session.agent, body);
    return body.type === 'secret' && secret !== null ? { ...body, secret } : body;
  },
} satisfies Partial<ClosedHandlers>;

import * as v from 'valibot';
import { siteLogin as siteLoginSchema } from '../api/settings.ts';
import type { Origins, Setup, WebhookSetup } from '../api.ts';
import { workspaceOf } from '../objects.ts';
import type { SignedCall } from './call.ts';
import { json } from './http/json-answer.ts';
import { readJson } from './http/request-body.ts';
import { signupApp } from './signups.ts';

export async function webhookSetup({ url, env }: SignedCall): Promise<Response> {
  const workspace = workspaceOf(env);
  const [verifyToken, refused] = await Promise.all([workspace.verifyToken(), workspace.refusedWebhooks()]);
  return json({ url: `${url.origin}/webhook`, verifyToken, refused } satisfies WebhookSetup);
}

export async function setup({ url, env }: SignedCall): Promise<Response> {
  const workspace = workspaceOf(env);
  const [{ isDone, isShared, handshakeAt }, verifyToken] = await Promise.all([
    workspace.setupState(),
    workspace.verifyToken(),
  ]);
  const app = signupApp(env);
  return json({
    isDone,
    isShared,
    webhook: { url: `${url.origin}/webhook`, verifyToken, handshakeAt },
    signup: app && {
      appId: app.appId,
      configId: app.configId,
      sdkUrl: app.sdkUrl,
      version: env.GRAPH_VERSION,
    },
  } satisfies Setup);
}

const progress = v.strictObject({
  isDone: v.optional(v.boolean()),
  // What was copied cannot be taken back.
  isShared: v.optional(v.literal(true)),
});

export async function changeSetup({ request, env }: SignedCall): Promise<Response> {
  const changed = await readJson(request, progress);
  const workspace = workspaceOf(env);
  if (changed.isDone !== undefined) await workspace.setUp(changed.isDone);
  if (changed.isShared) await workspace.share();
  return json(changed);
}

export async function unrouted({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).unrouted());
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;
const origins = v.strictObject({
  origins: v.pipe(
    v.array(
      v.pipe(v.string(), v.check(isOrigin, 'An origin looks like https://shop.example, without a path.')),
    ),
    v.maxLength(100),
  ),
});

export async function allowedOrigins({ env }: SignedCall): Promise<Response> {
  const workspace = workspaceOf(env);
  const [allowed, refused] = await Promise.all([workspace.origins(), workspace.refusedOrigins()]);
  return json({ origins: allowed, refused } satisfies Origins);
}

export async function allowOrigins({ request, env, session }: SignedCall): Promise<Response> {
  const body = await readJson(request, origins);
  await workspaceOf(env).allowOrigins(session.agent, body.origins);
  return json(body);
}

export async function masterKey({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).masterKey());
}

export async function siteLogin({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).siteLogin());
}

/** The secret is in this answer and nowhere else. */
export async function changeSiteLogin({ request, env, session }: SignedCall): Promise<Response> {
  const body = await readJson(request, siteLoginSchema);
  const { secret } = await workspaceOf(env).changeSiteLogin(session.agent, body);
  return json({ ...body, ...(secret !== null && { secret }) });
}

import * as v from 'valibot';
import type { WebhookSetup } from '../api.ts';
import { workspaceOf } from '../env.ts';
import { json } from './answer.ts';
import { readJson } from './body.ts';
import type { SignedCall } from './table.ts';

export async function webhookSetup({ url, env }: SignedCall): Promise<Response> {
  const workspace = workspaceOf(env);
  const [verifyToken, refused] = await Promise.all([workspace.verifyToken(), workspace.refusedWebhooks()]);
  return json({ url: `${url.origin}/webhook`, verifyToken, refused } satisfies WebhookSetup);
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

export async function allowOrigins({ request, env }: SignedCall): Promise<Response> {
  const body = await readJson(request, origins);
  await workspaceOf(env).allowOrigins(body.origins);
  return json(body);
}

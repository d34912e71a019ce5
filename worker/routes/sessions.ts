import * as v from 'valibot';
import type { Me } from '../api.ts';
import { workspaceOf } from '../env.ts';
import { json } from './answer.ts';
import { readJson } from './body.ts';
import type { Call, SignedCall } from './table.ts';

const claim = v.strictObject({ setupToken: v.pipe(v.string(), v.nonEmpty(), v.maxLength(512)) });

export async function signIn({ request, env }: Call): Promise<Response> {
  const { setupToken } = await readJson(request, claim);
  return json(await workspaceOf(env).signIn(setupToken), 201);
}

export async function signOut({ env, session }: SignedCall): Promise<Response> {
  await workspaceOf(env).signOut(session.id);
  return new Response(null, { status: 204 });
}

export async function me({ env, session }: SignedCall): Promise<Response> {
  const inboxes = await workspaceOf(env).inboxes();
  return json({ agent: session.agent, inboxes, keepsMedia: env.MEDIA !== undefined } satisfies Me);
}

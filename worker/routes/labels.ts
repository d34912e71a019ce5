import { newLabel } from '../api/labels.ts';
import { workspaceOf } from '../objects.ts';
import type { SignedCall } from './call.ts';
import { json } from './http/json-answer.ts';
import { readJson } from './http/request-body.ts';

export async function list({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).labels());
}

export async function make({ env, request, session }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).putLabel(session.agent, null, await readJson(request, newLabel)), 201);
}

export async function change({ env, request, session, params }: SignedCall): Promise<Response> {
  const body = await readJson(request, newLabel);
  return json(await workspaceOf(env).putLabel(session.agent, params.id ?? '', body));
}

export async function remove({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).removeLabel(session.agent, params.id ?? '');
  return new Response(null, { status: 204 });
}

import * as v from 'valibot';
import { workspaceOf } from '../objects.ts';
import { labelColors } from '../workspace/shared/labels.ts';
import type { SignedCall } from './call.ts';
import { json } from './http/json-answer.ts';
import { readJson } from './http/request-body.ts';

const label = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(40)),
  color: v.picklist(labelColors),
});

export async function list({ env }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).labels());
}

export async function make({ env, request, session }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).putLabel(session.agent, null, await readJson(request, label)), 201);
}

export async function change({ env, request, session, params }: SignedCall): Promise<Response> {
  const body = await readJson(request, label);
  return json(await workspaceOf(env).putLabel(session.agent, params.id ?? '', body));
}

export async function remove({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).removeLabel(session.agent, params.id ?? '');
  return new Response(null, { status: 204 });
}

/** The devices that an agent is told on. */
import { newPushDevice } from '../api/push.ts';
import { ApiError } from '../errors.ts';
import { workspaceOf } from '../objects.ts';
import { areDeviceKeys } from '../workspace/push/web-push.ts';
import type { SignedCall } from './call.ts';
import { json } from './http/json-answer.ts';
import { readJson } from './http/request-body.ts';
import { placeOf } from './sessions.ts';

export async function status({ env, url, session }: SignedCall): Promise<Response> {
  return json(await workspaceOf(env).push(session.agent.id, url.origin));
}

export async function keep(call: SignedCall): Promise<Response> {
  const device = await readJson(call.request, newPushDevice);
  if (!(await areDeviceKeys(device.keys))) {
    throw new ApiError(
      422,
      'invalid_push_keys',
      'These are not the keys of a push subscription. Pass `keys` of PushSubscription.toJSON() unchanged.',
    );
  }
  const { device: name } = await placeOf(call, null);
  return json(
    await workspaceOf(call.env).keepPushDevice(call.session.agent.id, call.session.id, name, device),
  );
}

export async function remove({ env, session, params }: SignedCall): Promise<Response> {
  await workspaceOf(env).forgetPushDevice(session.agent.id, params.id ?? '');
  return new Response(null, { status: 204 });
}

export async function test({ env, session, params }: SignedCall): Promise<Response> {
  return json({ taken: await workspaceOf(env).testPush(session.agent.id, params.id ?? '') });
}

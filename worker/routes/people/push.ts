/** The devices on which an agent gets push notifications. */
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { areDeviceKeys } from '../../workspace/push/web-push.ts';
import type { ClosedHandlers } from '../call.ts';
import { placeOf } from './place.ts';

export const push = {
  'GET /api/push': ({ env, url, session }) => workspaceOf(env).push.status(session.agent.id, url.origin),

  'PUT /api/push': async (call) => {
    const { env, session, body: device } = call;
    if (!(await areDeviceKeys(device.keys))) {
      throw new ApiError(
        422,
        'invalid_push_keys',
        'These are not the keys of a push subscription. Pass `keys` of PushSubscription.toJSON() unchanged.',
      );
    }
    const { device: name } = await placeOf(call, null);
    return workspaceOf(env).push.addDevice(session.agent.id, session.id, name, device);
  },

  'DELETE /api/push/:id': ({ env, session, params }) =>
    workspaceOf(env).push.removeDevice(session.agent.id, params.id ?? ''),

  'POST /api/push/:id/test': async ({ env, session, params }) => ({
    taken: await workspaceOf(env).push.test(session.agent.id, params.id ?? ''),
  }),
} satisfies Partial<ClosedHandlers>;

/** The devices that get push notifications of this agent. */
import type { NewPushDevice, PushDevice, PushStatus } from '../../../../worker/api/people/push.ts';
import type { ApiClient } from '../api-client.ts';

export const getPushStatus = (api: ApiClient): Promise<PushStatus> => api.call('GET /push');

/** Adds a device, or changes what it is notified about. */
export const putPushDevice = (api: ApiClient, device: NewPushDevice): Promise<PushDevice> =>
  api.call('PUT /push', { body: device });

export const removePushDevice = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /push/:id', { id });

/** `taken`: whether the push service of the device accepted it. */
export const testPushDevice = (api: ApiClient, id: string): Promise<{ taken: boolean }> =>
  api.call('POST /push/:id/test', { id });

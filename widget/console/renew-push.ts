import { ApiClient } from '../client/api/api-client.ts';
import { failureOf } from '../client/api/api-failure.ts';
import { getPushStatus, putPushDevice } from '../client/api/people/push.ts';
import { pushEndpoint, subscribe } from '../client/browser/push-device.ts';
import { SessionStore } from '../client/signing-in/session-store.ts';

/** Renews the push subscription of this device for the current session. Notifications end with the session that requested them. */
export async function renewPush(): Promise<void> {
  const endpoint = await pushEndpoint();
  if (endpoint === null) return;
  const api = new ApiClient(location.origin, async () => new SessionStore(location.origin).token ?? '');
  // If it fails, the next visit tries again.
  await failureOf(async () => {
    const { publicKey, devices } = await getPushStatus(api);
    const own = devices.find((device) => device.endpoint === endpoint);
    const device = own && (await subscribe(publicKey, own.preferences));
    if (device) await putPushDevice(api, device);
  });
}

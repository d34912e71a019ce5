import { ApiClient } from '../client/api/api-client.ts';
import { failureOf } from '../client/api/api-failure.ts';
import { getPushStatus, putPushDevice } from '../client/api/push.ts';
import { pushEndpoint, subscribe } from '../client/browser/push-device.ts';
import { SessionStore } from '../client/signing-in/session-store.ts';

/** A device is told as long as the session lasts under which it asked; whoever comes back with a new one asks again. */
export async function keepTelling(): Promise<void> {
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

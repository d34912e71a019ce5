import { ApiClient, ApiFailure } from '../client/api-client.ts';
import { pushEndpoint, subscribe } from '../client/push-device.ts';
import { SessionStore } from '../client/session-store.ts';

/** A device is told as long as the session lasts under which it asked; whoever comes back with a new one asks again. */
export async function keepTelling(): Promise<void> {
  const endpoint = await pushEndpoint();
  if (endpoint === null) return;
  const api = new ApiClient(location.origin, async () => new SessionStore(location.origin).token ?? '');
  try {
    const { publicKey, devices } = await api.push();
    const own = devices.find((device) => device.endpoint === endpoint);
    const device = own && (await subscribe(publicKey, own.preferences));
    if (device) await api.keepPush(device);
  } catch (error) {
    // The next visit tries again.
    if (!(error instanceof ApiFailure)) throw error;
  }
}

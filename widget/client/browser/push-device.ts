/** This browser's subscription to Web Push, on the Worker's own console page. */
import type { NewPushDevice, PushPreferences } from '../../../worker/api/people/push.ts';

export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** The push endpoint of this browser; null: it has none. */
export async function pushEndpoint(): Promise<string | null> {
  const registration = await navigator.serviceWorker.getRegistration('/console/');
  return (await registration?.pushManager.getSubscription())?.endpoint ?? null;
}

/** Asks the agent and the browser for permission. Null: one of them declined. */
export async function subscribe(
  publicKey: string,
  preferences: PushPreferences,
): Promise<NewPushDevice | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    const known = await pushManager.getSubscription();
    const isOld = known && !isFor(known, publicKey);
    if (isOld) await known.unsubscribe();
    const subscription = known && !isOld ? known : await pushManager.subscribe(options);
    const { endpoint, keys } = subscription.toJSON();
    if (endpoint === undefined || !keys?.p256dh || !keys.auth) return null;
    return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, preferences };
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/console/');
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** Whether the subscription was created with this deployment's key. */
function isFor({ options }: PushSubscription, publicKey: string): boolean {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey;
}

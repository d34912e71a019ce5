/** The agents' devices, and push notifications to them by Web Push (RFC 8030, 8291 and 8292). */
import { buildPushPayload } from '@block65/webcrypto-web-push';
import type { NewPushDevice, PushDevice, PushMessage, PushPreferences } from '../../api/people/push.ts';
import { ApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { hashOf } from '../secrets/secrets.ts';
import type { Vault } from '../secrets/vault.ts';
import { readPreferences } from './push-preferences.ts';
import { isQuiet } from './quiet-hours.ts';

/** A customer's message to notify agents about. */
export interface MessageNotification {
  inbox: string;
  conversationId: number;
  /** The contact's name. */
  name: string;
  /** The text of the message, for devices that show it. */
  text: string | null;
  /** Id of the assignee; null when unassigned. */
  assignee: string | null;
}

/** The figures of a week. */
export interface WeekNotification {
  inbox: string;
  /** The last day of the week. */
  to: string;
  received: number;
  sent: number;
  resolved: number;
  /** The customers who wait now. */
  waiting: number;
}

export interface PushKeys {
  publicKey: string;
  privateKey: string;
  /** The sender: the Worker's origin. */
  subject: string;
}

export interface DeviceRow extends Record<string, SqlStorageValue> {
  id: string;
  agent_id: string;
  device: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  preferences: string;
  created_at: number;
}

const keySetting = 'push_key';
const maxDevices = 20;
/** Delays before retries. After the last one, the notification is dropped. */
const retryDelaysMs = [1_000, 5_000];
const timeoutMs = 10_000;
/** After this time, the push service drops a notification for a device that is off. */
const timeToLiveSeconds = 4 * 60 * 60;

/** The deployment's key pair, created at the first call and stored with its `subject`. */
export async function pushKeys(sql: SqlStorage, vault: Vault, origin: string | null): Promise<PushKeys> {
  const known = await storedKeys(sql, vault);
  if (known) return known;
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  if (!('privateKey' in pair)) throw new Error('ECDSA must return a key pair');
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey);
  if (!(raw instanceof ArrayBuffer) || !('d' in jwk) || jwk.d === undefined)
    throw new Error('The raw key must be an ArrayBuffer');
  const made = {
    publicKey: btoa(String.fromCharCode(...new Uint8Array(raw)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', ''),
    sealed: await vault.seal(jwk.d, keySetting),
    subject: origin ?? 'https://message-us.invalid',
  };
  // Two calls at once get the same keys.
  sql.exec('INSERT INTO setting VALUES (?, ?) ON CONFLICT DO NOTHING', keySetting, JSON.stringify(made));
  const kept = await storedKeys(sql, vault);
  if (!kept) throw new Error('The key that was just stored is missing');
  return kept;
}

async function storedKeys(sql: SqlStorage, vault: Vault): Promise<PushKeys | null> {
  const [row] = sql
    .exec<{ public_key: string; sealed: string; subject: string }>(
      `SELECT value ->> 'publicKey' AS public_key, value ->> 'sealed' AS sealed, value ->> 'subject' AS subject
       FROM setting WHERE name = ?`,
      keySetting,
    )
    .toArray();
  if (!row) return null;
  const privateKey = await vault.open(row.sealed, keySetting);
  return { publicKey: row.public_key, privateKey, subject: row.subject };
}

/** One agent's devices, newest first. */
export function devicesOf(sql: SqlStorage, agentId: string): PushDevice[] {
  return sql
    .exec<DeviceRow>('SELECT * FROM push_device WHERE agent_id = ? ORDER BY created_at DESC, id', agentId)
    .toArray()
    .map(({ id, device, endpoint, preferences, created_at }) => {
      return { id, device, endpoint, preferences: readPreferences(preferences), createdAt: created_at };
    });
}

/** Whether these are valid keys for encrypting to a device. Source: RFC 8291, section 3. */
export async function areDeviceKeys({ p256dh, auth }: NewPushDevice['keys']): Promise<boolean> {
  try {
    const point = bytesOf(p256dh);
    // 4 marks an uncompressed point. The import fails for a point that is not on the curve.
    if (point.byteLength !== 65 || point[0] !== 4 || bytesOf(auth).byteLength !== 16) return false;
    await crypto.subtle.importKey('raw', point, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
    return true;
  } catch {
    return false;
  }
}

function bytesOf(base64Url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64Url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Adds a device, or moves a known one to this agent, who is now signed in on it. */
export async function keepDevice(
  sql: SqlStorage,
  { agentId, sessionId, device }: { agentId: string; sessionId: string; device: string },
  { endpoint, keys, preferences }: NewPushDevice,
  now: number,
): Promise<PushDevice> {
  const id = await hashOf(endpoint);
  const others = devicesOf(sql, agentId).filter((other) => other.id !== id);
  if (others.length >= maxDevices) {
    throw new ApiError(
      409,
      'too_many_devices',
      'You already have twenty devices with notifications. Remove one first.',
    );
  }
  sql.exec(
    `INSERT INTO push_device (id, agent_id, session_id, device, endpoint, p256dh, auth, preferences, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
     ON CONFLICT (id) DO UPDATE SET agent_id = ?2, session_id = ?3, device = ?4, p256dh = ?6, auth = ?7,
       preferences = ?8`,
    ...[id, agentId, sessionId, device, endpoint, keys.p256dh, keys.auth, JSON.stringify(preferences), now],
  );
  return { id, device, endpoint, preferences, createdAt: now };
}

export function forgetDevice(sql: SqlStorage, agentId: string, id: string): void {
  const { rowsWritten } = sql.exec('DELETE FROM push_device WHERE id = ? AND agent_id = ?', id, agentId);
  if (rowsWritten === 0) throw new ApiError(404, 'device_not_found', 'None of your devices has this id.');
}

/** Deletes the devices of ended sessions. */
export function forgetSessions(sql: SqlStorage, sessionIds: readonly string[]): void {
  sql.exec(
    'DELETE FROM push_device WHERE session_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(sessionIds),
  );
}

export function hasDevices(sql: SqlStorage): boolean {
  return sql.exec('SELECT 1 FROM push_device LIMIT 1').toArray().length > 0;
}

/** Sends a test notification. Returns whether the push service accepted it. */
export async function sendTest(
  sql: SqlStorage,
  keys: PushKeys,
  agentId: string,
  id: string,
): Promise<boolean> {
  const [row] = sql
    .exec<DeviceRow>('SELECT * FROM push_device WHERE id = ? AND agent_id = ?', id, agentId)
    .toArray();
  if (!row) throw new ApiError(404, 'device_not_found', 'None of your devices has this id.');
  return (await deliver(sql, keys, row, { type: 'test' }, 'test')) === 'accepted';
}

/** The devices with a valid session. */
export function activeDevices(sql: SqlStorage, now: number): DeviceRow[] {
  return sql
    .exec<DeviceRow>(
      'SELECT push_device.* FROM push_device JOIN session ON session.id = session_id WHERE expires_at >= ?',
      now,
    )
    .toArray();
}

/** Notifies all devices whose preferences allow it. `mayAgentSee` says whether an agent has access to the number. */
export async function notify(
  sql: SqlStorage,
  keys: PushKeys,
  notification: MessageNotification,
  mayAgentSee: (agentId: string) => boolean,
  now: number,
): Promise<void> {
  const devices = activeDevices(sql, now).filter((row) => {
    const preferences = readPreferences(row.preferences);
    return wants(preferences, row.agent_id, notification, now) && mayAgentSee(row.agent_id);
  });
  const { inbox, conversationId } = notification;
  const topic = (await hashOf(`${inbox}/${conversationId}`)).slice(0, 32);
  await Promise.all(
    devices.map((row) => {
      const { showText } = readPreferences(row.preferences);
      const name = notification.name.slice(0, 100);
      const text = showText ? (notification.text?.slice(0, 300) ?? null) : null;
      return deliver(sql, keys, row, { type: 'message', inbox, conversationId, name, text }, topic);
    }),
  );
}

export function wants(
  { whose, muted, quiet }: PushPreferences,
  agentId: string,
  { inbox, assignee }: MessageNotification,
  now: number,
): boolean {
  if (muted.includes(inbox) || isQuiet(quiet, now)) return false;
  return whose === 'all' || assignee === agentId || (whose === 'unassigned' && assignee === null);
}

/** `gone`: the device no longer exists. `later`: its push service is busy. */
type Outcome = 'accepted' | 'gone' | 'rejected' | 'later';

/**
 * Sends one notification to one device. Never throws, so that one device does not affect the others. An undelivered
 * notification is replaced by the next one with the same `topic`.
 */
export async function deliver(
  sql: SqlStorage,
  keys: PushKeys,
  { id, endpoint, p256dh, auth }: DeviceRow,
  data: PushMessage,
  topic: string,
): Promise<Outcome> {
  const request = await encrypted({ endpoint, keys: { p256dh, auth } }, keys, data, topic);
  let outcome = typeof request === 'string' ? request : await post(endpoint, request);
  for (const pause of retryDelaysMs) {
    if (outcome !== 'later' || typeof request === 'string') break;
    await scheduler.wait(pause);
    outcome = await post(endpoint, request);
  }
  if (outcome === 'gone') sql.exec('DELETE FROM push_device WHERE id = ?', id);
  if (outcome === 'rejected' || outcome === 'later') {
    log('warn', 'push_not_taken', { host: new URL(endpoint).hostname, outcome });
  }
  return outcome;
}

type PushRequest = Awaited<ReturnType<typeof buildPushPayload>>;

/** The request for a device, or the outcome if it cannot be built. */
async function encrypted(
  { endpoint, keys }: Pick<NewPushDevice, 'endpoint' | 'keys'>,
  ours: PushKeys,
  data: PushMessage,
  topic: string,
): Promise<PushRequest | 'gone' | 'rejected'> {
  try {
    return await buildPushPayload(
      { data, options: { ttl: timeToLiveSeconds, topic, urgency: 'high' } },
      { endpoint, expirationTime: null, keys },
      ours,
    );
  } catch (error) {
    log('error', 'push_not_encrypted', { fault: error instanceof Error ? error.name : typeof error });
    return (await areDeviceKeys(keys)) ? 'rejected' : 'gone';
  }
}

async function post(
  endpoint: string,
  { headers, body }: Pick<PushRequest, 'headers' | 'body'>,
): Promise<Outcome> {
  try {
    const { ok, status } = await fetch(endpoint, {
      method: 'POST',
      headers,
      body,
      // The address was checked, but the target of a redirect was not.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (ok) return 'accepted';
    if (status === 404 || status === 410) return 'gone';
    return status === 429 || status >= 500 ? 'later' : 'rejected';
  } catch {
    return 'later';
  }
}

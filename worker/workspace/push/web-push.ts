/** The agents' devices, and how they are told that a customer has written: by Web Push (RFC 8030, 8291 and 8292). */
import { buildPushPayload } from '@block65/webcrypto-web-push';
import type { NewPushDevice, PushDevice, PushMessage, PushPreferences } from '../../api/push.ts';
import { ApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { hashOf } from '../secrets/secrets.ts';
import type { Vault } from '../secrets/vault.ts';
import { readPreferences } from './push-preferences.ts';
import { isQuiet } from './quiet-hours.ts';

/** What has happened, as a device is told. */
export interface Notice {
  inbox: string;
  conversationId: number;
  /** The customer's. */
  name: string;
  /** Of the message; only devices that want it are given it. */
  text: string | null;
  /** Id of the agent who has the conversation; null: nobody. */
  assignee: string | null;
}

export interface PushKeys {
  publicKey: string;
  privateKey: string;
  /** Who sends: the Worker's origin. */
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
const mostDevices = 20;
/** After these pauses it is tried again; then the message is left to the next one. */
const pauses = [1_000, 5_000];
const timeout = 10_000;
/** A device that is off for longer learns from the inbox itself. */
const secondsKept = 4 * 60 * 60;

/** The deployment's key pair, made when it is first asked for; `subject` is kept with it. */
export async function pushKeys(sql: SqlStorage, vault: Vault, origin: string | null): Promise<PushKeys> {
  const known = await storedKeys(sql, vault);
  if (known) return known;
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  if (!('privateKey' in pair)) throw new Error('ECDSA has two keys');
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey);
  if (!(raw instanceof ArrayBuffer) || !('d' in jwk) || jwk.d === undefined)
    throw new Error('A key has bytes');
  const made = {
    publicKey: btoa(String.fromCharCode(...new Uint8Array(raw)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', ''),
    sealed: await vault.seal(jwk.d, keySetting),
    subject: origin ?? 'https://message-us.invalid',
  };
  // Two who ask at once get the same.
  sql.exec('INSERT INTO setting VALUES (?, ?) ON CONFLICT DO NOTHING', keySetting, JSON.stringify(made));
  const kept = await storedKeys(sql, vault);
  if (!kept) throw new Error('The key was stored just now');
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

/** One agent's devices, the newest first. */
export function devicesOf(sql: SqlStorage, agentId: string): PushDevice[] {
  return sql
    .exec<DeviceRow>('SELECT * FROM push_device WHERE agent_id = ? ORDER BY created_at DESC, id', agentId)
    .toArray()
    .map(({ id, device, endpoint, preferences, created_at }) => {
      return { id, device, endpoint, preferences: readPreferences(preferences), createdAt: created_at };
    });
}

/** What is encrypted for a device under these keys, only that device can read. Source: RFC 8291, section 3. */
export async function areDeviceKeys({ p256dh, auth }: NewPushDevice['keys']): Promise<boolean> {
  try {
    const point = bytesOf(p256dh);
    // 4: a point that is written out. Import fails for one that is not on the curve.
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

/** A device that is known, also as somebody else's, is this agent's from now on: whoever uses it has signed in. */
export async function keepDevice(
  sql: SqlStorage,
  { agentId, sessionId, device }: { agentId: string; sessionId: string; device: string },
  { endpoint, keys, preferences }: NewPushDevice,
  now: number,
): Promise<PushDevice> {
  const id = await hashOf(endpoint);
  const others = devicesOf(sql, agentId).filter((other) => other.id !== id);
  if (others.length >= mostDevices) {
    throw new ApiError(
      409,
      'too_many_devices',
      'Twenty of your devices are told already. Take one away first.',
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

/** Whoever has been signed out is told nothing any more. */
export function forgetSessions(sql: SqlStorage, sessionIds: readonly string[]): void {
  sql.exec(
    'DELETE FROM push_device WHERE session_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(sessionIds),
  );
}

export function hasDevices(sql: SqlStorage): boolean {
  return sql.exec('SELECT 1 FROM push_device LIMIT 1').toArray().length > 0;
}

/** Tells one device that everything works. Returns whether its push service took it. */
export async function tellTest(
  sql: SqlStorage,
  keys: PushKeys,
  agentId: string,
  id: string,
): Promise<boolean> {
  const [row] = sql
    .exec<DeviceRow>('SELECT * FROM push_device WHERE id = ? AND agent_id = ?', id, agentId)
    .toArray();
  if (!row) throw new ApiError(404, 'device_not_found', 'None of your devices has this id.');
  return (await deliver(sql, keys, row, { type: 'test' }, 'test')) === 'taken';
}

/** A session that has ended by itself is over on its device, too. */
export function devicesTold(sql: SqlStorage, now: number): DeviceRow[] {
  return sql
    .exec<DeviceRow>(
      'SELECT push_device.* FROM push_device JOIN session ON session.id = session_id WHERE expires_at >= ?',
      now,
    )
    .toArray();
}

/** Tells all devices that want to know. `mayAgentSee`: agents are told of the numbers that they may see. */
export async function tell(
  sql: SqlStorage,
  keys: PushKeys,
  notice: Notice,
  mayAgentSee: (agentId: string) => boolean,
  now: number,
): Promise<void> {
  const told = devicesTold(sql, now).filter((row) => {
    const preferences = readPreferences(row.preferences);
    return wants(preferences, row.agent_id, notice, now) && mayAgentSee(row.agent_id);
  });
  const { inbox, conversationId } = notice;
  const topic = (await hashOf(`${inbox}/${conversationId}`)).slice(0, 32);
  await Promise.all(
    told.map((row) => {
      const { showText } = readPreferences(row.preferences);
      const name = notice.name.slice(0, 100);
      const text = showText ? (notice.text?.slice(0, 300) ?? null) : null;
      return deliver(sql, keys, row, { type: 'message', inbox, conversationId, name, text }, topic);
    }),
  );
}

export function wants(
  { whose, muted, quiet }: PushPreferences,
  agentId: string,
  { inbox, assignee }: Notice,
  now: number,
): boolean {
  if (muted.includes(inbox) || isQuiet(quiet, now)) return false;
  return whose === 'all' || assignee === agentId || (whose === 'unassigned' && assignee === null);
}

/** `gone`: the device will never take anything again. `later`: its push service is busy. */
type Outcome = 'taken' | 'gone' | 'refused' | 'later';

/**
 * Sends one notification to one device. Never throws: a device that cannot be notified must not keep the others from
 * it. `topic`: a notification that has not been delivered yet is replaced by the next with the same topic.
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
  for (const pause of pauses) {
    if (outcome !== 'later' || typeof request === 'string') break;
    await scheduler.wait(pause);
    outcome = await post(endpoint, request);
  }
  if (outcome === 'gone') sql.exec('DELETE FROM push_device WHERE id = ?', id);
  if (outcome === 'refused' || outcome === 'later') {
    log('warn', 'push_not_taken', { host: new URL(endpoint).hostname, outcome });
  }
  return outcome;
}

type PushRequest = Awaited<ReturnType<typeof buildPushPayload>>;

/** The request for a device, or what to make of a device that none can be built for. */
async function encrypted(
  { endpoint, keys }: Pick<NewPushDevice, 'endpoint' | 'keys'>,
  ours: PushKeys,
  data: PushMessage,
  topic: string,
): Promise<PushRequest | 'gone' | 'refused'> {
  try {
    return await buildPushPayload(
      { data, options: { ttl: secondsKept, topic, urgency: 'high' } },
      { endpoint, expirationTime: null, keys },
      ours,
    );
  } catch (error) {
    log('error', 'push_not_encrypted', { fault: error instanceof Error ? error.name : typeof error });
    return (await areDeviceKeys(keys)) ? 'refused' : 'gone';
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
      // An address that was checked must not lead to one that was not.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    if (ok) return 'taken';
    if (status === 404 || status === 410) return 'gone';
    return status === 429 || status >= 500 ? 'later' : 'refused';
  } catch {
    return 'later';
  }
}

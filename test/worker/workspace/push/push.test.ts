import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type {
  NewPushDevice,
  PushDevice,
  PushMessage,
  PushPreferences,
  PushStatus,
} from '../../../../worker/api/people/push.ts';
import { maxFaults } from '../../../../worker/inbox/records/changes/jobs.ts';
import { inboxOf, workspaceOf } from '../../../../worker/objects.ts';
import {
  call,
  connectNumber,
  post,
  signIn,
  siteSession,
  text,
  wabaId,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242944';
const everything: PushPreferences = {
  whose: 'all',
  muted: [],
  showText: false,
  alerts: true,
  weekly: false,
  quiet: null,
};

/** A subscribed browser: only it can read what is sent to it. */
async function browser(name: string) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  if (!('privateKey' in pair)) throw new Error('ECDH has two keys');
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  if (!(raw instanceof ArrayBuffer)) throw new Error('A raw key has bytes');
  const publicKey = new Uint8Array(raw);
  const auth = crypto.getRandomValues(new Uint8Array(16));
  // Named for this run: in watch mode the push service outlives the tests.
  const endpoint = `https://push.example/${name}-${crypto.randomUUID()}`;
  return {
    endpoint,
    device: (preferences: NewPushDevice['preferences']): NewPushDevice => ({
      endpoint,
      keys: { p256dh: base64url(publicKey), auth: base64url(auth) },
      preferences,
    }),
    async received(): Promise<{ headers: Record<string, string>; message: PushMessage }[]> {
      const answer = await fetch(`${endpoint}/received`);
      const all = await answer.json<{ headers: Record<string, string>; body: string }[]>();
      return Promise.all(
        all.map(async ({ headers, body }) => ({
          headers,
          message: JSON.parse(await decrypted(bytesOf(body), pair.privateKey, publicKey, auth)),
        })),
      );
    },
  };
}

/** RFC 8291 and RFC 8188, as a browser does it. */
async function decrypted(
  box: Uint8Array<ArrayBuffer>,
  privateKey: CryptoKey,
  publicKey: Uint8Array<ArrayBuffer>,
  auth: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const salt = box.slice(0, 16);
  const theirs = box.slice(21, 21 + (box[20] ?? 0));
  const sender = await crypto.subtle.importKey(
    'raw',
    theirs,
    { name: 'ECDH', namedCurve: 'P-256' },
    true,
    [],
  );
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: sender } as never, privateKey, 256);
  const info = (name: string) => Uint8Array.from(new TextEncoder().encode(`${name}\0`));
  const keyInfo = new Uint8Array([...info('WebPush: info'), ...publicKey, ...theirs]);
  const input = await hkdf(shared, auth, keyInfo, 32);
  const key = await hkdf(input, salt, info('Content-Encoding: aes128gcm'), 16);
  const iv = await hkdf(input, salt, info('Content-Encoding: nonce'), 12);
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, aes, box.slice(21 + theirs.length));
  const text = new TextDecoder().decode(plain);
  // A 2 ends the last record, and padding may follow.
  return text.slice(0, text.lastIndexOf('\u0002'));
}

async function hkdf(
  secret: ArrayBuffer,
  salt: Uint8Array<ArrayBuffer>,
  info: Uint8Array<ArrayBuffer>,
  size: number,
) {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, 8 * size);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

const keep = (token: string, device: object) => call('PUT', '/api/push', { token, body: device });

async function written(wamid: string, body: string, from = '15550104001'): Promise<void> {
  const answer = await post(webhook(number, text(from, wamid, Math.floor(Date.now() / 1000), body)));
  expect(answer.status).toBe(200);
}

describe('a push device', () => {
  it('a push notification says who wrote, encrypted for its device, once for several messages, without the text', async () => {
    const admin = await signIn();
    await connectNumber(admin, number);
    const phone = await browser('phone');
    expect((await keep(admin, phone.device(everything))).status).toBe(200);
    await written('wamid.push1', 'My secret order');
    await written('wamid.push2', 'and more of it');
    const [told] = await vi.waitFor(
      async () => {
        const all = await phone.received();
        expect(all).toHaveLength(1);
        return all;
      },
      { timeout: 10_000, interval: 100 },
    );
    expect(told?.message).toMatchObject({ type: 'message', inbox: number, text: null });
    expect(told?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    const { publicKey } = await (await call('GET', '/api/push', { token: admin })).json<PushStatus>();
    expect(told?.headers.authorization).toMatch(new RegExp(`^vapid t=[\\w.-]+, k=${publicKey}$`));
    await vi.waitFor(async () => expect(await noticeJobs()).toBe(0));
    expect(await phone.received()).toHaveLength(1);
  });

  it('a push notification has the text if its agent wants it, and is retried when the push service is busy', async () => {
    const admin = await signIn();
    const tablet = await browser('tablet');
    await fetch(tablet.endpoint, { method: 'PUT', body: '[503]' });
    await keep(admin, tablet.device({ ...everything, showText: true }));
    await written('wamid.push3', 'Is it still there?');
    await vi.waitFor(
      async () => {
        const all = await tablet.received();
        expect(all).toHaveLength(2);
        expect(all.at(-1)?.message).toMatchObject({ text: 'Is it still there?' });
      },
      { timeout: 15_000, interval: 100 },
    );
  });

  it('a device gets nothing once its session has expired, and is notified again under a new one', async () => {
    const admin = await signIn();
    const [late, other] = await Promise.all(['late', 'awake'].map(browser));
    if (!late || !other) throw new Error('There are two');
    const session = await siteSession(admin, { sub: 'late', name: 'Late' });
    expect((await keep(session, late.device(everything))).status).toBe(200);
    await keep(admin, other.device(everything));
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec("UPDATE session SET expires_at = 1 WHERE agent_id = 'site/late'");
    });
    await written('wamid.push-late', 'Anybody?', '15550104021');
    await vi.waitFor(async () => expect(await other.received()).toHaveLength(1), { timeout: 10_000 });
    expect(await late.received()).toEqual([]);
    const again = await siteSession(admin, { sub: 'late', name: 'Late' });
    expect((await keep(again, late.device(everything))).status).toBe(200);
    await written('wamid.push-back', 'Hello again', '15550104022');
    await vi.waitFor(async () => expect(await late.received()).toHaveLength(1), { timeout: 10_000 });
  });

  it('a device is deleted when its subscription is gone', async () => {
    const admin = await signIn();
    const old = await browser('old');
    const device = await (await keep(admin, old.device(everything))).json<PushDevice>();
    await fetch(old.endpoint, { method: 'PUT', body: '[410]' });
    const answer = await call('POST', `/api/push/${device.id}/test`, { token: admin, body: {} });
    expect(await answer.json()).toEqual({ taken: false });
    const { devices } = await (await call('GET', '/api/push', { token: admin })).json<PushStatus>();
    expect(devices.map(({ id }) => id)).not.toContain(device.id);
  });

  it('a redirect of a push service is not followed: only the checked address is called', async () => {
    const admin = await signIn();
    const moved = await browser('moved');
    const device = await (await keep(admin, moved.device(everything))).json<PushDevice>();
    await fetch(moved.endpoint, { method: 'PUT', body: '[307]' });
    const answer = await call('POST', `/api/push/${device.id}/test`, { token: admin, body: {} });
    expect(await answer.json()).toEqual({ taken: false });
    expect(await moved.received()).toHaveLength(1);
    expect(await (await fetch(`${moved.endpoint}-elsewhere/received`)).json()).toEqual([]);
  });

  it('a device gets nothing of other agents’ conversations, muted numbers, or numbers without access', async () => {
    const admin = await signIn();
    const names = ['mine', 'muted', 'elsewhere', 'open'] as const;
    const [mine, muted, elsewhere, open] = await Promise.all(names.map(browser));
    await keep(admin, mine?.device({ ...everything, whose: 'mine' }) ?? {});
    await keep(admin, muted?.device({ ...everything, muted: [number] }) ?? {});
    const stranger = await siteSession(admin, { sub: 'stranger', name: 'Stranger', numbers: ['1'] });
    await keep(stranger, elsewhere?.device(everything) ?? {});
    await keep(admin, open?.device({ ...everything, whose: 'unassigned' }) ?? {});
    await written('wamid.push4', 'Anybody?', '15550104002');
    await vi.waitFor(async () => expect(await open?.received()).toHaveLength(1), { timeout: 10_000 });
    for (const other of [mine, muted, elsewhere]) expect(await other?.received()).toEqual([]);
  });

  it('a device gets nothing after its agent was signed out there', async () => {
    const admin = await signIn();
    const agent = await siteSession(admin, { sub: 'leaves', name: 'Leaves' });
    await keep(agent, (await browser('left')).device(everything));
    await call('DELETE', '/api/sessions/current', { token: agent });
    const again = await siteSession(admin, { sub: 'leaves', name: 'Leaves' });
    const { devices } = await (await call('GET', '/api/push', { token: again })).json<PushStatus>();
    expect(devices).toEqual([]);
  });
});

describe('a device with invalid keys', () => {
  const offCurve = base64url(Uint8Array.of(4, ...new Uint8Array(64).fill(1)));

  it.each([
    ['all zeros', 'A'.repeat(87)],
    ['a point beside the curve', offCurve],
    ['a point that does not begin with 4', `C${offCurve.slice(1)}`],
  ])('a device with invalid keys is rejected: %s', async (_, p256dh) => {
    const admin = await signIn();
    const { keys, ...device } = (await browser('malformed')).device(everything);
    const answer = await keep(admin, { ...device, keys: { ...keys, p256dh } });
    expect(answer.status).toBe(422);
    expect((await answer.json<ErrorBody>()).error.code).toBe('invalid_push_keys');
    const { devices } = await (await call('GET', '/api/push', { token: admin })).json<PushStatus>();
    expect(devices.map(({ endpoint }) => endpoint)).not.toContain(device.endpoint);
  });

  it('a stored device with invalid keys is deleted, and the others are notified once', async () => {
    const admin = await signIn();
    const [broken, good] = await Promise.all(['broken', 'good'].map(browser));
    if (!broken || !good) throw new Error('There are two');
    const { id } = await (await keep(admin, broken.device(everything))).json<PushDevice>();
    await keep(admin, good.device(everything));
    await runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql.exec('UPDATE push_device SET p256dh = ? WHERE id = ?', 'A'.repeat(87), id),
    );
    await written('wamid.push-broken', 'Are you open?', '15550104031');
    await vi.waitFor(async () => expect(await good.received()).toHaveLength(1), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await noticeJobs()).toBe(0));
    const { devices } = await (await call('GET', '/api/push', { token: admin })).json<PushStatus>();
    expect(devices.map((device) => device.id)).not.toContain(id);
    expect(await good.received()).toHaveLength(1);
    expect(await broken.received()).toEqual([]);
  });

  it('a device with invalid keys answers a test push with "not taken"', async () => {
    const admin = await signIn();
    const device = await (await keep(admin, (await browser('tested')).device(everything))).json<PushDevice>();
    await runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql.exec('UPDATE push_device SET auth = ? WHERE id = ?', 'AAAA', device.id),
    );
    const answer = await call('POST', `/api/push/${device.id}/test`, { token: admin, body: {} });
    expect([answer.status, await answer.json()]).toEqual([200, { taken: false }]);
  });
});

describe('an alert of a number', () => {
  /** Meta tells of the account of all numbers here. */
  async function notice(field: string, value: object, time = 1): Promise<void> {
    const entry = [{ id: wabaId, time, changes: [{ field, value }] }];
    const answer = await post(JSON.stringify({ object: 'whatsapp_business_account', entry }));
    expect(answer.status).toBe(200);
  }
  const flagged = () =>
    notice('phone_number_quality_update', { display_phone_number: '15550783881', event: 'FLAGGED' });
  const restricted = () =>
    notice('account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ restriction_type: 'X' }] });
  const language = { message_template_language: 'en' };
  const ofTemplate = (message: PushMessage) => message.type === 'alert' && message.alert.type === 'template';
  const told = async (device: Awaited<ReturnType<typeof browser>>) =>
    (await device.received()).filter(({ message }) => message.type === 'alert');
  const wasNotified = (device: Awaited<ReturnType<typeof browser>>, times: number) =>
    vi.waitFor(async () => expect(await told(device)).toHaveLength(times), { timeout: 10_000, interval: 50 });
  /** What the workspace puts off to later, it does now. */
  const later = async () => {
    await runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql.exec("UPDATE chore SET run_at = 1 WHERE name = 'alerts'"),
    );
    await runDurableObjectAlarm(workspaceOf(env));
  };
  const dueAt = () =>
    runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql.exec<{ at: number }>("SELECT run_at AS at FROM chore WHERE name = 'alerts'").toArray(),
    );

  it('an alert is sent to admins who want it, to each device once, and again for a new alert', async () => {
    const admin = await signIn();
    await connectNumber(admin, '106540352242950');
    const names = ['told', 'alerts-off', 'alerts-muted', 'agent'] as const;
    const [phone, off, muted, theirs] = await Promise.all(names.map(browser));
    if (!phone || !off || !muted || !theirs) throw new Error('There is a browser for each name');
    const agent = await siteSession(admin, { sub: 'no-admin', name: 'No admin' });
    const others = [number, '106540352242950'];
    await keep(admin, phone.device({ ...everything, whose: 'mine', muted: [number] }));
    await keep(admin, off.device({ ...everything, alerts: false }));
    await keep(admin, muted.device({ ...everything, muted: others }));
    await keep(agent, theirs.device(everything));
    await flagged();
    await wasNotified(phone, 1);
    expect((await told(phone))[0]?.message).toMatchObject({
      type: 'alert',
      inbox: '106540352242950',
      number: 'Lumen & Clay',
      alert: { type: 'notice', summary: expect.stringContaining('quality'), advice: null },
    });
    // Something that is no alert is looked at in the same way.
    await notice('account_update', { event: 'VERIFIED_ACCOUNT' });
    await later();
    expect(await told(phone)).toHaveLength(1);
    await restricted();
    await wasNotified(phone, 2);
    for (const device of [off, muted, theirs]) expect(await told(device)).toEqual([]);
  });

  it('an alert in quiet hours is sent when they are over', async () => {
    const admin = await signIn();
    const night = await browser('night');
    const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
    const quiet = { from: clock(-60), to: clock(60), timeZone: 'UTC' };
    await keep(admin, night.device({ ...everything, quiet }));
    await flagged();
    await vi.waitFor(async () => {
      const [chore] = await dueAt();
      const minutes = ((chore?.at ?? 0) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(55);
      expect(minutes).toBeLessThanOrEqual(60);
    });
    expect(await told(night)).toEqual([]);
    await keep(admin, night.device({ ...everything, muted: ['106540352242950'] }));
    await later();
    await wasNotified(night, 1);
  });

  it('an alert is sent later if the push service is busy', async () => {
    const admin = await signIn();
    const busy = await browser('busy');
    await keep(admin, busy.device({ ...everything, muted: ['106540352242950'] }));
    await fetch(busy.endpoint, { method: 'PUT', body: '[503, 503, 503]' });
    await flagged();
    await wasNotified(busy, 3);
    await vi.waitFor(async () => expect(await dueAt()).toHaveLength(1));
    await later();
    await wasNotified(busy, 4);
    await later();
    expect(await told(busy)).toHaveLength(4);
  }, 20_000);

  it('an alert about a template is sent once for all numbers of its account, and again if it returns', async () => {
    const admin = await signIn();
    await connectNumber(admin, '106540352242951');
    const phone = await browser('templates');
    await keep(admin, phone.device(everything));
    const templates = async () => (await told(phone)).filter(({ message }) => ofTemplate(message));
    const isSent = (times: number) =>
      vi.waitFor(async () => expect(await templates()).toHaveLength(times), {
        timeout: 10_000,
        interval: 50,
      });
    const status = (event: string, time: number) =>
      notice(
        'message_template_status_update',
        { event, ...{ message_template_id: 7, message_template_name: 'order_ready' }, ...language },
        time,
      );
    await status('PAUSED', 1_900_000_000);
    await isSent(1);
    expect((await templates())[0]?.message).toMatchObject({
      ...{ type: 'alert', number: 'Lumen & Clay' },
      alert: {
        ...{ type: 'template', code: 'template_paused', advice: null },
        params: { name: 'order_ready', language: 'en' },
      },
    });
    await later();
    await status('PAUSED', 1_900_000_000);
    await later();
    expect(await templates()).toHaveLength(1);
    await status('APPROVED', 1_900_000_060);
    await status('PAUSED', 1_900_000_120);
    await isSent(2);
    await later();
    expect(await templates()).toHaveLength(2);
  });
});

describe('the figures of a week', () => {
  const week = { inbox: number, to: '2026-11-29', received: 12, sent: 9, resolved: 4, waiting: 2 };
  const notifyWeek = (more: object = {}) => workspaceOf(env).push.notifyWeek({ ...week, ...more });

  it('reach the devices that want them once, and no others', async () => {
    const admin = await signIn();
    const [wanting, other, muted] = await Promise.all(['weekly', 'daily', 'muted'].map(browser));
    if (!wanting || !other || !muted) throw new Error('There are three');
    await keep(admin, wanting.device({ ...everything, weekly: true }));
    await keep(admin, other.device(everything));
    await keep(admin, muted.device({ ...everything, weekly: true, muted: [number] }));
    expect(await notifyWeek()).toBeNull();
    expect(await notifyWeek()).toBeNull();
    const [first, ...more] = await wanting.received();
    expect(more).toEqual([]);
    const { to: _, ...figures } = week;
    expect(first?.message).toEqual({ type: 'week', number: expect.any(String), ...figures });
    expect([await other.received(), await muted.received()]).toEqual([[], []]);
    await notifyWeek({ to: '2026-12-06' });
    expect(await wanting.received()).toHaveLength(2);
  });

  it('wait for the end of quiet hours', async () => {
    const admin = await signIn();
    const asleep = await browser('asleep');
    const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString().slice(11, 16);
    const quiet = { from: hour(-2), to: hour(2), timeZone: 'UTC' };
    await keep(admin, asleep.device({ ...everything, weekly: true, quiet }));
    const later = await notifyWeek({ to: '2026-12-13' });
    expect(later).toBeGreaterThan(Date.now());
    expect(await asleep.received()).toEqual([]);
    await keep(admin, asleep.device({ ...everything, weekly: true }));
    expect(await notifyWeek({ to: '2026-12-13' })).toBeNull();
    expect(await asleep.received()).toHaveLength(1);
  });
});

describe('the address of a push service', () => {
  it.each([
    'http://push.example/a',
    'https://127.0.0.1/a',
    'https://[::1]/a',
    'https://0x7f.1/a',
    'https://localhost/a',
    'https://metadata.internal/a',
    'https://push.example:8443/a',
    'https://me:secret@push.example/a',
    'nonsense',
  ])('the address of a push service is rejected at %s', async (endpoint) => {
    const admin = await signIn();
    const device = (await browser('refused')).device(everything);
    const answer = await keep(admin, { ...device, endpoint });
    expect(answer.status).toBe(422);
    expect((await answer.json<ErrorBody>()).error.code).toBe('invalid_input');
  });
});

it('notifications that fail on our side are given up, and not retried forever', async () => {
  const admin = await signIn();
  await keep(admin, (await browser('patient')).device(everything));
  const sealed = await runInDurableObject(workspaceOf(env), (_, { storage }) => {
    const { value } = storage.sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'push_key'")
      .one();
    storage.sql.exec(
      "UPDATE setting SET value = json_set(value, '$.sealed', 'a.b.c') WHERE name = 'push_key'",
    );
    return value;
  });
  await written('wamid.push-fault', 'Hello?', '15550104041');
  const tries = () =>
    runInDurableObject(inboxOf(env, number), (_, { storage }) => {
      // What waits for its next try is tried now.
      storage.sql.exec("UPDATE job SET run_at = 1 WHERE kind = 'notice' AND tries > 0");
      return storage.sql.exec<{ tries: number }>("SELECT tries FROM job WHERE kind = 'notice'").toArray();
    });
  const seen = new Set<number>();
  await vi.waitFor(
    async () => {
      const waiting = await tries();
      for (const { tries: count } of waiting) seen.add(count);
      await runDurableObjectAlarm(inboxOf(env, number));
      expect(seen.size > 1 && waiting.length === 0).toBe(true);
    },
    { timeout: 15_000, interval: 50 },
  );
  expect(Math.max(...seen)).toBe(maxFaults - 1);
  await runInDurableObject(workspaceOf(env), (_, { storage }) =>
    storage.sql.exec("UPDATE setting SET value = ? WHERE name = 'push_key'", sealed),
  );
});

it('the private key for push is encrypted, and returned nowhere', async () => {
  const admin = await signIn();
  const answer = await call('GET', '/api/push', { token: admin });
  expect(Object.keys(await answer.json<PushStatus>())).toEqual(['publicKey', 'devices']);
  const stored = await runInDurableObject(workspaceOf(env), (_, { storage }) =>
    storage.sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'push_key'").one(),
  );
  expect(Object.keys(JSON.parse(stored.value))).toEqual(['publicKey', 'sealed', 'subject']);
});

function noticeJobs(): Promise<number> {
  return runInDurableObject(
    inboxOf(env, number),
    (_, { storage }) =>
      storage.sql.exec<{ count: number }>("SELECT count(*) AS count FROM job WHERE kind = 'notice'").one()
        .count,
  );
}

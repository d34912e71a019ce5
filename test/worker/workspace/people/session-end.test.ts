/** What ends with a session, however it ends; and what a session of another site's page cannot make last longer. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveFrame, LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type { MediaTicket } from '../../../../worker/api/conversations/messages.ts';
import { workspaceOf } from '../../../../worker/objects.ts';
import { Authenticator } from '../../support/authenticator.ts';
import {
  call,
  connectNumber,
  fetched,
  post,
  refusalOf,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352243988';
const [shop, blog] = ['https://shop.example', 'https://blog.example'];
let admin: string;
let messages = 0;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await allow([shop, blog]);
});

async function allow(origins: string[]): Promise<void> {
  const answer = await call('PUT', '/api/settings/origins', { token: admin, body: { origins } });
  expect(answer.status).toBe(200);
}

async function write(): Promise<void> {
  const value = text('15550980001', `wamid.end.${messages++}`, Date.now(), 'Are you there?');
  expect((await post(webhook(number, value))).status).toBe(200);
}

async function watch(token: string, headers: Record<string, string> = {}) {
  const asked = await call('POST', `/api/inboxes/${number}/tickets`, { token, headers });
  const { ticket } = await asked.json<LiveTicket>();
  const { webSocket: socket } = await call('GET', `/api/inboxes/${number}/live?ticket=${ticket}`, {
    headers: { ...headers, Upgrade: 'websocket' },
  });
  const frames: LiveFrame[] = [];
  let code: number | null = null;
  socket?.addEventListener('message', ({ data }) => void frames.push(JSON.parse(String(data))));
  socket?.addEventListener('close', (event) => {
    code = event.code;
  });
  socket?.accept();
  await vi.waitFor(() => expect(frames).toContainEqual(expect.objectContaining({ type: 'ready' })));
  return { frames, closed: () => code };
}

function until(agentId: string, expiresAt: number): Promise<void> {
  return runInDurableObject(workspaceOf(env), (_, { storage }) => {
    storage.sql.exec('UPDATE session SET expires_at = ? WHERE agent_id = ?', expiresAt, agentId);
  });
}

describe('a session that expires', () => {
  it('an expired session closes its sockets, which receive nothing more', async () => {
    const token = await siteSession(admin, { sub: 'late', name: 'Late' });
    const endsAt = Date.now() + 4_000;
    await until('site/late', endsAt);
    const page = await watch(token);
    const others = await watch(admin);
    await vi.waitFor(
      async () => {
        await write();
        expect(page.closed()).toBe(4401);
      },
      { timeout: 15_000, interval: 200 },
    );
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt);
    const told = page.frames.length;
    await write();
    await vi.waitFor(() => expect(others.frames.length).toBeGreaterThan(told));
    expect(page.frames.length).toBe(told);
    expect(others.closed()).toBeNull();
  });
});

describe('a session', () => {
  const day = 24 * 60 * 60_000;
  const aliveWith = async (token: string) => (await call('GET', '/api/me', { token })).status === 200;
  const change = (sub: string, set: string, ...values: number[]) =>
    runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql.exec(`UPDATE session SET ${set} WHERE agent_id = ?`, ...values, `site/${sub}`),
    );
  const stored = (sub: string) =>
    runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql
        .exec<{ used_at: number; expires_at: number }>(
          'SELECT used_at, expires_at FROM session WHERE agent_id = ?',
          `site/${sub}`,
        )
        .one(),
    );

  it('a session ends after a week without use, counted to the hour', async () => {
    const token = await siteSession(admin, { sub: 'idle', name: 'Idle' });
    await change('idle', 'used_at = ?, expires_at = ?', Date.now() - 7 * day + 60_000, Date.now() + day);
    expect(await aliveWith(token)).toBe(true);
    expect((await stored('idle')).used_at).toBeGreaterThan(Date.now() - 60_000);
    await change('idle', 'used_at = ?', Date.now() - 7 * day - 1);
    expect(await aliveWith(token)).toBe(false);
    const files = await call('GET', `/api/sessions`, { token });
    expect(files.status).toBe(401);
  });

  it('a session ends 30 days after it began, however much it is used; one of a site’s own login after 12 hours', async () => {
    const answer = await call('POST', '/api/sessions', { body: { setupToken: env.SETUP_TOKEN } });
    const { expiresAt } = await answer.json<{ expiresAt: number }>();
    expect(Math.abs(expiresAt - Date.now() - 30 * day)).toBeLessThan(60_000);
    const token = await siteSession(admin, { sub: 'half', name: 'Half' });
    const before = await stored('half');
    expect(Math.abs(before.expires_at - Date.now() - day / 2)).toBeLessThan(60_000);
    await change('half', 'used_at = ?', Date.now() - 2 * 60 * 60_000);
    expect(await aliveWith(token)).toBe(true);
    expect((await stored('half')).expires_at).toBe(before.expires_at);
    await change('half', 'expires_at = ?', Date.now() - 1);
    expect(await aliveWith(token)).toBe(false);
  });

  it('a session that ends invalidates its tickets for files', async () => {
    for (const [sub, set] of [
      ['file-late', 'expires_at = ?'],
      ['file-idle', 'used_at = ?'],
    ] as const) {
      const token = await siteSession(admin, { sub, name: sub });
      const issued = await call('POST', `/api/inboxes/${number}/media-tickets`, { token, body: {} });
      const { ticket } = await issued.json<{ ticket: string }>();
      const file = () => call('GET', `/api/inboxes/${number}/messages/1/media?ticket=${ticket}`);
      expect((await refusalOf(await file()))[1]).not.toBe('ticket_refused');
      await change(sub, set, 1);
      expect(await refusalOf(await file())).toEqual([401, 'ticket_refused']);
    }
  });

  it('a ticket for files is refused from its expiry on, while its session goes on', async () => {
    const token = await siteSession(admin, { sub: 'file-expired', name: 'Eve' });
    const issued = await call('POST', `/api/inboxes/${number}/media-tickets`, { token, body: {} });
    const { ticket, expiresAt } = await issued.json<MediaTicket>();
    const refusedAt = async (now: number) => {
      vi.setSystemTime(now);
      return refusalOf(await call('GET', `/api/inboxes/${number}/messages/1/media?ticket=${ticket}`));
    };
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      expect((await refusedAt(expiresAt - 1))[1]).not.toBe('ticket_refused');
      expect(await refusedAt(expiresAt)).toEqual([401, 'ticket_refused']);
      expect(await aliveWith(token)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a session is stored as a hash, which gives no access', async () => {
    const token = await siteSession(admin, { sub: 'hashed', name: 'Hash' });
    const [row] = await runInDurableObject(workspaceOf(env), (_, { storage }) =>
      storage.sql
        .exec<{ id: string; token_hash: string }>(
          "SELECT id, token_hash FROM session WHERE agent_id = 'site/hashed'",
        )
        .toArray(),
    );
    expect(JSON.stringify(row)).not.toContain(token);
    for (const given of [row?.id ?? '', row?.token_hash ?? '']) expect(await aliveWith(given)).toBe(false);
  });

  it('a session can only be ended by its own agent', async () => {
    const token = await siteSession(admin, { sub: 'mine', name: 'Mine' });
    const other = await siteSession(admin, { sub: 'other', name: 'Other' });
    const { current } = await (await call('GET', '/api/sessions', { token })).json<{ current: string }>();
    await call('DELETE', `/api/sessions/${current}`, { token: other });
    await call('DELETE', '/api/sessions', { token: other });
    expect(await aliveWith(token)).toBe(true);
    const { sessions } = await (await call('GET', '/api/sessions', { token: other })).json<{
      sessions: { id: string }[];
    }>();
    expect(sessions.map(({ id }) => id)).not.toContain(current);
  });
});

describe('a site that is removed from the list', () => {
  it('removing a site ends its sessions and closes their sockets, and not those of others', async () => {
    const onShop = await siteSession(admin, { sub: 'shop', name: 'Sho' }, { Origin: shop });
    const onBlog = await siteSession(admin, { sub: 'blog', name: 'Blo' }, { Origin: blog });
    const page = await watch(onShop, { Origin: shop });
    await allow([blog]);
    await vi.waitFor(() => expect(page.closed()).toBe(4401));
    expect(
      await refusalOf(await call('GET', '/api/me', { token: onShop, headers: { Origin: shop } })),
    ).toEqual([401, 'sign_in_required']);
    expect((await call('GET', '/api/me', { token: onBlog, headers: { Origin: blog } })).status).toBe(200);
    expect((await call('GET', '/api/me', { token: admin })).status).toBe(200);
  });
});

describe('a session of another site’s page', () => {
  it('a session of another site’s page cannot create a passkey or add push notifications, which would outlive it', async () => {
    const token = await siteSession(admin, { sub: 'guest', name: 'Guest' }, { Origin: blog });
    const as = (method: string, path: string, body: object) =>
      call(method, path, { token, body, headers: { Origin: blog } });
    expect(await refusalOf(await as('POST', '/api/passkeys/options', {}))).toEqual([403, 'own_pages_only']);
    const options = await (await call('POST', '/api/passkeys/options', { token: admin, body: {} })).json<
      Parameters<Authenticator['make']>[0]
    >();
    const response = await new Authenticator().make(options);
    expect(await refusalOf(await as('POST', '/api/passkeys', { response }))).toEqual([403, 'own_pages_only']);
    expect(await refusalOf(await as('PUT', '/api/push', {}))).toEqual([403, 'own_pages_only']);
  });
});

describe('the address of a site’s keys', () => {
  it('the address of a site’s keys must be public, because the Worker calls it', async () => {
    const put = (url: string) =>
      call('PUT', '/api/settings/site-login', { token: admin, body: { type: 'jwks', url } });
    for (const url of [
      'http://shop.example/keys.json',
      'https://localhost/keys.json',
      'https://127.0.0.1/keys.json',
      'https://[::1]/keys.json',
      'https://metadata.internal/keys.json',
      'https://user@shop.example/keys.json',
    ]) {
      expect(await refusalOf(await put(url))).toEqual([422, 'invalid_input']);
    }
    expect((await put('https://shop.example/keys.json')).status).toBe(200);
  });
});

describe('deeply nested input', () => {
  it('deeply nested input is rejected, and nothing else is affected', async () => {
    await write();
    const answer = await call('GET', `/api/inboxes/${number}/conversations`, { token: admin });
    const { rows } = await answer.json<{ rows: { id: number }[] }>();
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const [method, path] of [
      ['POST', `conversations/${rows[0]?.id}/messages`],
      ['PUT', 'button/settings'],
    ] as const) {
      const asked = await fetched(
        new Request(`https://inbox.example/api/inboxes/${number}/${path}`, {
          method,
          headers: { Authorization: `Bearer ${admin}`, 'Idempotency-Key': 'deep' },
          body: `{"content":{"type":"text","text":{"body":"x","more":${deep}}}}`,
        }),
      );
      expect(await refusalOf(asked)).toEqual([400, 'nested_too_deep']);
    }
    expect((await call('GET', `/api/inboxes/${number}/conversations`, { token: admin })).status).toBe(200);
  });
});

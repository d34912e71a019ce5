/** What ends with a session, however it ends; and what a session of another site's page cannot make last longer. */
import { runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorBody, LiveFrame, LiveTicket } from '../../worker/api.ts';
import { workspaceOf } from '../../worker/env.ts';
import { Authenticator } from './authenticator.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from './webhooks.ts';

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

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  (await answer.json<ErrorBody>()).error.code,
];

describe('a session that ends by itself', () => {
  it('closes its sockets, which are told nothing more', async () => {
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

describe('a site that is taken off the list', () => {
  it('has its sessions ended and their sockets closed; those of others stay', async () => {
    const onShop = await siteSession(admin, { sub: 'shop', name: 'Sho' }, { Origin: shop });
    const onBlog = await siteSession(admin, { sub: 'blog', name: 'Blo' }, { Origin: blog });
    const page = await watch(onShop, { Origin: shop });
    await allow([blog]);
    await vi.waitFor(() => expect(page.closed()).toBe(4401));
    expect(await codeOf(await call('GET', '/api/me', { token: onShop, headers: { Origin: shop } }))).toEqual([
      401,
      'sign_in_required',
    ]);
    expect((await call('GET', '/api/me', { token: onBlog, headers: { Origin: blog } })).status).toBe(200);
    expect((await call('GET', '/api/me', { token: admin })).status).toBe(200);
  });
});

describe('a session of another site’s page', () => {
  it('makes no passkey and asks for no notifications: both would outlive it', async () => {
    const token = await siteSession(admin, { sub: 'guest', name: 'Guest' }, { Origin: blog });
    const as = (method: string, path: string, body: object) =>
      call(method, path, { token, body, headers: { Origin: blog } });
    expect(await codeOf(await as('POST', '/api/passkeys/options', {}))).toEqual([403, 'own_pages_only']);
    const options = await (await call('POST', '/api/passkeys/options', { token: admin, body: {} })).json<
      Parameters<Authenticator['make']>[0]
    >();
    const response = await new Authenticator().make(options);
    expect(await codeOf(await as('POST', '/api/passkeys', { response }))).toEqual([403, 'own_pages_only']);
    expect(await codeOf(await as('PUT', '/api/push', {}))).toEqual([403, 'own_pages_only']);
  });
});

describe('the address of a site’s keys', () => {
  it('is a public one: the Worker itself calls it', async () => {
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
      expect(await codeOf(await put(url))).toEqual([422, 'invalid_input']);
    }
    expect((await put('https://shop.example/keys.json')).status).toBe(200);
  });
});

describe('input that is nested without end', () => {
  it('is refused, and nothing else is disturbed', async () => {
    await write();
    const answer = await call('GET', `/api/inboxes/${number}/conversations`, { token: admin });
    const { rows } = await answer.json<{ rows: { id: number }[] }>();
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const [method, path] of [
      ['POST', `conversations/${rows[0]?.id}/messages`],
      ['PUT', 'button/settings'],
    ] as const) {
      const asked = await exports.default.fetch(
        new Request(`https://inbox.example/api/inboxes/${number}/${path}`, {
          method,
          headers: { Authorization: `Bearer ${admin}`, 'Idempotency-Key': 'deep' },
          body: `{"content":{"type":"text","text":{"body":"x","more":${deep}}}}`,
        }),
      );
      expect(await codeOf(asked)).toEqual([400, 'nested_too_deep']);
    }
    expect((await call('GET', `/api/inboxes/${number}/conversations`, { token: admin })).status).toBe(200);
  });
});

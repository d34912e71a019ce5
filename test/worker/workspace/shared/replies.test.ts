/** Saved replies: whose they are, and who changes them. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { SavedReply } from '../../../../worker/api/conversations/replies.ts';
import { handle } from '../../../../worker/routes/router.ts';
import { call, codeOf, signIn, siteSession } from '../../support/webhooks.ts';

let admin: string;
let ana: string;
let ben: string;

beforeAll(async () => {
  admin = await signIn();
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  ben = await siteSession(admin, { sub: 'ben', name: 'Ben' });
});

const reply = {
  isShared: false,
  shortcut: 'hi',
  title: 'Greeting',
  text: 'Hello {{contact_name}}',
  buttons: [],
};
const make = (token: string, change: object = {}) =>
  call('POST', '/api/replies', { token, body: { ...reply, ...change } });
const shortcuts = async (token: string) =>
  (await (await call('GET', '/api/replies', { token })).json<SavedReply[]>()).map(({ shortcut }) => shortcut);

describe('a saved reply', () => {
  it('an agent’s own reply cannot be seen, changed or deleted by others', async () => {
    const { id } = await (await make(ana, { shortcut: 'mine' })).json<SavedReply>();
    expect(await shortcuts(ana)).toContain('mine');
    expect(await shortcuts(ben)).not.toContain('mine');
    const body = { ...reply, shortcut: 'stolen' };
    expect(await codeOf(await call('PUT', `/api/replies/${id}`, { token: ben, body }))).toBe(
      'reply_not_found',
    );
    expect(await codeOf(await call('DELETE', `/api/replies/${id}`, { token: ben }))).toBe('reply_not_found');
    expect((await call('DELETE', `/api/replies/${id}`, { token: ana })).status).toBe(204);
    expect(await shortcuts(ana)).not.toContain('mine');
  });

  it('a shared reply can only be changed by admins', async () => {
    const shared = await (await make(admin, { shortcut: 'all', isShared: true })).json<SavedReply>();
    expect(await shortcuts(ben)).toContain('all');
    expect(await codeOf(await make(ana, { shortcut: 'more', isShared: true }))).toBe('admin_only');
    const body = { ...reply, shortcut: 'taken-over' };
    expect(await codeOf(await call('PUT', `/api/replies/${shared.id}`, { token: ana, body }))).toBe(
      'admin_only',
    );
    expect(await codeOf(await call('DELETE', `/api/replies/${shared.id}`, { token: ana }))).toBe(
      'admin_only',
    );
    expect(await shortcuts(ben)).toContain('all');
  });

  it('a favorite reply is listed first for its agent only', async () => {
    const { id } = await (await make(admin, { shortcut: 'zeal', isShared: true })).json<SavedReply>();
    const favour = (isFavourite: boolean) =>
      call('PUT', `/api/replies/${id}/favourite`, { token: ben, body: { isFavourite } });
    expect(await (await favour(true)).json<SavedReply>()).toMatchObject({ isFavourite: true });
    expect((await shortcuts(ben))[0]).toBe('zeal');
    expect((await shortcuts(ana))[0]).not.toBe('zeal');
    await favour(false);
    expect((await shortcuts(ben))[0]).not.toBe('zeal');
  });

  it('a reply with a shortcut in use, or that WhatsApp could not send, is rejected', async () => {
    await make(ben, { shortcut: 'twice' });
    expect(await codeOf(await make(ben, { shortcut: 'TWICE' }))).toBe('shortcut_taken');
    expect((await make(ana, { shortcut: 'twice' })).status).toBe(201);
    for (const wrong of [
      { shortcut: 'two words' },
      { text: '' },
      { buttons: ['1', '2', '3', '4'] },
      { buttons: ['same', 'same'] },
      { buttons: ['ok'], text: 'x'.repeat(1_025) },
    ])
      expect(await codeOf(await make(ben, { shortcut: 'other', ...wrong }))).toBe('invalid_input');
  });

  it('an agent’s own replies are deleted with them', async () => {
    const leaver = await siteSession(admin, { sub: 'leaver', name: 'Lea' });
    await make(leaver, { shortcut: 'gone' });
    await call('DELETE', '/api/agents/site%2Fleaver', { token: admin });
    await call('POST', '/api/agents/removed/site%2Fleaver', { token: admin });
    expect(await shortcuts(await siteSession(admin, { sub: 'leaver', name: 'Lea' }))).not.toContain('gone');
  });
});

describe('the file of a saved reply', () => {
  const bytes = new TextEncoder().encode('%PDF price list');
  const put = (token: string, id: string, type = 'application/pdf', body = bytes, length = body.length) =>
    handle(fileRequest(token, id, type, body, length), env);
  function fileRequest(token: string, id: string, type: string, body: Uint8Array, length: number): Request {
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': type,
      'Content-Length': String(length),
    };
    const url = `https://inbox.example/api/replies/${id}/file?filename=Price+list.pdf`;
    return new Request(url, { method: 'PUT', headers, body });
  }
  const kept = async (id: string) =>
    (await env.MEDIA?.list({ prefix: `workspace/replies/${id}/` }))?.objects.length;
  const newReply = async (token: string, change: object) =>
    (await (await make(token, change)).json<SavedReply>()).id;

  it('the file of a reply is returned as it was uploaded, to be saved and never displayed as a page', async () => {
    const id = await newReply(ana, { shortcut: 'prices' });
    const saved = await (await put(ana, id, 'text/html')).json<SavedReply>();
    expect(saved.file).toEqual({ filename: 'Price list.pdf', mimeType: 'text/html', size: bytes.length });
    const listed = await (await call('GET', '/api/replies', { token: ana })).json<SavedReply[]>();
    expect(listed.find((one) => one.id === id)?.file).toEqual(saved.file);
    const answer = await call('GET', `/api/replies/${id}/file`, { token: ana });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="Price list.pdf"/);
    expect(answer.headers.get('Content-Type')).toBe('application/octet-stream');
    const body = { ...reply, shortcut: 'prices', title: 'Other' };
    const changed = await call('PUT', `/api/replies/${id}`, { token: ana, body });
    expect((await changed.json<SavedReply>()).file).toEqual(saved.file);
  });

  it('the file of a reply is deleted from the bucket when it is replaced or removed, or its reply or agent is', async () => {
    const id = await newReply(ana, { shortcut: 'erased' });
    await put(ana, id);
    await put(ana, id);
    await vi.waitFor(async () => expect(await kept(id)).toBe(1));
    const without = await call('DELETE', `/api/replies/${id}/file`, { token: ana });
    expect((await without.json<SavedReply>()).file).toBeNull();
    await vi.waitFor(async () => expect(await kept(id)).toBe(0));
    await put(ana, id);
    await call('DELETE', `/api/replies/${id}`, { token: ana });
    await vi.waitFor(async () => expect(await kept(id)).toBe(0));

    const leaving = await siteSession(admin, { sub: 'leaving', name: 'Lea' });
    const last = await newReply(leaving, { shortcut: 'last' });
    await put(leaving, last);
    expect(await kept(last)).toBe(1);
    await call('DELETE', '/api/agents/site%2Fleaving', { token: admin });
    await vi.waitFor(async () => expect(await kept(last)).toBe(0));
  });

  it('the file of a reply can only be used and changed by those who may use and change the reply', async () => {
    const own = await newReply(ana, { shortcut: 'own-file' });
    const shared = await newReply(admin, { shortcut: 'shared-file', isShared: true });
    await put(ana, own);
    await put(admin, shared);
    expect(await codeOf(await put(ben, own))).toBe('reply_not_found');
    expect(await codeOf(await call('GET', `/api/replies/${own}/file`, { token: ben }))).toBe(
      'reply_not_found',
    );
    expect(await codeOf(await put(ben, shared))).toBe('admin_only');
    expect(await codeOf(await call('DELETE', `/api/replies/${shared}/file`, { token: ben }))).toBe(
      'admin_only',
    );
    expect((await call('GET', `/api/replies/${shared}/file`, { token: ben })).status).toBe(200);
    expect(await kept(own)).toBe(1);
    expect(await kept(shared)).toBe(1);
  });

  it('the file of a reply is rejected if WhatsApp would reject it, or without a bucket', async () => {
    const id = await newReply(ana, { shortcut: 'refused' });
    const large = 100 * 1024 * 1024 + 1;
    expect(await codeOf(await put(ana, id, 'application/pdf', bytes, large))).toBe('media_too_large');
    expect(await codeOf(await put(ana, id, 'image/png', new Uint8Array(0)))).toBe('media_empty');
    const { MEDIA: _, ...without } = env;
    const refused = await handle(fileRequest(ana, id, 'application/pdf', bytes, bytes.length), without);
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'no_bucket']);
    expect(await kept(id)).toBe(0);
    expect(await codeOf(await call('GET', `/api/replies/${id}/file`, { token: ana }))).toBe('file_not_found');
  });
});

/** An agent's own name and picture: who can change them, who sees them, and how they reach open consoles. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { LiveFrame, LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type { SignInWays } from '../../../../worker/api/people/sessions.ts';
import type { AuditEntry, TeamMember } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { workspaceOf } from '../../../../worker/objects.ts';
import {
  call,
  codeOf,
  connectNumber,
  post,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242924';
const other = '106540352242925';
let admin: string;
let ben: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, other);
  ben = await siteSession(admin, { sub: 'ben', name: 'Ben', numbers: [number] });
});

const team = async (token = admin) => (await call('GET', '/api/agents', { token })).json<TeamMember[]>();
const memberOf = async (id: string) => (await team()).find((member) => member.id === id);

/** A PNG as far as its header, which is all that is read. */
function png(width: number, height = width, length = 64): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, 0x89504e470d0a1a0an);
  view.setUint32(8, 13);
  view.setUint32(12, 0x49484452);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

const upload = (token: string, picture: Uint8Array<ArrayBuffer>, type = 'image/png') =>
  call('PUT', '/api/me/picture', { token, bytes: picture, headers: { 'Content-Type': type } });

describe('an agent’s own name', () => {
  it('is changed by the agent, and stays when their site signs them in again', async () => {
    const changed = await call('PUT', '/api/me', { token: ben, body: { name: 'Benedict' } });
    expect(await changed.json()).toMatchObject({ id: 'site/ben', name: 'Benedict', role: 'agent' });
    await siteSession(admin, { sub: 'ben', name: 'Ben', numbers: [number] });
    expect((await memberOf('site/ben'))?.name).toBe('Benedict');
    await siteSession(admin, { sub: 'ben', name: 'Ben Okri', numbers: [number] });
    expect((await memberOf('site/ben'))?.name).toBe('Ben Okri');
  });

  it('cannot be empty, and brings no other role or numbers', async () => {
    const change = async (body: object) => codeOf(await call('PUT', '/api/me', { token: ben, body }));
    expect(await change({ name: ' ' })).toBe('invalid_input');
    expect(await change({ role: 'admin' })).toBe('invalid_input');
    expect(await change({ numbers: null })).toBe('invalid_input');
  });

  it('appears in the audit log', async () => {
    await call('PUT', '/api/me', { token: ben, body: { name: 'Ben' } });
    const { rows } = await (await call('GET', '/api/audit', { token: admin })).json<Page<AuditEntry>>();
    expect(rows[0]).toMatchObject({ action: 'agent.profile', subject: 'Ben', by: { id: 'site/ben' } });
  });
});

describe('an agent’s picture', () => {
  it('is served only to people who are signed in and see the agent', async () => {
    const { picture } = await (await upload(ben, png(96))).json<TeamMember>();
    const path = `/api/agents/site%2Fben/pictures/${picture}`;
    const served = await call('GET', path, { token: admin });
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(png(96));
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect((await call('GET', path)).status).toBe(401);
    const elsewhere = await siteSession(admin, { sub: 'eve', name: 'Eve', numbers: [other] });
    expect(await codeOf(await call('GET', path, { token: elsewhere }))).toBe('picture_not_found');
  });

  it('has another address after each change, and the former one is gone', async () => {
    const first = await (await upload(ben, png(96))).json<TeamMember>();
    const second = await (await upload(ben, png(128))).json<TeamMember>();
    expect(second.picture).not.toBe(first.picture);
    const former = await call('GET', `/api/agents/site%2Fben/pictures/${first.picture}`, { token: admin });
    expect(await codeOf(former)).toBe('picture_not_found');
  });

  it('is refused if it is another type, not square, too large on screen or too many bytes', async () => {
    const before = (await memberOf('site/ben'))?.picture;
    expect(await codeOf(await upload(ben, png(96), 'image/svg+xml'))).toBe('picture_invalid');
    expect(await codeOf(await upload(ben, Uint8Array.from(new TextEncoder().encode('<svg/>'))))).toBe(
      'picture_invalid',
    );
    expect(await codeOf(await upload(ben, png(96, 64)))).toBe('picture_not_square');
    expect(await codeOf(await upload(ben, png(4_096)))).toBe('picture_not_square');
    const tooLong = await upload(ben, png(96, 96, 64 * 1024 + 1));
    expect(tooLong.status).toBe(413);
    expect((await memberOf('site/ben'))?.picture).toBe(before);
  });

  it('is removed by the agent or by an admin, and goes with the agent', async () => {
    await upload(ben, png(96));
    await call('PUT', '/api/me', { token: ben, body: { picture: null } });
    expect((await memberOf('site/ben'))?.picture).toBeNull();
    await upload(ben, png(96));
    await call('PUT', '/api/agents/site%2Fben', { token: admin, body: { picture: null } });
    expect((await memberOf('site/ben'))?.picture).toBeNull();

    const leaving = await siteSession(admin, { sub: 'noor', name: 'Noor', numbers: [number] });
    await upload(leaving, png(96));
    await call('DELETE', '/api/agents/site%2Fnoor', { token: admin });
    await call('POST', '/api/agents/removed/site%2Fnoor', { token: admin });
    expect((await memberOf('site/noor'))?.picture).toBeNull();
  });
});

describe('a changed name or picture', () => {
  async function openSocket(token: string): Promise<LiveFrame[]> {
    const answer = await call('POST', `/api/inboxes/${number}/tickets`, { token });
    const { ticket } = await answer.json<LiveTicket>();
    const { webSocket } = await call('GET', `/api/inboxes/${number}/live?ticket=${ticket}`, {
      headers: { Upgrade: 'websocket' },
    });
    const frames: LiveFrame[] = [];
    webSocket?.addEventListener('message', ({ data }) => {
      frames.push(JSON.parse(String(data)));
    });
    webSocket?.accept();
    await vi.waitFor(() => expect(frames.map(({ type }) => type)).toContain('ready'));
    return frames;
  }

  it('reaches the consoles of everyone at once, with the new name on assigned conversations', async () => {
    await post(webhook(number, text('15550100001', 'wamid.profile', Date.now(), 'Hello')));
    const conversations = `/api/inboxes/${number}/conversations`;
    const { rows } = await (await call('GET', conversations, { token: admin })).json<Page<Conversation>>();
    const id = rows[0]?.id ?? 0;
    const assignee = `${conversations}/${id}/assignee`;
    await call('PUT', assignee, { token: admin, body: { to: 'site/ben' } });
    const frames = await openSocket(admin);
    await call('PUT', '/api/me', { token: ben, body: { name: 'Benjamin' } });
    await vi.waitFor(() => {
      expect(frames).toContainEqual({ type: 'settings', changed: 'team' });
      expect(frames.map(({ type }) => type)).toContain('change');
    });
    const changed = frames.flatMap((frame) => (frame.type === 'change' ? frame.conversations : []));
    expect(changed.map((row) => row.assignee)).toEqual([{ id: 'site/ben', name: 'Benjamin' }]);
    expect(frames.flatMap((frame) => (frame.type === 'change' ? frame.entries : []))).toEqual([]);
  });
});

describe('the sign-in page', () => {
  it('learns whether anyone has a passkey, and nothing else about the team', async () => {
    const ways = async () => (await call('GET', '/api/sessions/ways')).json<SignInWays>();
    expect(await ways()).toEqual({ passkey: false });
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec(
        "INSERT INTO passkey (id, agent_id, name, public_key, counter, created_at, used_at) VALUES ('p', 'admin', 'Mac', x'00', 0, 0, 0)",
      );
    });
    expect(await ways()).toEqual({ passkey: true });
  });
});

/** Who may come in, who is out, and what is remembered of it. Passkeys themselves are tested in a browser. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type { Me, Session, SessionInfo } from '../../../../worker/api/people/sessions.ts';
import type { Origins } from '../../../../worker/api/people/settings.ts';
import type {
  AuditEntry,
  Invitation,
  NewApiToken,
  NewInvitation,
  TeamMember,
} from '../../../../worker/api/people/team.ts';
import type { ApiScope } from '../../../../worker/api/roles.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { workspaceOf } from '../../../../worker/objects.ts';
import {
  call,
  codeOf,
  connectNumber,
  newSiteSecret,
  signIn,
  siteSession,
  siteToken,
} from '../../support/webhooks.ts';

const number = '106540352242923';
let admin: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
});

const team = async () => (await call('GET', '/api/agents', { token: admin })).json<TeamMember[]>();
const sessionsOf = async (token: string) =>
  (await call('GET', '/api/sessions', { token })).json<{ sessions: SessionInfo[]; current: string }>();

async function openSocket(token: string): Promise<{ socket: WebSocket; closed: () => number | null }> {
  const { ticket } = await (
    await call('POST', `/api/inboxes/${number}/tickets`, { token })
  ).json<LiveTicket>();
  const { webSocket: socket } = await call('GET', `/api/inboxes/${number}/live?ticket=${ticket}`, {
    headers: { Upgrade: 'websocket' },
  });
  if (!socket) throw new Error('No socket was opened');
  let code: number | null = null;
  socket.addEventListener('close', (event) => {
    code = event.code;
  });
  socket.accept();
  return { socket, closed: () => code };
}

describe('a site with its own login', () => {
  it('a site’s own login signs agents in, and keeps their names and roles current', async () => {
    const token = await siteSession(admin, { sub: '7', name: 'Ben' });
    const me = async () => (await call('GET', '/api/me', { token })).json<Me>();
    expect((await me()).agent).toEqual({ id: 'site/7', name: 'Ben', role: 'agent' });
    await siteSession(admin, { sub: '7', name: 'Benjamin', role: 'admin' });
    expect((await me()).agent).toEqual({ id: 'site/7', name: 'Benjamin', role: 'admin' });
    expect((await team()).filter(({ id }) => id === 'site/7')).toHaveLength(1);
  });

  it('a token with another secret or audience, or one that is expired, long-lived or incomplete, is rejected', async () => {
    const secret = await newSiteSecret(admin);
    const ana = { sub: '1', name: 'Ana' };
    const now = Math.floor(Date.now() / 1000);
    const attempt = async (token: Promise<string>) =>
      codeOf(await call('POST', '/api/sessions', { body: { token: await token } }));
    expect(await attempt(siteToken('another secret of 32 characters!', ana))).toBe('wrong_token');
    expect(await attempt(siteToken(secret, ana, { aud: 'https://other.example' }))).toBe('wrong_token');
    expect(await attempt(siteToken(secret, ana, { exp: now - 60 }))).toBe('wrong_token');
    expect(await attempt(siteToken(secret, ana, { exp: now + 7_200 }))).toBe('wrong_claims');
    expect(await attempt(siteToken(secret, { sub: '1' }))).toBe('wrong_claims');
    expect(await attempt(siteToken(secret, { ...ana, role: 'owner' }))).toBe('wrong_claims');
    expect(await attempt(Promise.resolve('no.token.atall'))).toBe('wrong_token');
    const off = { token: admin, body: { type: 'off' } };
    await call('PUT', '/api/settings/site-login', off);
    expect(await attempt(siteToken(secret, ana))).toBe('site_login_off');
  });
});

describe('sessions', () => {
  it('sessions are listed by device, and ended one by one or all others at once', async () => {
    const phone = { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1' };
    const one = await (
      await call('POST', '/api/sessions', { body: { setupToken: env.SETUP_TOKEN }, headers: phone })
    ).json<Session>();
    const { sessions, current } = await sessionsOf(one.token);
    expect(sessions.find(({ id }) => id === current)).toMatchObject({
      device: 'Safari on iPhone',
      way: 'setup-token',
    });
    const two = await signIn();
    const { current: second } = await sessionsOf(two);
    await call('DELETE', `/api/sessions/${second}`, { token: one.token });
    expect((await call('GET', '/api/me', { token: two })).status).toBe(401);
    const three = await signIn();
    await call('DELETE', '/api/sessions', { token: three });
    expect((await sessionsOf(three)).sessions).toHaveLength(1);
    expect((await call('GET', '/api/me', { token: one.token })).status).toBe(401);
    admin = three;
  });

  it('sessions that end close their sockets, and no others', async () => {
    const mine = await openSocket(admin);
    const other = await signIn();
    const theirs = await openSocket(other);
    await call('DELETE', '/api/sessions/current', { token: other });
    await vi.waitFor(() => expect(theirs.closed()).toBe(4401));
    expect(mine.closed()).toBeNull();
    mine.socket.close();
  });
});

describe('the team', () => {
  it('removing an agent ends all their sessions, and the only admin cannot be removed', async () => {
    await newSiteSecret(admin);
    const site = await (
      await call('PUT', '/api/settings/site-login', { token: admin, body: { type: 'secret' } })
    ).json<{ secret: string }>();
    const jwt = await siteToken(site.secret, { sub: 'leaver', name: 'Lea Leaver', role: 'admin' });
    const { token } = await (await call('POST', '/api/sessions', { body: { token: jwt } })).json<Session>();
    const { closed } = await openSocket(token);
    const demoted = { token: admin, body: { role: 'agent' } };
    expect((await call('PUT', '/api/agents/site%2Fleaver', demoted)).status).toBe(200);
    expect((await call('GET', '/api/audit', { token })).status).toBe(403);
    expect((await call('DELETE', '/api/agents/site%2Fleaver', { token: admin })).status).toBe(204);
    await vi.waitFor(() => expect(closed()).toBe(4401));
    expect((await call('GET', '/api/me', { token })).status).toBe(401);
    for (const { id, role } of await team()) {
      if (role === 'admin' && id !== 'admin')
        await call('DELETE', `/api/agents/${encodeURIComponent(id)}`, { token: admin });
    }
    expect(await codeOf(await call('PUT', '/api/agents/admin', demoted))).toBe('last_admin');
    expect(await codeOf(await call('DELETE', '/api/agents/admin', { token: admin }))).toBe('last_admin');
  });
});

describe('an invitation', () => {
  it('an invitation is a link that reveals nothing to others, and can be revoked', async () => {
    const body = { name: 'Ines', role: 'agent' };
    const { invitation, url } = await (
      await call('POST', '/api/invitations', { token: admin, body })
    ).json<NewInvitation>();
    const token = new URL(url).hash.replace('#invitation=', '');
    expect(new URL(url).search).toBe('');
    const options = () => call('POST', '/api/invitations/options', { body: { token } });
    expect(await (await options()).json()).toMatchObject({
      name: 'Ines',
      options: { rp: { id: 'inbox.example' } },
    });
    const list = await (await call('GET', '/api/invitations', { token: admin })).text();
    expect(list).toContain('Ines');
    expect(list).not.toContain(token);
    await call('DELETE', `/api/invitations/${invitation.id}`, { token: admin });
    expect(await codeOf(await options())).toBe('invitation_over');
  });

  it('an invitation names what the new agent may do, in the list and the audit log', async () => {
    const body = { name: 'Tom', role: 'agent', permissions: ['templates'] };
    await call('POST', '/api/invitations', { token: admin, body });
    const list = await (await call('GET', '/api/invitations', { token: admin })).json<Invitation[]>();
    expect(list.find(({ name }) => name === 'Tom')).toMatchObject({ permissions: ['templates'] });
    const { rows } = await (await call('GET', '/api/audit', { token: admin })).json<Page<AuditEntry>>();
    expect(rows[0]).toMatchObject({ action: 'agent.invite', subject: 'Tom, agent, may: templates' });
  });
});

describe('an API token', () => {
  it('an API token is shown once, acts within its scopes under its own name, and ends when it is revoked', async () => {
    const body = { name: 'Shop', scopes: ['conversations:read'] };
    const { token, apiToken } = await (
      await call('POST', '/api/tokens', { token: admin, body })
    ).json<NewApiToken>();
    const list = () => call('GET', `/api/inboxes/${number}/conversations`, { token });
    expect((await list()).status).toBe(200);
    const shown = await (await call('GET', '/api/tokens', { token: admin })).text();
    expect(shown).not.toContain(token);
    expect(JSON.parse(shown)).toMatchObject([{ name: 'Shop', usedAt: expect.any(Number) }]);
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
    expect((await list()).status).toBe(401);
  });
});

describe('an API token with limits', () => {
  const elsewhere = '106540352242999';
  const make = async (limits: object, scopes: ApiScope[] = ['conversations:read']) => {
    const answer = await call('POST', '/api/tokens', {
      token: admin,
      body: { name: 'Limited', scopes, ...limits },
    });
    return answer.json<NewApiToken>();
  };

  it('an API token for one number gets 403 for every other, and for routes about all numbers', async () => {
    await connectNumber(admin, elsewhere);
    const scopes: ApiScope[] = [
      'conversations:read',
      'numbers:read',
      'numbers:write',
      'webhooks:write',
      'events:read',
    ];
    const { token, apiToken } = await make({ numbers: [number] }, scopes);
    expect(apiToken).toMatchObject({ numbers: [number], expiresAt: null });
    const status = async (method: string, path: string, body?: unknown) =>
      (await call(method, path, { token, ...(body !== undefined && { body }) })).status;
    expect(await status('GET', `/api/inboxes/${number}/conversations`)).toBe(200);
    expect(await status('POST', `/api/inboxes/${number}/tickets`)).toBe(201);
    for (const path of ['conversations', 'connection', 'events?after=0', 'messages?search=bowl'])
      expect(await status('GET', `/api/inboxes/${elsewhere}/${path}`), path).toBe(403);
    expect(await status('POST', `/api/inboxes/${elsewhere}/tickets`)).toBe(403);
    for (const path of ['/api/webhooks', '/api/unrouted', '/api/setup'])
      expect(await status('GET', path), path).toBe(403);
    expect(await status('POST', '/api/inboxes', {})).toBe(403);
    const seen = await (await call('GET', '/api/inboxes', { token })).json<{ id: string }[]>();
    expect(seen.map(({ id }) => id)).toEqual([number]);
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
  });

  it('an API token ends at its expiry, with its sockets and tickets', async () => {
    const { token, apiToken } = await make({ expiresAt: Date.now() + 60_000 });
    const list = () => call('GET', `/api/inboxes/${number}/conversations`, { token });
    const sees = () => workspaceOf(env).sessions.seesUntil(`token/${apiToken.id}`, number);
    expect((await list()).status).toBe(200);
    expect(await sees()).toEqual({ expiresAt: apiToken.expiresAt, isAway: false });
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec('UPDATE api_token SET expires_at = ? WHERE id = ?', Date.now() - 1, apiToken.id);
    });
    expect(await codeOf(await list())).toBe('sign_in_required');
    expect(await sees()).toBeNull();
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
  });

  it('an API token cannot be created with an expiry in the past', async () => {
    const body = { name: 'Late', scopes: ['conversations:read'], expiresAt: Date.now() - 1 };
    expect(await codeOf(await call('POST', '/api/tokens', { token: admin, body }))).toBe('invalid_input');
  });
});

describe('a limit', () => {
  const fill = (statement: string, count: number) =>
    runInDurableObject(workspaceOf(env), (_, { storage }) => {
      for (let at = 0; at < count; at++) storage.sql.exec(statement, `filler ${at}`, Date.now() + 60_000);
    });
  const empty = (table: string) =>
    runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec(`DELETE FROM ${table} WHERE id LIKE 'filler %'`);
    });

  it('fifty API tokens are the limit, and a revoked one makes room', async () => {
    const make = () =>
      call('POST', '/api/tokens', { token: admin, body: { name: 'More', scopes: ['numbers:read'] } });
    const listed = await (await call('GET', '/api/tokens', { token: admin })).json<unknown[]>();
    await fill(
      "INSERT INTO api_token (id, hash, name, scopes, created_at) VALUES (?1, ?1, 'F', '[]', ?2)",
      49 - listed.length,
    );
    const last = await make();
    expect(last.status).toBe(201);
    expect(await codeOf(await make())).toBe('too_many_tokens');
    const { apiToken } = await last.json<NewApiToken>();
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
    expect((await make()).status).toBe(201);
    await empty('api_token');
  });

  it('a hundred open invitations are the limit, and expired ones do not count', async () => {
    const invite = () =>
      call('POST', '/api/invitations', { token: admin, body: { name: 'One more', role: 'agent' } });
    await fill(
      `INSERT INTO invitation (id, hash, agent_id, name, role, numbers, expires_at, invited_by)
       VALUES (?1, ?1, NULL, 'F', 'agent', NULL, ?2, 'admin')`,
      100,
    );
    expect(await codeOf(await invite())).toBe('too_many_invitations');
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec("UPDATE invitation SET expires_at = 1 WHERE id LIKE 'filler %'");
    });
    expect((await invite()).status).toBe(201);
  });
});

describe('a site that is not allowed', () => {
  it('a blocked site is listed with the number of tries, until it is allowed', async () => {
    const origin = 'https://stranger.example';
    const headers = { Origin: origin };
    expect((await call('OPTIONS', '/api/me', { headers })).status).toBe(403);
    const asked = await call('POST', '/api/sessions/origin', { body: { origin } });
    expect(await asked.json()).toEqual({ allowed: false });
    const origins = async () =>
      (await call('GET', '/api/settings/origins', { token: admin })).json<Origins>();
    expect((await origins()).refused).toMatchObject([{ origin, count: 1 }]);
    await call('PUT', '/api/settings/origins', { token: admin, body: { origins: [origin] } });
    expect(await origins()).toEqual({ origins: [origin], refused: [] });
  });

  it('a blocked site stays listed while a flood of preflights names others, of which few are stored', async () => {
    const refused = async () => {
      const answer = await call('GET', '/api/settings/origins', { token: admin });
      return (await answer.json<Origins>()).refused.map(({ origin }) => origin);
    };
    const real = 'https://real.example';
    for (let n = 0; n < 2; n++) await workspaceOf(env).sites.countBlockedOrigin(real);
    for (let n = 0; n < 300; n++) {
      await call('OPTIONS', '/api/me', { headers: { Origin: `https://flood-${n}.example` } });
    }
    const written = await refused();
    expect(written).toContain(real);
    // The calls fall into at most two minutes.
    expect(written.length).toBeLessThanOrEqual(1 + 2 * 20);

    for (let n = 0; n < 150; n++)
      await workspaceOf(env).sites.countBlockedOrigin(`https://once-${n}.example`);
    expect(await refused()).toContain(real);
    expect(await refused()).toHaveLength(100);
    for (const origin of [
      'null',
      'chrome-extension://abc',
      'https://a.example/path',
      'https://x'.repeat(40),
    ]) {
      await call('OPTIONS', '/api/me', { headers: { Origin: origin } });
      expect(await refused()).not.toContain(origin);
    }
  });
});

describe('the audit log', () => {
  it('the audit log lists who did what, newest first, page by page, without secrets', async () => {
    await call('POST', '/api/tokens', { token: admin, body: { name: 'Record', scopes: ['numbers:read'] } });
    const page = async (query: string) =>
      (await call('GET', `/api/audit${query}`, { token: admin })).json<Page<AuditEntry>>();
    const { rows, next } = await page('?limit=2');
    expect(rows[0]).toMatchObject({
      action: 'token.make',
      subject: 'Record: numbers:read',
      by: { id: 'admin' },
    });
    const { rows: older } = await page(`?limit=2&before=${next}`);
    expect(older[0]?.id).toBeLessThan(rows[1]?.id ?? 0);
    expect(JSON.stringify(await page('?limit=500'))).not.toMatch(/mut_|EAAG/);
  });
});

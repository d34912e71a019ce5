import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { ErrorBody } from '../../../worker/api/errors.ts';
import type { Me } from '../../../worker/api/people/sessions.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import type { ApiScope } from '../../../worker/api/roles.ts';
import { apiScope, permission } from '../../../worker/api/roles.ts';
import { type ListedRoute, routes } from '../../../worker/api/routes/index.ts';
import type { Page } from '../../../worker/api/values.ts';
import { workspaceOf } from '../../../worker/objects.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../support/webhooks.ts';

/**
 * Every route: method, path, who may call it and with which permission, the scope that lets an API token in, whether it is counted by caller, and
 * whether it is for the Worker's own pages only. Written out, so that a change of the table is a change here.
 */
const meant = `
  GET /api/agents agent
  GET /api/agents/:id/pictures/:picture agent
  DELETE /api/agents/:id admin
  PUT /api/agents/:id admin
  GET /api/agents/removed admin
  POST /api/agents/removed/:id admin
  GET /api/audit admin
  POST /api/connections/check admin numbers:write
  GET /api/event-types admin events:read
  GET /api/raw-events admin
  POST /api/raw-events/:id/replay admin
  GET /api/inboxes agent numbers:read every token
  POST /api/inboxes admin numbers:write
  DELETE /api/inboxes/:inbox admin
  POST /api/inboxes/:inbox/bulk agent conversations:write
  GET /api/inboxes/:inbox/analytics agent conversations:read
  GET /api/inboxes/:inbox/analytics/conversations agent conversations:read
  GET /api/inboxes/:inbox/analytics/csv agent conversations:read
  GET /api/inboxes/:inbox/analytics/meta-costs agent conversations:read
  GET /api/inboxes/:inbox/analytics/rates agent numbers:read
  PUT /api/inboxes/:inbox/analytics/rates admin numbers:write
  GET /api/inboxes/:inbox/analytics/settings agent numbers:read
  PUT /api/inboxes/:inbox/analytics/settings admin numbers:write
  GET /api/inboxes/:inbox/analytics/template-insights agent conversations:read
  POST /api/inboxes/:inbox/analytics/template-insights admin numbers:write
  GET /api/inboxes/:inbox/availability agent conversations:read
  GET /api/inboxes/:inbox/blocked agent conversations:read
  DELETE /api/inboxes/:inbox/blocked/:phone agent conversations:write
  GET /api/inboxes/:inbox/button anyone
  PUT /api/inboxes/:inbox/button/pictures admin numbers:write
  GET /api/inboxes/:inbox/button/pictures/:picture anyone
  GET /api/inboxes/:inbox/catalog agent numbers:read
  POST /api/inboxes/:inbox/catalog/lookup agent numbers:read
  GET /api/inboxes/:inbox/catalog/products agent numbers:read
  GET /api/inboxes/:inbox/catalog/products/:id/picture anyone
  GET /api/inboxes/:inbox/catalog/settings agent numbers:read
  PUT /api/inboxes/:inbox/catalog/settings admin numbers:write
  GET /api/inboxes/:inbox/hours agent numbers:read
  PUT /api/inboxes/:inbox/hours admin numbers:write
  GET /api/inboxes/:inbox/places agent numbers:read
  PUT /api/inboxes/:inbox/places admin numbers:write
  GET /api/inboxes/:inbox/button/settings admin numbers:read
  PUT /api/inboxes/:inbox/button/settings admin numbers:write
  GET /api/inboxes/:inbox/connection admin numbers:read
  GET /api/inboxes/:inbox/contacts agent conversations:read
  PUT /api/inboxes/:inbox/connection admin numbers:write
  DELETE /api/inboxes/:inbox/conversations admin
  GET /api/inboxes/:inbox/conversations agent conversations:read
  POST /api/inboxes/:inbox/conversations agent conversations:write
  GET /api/inboxes/:inbox/conversations/:id agent conversations:read
  PUT /api/inboxes/:inbox/conversations/:id/assignee agent conversations:write
  DELETE /api/inboxes/:inbox/conversations/:id/block agent conversations:write
  PUT /api/inboxes/:inbox/conversations/:id/block agent conversations:write
  DELETE /api/inboxes/:inbox/conversations/:id/consent agent conversations:write
  PUT /api/inboxes/:inbox/conversations/:id/consent agent conversations:write
  GET /api/inboxes/:inbox/conversations/:id/contact agent conversations:read
  PUT /api/inboxes/:inbox/conversations/:id/contact agent conversations:write
  GET /api/inboxes/:inbox/conversations/:id/episodes agent conversations:read
  POST /api/inboxes/:inbox/conversations/:id/erase admin
  GET /api/inboxes/:inbox/conversations/:id/export agent conversations:read
  GET /api/inboxes/:inbox/conversations/:id/files agent conversations:read
  POST /api/inboxes/:inbox/conversations/:id/hand-over agent conversations:write
  GET /api/inboxes/:inbox/conversations/:id/history agent conversations:read
  POST /api/inboxes/:inbox/conversations/:id/identity agent conversations:write
  PUT /api/inboxes/:inbox/conversations/:id/labels agent conversations:write
  POST /api/inboxes/:inbox/conversations/:id/merge agent
  GET /api/inboxes/:inbox/conversations/:id/messages agent conversations:read
  POST /api/inboxes/:inbox/conversations/:id/messages agent conversations:write
  POST /api/inboxes/:inbox/conversations/:id/notes agent conversations:write
  POST /api/inboxes/:inbox/conversations/:id/read agent conversations:write
  PUT /api/inboxes/:inbox/conversations/:id/mode agent conversations:write
  PUT /api/inboxes/:inbox/conversations/:id/state agent conversations:write
  POST /api/inboxes/:inbox/conversations/:id/typing agent conversations:write
  POST /api/inboxes/:inbox/conversations/:id/unread agent conversations:write
  GET /api/inboxes/:inbox/counts agent conversations:read
  POST /api/inboxes/:inbox/counts agent conversations:read
  GET /api/inboxes/:inbox/display-name admin numbers:read
  PUT /api/inboxes/:inbox/display-name admin numbers:write
  GET /api/inboxes/:inbox/events admin events:read
  GET /api/inboxes/:inbox/raw-events admin
  POST /api/inboxes/:inbox/raw-events/:id/replay admin
  GET /api/inboxes/:inbox/export admin
  GET /api/inboxes/:inbox/health admin numbers:read
  POST /api/inboxes/:inbox/health/test admin numbers:write
  GET /api/inboxes/:inbox/identity-check admin numbers:read
  PUT /api/inboxes/:inbox/identity-check admin numbers:write
  PUT /api/inboxes/:inbox/life admin numbers:write
  GET /api/inboxes/:inbox/live anyone
  POST /api/inboxes/:inbox/media agent conversations:write
  POST /api/inboxes/:inbox/media-tickets agent conversations:read
  GET /api/inboxes/:inbox/messages agent conversations:read
  POST /api/inboxes/:inbox/messages agent conversations:write
  GET /api/inboxes/:inbox/messages/:id agent conversations:read
  POST /api/inboxes/:inbox/messages/:id/cancel agent conversations:write
  GET /api/inboxes/:inbox/messages/:id/media anyone
  POST /api/inboxes/:inbox/messages/:id/media/copy agent conversations:write
  POST /api/inboxes/:inbox/messages/:id/media/retry agent conversations:write
  POST /api/inboxes/:inbox/messages/:id/retry agent conversations:write
  GET /api/inboxes/:inbox/automation agent numbers:read
  PUT /api/inboxes/:inbox/automation admin numbers:write
  GET /api/inboxes/:inbox/automation/turns agent conversations:read
  GET /api/inboxes/:inbox/automation/rules agent numbers:read
  POST /api/inboxes/:inbox/automation/rules admin numbers:write
  PUT /api/inboxes/:inbox/automation/rules/order admin numbers:write
  PUT /api/inboxes/:inbox/automation/rules/:rule admin numbers:write
  DELETE /api/inboxes/:inbox/automation/rules/:rule admin numbers:write
  GET /api/inboxes/:inbox/automation/menus agent numbers:read
  POST /api/inboxes/:inbox/automation/menus admin numbers:write
  PUT /api/inboxes/:inbox/automation/menus/:menu admin numbers:write
  DELETE /api/inboxes/:inbox/automation/menus/:menu admin numbers:write
  GET /api/inboxes/:inbox/automation/files agent numbers:read
  POST /api/inboxes/:inbox/automation/files admin numbers:write
  GET /api/inboxes/:inbox/automation/files/:file agent numbers:read
  GET /api/inboxes/:inbox/automation/follow-ups agent numbers:read
  PUT /api/inboxes/:inbox/automation/follow-ups admin numbers:write
  GET /api/inboxes/:inbox/automation/bot-hook agent numbers:read
  PUT /api/inboxes/:inbox/automation/bot-hook admin numbers:write
  POST /api/inboxes/:inbox/automation/bot-hook/test admin numbers:write
  POST /api/inboxes/:inbox/automation/turns/:turn anyone
  POST /api/inboxes/:inbox/automation/estimate admin conversations:read
  POST /api/inboxes/:inbox/automation/trial admin conversations:read
  PUT /api/inboxes/:inbox/automation/turns/:id/rating agent conversations:write
  GET /api/inboxes/:inbox/automation/assistant agent numbers:read
  PUT /api/inboxes/:inbox/automation/assistant admin numbers:write
  GET /api/inboxes/:inbox/automation/assistant/estimate agent numbers:read
  POST /api/inboxes/:inbox/automation/assistant/dry-run admin numbers:write conversations:read
  GET /api/inboxes/:inbox/automation/knowledge agent numbers:read
  POST /api/inboxes/:inbox/automation/knowledge admin numbers:write
  POST /api/inboxes/:inbox/automation/knowledge/page admin numbers:write
  DELETE /api/inboxes/:inbox/automation/knowledge/:id admin numbers:write
  GET /api/inboxes/:inbox/automation/knowledge/:id agent numbers:read
  PUT /api/inboxes/:inbox/automation/knowledge/:id admin numbers:write
  GET /api/inboxes/:inbox/conversations/:id/suggestion agent conversations:read
  DELETE /api/inboxes/:inbox/conversations/:id/suggestion agent conversations:write
  GET /api/automation/provider admin numbers:read
  PUT /api/automation/provider admin numbers:write
  DELETE /api/automation/provider admin numbers:write
  POST /api/automation/provider/test admin numbers:write
  GET /api/automation agent numbers:read
  PUT /api/automation admin numbers:write
  GET /api/inboxes/:inbox/automation/assignment agent numbers:read
  PUT /api/inboxes/:inbox/automation/assignment admin numbers:write
  GET /api/inboxes/:inbox/policy agent numbers:read
  PUT /api/inboxes/:inbox/policy admin numbers:write
  GET /api/inboxes/:inbox/presses agent conversations:read
  POST /api/inboxes/:inbox/problems/replay admin
  GET /api/inboxes/:inbox/profile admin numbers:read
  PUT /api/inboxes/:inbox/profile admin numbers:write
  GET /api/inboxes/:inbox/profile/photo admin numbers:read
  PUT /api/inboxes/:inbox/profile/photo admin numbers:write
  GET /api/inboxes/:inbox/retention agent numbers:read
  PUT /api/inboxes/:inbox/retention admin numbers:write
  PUT /api/inboxes/:inbox/settings admin numbers:write
  GET /api/inboxes/:inbox/short-links admin numbers:read
  POST /api/inboxes/:inbox/short-links admin numbers:write
  DELETE /api/inboxes/:inbox/short-links/:id admin numbers:write
  PUT /api/inboxes/:inbox/short-links/:id admin numbers:write
  GET /api/inboxes/:inbox/starters admin numbers:read
  PUT /api/inboxes/:inbox/starters admin numbers:write
  POST /api/inboxes/:inbox/steps admin numbers:write
  GET /api/inboxes/:inbox/templates agent conversations:read
  POST /api/inboxes/:inbox/templates admin or templates templates:write
  DELETE /api/inboxes/:inbox/templates/:id admin or templates templates:write
  GET /api/inboxes/:inbox/templates/:id agent templates:read
  PUT /api/inboxes/:inbox/templates/:id admin or templates templates:write
  POST /api/inboxes/:inbox/templates/:id/unpause admin or templates templates:write
  POST /api/inboxes/:inbox/template-check admin or templates templates:write
  POST /api/inboxes/:inbox/template-drafts admin or templates templates:write
  DELETE /api/inboxes/:inbox/template-drafts/:id admin or templates templates:write
  PUT /api/inboxes/:inbox/template-drafts/:id admin or templates templates:write
  PUT /api/inboxes/:inbox/template-marks admin or templates templates:write
  POST /api/inboxes/:inbox/template-samples admin or templates templates:write
  GET /api/inboxes/:inbox/template-samples/:sample agent templates:read
  GET /api/inboxes/:inbox/flows agent templates:read
  GET /api/inboxes/:inbox/template-library agent templates:read
  POST /api/inboxes/:inbox/template-library admin or templates templates:write
  GET /api/inboxes/:inbox/template-workshop agent templates:read
  POST /api/inboxes/:inbox/tickets agent conversations:read
  GET /api/inboxes/:inbox/trial admin conversations:read
  POST /api/inboxes/:inbox/verification admin numbers:write
  GET /api/invitations admin
  POST /api/invitations admin
  DELETE /api/invitations/:id admin
  POST /api/invitations/join anyone counted
  POST /api/invitations/options anyone counted
  GET /api/fields agent conversations:read
  POST /api/fields admin
  PUT /api/fields admin
  DELETE /api/fields/:id admin
  GET /api/fields/:id admin
  PUT /api/fields/:id admin
  GET /api/teams agent conversations:read
  POST /api/teams admin
  DELETE /api/teams/:id admin
  PUT /api/teams/:id admin
  GET /api/labels agent conversations:read
  POST /api/labels admin
  DELETE /api/labels/:id admin
  PUT /api/labels/:id admin
  GET /api/me agent numbers:read
  PUT /api/me agent
  PUT /api/me/picture agent
  GET /api/passkeys agent
  POST /api/passkeys agent own pages only
  DELETE /api/passkeys/:id agent
  POST /api/passkeys/options agent own pages only
  POST /api/presses anyone counted
  GET /api/push agent
  PUT /api/push agent own pages only
  DELETE /api/push/:id agent
  POST /api/push/:id/test agent
  GET /api/replies agent
  POST /api/replies agent
  DELETE /api/replies/:id agent
  PUT /api/replies/:id agent
  PUT /api/replies/:id/favourite agent
  DELETE /api/replies/:id/file agent
  GET /api/replies/:id/file agent
  PUT /api/replies/:id/file agent
  DELETE /api/sessions agent
  GET /api/sessions agent
  POST /api/sessions anyone counted
  DELETE /api/sessions/:id agent
  POST /api/sessions/options anyone counted
  GET /api/sessions/ways anyone counted
  POST /api/sessions/origin anyone counted
  GET /api/settings/master-key admin
  GET /api/settings/origins admin
  PUT /api/settings/origins admin
  GET /api/settings/site-login admin
  PUT /api/settings/site-login admin
  GET /api/setup admin numbers:read
  PUT /api/setup admin
  POST /api/signups admin
  POST /api/signups/:id admin
  POST /api/signups/:id/connect admin
  GET /api/tokens admin
  POST /api/tokens admin
  DELETE /api/tokens/:id admin
  GET /api/unrouted admin numbers:read
  GET /api/webhook admin numbers:read
  GET /api/webhooks admin webhooks:write events:read
  GET /api/views agent
  POST /api/views agent
  DELETE /api/views/:id agent
  PUT /api/views/:id agent
  POST /api/webhooks admin webhooks:write events:read
  DELETE /api/webhooks/:id admin webhooks:write events:read
  GET /api/webhooks/:id admin webhooks:write events:read
  PUT /api/webhooks/:id admin webhooks:write events:read
  GET /api/webhooks/:id/deliveries admin webhooks:write events:read
  GET /api/webhooks/:id/deliveries/:number/:seq admin webhooks:write events:read
  POST /api/webhooks/:id/replay admin webhooks:write events:read
  GET /api/webhooks/:id/status admin webhooks:write events:read
  POST /api/webhooks/:id/secret admin webhooks:write events:read
  POST /api/webhooks/:id/test admin webhooks:write events:read
  GET /health anyone
  DELETE /graph/:version/:id agent conversations:write
  GET /graph/:version/:id agent conversations:read or numbers:read
  GET /graph/:version/:id/media/:file agent conversations:read
  GET /graph/:version/:id/message_templates agent conversations:read
  POST /graph/:version/:id/media agent conversations:write
  POST /graph/:version/:id/messages agent conversations:write
  GET /signup/ anyone
  GET /webhook anyone
  POST /webhook anyone
`;

const number = '106540352242922';
const elsewhere = 'https://shop.example';
/** `test/worker/routes/graph/graph.test.ts` has those that answer in Meta's form. */
const closed = routes.filter(({ role, path }) => role !== 'anyone' && path.startsWith('/api/'));

/** Without a body: what is let in is refused or not found later, and that is enough to tell that it was let in. */
function ask({ method, path }: ListedRoute, token?: string, headers?: HeadersInit): Promise<Response> {
  // An unknown id, so that the walk does not end its own session.
  const at = path.replace(':inbox', number).replace(':id', '999999');
  return call(method, at, { ...(token !== undefined && { token }), ...(headers && { headers }) });
}

/** Meta is not there in these tests: what only it can answer ends like this, after the caller was let in. */
const withoutMeta = [
  'meta_unreachable',
  'templates_unreachable',
  'catalog_unreachable',
  'media_unreachable',
  'upload_failed',
  'block_failed',
];

/** What a caller gets who was let in: an answer, or a refusal of what was asked. Never a fault of ours. */
async function isLetIn(answer: Response): Promise<void> {
  expect([401, 403]).not.toContain(answer.status);
  if (answer.status < 500) return;
  const { error } = await answer.json<ErrorBody>();
  expect(withoutMeta, JSON.stringify(error)).toContain(error.code);
}

async function refusal(answer: Response): Promise<[number, string]> {
  const { error } = await answer.json<ErrorBody>();
  return [answer.status, error.code];
}

describe('every route', () => {
  let admin: string;
  let agent: string;
  /** An agent with every permission. */
  let trusted: string;
  let expired: string;
  let revoked: string;
  let bound: string;
  let elsewhereOnly: string;
  const tokens = new Map<ApiScope, string>();

  beforeAll(async () => {
    admin = await signIn();
    await connectNumber(admin, number);
    await call('PUT', '/api/settings/origins', { token: admin, body: { origins: [elsewhere] } });
    agent = await siteSession(admin, { sub: 'agent', name: 'Ana' });
    trusted = await siteSession(admin, { sub: 'trusted', name: 'Tara' });
    await call('PUT', '/api/agents/site%2Ftrusted', {
      token: admin,
      body: { permissions: permission.options },
    });
    elsewhereOnly = await siteSession(admin, { sub: 'other', name: 'Olga', numbers: ['1'] });
    bound = await siteSession(admin, { sub: 'bound', name: 'Bo' }, { Origin: elsewhere });
    expired = await siteSession(admin, { sub: 'late', name: 'Late' });
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec("UPDATE session SET expires_at = 1 WHERE agent_id = 'site/late'");
    });
    revoked = await siteSession(admin, { sub: 'gone', name: 'Gone' });
    await call('DELETE', '/api/sessions/current', { token: revoked });
    for (const scope of apiScope.options) tokens.set(scope, await tokenFor(scope));
  });

  async function tokenFor(...scopes: ApiScope[]): Promise<string> {
    const body = { name: scopes.join(' '), scopes };
    const answer = await call('POST', '/api/tokens', { token: admin, body });
    return (await answer.json<NewApiToken>()).token;
  }

  for (const route of closed) {
    const name = `${route.method} ${route.path}`;

    it(`${name} is closed without a session that is alive`, async () => {
      for (const token of [undefined, 'made-up', 'mut_made-up', expired, revoked]) {
        expect(await refusal(await ask(route, token))).toEqual([401, 'sign_in_required']);
      }
    });

    it(`${name} is closed to a session of another site’s pages`, async () => {
      for (const headers of [undefined, { Origin: 'https://inbox.example' }]) {
        expect(await refusal(await ask(route, bound, headers))).toEqual([403, 'other_origin']);
      }
    });

    if (route.path.includes(':inbox')) {
      it(`${name} is closed to an agent who may not see the number`, async () => {
        const code = route.role === 'admin' ? 'admin_only' : 'number_not_allowed';
        expect(await refusal(await ask(route, elsewhereOnly))).toEqual([403, code]);
      });
    }

    it(`${name} lets in an ${route.role}, and API tokens with ${route.scope ?? 'no'} scope`, async () => {
      const asAgent = await ask(route, agent);
      if (route.role === 'admin') expect(await refusal(asAgent)).toEqual([403, 'admin_only']);
      else await isLetIn(asAgent);
      const asTrusted = await ask(route, trusted);
      if (route.role === 'admin' && route.permission === undefined) {
        expect(await refusal(asTrusted)).toEqual([403, 'admin_only']);
      } else await isLetIn(asTrusted);
      for (const [scope, token] of tokens) {
        const answer = await ask(route, token);
        const isScope = scope === route.scope && route.andScope === undefined;
        if (isScope || route.isForEveryToken) await isLetIn(answer);
        else expect(await refusal(answer)).toEqual([403, 'scope_missing']);
      }
      const { scope, andScope } = route;
      if (scope && andScope) await isLetIn(await ask(route, await tokenFor(scope, andScope)));
    });
  }

  it('an API token learns that it is one, and what it can do', async () => {
    const me = await (await call('GET', '/api/me', { token: tokens.get('numbers:read') ?? '' })).json<Me>();
    expect(me.agent).toMatchObject({ name: 'numbers:read', role: 'api-token' });
    expect(me.scopes).toEqual(['numbers:read']);
    expect(await (await call('GET', '/api/me', { token: agent })).json<Me>()).toMatchObject({
      agent: { role: 'agent' },
      scopes: null,
    });
  });

  it('an API token gets the ids and names of its numbers, and their settings only with numbers:read', async () => {
    const listed = async (scope: ApiScope) =>
      (await call('GET', '/api/inboxes', { token: tokens.get(scope) ?? '' })).json();
    expect(await listed('conversations:write')).toEqual([
      {
        id: number,
        phoneNumberId: number,
        displayPhoneNumber: '+1 555 078 3881',
        name: 'Lumen & Clay',
      },
    ]);
    expect(await listed('numbers:read')).toMatchObject([{ id: number, receipts: 'on-open' }]);
  });

  it('answers are JSON that no cache keeps, for every caller', async () => {
    for (const route of closed) {
      if (route.method === 'DELETE' && route.path === '/api/sessions') continue;
      for (const token of [admin, 'made-up']) {
        const answer = await ask(route, token);
        if (answer.status === 204) continue;
        const name = `${route.method} ${route.path} ${answer.status}`;
        expect([name, answer.headers.get('cache-control')]).toEqual([name, 'no-store']);
      }
    }
  });

  it('every route admits an admin, and a session on its own site’s pages', async () => {
    for (const route of closed) {
      // It would end the session of the walk.
      if (route.method === 'DELETE' && route.path === '/api/sessions') continue;
      await isLetIn(await ask(route, admin));
    }
    const me = await call('GET', '/api/me', { token: bound, headers: { Origin: elsewhere } });
    expect(me.status).toBe(200);
  });

  it('every route is on this list, with the intended role, scope and limits', () => {
    const listed = routes.map((route) => {
      const { method, path, role } = route;
      const { isCounted, isOwnPagesOnly } = route;
      return [
        method,
        path,
        role,
        ...(route.permission === undefined ? [] : ['or', route.permission]),
        ...(route.scope === undefined ? [] : [route.scope]),
        ...(route.role !== 'anyone' && route.andScope !== undefined ? [route.andScope] : []),
        ...(route.orScope === undefined ? [] : ['or', route.orScope]),
        ...(isCounted ? ['counted'] : []),
        ...(isOwnPagesOnly ? ['own pages only'] : []),
        ...(route.isForEveryToken ? ['every token'] : []),
      ].join(' ');
    });
    expect(listed.sort()).toEqual(
      meant
        .trim()
        .split(/\s*\n\s*/)
        .sort(),
    );
  });
});

describe('a public route', () => {
  it('a public route limits an address that calls too often, and no other', async () => {
    const ask = (address: string) =>
      call('POST', '/api/sessions/origin', {
        body: { origin: elsewhere },
        headers: { 'CF-Connecting-IP': address },
      });
    const answers = await Promise.all(Array.from({ length: 250 }, () => ask('192.0.2.7')));
    const refused = answers.filter(({ status }) => status === 429);
    // The calls fall into at most two minutes, with 120 allowed in each.
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(await refused[0]?.json<ErrorBody>()).toMatchObject({ error: { code: 'too_many_requests' } });
    expect((await ask('192.0.2.8')).status).toBe(200);
  });

  it('a public route counts an IPv6 network as one caller, and every spelling of a path as one route', async () => {
    const ask = (at: number) =>
      call('POST', `/api/sessions/origin${'/'.repeat(at % 4)}`, {
        body: { origin: elsewhere },
        headers: { 'CF-Connecting-IP': `2001:db8:0:1::${at.toString(16)}` },
      });
    const answers = await Promise.all(Array.from({ length: 250 }, (_, at) => ask(at)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
    const other = await call('POST', '/api/sessions/origin', {
      body: { origin: elsewhere },
      headers: { 'CF-Connecting-IP': '2001:db8:0:2::1' },
    });
    expect(other.status).toBe(200);
  });
});

describe('an id in a path', () => {
  const spellings = [
    '%0A1',
    '1%0A',
    '%201',
    '0x1',
    '1e0',
    '+1',
    '01',
    '1.0',
    '-1',
    '%C2%A01',
    '%EF%BC%91',
    '%00',
  ];

  let token: string;

  beforeAll(async () => {
    token = await signIn();
    await connectNumber(token, '106540352242961');
    await post(webhook('106540352242961', text('15550109001', 'wamid.one', Date.now(), 'Hello')));
  });

  const withIds = routes.filter(({ path }) => /:(id|inbox)/.test(path) && path !== '/api/sessions/:id');

  for (const { method, path } of withIds) {
    it(`an id in a path must be digits, and never causes an unexpected error: ${method} ${path}`, async () => {
      const paths = spellings.flatMap((spelling) => [
        path.replace(':inbox', '106540352242961').replace(':id', spelling),
        path.replace(':inbox', spelling).replace(':id', '1'),
      ]);
      for (const at of new Set(paths)) {
        const answer = await call(method, at, { token });
        const said = `${method} ${at}: ${answer.status} ${await answer.text()}`;
        expect(answer.status, said).not.toBe(500);
      }
    });
  }

  it('a conversation is not found by another spelling of its id', async () => {
    const at = (id: string) => call('GET', `/api/inboxes/106540352242961/conversations/${id}`, { token });
    const list = await call('GET', '/api/inboxes/106540352242961/conversations', { token });
    const id = (await list.json<Page<Conversation>>()).rows[0]?.id ?? 0;
    expect((await at(String(id))).status).toBe(200);
    for (const spelling of [
      `%0A${id}`,
      `${id}%0A`,
      `%20${id}`,
      `0${id}`,
      `${id}e0`,
      `+${id}`,
      `0x${id.toString(16)}`,
    ]) {
      expect(await refusal(await at(spelling))).toEqual([404, 'conversation_not_found']);
    }
  });

  it('ids and limits in a query must be digits', async () => {
    const token = await signIn();
    const at = (limit: string) =>
      call('GET', `/api/inboxes/106540352242961/conversations?limit=${limit}`, { token });
    expect((await at('10')).status).toBe(200);
    for (const spelling of ['0xA', '1e1', '%2010', '10%0A', '10.0', '']) {
      expect(await refusal(await at(spelling))).toEqual([422, 'invalid_input']);
    }
  });
});

describe('input', () => {
  it('invalid input is rejected with the path of every wrong value', async () => {
    const token = await signIn();
    const answer = await call('POST', '/api/inboxes', { token, body: { phoneNumberId: 'abc' } });
    expect(answer.status).toBe(422);
    const { error } = await answer.json<ErrorBody>();
    expect(error.code).toBe('invalid_input');
    expect(error.details).toEqual(
      expect.arrayContaining([
        {
          path: 'phoneNumberId',
          code: 'meta_id_form',
          params: {},
          message: 'An id of Meta is 5 to 32 digits.',
        },
        {
          path: 'wabaId',
          code: 'missing',
          params: { name: 'wabaId' },
          message: '`wabaId` is missing. Add it.',
        },
      ]),
    );
  });

  it('an error never repeats a secret', async () => {
    const token = await signIn();
    const number = {
      phoneNumberId: '200000000000',
      wabaId: '300000000000',
      displayPhoneNumber: '+1',
      name: 'N',
    };
    const body = { ...number, accessToken: 'EAAG-secret', appSecret: 'app-secret' };
    const answers = [
      await call('POST', '/api/inboxes', { token, body }),
      await call('GET', '/api/inboxes', { token }),
      await call('GET', '/api/me', { token }),
    ];
    for (const answer of answers) expect(await answer.text()).not.toMatch(/EAAG-secret|app-secret/);
  });

  it('an allowed site gets answers that only its own pages can read, without cookies', async () => {
    const token = await signIn();
    await call('PUT', '/api/settings/origins', { token, body: { origins: [elsewhere] } });
    const asked = await call('OPTIONS', '/api/me', { headers: { Origin: elsewhere } });
    expect(asked.status).toBe(204);
    const read = (more: { token?: string }) =>
      call('GET', '/api/me', { ...more, headers: { Origin: elsewhere } });
    const [allowed, signedOut] = [await read({ token }), await read({})];
    expect([allowed.status, signedOut.status]).toEqual([200, 401]);
    for (const { headers } of [asked, allowed, signedOut]) {
      expect(headers.get('access-control-allow-origin')).toBe(elsewhere);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toBe('Origin');
    }
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, DELETE');
    expect(asked.headers.get('access-control-allow-headers')).toBe(
      'Authorization, Content-Type, Idempotency-Key, X-Request-Id',
    );
    for (const origin of [
      'null',
      `${elsewhere}.evil.example`,
      'http://shop.example',
      'https://SHOP.example',
    ]) {
      expect([origin, (await call('OPTIONS', '/api/me', { headers: { Origin: origin } })).status]).toEqual([
        origin,
        403,
      ]);
    }
  });

  it('a site that is not allowed gets no answer that a browser would show', async () => {
    const headers = { Origin: 'https://evil.example' };
    expect((await call('OPTIONS', '/api/me', { headers })).status).toBe(403);
    const answer = await call('GET', '/api/me', { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

/** Agents whom a site signs in: what an admin decides about them holds, whatever the site's next token says. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Session } from '../../../../worker/api/people/sessions.ts';
import type {
  AuditEntry,
  NewInvitation,
  RemovedAgent,
  TeamMember,
} from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { openPage } from '../../support/live-socket.ts';
import { call, connectNumber, newSiteSecret, refusalOf, signIn, siteToken } from '../../support/webhooks.ts';

const shop = '106540352242941';
const repairs = '106540352242942';
let admin: string;
let secret: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, shop);
  await connectNumber(admin, repairs);
});

beforeEach(async () => {
  secret = await newSiteSecret(admin);
});

interface Claims {
  sub: string;
  name: string;
  role?: string;
  numbers?: string[];
}

/** The site signs its agent in, as the page's `getToken` does. */
const siteSignIn = async (claims: Claims) =>
  call('POST', '/api/sessions', { body: { token: await siteToken(secret, { ...claims }) } });
const sessionOf = async (claims: Claims) => {
  const answer = await siteSignIn(claims);
  expect(answer.status).toBe(201);
  return answer.json<Session>();
};
const pathOf = (sub: string) => encodeURIComponent(`site/${sub}`);
const change = (sub: string, body: object) =>
  call('PUT', `/api/agents/${pathOf(sub)}`, { token: admin, body });
const remove = (sub: string) => call('DELETE', `/api/agents/${pathOf(sub)}`, { token: admin });
const restore = (sub: string) => call('POST', `/api/agents/removed/${pathOf(sub)}`, { token: admin });
const memberOf = async (sub: string) => {
  const team = await (await call('GET', '/api/agents', { token: admin })).json<TeamMember[]>();
  return team.find(({ id }) => id === `site/${sub}`);
};
const meOf = (token: string) => call('GET', '/api/me', { token });

describe('an agent who was removed', () => {
  it('a removed agent cannot sign in through their site', async () => {
    const ben = { sub: 'ben', name: 'Ben' };
    const { token } = await sessionOf(ben);
    await change('ben', { numbers: [shop] });
    expect((await remove('ben')).status).toBe(204);
    expect(await refusalOf(await siteSignIn({ ...ben, role: 'admin' }))).toEqual([403, 'agent_removed']);
    expect(await memberOf('ben')).toBeUndefined();
    expect((await meOf(token)).status).toBe(401);
  });

  it('a restored agent has their former role and numbers', async () => {
    const cleo = { sub: 'cleo', name: 'Cleo' };
    const { token } = await sessionOf(cleo);
    await change('cleo', { numbers: [shop] });
    await remove('cleo');
    const removed = await (await call('GET', '/api/agents/removed', { token: admin })).json<RemovedAgent[]>();
    expect(removed).toContainEqual({ id: 'site/cleo', name: 'Cleo', removedAt: expect.any(Number) });
    expect(await (await restore('cleo')).json<TeamMember>()).toMatchObject({
      id: 'site/cleo',
      role: 'agent',
      numbers: [shop],
    });
    const again = await sessionOf(cleo);
    const me = await (await meOf(again.token)).json<Me>();
    expect(me.inboxes.map(({ id }) => id)).toEqual([shop]);
    expect((await meOf(token)).status).toBe(401);
    const { rows } = await (await call('GET', '/api/audit', { token: admin })).json<Page<AuditEntry>>();
    expect(rows).toContainEqual(expect.objectContaining({ action: 'agent.restore', subject: 'Cleo' }));
  });

  it('an agent who is removed while signing in gets no session', async () => {
    const dora = { sub: 'dora', name: 'Dora' };
    await sessionOf(dora);
    const attempts = Array.from({ length: 8 }, () => siteSignIn(dora));
    const [answers] = await Promise.all([Promise.all(attempts), remove('dora')]);
    for (const answer of answers) {
      if (answer.status !== 201) continue;
      expect((await meOf((await answer.json<Session>()).token)).status).toBe(401);
    }
    await restore('dora');
    for (const answer of answers) expect([201, 403]).toContain(answer.status);
  });

  it('an unknown agent cannot be restored', async () => {
    expect(await refusalOf(await restore('nobody'))).toEqual([404, 'agent_not_found']);
  });

  it.each([
    ['removed', () => remove('keeper')],
    ['no admin any more', () => change('keeper', { role: 'agent' })],
    ['no admin any more by the word of their site', () => siteSignIn({ sub: 'keeper', name: 'Keeper' })],
  ])('a removed admin cannot return with an invitation that they created: %s', async (_, demote) => {
    await restore('keeper');
    await sessionOf({ sub: 'keeper', name: 'Keeper' });
    const { token } = await sessionOf({ sub: 'keeper', name: 'Keeper', role: 'admin' });
    const answer = await call('POST', '/api/invitations', { token, body: { name: 'Me', role: 'admin' } });
    const { url } = await answer.json<NewInvitation>();
    const body = { token: new URL(url).hash.replace('#invitation=', '') };
    expect((await call('POST', '/api/invitations/options', { body })).status).toBe(200);
    await demote();
    expect(await refusalOf(await call('POST', '/api/invitations/options', { body }))).toEqual([
      410,
      'invitation_over',
    ]);
  });
});

describe('what an admin changes', () => {
  it('an admin’s change of a role holds until the site claims another role than before', async () => {
    const eve = { sub: 'eve', name: 'Eve', role: 'admin' };
    await sessionOf(eve);
    await change('eve', { role: 'agent' });
    expect((await sessionOf(eve)).agent.role).toBe('agent');
    expect((await sessionOf({ ...eve, role: 'agent' })).agent.role).toBe('agent');
    expect((await sessionOf(eve)).agent.role).toBe('admin');
  });

  it('an admin’s change of a role holds if the site claims no role', async () => {
    const finn = { sub: 'finn', name: 'Finn' };
    expect((await sessionOf(finn)).agent.role).toBe('agent');
    await change('finn', { role: 'admin' });
    expect((await sessionOf(finn)).agent.role).toBe('admin');
    expect((await sessionOf({ ...finn, name: 'Finn B.' })).agent).toMatchObject({
      name: 'Finn B.',
      role: 'admin',
    });
  });

  it('an admin’s change of numbers holds until the site claims other numbers than before', async () => {
    const gus = { sub: 'gus', name: 'Gus', numbers: [shop, repairs] };
    await sessionOf(gus);
    await change('gus', { numbers: [shop] });
    await sessionOf(gus);
    expect((await memberOf('gus'))?.numbers).toEqual([shop]);
    await sessionOf({ sub: 'gus', name: 'Gus' });
    expect((await memberOf('gus'))?.numbers).toEqual([shop]);
    await sessionOf({ ...gus, numbers: [repairs] });
    expect((await memberOf('gus'))?.numbers).toEqual([repairs]);
  });
});

describe('switching the site’s own login off', () => {
  it('turning the site’s own login off ends its sessions and closes their pages at once, and no others', async () => {
    const { token } = await sessionOf({ sub: 'hana', name: 'Hana' });
    const [theirs, mine] = [await openPage(token, shop), await openPage(admin, shop)];
    await call('PUT', '/api/settings/site-login', { token: admin, body: { type: 'off' } });
    await vi.waitFor(() => expect(theirs.closed()).toBe(4401));
    expect((await meOf(token)).status).toBe(401);
    expect((await meOf(admin)).status).toBe(200);
    expect(mine.closed()).toBeNull();
  });

  it('a new secret does not end the sessions of the site’s own login', async () => {
    const { token } = await sessionOf({ sub: 'ivo', name: 'Ivo' });
    await newSiteSecret(admin);
    expect((await meOf(token)).status).toBe(200);
  });
});

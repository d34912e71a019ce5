/** Which numbers an agent sees. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveFrame, LiveTicket } from '../../../../worker/api/conversations/live.ts';
import type { MediaTicket } from '../../../../worker/api/conversations/messages.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { Me } from '../../../../worker/api/people/sessions.ts';
import type { NewInvitation, TeamMember } from '../../../../worker/api/people/team.ts';
import { call, codeOf, connectNumber, signIn, siteSession } from '../../support/webhooks.ts';

const shop = '106540352242931';
const repairs = '106540352242932';
let admin: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, shop);
  await connectNumber(admin, repairs);
});

const allow = (id: string, body: object) =>
  call('PUT', `/api/agents/${encodeURIComponent(`site/${id}`)}`, { token: admin, body });
const list = (token: string, number: string) =>
  call('GET', `/api/inboxes/${number}/conversations`, { token });
const seen = async (token: string) =>
  (await (await call('GET', '/api/me', { token })).json<Me>()).inboxes.map(({ id }) => id).sort();

async function open(token: string, number: string) {
  const { ticket } = await (
    await call('POST', `/api/inboxes/${number}/tickets`, { token })
  ).json<LiveTicket>();
  const connect = () =>
    call('GET', `/api/inboxes/${number}/live?ticket=${ticket}`, { headers: { Upgrade: 'websocket' } });
  return { ticket, connect };
}

async function watch(token: string, number: string) {
  const { webSocket } = await (await open(token, number)).connect();
  if (!webSocket) throw new Error('No socket was opened');
  const frames: string[] = [];
  const numbers: InboxSummary[] = [];
  let code: number | null = null;
  webSocket.addEventListener('message', ({ data }) => {
    const frame: LiveFrame = JSON.parse(String(data));
    frames.push(frame.type);
    if (frame.type === 'number') numbers.push(frame.number);
  });
  webSocket.addEventListener('close', (event) => {
    code = event.code;
  });
  webSocket.accept();
  return { frames, numbers, closed: () => code };
}

describe('an agent', () => {
  it('an agent sees every number until an admin limits them', async () => {
    const token = await siteSession(admin, { sub: 'all', name: 'Alma' });
    expect(await seen(token)).toEqual([shop, repairs]);
    const changed = await (await allow('all', { numbers: [shop] })).json<TeamMember>();
    expect(changed.numbers).toEqual([shop]);
    expect(await seen(token)).toEqual([shop]);
    const inboxes = await (await call('GET', '/api/inboxes', { token })).json<InboxSummary[]>();
    expect(inboxes.map(({ id }) => id)).toEqual([shop]);
    expect((await list(token, shop)).status).toBe(200);
    expect(await codeOf(await list(token, repairs))).toBe('number_not_allowed');
    await allow('all', { numbers: null });
    expect((await list(token, repairs)).status).toBe(200);
  });

  it('an agent who becomes an admin sees all numbers, and afterwards the same as before', async () => {
    const token = await siteSession(admin, { sub: 'up', name: 'Ugo' });
    await allow('up', { numbers: [repairs] });
    await allow('up', { role: 'admin' });
    expect(await seen(token)).toEqual([shop, repairs]);
    await allow('up', { role: 'agent' });
    expect(await seen(token)).toEqual([repairs]);
  });

  it('an agent who loses a number loses its sockets, tickets and files at once, and keeps those of the others', async () => {
    const token = await siteSession(admin, { sub: 'mid', name: 'Mia' });
    const [kept, lost] = [await watch(token, shop), await watch(token, repairs)];
    const unused = await open(token, repairs);
    const files = await call('POST', `/api/inboxes/${repairs}/media-tickets`, { token });
    const { ticket } = await files.json<MediaTicket>();
    const file = () => call('GET', `/api/inboxes/${repairs}/messages/1/media?ticket=${ticket}`);
    expect(await codeOf(await file())).toBe('media_not_found');

    await allow('mid', { numbers: [shop] });
    await vi.waitFor(() => expect(lost.closed()).toBe(4403));
    expect(await codeOf(await file())).toBe('ticket_refused');
    const { webSocket } = await unused.connect();
    const refused = new Promise((done) =>
      webSocket?.addEventListener('close', ({ code }) => void done(code)),
    );
    webSocket?.accept();
    expect(await refused).toBe(4401);
    await vi.waitFor(() => expect(kept.frames).toContain('access'));
    expect(kept.closed()).toBeNull();
  });

  it('an agent’s open pages show a changed role', async () => {
    const token = await siteSession(admin, { sub: 'role', name: 'Rolf' });
    const { frames, closed } = await watch(token, shop);
    await allow('role', { role: 'admin' });
    await vi.waitFor(() => expect(frames).toContain('access'));
    expect(closed()).toBeNull();
  });

  it('an agent of a site’s own login sees the numbers in it, each time they sign in', async () => {
    const claims = { sub: 'jwt', name: 'Jo' };
    const first = await siteSession(admin, { ...claims, numbers: [shop] });
    expect(await seen(first)).toEqual([shop]);
    const { closed } = await watch(first, shop);
    const second = await siteSession(admin, { ...claims, numbers: [repairs] });
    await vi.waitFor(() => expect(closed()).toBe(4403));
    expect(await seen(second)).toEqual([repairs]);
    expect(await seen(await siteSession(admin, claims))).toEqual([repairs]);
    expect(await seen(await siteSession(admin, { ...claims, numbers: [] }))).toEqual([]);
  });
});

describe('a number', () => {
  const change = async (path: string, body: object) => {
    const response = await call('PUT', `/api/inboxes/${shop}/${path}`, { token: admin, body });
    expect(response.status).toBe(200);
  };

  it('a change of a number’s settings or status is shown at once to everyone who is viewing it', async () => {
    const token = await siteSession(admin, { sub: 'looks', name: 'Lena' });
    const [here, elsewhere] = [await watch(token, shop), await watch(token, repairs)];
    await change('settings', { showsAgentName: true, longestText: 1_000 });
    await vi.waitFor(() => expect(here.numbers).toHaveLength(1));
    expect(here.numbers[0]).toMatchObject({ id: shop, showsAgentName: true, longestText: 1_000 });
    await change('life', { life: 'disabled' });
    await vi.waitFor(() => expect(here.numbers.at(-1)).toMatchObject({ id: shop, enabled: false }));
    await change('life', { life: 'enabled' });
    await vi.waitFor(() => expect(here.numbers.at(-1)).toMatchObject({ id: shop, enabled: true }));
    expect(elsewhere.numbers).toEqual([]);
  });
});

describe('the team as an agent with some numbers sees it', () => {
  const teamOf = async (token: string) => (await call('GET', '/api/agents', { token })).json<TeamMember[]>();
  const shown = (team: TeamMember[]) => Object.fromEntries(team.map(({ id, numbers }) => [id, numbers]));

  it('an agent sees the colleagues who share a number, with nothing of other numbers', async () => {
    const mine = await siteSession(admin, { sub: 'in-shop', name: 'Sia', numbers: [shop] });
    await siteSession(admin, { sub: 'in-repairs', name: 'Rea', numbers: [repairs] });
    await siteSession(admin, { sub: 'in-both', name: 'Bob', numbers: [shop, repairs] });
    await siteSession(admin, { sub: 'in-none', name: 'Noa', numbers: [] });
    await siteSession(admin, { sub: 'in-all', name: 'Ada' });
    await siteSession(admin, { sub: 'boss', name: 'Bea', role: 'admin', numbers: [repairs] });
    const team = shown(await teamOf(mine));
    expect(team).toMatchObject({
      admin: null,
      'site/in-shop': [shop],
      'site/in-both': [shop],
      'site/in-all': null,
      'site/boss': null,
    });
    expect(Object.keys(team)).not.toContain('site/in-repairs');
    expect(Object.keys(team)).not.toContain('site/in-none');
    expect(JSON.stringify(await teamOf(mine))).not.toContain(repairs);
  });

  it('an agent with all numbers sees everyone, and so does an admin', async () => {
    const all = await siteSession(admin, { sub: 'in-all', name: 'Ada' });
    for (const token of [all, admin]) {
      expect(shown(await teamOf(token))).toMatchObject({
        'site/in-repairs': [repairs],
        'site/in-both': [shop, repairs],
        'site/in-none': [],
      });
    }
  });

  it('an agent without numbers sees only themselves', async () => {
    const none = await siteSession(admin, { sub: 'in-none', name: 'Noa', numbers: [] });
    const team = shown(await teamOf(none));
    expect(team['site/in-none']).toEqual([]);
    expect(Object.keys(team)).not.toContain('site/in-shop');
  });

  it('an agent cannot assign to or mention a person of another number', async () => {
    const mine = await siteSession(admin, { sub: 'in-shop', name: 'Sia' });
    const path = `/api/inboxes/${shop}/conversations`;
    const { id } = await (
      await call('POST', path, { token: mine, body: { phone: '+1 555 010 0177' } })
    ).json<{ id: number }>();
    const assigned = await call('PUT', `${path}/${id}/assignee`, {
      token: mine,
      body: { to: 'site/in-repairs' },
    });
    expect(assigned.status).toBe(422);
    expect(await assigned.text()).not.toContain('Rea');
  });
});

describe('a list of numbers', () => {
  it('a list with a number that is not connected is refused, and nothing changes', async () => {
    const token = await siteSession(admin, { sub: 'bad', name: 'Bea' });
    const answer = await allow('bad', { name: 'Bibi', numbers: [shop, '999999999'] });
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'number_not_connected']);
    expect(await seen(token)).toEqual([shop, repairs]);
    const team = await (await call('GET', '/api/agents', { token: admin })).json<TeamMember[]>();
    expect(team.find(({ id }) => id === 'site/bad')).toMatchObject({ name: 'Bea', numbers: null });
  });

  it('a list of numbers can be part of an invitation', async () => {
    const invite = (numbers: string[]) =>
      call('POST', '/api/invitations', { token: admin, body: { name: 'Ines', role: 'agent', numbers } });
    expect(await codeOf(await invite(['999999999']))).toBe('number_not_connected');
    const { invitation } = await (await invite([shop])).json<NewInvitation>();
    expect(invitation.numbers).toEqual([shop]);
  });
});

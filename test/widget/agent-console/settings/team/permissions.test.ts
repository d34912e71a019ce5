/** What an admin allows an agent beyond their role, and which pages of the settings that opens. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { groups, mayOpen } from '../../../../../widget/agent-console/settings/sections.ts';
import { TeamSettings } from '../../../../../widget/agent-console/settings/team/team-settings.ts';
import { ApiClient } from '../../../../../widget/client/api/api-client.ts';
import type { TeamMember } from '../../../../../worker/api/people/team.ts';

const ana: TeamMember = {
  ...{ id: 'site/ana', name: 'Ana', role: 'agent', numbers: null, permissions: [] },
  ...{ picture: null, passkeys: 0, seenAt: null, isAway: false },
};
let page: TeamSettings;
let changes: [path: string, body: unknown][];

beforeEach(async () => {
  changes = [];
  let members = [ana, { ...ana, id: 'bo', name: 'Bo', role: 'admin' as const }];
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit = {}) => {
    const { pathname } = new URL(url);
    if (method === 'PUT') {
      const change: Partial<TeamMember> = JSON.parse(String(body));
      changes.push([pathname, change]);
      members = members.map((member) => (member.id === ana.id ? { ...member, ...change } : member));
      return Response.json(members[0]);
    }
    if (method === 'POST') {
      changes.push([pathname, JSON.parse(String(body))]);
      return Response.json({ url: 'https://inbox.example/sign-in/#invitation=1' });
    }
    return Response.json(pathname.endsWith('/agents') ? members : []);
  });
  page = new TeamSettings();
  page.api = new ApiClient('https://inbox.example', async () => 'token');
  document.body.replaceChildren(page);
  await vi.waitFor(() => expect(boxes()).toHaveLength(1));
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const boxes = () => [...page.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
async function press(): Promise<void> {
  boxes()[0]?.click();
  await page.updateComplete;
}

describe('the members', () => {
  it('an admin lets an agent manage templates, and takes it back', async () => {
    await press();
    await vi.waitFor(() =>
      expect(changes).toEqual([['/api/agents/site%2Fana', { permissions: ['templates'] }]]),
    );
    await vi.waitFor(() => expect(boxes()[0]?.checked).toBe(true));
    await press();
    await vi.waitFor(() => expect(changes[1]).toEqual(['/api/agents/site%2Fana', { permissions: [] }]));
  });
});

describe('an invitation', () => {
  beforeEach(async () => {
    page.renderRoot.querySelector<HTMLElement>('.top .main')?.click();
    await vi.waitFor(() => expect(field('name')).toBeTruthy());
    set('name', 'Ines');
  });
  const dialog = () => page.renderRoot.querySelector('agent-console-invite-dialog')?.renderRoot;
  const field = (name: string) =>
    dialog()?.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`);
  function set(name: string, value: string): void {
    const found = field(name);
    if (found) found.value = value;
    found?.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const submit = () =>
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));

  it('an invitation can let the new agent manage templates', async () => {
    field('templates')?.click();
    submit();
    const body = { name: 'Ines', role: 'agent', numbers: null, permissions: ['templates'] };
    await vi.waitFor(() => expect(changes).toEqual([['/api/invitations', body]]));
  });

  it('an invitation for an admin has no choice of access, because an admin has all', async () => {
    field('templates')?.click();
    set('role', 'admin');
    await vi.waitFor(() => expect(field('templates')).toBeNull());
    submit();
    await vi.waitFor(() => expect(changes).toEqual([['/api/invitations', { name: 'Ines', role: 'admin' }]]));
  });
});

describe('the pages of the settings', () => {
  const pages = groups.flatMap(([, sections]) => sections);
  const openTo = (reader: Parameters<typeof mayOpen>[1]) =>
    pages.filter((section) => mayOpen(section, reader)).map(({ name }) => name);

  it('an agent who manages templates may open their page, and no other page for admins', () => {
    const usual = ['account', 'notifications', 'blocked', 'replies'];
    expect(openTo({ isAdmin: false, permissions: [] })).toEqual(usual);
    const more = openTo({ isAdmin: false, permissions: ['templates'] });
    expect(more.filter((name) => !usual.includes(name))).toEqual(['templates']);
    expect(openTo({ isAdmin: true, permissions: [] })).toHaveLength(pages.length);
  });
});

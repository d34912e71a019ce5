/** Every change of a setting is in the audit log, and every open console learns of it. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { SettingsKind } from '../../../worker/api/people/settings.ts';
import type { AuditAction, AuditEntry } from '../../../worker/api/people/team.ts';
import type { Page as ListPage } from '../../../worker/api/values.ts';
import { openPage, type Page } from '../support/live-socket.ts';
import { call, connectNumber, signIn, siteSession } from '../support/webhooks.ts';

const number = '106540352242971';
const other = '106540352242972';
const path = `/api/inboxes/${number}`;
let admin: string;
let anas: Page;
let others: Page;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, other);
  const ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  anas = await openPage(ana, number);
  others = await openPage(admin, other);
});

const audited = async () => {
  const { rows } = await (await call('GET', '/api/audit', { token: admin })).json<ListPage<AuditEntry>>();
  return rows;
};

const told = (page: Page) => page.frames.flatMap((frame) => (frame.type === 'settings' ? frame.changed : []));

interface Write {
  to: string;
  body?: object;
  action: AuditAction;
  changed: SettingsKind;
  /** Whether it is about one number, so that consoles with other numbers do not hear of it. */
  isOfNumber?: true;
}

const policy = { stopWords: {}, nudge: { text: 'Still there?', minutesBefore: 60 }, identityCheck: false };
const writes: readonly Write[] = [
  { to: 'POST /labels', body: { name: 'VIP', color: 'red' }, action: 'labels.change', changed: 'labels' },
  { to: 'POST /teams', body: { name: 'Sales' }, action: 'teams.change', changed: 'teams' },
  {
    to: 'POST /replies',
    body: { isShared: true, shortcut: 'hi', title: 'Hi', text: 'Hello' },
    action: 'replies.change',
    changed: 'replies',
  },
  {
    to: 'POST /views',
    body: {
      ...{ name: 'Soon', isShared: true, inbox: null, sort: 'closing' },
      filter: {
        ...{ assignee: null, state: 'open', isUnread: false, needsReply: true, handledBy: null },
        ...{ window: 'closing', label: null, source: null },
      },
    },
    action: 'views.change',
    changed: 'views',
  },
  {
    to: 'POST /tokens',
    body: { name: 'Bot', scopes: ['numbers:read'] },
    action: 'token.make',
    changed: 'tokens',
  },
  {
    to: 'POST /webhooks',
    body: { name: 'Orders', url: 'https://shop.example/hook', events: ['message.received'] },
    action: 'webhook.create',
    changed: 'webhooks',
  },
  {
    to: 'PUT /settings/origins',
    body: { origins: ['https://shop.example'] },
    action: 'origins.change',
    changed: 'sites',
  },
  { to: 'PUT /settings/site-login', body: { type: 'secret' }, action: 'site-login.change', changed: 'sites' },
  { to: 'POST /invitations', body: { name: 'Bea', role: 'agent' }, action: 'agent.invite', changed: 'team' },
  { to: 'PUT /agents/site%2Fana', body: { name: 'Ana B.' }, action: 'agent.change', changed: 'team' },
  {
    to: `PUT /inboxes/${number}/settings`,
    body: { receipts: 'never' },
    action: 'number.change',
    changed: 'numbers',
  },
  {
    to: `PUT /inboxes/${number}/life`,
    body: { life: 'disabled' },
    action: 'number.disabled',
    changed: 'numbers',
  },
  {
    to: `PUT /inboxes/${number}/automation/assignment`,
    body: { distribution: 'round-robin' },
    action: 'number.assignment',
    changed: 'assignment',
    isOfNumber: true,
  },
  {
    to: `PUT /inboxes/${number}/policy`,
    body: policy,
    action: 'number.policy',
    changed: 'policy',
    isOfNumber: true,
  },
  {
    to: `PUT /inboxes/${number}/button/settings`,
    body: { label: 'Chat with us' },
    action: 'number.button',
    changed: 'button',
    isOfNumber: true,
  },
  {
    to: `PUT /inboxes/${number}/hours`,
    body: { hours: { timeZone: 'Europe/Berlin', week: { monday: '09:00-18:00' } } },
    action: 'number.hours',
    changed: 'hours',
    isOfNumber: true,
  },
  {
    to: `PUT /inboxes/${number}/places`,
    body: { places: [{ name: 'The shop', latitude: 52.5163, longitude: 13.3777 }] },
    action: 'number.places',
    changed: 'places',
    isOfNumber: true,
  },
  {
    to: `PUT /inboxes/${number}/retention`,
    body: { messageDays: 365, rawDays: 7, eventDays: 7 },
    action: 'number.retention',
    changed: 'retention',
    isOfNumber: true,
  },
];

describe('a change of a setting', () => {
  it.each(writes)(
    '$to is in the audit log, and reaches the open consoles',
    async ({ to, body, action, changed, isOfNumber }) => {
      const [method = '', address = ''] = to.split(' ');
      anas.frames.length = 0;
      others.frames.length = 0;
      const [before] = await audited();
      const answer = await call(method, `/api${address}`, { token: admin, ...(body && { body }) });
      expect(answer.ok, await answer.clone().text()).toBe(true);
      const added = (await audited()).filter(({ id }) => id > (before?.id ?? 0));
      expect(added.map((entry) => entry.action)).toEqual([action]);
      await vi.waitFor(() => expect(told(anas)).toEqual([changed]));
      if (!isOfNumber) await vi.waitFor(() => expect(told(others)).toEqual([changed]));
      else expect(told(others)).toEqual([]);
    },
  );

  it('names the settings that have changed in the audit log, and not their values', async () => {
    const changed = { ...policy, nudge: { text: 'A secret plan', minutesBefore: 30 }, claimOnReply: true };
    await call('PUT', `${path}/policy`, { token: admin, body: changed });
    expect((await audited())[0]?.subject).toBe('+1 555 078 3881: nudge, claimOnReply');
  });

  it('of a private saved reply reaches the consoles and is not in the audit log', async () => {
    const [before] = await audited();
    anas.frames.length = 0;
    const body = { isShared: false, shortcut: 'me', title: 'Mine', text: 'Hello' };
    expect((await call('POST', '/api/replies', { token: admin, body })).status).toBe(201);
    await vi.waitFor(() => expect(told(anas)).toEqual(['replies']));
    expect((await audited())[0]?.id).toBe(before?.id);
  });
});

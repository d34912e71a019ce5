/** Saved views of the list: whose they are, who changes them, and how many conversations are in one. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SavedView, ViewFilter } from '../../../../worker/api/conversations/views.ts';
import { call, codeOf, signIn, siteSession } from '../../support/webhooks.ts';

let admin: string;
let ana: string;
let ben: string;

beforeAll(async () => {
  admin = await signIn();
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  ben = await siteSession(admin, { sub: 'ben', name: 'Ben' });
});

const filter: ViewFilter = {
  ...{ assignee: 'me', team: null, state: 'open', isUnread: false, needsReply: true },
  ...{ handledBy: null, window: 'closing', label: null, source: null },
};
const view = { name: 'Answer soon', isShared: false, inbox: null, filter, sort: 'closing' };
const save = async (token: string, change: object = {}) =>
  (await call('POST', '/api/views', { token, body: { ...view, ...change } })).json<SavedView>();
const names = async (token: string) =>
  (await (await call('GET', '/api/views', { token })).json<SavedView[]>()).map(({ name }) => name);

describe('a saved view', () => {
  it('a private view can only be seen, changed and deleted by its owner', async () => {
    const { id } = await save(ana, { name: 'Mine' });
    expect(await names(ana)).toContain('Mine');
    expect(await names(ben)).not.toContain('Mine');
    const put = await call('PUT', `/api/views/${id}`, { token: ben, body: view });
    expect(await codeOf(put)).toBe('view_not_found');
    expect((await call('DELETE', `/api/views/${id}`, { token: ana })).status).toBe(204);
    expect(await names(ana)).not.toContain('Mine');
  });

  it('a shared view can be changed by its owner and by admins only', async () => {
    const shared = await save(ana, { name: 'Everybody', isShared: true });
    expect(await names(ben)).toContain('Everybody');
    const body = { ...view, name: 'Renamed', isShared: true };
    const put = (token: string) => call('PUT', `/api/views/${shared.id}`, { token, body });
    expect(await codeOf(await put(ben))).toBe('view_of_another');
    expect((await put(admin)).status).toBe(200);
    expect((await put(ana)).status).toBe(200);
    expect(await names(ben)).toContain('Renamed');
    expect((await call('DELETE', `/api/views/${shared.id}`, { token: admin })).status).toBe(204);
  });

  it('a view needs a name and a filter that exists', async () => {
    const refused = async (change: object) =>
      codeOf(await call('POST', '/api/views', { token: ana, body: { ...view, ...change } }));
    expect(await refused({ name: ' ' })).toBe('invalid_input');
    expect(await refused({ filter: { ...filter, window: 'ajar' } })).toBe('invalid_input');
  });
});

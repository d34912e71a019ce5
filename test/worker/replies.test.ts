/** Saved replies: whose they are, and who changes them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorBody, SavedReply } from '../../worker/api.ts';
import { call, signIn, siteSession } from './webhooks.ts';

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
const codeOf = async (answer: Response) => (await answer.json<ErrorBody>()).error.code;

describe('a saved reply', () => {
  it('of one’s own is nobody else’s to see, change or remove', async () => {
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

  it('for everybody is kept by admins', async () => {
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

  it('is a favourite of those who say so, and comes first for them', async () => {
    const { id } = await (await make(admin, { shortcut: 'zeal', isShared: true })).json<SavedReply>();
    const favour = (isFavourite: boolean) =>
      call('PUT', `/api/replies/${id}/favourite`, { token: ben, body: { isFavourite } });
    expect(await (await favour(true)).json<SavedReply>()).toMatchObject({ isFavourite: true });
    expect((await shortcuts(ben))[0]).toBe('zeal');
    expect((await shortcuts(ana))[0]).not.toBe('zeal');
    await favour(false);
    expect((await shortcuts(ben))[0]).not.toBe('zeal');
  });

  it('with a shortcut that is taken, or that WhatsApp could not send, is refused', async () => {
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

  it('of one’s own goes with its agent', async () => {
    const leaver = await siteSession(admin, { sub: 'leaver', name: 'Lea' });
    await make(leaver, { shortcut: 'gone' });
    await call('DELETE', '/api/agents/site%2Fleaver', { token: admin });
    expect(await shortcuts(await siteSession(admin, { sub: 'leaver', name: 'Lea' }))).not.toContain('gone');
  });
});

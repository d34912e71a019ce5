/** The setup token lets the owner in, whatever others try. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { workspaceOf } from '../../../../worker/objects.ts';
import { maxStored } from '../../../../worker/workspace/people/setup-token.ts';
import { call, codeOf, signIn } from '../../support/webhooks.ts';

const guess = (setupToken: string, address: string, headers: Record<string, string> = {}) =>
  call('POST', '/api/sessions', {
    body: { setupToken },
    headers: { 'CF-Connecting-IP': address, ...headers },
  });
const stored = <T>(use: (sql: SqlStorage) => T): Promise<T> =>
  runInDurableObject(workspaceOf(env), (_, { storage }) => use(storage.sql));

beforeEach(() => stored((sql) => void sql.exec('DELETE FROM refused_claim')));

describe('the setup token', () => {
  it('an address with many wrong setup tokens has to wait, and others do not', async () => {
    for (let at = 0; at < 10; at++)
      expect(await codeOf(await guess('wrong', '192.0.2.1'))).toBe('wrong_setup_token');
    expect(await codeOf(await guess(env.SETUP_TOKEN, '192.0.2.1'))).toBe('too_many_attempts');
    expect((await guess(env.SETUP_TOKEN, '192.0.2.2')).status).toBe(201);
  });

  it('the right setup token is accepted however many others guess, from however many addresses', async () => {
    await stored((sql) => {
      for (let at = 0; at < maxStored; at++) {
        const address = `203.0.${at >> 8}.${at & 255}`;
        sql.exec('INSERT INTO refused_claim (at, address) VALUES (?, ?)', Date.now(), address);
      }
    });
    expect(await codeOf(await guess('wrong', '198.51.100.1'))).toBe('wrong_setup_token');
    expect((await guess(env.SETUP_TOKEN, '198.51.100.2')).status).toBe(201);
    // The number of stored attempts is limited.
    const { count } = await stored((sql) =>
      sql.exec<{ count: number }>('SELECT count(*) AS count FROM refused_claim').one(),
    );
    expect(count).toBe(maxStored);
  });

  it('all addresses of an IPv6 network count together, and those of another network separately', async () => {
    for (let at = 0; at < 10; at++)
      expect(await codeOf(await guess('wrong', `2001:db8:7:1::${at}`))).toBe('wrong_setup_token');
    expect(await codeOf(await guess(env.SETUP_TOKEN, '2001:db8:7:1:ffff::1'))).toBe('too_many_attempts');
    expect((await guess(env.SETUP_TOKEN, '2001:db8:7:2::1')).status).toBe(201);
  });

  it('an address that had to wait can try again after a minute, and not sooner', async () => {
    for (let at = 0; at < 10; at++) await guess('wrong', '192.0.2.30');
    await stored((sql) => void sql.exec('UPDATE refused_claim SET at = at - 50000'));
    expect(await codeOf(await guess(env.SETUP_TOKEN, '192.0.2.30'))).toBe('too_many_attempts');
    await stored((sql) => void sql.exec('UPDATE refused_claim SET at = at - 11000'));
    expect((await guess(env.SETUP_TOKEN, '192.0.2.30')).status).toBe(201);
  });

  it('the setup token is not accepted from the page of an allowed site', async () => {
    const origin = 'https://shop.example';
    const admin = await signIn();
    await call('PUT', '/api/settings/origins', { token: admin, body: { origins: [origin] } });
    const from = (setupToken: string, page: string) => guess(setupToken, '192.0.2.40', { Origin: page });
    expect(await codeOf(await from(env.SETUP_TOKEN, origin))).toBe('own_pages_only');
    // The answer to a wrong one is the same, so that it says nothing of the right one.
    expect(await codeOf(await from('wrong', origin))).toBe('own_pages_only');
    expect(await codeOf(await from(env.SETUP_TOKEN, 'https://evil.example'))).toBe('origin_not_allowed');
    expect((await from(env.SETUP_TOKEN, 'https://inbox.example')).status).toBe(201);
  });
});

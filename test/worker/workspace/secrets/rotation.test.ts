/** A new master key: everything under the older one is re-encrypted automatically, and stays readable. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { masterKeysIn, openVault } from '../../../../worker/workspace/secrets/vault.ts';
import type { Workspace } from '../../../../worker/workspace/workspace.ts';
import { evictWorkspace, workspaceNamed } from '../../support/stubs.ts';

const workspace = workspaceNamed('rotation');
const [newest, older] = masterKeysIn(env);
const gone = { name: 'MASTER_KEY', text: `${'g'.repeat(43)}=` };

/** So many numbers, sealed with this key. */
async function connect(
  to: typeof workspace,
  first: number,
  count: number,
  key: { name: string; text: string } | undefined,
) {
  const vault = await openVault(key ? [key] : []);
  const numbers = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const id = String(first + index);
      const token = await vault.seal(`token of ${id}`, `${id}/access_token`);
      return { id, token, secret: await vault.seal(`secret of ${id}`, `${id}/app_secret`) };
    }),
  );
  await runInDurableObject(to, (_, { storage }) => {
    for (const { id, token, secret } of numbers) {
      storage.sql.exec(
        `INSERT INTO connection (inbox, phone_number_id, waba_id, display_phone_number, name, access_token, app_secret)
         VALUES (?1, ?1, '1', '+1', 'N', ?2, ?3)`,
        ...[id, token, secret],
      );
    }
  });
}

describe('a new master key', () => {
  it('a new master key re-encrypts everything in steps, while all of it stays readable', async () => {
    await connect(workspace, 100_000, 40, older);
    await runInDurableObject(workspace, async (_, { storage }) => {
      const vault = await openVault(older ? [older] : []);
      const sealed = await vault.seal('shared', 'site_login');
      const site = JSON.stringify({ type: 'secret', sealed });
      storage.sql.exec(
        "INSERT INTO setting VALUES ('verify_token', ?)",
        await vault.seal('v', 'verify_token'),
      );
      storage.sql.exec("INSERT INTO setting VALUES ('site_login', ?)", site);
    });
    await evictWorkspace(workspace);

    expect(await workspace.setup.masterKey()).toEqual({
      current: newest?.name,
      older: [older?.name],
      waiting: 82,
      unreadable: 0,
    });
    await runDurableObjectAlarm(workspace);
    expect((await workspace.setup.masterKey()).waiting).toBe(32);
    // The object may go at any time: what is left is found again.
    await evictWorkspace(workspace);
    expect(await workspace.numbers.credentials('100000')).toMatchObject({ accessToken: 'token of 100000' });
    expect(await workspace.numbers.credentials('100039')).toMatchObject({ appSecret: 'secret of 100039' });
    await runInDurableObject(workspace, (_, { storage }) =>
      storage.sql.exec("UPDATE chore SET run_at = 1 WHERE name = 'rotation'"),
    );
    await runDurableObjectAlarm(workspace);
    expect(await workspace.setup.masterKey()).toMatchObject({ waiting: 0, unreadable: 0 });

    const alone = await openVault(newest ? [newest] : []);
    await runInDurableObject(workspace, async (_, { storage }) => {
      const rows = storage.sql.exec<{ id: string; access_token: string }>(
        'SELECT inbox AS id, access_token FROM connection',
      );
      for (const { id, access_token } of rows.toArray()) {
        expect(await alone.open(access_token, `${id}/access_token`)).toBe(`token of ${id}`);
      }
    });
    expect(await workspace.setup.verifyToken()).toBe('v');
    expect(await workspace.sites.login()).toEqual({ type: 'secret' });
  });

  it('a new master key re-encrypts every kind of secret, each for its own place', async () => {
    const kinds = workspaceNamed('rotation-kinds');
    await connect(kinds, 400_000, 1, older);
    const before = await openVault(older ? [older] : []);
    await runInDurableObject(kinds, async (_, { storage: { sql } }) => {
      const until = Date.now() + 60_000;
      const former = await before.seal('former secret', '400000/app_secret');
      sql.exec('UPDATE connection SET former_app_secret = ?, former_until = ?', former, until);
      const signup = await before.seal('token of a signup', 'signup/s');
      sql.exec("INSERT INTO signup VALUES ('s', ?, NULL, NULL, 0, ?)", signup, until);
      const put = (name: string, value: string) => sql.exec('INSERT INTO setting VALUES (?, ?)', name, value);
      put('verify_token', await before.seal('verify', 'verify_token'));
      for (const [name, more] of [
        ['site_login', { type: 'secret' }],
        ['push_key', { publicKey: 'p', subject: 's' }],
        ['model_provider', { url: 'https://model.example/v1', model: 'm', keyEnd: 'd-in', testedAt: 0 }],
      ] as const)
        put(name, JSON.stringify({ ...more, sealed: await before.seal(name, name) }));
    });
    await evictWorkspace(kinds);
    expect((await kinds.setup.masterKey()).waiting).toBe(8);
    await runDurableObjectAlarm(kinds);
    expect(await kinds.setup.masterKey()).toMatchObject({ waiting: 0, unreadable: 0 });
    expect(await kinds.numbers.credentials('400000')).toMatchObject({
      accessToken: 'token of 400000',
      appSecret: 'secret of 400000',
      formerAppSecret: 'former secret',
    });
    expect(await kinds.setup.signup('s')).toMatchObject({ accessToken: 'token of a signup' });
    expect(await kinds.setup.verifyToken()).toBe('verify');
    const alone = await openVault(newest ? [newest] : []);
    await runInDurableObject(kinds, async (_, { storage: { sql } }) => {
      for (const { name, sealed } of sql
        .exec<{ name: string; sealed: string }>(
          "SELECT name, value ->> 'sealed' AS sealed FROM setting WHERE name IN ('site_login', 'push_key', 'model_provider')",
        )
        .toArray())
        expect(await alone.open(sealed, name)).toBe(name);
    });
  });

  it('a new master key skips a damaged secret, and re-encrypts those after it', async () => {
    const damaged = workspaceNamed('rotation-damaged');
    await connect(damaged, 300_000, 3, older);
    await runInDurableObject(damaged, (_, { storage }) =>
      storage.sql.exec("UPDATE connection SET access_token = access_token || 'AAAA' WHERE inbox = '300000'"),
    );
    await evictWorkspace(damaged);
    expect(await damaged.setup.masterKey()).toMatchObject({ waiting: 6 });
    await runDurableObjectAlarm(damaged);
    expect(await damaged.setup.masterKey()).toMatchObject({ waiting: 1 });
    expect(await damaged.numbers.credentials('300002')).toMatchObject({ accessToken: 'token of 300002' });
  });

  it('secrets whose key is missing are counted, and wait for it to return', async () => {
    // One of its own: the other one is asking Meta about its numbers, and cannot be moved meanwhile.
    const other = workspaceNamed('rotation-gone');
    await connect(other, 200_000, 1, gone);
    await evictWorkspace(other);
    expect(await other.setup.masterKey()).toMatchObject({ waiting: 0, unreadable: 2 });
    await runInDurableObject(other, (instance: Workspace) =>
      expect(instance.rpc.numbers.credentials('200000')).rejects.toMatchObject({
        code: 'master_key_changed',
      }),
    );
  });
});

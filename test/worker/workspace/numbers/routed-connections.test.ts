/** What the webhook route reads about all numbers, again and again, in every Worker. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from '../../../../worker/api/people/sessions.ts';
import { workspaceOf } from '../../../../worker/objects.ts';
import { KnownConnections } from '../../../../worker/routes/meta/known-connections.ts';
import type { RoutedConnection } from '../../../../worker/workspace/numbers/connections.ts';
import { evictWorkspace } from '../../support/stubs.ts';
import { appSecret, call, connectNumber, signIn } from '../../support/webhooks.ts';

const otherSecret = 'another app secret of the tests';
const by: Agent = { id: 'ada', name: 'Ada', role: 'admin' };
let token: string;

beforeAll(async () => {
  token = await signIn();
  for (let index = 0; index < 5; index++) await connectNumber(token, `10634054224350${index}`);
});

const read = (known: string | null) => workspaceOf(env).numbers.connections(known);
const change = async (method: string, path: string, body: object) => {
  const answer = await call(method, path, { token, body });
  expect(answer.status).toBeLessThan(300);
};

describe('the numbers that a Worker remembers', () => {
  it('are sent once, and again only when one of them has changed', async () => {
    const { version, connections } = await read(null);
    expect(connections).toHaveLength(5);
    expect(connections?.every((one) => one.appSecret === appSecret)).toBe(true);
    expect(await read(version)).toEqual({ version, connections: null });
    // Something else is written.
    await change('POST', '/api/labels', { name: 'Delivery', color: 'teal' });
    expect(await read(version)).toEqual({ version, connections: null });
    await workspaceOf(env).numbers.replace(by, '106340542243501', { appSecret: otherSecret });
    const after = await read(version);
    expect(after.version).not.toBe(version);
    expect(after.connections?.find(({ inbox }) => inbox === '106340542243501')).toMatchObject({
      appSecret: otherSecret,
      formerAppSecret: appSecret,
    });
  });

  it('have the account notices that an endpoint wants as soon as it wants them', async () => {
    const { version } = await read(null);
    const events = ['message.received', 'number.quality_changed'];
    await change('POST', '/api/webhooks', { name: 'Orders', url: 'https://shop.example/hook', events });
    const { connections } = await read(version);
    expect(connections?.map(({ accountFields }) => accountFields)).toEqual(
      Array.from({ length: 5 }, () => ['phone_number_quality_update']),
    );
  });

  it('are the same for a Workspace that has started again', async () => {
    const { version } = await read(null);
    await evictWorkspace(workspaceOf(env));
    expect(await read(version)).toEqual({ version, connections: null });
    expect((await read(null)).connections).toHaveLength(5);
  });
});

describe('numbers by their ids', () => {
  const one = (index: number, secret: string | null): RoutedConnection => ({
    ...{ inbox: `${index}`, phoneNumberId: `${index}`, wabaId: `${index % 3}`, displayPhoneNumber: '' },
    ...{ enabled: true, appSecret: secret, formerAppSecret: null, accountFields: [] },
  });

  it('a number is found by its own id, and with others by that of its account', () => {
    const known = new KnownConnections([0, 1, 2, 3, 4].map((index) => one(index, null)));
    expect(known.ofNumber('3')?.inbox).toBe('3');
    expect(known.ofNumber('9')).toBeUndefined();
    expect(known.ofNumber(null)).toBeUndefined();
    expect(known.ofAccount('0').map(({ inbox }) => inbox)).toEqual(['0', '3']);
    expect(known.ofAccount('9')).toEqual([]);
  });

  it('a body that names no number is tried with each app once, and with twenty at most', () => {
    const shared = new KnownConnections(
      Array.from({ length: 100 }, (_, index) => one(index, `app ${index % 4}`)),
    );
    expect(shared.ofEachApp.map(({ appSecret: secret }) => secret).sort()).toEqual([
      'app 0',
      'app 1',
      'app 2',
      'app 3',
    ]);
    const own = new KnownConnections(Array.from({ length: 5_000 }, (_, index) => one(index, `app ${index}`)));
    expect(own.ofEachApp).toHaveLength(20);
  });
});

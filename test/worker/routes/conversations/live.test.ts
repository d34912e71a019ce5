/** The live socket: who may open it, with what, and until when. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import { inboxOf, workspaceOf } from '../../../../worker/objects.ts';
import { hashOf } from '../../../../worker/workspace/secrets/secrets.ts';
import { connect, liveTicket, openPage, pageOf } from '../../support/live-socket.ts';
import {
  call,
  connectNumber,
  post,
  refusalOf,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242981';
const other = '106540352242982';
const shop = 'https://shop.example';
let admin: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, other);
  await call('PUT', '/api/settings/origins', { token: admin, body: { origins: [shop] } });
});

const isReady = (page: ReturnType<typeof pageOf>) =>
  vi.waitFor(() => expect(page.frames).toContainEqual(expect.objectContaining({ type: 'ready' })));
/** A socket that is opened to be closed: a browser shows no script why an upgrade was refused. */
async function isRefused(answer: Promise<Response>): Promise<void> {
  const page = pageOf(await answer);
  await vi.waitFor(() => expect(page.closed()).toBe(4401));
  expect(page.frames).toEqual([]);
}
const tickets = <T>(use: (sql: SqlStorage) => T): Promise<T> =>
  runInDurableObject(inboxOf(env, number), (_, { storage }) => use(storage.sql));

describe('a ticket', () => {
  it('a ticket opens one socket, once', async () => {
    const ticket = await liveTicket(admin, number);
    const page = pageOf(await connect(number, `ticket=${ticket}`));
    await isReady(page);
    await isRefused(connect(number, `ticket=${ticket}`));
    expect(page.closed()).toBeNull();
  });

  it('a ticket opens one socket even if it is used twice at the same moment', async () => {
    const ticket = await liveTicket(admin, number);
    const pages = (
      await Promise.all(Array.from({ length: 4 }, () => connect(number, `ticket=${ticket}`)))
    ).map(pageOf);
    await vi.waitFor(() => {
      expect(pages.filter((page) => page.closed() === 4401)).toHaveLength(3);
      expect(pages.filter((page) => page.frames.some(({ type }) => type === 'ready'))).toHaveLength(1);
    });
  });

  it('a ticket is valid for 30 seconds', async () => {
    const before = Date.now();
    const ticket = await liveTicket(admin, number);
    const { at } = await tickets((sql) =>
      sql.exec<{ at: number }>('SELECT max(expires_at) AS at FROM ticket').one(),
    );
    expect(at).toBeGreaterThanOrEqual(before + 30_000);
    expect(at).toBeLessThanOrEqual(Date.now() + 30_000);
    await tickets((sql) => void sql.exec('UPDATE ticket SET expires_at = ?', Date.now() - 1));
    await isRefused(connect(number, `ticket=${ticket}`));
  });

  it('a ticket is valid for its number only', async () => {
    const ticket = await liveTicket(admin, number);
    await isRefused(connect(other, `ticket=${ticket}`));
    await isReady(pageOf(await connect(number, `ticket=${ticket}`)));
  });

  it('a ticket is required, and cannot be read from storage', async () => {
    await isRefused(connect(number, 'after=0'));
    await isRefused(connect(number, 'ticket='));
    const ticket = await liveTicket(admin, number);
    const stored = await tickets((sql) => JSON.stringify(sql.exec('SELECT * FROM ticket').toArray()));
    expect(stored).not.toContain(ticket);
  });

  it('a ticket is invalid once its session has ended, for whatever reason', async () => {
    const ended = await siteSession(admin, { sub: 'ended', name: 'Ende' });
    const signedOut = await liveTicket(ended, number);
    await call('DELETE', '/api/sessions/current', { token: ended });
    await isRefused(connect(number, `ticket=${signedOut}`));

    for (const [sub, end] of [
      ['late', 'UPDATE session SET expires_at = 1 WHERE agent_id = ?'],
      ['idle', 'UPDATE session SET used_at = 1 WHERE agent_id = ?'],
    ] as const) {
      const session = await siteSession(admin, { sub, name: sub });
      const ticket = await liveTicket(session, number);
      await runInDurableObject(workspaceOf(env), (_, { storage }) => storage.sql.exec(end, `site/${sub}`));
      await isRefused(connect(number, `ticket=${ticket}`));
    }
  });

  it('an unused ticket is deleted when its session ends, and other sessions keep theirs', async () => {
    const [leaving, staying] = [
      await siteSession(admin, { sub: 'leaving', name: 'Leah' }),
      await siteSession(admin, { sub: 'staying', name: 'Stan' }),
    ];
    const unused = [await liveTicket(leaving, number), await liveTicket(staying, number)];
    const stored = async () => {
      const hashes = await tickets((sql) =>
        sql
          .exec<{ hash: string }>('SELECT hash FROM ticket')
          .toArray()
          .map(({ hash }) => hash),
      );
      return Promise.all(unused.map(async (ticket) => hashes.includes(await hashOf(ticket))));
    };
    expect(await stored()).toEqual([true, true]);
    await call('DELETE', '/api/sessions/current', { token: leaving });
    expect(await stored()).toEqual([false, true]);
  });
});

describe('the socket', () => {
  it('the socket is closed to pages of sites that are not allowed, and their ticket is still valid elsewhere', async () => {
    const ticket = await liveTicket(admin, number);
    for (const origin of ['https://evil.example', 'null', `${shop}.evil.example`]) {
      const answer = await connect(number, `ticket=${ticket}`, { Origin: origin });
      expect(answer.status).toBe(403);
      expect(await refusalOf(answer)).toEqual([403, 'origin_not_allowed']);
    }
    await isReady(pageOf(await connect(number, `ticket=${ticket}`, { Origin: shop })));
  });

  it('the socket is open to the Worker’s own page', async () => {
    const ticket = await liveTicket(admin, number);
    await isReady(pageOf(await connect(number, `ticket=${ticket}`, { Origin: 'https://inbox.example' })));
  });

  it('the socket is a WebSocket of a connected number', async () => {
    const ticket = await liveTicket(admin, number);
    const plain = await call('GET', `/api/inboxes/${number}/live?ticket=${ticket}`);
    expect(await refusalOf(plain)).toEqual([426, 'websocket_required']);
    expect(await refusalOf(await connect('999999', `ticket=${ticket}`))).toEqual([404, 'inbox_not_found']);
  });

  it('the socket of an API token closes when the token is revoked, and its unused ticket is invalid', async () => {
    const made = await call('POST', '/api/tokens', {
      token: admin,
      body: { name: 'Screen', scopes: ['conversations:read'] },
    });
    const { token, apiToken } = await made.json<NewApiToken>();
    const unused = await liveTicket(token, number);
    const [screen, mine] = [await openPage(token, number), await openPage(admin, number)];
    await call('DELETE', `/api/tokens/${apiToken.id}`, { token: admin });
    await vi.waitFor(() => expect(screen.closed()).toBe(4401));
    await isRefused(connect(number, `ticket=${unused}`));
    const told = screen.frames.length;
    await post(webhook(number, text('15550981001', 'wamid.live.revoked', Date.now(), 'Hello?')));
    await vi.waitFor(() => expect(mine.frames.some(({ type }) => type === 'change')).toBe(true));
    expect(screen.frames.length).toBe(told);
  });

  it('the socket sends the changes since `after`, and no past changes if `after` is not a number', async () => {
    await post(webhook(number, text('15550981002', 'wamid.live.missed', Date.now(), 'One')));
    const since = async (after: string) => {
      const page = pageOf(await connect(number, `ticket=${await liveTicket(admin, number)}&after=${after}`));
      await isReady(page);
      return page.frames.filter(({ type }) => type === 'change').length;
    };
    expect(await since('0')).toBeGreaterThan(0);
    expect(await since('zero')).toBe(0);
  });
});

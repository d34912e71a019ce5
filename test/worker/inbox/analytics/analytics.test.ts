/** What the routes of analytics return, and to whom. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnalyticsSettings, Report } from '../../../../worker/api/analytics/analytics.ts';
import type { CountedConversations } from '../../../../worker/api/analytics/counted.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { ExportLine } from '../../../../worker/api/numbers/data.ts';
import type { Page } from '../../../../worker/api/values.ts';
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

const number = '106540352242970';
const path = `/api/inboxes/${number}`;
const minute = 60_000;
const now = Date.now();
const today = new Date(now).toISOString().slice(0, 10);
let admin: string;
let olga: string;
let conversation: Conversation;

const report = async (query = '', token = admin) =>
  (await call('GET', `${path}/analytics?from=${today}&to=${today}${query}`, { token })).json<Report>();
const csv = async (table: string) =>
  (
    await call('GET', `${path}/analytics/csv?from=${today}&to=${today}&table=${table}`, { token: admin })
  ).text();
const change = (settings: Partial<AnalyticsSettings>, token = admin) =>
  call('PUT', `${path}/analytics/settings`, {
    token,
    body: { timeZone: null, goalMinutes: 60, showsAgents: true, ...settings },
  });

async function write(phone: string, at: number, words: string): Promise<Conversation> {
  await post(webhook(number, text(phone, `wamid.${crypto.randomUUID()}`, at, words)));
  const list = await call('GET', `${path}/conversations`, { token: admin });
  const { rows } = await list.json<Page<Conversation>>();
  const found = rows.find(({ contact }) => contact.phone === phone);
  if (!found) throw new Error('The message was not stored');
  return found;
}

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  olga = await siteSession(admin, { sub: 'olga', name: '=Olga' });
  vi.stubGlobal('fetch', async () =>
    Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }], contacts: [{ wa_id: '1' }] }),
  );
  conversation = await write('15550970001', now - 3 * minute, 'Where is my bowl?');
  const sent = await call('POST', `${path}/conversations/${conversation.id}/messages`, {
    token: olga,
    headers: { 'Idempotency-Key': 'answer' },
    body: { content: { type: 'text', text: { body: 'On its way.' } } },
  });
  expect(sent.status).toBe(201);
  await call('PUT', `${path}/conversations/${conversation.id}/state`, {
    token: admin,
    body: { state: 'resolved' },
  });
  await write('15550970002', now - minute, 'Hello');
});

describe('the report of a period', () => {
  it('has what has happened today, and who waits', async () => {
    const { current, days, agents, waiting, period } = await report('&compare=1');
    expect(current).toMatchObject({
      received: 2,
      sent: { total: 1, agents: 1 },
      active: 2,
      newCustomers: 2,
      waits: { wall: { count: 1, withinGoal: 1, isExact: true }, open: null },
      firstResponses: { wall: { count: 1 } },
      episodes: { begun: 2, begunByCustomer: 2, resolved: 1, resolvedCustomers: 1, reopened: 0 },
    });
    expect(current.waits.wall.p50).toBeGreaterThanOrEqual(180);
    expect(days).toMatchObject([{ date: today, received: 2, sent: 1, resolved: 1, isProvisional: true }]);
    expect(agents).toMatchObject([{ sent: 1 }, { sent: 0, resolved: 1 }]);
    expect(waiting).toMatchObject({ count: 1, ages: { underHour: 1, older: 0 } });
    expect(period).toEqual({ from: today, to: today, timeZone: 'UTC' });
  });

  it('has ages of those who wait, which the list of conversations can be limited to', async () => {
    const waiting = async (query: string) => {
      const list = await call('GET', `${path}/conversations?sort=waiting&needs-reply=1&${query}`, {
        token: admin,
      });
      return (await list.json<Page<Conversation>>()).rows.map(({ contact }) => contact.phone);
    };
    expect(await waiting('waiting-below=3600')).toEqual(['15550970002']);
    expect(await waiting('waiting-from=30&waiting-below=3600')).toEqual(['15550970002']);
    expect(await waiting('waiting-from=3600')).toEqual([]);
    expect(await waiting('waiting-below=30')).toEqual([]);
  });

  it('is empty, and not 0, where nothing can be said', async () => {
    const { previous } = await report('&compare=1');
    expect(previous).toMatchObject({ received: 0, delivery: { deliveryRate: null, readRate: null } });
    expect(previous?.waits.wall).toMatchObject({ count: 0, p50: null, p90: null });
  });

  it('refuses a period that ends before it begins, and one that is too long', async () => {
    const ask = (query: string) => call('GET', `${path}/analytics?${query}`, { token: admin });
    expect(await refusalOf(await ask('from=2026-02-02&to=2026-02-01'))).toEqual([422, 'period_invalid']);
    expect(await refusalOf(await ask('from=2024-01-01&to=2026-02-01'))).toEqual([422, 'period_invalid']);
    expect(await refusalOf(await ask('from=2026-01-01&to=2026-03-01&label=x'))).toEqual([
      422,
      'period_too_long',
    ]);
  });
});

describe('the tag of a report', () => {
  it('saves a program the answer that it has, until something changes', async () => {
    const ask = (query: string, tag?: string) =>
      call('GET', `${path}/analytics?from=2026-01-01&to=2026-01-31${query}`, {
        token: admin,
        ...(tag !== undefined && { headers: { 'If-None-Match': tag } }),
      });
    const first = await ask('');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    const again = await ask('', `"older", W/${tag}`);
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
    expect((await ask('&compare=1', tag)).status).toBe(200);
    expect((await ask('', '*')).status).toBe(200);
    await change({ goalMinutes: 5 });
    expect((await ask('', tag)).status).toBe(200);
    await change({});
  });
});

describe('the conversations of a figure', () => {
  it('are those that it counts', async () => {
    const listed = async (query: string) => {
      const answer = await call('GET', `${path}/analytics/conversations?from=${today}&to=${today}&${query}`, {
        token: admin,
      });
      return answer.json<CountedConversations>();
    };
    expect(await listed('figure=resolved')).toMatchObject({
      rows: [{ id: conversation.id }],
      isComplete: true,
    });
    const first = await listed('figure=received&limit=1');
    expect(first.rows).toHaveLength(1);
    const { rows, next } = await listed(`figure=received&limit=1&before=${first.next}`);
    expect([rows[0]?.id, next]).toEqual([conversation.id, null]);
    expect((await listed('figure=beyond-goal')).rows).toEqual([]);
    const idsOf = async (query: string) => (await listed(query)).rows.map(({ id }) => id);
    expect(await idsOf('figure=sent&sender=agents')).toEqual([conversation.id]);
    expect(await idsOf('figure=sent&sender=api')).toEqual([]);
    expect(await idsOf('figure=answered&above=0&upTo=604800')).toEqual([conversation.id]);
    expect(await idsOf('figure=answered&upTo=0')).toEqual([]);
    expect(await idsOf('figure=charged&category=marketing')).toEqual([]);
  });
});

describe('the table of rates', () => {
  const put = (body: object, token = admin) => call('PUT', `${path}/analytics/rates`, { token, body });

  it('says what delivered messages cost, and without one there are no amounts', async () => {
    expect((await report()).money).toBeNull();
    const table = {
      currency: 'EUR',
      rates: [{ category: 'service', country: '*', price: 0.05, since: '2026-10-01' }],
    };
    expect((await put({ table })).status).toBe(200);
    const answer = await call('GET', `${path}/analytics/rates`, { token: olga });
    expect(await answer.json()).toEqual({ table });
    expect((await report()).money).toMatchObject({ currency: 'EUR' });
    expect((await put({ table: null })).status).toBe(200);
    expect((await report()).money).toBeNull();
  });

  it('is refused with a price below 0, an unknown country, two prices for the same, and from agents', async () => {
    const rate = { category: 'service', country: 'DE', price: 0.05 };
    const refused = async (rates: object[], currency = 'EUR') =>
      (await put({ table: { currency, rates } })).status;
    expect(await refused([{ ...rate, price: -1 }])).toBe(422);
    expect(await refused([{ ...rate, country: 'Germany' }])).toBe(422);
    expect(await refused([rate, { ...rate, price: 0.06 }])).toBe(422);
    expect(await refused([rate], 'euro')).toBe(422);
    expect((await put({ table: null }, olga)).status).toBe(403);
  });
});

describe('figures of agents', () => {
  it('an agent sees their own, and what the number did', async () => {
    const { agents, current } = await report('', olga);
    expect(agents?.map(({ name }) => name)).toEqual(['=Olga']);
    expect(current.received).toBe(2);
    const other = await call('GET', `${path}/analytics?from=${today}&to=${today}&agent=somebody`, {
      token: olga,
    });
    expect(await refusalOf(other)).toEqual([403, 'own_figures_only']);
  });

  it('of one agent there is no number of received messages', async () => {
    const [own] = (await report('', olga)).agents ?? [];
    const { current } = await report(`&agent=${encodeURIComponent(own?.id ?? '')}`);
    expect(current).toMatchObject({
      received: null,
      active: null,
      sent: { total: 1 },
      waits: { wall: { count: 1 } },
    });
  });

  it('nobody sees them when an admin has switched them off', async () => {
    expect((await change({ showsAgents: false }, olga)).status).toBe(403);
    expect((await change({ showsAgents: false })).status).toBe(200);
    expect((await report()).agents).toBeNull();
    const one = await call('GET', `${path}/analytics?from=${today}&to=${today}&agent=olga`, { token: admin });
    expect(await refusalOf(one)).toEqual([409, 'agent_figures_off']);
    await change({});
  });
});

describe('tables as CSV', () => {
  it('have the figures of the report, and no formulas', async () => {
    const agents = await csv('agents');
    expect(agents.startsWith('id,name,sent,notes,resolved,')).toBe(true);
    expect(agents).toContain(",'=Olga,1,0,0,1,");
    const [, line] = (await csv('days')).split('\r\n');
    expect(line).toMatch(new RegExp(`^${today},2,1,`));
    expect(await csv('summary')).toContain('\r\nreceived,2\r\n');
  });

  it('have a line for each episode', async () => {
    const [head, ...lines] = (await csv('episodes')).trim().split('\r\n');
    expect(head).toContain('conversation,contact,');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(`${conversation.id},Customer 15550970001,`);
  });

  it('are named after their number, table and period', async () => {
    const answer = await call('GET', `${path}/analytics/csv?from=${today}&to=${today}&table=days`, {
      token: admin,
    });
    expect(answer.headers.get('content-disposition')).toContain(
      `message-us-${number}-days-${today}-${today}.csv`,
    );
  });
});

describe('the time zone', () => {
  it('of the number decides which day it is', async () => {
    await change({ timeZone: 'Pacific/Kiritimati' });
    const ahead = new Date(Date.now() + 14 * 60 * minute).toISOString().slice(0, 10);
    const answer = await call('GET', `${path}/analytics?from=${ahead}&to=${ahead}`, { token: admin });
    const { period, current } = await answer.json<Report>();
    expect(period.timeZone).toBe('Pacific/Kiritimati');
    expect(current.received).toBe(2);
    await change({});
    expect((await report()).current.received).toBe(2);
  });
});

describe('episodes and counted days', () => {
  it('are in the export of the number', async () => {
    const answer = await call('GET', `${path}/export`, { token: admin });
    const lines = (await answer.text()).split('\n').filter((line) => line !== '');
    const episodes = lines
      .map((line): ExportLine => JSON.parse(line))
      .flatMap((line) => (line.type === 'episode' ? [line.episode] : []));
    expect(episodes).toMatchObject([
      { conversationId: conversation.id, beganBy: 'customer' },
      { endedAt: null },
    ]);
  });

  it('of an erased contact leave their sums, and nothing else', async () => {
    const erase = await call('POST', `${path}/conversations/${conversation.id}/erase`, {
      token: admin,
      body: { name: conversation.contact.name },
    });
    expect(erase.status).toBe(204);
    const { current } = await report();
    expect(current).toMatchObject({
      received: 2,
      active: 2,
      waits: { wall: { count: 1 } },
      episodes: { resolved: 1 },
    });
    const left = await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec('SELECT * FROM episode WHERE conversation_id = ?', conversation.id).toArray(),
    );
    expect(left).toEqual([]);
    const listed = await call(
      'GET',
      `${path}/analytics/conversations?from=${today}&to=${today}&figure=resolved`,
      {
        token: admin,
      },
    );
    expect(await listed.json()).toMatchObject({ rows: [], isComplete: false });
  });
});

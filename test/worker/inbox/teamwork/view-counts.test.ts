/** How many conversations a view has, and the filter by the page of the click. */
import { beforeAll, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { ViewFilter } from '../../../../worker/api/conversations/views.ts';
import type { Page } from '../../../../worker/api/values.ts';
import {
  call,
  codeOf,
  connectNumber,
  post,
  signIn,
  siteSession,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242961';
const path = `/api/inboxes/${number}`;
const none: ViewFilter = {
  ...{ assignee: null, team: null, state: null, isUnread: false, needsReply: false },
  ...{ handledBy: null, window: null, label: null, source: null },
};
let admin: string;
let ana: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
  await writes('15550761001', 'Hello');
  await writesFrom('https://shop.example/bowls/blue', 'mxa2b3', '15550761002');
  await writesFrom('https://shop.example/bowls/red', 'mxa2b4', '15550761003');
  await writesFrom('https://shop.example/cups', 'mxa2b5', '15550761004');
});

async function writes(phone: string, body: string): Promise<void> {
  const answer = await post(webhook(number, text(phone, `wamid.view-${phone}`, Date.now(), body)));
  expect(answer.status).toBe(200);
}

async function writesFrom(page: string, reference: string, phone: string): Promise<void> {
  const about = { title: 'Shop', referrer: '', language: 'en' };
  const click = { number: '+1 555 078 3881', page, reference, ...about };
  const headers = { Origin: 'https://shop.example' };
  expect((await call('POST', '/api/presses', { body: click, headers })).status).toBe(204);
  await writes(phone, `Hi [#${reference}]`);
}

async function list(query: string, token = admin): Promise<Conversation[]> {
  const answer = await call('GET', `${path}/conversations?${query}`, { token });
  expect(answer.status).toBe(200);
  return (await answer.json<Page<Conversation>>()).rows;
}

async function counts(filters: Partial<ViewFilter>[], token = admin): Promise<number[]> {
  const body = { filters: filters.map((filter) => ({ ...none, ...filter })) };
  const answer = await call('POST', `${path}/counts`, { token, body });
  expect(answer.status).toBe(200);
  return (await answer.json<{ counts: number[] }>()).counts;
}

it('the list is filtered by the page of the click, or by the beginning of its address', async () => {
  const phones = async (source: string) =>
    (await list(`source=${encodeURIComponent(source)}`)).map(({ contact }) => contact.phone).toSorted();
  expect(await phones('https://shop.example/bowls/blue')).toEqual(['15550761002']);
  expect(await phones('https://shop.example/bowls')).toEqual(['15550761002', '15550761003']);
  expect(await phones('https://shop.example/')).toHaveLength(3);
  // Only the beginning counts, and no character is a wildcard.
  expect(await phones('https://shop.example/%/blue')).toEqual([]);
  expect(await phones('https://example/bowls')).toEqual([]);
});

it('POST …/counts answers with the count of each filter, in their order', async () => {
  expect(
    await counts([
      {},
      { source: 'https://shop.example/bowls' },
      { source: 'https://shop.example/cups' },
      { assignee: 'nobody' },
      { assignee: 'me' },
      { state: 'resolved' },
      { needsReply: true, window: 'open' },
    ]),
  ).toEqual([4, 2, 1, 4, 0, 0, 4]);
});

it('POST …/counts counts what the caller has assigned and not read', async () => {
  const [first] = await list('source=https%3A%2F%2Fshop.example%2Fcups');
  const { id = 0, seq = 0 } = first ?? {};
  const to = `${path}/conversations/${id}`;
  expect((await call('PUT', `${to}/assignee`, { token: ana, body: { to: 'site/ana' } })).status).toBe(200);
  expect((await call('POST', `${to}/read`, { token: ana, body: { seq: seq + 100 } })).status).toBe(200);
  const filters = [{ assignee: 'me' }, { assignee: 'site/ana' }, { isUnread: true }];
  expect(await counts(filters, ana)).toEqual([1, 1, 3]);
  expect(await counts(filters)).toEqual([0, 1, 4]);
});

it('POST …/counts rejects an unknown filter', async () => {
  const refused = async (filters: unknown) =>
    codeOf(await call('POST', `${path}/counts`, { token: admin, body: { filters } }));
  expect(await refused([{ ...none, window: 'ajar' }])).toBe('invalid_input');
  expect(await refused([{ assignee: 'me' }])).toBe('invalid_input');
  expect(await refused([])).toBe('invalid_input');
});

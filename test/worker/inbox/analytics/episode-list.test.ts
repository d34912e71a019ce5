/** The episodes of a conversation, as the panel about the customer lists them. */
import { beforeAll, expect, it } from 'vitest';
import type { ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { Episode } from '../../../../worker/api/conversations/episodes.ts';
import type { Label } from '../../../../worker/api/conversations/labels.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242054';
const path = `/api/inboxes/${number}`;
const hour = 60 * 60_000;
let admin: string;
let ana: string;
let messages = 0;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'ana', name: 'Ana' });
});

async function write(from: string, at: number): Promise<number> {
  const id = `wamid.episodes.${messages++}`;
  expect((await post(webhook(number, text(from, id, at, 'Hello')))).status).toBe(200);
  const { rows }: ConversationPage = await (
    await call('GET', `${path}/conversations?limit=100`, { token: ana })
  ).json();
  const found = rows.find(({ contact }) => contact.phone === from);
  if (!found) throw new Error('The conversation is not in the list');
  return found.id;
}

const resolve = (id: number) =>
  call('PUT', `${path}/conversations/${id}/state`, { token: ana, body: { state: 'resolved' } });

async function episodes(id: number, query = ''): Promise<Page<Episode>> {
  const answer = await call('GET', `${path}/conversations/${id}/episodes${query}`, { token: ana });
  expect(answer.status).toBe(200);
  return answer.json();
}

it('lists what began and ended, newest first, with the labels that it had at its end', async () => {
  const first = Date.now() - 3 * hour;
  const id = await write('15550540020', first);
  expect((await episodes(id)).rows).toMatchObject([
    { beganBy: 'customer', endedAt: null, endedBy: null, labels: [] },
  ]);
  const label: Label = await (
    await call('POST', '/api/labels', { token: admin, body: { name: 'Delivery', color: 'blue' } })
  ).json();
  await call('PUT', `${path}/conversations/${id}/labels`, {
    token: ana,
    body: { add: [label.id], remove: [] },
  });
  await resolve(id);
  await write('15550540020', Date.now());
  const { rows, next } = await episodes(id);
  expect(next).toBeNull();
  expect(rows).toMatchObject([
    { beganBy: 'customer', endedAt: null, labels: [] },
    { beganBy: 'customer', endedBy: 'site/ana', labels: [label.id] },
  ]);
  expect(Math.floor((rows[1]?.beganAt ?? 0) / 1_000)).toBe(Math.floor(first / 1_000));
});

it('comes page by page', async () => {
  const id = await write('15550540021', Date.now() - hour);
  await resolve(id);
  await write('15550540021', Date.now());
  const all = (await episodes(id)).rows;
  const one = await episodes(id, '?limit=1');
  expect(one.rows).toEqual(all.slice(0, 1));
  const two = await episodes(id, `?limit=1&before=${one.next}`);
  expect(two).toEqual({ rows: all.slice(1), next: null });
});

it('has none for a conversation that is not there', async () => {
  expect((await call('GET', `${path}/conversations/999999/episodes`, { token: ana })).status).toBe(404);
});

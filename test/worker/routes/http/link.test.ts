/** `Link`: the address of the next page. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { EventPage } from '../../../../worker/api/developers/events.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import { routes } from '../../../../worker/api/routes/index.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242984';
let token: string;

beforeAll(async () => {
  const admin = await signIn();
  await connectNumber(admin, number);
  const body = { name: 'Reader', scopes: ['conversations:read', 'events:read'] };
  ({ token } = await (await call('POST', '/api/tokens', { token: admin, body })).json<NewApiToken>());
  for (let customer = 0; customer < 5; customer++) {
    const from = String(15550840000 + customer);
    await post(webhook(number, text(from, `wamid.link-${customer}`, Date.now() - customer * 1_000, 'Hello')));
  }
});

/** Follows the links from the first page, as a program would that knows nothing else. */
async function pagesFrom<Answer>(path: string): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: Response = await call('GET', next, { token });
    expect(answer.status).toBe(200);
    pages.push(await answer.json<Answer>());
    const link = answer.headers.get('Link');
    const [, url] = link?.match(/^<([^>]+)>; rel="next"$/) ?? [];
    if (link !== null && url === undefined) throw new Error(`Not a link: ${link}`);
    next = url === undefined ? undefined : url.replace('https://inbox.example', '');
  }
  return pages;
}

describe('the header Link', () => {
  it('the header Link leads through a list to its end, and keeps the other parameters', async () => {
    const pages = await pagesFrom<Page<Conversation>>(
      `/api/v1/inboxes/${number}/conversations?limit=2&state=open`,
    );
    expect(pages.map(({ rows }) => rows.length)).toEqual([2, 2, 1]);
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(5);
  });

  it('the header Link leads through events until there are no new ones', async () => {
    const pages = await pagesFrom<EventPage>(
      `/api/v1/inboxes/${number}/events?types=message.received&limit=2`,
    );
    expect(pages.flatMap(({ events }) => events)).toHaveLength(5);
  });
});

it('every list that has pages declares the parameter that takes the next one', () => {
  const paged = routes.filter(({ method, answer }) => method === 'GET' && 'next' in entriesOf(answer));
  expect(paged.length).toBeGreaterThan(8);
  for (const { name, pagedBy, query } of paged) {
    expect([name, pagedBy]).toEqual([name, expect.any(String)]);
    expect([name, Object.keys(entriesOf(query))]).toEqual([name, expect.arrayContaining([pagedBy])]);
  }
});

function entriesOf(schema: object): object {
  if ('entries' in schema && typeof schema.entries === 'object' && schema.entries !== null)
    return schema.entries;
  // A pipe begins with the schema itself.
  if ('pipe' in schema && Array.isArray(schema.pipe)) return entriesOf(Object(schema.pipe[0]));
  return {};
}

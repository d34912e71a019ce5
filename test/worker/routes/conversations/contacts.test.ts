/** `GET …/contacts`: the list that another system keeps a copy of. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactPage } from '../../../../worker/api/conversations/contacts.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242985';
const at = `/api/v1/inboxes/${number}/contacts`;
const customers = Array.from({ length: 7 }, (_, index) => String(15550850000 + index));
let admin: string;

const hears = (from: string, age = 0) =>
  post(webhook(number, text(from, `wamid.${crypto.randomUUID()}`, Date.now() - age, 'Hello')));

const list = async (query: string) =>
  (await call('GET', `${at}?${query}`, { token: admin })).json<ContactPage>();
const phonesIn = ({ rows }: ContactPage) => rows.map(({ phone }) => phone);

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  for (const customer of customers) await hears(customer, 10_000);
});

describe('the list of contacts', () => {
  it('the list of contacts has each contact once, even if they write between two pages', async () => {
    const first = await list('limit=3');
    await hears(customers[0] ?? '');
    await hears(customers[6] ?? '');
    const second = await list(`limit=3&cursor=${first.next}`);
    await hears('15550859999');
    const third = await list(`limit=3&cursor=${second.next}`);
    expect([first, second, third].flatMap(phonesIn)).toEqual([...customers, '15550859999']);
    expect(third.next).toBeNull();
    expect(first.rows[0]).toMatchObject({ name: `Customer ${customers[0]}`, blockedAt: null });
  });

  it('the list of contacts has the changes since an earlier answer, and nothing else', async () => {
    const { seq } = await list('limit=1');
    expect(await list(`updatedAfter=${seq}`)).toMatchObject({ rows: [], gone: [], next: null, seq });
    await hears(customers[2] ?? '');
    const [one] = (await list(`search=${customers[4]}`)).rows;
    const note = { note: 'Prefers blue' };
    await call('PUT', `/api/inboxes/${number}/conversations/${one?.id}/contact`, {
      token: admin,
      body: note,
    });
    const changed = await list(`updatedAfter=${seq}&limit=1`);
    expect(phonesIn(changed)).toEqual([customers[2]]);
    const rest = await list(`updatedAfter=${seq}&limit=1&cursor=${changed.next}`);
    expect(phonesIn(rest)).toEqual([customers[4]]);
  });

  it('the list of contacts names contacts that were merged or erased', async () => {
    const { seq } = await list('limit=1');
    const named = async (phone = '') => {
      const [contact] = (await list(`search=${phone}`)).rows;
      if (!contact) throw new Error(`There is no ${phone}`);
      return contact;
    };
    const [kept, merged] = [await named(customers[3]), await named(customers[5])];
    const erased = await named(customers[1]);
    const path = (id: number) => `/api/inboxes/${number}/conversations/${id}`;
    const merge = { with: merged.id, name: merged.name };
    const answer = await call('POST', `${path(kept.id)}/merge`, { token: admin, body: merge });
    expect(answer.status).toBe(200);
    await call('POST', `${path(erased.id)}/erase`, { token: admin, body: { name: erased.name } });
    const { gone, rows } = await list(`updatedAfter=${seq}`);
    expect(gone).toHaveLength(2);
    expect(gone).toContainEqual({ id: erased.id, into: null });
    const joined = gone.find(({ into }) => into !== null);
    expect([joined?.id, joined?.into].toSorted()).toEqual([kept.id, merged.id].toSorted());
    expect(rows.map(({ id }) => id)).toEqual([joined?.into]);
  });

  it.each(['Customer 15550850004', '15550850004', '+1 (555) 085-0004'])(
    'the list of contacts finds %s',
    async (typed) => {
      expect(phonesIn(await list(`search=${encodeURIComponent(typed)}`))).toEqual(['15550850004']);
    },
  );

  it.each(['limit=0', 'limit=101', 'cursor=x', 'cursor=1.1', 'updatedAfter=-1', 'search='])(
    'the list of contacts rejects ?%s and says which value is wrong',
    async (query) => {
      const answer = await call('GET', `${at}?${query}`, { token: admin });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        error: { code: 'invalid_input', details: [{ path: query.split('=')[0] }] },
      });
    },
  );
});

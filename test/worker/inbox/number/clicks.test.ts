import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { ButtonDesign, PressStatistics } from '../../../../worker/api/numbers/button.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { Clicks } from '../../../../worker/inbox/number/clicks.ts';
import { ChangeLog } from '../../../../worker/inbox/records/changes/change-log.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242922';
const inbox = `/api/inboxes/${number}`;
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

const told = {
  number: '+1 555 078 3881',
  page: 'https://shop.example/bowls/blue?utm_source=letter&utm_campaign=may&session=secret#top',
  title: 'The blue bowl',
  referrer: 'https://search.example/?q=private',
  language: 'pt-BR',
};

function tell(press: object, headers: HeadersInit = { Origin: 'https://shop.example' }): Promise<Response> {
  return call('POST', '/api/presses', { body: { ...told, ...press }, headers });
}

async function conversationOf(phone: string): Promise<Conversation> {
  const { rows } = await (await call('GET', `${inbox}/conversations`, { token })).json<Page<Conversation>>();
  const found = rows.find(({ contact }) => contact.phone === phone);
  if (!found) throw new Error(`Nobody with ${phone}`);
  return found;
}

async function says(phone: string, body: string): Promise<Conversation> {
  const answer = await post(webhook(number, text(phone, `wamid.${crypto.randomUUID()}`, Date.now(), body)));
  expect(answer.status).toBe(200);
  return conversationOf(phone);
}

describe('a click on the button', () => {
  it('a click shows where the customer came from when their message carries its reference', async () => {
    expect((await tell({ reference: 'k7f2p9' })).status).toBe(204);
    const { source, lastMessage } = await says('15550100001', 'Hi! [#k7f2p9]');
    expect(source).toEqual({
      at: expect.any(Number),
      page: 'https://shop.example/bowls/blue',
      title: 'The blue bowl',
      referrer: 'https://search.example/',
      language: 'pt-BR',
      campaign: { source: 'letter', medium: null, name: 'may', term: null, content: null },
    });
    expect(lastMessage?.content).toEqual({ type: 'text', text: { body: 'Hi! [#k7f2p9]' } });
  });

  it('a click counts once, for the first customer who writes with it', async () => {
    await tell({ reference: 'aaaaaa' });
    await tell({ reference: 'aaaaaa', title: 'Another page' });
    expect((await says('15550100002', 'Hi [#aaaaaa]')).source?.title).toBe('The blue bowl');
    expect((await says('15550100003', 'Hi [#aaaaaa]')).source).toBeNull();
    await tell({ reference: 'bbbbbb', title: 'Later' });
    expect((await says('15550100002', 'Again [#bbbbbb]')).source?.title).toBe('The blue bowl');
  });

  it('a message with an unknown reference has no click', async () => {
    expect((await says('15550100004', 'Hi [#zzzzzz]')).source).toBeNull();
  });

  it('clicks are counted by page and campaign, with the conversations that they led to', async () => {
    for (const reference of ['cccccc', 'dddddd', 'eeeeee'])
      await tell({ reference, page: 'https://shop.example/vases?utm_campaign=june' });
    await says('15550100005', 'Hi [#dddddd]');
    const { rows } = await (await call('GET', `${inbox}/presses?days=1`, { token })).json<PressStatistics>();
    expect(rows).toContainEqual({
      page: 'https://shop.example/vases',
      campaign: 'june',
      presses: 3,
      conversations: 1,
    });
    expect((await call('GET', `${inbox}/presses?days=91`, { token })).status).toBe(422);
  });

  it('a click is erased with the contact who came from it, and with no other', async () => {
    for (const reference of ['gggggg', 'hhhhhh']) await tell({ reference });
    const { id, contact } = await says('15550100007', 'Hi [#gggggg]');
    await says('15550100008', 'Hi [#hhhhhh]');
    const kept = () =>
      runInDurableObject(inboxOf(env, number), (_, { storage }) =>
        storage.sql
          .exec<{ reference: string }>("SELECT reference FROM press WHERE reference IN ('gggggg', 'hhhhhh')")
          .toArray()
          .map(({ reference }) => reference),
      );
    expect(await kept()).toEqual(['gggggg', 'hhhhhh']);
    const body = { name: contact.name };
    const answer = await call('POST', `${inbox}/conversations/${id}/erase`, { token, body });
    expect(answer.status).toBe(204);
    expect(await kept()).toEqual(['hhhhhh']);
  });

  it('the clicks of merged contacts count for the one conversation that stays', async () => {
    const page = 'https://shop.example/plates';
    for (const reference of ['mmmmmm', 'nnnnnn']) await tell({ reference, page });
    const older = await says('15550100009', 'Hi [#mmmmmm]');
    const younger = await says('15550100010', 'Hi [#nnnnnn]');
    const counted = async () => {
      const answer = await call('GET', `${inbox}/presses?days=1`, { token });
      return (await answer.json<PressStatistics>()).rows.find((row) => row.page === page);
    };
    expect(await counted()).toMatchObject({ presses: 2, conversations: 2 });
    const body = { with: younger.id, name: younger.contact.name };
    const merged = await call('POST', `${inbox}/conversations/${older.id}/merge`, { token, body });
    expect(merged.status).toBe(200);
    expect(await counted()).toMatchObject({ presses: 2, conversations: 1 });
    const erased = await call('POST', `${inbox}/conversations/${older.id}/erase`, {
      token,
      body: { name: (await merged.json<Conversation>()).contact.name },
    });
    expect(erased.status).toBe(204);
    expect(await counted()).toBeUndefined();
  });

  it('a click that the button would not send is rejected', async () => {
    const refused: [object, number][] = [
      [{ reference: 'k7f2p' }, 422],
      [{ reference: 'K7F2P9' }, 422],
      [{ reference: 'ffffff', page: 'javascript:alert(1)' }, 422],
      [{ reference: 'ffffff', page: 'https://other.example/' }, 422],
      [{ reference: 'ffffff', referrer: 'not an address' }, 422],
      [{ reference: 'ffffff', more: 1 }, 422],
      [{ reference: 'ffffff', title: 'x'.repeat(301) }, 422],
      [{ reference: 'ffffff', title: 'x'.repeat(9_000) }, 413],
      [{ reference: 'ffffff', number: '15550009999' }, 404],
    ];
    for (const [press, status] of refused) expect((await tell(press)).status).toBe(status);
    expect((await says('15550100006', 'Hi [#ffffff]')).source).toBeNull();
  });

  it('clicks are limited per minute, and the newest are kept for three months', async () => {
    await runInDurableObject(inboxOf(env, number), (_, { storage }) => {
      const presses = new Clicks(storage.sql, new ChangeLog(storage));
      const day = 24 * 60 * 60_000;
      const add = (reference: string, at: number) =>
        presses.add(
          { reference, source: { at, page: 'p', title: '', referrer: null, language: null, campaign } },
          2,
        );
      const campaign = { source: null, medium: null, name: null, term: null, content: null };
      const kept = () =>
        storage.sql
          .exec<{ reference: string }>("SELECT reference FROM press WHERE page = 'p' ORDER BY reference")
          .toArray()
          .map(({ reference }) => reference);
      const start = Date.now() + 200 * day;
      add('222222', start);
      add('333333', start);
      expect(() => add('444444', start)).toThrow('Too many');
      expect(kept()).toEqual(['222222', '333333']);
      add('555555', start + 91 * day);
      expect(kept()).toEqual(['555555']);
    });
  });
});

describe('the settings of the button', () => {
  const settings: ButtonDesign = {
    label: 'Ask us',
    agents: [{ name: 'Ada', number: '15550783882', hours: { timeZone: 'UTC', week: { monday: '' } } }],
  };

  it('button settings are served to any page, with the number, and only once to a browser that has them', async () => {
    expect((await call('PUT', `${inbox}/button/settings`, { token, body: settings })).status).toBe(200);
    const answer = await call('GET', `${inbox}/button`, { headers: { Origin: 'https://any.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toContain('public');
    expect(await answer.json()).toEqual({ number: '+1 555 078 3881', ...settings });
    const again = await call('GET', `${inbox}/button`, {
      headers: { 'If-None-Match': answer.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('invalid button settings are rejected with the path of each fault', async () => {
    const wrong: [object, string][] = [
      [{ agents: [{ name: 'Ada', hours: { timeZone: 'Mars/Base', week: {} } }] }, 'agents.0.hours.timeZone'],
      // The hours belong to the number.
      [{ hours: { timeZone: 'UTC', week: {} } }, 'hours'],
      [{ avatar: 'javascript:alert(1)' }, 'avatar'],
      [{ colour: 'red' }, 'colour'],
    ];
    for (const [body, path] of wrong) {
      const answer = await call('PUT', `${inbox}/button/settings`, { token, body });
      expect(answer.status).toBe(422);
      const { error } = await answer.json<ErrorBody>();
      expect(error.details).toEqual([expect.objectContaining({ path })]);
    }
  });

  it('the button settings of a number that is not connected are not found', async () => {
    expect((await call('GET', '/api/inboxes/999999999/button')).status).toBe(404);
  });
});

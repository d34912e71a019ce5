/** Finding a customer by what people know of them, and writing to one who is not known yet. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import { call, connectNumber, post, signIn, webhook } from '../../support/webhooks.ts';

const number = '106540352242955';
let token: string;

async function write(contact: object, from: object, id: string): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const message = { ...from, id, timestamp, type: 'text', text: { body: 'Hello' } };
  const answer = await post(webhook(number, { contacts: [contact], messages: [message] }));
  expect(answer.status).toBe(200);
}

const named = (name: string, phone: string, id: string) =>
  write({ profile: { name }, wa_id: phone }, { from: phone }, id);

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  await named('Zoë Müller-Lüdenscheidt', '491711234567', 'wamid.s1');
  await named('山田太郎', '819012345678', 'wamid.s2');
  await named('João "50%" da Silva', '5531998765432', 'wamid.s3');
  const userId = 'US.13491208655302741777';
  await write(
    { profile: { name: 'Ivan', username: 'ivan.the.potter' }, user_id: userId },
    { from_user_id: userId },
    'wamid.s4',
  );
});

async function found(search: string): Promise<string[]> {
  const query = new URLSearchParams({ search });
  const answer = await call('GET', `/api/inboxes/${number}/conversations?${query}`, { token });
  expect(answer.status).toBe(200);
  const { rows } = await answer.json<ConversationPage>();
  return rows.map(({ contact }) => contact.name);
}

describe('a customer is found', () => {
  const cases: [search: string, name: string][] = [
    ['müller', 'Zoë Müller-Lüdenscheidt'],
    ['MULL zoe', 'Zoë Müller-Lüdenscheidt'],
    ['太郎', '山田太郎'],
    ['silva', 'João "50%" da Silva'],
    ['"50%"', 'João "50%" da Silva'],
    ['@ivan.the', 'Ivan'],
    ['potter', 'Ivan'],
    ['US.13491208655302741777', 'Ivan'],
    ['0171 123 45 67', 'Zoë Müller-Lüdenscheidt'],
    ['+49 (171) 1234-567', 'Zoë Müller-Lüdenscheidt'],
    ['0049 171', 'Zoë Müller-Lüdenscheidt'],
    // The same line, with and without Brazil's ninth digit.
    ['+55 31 9876-5432', 'João "50%" da Silva'],
    ['55 31 99876 5432', 'João "50%" da Silva'],
    ['+49 (0)171 1234567', 'Zoë Müller-Lüdenscheidt'],
    ['\u202a+49\u00a0171\u00a01234567\u202c', 'Zoë Müller-Lüdenscheidt'],
    ['+49\u2011171\u20131234567', 'Zoë Müller-Lüdenscheidt'],
    ['＋４９ １７１ １２３', 'Zoë Müller-Lüdenscheidt'],
    ['+٤٩ ١٧١ ١٢٣٤٥٦٧', 'Zoë Müller-Lüdenscheidt'],
    ['tel:+491711234567', 'Zoë Müller-Lüdenscheidt'],
    ['https://wa.me/491711234567?text=Hi', 'Zoë Müller-Lüdenscheidt'],
    ['https://api.whatsapp.com/send?phone=491711234567', 'Zoë Müller-Lüdenscheidt'],
    // Our own number is in the United States, where 011 leads abroad.
    ['011 49 171 1234567', 'Zoë Müller-Lüdenscheidt'],
  ];
  it.each(cases)('a customer is found by %s', async (search, name) => {
    expect(await found(search)).toEqual([name]);
  });

  it('a renamed customer is found under the new name and not under the old one', async () => {
    await named('Anna Smith', '491700000009', 'wamid.s5');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await named('Anna Jones', '491700000009', 'wamid.s6');
    expect(await found('anna jones')).toEqual(['Anna Jones']);
    expect(await found('smith')).toEqual([]);
  });

  it.each(['nobody', '0', '(', '*', 'AND', '" OR "', 'names:zoe', '%'])('by no %s', async (search) => {
    expect(await found(search)).not.toContain('Ivan');
  });

  it('the results of a search have pages', async () => {
    const all: string[] = [];
    let before = '';
    do {
      const path = `/api/inboxes/${number}/conversations?search=j&limit=1${before}`;
      const answer = await call('GET', path, { token });
      const { rows, next } = await answer.json<ConversationPage>();
      all.push(...rows.map(({ contact }) => contact.name));
      before = next === null ? '' : `&before=${next}`;
    } while (before !== '');
    expect(all).toEqual(await found('j'));
    expect(new Set(all).size).toBe(2);
  });

  it.each([
    ['Jürgen Groß', ['gross', 'GROẞ', 'jurgen groß']],
    ['Łukasz Żak', ['lukasz', 'zak', 'ŁUKASZ']],
    ['Søren Ærø', ['soren', 'aero', 'SØREN']],
    ['Đorđe', ['dorde']],
    ['أحمد إسماعيل', ['احمد', 'اسماعيل', 'أحمد']],
    ['Фёдор', ['федор', 'Фёдор']],
    ['ﾀﾅｶ ジュン', ['タナカ', 'ジュン']],
    ['💐 Ｆｌｏｒａ', ['flora', '💐']],
  ])('a customer named %s is found without special letters', async (name, searches) => {
    await named(name, `4917100001${searches.join('').length + 10}`, `wamid.${name}`);
    for (const search of searches) expect([search, await found(search)]).toEqual([search, [name]]);
  });
});

describe('a conversation with a number', () => {
  const begin = (phone: string) =>
    call('POST', `/api/inboxes/${number}/conversations`, { token, body: { phone } });

  it('a conversation starts from a phone number in any spelling, and is the same one each time', async () => {
    const first = await (await begin('+49 170 555 66 77')).json<Conversation>();
    const second = await (await begin('0049 (0)170/5556677')).json<Conversation>();
    expect(first.contact.phone).toBe('491705556677');
    expect(second.id).toBe(first.id);
    expect(await found('0170 5556677')).toEqual(['+491705556677']);
  });

  it('a number without a country code belongs to our own country', async () => {
    const answer = await begin('(212) 555-0123');
    expect((await answer.json<Conversation>()).contact.phone).toBe('12125550123');
  });

  it.each([
    ['+44 (0)20 7946 0018', '442079460018'],
    ['tel:+44-20-7946-0018', '442079460018'],
    ['https://wa.me/442079460018?text=Hello', '442079460018'],
    ['\u202a+44 20\u20117946\u20130018\u202c', '442079460018'],
    ['+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨', '442079460018'],
    ['011 44 20 7946 0018', '442079460018'],
    ['442079460018', '442079460018'],
    ['+49 0170 5556677', '491705556677'],
    ['+52 1 55 1234 5678', '5215512345678'],
    ['+1 212 555 0123', '12125550123'],
  ])('a conversation starts from %j', async (written, phone) => {
    const answer = await begin(written);
    expect((await answer.json<Conversation>()).contact.phone).toBe(phone);
  });

  it('both numbers of a Mexican mobile line lead to one conversation', async () => {
    const long = await (await begin('+52 1 33 1234 5678')).json<Conversation>();
    const short = await (await begin('+52 33 1234 5678')).json<Conversation>();
    expect(short.id).toBe(long.id);
    expect(await found('+52 1 33 1234 5678')).toHaveLength(1);
    expect(await found('+52 33 1234 5678')).toHaveLength(1);
  });

  it.each(['12', '+49 1', 'hello', '+999 123456789', ''])(
    'a conversation cannot start from %j',
    async (phone) => {
      const answer = await begin(phone);
      expect(answer.status).toBe(422);
      expect((await answer.json<ErrorBody>()).error.code).toBe('invalid_phone');
    },
  );
});

/** Finding messages by their words. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MessageSearch } from '../../../../worker/api/conversations/contacts.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { evictInbox } from '../../support/stubs.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352243055';
const customer = '15550107001';
let token: string;
let at = Date.now() - 600_000;

async function receive(message: Record<string, unknown>, from = customer): Promise<void> {
  at += 1_000;
  const contact = { profile: { name: `Customer ${from}` }, wa_id: from };
  const whole = { from, id: `wamid.${at}`, timestamp: String(Math.floor(at / 1_000)), ...message };
  expect((await post(webhook(number, { contacts: [contact], messages: [whole] }))).status).toBe(200);
}
const say = (body: string) => receive({ type: 'text', text: { body } });

async function search(words: string, more = ''): Promise<MessageSearch> {
  const query = new URLSearchParams({ search: words });
  const answer = await call('GET', `/api/inboxes/${number}/messages?${query}${more}`, { token });
  expect(answer.status).toBe(200);
  return answer.json<MessageSearch>();
}
const found = async (words: string) => (await search(words)).rows.map(({ excerpt }) => excerpt.text);

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

describe('a message is found', () => {
  const texts = [
    'Is the Blue Bowl still available?',
    'Où est la crème brûlée ?',
    '花瓶を買いたいです',
    'จัดส่งไปกรุงเทพได้ไหม',
    'مرحباً، أُريدُ مزهريّة',
    'क्या हिन्दी में लिख सकते हैं',
    '한국어로 주문할 수 있나요',
    'Привет, где мой заказ?',
    'Call me at +49 171 1234567',
  ];
  beforeAll(async () => {
    for (const one of texts) await say(one);
    await receive({
      type: 'image',
      image: { id: '1037543291543001', mime_type: 'image/jpeg', caption: 'A cracked glaze' },
    });
    await receive({
      type: 'document',
      document: { id: '1037543291543002', mime_type: 'application/pdf', filename: 'Rechnung_2026.pdf' },
    });
    await receive({
      type: 'interactive',
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'row-7', title: 'Tuesday morning', description: '9 to 12' },
      },
    });
    await receive({
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { name: 'flow', response_json: '{"flow_token":"tok","city":"Reykjavík"}' },
      },
    });
    await receive({
      type: 'text',
      text: { body: 'I saw it' },
      referral: { source_type: 'ad', source_url: 'https://fb.me/x', headline: 'Autumn glaze' },
    });
  });

  it.each([
    ['blue bowl', 0],
    ['BOW blu', 0],
    ['creme BRULEE', 1],
    ['花瓶', 2],
    ['買い', 2],
    ['กรุงเทพ', 3],
    ['مزهرية', 4],
    ['اريد', 4],
    ['हिन्दी', 5],
    ['한국', 6],
    ['заказ', 7],
    ['1234567', 8],
    ['171 123', 8],
  ])('a message is found by %s', async (words, index) => {
    expect(await found(words)).toEqual([texts[index]]);
  });

  it.each([
    ['cracked', 'A cracked glaze'],
    ['rechnung', 'Rechnung_2026.pdf'],
    ['tuesday', 'Tuesday morning · 9 to 12'],
    ['reykjavik', 'Reykjavík'],
    ['autumn', 'I saw it · Autumn glaze'],
  ])('a message without text is found by %s', async (words, excerpt) => {
    expect(await found(words)).toEqual([excerpt]);
  });

  it.each([
    'nobodywrotethis',
    'row-7',
    'tok',
    'flow',
    '1037543291543001',
    'lue',
    '"',
    '* OR *',
    'NEAR(blue bowl)',
  ])('a message is not found by %s', async (words) => {
    expect(await found(words)).toEqual([]);
  });

  it('a found message has its customer and the position of the words', async () => {
    const { rows, isComplete } = await search('bowl');
    expect(rows[0]?.contact.phone).toBe(customer);
    expect(rows[0]?.excerpt.marks).toEqual([[12, 16]]);
    expect(isComplete).toBe(true);
  });

  it('a message is found by its text after an edit, and by the text before', async () => {
    await say('The old wording');
    const original = `wamid.${at}`;
    const message = { type: 'text', text: { body: 'The fresh wording' } };
    await receive({ type: 'edit', edit: { original_message_id: original, message } });
    for (const words of ['fresh wording', 'old wording']) {
      const { rows } = await search(words);
      expect(rows.map((row) => row.message.wamid)).toEqual([original]);
    }
  });

  it('a message is found once if its edit arrived first', async () => {
    const message = { type: 'text', text: { body: 'Corrected zeppelin' } };
    await receive({ type: 'edit', edit: { original_message_id: 'wamid.late-original', message } });
    expect(await found('zeppelin')).toHaveLength(1);
    await receive({ type: 'text', id: 'wamid.late-original', text: { body: 'Zepelin' } });
    expect((await search('zeppelin')).rows.map((row) => row.message.wamid)).toEqual(['wamid.late-original']);
  });

  it('a sent message is found, including its buttons', async () => {
    const { rows } = await search('bowl');
    const path = `/api/inboxes/${number}/conversations/${rows[0]?.message.conversationId}/messages`;
    const buttons = [{ type: 'reply', reply: { id: 'y', title: 'Reserve it' } }];
    const content = {
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Shall we keep one?' }, action: { buttons } },
    };
    const answer = await call('POST', path, {
      token,
      body: { content },
      headers: { 'Idempotency-Key': 'k1' },
    });
    expect(answer.status).toBe(201);
    expect(await found('reserve keep')).toEqual(['Shall we keep one? · Reserve it']);
  });

  it('a search without words is refused', async () => {
    for (const query of ['', '?search=', `?search=${'x'.repeat(129)}`, '?search=a&before=x']) {
      expect((await call('GET', `/api/inboxes/${number}/messages${query}`, { token })).status).toBe(422);
    }
  });
});

describe('many messages', () => {
  it('found messages are listed newest first, page by page, each once, including late arrivals', async () => {
    const base = Date.now() - 3_600_000;
    const times = [5, 1, 4, 2, 3, 3, 6];
    for (const [index, minute] of times.entries()) {
      const body = text('15550107002', `wamid.page-${index}`, base + minute * 60_000, `pageword ${index}`);
      expect((await post(webhook(number, body))).status).toBe(200);
    }
    const seen: number[] = [];
    let more = '&limit=2';
    for (;;) {
      const { rows, next } = await search('pageword', more);
      seen.push(...rows.map(({ message }) => message.sentAt));
      if (next === null) break;
      more = `&limit=2&before=${next}`;
    }
    expect(seen).toHaveLength(times.length);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });
});

describe('a word that begins like others', () => {
  it('a word that starts like others is found page by page, whether it is frequent or rare', async () => {
    const base = Date.now() - 7_200_000;
    const messages = Array.from({ length: 60 }, (_, index) => ({
      from: customer,
      id: `wamid.like-${index}`,
      timestamp: String(Math.floor(base / 1_000) + index),
      type: 'text',
      text: { body: index === 3 ? 'porcelainist' : index % 2 === 0 ? `porcelains ${index}` : 'porcupine' },
    }));
    expect((await post(webhook(number, { messages }))).status).toBe(200);
    const seen: string[] = [];
    let more = '&limit=7';
    for (;;) {
      const { rows, next } = await search('porcelain', more);
      seen.push(...rows.map(({ excerpt }) => excerpt.text));
      if (next === null) break;
      more = `&limit=7&before=${next}`;
    }
    const wanted = messages.map(({ text: { body } }) => body).filter((body) => body !== 'porcupine');
    expect(seen).toEqual(wanted.reverse());
    expect(await found('porcelainist')).toEqual(['porcelainist']);
  });
});

describe('an inbox without an index', () => {
  const old = '106540352243056';
  const stub = () => inboxOf(env, old);

  it('an inbox indexes its messages in steps, the newest first, and new ones at once', async () => {
    await connectNumber(token, old);
    const count = 700;
    for (let from = 0; from < count; from += 50) {
      const messages = Array.from({ length: 50 }, (_, index) => {
        const id = from + index;
        return {
          from: customer,
          id: `wamid.old-${id}`,
          timestamp: String(1_700_000_000 + id),
          type: 'text',
          text: { body: `oldword number${id}` },
        };
      });
      expect((await post(webhook(old, { messages }))).status).toBe(200);
    }
    await runInDurableObject(stub(), (_, { storage }) => {
      // As it is right after the upgrade that brings the index.
      storage.sql.exec(
        "DELETE FROM search_entry; DELETE FROM message_text; DELETE FROM job WHERE lane = 'index'",
      );
      storage.sql.exec(
        'UPDATE search_progress SET (up_to, down_to) = (SELECT max(id), max(id) + 1 FROM message)',
      );
    });
    await evictInbox(stub());

    const at = (words: string) => call('GET', `/api/inboxes/${old}/messages?search=${words}`, { token });
    await post(webhook(old, text(customer, 'wamid.brand-new', Date.now(), 'brandnew oldword')));
    const first = await (await at('brandnew')).json<MessageSearch>();
    expect(first.rows).toHaveLength(1);
    expect(first.isComplete).toBe(false);

    const indexed = () =>
      runInDurableObject(stub(), (_, { storage }) =>
        storage.sql.exec<{ count: number }>('SELECT count(*) AS count FROM message_text').one(),
      );
    let batches = 0;
    let isComplete = false;
    while (!isComplete && batches < 20) {
      await runInDurableObject(stub(), (_, { storage }) => {
        storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'index'");
      });
      await runDurableObjectAlarm(stub());
      batches += 1;
      await expect.poll(indexed).toEqual({ count: Math.min(count, batches * 300) + 1 });
      ({ isComplete } = await (await at('number0')).json<MessageSearch>());
    }
    expect(batches).toBe(3);
    expect((await (await at('number0')).json<MessageSearch>()).rows).toHaveLength(1);
    expect((await (await at('number699')).json<MessageSearch>()).rows).toHaveLength(1);
  });
});

describe('a search in one conversation', () => {
  const [one, other] = ['15550107021', '15550107022'];

  it('finds the words of this conversation only, page by page, with its notes', async () => {
    const say = (body: string, from: string) => receive({ type: 'text', text: { body } }, from);
    for (const body of ['A teal vase', 'Nothing here', 'Two teal vases', 'More teal']) await say(body, one);
    await say('A teal plate', other);
    const [found] = (await search('vases')).rows;
    const id = found?.message.conversationId;
    const note = await call('POST', `/api/inboxes/${number}/conversations/${id}/notes`, {
      token,
      headers: { 'Idempotency-Key': 'teal-note' },
      body: { text: 'Ask for the teal glaze' },
    });
    expect(note.status).toBe(201);
    const page = await search('teal', `&conversation=${id}&limit=2`);
    const rest = await search('teal', `&conversation=${id}&limit=2&before=${page.next}`);
    const texts = [...page.rows, ...rest.rows].map(({ excerpt }) => excerpt.text);
    expect(texts).toEqual(['Ask for the teal glaze', 'More teal', 'Two teal vases', 'A teal vase']);
    expect((await search('teal plate', `&conversation=${id}`)).rows).toEqual([]);
    expect((await search('!?', `&conversation=${id}`)).rows).toEqual([]);
  });
});

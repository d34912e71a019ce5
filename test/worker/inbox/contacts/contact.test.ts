/** One customer: what is known of them, a way out with all of it, and a way to forget them. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type {
  ContactDetails,
  ContactExport,
  MessageSearch,
} from '../../../../worker/api/conversations/contacts.ts';
import type { Conversation, ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { AuditEntry } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

const number = '106540352243155';
let token: string;
const base = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

async function receive(value: Record<string, unknown>): Promise<void> {
  expect((await post(webhook(number, value))).status).toBe(200);
}

async function conversationOf(phone: string): Promise<Conversation> {
  const answer = await call('GET', `/api/inboxes/${number}/conversations?search=${phone}`, { token });
  const [row] = (await answer.json<ConversationPage>()).rows;
  if (!row) throw new Error(`Nobody has ${phone}`);
  return row;
}

async function about<Answer>(id: number, path: string): Promise<Answer> {
  const answer = await call('GET', `/api/inboxes/${number}/conversations/${id}/${path}`, { token });
  expect(answer.status).toBe(200);
  return answer.json<Answer>();
}

describe('a thread', () => {
  const phone = '15550108001';
  let id: number;
  const texts = (page: MessagePage) =>
    page.rows.map(({ content }) => (content.type === 'text' ? Number(content.text.body) : Number.NaN));

  beforeAll(async () => {
    for (let index = 0; index < 40; index++) {
      // Pairs of one second each.
      await receive(
        text(phone, `wamid.thread-${index}`, base + Math.floor(index / 2) * 1_000, String(index)),
      );
    }
    id = (await conversationOf(phone)).id;
  });

  it('a thread is read in both directions from any message, with each message once', async () => {
    const all = texts(await about<MessagePage>(id, 'messages?limit=100'));
    expect(all).toEqual(Array.from({ length: 40 }, (_, index) => 39 - index));
    const search = await call('GET', `/api/inboxes/${number}/messages?search=17`, { token });
    const [found] = (await search.json<MessageSearch>()).rows;
    const around = await about<MessagePage>(id, `messages?around=${found?.message.id}&limit=6`);
    expect(texts(around)).toEqual([20, 19, 18, 17, 16, 15, 14]);
    let seen = texts(around);
    for (let next = around.next; next !== null; ) {
      const page: MessagePage = await about(id, `messages?before=${next}&limit=4`);
      seen = [...seen, ...texts(page)];
      next = page.next;
    }
    for (let newer = around.newer; newer !== null; ) {
      const page: MessagePage = await about(id, `messages?after=${newer}&limit=4`);
      seen = [...texts(page), ...seen];
      newer = page.newer;
    }
    expect(seen).toEqual(all);
  });

  it('is read from a time on, and where nothing is that new, from the newest message', async () => {
    const from = (time: number) => about<MessagePage>(id, `messages?from=${time}&limit=6`);
    const { sentAt } = (await about<MessagePage>(id, 'messages?limit=100')).rows.find(
      ({ content }) => content.type === 'text' && content.text.body === '16',
    ) ?? { sentAt: 0 };
    expect(texts(await from(sentAt - 999))).toEqual([19, 18, 17, 16, 15, 14, 13]);
    expect(texts(await from(0))).toEqual([3, 2, 1, 0]);
    expect(texts(await from(Date.now() + 86_400_000))).toEqual([39, 38, 37, 36, 35, 34]);
  });

  it('a thread is not read around a message of another conversation, nor in two directions at once', async () => {
    await receive(text('15550108002', 'wamid.elsewhere', base, 'elsewhere'));
    const search = await call('GET', `/api/inboxes/${number}/messages?search=elsewhere`, { token });
    const [found] = (await search.json<MessageSearch>()).rows;
    const at = (query: string) =>
      call('GET', `/api/inboxes/${number}/conversations/${id}/messages?${query}`, { token });
    expect((await at(`around=${found?.message.id}`)).status).toBe(404);
    expect((await at('before=1.1&after=1.1')).status).toBe(422);
  });
});

describe('a contact', () => {
  const phone = '4915550108003';

  it('a contact has ids, first message, advertisement and time zone, and gets a name and a note', async () => {
    await receive({
      contacts: [{ profile: { name: 'Nora' }, wa_id: phone, user_id: 'DE.13491208655302740001' }],
      messages: [
        {
          ...{ from: phone, from_user_id: 'DE.13491208655302740001', id: 'wamid.nora', type: 'text' },
          timestamp: String(base / 1_000),
          text: { body: 'Saw your ad' },
          referral: { source_type: 'ad', source_url: 'https://fb.me/x', headline: 'Autumn glaze' },
        },
      ],
    });
    const { id } = await conversationOf(phone);
    const details = await about<ContactDetails>(id, 'contact');
    expect(details.aliases.map(({ kind, value }) => [kind, value])).toEqual(
      expect.arrayContaining([
        ['phone', phone],
        ['user_id', 'DE.13491208655302740001'],
      ]),
    );
    expect(details).toMatchObject({
      firstSeenAt: base,
      source: { referral: { headline: 'Autumn glaze' }, at: base },
      note: null,
    });
    expect(details.timeZones).toContain('Europe/Berlin');
    const path = `/api/inboxes/${number}/conversations/${id}/contact`;
    const change = { bookName: 'Nora from the fair', note: 'Wants a big vase' };
    const changed = await (await call('PUT', path, { token, body: change })).json<ContactDetails>();
    expect(changed.note).toMatchObject({ text: 'Wants a big vase', by: 'Admin' });
    expect((await conversationOf(phone)).contact.name).toBe('Nora from the fair');
    await call('PUT', path, { token, body: { bookName: null, note: null } });
    expect((await conversationOf(phone)).contact.name).toBe('Nora');
    expect((await about<ContactDetails>(id, 'contact')).note).toBeNull();
    expect((await call('PUT', path, { token, body: { note: 'x'.repeat(4_001) } })).status).toBe(422);
  });

  it('the team can opt a contact out of marketing, and record a later opt-in', async () => {
    const { id } = await conversationOf(phone);
    const path = `/api/inboxes/${number}/conversations/${id}/consent`;
    const stopped = await (await call('DELETE', path, { token })).json<Conversation>();
    expect(stopped.marketingStoppedAt).not.toBeNull();
    const again = await call('PUT', path, { token, body: { source: 'By phone' } });
    expect((await again.json<Conversation>()).marketingStoppedAt).toBeNull();
  });

  it('the files of a contact are listed newest first, page by page', async () => {
    for (let index = 0; index < 5; index++) {
      await receive({
        messages: [
          {
            ...{
              from: phone,
              id: `wamid.file-${index}`,
              timestamp: String(base / 1_000 + index),
              type: 'image',
            },
            image: { id: `10375432915430${index}`, mime_type: 'image/jpeg', caption: `Photo ${index}` },
          },
        ],
      });
    }
    const { id } = await conversationOf(phone);
    const captions: unknown[] = [];
    let before = '';
    do {
      const page = await about<Page<Message>>(id, `files?limit=2${before}`);
      captions.push(...page.rows.map(({ content }) => content.type === 'image' && content.image.caption));
      before = page.next === null ? '' : `&before=${page.next}`;
    } while (before !== '');
    expect(captions).toEqual([4, 3, 2, 1, 0].map((index) => `Photo ${index}`));
  });

  it('a contact without a phone number cannot be blocked, and the error says why', async () => {
    const userId = 'US.13491208655302740002';
    await receive({
      contacts: [{ profile: { name: 'Hidden' }, user_id: userId }],
      messages: [
        {
          from_user_id: userId,
          id: 'wamid.hidden',
          timestamp: String(base / 1_000),
          type: 'text',
          text: { body: 'Hi' },
        },
      ],
    });
    const answer = await call('GET', `/api/inboxes/${number}/conversations?search=Hidden`, { token });
    const [row] = (await answer.json<ConversationPage>()).rows;
    const refused = await call('PUT', `/api/inboxes/${number}/conversations/${row?.id}/block`, { token });
    expect([refused.status, (await refused.json<ErrorBody>()).error.code]).toEqual([409, 'no_phone']);
  });
});

describe('an export', () => {
  const phone = '15550108004';
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&';

  beforeAll(async () => {
    await receive({
      contacts: [{ profile: { name: `Bobby ${hostile}` }, wa_id: phone }],
      messages: Array.from({ length: 120 }, (_, index) => ({
        ...{
          from: phone,
          id: `wamid.export-${index}`,
          timestamp: String(base / 1_000 + index),
          type: 'text',
        },
        text: { body: `${index} ${hostile}` },
      })),
    });
    await receive({
      messages: [
        {
          ...{ from: phone, id: 'wamid.export-doc', timestamp: String(base / 1_000 + 200), type: 'document' },
          document: { id: '1037543291543999', mime_type: 'text/html', filename: `${hostile}.html` },
        },
      ],
    });
  });
  const fetchIt = async (format: string) => {
    const { id } = await conversationOf(phone);
    return call('GET', `/api/inboxes/${number}/conversations/${id}/export?format=${format}`, { token });
  };

  it('an export as JSON has every message once, in order', async () => {
    const whole = await (await fetchIt('json')).json<ContactExport>();
    expect(whole.conversation.contact.phone).toBe(phone);
    expect(whole.messages).toHaveLength(121);
    expect(whole.messages.map(({ sentAt }) => sentAt)).toEqual(
      whole.messages.map(({ sentAt }) => sentAt).sort((a, b) => a - b),
    );
  });

  it('an export as HTML escapes tags that people wrote, and loads nothing', async () => {
    const answer = await fetchIt('html');
    const page = await answer.text();
    const tags = new Set([...page.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, tag]) => tag?.toLowerCase()));
    for (const tag of ['script', 'img', 'iframe', 'a', 'link', 'svg']) expect(tags).not.toContain(tag);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('119 &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.match(/<article/g)).toHaveLength(121);
  });

  it('an export as HTML is in the requested language, right to left where that applies', async () => {
    const { id } = await conversationOf(phone);
    const path = `/api/inboxes/${number}/conversations/${id}/export?format=html`;
    const arabic = await (await call('GET', `${path}&language=ar`, { token })).text();
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic).toContain('<dt>رقم الهاتف</dt>');
    expect(arabic).toContain('<bdi>العميل</bdi>');
    expect(arabic).toMatch(/مستند, text\/html, .*, ملف الرسالة \u2068\d+\u2069/);
    const german = { 'Accept-Language': 'nl, en;q=0.5, de-AT;q=0.8' };
    expect(await (await call('GET', path, { token, headers: german })).text()).toContain(
      '<dt>Telefonnummer</dt>',
    );
    expect(await (await call('GET', path, { token })).text()).toContain('<html lang="en" dir="ltr">');
    const unknown = await call('GET', `${path}&language=nl`, { token });
    expect([unknown.status, await unknown.json()]).toMatchObject([422, { error: { code: 'invalid_input' } }]);
  });

  it('an export is saved and never displayed by a browser, and never cached, in either format', async () => {
    for (const format of ['json', 'html']) {
      const { headers } = await fetchIt(format);
      expect(headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="contact-\\d+\\.${format}"$`),
      );
      expect(headers.get('content-security-policy')).toBe(
        "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('an export has all team notes in their place, and none of the team’s other actions', async () => {
    const guest = '15550108014';
    const words = (at: number, body: string) => ({
      ...{ from: guest, id: `wamid.noted-${at}`, timestamp: String(base / 1_000 + at), type: 'text' },
      text: { body },
    });
    const contacts = [{ profile: { name: 'Nora Noted' }, wa_id: guest }];
    await receive({ contacts, messages: [words(0, 'first words')] });
    const { id } = await conversationOf(guest);
    const path = `/api/inboxes/${number}/conversations/${id}`;
    const written = Array.from({ length: 101 }, (_, index) => `note ${index} ${hostile}`);
    for (const [index, text] of written.entries()) {
      const headers = { 'Idempotency-Key': `noted-${index}` };
      const answer = await call('POST', `${path}/notes`, { token, headers, body: { text } });
      expect(answer.status).toBe(201);
    }
    const now = Math.ceil(Date.now() / 1_000) - base / 1_000;
    await receive({ contacts, messages: [words(now, 'last words')] });
    const resolved = await call('PUT', `${path}/state`, { token, body: { state: 'resolved' } });
    expect(resolved.status).toBe(200);

    const exported = async (format: string) => call('GET', `${path}/export?format=${format}`, { token });
    const whole = await (await exported('json')).json<ContactExport>();
    expect(whole.messages).toHaveLength(2);
    expect(whole.notes.map(({ text }) => text)).toEqual(written);
    const page = await (await exported('html')).text();
    expect(page).not.toMatch(/<(script|img)/);
    const order = [...page.matchAll(/first words|last words|note \d+ &lt;script&gt;/g)].map(
      ([found]) => found,
    );
    expect(order).toEqual([
      'first words',
      ...written.map((_, index) => `note ${index} &lt;script&gt;`),
      'last words',
    ]);
  });

  it('the audit log records an export, without its content', async () => {
    const { rows } = await (await call('GET', '/api/audit', { token })).json<Page<AuditEntry>>();
    const entry = rows.find(({ action }) => action === 'contact.export');
    expect(entry?.subject).toMatch(/contact \d+$/);
    expect(entry?.subject).not.toContain('Bobby');
  });
});

describe('erasing a contact', () => {
  const phone = '15550108005';
  const name = 'Quirin Zanzibar';
  const secret = 'wolpertinger';

  async function fill(): Promise<number> {
    const contacts = [{ profile: { name, username: 'quirin.z' }, wa_id: phone }];
    const message = (id: string, content: object) => ({
      from: phone,
      id,
      timestamp: String(base / 1_000),
      ...content,
    });
    await receive({
      contacts,
      messages: [
        message('wamid.secret-1', { type: 'text', text: { body: `My ${secret} is ${'x'.repeat(600_000)}` } }),
        message('wamid.secret-2', {
          type: 'image',
          image: { id: '1037543291540001', mime_type: 'image/jpeg', caption: secret },
        }),
        message('wamid.secret-3', {
          type: 'reaction',
          reaction: { message_id: 'wamid.secret-1', emoji: '👍' },
        }),
        message('wamid.secret-4', {
          type: 'edit',
          edit: {
            original_message_id: 'wamid.secret-1',
            message: { type: 'text', text: { body: `${secret} again` } },
          },
        }),
      ],
    });
    const status = {
      id: 'wamid.elsewhere-x',
      status: 'delivered',
      timestamp: String(base / 1_000),
      recipient_id: phone,
    };
    await receive({ statuses: [status] });
    const preference = {
      wa_id: phone,
      detail: secret,
      category: 'marketing_messages',
      value: 'stop',
      timestamp: base / 1_000,
    };
    const body = JSON.parse(webhook(number, { contacts, user_preferences: [preference] }));
    body.entry[0].changes[0].field = 'user_preferences';
    expect((await post(JSON.stringify(body))).status).toBe(200);
    const { id } = await conversationOf(phone);
    await call('PUT', `/api/inboxes/${number}/conversations/${id}/contact`, {
      token,
      body: { note: secret },
    });
    await call('PUT', `/api/inboxes/${number}/conversations/${id}/consent`, {
      token,
      body: { source: secret },
    });
    await call('POST', `/api/inboxes/${number}/conversations/${id}/messages`, {
      token,
      headers: { 'Idempotency-Key': `erase-${id}` },
      body: { content: { type: 'text', text: { body: `About your ${secret}` } } },
    });
    const search = await call('GET', `/api/inboxes/${number}/messages?search=${secret}`, { token });
    expect((await search.json<MessageSearch>()).rows.length).toBeGreaterThan(1);
    await runInDurableObject(inboxOf(env, number), async (_, { storage }) => {
      // As when its file was fetched, and another upload was given to them alone.
      const [{ message }] = storage.sql
        .exec<{ message: number }>("SELECT id AS message FROM message WHERE wamid = 'wamid.secret-2'")
        .toArray() as [{ message: number }];
      const object = `${number}/received/${message}`;
      await env.MEDIA?.put(object, secret);
      storage.sql.exec("UPDATE media SET state = 'stored', object = ? WHERE message_id = ?", object, message);
    });
    return id;
  }

  /** Every row of every table, also of those in which the index is kept, with bytes as text. */
  async function everything(): Promise<string> {
    return runInDurableObject(inboxOf(env, number), (_, { storage }) => {
      const tables = storage.sql
        .exec<{ name: string }>(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf%'",
        )
        .toArray();
      const decoder = new TextDecoder();
      const lines = tables.flatMap(({ name: table }) =>
        storage.sql
          .exec(`SELECT * FROM "${table}"`)
          .toArray()
          .map((row) =>
            Object.values(row)
              .map((value) => (value instanceof ArrayBuffer ? decoder.decode(value) : String(value)))
              .join('|'),
          ),
      );
      return lines.join('\n').toLowerCase();
    });
  }
  const linesWith = (all: string, trace: string) =>
    all
      .split('\n')
      .filter((line) => line.includes(trace))
      .map((line) => line.slice(0, 200));
  const files = async () =>
    (await env.MEDIA?.list({ prefix: `${number}/` }))?.objects.map(({ key }) => key) ?? [];
  const erase = (id: number, body: object, by = token) =>
    call('POST', `/api/inboxes/${number}/conversations/${id}/erase`, { token: by, body });

  it('erasing a contact needs an admin and the name, and leaves no trace', async () => {
    const id = await fill();
    const before = await everything();
    for (const trace of [secret, 'quirin', phone]) expect(before.includes(trace)).toBe(true);
    expect(await files()).toHaveLength(1);

    const agent = await siteSession(token, { sub: 'eraser', name: 'Ana' });
    expect((await erase(id, { name }, agent)).status).toBe(403);
    expect((await erase(id, { name: 'Somebody' })).status).toBe(409);
    expect((await everything()).includes(secret)).toBe(true);

    expect((await erase(id, { name })).status).toBe(204);
    const after = await everything();
    // The beginnings of an indexed word are removed as well.
    for (const trace of [secret, 'wolpert', 'quirin', 'zanzibar', phone, 'wamid.secret']) {
      expect(linesWith(after, trace)).toEqual([]);
    }
    expect(await files()).toEqual([]);
    expect((await call('GET', `/api/inboxes/${number}/conversations/${id}`, { token })).status).toBe(404);
  });

  it('the audit log records an erasure without the name, and reconnecting consoles remove the conversation', async () => {
    const { rows } = await (await call('GET', '/api/audit', { token })).json<Page<AuditEntry>>();
    const entry = rows.find(({ action }) => action === 'contact.erase');
    expect(entry).toMatchObject({ action: 'contact.erase', by: { name: expect.any(String) } });
    expect(JSON.stringify(rows)).not.toMatch(/Quirin|wolpertinger/);
    const frames = await runInDurableObject(inboxOf(env, number), (_, { storage }) =>
      storage.sql.exec('SELECT * FROM erasure').toArray(),
    );
    expect(frames).toHaveLength(1);
  });

  it('a late status of an erased contact’s message restores nothing', async () => {
    const guest = '15550108077';
    await receive(text(guest, 'wamid.guest-1', Date.now(), 'Hello'));
    const { id, contact } = await conversationOf(guest);
    const sent = await call('POST', `/api/inboxes/${number}/conversations/${id}/messages`, {
      token,
      headers: { 'Idempotency-Key': 'on-its-way' },
      body: { content: { type: 'text', text: { body: 'On its way' } } },
    });
    expect(sent.status).toBe(201);
    const attempt = await vi.waitFor(() =>
      runInDurableObject(inboxOf(env, number), (_, { storage }) =>
        storage.sql
          .exec<{ id: string }>(
            "SELECT message_attempt.id FROM message_attempt JOIN message ON message.id = message_id WHERE key = 'on-its-way'",
          )
          .one(),
      ),
    );
    expect((await erase(id, { name: contact.name })).status).toBe(204);
    const late = { id: 'wamid.late', status: 'delivered', recipient_id: guest };
    const timestamp = String(Math.floor(Date.now() / 1_000));
    await receive({ statuses: [{ ...late, timestamp, biz_opaque_callback_data: attempt.id }] });
    expect(linesWith(await everything(), guest)).toEqual([]);
  });

  it('a repeated webhook of an erased contact restores nothing, and their next message starts a new conversation', async () => {
    const contacts = [{ profile: { name }, wa_id: phone }];
    const again = {
      from: phone,
      id: 'wamid.secret-1',
      timestamp: String(base / 1_000),
      type: 'text',
      text: { body: secret },
    };
    await receive({ contacts, messages: [again] });
    await receive({
      statuses: [
        { id: 'wamid.secret-1', status: 'read', timestamp: String(base / 1_000), recipient_id: phone },
      ],
    });
    expect(linesWith(await everything(), phone)).toEqual([]);
    await receive(text(phone, 'wamid.brand-new-2', Date.now(), 'Hello again'));
    const { id } = await conversationOf(phone);
    const { rows } = await about<MessagePage>(id, 'messages');
    expect(rows).toHaveLength(1);
    expect(linesWith(await everything(), secret)).toEqual([]);
  });
});

/** How later events change the messages of a thread, and what appears in it as a line. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { Page } from '../../../worker/api/values.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../support/webhooks.ts';

const number = '106540352242922';
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

let at = Date.now() - 60_000;
/** Whole seconds, as Meta's are, each later than the one before. */
const tick = () => {
  at += 1_000;
  return at;
};

async function receive(value: Record<string, unknown>, field = 'messages'): Promise<void> {
  const body = JSON.parse(webhook(number, value));
  body.entry[0].changes[0].field = field;
  const answer = await post(JSON.stringify(body));
  expect(answer.status).toBe(200);
}

async function threadOf(phone: string): Promise<{ conversation: Conversation; messages: Message[] }> {
  const list = await call('GET', `/api/inboxes/${number}/conversations`, { token });
  const conversation = (await list.json<Page<Conversation>>()).rows.find(
    ({ contact }) => contact.phone === phone,
  );
  if (!conversation) throw new Error(`No conversation with ${phone}`);
  const path = `/api/inboxes/${number}/conversations/${conversation.id}/messages`;
  const { rows } = await (await call('GET', path, { token })).json<Page<Message>>();
  return { conversation, messages: rows.reverse() };
}

function change(from: string, id: string, type: string, body: object): Record<string, unknown> {
  return { messages: [{ from, id, timestamp: String(Math.floor(tick() / 1000)), type, [type]: body }] };
}

const edited = (body: string, target: string) => ({
  original_message_id: target,
  message: { type: 'text', text: { body } },
});

describe('an edit', () => {
  it('an edit replaces the text and keeps the old one readable, even if it arrives before the message', async () => {
    const from = '15550200001';
    await receive(change(from, 'wamid.edit', 'edit', edited('Two bowls', 'wamid.original')));
    await receive(text(from, 'wamid.original', at - 30_000, 'One bowl'));
    const { messages, conversation } = await threadOf(from);
    const original = messages.find(({ wamid }) => wamid === 'wamid.original');
    expect(original?.content).toMatchObject({ text: { body: 'Two bowls' } });
    expect(original?.earlier).toMatchObject([{ text: { body: 'One bowl' } }]);
    expect(conversation.unread).toBe(1);
    expect(conversation.lastMessage?.wamid).toBe('wamid.original');
  });

  it('an edit of another customer’s message changes nothing', async () => {
    await receive(text('15550200002', 'wamid.mine', tick(), 'Mine'));
    await receive(text('15550200003', 'wamid.theirs', tick(), 'Hello'));
    await receive(change('15550200003', 'wamid.forge', 'edit', edited('Forged', 'wamid.mine')));
    const { messages } = await threadOf('15550200002');
    expect(messages).toMatchObject([{ content: { text: { body: 'Mine' } }, earlier: [] }]);
  });
});

describe('a revocation', () => {
  it('a revocation marks the message and keeps its text', async () => {
    const from = '15550200004';
    await receive(text(from, 'wamid.regret', tick(), 'I regret this'));
    await receive(change(from, 'wamid.revoke', 'revoke', { original_message_id: 'wamid.regret' }));
    const [message] = (await threadOf(from)).messages;
    expect(message).toMatchObject({ content: { text: { body: 'I regret this' } } });
    expect(message?.revokedAt).toBeTypeOf('number');
  });
});

describe('our reaction', () => {
  it('our reaction is on its message and not in the thread, and the next one replaces it', async () => {
    const from = '15550200005';
    await receive(text(from, 'wamid.liked', tick(), 'It arrived!'));
    const { conversation } = await threadOf(from);
    for (const emoji of ['👍', '❤️']) {
      const answer = await call('POST', `/api/inboxes/${number}/conversations/${conversation.id}/messages`, {
        token,
        headers: { 'Idempotency-Key': `reaction-${emoji.codePointAt(0)}` },
        body: { content: { type: 'reaction', reaction: { message_id: 'wamid.liked', emoji } } },
      });
      expect(answer.status).toBe(201);
    }
    const after = await threadOf(from);
    const liked = after.messages.find(({ wamid }) => wamid === 'wamid.liked');
    expect(liked?.reactions).toMatchObject([{ emoji: '❤️', direction: 'out' }]);
    expect(after.conversation.lastMessage?.wamid).toBe('wamid.liked');
  });
});

describe('an echo of our own send', () => {
  it('an echo of our own send that arrives before its answer is hidden behind it', async () => {
    const from = '15550200020';
    await receive(text(from, 'wamid.question', tick(), 'Is it there?'));
    const { conversation } = await threadOf(from);
    const path = `/api/inboxes/${number}/conversations/${conversation.id}/messages`;
    const sent = await call('POST', path, {
      token,
      headers: { 'Idempotency-Key': 'echoed' },
      body: { content: { type: 'text', text: { body: 'Yes' } } },
    });
    const { id } = await sent.json<Message>();
    // There is no answer, so the send is unconfirmed: only its attempt's id shows that the echo is the same message.
    await vi.waitFor(async () => {
      const { messages } = await threadOf(from);
      expect(messages.find((message) => message.id === id)?.status).toBe('in_doubt');
    });
    const attempt = await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec<{ id: string }>('SELECT id FROM message_attempt WHERE message_id = ?', id).one(),
    );
    const timestamp = String(Math.floor(tick() / 1000));
    const echo = { from: '15550783881', to: from, id: 'wamid.echoed', timestamp, type: 'text' };
    await receive({ message_echoes: [{ ...echo, text: { body: 'Yes' } }] }, 'smb_message_echoes');
    expect((await threadOf(from)).messages).toHaveLength(3);

    await receive({
      statuses: [
        {
          id: 'wamid.echoed',
          status: 'delivered',
          timestamp,
          recipient_id: from,
          biz_opaque_callback_data: attempt.id,
        },
      ],
    });
    const { messages } = await threadOf(from);
    expect(messages.filter(({ target }) => target === null)).toMatchObject([
      { wamid: 'wamid.question' },
      { id, wamid: 'wamid.echoed', status: 'delivered', author: { type: 'agent' } },
    ]);
    const { conversation: after } = await threadOf(from);
    expect(after.lastMessage?.id).toBe(id);
  });
});

describe('a call', () => {
  const ended = (from: string, id: string) => ({
    calls: [
      {
        id,
        from,
        to: '15550783881',
        event: 'terminate',
        direction: 'USER_INITIATED',
        status: 'FAILED',
        timestamp: String(Math.floor(tick() / 1000)),
      },
    ],
  });

  it('a missed call is one line and unread, even from a person who never wrote', async () => {
    const value = ended('15550200006', 'wacid.1');
    await receive(value, 'calls');
    await receive(value, 'calls');
    const { conversation, messages } = await threadOf('15550200006');
    expect(messages).toMatchObject([{ content: { type: 'calls', calls: { status: 'FAILED' } } }]);
    expect(conversation.unread).toBe(1);
  });
});

describe('a customer without a phone number', () => {
  it('a customer who shares a phone number on request has one conversation under both ids', async () => {
    const userId = 'US.13491208655302741999';
    const from = { from_user_id: userId, timestamp: String(Math.floor(tick() / 1000)) };
    const contacts = [{ profile: { name: 'Bea', username: 'bea' }, user_id: userId }];
    await receive({
      contacts,
      messages: [{ ...from, id: 'wamid.bea1', type: 'text', text: { body: 'Hi' } }],
    });
    const card = {
      name: { formatted_name: 'Bea' },
      phones: [{ phone: '+1 555 020 0007', wa_id: '15550200007' }],
    };
    const answer = {
      ...from,
      id: 'wamid.bea2',
      type: 'contacts',
      origin: 'contact_request',
      contacts: [card],
    };
    await receive({ contacts, messages: [answer] });
    await receive(text('15550200007', 'wamid.bea3', tick(), 'It is me'));
    const { conversation, messages } = await threadOf('15550200007');
    expect(conversation.contact).toMatchObject({ username: 'bea', userId });
    expect(messages.map(({ wamid }) => wamid)).toEqual(['wamid.bea1', 'wamid.bea2', 'wamid.bea3']);
  });
});

describe('a forwarded message from an advertisement', () => {
  it('a forwarded message from an advertisement has its source', async () => {
    const value = text('15550200008', 'wamid.ad', tick(), 'Is this still on?');
    const [message] = Array.isArray(value.messages) ? value.messages : [];
    Object.assign(message, {
      context: {
        frequently_forwarded: true,
        referred_product: { catalog_id: '1', product_retailer_id: 'bowl' },
      },
      referral: { source_type: 'ad', source_url: 'https://fb.me/x', headline: 'Blue bowls' },
    });
    await receive(value);
    expect((await threadOf('15550200008')).messages).toMatchObject([
      {
        forwarded: 'often',
        referral: { headline: 'Blue bowls' },
        product: { catalogId: '1', retailerId: 'bowl' },
      },
    ]);
  });
});

describe('a group', () => {
  it('a group is a thread with changes and messages as lines, and opens no window', async () => {
    const group_id = 'Y2FwaV9ncm91cDoxNzA1';
    const timestamp = String(Math.floor(tick() / 1000));
    await receive(
      { groups: [{ timestamp, group_id, type: 'group_create', subject: 'Studio' }] },
      'group_lifecycle_update',
    );
    const value = text('15550200009', 'wamid.group', tick(), 'Hello everybody');
    Object.assign(Array.isArray(value.messages) ? value.messages[0] : {}, { group_id });
    await receive(value);
    const list = await call('GET', `/api/inboxes/${number}/conversations`, { token });
    const rows = (await list.json<Page<Conversation>>()).rows;
    const found = rows.find(({ contact }) => contact.name === 'Studio');
    expect(found).toMatchObject({ unread: 0, window: { expiresAt: null } });
    expect(found?.lastMessage?.content).toMatchObject({
      type: 'group',
      group: { description: 'Customer 15550200009: Hello everybody' },
    });
    expect(rows.some(({ contact }) => contact.phone === '15550200009')).toBe(false);
  });
});

describe('a customer’s marketing preference', () => {
  const preference = (value: string, time: number) => ({
    user_preferences: [
      {
        wa_id: '15550200010',
        detail: `User requested to ${value}`,
        category: 'marketing_messages',
        value,
        timestamp: Math.floor(time / 1000),
      },
    ],
  });

  it('the newest marketing preference counts, in whatever order they arrive', async () => {
    await receive(text('15550200010', 'wamid.opt', tick(), 'Hi'));
    const [stopped, resumed] = [tick(), tick()];
    await receive(preference('resume', resumed), 'user_preferences');
    await receive(preference('stop', stopped), 'user_preferences');
    expect((await threadOf('15550200010')).conversation.marketingStoppedAt).toBeNull();
    const again = tick();
    await receive(preference('stop', again), 'user_preferences');
    const { conversation } = await threadOf('15550200010');
    expect(conversation.marketingStoppedAt).toBe(Math.floor(again / 1000) * 1000);
  });
});

describe('a conversation that the team starts', () => {
  const start = (phone: string) =>
    call('POST', `/api/inboxes/${number}/conversations`, { token, body: { phone } });

  it('starting a conversation returns the customer’s existing one, however often it is repeated', async () => {
    await receive(text('15550200011', 'wamid.known', tick(), 'Hi'));
    const { conversation } = await threadOf('15550200011');
    const again = await (await start('+1 (555) 020-0011')).json<Conversation>();
    expect(again.id).toBe(conversation.id);
    const ids = await Promise.all(
      ['+1 555 020 0012', '15550200012'].map(
        async (phone) => (await (await start(phone)).json<Conversation>()).id,
      ),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('starting a conversation needs a phone number, and a user id does not count', async () => {
    for (const phone of ['', '123', 'US.13491208655302741918', '1'.repeat(16)]) {
      expect((await start(phone)).status).toBe(422);
    }
  });
});

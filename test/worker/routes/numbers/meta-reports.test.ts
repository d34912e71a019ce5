/** What WhatsApp reports beside messages, and messages that are not what they seem. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MessageSearch } from '../../../../worker/api/conversations/contacts.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message, MessageHistory } from '../../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { messageErrorOf } from '../../../../worker/inbox/records/messages/statuses.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242955';
const path = `/api/inboxes/${number}`;
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

async function receive(value: Record<string, unknown>, field = 'messages'): Promise<void> {
  const body = JSON.parse(webhook(number, value));
  body.entry[0].changes[0].field = field;
  expect((await post(JSON.stringify(body))).status).toBe(200);
}

async function conversations(): Promise<Conversation[]> {
  const answer = await call('GET', `${path}/conversations`, { token });
  return (await answer.json<Page<Conversation>>()).rows;
}

async function threadOf(phone: string): Promise<{ conversation: Conversation; messages: Message[] }> {
  const conversation = (await conversations()).find(({ contact }) => contact.phone === phone);
  if (!conversation) throw new Error(`No conversation with ${phone}`);
  const answer = await call('GET', `${path}/conversations/${conversation.id}/messages`, { token });
  return { conversation, messages: (await answer.json<Page<Message>>()).rows.reverse() };
}

const seconds = (at: number) => String(Math.floor(at / 1000));

describe('an imported history', () => {
  const media = { id: '1037543291543636', mime_type: 'image/jpeg', caption: 'Our samovar' };
  const past = (from: string, wamid: string, content: object) => ({
    ...{ from, id: wamid, timestamp: seconds(Date.now() - 3_600_000), history_context: { status: 'READ' } },
    ...content,
  });
  const announced = (from: string, wamid: string) => ({
    history: [
      {
        metadata: { phase: 1, chunk_order: 1, progress: 50 },
        threads: [{ id: from, messages: [past(from, wamid, { type: 'media_placeholder' })] }],
      },
    ],
  });
  const delivered = (from: string, wamid: string) => ({
    messages: [past(from, wamid, { type: 'image', image: media })],
  });

  it('an imported history shows, finds and downloads a file that an earlier chunk announced, in either order and once', async () => {
    for (const [from, order] of [
      ['15550500001', [announced, delivered]],
      ['15550500002', [delivered, announced]],
      ['15550500003', [announced, announced, delivered, delivered, announced]],
    ] as const) {
      for (const chunk of order) await receive(chunk(from, `wamid.${from}`), 'history');
      const { messages, conversation } = await threadOf(from);
      expect(messages).toMatchObject([
        { content: { type: 'image', image: media }, media: { mimeType: 'image/jpeg' } },
      ]);
      expect(messages[0]?.media?.state).not.toBe('remote');
      expect(conversation.lastMessage?.content.type).toBe('image');
    }
    const found = await call('GET', `${path}/messages?search=samovar`, { token });
    expect((await found.json<MessageSearch>()).rows).toHaveLength(3);
    const exported = await (await call('GET', `${path}/export`, { token })).text();
    expect(exported.match(/Our samovar/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('an imported file is not found by its placeholder once it has arrived', async () => {
    await receive(announced('15550500004', 'wamid.searched'), 'history');
    await call('GET', `${path}/messages?search=anything`, { token });
    await receive(delivered('15550500004', 'wamid.searched'), 'history');
    const found = await call('GET', `${path}/messages?search=samovar`, { token });
    expect((await found.json<MessageSearch>()).rows).toHaveLength(4);
  });
});

describe('a status of a payment', () => {
  it('the status of a payment leaves a delivered message delivered, and appears in the thread', async () => {
    const from = '15550500010';
    await receive(text(from, 'wamid.order', Date.now() - 9_000, 'I would like to pay'));
    const echo = { from: '15550783881', to: from, id: 'wamid.bill', timestamp: seconds(Date.now() - 8_000) };
    await receive(
      { message_echoes: [{ ...echo, type: 'text', text: { body: 'Here' } }] },
      'smb_message_echoes',
    );
    const status = { id: 'wamid.bill', recipient_id: from };
    await receive({ statuses: [{ ...status, status: 'delivered', timestamp: seconds(Date.now() - 7_000) }] });
    const payment = { reference_id: 'order-1', amount: { value: 100, offset: 100 }, currency: 'EUR' };
    const failed = {
      ...status,
      type: 'payment',
      status: 'failed',
      timestamp: seconds(Date.now() - 6_000),
      payment,
    };
    for (let n = 0; n < 2; n++) await receive({ statuses: [failed] });
    const { messages } = await threadOf(from);
    const bill = messages.find(({ wamid }) => wamid === 'wamid.bill');
    expect(bill).toMatchObject({ status: 'delivered', error: null });
    expect(messages.filter(({ content }) => JSON.stringify(content).includes('order-1'))).toHaveLength(1);
    const history = await call('GET', `${path}/messages/${bill?.id}`, { token });
    expect((await history.json<MessageHistory>()).events.map(({ type }) => type)).not.toContain('failed');
  });
});

describe('WhatsApp’s own messages in a thread', () => {
  const system = {
    type: 'system',
    system: { body: 'Ada changed their number', type: 'customer_identity_changed' },
  };
  const welcome = { type: 'request_welcome' };

  it.each([
    ['15550500020', system],
    ['15550500021', welcome],
  ])(
    'WhatsApp’s own message is shown, and is neither unread nor unanswered (%s, $type)',
    async (from, content) => {
      await receive({
        contacts: [{ profile: { name: 'Ada' }, wa_id: from }],
        messages: [{ from, id: `wamid.${from}`, timestamp: seconds(Date.now()), ...content }],
      });
      const { conversation, messages } = await threadOf(from);
      expect(messages).toMatchObject([{ direction: 'in', content: { type: content.type } }]);
      expect(conversation).toMatchObject({ unread: 0, waitingSince: null });
      const events = await call('GET', `${path}/raw-events?kind=message`, { token });
      const { rows } = await events.json<Page<{ kind: string; json: string }>>();
      expect(rows.find(({ json }) => json.includes(`wamid.${from}`))?.kind).toBe('message');
    },
  );
});

describe('a message dated in the future', () => {
  it('a message dated in the future stays on top of the list no longer than one dated now', async () => {
    await receive(text('15550500030', 'wamid.ahead', Date.now() + 40 * 24 * 3_600_000, 'From tomorrow'));
    expect((await threadOf('15550500030')).conversation.lastMessageAt).toBeLessThanOrEqual(Date.now());
    await new Promise((done) => setTimeout(done, 5));
    // Its own second may have begun before this one's message came.
    await receive(text('15550500031', 'wamid.now', Date.now() + 1_000, 'From now'));
    expect((await conversations())[0]?.contact.phone).toBe('15550500031');
  });
});

describe('a group', () => {
  it('a group can be read, and a message to it is refused before it is queued', async () => {
    const created = { group_id: 'Y2FwaV9ncm91cDoy', type: 'group_create', subject: 'Kiln' };
    await receive({ groups: [{ timestamp: seconds(Date.now()), ...created }] }, 'group_lifecycle_update');
    const group = (await conversations()).find(({ contact }) => contact.name === 'Kiln');
    const template = { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } };
    const answer = await call('POST', `${path}/conversations/${group?.id}/messages`, {
      token,
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: { content: template },
    });
    expect(answer.status).toBe(409);
    expect((await answer.json<ErrorBody>()).error.code).toBe('no_recipient');
    const queued = await inboxOf(env, number).messages.list(group?.id ?? 0, {}, 10);
    expect(queued.rows.some(({ direction }) => direction === 'out')).toBe(false);
  });
});

it('131052 on a message of ours refers to our file, not to the customer’s', () => {
  const error = messageErrorOf({ code: 131052, title: 'Media download error' });
  expect(`${error.title} ${error.advice}`).not.toMatch(/customer/i);
});

it('a send to a number that the token cannot see has the code that every language explains', () => {
  const error = messageErrorOf({ code: 100, subcode: 33, title: 'Unsupported post request' });
  expect(error).toMatchObject({
    code: 33,
    title: 'WhatsApp does not know this number, or the access token may not see it.',
    details: 'Unsupported post request',
  });
  expect(messageErrorOf({ code: 100, title: 'Invalid parameter' })).toMatchObject({ code: 100 });
});

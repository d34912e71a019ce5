/** What a person is told of a message while it is on its way, and what the customer is told of the team. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AcceptedSend, CustomerThread, Faults } from '../../../demo/cloud-api/control/control.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Message, MessageHistory } from '../../../worker/api/conversations/messages.ts';
import type { InboxSettings } from '../../../worker/api/numbers/numbers.ts';
import { call, control, conversationWith } from '../support/calls.ts';

const [patient, typist] = ['15550800001', '15550800002'];

const textOf = (body: string) => ({ content: { type: 'text', text: { body } } });
const settle = (settings: InboxSettings) => call('PUT', '/settings', settings);

describe('a message', () => {
  let conversation: Conversation;
  beforeAll(async () => {
    conversation = await conversationWith(patient, 'Pat Patient');
  });

  it('a message beyond WhatsApp’s pace waits for its turn and is sent automatically', async () => {
    await control('PUT', '/faults', { limits: true } satisfies Partial<Faults>);
    const path = `/conversations/${conversation.id}/messages`;
    const sent: Message[] = [];
    const history = () => call<MessageHistory>('GET', `/messages/${sent.at(-1)?.id}`);
    let isPaced = false;
    // On a slow machine the first have earned a place for one more before the last has gone.
    for (let index = 0; !isPaced && index < 60; index++) {
      sent.push(await call<Message>('POST', path, textOf(`Paced ${index}`), `paced-${index}`));
      if (index < 44) continue;
      isPaced = await vi.waitFor(async () => {
        const { error, status } = (await history()).message;
        const isDecided = error !== null || status === 'read';
        if (!isDecided) throw new Error('It is not decided yet');
        return error?.code === 'paced';
      }, 15_000);
    }
    expect(isPaced).toBe(true);
    const { retryAt } = (await history()).message;
    expect(retryAt).toBeGreaterThan(Date.now() - 1_000);
    await expect.poll(async () => (await history()).message.status, { timeout: 20_000 }).toBe('read');
    const histories = await Promise.all(sent.map(({ id }) => call<MessageHistory>('GET', `/messages/${id}`)));
    const kinds = new Set(histories.flatMap(({ events }) => events.map(({ type }) => type)));
    // The chat is open, so that no message is delivered before it is read.
    expect([...kinds].sort()).toEqual(['accepted', 'queued', 'read', 'sending', 'sent']);
    const calls = await control<AcceptedSend[]>('GET', '/calls');
    const order = calls.flatMap(({ to, content }) =>
      to === patient && content.type === 'text' ? [content.text.body] : [],
    );
    expect(order).toEqual(sent.map((_, index) => `Paced ${index}`));
    await control('PUT', '/faults', { limits: false } satisfies Partial<Faults>);
  });

  it('delivery details list each attempt with its time and reason', async () => {
    await control('PUT', '/faults', { refuse: { code: 131000, count: 2 } } satisfies Partial<Faults>);
    const busy = await conversationWith('15550800003', 'Busy Line');
    const { id } = await call<Message>(
      'POST',
      `/conversations/${busy.id}/messages`,
      textOf('Third time'),
      'third',
    );
    const history = () => call<MessageHistory>('GET', `/messages/${id}`);
    await expect.poll(async () => (await history()).message.status, { timeout: 20_000 }).toBe('read');
    const { events } = await history();
    const rejected = events.filter(({ type }) => type === 'rejected');
    expect(rejected.map(({ error }) => error?.code)).toEqual([131000, 131000]);
    // Its status can be of an earlier second than WhatsApp's answer to the send.
    const told = ['sent', 'read'];
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => !told.includes(type))).toEqual([
      ...['queued', 'sending', 'rejected', 'sending', 'rejected', 'sending', 'accepted'],
    ]);
    expect(types.filter((type) => told.includes(type))).toEqual(told);
    const times = events.map(({ at }) => Math.floor(at / 1000));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('a customer', () => {
  let conversation: Conversation;
  const phone = () => control<CustomerThread>('GET', `/customers/${typist}`);
  const lastOfTheirs = async () =>
    (await phone()).messages.filter(({ direction }) => direction === 'in').at(-1)?.status;

  beforeAll(async () => {
    conversation = await conversationWith(typist, 'Ty Pist');
  });

  it('no read receipt is sent when they are off', async () => {
    await settle({ receipts: 'never' });
    await call('POST', `/conversations/${conversation.id}/read`, { seq: 1e9 });
    await call('POST', `/conversations/${conversation.id}/typing`, {});
    expect((await phone()).typingFor).toBe(0);
    expect(await lastOfTheirs()).toBe('sent');
  });

  it('a read receipt is sent on reply and not on opening, if set so', async () => {
    await settle({ receipts: 'on-reply' });
    await conversationWith(typist, 'Ty Pist');
    await call('POST', `/conversations/${conversation.id}/read`, { seq: 1e9 });
    expect(await lastOfTheirs()).toBe('sent');
    await call('POST', `/conversations/${conversation.id}/messages`, textOf('Here we are'), 'on-reply');
    await expect.poll(lastOfTheirs).toBe('read');
  });

  it('the customer sees a read receipt and that the team is typing', async () => {
    await settle({ receipts: 'on-open' });
    await conversationWith(typist, 'Ty Pist');
    await call('POST', `/conversations/${conversation.id}/read`, { seq: 1e9 });
    await expect.poll(lastOfTheirs).toBe('read');
    await call('POST', `/conversations/${conversation.id}/typing`, {});
    await expect.poll(async () => (await phone()).typingFor).toBeGreaterThan(0);
  });
});

describe('a customer who does not want marketing', () => {
  it('an opted-out customer gets no marketing template and still gets replies', async () => {
    const customer = '15550800004';
    const conversation = await conversationWith(customer, 'Nora Nomarketing');
    const timestamp = Math.floor(Date.now() / 1000);
    const detail = 'User requested to stop marketing messages';
    const wish = { wa_id: customer, detail, category: 'marketing_messages', value: 'stop', timestamp };
    await control('POST', '/webhooks', { field: 'user_preferences', value: { user_preferences: [wish] } });
    const path = `/conversations/${conversation.id}`;
    const stopped = async () => (await call<Conversation>('GET', path)).marketingStoppedAt;
    await expect.poll(stopped).toBe(timestamp * 1000);
    const template = (name: string, components: object[]) => ({
      content: { type: 'template', template: { name, language: { code: 'en_US' }, components } },
    });
    const texts = (...all: string[]) => [
      { type: 'body', parameters: all.map((text) => ({ type: 'text', text })) },
    ];
    await expect(
      call('POST', `${path}/messages`, template('new_in_shop', texts('Nora')), 'unwanted'),
    ).rejects.toThrow('opted_out');
    const wanted = template('order_update', texts('Nora', 'Monday'));
    const { id } = await call<Message>('POST', `${path}/messages`, wanted, 'wanted');
    const status = async () => (await call<MessageHistory>('GET', `/messages/${id}`)).message.status;
    await expect.poll(status).toBe('read');
  });
});

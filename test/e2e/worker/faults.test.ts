/** Every fault that WhatsApp or the network can answer a send with: where the message ends, and how often it was sent. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedSend, Faults } from '../../../demo/cloud-api/control/control.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Message, MessageHistory } from '../../../worker/api/conversations/messages.ts';
import { call, control, conversationWith } from '../support/calls.ts';

const fault = (change: Partial<Faults>) => control('PUT', '/faults', change);
const kinds: Record<string, object> = {
  text: { type: 'text', text: { body: 'Hello' } },
  image: { type: 'image', image: { link: 'https://shop.example/bowl.jpg' } },
  location: { type: 'location', location: { latitude: 1, longitude: 2 } },
  buttons: {
    type: 'interactive',
    interactive: {
      type: 'button',
      body: { text: 'Well?' },
      action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
    },
  },
  template: { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } },
};

/** A customer of its own for each case, so that none waits behind another. */
let people = 15_551_000_000;
async function newConversation(): Promise<{ customer: string; id: number }> {
  people += 1;
  const customer = String(people);
  const { id } = await conversationWith(customer, `Case ${customer}`);
  return { customer, id };
}

async function sendAndSettle(content: object, final: Message['status']) {
  const { customer, id } = await newConversation();
  const sent = await call<Message>('POST', `/conversations/${id}/messages`, { content }, `case-${customer}`);
  const history = () => call<MessageHistory>('GET', `/messages/${sent.id}`);
  await expect.poll(async () => (await history()).message.status, { timeout: 20_000 }).toBe(final);
  const { message, events } = await history();
  const effects = (await control<AcceptedSend[]>('GET', '/calls')).filter(({ to }) => to === customer);
  return {
    message,
    attempts: events.filter(({ type }) => type === 'sending').length,
    effects: effects.length,
  };
}

describe('a passing refusal', () => {
  beforeAll(() => fault({ refuse: null }));
  for (const code of [4, 80007, 130429, 131000, 131016, 131056]) {
    it(`${code}: a temporary error is retried automatically and the message arrives once`, async () => {
      await fault({ refuse: { code, count: 1 } });
      const { attempts, effects, message } = await sendAndSettle(kinds.text ?? {}, 'read');
      expect({ attempts, effects, error: message.error }).toEqual({ attempts: 2, effects: 1, error: null });
    });
  }
});

describe('a lasting refusal', () => {
  for (const code of [100, 131008, 131009, 131021, 131026, 131049, 131051, 132000, 132001, 132015, 133010]) {
    it(`${code}: a permanent error fails at once with its reason and is not retried`, async () => {
      await fault({ refuse: { code, count: 1 } });
      const { attempts, effects, message } = await sendAndSettle(kinds.text ?? {}, 'failed');
      expect({ attempts, effects, code: message.error?.code }).toEqual({ attempts: 1, effects: 0, code });
      expect(message.error?.title.length).toBeGreaterThan(10);
      expect(message.error?.advice.length).toBeGreaterThan(10);
    });
  }

  it('131047: the error also closes the reply window', async () => {
    await fault({ refuse: { code: 131047, count: 1 } });
    const { message } = await sendAndSettle(kinds.text ?? {}, 'failed');
    const conversation = await call<Conversation>('GET', `/conversations/${message.conversationId}`);
    expect(conversation.window.expiresAt).toBeLessThanOrEqual(Date.now());
  });
});

describe('every kind of message', () => {
  for (const [kind, content] of Object.entries(kinds)) {
    it(`${kind}: the message arrives once despite a busy WhatsApp and a lost answer`, async () => {
      await fault({ refuse: { code: 131000, count: 1 }, loseAnswers: 1 });
      const { effects } = await sendAndSettle(content, 'read');
      expect(effects).toBe(1);
    });
  }
});

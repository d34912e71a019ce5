/** What becomes of a message, from our API to the customer's phone, when things go wrong on the way. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedSend, Faults, NumberSetup } from '../../demo/cloud-api/control.ts';
import type { Conversation, ErrorBody, InboxSummary, Message, Page } from '../../worker/api.ts';
import { bearer, control, conversationWith, inbox } from './calls.ts';

const customer = '15550400001';
let conversation: Conversation;

beforeAll(async () => {
  conversation = await conversationWith(customer, 'Sam');
});

function send(key: string, body: string): Promise<Response> {
  return fetch(`${inbox}/conversations/${conversation.id}/messages`, {
    method: 'POST',
    headers: { ...bearer, 'Idempotency-Key': key },
    body: JSON.stringify({ content: { type: 'text', text: { body } } }),
  });
}

async function messageOf(key: string): Promise<Message | undefined> {
  const url = `${inbox}/conversations/${conversation.id}/messages`;
  const page: Page<Message> = await (await fetch(url, { headers: bearer })).json();
  return page.rows.find((message) => message.key === key);
}

async function effectsOf(text: string): Promise<number> {
  const sends: AcceptedSend[] = await control('GET', '/calls');
  return sends.filter(({ content }) => content.type === 'text' && content.text.body === text).length;
}

function reaches(key: string, status: Message['status']) {
  return expect.poll(async () => (await messageOf(key))?.status, { timeout: 15_000 }).toBe(status);
}

describe('a number that is connected', () => {
  const connected = async (phoneNumberId: string, setup: Partial<NumberSetup>): Promise<number> => {
    const number = {
      wabaId: '419561257915499',
      displayPhoneNumber: '+1 555 078 3999',
      name: `Second ${phoneNumberId}`,
    };
    const accessToken = `EAAG-${phoneNumberId}`;
    const callbackUrl = `${new URL(inbox).origin}/webhook`;
    await control('PUT', `/numbers/${phoneNumberId}`, {
      ...number,
      accessToken,
      appSecret: 'secret',
      callbackUrl,
      ...setup,
    });
    const answer = await fetch(new URL('/api/inboxes', inbox), {
      method: 'POST',
      headers: bearer,
      body: JSON.stringify({ phoneNumberId, ...number, accessToken }),
    });
    expect(answer.status).toBe(201);
    const { messagesPerSecond }: InboxSummary = await answer.json();
    return messagesPerSecond;
  };

  it('sends as fast as WhatsApp says that it may', async () => {
    expect(await connected('106540352249001', {})).toBe(80);
    expect(await connected('106540352249002', { throughput: 'HIGH' })).toBe(1_000);
    expect(await connected('106540352249003', { throughput: 'HIGH', isOnPhone: true })).toBe(20);
  });
});

describe('a send', () => {
  it('is one message however often the same key is sent', async () => {
    const [first, second] = await Promise.all([send('twice', 'Only once'), send('twice', 'Only once')]);
    const ids = [(await first.json()).id, (await second.json()).id];
    expect(ids[0]).toBe(ids[1]);
    await reaches('twice', 'read');
    expect(await effectsOf('Only once')).toBe(1);
  });

  it('is refused when its key was used for another text', async () => {
    const answer = await send('twice', 'Something else');
    const { error }: ErrorBody = await answer.json();
    expect([answer.status, error.code]).toEqual([409, 'key_reused']);
  });

  it('whose answer was lost is settled by its status and never sent again', async () => {
    await control('PUT', '/faults', { loseAnswers: 1 } satisfies Partial<Faults>);
    await send('lost', 'The answer to this was lost');
    await reaches('lost', 'read');
    expect(await effectsOf('The answer to this was lost')).toBe(1);
  });

  it('waits and goes out when WhatsApp was only busy', async () => {
    await control('PUT', '/faults', { refuse: { code: 130429, count: 1 } } satisfies Partial<Faults>);
    await send('busy', 'Sent at the second try');
    await reaches('busy', 'read');
    expect(await effectsOf('Sent at the second try')).toBe(1);
  });

  it('fails with a reason when the customer has blocked us, and goes out on an explicit retry', async () => {
    await control('PUT', `/customers/${customer}`, { blocked: true });
    await send('blocked', 'Can you read this?');
    await reaches('blocked', 'failed');
    const failed = await messageOf('blocked');
    expect(failed?.error?.code).toBe(131026);
    await control('PUT', `/customers/${customer}`, { blocked: false });
    await fetch(`${inbox}/messages/${failed?.id}/retry`, { method: 'POST', headers: bearer, body: '{}' });
    await reaches('blocked', 'read');
  });

  it('above 4,096 characters is refused with the limit, and nothing is stored', async () => {
    const answer = await send('long', 'x'.repeat(4_097));
    const { error }: ErrorBody = await answer.json();
    expect([answer.status, error.code]).toEqual([422, 'invalid_content']);
    expect(error.details).toMatchObject([{ path: 'text.body', code: 'too_long', limit: 4096 }]);
    expect(await messageOf('long')).toBeUndefined();
  });
});

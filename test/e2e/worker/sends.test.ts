/** What becomes of a message, from our API to the customer's phone, when things go wrong on the way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedSend, Faults } from '../../../demo/cloud-api/control/control.ts';
import type { NumberSetup } from '../../../demo/cloud-api/numbers/number-setup.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { Message, MessageHistory } from '../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../worker/api/errors.ts';
import type { InboxSummary, NumberPolicy, TemplateList } from '../../../worker/api/numbers/numbers.ts';
import type { Page } from '../../../worker/api/values.ts';
import { bearer, call, control, conversationWith, inbox } from '../support/calls.ts';

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

async function messagesNow(): Promise<Message[]> {
  const url = `${inbox}/conversations/${conversation.id}/messages`;
  const page: Page<Message> = await (await fetch(url, { headers: bearer })).json();
  return page.rows;
}

async function messageOf(key: string): Promise<Message | undefined> {
  return (await messagesNow()).find((message) => message.key === key);
}

async function effectsOf(text: string): Promise<number> {
  const sends: AcceptedSend[] = await control('GET', '/calls');
  return sends.filter(({ content }) => content.type === 'text' && content.text.body === text).length;
}

function reaches(key: string, status: Message['status']) {
  return expect.poll(async () => (await messageOf(key))?.status, { timeout: 15_000 }).toBe(status);
}

describe('a number that is connected', () => {
  const numberOf = (phoneNumberId: string): NumberSetup => ({
    wabaId: '419561257915499',
    displayPhoneNumber: '+1 555 078 3999',
    name: `Second ${phoneNumberId}`,
    accessToken: `EAAG-${phoneNumberId}`,
    appSecret: 'secret',
    callbackUrl: `${new URL(inbox).origin}/webhook`,
  });
  const connected = async (phoneNumberId: string, setup: Partial<NumberSetup>): Promise<number> => {
    const { callbackUrl, ...number } = numberOf(phoneNumberId);
    await control('PUT', `/numbers/${phoneNumberId}`, { ...number, callbackUrl, ...setup });
    const answer = await fetch(new URL('/api/inboxes', inbox), {
      method: 'POST',
      headers: bearer,
      body: JSON.stringify({ phoneNumberId, ...number }),
    });
    expect(answer.status).toBe(201);
    const { messagesPerSecond }: InboxSummary = await answer.json();
    return messagesPerSecond;
  };

  it('a number sends at the rate that WhatsApp allows', async () => {
    expect(await connected('106540352249001', {})).toBe(80);
    expect(await connected('106540352249002', { throughput: 'HIGH' })).toBe(1_000);
    expect(await connected('106540352249003', { throughput: 'HIGH', isOnPhone: true })).toBe(20);
  });

  it('a number sends faster once WhatsApp raises its limit', async () => {
    const phoneNumberId = '106540352249004';
    expect(await connected(phoneNumberId, {})).toBe(80);
    await control('PUT', `/numbers/${phoneNumberId}`, {
      ...numberOf(phoneNumberId),
      throughput: 'HIGH',
    });
    await control('POST', '/webhooks', {
      phoneNumberId,
      field: 'phone_number_quality_update',
      value: {
        display_phone_number: '15550783999',
        event: 'THROUGHPUT_UPGRADE',
        current_limit: 'TIER_UNLIMITED',
      },
    });
    await expect
      .poll(async () => {
        const answer = await fetch(new URL('/api/inboxes', inbox), { headers: bearer });
        const inboxes: InboxSummary[] = await answer.json();
        return inboxes.find(({ id }) => id === phoneNumberId)?.messagesPerSecond;
      })
      .toBe(1_000);
  });
});

describe('a send', () => {
  it('repeating a send with the same key sends one message', async () => {
    const [first, second] = await Promise.all([send('twice', 'Only once'), send('twice', 'Only once')]);
    const ids = [(await first.json()).id, (await second.json()).id];
    expect(ids[0]).toBe(ids[1]);
    await reaches('twice', 'read');
    expect(await effectsOf('Only once')).toBe(1);
  });

  it('a key that was used for another text is rejected', async () => {
    const answer = await send('twice', 'Something else');
    const { error }: ErrorBody = await answer.json();
    expect([answer.status, error.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('a send whose answer was lost is settled by its status and never repeated', async () => {
    await control('PUT', '/faults', { loseAnswers: 1 } satisfies Partial<Faults>);
    await send('lost', 'The answer to this was lost');
    await reaches('lost', 'read');
    expect(await effectsOf('The answer to this was lost')).toBe(1);
  });

  it('a send is delayed and goes out when WhatsApp was busy', async () => {
    await control('PUT', '/faults', { refuse: { code: 130429, count: 1 } } satisfies Partial<Faults>);
    await send('busy', 'Sent at the second try');
    await reaches('busy', 'read');
    expect(await effectsOf('Sent at the second try')).toBe(1);
  });

  it('a send to a customer who blocked the number fails, and goes out on an explicit retry', async () => {
    await control('PUT', `/customers/${customer}`, { blocked: true });
    await send('blocked', 'Can you read this?');
    await reaches('blocked', 'failed');
    const failed = await messageOf('blocked');
    expect(failed?.error?.code).toBe(131026);
    await control('PUT', `/customers/${customer}`, { blocked: false });
    await fetch(`${inbox}/messages/${failed?.id}/retry`, { method: 'POST', headers: bearer, body: '{}' });
    await reaches('blocked', 'read');
  });

  it('a text above 4,096 characters is sent in ordered parts', async () => {
    const answer = await send('long', 'x'.repeat(4_097));
    expect(answer.status).toBe(201);
    const { id }: Message = await answer.json();
    const next = (await messagesNow()).find(({ follows }) => follows.includes(id));
    expect(next?.content).toMatchObject({ text: { body: 'x' } });
  });
});

describe('a number with the identity check', () => {
  const policyWith = async (identityCheck: boolean) =>
    call('PUT', '/policy', { ...(await call<NumberPolicy>('GET', '/policy')), identityCheck });
  const textTo = (id: number, key: string) =>
    call<Message>(
      'POST',
      `/conversations/${id}/messages`,
      { content: { type: 'text', text: { body: key } } },
      key,
    );
  const becomes = async (message: Message, status: Message['status']) => {
    const now = async () => (await call<MessageHistory>('GET', `/messages/${message.id}`)).message;
    await expect.poll(async () => (await now()).status, { timeout: 15_000 }).toBe(status);
    return now();
  };
  beforeAll(() => policyWith(true));
  afterAll(() => policyWith(false));

  it('sending stops when a customer’s identity changes, until an agent accepts it', async () => {
    const who = '15550400030';
    const { id } = await conversationWith(who, 'Nell Newphone');
    await becomes(await textTo(id, 'phone-known'), 'read');
    await control('POST', '/events', {
      type: 'customer_identity_changed',
      customer: who,
      identity: 'another-phone',
    });
    const isChanged = async () => (await call<Conversation>('GET', `/conversations/${id}`)).identityChanged;
    await expect.poll(isChanged).toBe(true);
    const stopped = await becomes(await textTo(id, 'phone-stopped'), 'failed');
    expect(stopped.error).toMatchObject({ code: 'identity_changed', retry: 'after-change' });
    expect(await effectsOf('phone-stopped')).toBe(0);
    await call('POST', `/conversations/${id}/identity`, {});
    await call('POST', `/messages/${stopped.id}/retry`, {});
    await becomes(stopped, 'read');
  });

  it('a send that WhatsApp rejects for a changed identity stops those after it', async () => {
    const who = '15550400031';
    const { id } = await conversationWith(who, 'Ida Identity');
    await becomes(await textTo(id, 'id-known'), 'read');
    await control('PUT', '/faults', { delay: 8_000 } satisfies Partial<Faults>);
    await control('POST', '/events', {
      type: 'customer_identity_changed',
      customer: who,
      identity: 'somebody-else',
    });
    await control('PUT', '/faults', { delay: 0 } satisfies Partial<Faults>);
    expect((await becomes(await textTo(id, 'id-changed'), 'failed')).error?.code).toBe(137_000);
    expect((await becomes(await textTo(id, 'id-stopped'), 'failed')).error?.code).toBe('identity_changed');
    await conversationWith(who, 'Ida Identity');
    await call('POST', `/conversations/${id}/identity`, {});
    await becomes(await textTo(id, 'id-accepted'), 'read');
    expect(await effectsOf('id-changed')).toBe(0);
  });
});

describe('the templates', () => {
  it('templates are fetched again once WhatsApp says that one has changed, and not before', async () => {
    const fetchedAt = async (query = '') => (await call<TemplateList>('GET', `/templates${query}`)).fetchedAt;
    let before = await fetchedAt('?refresh');
    for (const field of [
      'message_template_status_update',
      'message_template_quality_update',
      'message_template_components_update',
      'template_category_update',
    ]) {
      expect(await fetchedAt()).toBe(before);
      await control('POST', '/webhooks', { field, value: { message_template_name: 'hello_world' } });
      await expect.poll(() => fetchedAt()).toBeGreaterThan(before);
      before = await fetchedAt();
    }
  });
});

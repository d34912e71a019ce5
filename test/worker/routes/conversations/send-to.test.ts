/** Sending in one call: to a phone number, a user id or a conversation. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { call, connectNumber, post, refusalOf, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242971';
const path = `/api/v1/inboxes/${number}`;
const customer = '15550971001';
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  await post(webhook(number, text(customer, 'wamid.send-to', Date.now() - 1_000, 'Do you ship?')));
});

const words = (body: string) => ({ type: 'text', text: { body } });
const send = (to: object, key: string, rest: object = { content: words('Yes') }) =>
  call('POST', `${path}/messages`, {
    token,
    body: { to, ...rest },
    headers: { 'Idempotency-Key': key },
  });
const conversationWith = async (search: string) => {
  const list = await call('GET', `${path}/conversations?search=${encodeURIComponent(search)}`, { token });
  return (await list.json<Page<Conversation>>()).rows;
};
const hello = { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } };

describe('a message to a phone number', () => {
  it('a message to a phone number goes to the customer’s conversation, in any spelling', async () => {
    const answer = await send({ phone: '+1 (555) 097-1001' }, 'by-phone');
    expect(answer.status).toBe(201);
    const message = await answer.json<Message>();
    const [known] = await conversationWith(customer);
    expect(message).toMatchObject({ conversationId: known?.id, key: 'by-phone', content: words('Yes') });
    const again = await send({ conversation: message.conversationId }, 'by-id');
    expect((await again.json<Message>()).conversationId).toBe(message.conversationId);
  });

  it('a message has the caller’s reference, which a repeated key cannot change', async () => {
    const rest = { content: words('Yes'), reference: 'order-1042' };
    const message = await (await send({ phone: customer }, 'referenced', rest)).json<Message>();
    expect(message.reference).toBe('order-1042');
    const other = await send({ phone: customer }, 'referenced', { ...rest, reference: 'order-1043' });
    expect(await refusalOf(other)).toEqual([422, 'idempotency_key_reused']);
  });

  it('a template to a new phone number creates a conversation', async () => {
    const answer = await send({ phone: '+1 555 097 1002' }, 'new-phone', { content: hello });
    expect(answer.status).toBe(201);
    const { conversationId } = await answer.json<Message>();
    const [created] = await conversationWith('15550971002');
    expect(created?.id).toBe(conversationId);
  });

  it('a message to a new phone number is refused unless it is a template, and creates nothing', async () => {
    const answer = await send({ phone: '+1 555 097 1003' }, 'cold');
    expect(await refusalOf(answer)).toEqual([409, 'window_closed']);
    const next = await send({ phone: '+1 555 097 1004' }, 'new-phone-2', { content: hello });
    const { conversationId } = await next.json<Message>();
    const before = await call('GET', `${path}/conversations/${conversationId - 1}`, { token });
    expect((await before.json<Conversation>()).contact?.phone).not.toBe('15550971003');
  });

  it('an invalid phone number is rejected', async () => {
    expect(await refusalOf(await send({ phone: 'Olga' }, 'no-phone'))).toEqual([422, 'invalid_phone']);
  });

  it('a message to a phone number of a contact who opted out is refused as in their conversation', async () => {
    await post(webhook(number, text('15550971005', 'wamid.stop', Date.now() - 1_000, 'STOP')));
    const marketing = await send({ phone: '15550971005' }, 'stopped', { content: hello });
    const [row] = await conversationWith('15550971005');
    const there = await call('POST', `${path}/conversations/${row?.id}/messages`, {
      token,
      body: { content: hello },
      headers: { 'Idempotency-Key': 'stopped-there' },
    });
    expect(marketing.status).toBe(there.status);
  });
});

describe('a message to a user id', () => {
  it('a message to a new user id creates one conversation', async () => {
    const to = { userId: 'DE.971001' };
    const [one, other] = [
      await send(to, 'user-1', { content: hello }),
      await send(to, 'user-2', { content: hello }),
    ];
    expect(one.status).toBe(201);
    expect((await other.json<Message>()).conversationId).toBe((await one.json<Message>()).conversationId);
  });

  it.each([[{ userId: '15550971001' }], [{ phone: '1', conversation: 1 }], [{}]])(
    'the recipient is validated: %j',
    async (to) => {
      expect(await refusalOf(await send(to, 'wrong'))).toEqual([422, 'invalid_input']);
    },
  );
});

describe('a repeated Idempotency-Key', () => {
  it('a repeated Idempotency-Key returns the first answer, and a header says so', async () => {
    const first = await send({ phone: customer }, 'repeated');
    const second = await send({ phone: customer }, 'repeated');
    expect(first.headers.get('Idempotent-Replayed')).toBeNull();
    expect(second.status).toBe(201);
    expect(second.headers.get('Idempotent-Replayed')).toBe('true');
    expect((await second.json<Message>()).id).toBe((await first.json<Message>()).id);
  });

  it('the same Idempotency-Key twice at the same moment sends one message', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => send({ phone: customer }, 'at-once')));
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json<Message>()).id));
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.has('Idempotent-Replayed'))).toHaveLength(2);
  });

  it('an Idempotency-Key with another text or recipient is refused', async () => {
    await send({ phone: customer }, 'reused');
    const other = { content: words('No') };
    const reused = [422, 'idempotency_key_reused'];
    expect(await refusalOf(await send({ phone: customer }, 'reused', other))).toEqual(reused);
    expect(await refusalOf(await send({ phone: '+1 555 097 1009' }, 'reused'))).toEqual(reused);
  });
});

describe('a text that is too long for one message', () => {
  const long = `${'Clay. '.repeat(900)}The end.`;

  it('a long text is split into messages that follow one another, also when it is repeated', async () => {
    const first = await (await send({ phone: customer }, 'long', { content: words(long) })).json<Message>();
    const repeated = await send({ phone: customer }, 'long', { content: words(long) });
    expect((await repeated.json<Message>()).id).toBe(first.id);
    const page = await call('GET', `${path}/conversations/${first.conversationId}/messages`, { token });
    const [last, before] = (await page.json<MessagePage>()).rows.filter(({ id }) => id >= first.id);
    expect(before?.id).toBe(first.id);
    expect(last?.follows).toEqual([first.id]);
    expect(JSON.stringify(last?.content)).toContain('The end.');
  });

  it('a long text is refused if its key was used for a text with more or fewer parts', async () => {
    for (const body of [first4096(long), `${long} ${long}`]) {
      const answer = await send({ phone: customer }, 'long', { content: words(body) });
      expect(await refusalOf(answer)).toEqual([422, 'idempotency_key_reused']);
    }
  });
});

function first4096(body: string): string {
  return body.slice(0, 4_096).trimEnd();
}

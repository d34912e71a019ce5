/** A bot that was written for Meta's webhook and Cloud API, behind the inbox. */
import { beforeAll, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { NewWebhook } from '../../../../worker/api/developers/webhooks.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { Receivers } from '../../support/receivers.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242993';
const path = `/api/inboxes/${number}`;
let admin: string;
let token: string;
let receivers: Receivers;
const answers: number[] = [];

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  receivers = new Receivers();
  const made = await call('POST', '/api/tokens', {
    ...{ token: admin, body: { name: 'Order bot', scopes: ['conversations:write'] } },
  });
  ({ token } = await made.json<NewApiToken>());
  receivers.at('relay-bot.example', async ({ url, body }) => {
    const challenge = new URL(url).searchParams.get('hub.challenge');
    if (challenge !== null) return new Response(challenge);
    const [message] = JSON.parse(body).entry[0].changes[0].value.messages ?? [];
    if (message) void answer(message.from);
    return new Response('ok');
  });
  const relay = {
    format: 'meta',
    name: 'Order bot',
    url: 'https://relay-bot.example/',
    fields: ['messages'],
  };
  const body = { ...relay, verifyToken: 'its own', inboxes: [number] };
  const added = await call('POST', '/api/webhooks', { token: admin, body });
  const { webhook: hook } = await added.json<NewWebhook>();
  await call('PUT', `${path}/settings`, { token: admin, body: { bot: { webhook: hook.id } } });
}, 60_000);

async function answer(to: string): Promise<void> {
  const words = { type: 'text', text: { body: 'Let me see' } };
  const body = { messaging_product: 'whatsapp', to, ...words };
  answers.push((await call('POST', `/graph/v23.0/${number}/messages`, { token, body })).status);
}

it('a relayed bot answers what it receives, and handles the conversation', async () => {
  const phone = '15550993001';
  await post(webhook(number, text(phone, 'wamid.relay-bot', Date.now(), 'Hello')));
  await vi.waitFor(() => expect(answers).toEqual([200]), { timeout: 10_000 });
  const found = await call('GET', `${path}/conversations?search=${phone}`, { token: admin });
  expect((await found.json<Page<Conversation>>()).rows).toMatchObject([
    { mode: 'automatic', handledBy: 'bot', waitingSince: null },
  ]);
});

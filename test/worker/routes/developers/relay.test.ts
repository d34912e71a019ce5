/**
 * Meta's own webhook, passed on to receivers of the kinds that people have. They are written from the documented behaviour
 * of n8n's WhatsApp trigger (verifies the signature, and silently drops what does not match) and of Chatwoot (answers 401).
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NewWebhook, WebhookTest } from '../../../../worker/api/developers/webhooks.ts';
import { post as postTo } from '../../../../worker/inbox/deliveries/post.ts';
import { importAppSecret, verifySignature } from '../../../../worker/whatsapp/receiving/signature.ts';
import { type Posted, Receivers } from '../../support/receivers.ts';
import {
  appSecret,
  call,
  connectNumber,
  post,
  refusalOf,
  signIn,
  text,
  wabaId,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242981';
const other = '106540352242983';
const customer = '15550981001';
const verifyToken = 'token of the receiver';
let admin: string;
let receivers: Receivers;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, other);
  receivers = new Receivers();
});

/** A receiver that answers the handshake, and takes what is signed with its secret. */
function receiver(host: string, secret: string, refusal: 'drop' | 401) {
  const accepted: string[] = [];
  receivers.at(host, async ({ url, headers, body }: Posted) => {
    const query = new URL(url).searchParams;
    if (query.get('hub.mode') === 'subscribe') {
      const isRight = query.get('hub.verify_token') === verifyToken;
      return new Response(isRight ? query.get('hub.challenge') : 'no', { status: isRight ? 200 : 403 });
    }
    const key = await importAppSecret(secret);
    const signature = headers['x-hub-signature-256'] ?? null;
    if (await verifySignature(key, signature, new TextEncoder().encode(body))) accepted.push(body);
    else if (refusal === 401) return new Response('unauthorized', { status: 401 });
    return new Response('ok');
  });
  return accepted;
}

const wanted = (host: string, change: object = {}) => ({
  ...{ format: 'meta', name: host, url: `https://${host}/webhook`, fields: ['messages'], verifyToken },
  ...{ inboxes: [number], ...change },
});

async function add(host: string, change: object = {}): Promise<string> {
  const answer = await call('POST', '/api/webhooks', { token: admin, body: wanted(host, change) });
  expect(answer.status).toBe(201);
  const { webhook: added, secret } = await answer.json<NewWebhook>();
  expect(secret).toBeNull();
  return added.id;
}

const remove = (id: string) => call('DELETE', `/api/webhooks/${id}`, { token: admin });
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });

describe('a relay of Meta’s webhook', () => {
  it('receivers that verify accept the relay: one number in a body, with every field that Meta sent', async () => {
    const n8n = receiver('n8n.example', appSecret, 'drop');
    const chatwoot = receiver('chatwoot.example', appSecret, 401);
    const ids = [await add('n8n.example'), await add('chatwoot.example')];
    const message = text(customer, 'wamid.relay-1', Date.now(), 'Größe @ 5/6 👍');
    const [one] = [message.messages].flat();
    const strange = { ...Object(one), from_the_future: { deep: [1, null, 'ü'] } };
    await post(webhook(number, { ...message, messages: [strange] }));
    await post(webhook(other, text(customer, 'wamid.relay-other', Date.now(), 'Not for them')));
    await eventually(() => expect([n8n.length, chatwoot.length]).toEqual([1, 1]));
    expect(JSON.parse(n8n[0] ?? '')).toEqual({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: wabaId,
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { phone_number_id: number, display_phone_number: '15550783881' },
                contacts: [{ profile: { name: `Customer ${customer}` }, wa_id: customer }],
                messages: [strange],
              },
            },
          ],
        },
      ],
    });
    expect(chatwoot).toEqual(n8n);
    await Promise.all(ids.map(remove));
  });

  it('the relay has the statuses of all messages, including those of other senders, unless they are excluded', async () => {
    const all = receiver('all.example', appSecret, 'drop');
    const few = receiver('few.example', appSecret, 'drop');
    const ids = [await add('all.example'), await add('few.example', { includesStatuses: false })];
    const timestamp = String(Math.floor(Date.now() / 1000));
    const status = { id: 'wamid.of-a-bot', status: 'delivered', timestamp, recipient_id: customer };
    await post(webhook(number, { statuses: [status] }));
    await post(webhook(number, text(customer, 'wamid.relay-2', Date.now(), 'After it')));
    await eventually(() => expect([all.length, few.length]).toEqual([2, 1]));
    expect(all.join()).toContain('"statuses":[{"id":"wamid.of-a-bot","status":"delivered"');
    await Promise.all(ids.map(remove));
  });

  it('the relay returns the sender’s own callback data, and no id of ours', async () => {
    const bot = receiver('sender.example', appSecret, 'drop');
    const id = await add('sender.example');
    await post(webhook(number, text(customer, 'wamid.relay-back', Date.now(), 'Where is it?')));
    for (const own of [{ biz_opaque_callback_data: 'order-7' }, {}]) {
      const words = { type: 'text', text: { body: 'On its way' } };
      const body = { messaging_product: 'whatsapp', to: customer, ...words, ...own };
      const sent = await call('POST', `/graph/v23.0/${number}/messages`, { token: admin, body });
      expect(sent.status).toBe(200);
    }
    const attempts = await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql
        .exec<{ id: string; wamid: string }>('SELECT id, wamid FROM message_attempt ORDER BY started_at')
        .toArray(),
    );
    const timestamp = String(Math.floor(Date.now() / 1000));
    const statuses = attempts.map(({ id: attempt, wamid }) => ({
      ...{ id: wamid, status: 'sent', timestamp, recipient_id: customer, biz_opaque_callback_data: attempt },
    }));
    await post(webhook(number, { statuses }));
    await eventually(() => expect(bot).toHaveLength(3));
    const relayed = bot.flatMap((body) => JSON.parse(body).entry[0].changes[0].value.statuses ?? []);
    expect(relayed).toHaveLength(2);
    expect(relayed).toEqual(
      expect.arrayContaining(
        statuses.map(({ biz_opaque_callback_data: _, ...status }, index) => ({
          ...{ ...status, ...(index === 0 && { biz_opaque_callback_data: 'order-7' }) },
        })),
      ),
    );
    await remove(id);
  });

  it('the relay is signed with another app’s secret if one is given', async () => {
    const secret = 'the app secret of the bot';
    const bot = receiver('bot.example', secret, 401);
    const id = await add('bot.example', { appSecret: secret });
    await post(webhook(number, text(customer, 'wamid.relay-3', Date.now(), 'To the bot')));
    await eventually(() => expect(bot).toHaveLength(1));
    const shown = await (await call('GET', `/api/webhooks/${id}`, { token: admin })).text();
    expect(shown).not.toContain(secret);
    const tested = await call('POST', `/api/webhooks/${id}/test`, { token: admin, body: {} });
    expect(await tested.json<WebhookTest>()).toMatchObject({ isDelivered: true, status: 200 });
    await remove(id);
  });

  it('a relay is not added if its address does not answer the handshake', async () => {
    receiver('strict.example', appSecret, 401);
    const body = wanted('strict.example', { verifyToken: 'wrong' });
    expect(await refusalOf(await call('POST', '/api/webhooks', { token: admin, body }))).toEqual([
      422,
      'handshake_failed',
    ]);
  });
});

describe('an endpoint that answers badly', () => {
  const posting = (host: string) => ({ url: `https://${host}/`, headers: {}, body: '{}', timeoutMs: 300 });

  it('only the beginning of a ten-megabyte answer is read', async () => {
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 64 * 1024;
          if (sent > 10 * 1024 * 1024) controller.close();
          else controller.enqueue(new Uint8Array(64 * 1024).fill(120));
        },
      });
    receivers.at('large.example', () => new Response(endless()));
    const answer = await postTo(posting('large.example'));
    expect(answer).toMatchObject({ status: 200, error: null, text: 'x'.repeat(512) });
    expect(sent).toBeLessThan(1024 * 1024);
  });

  it('a slow answer counts by its status, and is cut off at the timeout', async () => {
    const drip = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('a')),
    });
    receivers.at('drip.example', () => new Response(drip));
    expect(await postTo(posting('drip.example'))).toMatchObject({ status: 200, error: null, text: 'a' });
  });

  it('an endpoint that hangs is reported as a timeout, and one that resets as a failed connection', async () => {
    receivers.at(
      'hang.example',
      (_, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    expect(await postTo(posting('hang.example'))).toMatchObject({ status: null, error: 'timeout' });
    receivers.at('reset.example', () => {
      throw new TypeError('Network connection lost.');
    });
    expect(await postTo(posting('reset.example'))).toMatchObject({ status: null, error: 'connection' });
  });
});

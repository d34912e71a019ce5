/** Programs that people have already get Meta's webhook from here, as if Meta had sent it. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NewWebhook, WebhookDeliveries } from '../../../../worker/api/developers/webhooks.ts';
import {
  chatwootChannel,
  type MetaReceiver,
  n8nTrigger,
  pywaBot,
} from '../../support/meta/meta-receivers.ts';
import { Receivers } from '../../support/receivers.ts';
import {
  appSecret,
  call,
  connectNumber,
  post,
  refusalOf,
  signIn,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242989';
const other = '106540352242990';
const phone = '15550783881';
const customer = '15550890001';
let admin: string;
let receivers: Receivers;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, other);
  receivers = new Receivers();
});

async function connect({ url, verifyToken }: MetaReceiver<unknown>, change: object = {}): Promise<string> {
  const body = {
    format: 'meta',
    name: url,
    url,
    fields: ['messages'],
    verifyToken,
    inboxes: [number],
    ...change,
  };
  const answer = await call('POST', '/api/webhooks', { token: admin, body });
  expect(answer.status).toBe(201);
  return (await answer.json<NewWebhook>()).webhook.id;
}

const disconnect = (id: string) => call('DELETE', `/api/webhooks/${id}`, { token: admin });
const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000 });
const seconds = () => String(Math.floor(Date.now() / 1000));

async function outcomesOf(id: string): Promise<(string | number | null)[][]> {
  const answer = await call('GET', `/api/webhooks/${id}/deliveries`, { token: admin });
  const { deliveries } = await answer.json<WebhookDeliveries>();
  return deliveries.map(({ outcome, status }) => [outcome, status]);
}

/** A customer writes in letters that a careless sender would escape, another number is written to, and a message is read. */
async function something(round: string): Promise<{ message: string; status: string }> {
  const [message, status] = [`wamid.${round}.in`, `wamid.${round}.out`];
  await post(webhook(number, text(customer, message, Date.now(), 'Größe @ 5/6 👍 "ja" \\ <b>')));
  await post(webhook(other, text(customer, `wamid.${round}.other`, Date.now(), 'Not for them')));
  const read = { id: status, status: 'read', timestamp: seconds(), recipient_id: customer };
  await post(webhook(number, { statuses: [read] }));
  return { message, status };
}

describe('n8n’s WhatsApp trigger', () => {
  it('n8n starts its workflow with each message and status of the number', async () => {
    const n8n = n8nTrigger(receivers, appSecret);
    const id = await connect(n8n);
    const { message, status } = await something('n8n');
    await eventually(() => expect(n8n.read).toHaveLength(2));
    const seen = JSON.stringify(n8n.read);
    expect([seen.includes(message), seen.includes(status), seen.includes('Größe @ 5/6 👍')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(seen).not.toContain('wamid.n8n.other');
    await disconnect(id);
  });

  it('n8n accepts a body signed with another app’s secret, and starts nothing if the signature is wrong', async () => {
    const own = 'the client secret of the n8n app';
    const right = n8nTrigger(receivers, own);
    const wrong = n8nTrigger(receivers, own);
    const ids = [await connect(right, { appSecret: own }), await connect(wrong)];
    await something('n8n-secret');
    await eventually(() => expect(right.read).toHaveLength(2));
    // It answers 200 all the same, so the log cannot tell.
    await eventually(async () =>
      expect(await outcomesOf(ids[1] ?? '')).toEqual([
        ['delivered', 200],
        ['delivered', 200],
      ]),
    );
    expect(wrong.read).toEqual([]);
    await Promise.all(ids.map(disconnect));
  });

  it('n8n is not connected with a wrong verify token', async () => {
    const n8n = n8nTrigger(receivers, appSecret);
    const body = { format: 'meta', name: 'n8n', url: n8n.url, fields: ['messages'], verifyToken: 'guessed' };
    expect(await refusalOf(await call('POST', '/api/webhooks', { token: admin, body }))).toEqual([
      422,
      'handshake_failed',
    ]);
  });
});

describe('Chatwoot’s WhatsApp channel', () => {
  it('Chatwoot gets the customer’s name and message, and the statuses', async () => {
    const chatwoot = chatwootChannel(receivers, { appSecret, phone });
    const id = await connect(chatwoot);
    const { message, status } = await something('chatwoot');
    await eventually(() => expect(chatwoot.read).toHaveLength(2));
    expect(chatwoot.read).toContainEqual({ from: customer, name: `Customer ${customer}`, id: message });
    expect(chatwoot.read).toContainEqual({ status: 'read', id: status });
    await disconnect(id);
  });

  it('Chatwoot answers 401 to a signature of another app, and the delivery log shows it', async () => {
    const chatwoot = chatwootChannel(receivers, { appSecret: 'the secret of another app', phone });
    const id = await connect(chatwoot, { includesStatuses: false });
    await something('chatwoot-401');
    await eventually(async () => expect(await outcomesOf(id)).toEqual([['refused', 401]]));
    expect(chatwoot.read).toEqual([]);
    await disconnect(id);
  });
});

describe('a bot that reads like pywa', () => {
  it('a pywa-like bot gets messages with sender, text and time, and statuses, of its own number only', async () => {
    const pywa = pywaBot(receivers, { appSecret, phoneId: number });
    const id = await connect(pywa, { inboxes: [number, other] });
    const { message, status } = await something('pywa');
    await eventually(() => expect(receivers.posted(new URL(pywa.url).hostname)).toHaveLength(3));
    await eventually(() => expect(pywa.read).toHaveLength(2));
    expect(pywa.read).toContainEqual({
      ...{ kind: 'text', id: message, from: customer, name: `Customer ${customer}` },
      ...{ at: expect.any(Number), text: 'Größe @ 5/6 👍 "ja" \\ <b>' },
    });
    expect(pywa.read).toContainEqual({
      ...{ kind: 'read', id: status, from: customer, name: null, at: expect.any(Number), text: null },
    });
    await disconnect(id);
  });
});

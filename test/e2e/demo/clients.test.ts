/** The stand-in against two Cloud API clients that others wrote: they send through it and read its webhooks. */
import { createServer, type Server } from 'node:http';
import { WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { normalizeWebhook, verifySignature } from '@kapso/whatsapp-cloud-api/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WhatsAppAPI } from 'whatsapp-api-js';
import { Text } from 'whatsapp-api-js/messages';
import { listening } from '../../listening.ts';
import { demoUrl } from '../support/stack.ts';

const number = '990000000000001';
const customer = '15550300001';
const accessToken = 'EAAG-of-the-clients';
const appSecret = 'an app secret of the clients';

interface Delivery {
  body: string;
  signature: string;
}
const deliveries: Delivery[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const signature = request.headers['x-hub-signature-256'];
    deliveries.push({ body: Buffer.concat(parts).toString('utf8'), signature: String(signature) });
    response.end();
  });
  const port = await listening(server, '127.0.0.1');
  await control('PUT', `/numbers/${number}`, {
    wabaId: '990000000000000',
    displayPhoneNumber: '+1 555 030 0000',
    name: 'Clients',
    accessToken,
    appSecret,
    callbackUrl: `http://127.0.0.1:${port}/webhook`,
  });
  await control('POST', '/messages', { phoneNumberId: number, customer, name: 'Zoë', text: 'Grüße 🏺 a/b' });
});
afterAll(() => server.close());

async function control(method: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${demoUrl}/control${path}`, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

async function deliveryWith(part: string): Promise<Delivery> {
  const found = () => deliveries.find(({ body }) => body.includes(part));
  await expect.poll(found).toBeDefined();
  const delivery = found();
  if (!delivery) throw new Error(`No webhook carries ${part}`);
  return delivery;
}

it('the stand-in accepts messages of @kapso/whatsapp-cloud-api, which verifies and reads its webhooks', async () => {
  const client = new WhatsAppClient({ accessToken, baseUrl: demoUrl });
  const sent = await client.messages.sendText({
    phoneNumberId: number,
    to: customer,
    body: 'Hello from Kapso',
  });
  const wamid = sent.messages[0]?.id ?? 'none';
  expect(wamid).toMatch(/^wamid\./);

  const { body, signature } = await deliveryWith('"status":"read"');
  expect(verifySignature({ appSecret, rawBody: body, signatureHeader: signature })).toBe(true);
  expect(verifySignature({ appSecret: 'another', rawBody: body, signatureHeader: signature })).toBe(false);
  expect(normalizeWebhook(JSON.parse(body)).statuses).toMatchObject([{ id: wamid, status: 'read' }]);

  const received = await deliveryWith('"contacts"');
  expect(received.body).toContain('Gr\\u00fc\\u00dfe \\ud83c\\udffa a\\/b');
  expect(normalizeWebhook(JSON.parse(received.body)).messages).toMatchObject([
    { from: customer, type: 'text', text: { body: 'Grüße 🏺 a/b' } },
  ]);
});

it('the stand-in accepts messages of whatsapp-api-js, which verifies and reads its webhooks', async () => {
  const api = new WhatsAppAPI<string>({
    token: accessToken,
    appSecret,
    v: 'v23.0',
    ponyfill: {
      fetch: (input, init) => fetch(String(input).replace('https://graph.facebook.com', demoUrl), init),
    },
  });
  const answer = await api.sendMessage(number, customer, new Text('Hello from whatsapp-api-js'));
  expect(answer).toMatchObject({ messages: [{ id: expect.stringMatching(/^wamid\./) }] });

  api.on.message = ({ from, message }) =>
    `${from} wrote ${message.type === 'text' ? message.text.body : message.type}`;
  const { body, signature } = await deliveryWith('"contacts"');
  expect(await api.post(JSON.parse(body), body, signature)).toBe(`${customer} wrote Grüße 🏺 a/b`);
});

/** Two Cloud API clients that others wrote send through the Worker, which sends through the stand-in. */
import { GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { beforeAll, expect, it } from 'vitest';
import { WhatsAppAPI } from 'whatsapp-api-js';
import { Location, Reaction, Text } from 'whatsapp-api-js/messages';
import { demoNumber } from '../../../demo/stack.ts';
import type { MessagePage } from '../../../worker/api/conversations/teamwork.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import { api, call, conversationWith } from '../support/calls.ts';
import { workerUrl } from '../support/stack.ts';

const { phoneNumberId } = demoNumber;
const baseUrl = `${workerUrl}/graph`;
let token: string;

beforeAll(async () => {
  const scopes = ['conversations:read', 'conversations:write', 'numbers:read'];
  ({ token } = await api<NewApiToken>('POST', '/tokens', { name: 'Order bot', scopes }));
});

async function threadOf(id: number) {
  const { rows } = await call<MessagePage>('GET', `/conversations/${id}/messages`);
  return rows.map(({ author, content, wamid }) => ({ author, content, wamid }));
}

it('@kapso/whatsapp-cloud-api sends through the Worker and recognizes its error codes', async () => {
  const to = '15550310001';
  const { id, lastMessage } = await conversationWith(to, 'Zoë');
  const client = new WhatsAppClient({ accessToken: token, baseUrl });
  const sent = await client.messages.sendText({ phoneNumberId, to, body: 'Hello from Kapso' });
  expect(sent.contacts).toMatchObject([{ input: to, waId: to }]);
  const buttons = [{ id: 'yes', title: 'Yes' }];
  const asked = await client.messages.sendInteractiveButtons({
    phoneNumberId,
    to,
    bodyText: 'Shall we ship it?',
    buttons,
  });
  await client.messages.markRead({ phoneNumberId, messageId: lastMessage?.wamid ?? '' });
  expect(await threadOf(id)).toMatchObject([
    { author: { name: 'Order bot' }, content: { type: 'interactive' }, wamid: asked.messages[0]?.id },
    { author: { name: 'Order bot' }, content: { type: 'text' }, wamid: sent.messages[0]?.id },
    { author: null },
  ]);

  const closed = client.messages.sendText({ phoneNumberId, to: '15550310009', body: 'Hello?' });
  await expect(closed).rejects.toThrow(GraphApiError);
  await expect(closed).rejects.toMatchObject({ code: 131047, httpStatus: 400 });
  const stranger = new WhatsAppClient({ accessToken: 'mut_made-up', baseUrl });
  await expect(stranger.messages.sendText({ phoneNumberId, to, body: 'Hello?' })).rejects.toMatchObject({
    code: 190,
  });
});

it('whatsapp-api-js sends through the Worker', async () => {
  const to = '15550310002';
  const { id, lastMessage } = await conversationWith(to, 'Yan');
  const bot = new WhatsAppAPI<string>({
    token,
    appSecret: 'is not used to send',
    v: 'v23.0',
    ponyfill: {
      fetch: (input, init) => fetch(String(input).replace('https://graph.facebook.com', baseUrl), init),
    },
  });
  const wamids: string[] = [];
  for (const message of [
    new Text('Hello from whatsapp-api-js'),
    new Location(106.8, -6.1, 'Kiln'),
    new Reaction(lastMessage?.wamid ?? '', '👍'),
  ]) {
    const answer = await bot.sendMessage(phoneNumberId, to, message);
    if (!('messages' in answer)) throw new Error(JSON.stringify(answer));
    wamids.push(answer.messages[0].id);
  }
  expect(wamids).toEqual(wamids.map(() => expect.stringMatching(/^wamid\./)));
  expect(await threadOf(id)).toMatchObject([
    { author: { name: 'Order bot' }, content: { type: 'reaction' }, wamid: wamids[2] },
    { author: { name: 'Order bot' }, content: { type: 'location' }, wamid: wamids[1] },
    { author: { name: 'Order bot' }, content: { type: 'text' }, wamid: wamids[0] },
    { author: null },
  ]);
  expect(await bot.sendMessage(phoneNumberId, '15550310008', new Text('Hello?'))).toMatchObject({
    error: { code: 131047 },
  });
});

it('uploads, sends, reads and deletes a file for @kapso/whatsapp-cloud-api, and lists numbers and templates', async () => {
  const to = '15550310003';
  const { id } = await conversationWith(to, 'Xia');
  const client = new WhatsAppClient({ accessToken: token, baseUrl });
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const file = new Blob([picture], { type: 'image/png' });
  const { id: mediaId } = await client.media.upload({
    phoneNumberId,
    type: 'image/png',
    file,
    fileName: 'pot.png',
  });
  const sent = await client.messages.sendImage({
    phoneNumberId,
    to,
    image: { id: mediaId, caption: 'The pot' },
  });
  expect(await threadOf(id)).toMatchObject([
    { content: { type: 'image', image: { id: mediaId } }, wamid: sent.messages[0]?.id },
    { author: null },
  ]);
  const described = await client.media.get({ mediaId, phoneNumberId });
  expect(described).toMatchObject({ id: mediaId, mimeType: 'image/png', fileSize: picture.length });
  const bytes = await client.media.download({ mediaId, phoneNumberId, auth: 'always' });
  if (!(bytes instanceof ArrayBuffer)) throw new Error('Bytes are asked for unless something else is');
  expect(Buffer.from(bytes)).toEqual(picture);
  // The thread keeps its own copy.
  await expect
    .poll(async () => (await call<MessagePage>('GET', `/conversations/${id}/messages`)).rows[0]?.media?.state)
    .toBe('stored');
  expect(await client.media.delete({ mediaId, phoneNumberId })).toMatchObject({ success: true });
  await expect(client.media.get({ mediaId, phoneNumberId })).rejects.toMatchObject({ code: 100 });
  const { data } = await client.templates.list({ businessAccountId: demoNumber.wabaId, limit: 1 });
  expect(data).toHaveLength(1);
});

/** Cloud API clients that others wrote, unchanged but for their address and token: everything that they can send. */
import CloudAPI, { MessageType } from '@great-detail/whatsapp';
import { WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { WhatsAppAPI } from 'whatsapp-api-js';
import * as messages from 'whatsapp-api-js/messages';
import { baseUrl, fetchHere, GraphScene, sentTo } from '../../support/graph-scene.ts';
import { scriptedAccount as account, scriptedNumber as number } from '../../support/meta/scripted-number.ts';
import { call } from '../../support/webhooks.ts';

const link = 'https://shop.example/1.jpg';
const stranger = '15550479999';
let scene: GraphScene;
let token: string;

beforeAll(async () => {
  scene = await GraphScene.begin(15550470000);
  token = await scene.token('Bot', 'conversations:read', 'conversations:write', 'numbers:read');
  const settings = { token: scene.admin, body: { receipts: 'on-reply' } };
  await call('PUT', `/api/inboxes/${number}/settings`, settings);
});

/** Sends each to another customer, so that none waits for WhatsApp's pace, and returns what Meta has received. */
async function sendAll<Answer>(
  wanted: Readonly<Record<string, (to: string) => Promise<Answer>>>,
): Promise<{ answers: Record<string, Answer>; sent: Record<string, Record<string, unknown> | undefined> }> {
  const answers: Record<string, Answer> = {};
  const sent: Record<string, Record<string, unknown> | undefined> = {};
  for (const [name, send] of Object.entries(wanted)) {
    const to = await scene.newCustomer();
    answers[name] = await send(to);
    [sent[name]] = await sentTo(to);
  }
  return { answers, sent };
}

const file = () => new Blob(['a picture of a pot'], { type: 'image/jpeg' });

describe('@kapso/whatsapp-cloud-api', () => {
  const about = (to: string) => ({ phoneNumberId: number, to });

  it('@kapso/whatsapp-cloud-api sends every kind of message', async () => {
    const client = new WhatsAppClient({ accessToken: token, baseUrl, fetch: fetchHere });
    const { messages: to } = client;
    const { id } = await client.media.upload({
      ...{ phoneNumberId: number, type: 'image/jpeg', file: file(), fileName: 'pot.jpg' },
    });
    const quoted = await scene.hears(await scene.newCustomer());
    const ask = { bodyText: 'Shall we ship it?' };
    const { answers, sent } = await sendAll({
      text: (customer) => to.sendText({ ...about(customer), body: 'Hello', previewUrl: true }),
      reply: (customer) => to.sendText({ ...about(customer), body: 'Yes', contextMessageId: quoted }),
      reference: (customer) =>
        to.sendText({ ...about(customer), body: 'Yes', bizOpaqueCallbackData: 'order-7' }),
      'image by link': (customer) => to.sendImage({ ...about(customer), image: { link, caption: 'C' } }),
      'image by id': (customer) => to.sendImage({ ...about(customer), image: { id } }),
      video: (customer) => to.sendVideo({ ...about(customer), video: { link, caption: 'C' } }),
      audio: (customer) => to.sendAudio({ ...about(customer), audio: { link, voice: true } }),
      document: (customer) => to.sendDocument({ ...about(customer), document: { link, filename: 'f.pdf' } }),
      sticker: (customer) => to.sendSticker({ ...about(customer), sticker: { link } }),
      location: (customer) =>
        to.sendLocation({ ...about(customer), location: { latitude: -6.1, longitude: 106.8, name: 'Kiln' } }),
      contacts: (customer) =>
        to.sendContacts({
          ...about(customer),
          contacts: [
            { name: { formattedName: 'Ada Pot', firstName: 'Ada' }, phones: [{ phone: '+15550100199' }] },
          ],
        }),
      reaction: (customer) =>
        to.sendReaction({ ...about(customer), reaction: { messageId: quoted, emoji: '👍' } }),
      template: (customer) =>
        to.sendTemplate({ ...about(customer), template: { name: 'hello', language: { code: 'en' } } }),
      buttons: (customer) =>
        to.sendInteractiveButtons({ ...about(customer), ...ask, buttons: [{ id: 'yes', title: 'Yes' }] }),
      list: (customer) =>
        to.sendInteractiveList({
          ...{ ...about(customer), ...ask, buttonText: 'Choose' },
          sections: [{ title: 'Pots', rows: [{ id: 'a', title: 'Small' }] }],
        }),
      url: (customer) =>
        to.sendInteractiveCtaUrl({
          ...{ ...about(customer), ...ask },
          parameters: { displayText: 'Open', url: 'https://shop.example' },
        }),
      'location request': (customer) =>
        to.sendInteractiveLocationRequest({
          ...{ ...about(customer), ...ask },
          parameters: { requestMessage: 'Where are you?' },
        }),
    });
    for (const [name, answer] of Object.entries(answers)) {
      expect([name, answer.messages[0]?.id]).toEqual([name, expect.stringMatching(/^wamid\.scripted\./)]);
      expect([name, answer.contacts[0]?.input]).toEqual([name, expect.stringMatching(/^1555047/)]);
    }
    expect(sent).toMatchObject({
      text: { type: 'text', text: { body: 'Hello', preview_url: true } },
      reply: { text: { body: 'Yes' }, context: { message_id: quoted } },
      'image by link': { image: { link, caption: 'C' } },
      'image by id': { image: { id } },
      video: { video: { link, caption: 'C' } },
      audio: { audio: { link, voice: true } },
      document: { document: { link, filename: 'f.pdf' } },
      sticker: { sticker: { link } },
      location: { location: { latitude: -6.1, longitude: 106.8, name: 'Kiln' } },
      contacts: { contacts: [{ name: { formatted_name: 'Ada Pot' }, phones: [{ phone: '+15550100199' }] }] },
      reaction: { reaction: { message_id: quoted, emoji: '👍' } },
      template: { template: { name: 'hello', language: { code: 'en' } } },
      buttons: { interactive: { type: 'button', body: { text: 'Shall we ship it?' } } },
      list: { interactive: { type: 'list' } },
      url: { interactive: { type: 'cta_url' } },
      'location request': { interactive: { type: 'location_request_message' } },
    });
  });

  it('@kapso/whatsapp-cloud-api marks as read, reads files, lists templates, and matches Meta’s codes', async () => {
    const client = new WhatsAppClient({ accessToken: token, baseUrl, fetch: fetchHere });
    const messageId = await scene.hears(await scene.newCustomer());
    const receipt = { phoneNumberId: number, messageId, typingIndicator: { type: 'text' } } as const;
    expect(await client.messages.markRead(receipt)).toMatchObject({ success: true });
    const uploaded = await client.media.upload({ phoneNumberId: number, type: 'image/jpeg', file: file() });
    const where = { mediaId: uploaded.id, phoneNumberId: number };
    expect(await client.media.get(where)).toMatchObject({ mimeType: 'image/jpeg', fileSize: 18 });
    const bytes = await client.media.download({ ...where, auth: 'always' });
    expect(new TextDecoder().decode(bytes as ArrayBuffer)).toBe('a picture of a pot');
    expect(await client.media.delete(where)).toMatchObject({ success: true });
    const templates = await client.templates.list({ businessAccountId: account, limit: 2 });
    expect(templates.data.map(({ name }) => name)).toEqual(['hello', 'order_ready']);
    const closed = client.messages.sendText({ phoneNumberId: number, to: stranger, body: 'Hello?' });
    await expect(closed).rejects.toMatchObject({ code: 131047, httpStatus: 400 });
  });
});

describe('whatsapp-api-js', () => {
  function botHere(): WhatsAppAPI<string> {
    return new WhatsAppAPI<string>({
      token,
      appSecret: 'is not used to send',
      v: 'v23.0',
      ponyfill: {
        fetch: (input, init) => fetchHere(String(input).replace('https://graph.facebook.com', baseUrl), init),
      },
    });
  }

  it('whatsapp-api-js sends every kind of message', async () => {
    const bot = botHere();
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', file(), 'pot.jpg');
    const uploaded = await bot.uploadMedia(number, form);
    if (!('id' in uploaded)) throw new Error(JSON.stringify(uploaded));
    const quoted = await scene.hears(await scene.newCustomer());
    const body = new messages.Body('Shall we ship it?');
    const contents = {
      text: new messages.Text('Hello', true),
      'image by link': new messages.Image(link, false, 'C'),
      'image by id': new messages.Image(uploaded.id, true),
      video: new messages.Video(link, false, 'C'),
      audio: new messages.Audio(link),
      document: new messages.Document(link, false, 'C', 'f.pdf'),
      sticker: new messages.Sticker(link),
      location: new messages.Location(106.8, -6.1, 'Kiln'),
      contacts: new messages.Contacts([
        new messages.Name('Ada Pot', 'Ada'),
        new messages.Phone('+15550100199', 'WORK', '15550100199'),
      ]),
      reaction: new messages.Reaction(quoted, '👍'),
      template: new messages.Template('hello', new messages.Language('en')),
      buttons: new messages.Interactive(new messages.ActionButtons(new messages.Button('yes', 'Yes')), body),
      list: new messages.Interactive(
        new messages.ActionList('Choose', new messages.ListSection('Pots', new messages.Row('a', 'Small'))),
        body,
      ),
      url: new messages.Interactive(new messages.ActionCTA('Open', 'https://shop.example'), body),
      'location request': new messages.Interactive(new messages.ActionLocation(), body),
    };
    const { answers, sent } = await sendAll({
      ...Object.fromEntries(
        Object.entries(contents).map(([name, message]) => [
          name,
          (to: string) => bot.sendMessage(number, to, message),
        ]),
      ),
      reply: (to) => bot.sendMessage(number, to, new messages.Text('Yes'), quoted, 'order-8'),
    });
    for (const [name, answer] of Object.entries(answers)) {
      if ('error' in answer) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
      expect([name, answer]).toEqual([
        name,
        expect.objectContaining({ messages: [{ id: expect.stringMatching(/^wamid\.scripted\./) }] }),
      ]);
    }
    expect(sent).toMatchObject({
      text: { text: { body: 'Hello', preview_url: true } },
      reply: { text: { body: 'Yes' }, context: { message_id: quoted } },
      'image by link': { image: { link, caption: 'C' } },
      'image by id': { image: { id: uploaded.id } },
      location: { location: { longitude: 106.8, latitude: -6.1, name: 'Kiln' } },
      contacts: { contacts: [{ name: { formatted_name: 'Ada Pot' } }] },
      reaction: { reaction: { message_id: quoted, emoji: '👍' } },
      template: { template: { name: 'hello' } },
      list: { interactive: { type: 'list' } },
      url: { interactive: { type: 'cta_url' } },
      'location request': { interactive: { type: 'location_request_message' } },
    });
  });

  it('whatsapp-api-js marks as read, reads and deletes files, and gets Meta’s errors', async () => {
    const bot = botHere();
    const wamid = await scene.hears(await scene.newCustomer());
    expect(await bot.markAsRead(number, wamid, 'text')).toMatchObject({ success: true });
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', file(), 'pot.jpg');
    const uploaded = await bot.uploadMedia(number, form);
    if (!('id' in uploaded)) throw new Error(JSON.stringify(uploaded));
    const found = await bot.retrieveMedia(uploaded.id, number);
    if (!('url' in found)) throw new Error(JSON.stringify(found));
    expect(await (await bot.fetchMedia(found.url)).text()).toBe('a picture of a pot');
    expect(await bot.deleteMedia(uploaded.id, number)).toEqual({ success: true });
    expect(await bot.sendMessage(number, stranger, new messages.Text('Hello?'))).toMatchObject({
      error: { code: 131047 },
    });
  });
});

describe('@great-detail/whatsapp', () => {
  function clientHere(): CloudAPI {
    const headers = { Authorization: `Bearer ${token}` };
    return new CloudAPI({ baseUrl, request: { headers, fetch: fetchHere, retry: 0 } });
  }

  it('@great-detail/whatsapp sends every kind of message', async () => {
    const { message, media } = clientHere();
    const { id } = await media
      .upload({
        ...{ phoneNumberID: number, file: file(), filename: 'pot.jpg', mimeType: 'image/jpeg' },
      })
      .json();
    const quoted = await scene.hears(await scene.newCustomer());
    const body = { text: 'Shall we ship it?' };
    const about = (to: string) => ({ phoneNumberID: number, to });
    const { answers, sent } = await sendAll({
      text: (to) =>
        message.createMessage({ ...about(to), type: MessageType.Text, text: { body: 'Hello' } }).json(),
      reply: (to) =>
        message
          .createMessage({
            ...about(to),
            type: MessageType.Text,
            text: { body: 'Yes' },
            context: { message_id: quoted },
          })
          .json(),
      'image by link': (to) =>
        message
          .createMessage({ ...about(to), type: MessageType.Image, image: { link, caption: 'C' } })
          .json(),
      'image by id': (to) =>
        message.createMessage({ ...about(to), type: MessageType.Image, image: { id } }).json(),
      location: (to) =>
        message
          .createMessage({
            ...{ ...about(to), type: MessageType.Location },
            location: { latitude: -6.1, longitude: 106.8, name: 'Kiln', address: 'Road 1' },
          })
          .json(),
      template: (to) =>
        message
          .createMessage({
            ...about(to),
            type: MessageType.Template,
            template: { name: 'hello', language: { code: 'en' }, components: [] },
          })
          .json(),
      buttons: (to) =>
        message
          .createMessage({
            ...{ ...about(to), type: MessageType.Interactive },
            interactive: {
              ...{ type: 'button', body },
              action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
            },
          })
          .json(),
    });
    for (const [name, answer] of Object.entries(answers)) {
      expect([name, answer.messages[0]?.id]).toEqual([name, expect.stringMatching(/^wamid\.scripted\./)]);
    }
    expect(sent).toMatchObject({
      text: { text: { body: 'Hello' } },
      reply: { context: { message_id: quoted } },
      'image by link': { image: { link, caption: 'C' } },
      'image by id': { image: { id } },
      location: { location: { latitude: -6.1, longitude: 106.8 } },
      template: { template: { name: 'hello' } },
      buttons: { interactive: { type: 'button' } },
    });
  });

  it('@great-detail/whatsapp marks as read, reads and deletes files, and describes the number and its templates', async () => {
    const client = clientHere();
    const message_id = await scene.hears(await scene.newCustomer());
    const receipt = client.message.createStatus({ phoneNumberID: number, message_id, status: 'read' });
    expect(await receipt.json()).toEqual({ success: true });
    const { id: mediaID } = await client.media
      .upload({ phoneNumberID: number, file: file(), filename: 'pot.jpg', mimeType: 'image/jpeg' })
      .json();
    const found = await client.media.getURL({ mediaID, phoneNumberID: number }).json();
    expect(found).toMatchObject({ mime_type: 'image/jpeg', id: mediaID });
    expect(await client.media.delete({ mediaID, phoneNumberID: number }).json()).toEqual({ success: true });
    const described = client.phoneNumbers.getPhoneNumber({
      phoneNumberID: number,
      fields: ['verified_name'],
    });
    expect(await described.json()).toMatchObject({ verified_name: 'Lumen & Clay', id: number });
    const { data } = await client.template.list(account, { limit: 2 }).json();
    expect(data.map(({ name }) => name)).toEqual(['hello', 'order_ready']);
    const closed = client.message.createMessage({
      ...{ phoneNumberID: number, to: stranger, type: MessageType.Text, text: { body: 'Hello?' } },
    });
    await expect(closed.json()).rejects.toMatchObject({ response: { status: 400 } });
  });
});

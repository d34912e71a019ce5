/** A number from which an admin does not let files be sent, and the language of a number. */
import { beforeAll, expect, it, vi } from 'vitest';
import type { ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import { openPage } from '../../support/live-socket.ts';
import { photo, play } from '../../support/outbox-scene.ts';
import { call, connectNumber, post, refusalOf, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242991';
const path = `/api/inboxes/${number}`;
const picture = { type: 'image', image: { link: 'https://shop.example/cup.jpg' } };
const template = {
  type: 'template',
  template: {
    name: 'order_update',
    language: { code: 'en_US' },
    components: [
      { type: 'header', parameters: [{ type: 'image', image: { link: 'https://shop.example/a.jpg' } }] },
    ],
  },
};
const buttons = {
  type: 'interactive',
  interactive: {
    type: 'button',
    header: { type: 'document', document: { link: 'https://shop.example/a.pdf' } },
    body: { text: 'Which one?' },
    action: { buttons: [{ type: 'reply', reply: { id: '1', title: 'This' } }] },
  },
};
let token: string;
let conversation: number;
let sends = 0;

const allow = (sendsFiles: boolean) => call('PUT', `${path}/settings`, { token, body: { sendsFiles } });
const send = (content: object) =>
  call('POST', `${path}/conversations/${conversation}/messages`, {
    token,
    body: { content },
    headers: { 'Idempotency-Key': `files-${sends++}` },
  });

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  vi.stubGlobal('fetch', async () => Response.json({ messages: [{ id: `wamid.files.${sends}` }] }));
  await post(webhook(number, text('15550190001', 'wamid.files', Date.now() - 1_000, 'Hello')));
  const answer = await call('GET', `${path}/conversations`, { token });
  conversation = (await answer.json<ConversationPage>()).rows[0]?.id ?? 0;
});

it('a number that sends no files refuses every message with one, and its upload, and sends the rest', async () => {
  const page = await openPage(token, number);
  expect(await (await allow(false)).json<InboxSummary>()).toMatchObject({ sendsFiles: false });
  await vi.waitFor(() =>
    expect(page.frames).toContainEqual(
      expect.objectContaining({ type: 'number', number: expect.objectContaining({ sendsFiles: false }) }),
    ),
  );
  for (const content of [picture, template, buttons])
    expect(await refusalOf(await send(content))).toEqual([409, 'files_off']);
  const upload = await call('POST', `${path}/media?kind=image&filename=a.jpg`, {
    token,
    headers: { 'Content-Type': 'image/jpeg' },
    bytes: new Uint8Array([1, 2, 3]),
  });
  expect(await refusalOf(upload)).toEqual([409, 'files_off']);
  expect((await send({ type: 'text', text: { body: 'Hello' } })).status).toBe(201);
});

it('the language of a number is part of the button’s settings, and null takes it away', async () => {
  const put = async (language: string | null) =>
    (await (await call('PUT', `${path}/settings`, { token, body: { language } })).json<InboxSummary>())
      .language;
  expect(await put('es')).toBe('es');
  expect(await (await call('GET', `${path}/button`, {})).json()).toMatchObject({ language: 'es' });
  expect(await put(null)).toBeNull();
  const unknown = await call('PUT', `${path}/settings`, { token, body: { language: 'xx' } });
  expect(await refusalOf(unknown)).toEqual([422, 'invalid_input']);
});

// Last, because it has a clock of its own.
it('a file that waits while files are switched off fails with a reason, and the text after it is sent', () =>
  play('files-off', async ({ world, whatsApp, send, now }) => {
    world.sendsFiles = false;
    const file = send(photo);
    const after = send('Hello');
    await world.end();
    expect(now(file)).toMatchObject({ status: 'failed', error: { code: 'files_off' } });
    expect(now(after).status).toBe('accepted');
    expect(whatsApp.calls).toHaveLength(1);
  }));

/** Files: what is taken, what is given back and to whom. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { MediaTicket, MediaUpload, Message } from '../../../../worker/api/conversations/messages.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { png, webp } from '../../../fixtures/pictures.ts';
import {
  call,
  codeOf,
  connectNumber,
  fetched,
  post,
  refusalOf,
  signIn,
  text,
  webhook,
} from '../../support/webhooks.ts';

const number = '106540352242922';
const other = '106540352242923';
let token: string;
let conversation: number;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  await connectNumber(token, other);
  await post(webhook(number, text('15550300001', 'wamid.files', Date.now(), 'Send me the price list')));
  const list = await call('GET', `/api/inboxes/${number}/conversations`, { token });
  const [row] = (await list.json<Page<Conversation>>()).rows;
  if (!row) throw new Error('The customer’s message was not stored');
  conversation = row.id;
});

function upload(query: string, type: string, bytes: Uint8Array): Promise<Response> {
  const url = `https://inbox.example/api/inboxes/${number}/media?${query}`;
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': type,
    'Content-Length': String(bytes.length),
  };
  return fetched(new Request(url, { method: 'POST', headers, body: bytes }));
}

async function sent(content: object, to = conversation): Promise<Message> {
  const answer = await call('POST', `/api/inboxes/${number}/conversations/${to}/messages`, {
    token,
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body: { content },
  });
  expect(answer.status).toBe(201);
  return answer.json<Message>();
}

const copy = (id: number, inbox = number) =>
  call('POST', `/api/inboxes/${inbox}/messages/${id}/media/copy`, { token, body: {} });

async function ticketFor(inbox: string, session = token): Promise<string> {
  const answer = await call('POST', `/api/inboxes/${inbox}/media-tickets`, { token: session, body: {} });
  return (await answer.json<MediaTicket>()).ticket;
}

async function fetchFile(message: number, headers: HeadersInit = {}, inbox = number): Promise<Response> {
  return call('GET', `/api/inboxes/${inbox}/messages/${message}/media?ticket=${await ticketFor(number)}`, {
    headers,
  });
}

const bytes = new TextEncoder().encode('0123456789');

describe('a customer’s file', () => {
  it('a file whose id fits no address is given up at once', async () => {
    const image = { id: '\ud83d', mime_type: 'image/jpeg' };
    const message = { from: '15550300002', id: 'wamid.half', timestamp: '1794000000', type: 'image', image };
    expect((await post(webhook(number, { messages: [message] }))).status).toBe(200);
    const list = await call('GET', `/api/inboxes/${number}/conversations`, { token });
    const row = (await list.json<Page<Conversation>>()).rows.find(
      ({ contact }) => contact.phone === '15550300002',
    );
    await expect
      .poll(async () => {
        const path = `/api/inboxes/${number}/conversations/${row?.id}/messages`;
        return (await (await call('GET', path, { token })).json<Page<Message>>()).rows[0]?.media;
      })
      .toMatchObject({ state: 'failed', error: { code: 'media_gone' } });
  });
});

describe('an upload', () => {
  it('an upload that WhatsApp would reject is refused before its bytes are read', async () => {
    const wrongType = await upload('kind=image', 'image/gif', bytes);
    expect([wrongType.status, await codeOf(wrongType)]).toEqual([422, 'media_type']);
    const empty = await upload('kind=document', 'text/plain', new Uint8Array());
    expect(empty.ok).toBe(false);
    const wrongKind = await upload('kind=hologram', 'text/plain', bytes);
    expect([wrongKind.status, await codeOf(wrongKind)]).toEqual([422, 'invalid_input']);
  });

  it('a sticker that WhatsApp would not deliver is refused and not stored', async () => {
    const stored = async () => (await env.MEDIA?.list({ prefix: `${number}/sent/` }))?.objects.length;
    const before = await stored();
    for (const [file, code] of [
      [webp(512, 511), 'sticker_size'],
      [webp(512, 512, { size: 100 * 1024 + 1 }), 'media_too_large'],
      [webp(512, 512, { isAnimated: true, size: 500 * 1024 + 1 }), 'media_too_large'],
      [bytes, 'media_type'],
    ] as const) {
      const answer = await upload('kind=sticker', 'image/webp', file);
      expect([answer.status, await codeOf(answer)]).toEqual([422, code]);
    }
    expect(await stored()).toBe(before);
    const moving = webp(512, 512, { isAnimated: true, size: 500 * 1024 });
    expect((await upload('kind=sticker', 'image/webp', moving)).status).toBe(201);
  });

  it('an upload to a number that is deleted meanwhile is refused, and the file is removed', async () => {
    const leaving = '106540352242924';
    await connectNumber(token, leaving);
    const { readable, writable } = new FixedLengthStream(bytes.length);
    const writer = writable.getWriter();
    const uploading = fetched(
      new Request(`https://inbox.example/api/inboxes/${leaving}/media?kind=document`, {
        method: 'POST',
        headers: {
          ...{ Authorization: `Bearer ${token}`, 'Content-Type': 'text/plain' },
          'Content-Length': String(bytes.length),
        },
        body: readable,
      }),
    );
    // Written once it has been read: the number was there then.
    await writer.write(bytes.subarray(0, 4));
    const removed = await call('DELETE', `/api/inboxes/${leaving}?confirm=15550783881`, { token });
    expect(removed.status).toBe(204);
    await writer.write(bytes.subarray(4));
    await writer.close();
    expect(await refusalOf(await uploading)).toEqual([404, 'inbox_not_found']);
    expect((await env.MEDIA?.list({ prefix: `${leaving}/` }))?.objects).toEqual([]);
  });

  it('an unknown upload cannot be sent', async () => {
    const answer = await call('POST', `/api/inboxes/${number}/conversations/${conversation}/messages`, {
      token,
      headers: { 'Idempotency-Key': 'no-upload' },
      body: { content: { type: 'image', image: { id: crypto.randomUUID() } } },
    });
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'upload_not_found']);
  });
});

describe('a file', () => {
  let message: Message;

  beforeAll(async () => {
    const answer = await upload(
      `kind=image&filename=${encodeURIComponent('Schüssel "blau" 碗.png')}`,
      'image/png',
      bytes,
    );
    expect(answer.status).toBe(201);
    const { id } = await answer.json<MediaUpload>();
    message = await sent({ type: 'image', image: { id, caption: 'The bowl' } });
  });

  it('a file is stored, and shown with the message', () => {
    expect(message.media).toMatchObject({ state: 'stored', mimeType: 'image/png', size: 10, error: null });
  });

  it('a picture or sticker that was uploaded has its size, also where it is forwarded', async () => {
    for (const [kind, type, file] of [
      ['image', 'image/png', png(640, 480)],
      ['sticker', 'image/webp', webp(512, 512)],
    ] as const) {
      const { id } = await (await upload(`kind=${kind}`, type, file)).json<MediaUpload>();
      const original = await sent({ type: kind, [kind]: { id } });
      const copied = await (await copy(original.id)).json<MediaUpload>();
      const forwarded = await sent({ type: kind, [kind]: { id: copied.id } });
      const [width, height] = kind === 'image' ? [640, 480] : [512, 512];
      for (const { media } of [original, forwarded]) expect(media).toMatchObject({ width, height });
    }
  });

  it('the bytes of a document are not looked at, and a large picture is stored whole', async () => {
    const { id } = await (await upload('kind=document', 'image/png', png(640, 480))).json<MediaUpload>();
    expect((await sent({ type: 'document', document: { id } })).media).toMatchObject({ width: null });
    const large = new Uint8Array(300_000);
    large.set(png(30, 20));
    large[299_999] = 7;
    const uploaded = await (await upload('kind=image', 'image/png', large)).json<MediaUpload>();
    const picture = await sent({ type: 'image', image: { id: uploaded.id } });
    expect(picture.media).toMatchObject({ size: 300_000, width: 30, height: 20 });
    expect(new Uint8Array(await (await fetchFile(picture.id)).arrayBuffer())).toEqual(large);
  });

  it('a file is returned byte for byte, in a form that cannot run, with its name in any script', async () => {
    const answer = await fetchFile(message.id);
    expect(await answer.text()).toBe('0123456789');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''/);
    const encoded = disposition.split("UTF-8''")[1] ?? '';
    expect(decodeURIComponent(encoded)).toBe('Schüssel "blau" 碗.png');
  });

  it('a file is returned in ranges', async () => {
    for (const [range, part, contentRange] of [
      ['bytes=2-4', '234', 'bytes 2-4/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-3', '789', 'bytes 7-9/10'],
    ]) {
      const answer = await fetchFile(message.id, { Range: range ?? '' });
      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toBe(contentRange);
      expect(await answer.text()).toBe(part);
    }
    expect((await fetchFile(message.id, { Range: 'bytes=99-' })).status).toBe(416);
  });

  it('a file needs a ticket of its number and of a session that has not ended', async () => {
    const path = `/api/inboxes/${number}/messages/${message.id}/media`;
    expect((await call('GET', path)).status).toBe(401);
    expect((await call('GET', `${path}?ticket=${await ticketFor(other)}`)).status).toBe(401);
    const forged = (await ticketFor(number)).replace(/\.\d+\./, '.99999999999999.');
    expect((await call('GET', `${path}?ticket=${forged}`)).status).toBe(401);
    const session = await signIn();
    const ticket = await ticketFor(number, session);
    expect((await call('GET', `${path}?ticket=${ticket}`)).status).toBe(200);
    await call('DELETE', '/api/sessions/current', { token: session });
    expect((await call('GET', `${path}?ticket=${ticket}`)).status).toBe(401);
  });

  it('a file that claims to be a web page or a drawing is only ever saved', async () => {
    for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml']) {
      const { id } = await (await upload('kind=document&filename=a.html', type, bytes)).json<MediaUpload>();
      const { id: page } = await sent({ type: 'document', document: { id } });
      const answer = await fetchFile(page);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
      await answer.body?.cancel();
    }
  });
});

describe('a file that is forwarded', () => {
  let message: Message;
  let target: Conversation;

  const conversationOf = async (inbox: string, phone: string) => {
    await post(webhook(inbox, text(phone, `wamid.forward-${inbox}-${phone}`, Date.now(), 'Hello')));
    const list = await call('GET', `/api/inboxes/${inbox}/conversations`, { token });
    const row = (await list.json<Page<Conversation>>()).rows.find(({ contact }) => contact.phone === phone);
    if (!row) throw new Error('The customer’s message was not stored');
    return row;
  };

  beforeAll(async () => {
    const { id } = await (
      await upload('kind=document&filename=prices.pdf', 'application/pdf', bytes)
    ).json<MediaUpload>();
    message = await sent({ type: 'document', document: { id, filename: 'prices.pdf' } });
    target = await conversationOf(number, '15550300009');
  });

  it('a forwarded file is copied to the other conversation, and outlives the first contact', async () => {
    const first = await conversationOf(number, '15550300010');
    const { id: original } = await (
      await upload('kind=document&filename=plan.pdf', 'application/pdf', bytes)
    ).json<MediaUpload>();
    const plan = await sent({ type: 'document', document: { id: original, filename: 'plan.pdf' } }, first.id);
    const answer = await copy(plan.id);
    expect(answer.status).toBe(201);
    const copied = await answer.json<MediaUpload>();
    expect(copied).toMatchObject({ mimeType: 'application/pdf', size: 10, filename: 'plan.pdf' });
    const forwarded = await sent({ type: 'document', document: { id: copied.id } }, target.id);
    const erased = await call('POST', `/api/inboxes/${number}/conversations/${first.id}/erase`, {
      token,
      body: { name: first.contact.name },
    });
    expect(erased.status).toBe(204);
    expect(await (await fetchFile(forwarded.id)).text()).toBe('0123456789');
  });

  it('a forwarded file stays within its number', async () => {
    const elsewhere = await conversationOf(other, '15550300011');
    const asMessage = await copy(message.id, other);
    expect([asMessage.status, await codeOf(asMessage)]).toEqual([404, 'media_not_found']);
    const { id } = await (await copy(message.id)).json<MediaUpload>();
    const path = `/api/inboxes/${other}/conversations/${elsewhere.id}/messages`;
    const body = { content: { type: 'document', document: { id } } };
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const asUpload = await call('POST', path, { token, headers, body });
    expect([asUpload.status, await codeOf(asUpload)]).toEqual([422, 'upload_not_found']);
    const thread = await call('GET', path, { token });
    expect((await thread.json<Page<Message>>()).rows).toHaveLength(1);
  });

  it('forwarding a deleted file fails with a clear error', async () => {
    const { id } = await (
      await upload('kind=document&filename=lost.pdf', 'application/pdf', bytes)
    ).json<MediaUpload>();
    const lost = await sent({ type: 'document', document: { id } });
    await env.MEDIA?.delete(`${number}/sent/${id}`);
    const answer = await copy(lost.id);
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'media_gone']);
  });

  it('forwarding a message without a file is refused', async () => {
    const words = await sent({ type: 'text', text: { body: 'No file here' } });
    const answer = await copy(words.id);
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'media_not_found']);
  });
});

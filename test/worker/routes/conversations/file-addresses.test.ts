/** Graph names the address of a file. Our access token goes there with the request, so it must be Meta's. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { MediaTicket, MediaUpload, Message } from '../../../../worker/api/conversations/messages.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import type { Fetched } from '../../support/outside.ts';
import { call, connectNumber, post, refusalOf, signIn, webhook } from '../../support/webhooks.ts';

const number = '106540352242971';
const strangePhoto = '106540352242972';
const path = `/api/inboxes/${number}`;
const [elsewhere, atMeta, moved, short] = ['990000000001', '990000000002', '990000000003', '990000000004'];
let admin: string;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  await connectNumber(admin, strangePhoto);
});

const fetchedFrom = async (host: string) =>
  (await (await fetch(`https://outside.example/${host}`)).json()) as Fetched[];

/** A customer sends a picture; the message, once it was tried to fetch the file. */
async function pictureWith(id: string): Promise<Message> {
  const from = `15550${id.slice(-6)}`;
  const value = {
    contacts: [{ profile: { name: 'Pia' }, wa_id: from }],
    messages: [
      {
        from,
        id: `wamid.${id}.${crypto.randomUUID()}`,
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: 'image',
        image: { id, mime_type: 'image/png', sha256: '' },
      },
    ],
  };
  expect((await post(webhook(number, value))).status).toBe(200);
  const list = await call('GET', `${path}/conversations?search=${from}`, { token: admin });
  const [row] = (await list.json<Page<Conversation>>()).rows;
  return vi.waitFor(
    async () => {
      const answer = await call('GET', `${path}/conversations/${row?.id}/messages`, { token: admin });
      const message = (await answer.json<Page<Message>>()).rows[0];
      if (!message?.media || message.media.state === 'waiting') throw new Error('Not tried yet');
      return message;
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** A copy of the file, to be forwarded, while the bucket does not have it. */
async function copied(message: Message): Promise<Response> {
  await runInDurableObject(inboxOf(env, number), (_, { storage }) =>
    storage.sql.exec('UPDATE media SET object = NULL WHERE message_id = ?', message.id),
  );
  return call('POST', `${path}/messages/${message.id}/media/copy`, { token: admin, body: {} });
}

/** The same file as a browser asks for it where there is no bucket: the Worker passes it through. */
async function passedThrough(message: Message): Promise<Response> {
  await runInDurableObject(inboxOf(env, number), (_, { storage }) =>
    storage.sql.exec('UPDATE media SET object = NULL WHERE message_id = ?', message.id),
  );
  const issued = await call('POST', `${path}/media-tickets`, { token: admin, body: {} });
  const { ticket } = await issued.json<MediaTicket>();
  return call('GET', `${path}/messages/${message.id}/media?ticket=${ticket}`);
}

describe('a file of a customer', () => {
  it('a customer’s file is downloaded from Meta with the token, into the bucket and through the Worker', async () => {
    const message = await pictureWith(atMeta);
    expect(message.media).toMatchObject({ state: 'stored', size: 10 });
    const answer = await passedThrough(message);
    expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
    const fetched = await fetchedFrom('lookaside.fbsbx.com');
    const ours = fetched.filter(({ url }) => url.endsWith('/here'));
    expect(ours.length).toBeGreaterThanOrEqual(2);
    for (const { authorization } of ours) expect(authorization).toBe('Bearer EAAG-of-the-tests');
  });

  it('a file is not downloaded from an address that is not Meta’s, whatever Graph returns', async () => {
    const message = await pictureWith(elsewhere);
    expect(message.media).toMatchObject({ state: 'failed', error: { code: 'media_gone' } });
    expect(await refusalOf(await passedThrough(message))).toEqual([404, 'media_gone']);
    const fetched = await fetchedFrom('files.example');
    expect(fetched.filter(({ url }) => url.endsWith('/elsewhere'))).toEqual([]);
  });

  it('a download does not follow a redirect of Meta’s host', async () => {
    const from = '15550000003';
    const value = {
      contacts: [{ profile: { name: 'Mo' }, wa_id: from }],
      messages: [
        {
          from,
          id: `wamid.moved.${crypto.randomUUID()}`,
          timestamp: String(Math.floor(Date.now() / 1000)),
          type: 'image',
          image: { id: moved, mime_type: 'image/png', sha256: '' },
        },
      ],
    };
    await post(webhook(number, value));
    await vi.waitFor(async () => {
      const asked = await fetchedFrom('lookaside.fbsbx.com');
      expect(asked.some(({ url }) => url.endsWith('/moved'))).toBe(true);
    });
    const list = await call('GET', `${path}/conversations?search=${from}`, { token: admin });
    const { rows } = await list.json<Page<Conversation>>();
    const message = rows[0]?.lastMessage;
    if (!message) throw new Error('The picture was not stored');
    expect(await refusalOf(await passedThrough(message))).toEqual([502, 'media_unreachable']);
    const fetched = await fetchedFrom('files.example');
    expect(fetched.filter(({ url }) => url.endsWith('/moved'))).toEqual([]);
  });
});

it('a profile photo outside Meta is not downloaded', async () => {
  const answer = await call('GET', `/api/inboxes/${strangePhoto}/profile/photo`, { token: admin });
  expect(await refusalOf(answer)).toEqual([404, 'photo_not_found']);
  const fetched = await fetchedFrom('files.example');
  expect(fetched.filter(({ url }) => url.endsWith('/photo'))).toEqual([]);
});

describe('a file that is forwarded before the bucket has it', () => {
  it('a forwarded file that is not in the bucket yet is copied from Meta', async () => {
    const answer = await copied(await pictureWith(atMeta));
    expect(answer.status).toBe(201);
    const { id, ...copy } = await answer.json<MediaUpload>();
    expect(copy).toEqual({ mimeType: 'image/png', size: 10, filename: null });
    const kept = await env.MEDIA?.get(`${number}/sent/${id}`);
    expect(await kept?.text()).toBe('0123456789');
  });

  it('a forwarded file whose download breaks off is refused with what to do, and no part of it is kept', async () => {
    const objects = async () => (await env.MEDIA?.list({ prefix: `${number}/sent/` }))?.objects.length;
    const uploads = () =>
      runInDurableObject(
        inboxOf(env, number),
        (_, { storage }) => storage.sql.exec('SELECT * FROM upload').toArray().length,
      );
    const [objectsBefore, uploadsBefore] = [await objects(), await uploads()];
    const message = await pictureWith(atMeta);
    await runInDurableObject(inboxOf(env, number), (_, { storage }) =>
      storage.sql.exec(
        'UPDATE message SET body = replace(body, ?, ?) WHERE id = ?',
        atMeta,
        short,
        message.id,
      ),
    );
    expect(await refusalOf(await copied(message))).toEqual([502, 'file_not_stored']);
    expect([await objects(), await uploads()]).toEqual([objectsBefore, uploadsBefore]);
  });

  it('a forwarded file is requested from Meta only', async () => {
    const before = await fetchedFrom('files.example');
    expect(await refusalOf(await copied(await pictureWith(elsewhere)))).toEqual([404, 'media_gone']);
    expect(await fetchedFrom('files.example')).toEqual(before);
  });
});

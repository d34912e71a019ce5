/** Files, the number and its templates under `/graph/`, as a Cloud API client reads and writes them. */

import * as v from 'valibot';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import {
  type GraphTemplates,
  type GraphUploaded,
  graphMedia,
  graphNumber,
  graphTemplates,
} from '../../../../worker/api/developers/graph.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { exifJpeg } from '../../../fixtures/pictures.ts';
import { fetchHere, GraphScene, graphRefusal, sentTo } from '../../support/graph-scene.ts';
import { scriptedAccount as account, scriptedNumber as number } from '../../support/meta/scripted-number.ts';
import { call, connectNumber, siteSession } from '../../support/webhooks.ts';

const base = 'https://inbox.example/graph/v23.0';
const bytes = 'a picture of a pot';
let scene: GraphScene;
let writer: string;
let reader: string;
let both: string;

beforeAll(async () => {
  scene = await GraphScene.begin(15550490000);
  writer = await scene.token('Writer', 'conversations:write');
  reader = await scene.token('Reader', 'conversations:read');
  both = await scene.token('Both', 'conversations:read', 'conversations:write');
});

const authorized = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const get = (path: string, token: string) => fetchHere(`${base}${path}`, authorized(token));
const remove = (path: string, token: string) =>
  fetchHere(`${base}${path}`, { ...authorized(token), method: 'DELETE' });

/** The newest message with a customer, once its file has been downloaded from Meta. */
async function shownOnceStored(to: string): Promise<Message> {
  const found = await call('GET', `/api/inboxes/${number}/conversations?search=${to}`, {
    token: scene.admin,
  });
  const { rows } = await found.json<Page<Conversation>>();
  const thread = `/api/inboxes/${number}/conversations/${rows[0]?.id}/messages`;
  return vi.waitFor(async () => {
    const [shown] = (await (await call('GET', thread, { token: scene.admin })).json<MessagePage>()).rows;
    if (shown?.media?.state !== 'stored') throw new Error('Not downloaded yet');
    return shown;
  });
}

function upload(file: Blob, token: string, at = `/${number}/media`): Promise<Response> {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', file.type);
  form.set('file', file, 'pot.jpg');
  return fetchHere(`${base}${at}`, { ...authorized(token), method: 'POST', body: form });
}

async function uploadedId(): Promise<string> {
  const answer = await upload(new Blob([bytes], { type: 'image/jpeg' }), writer);
  expect(answer.status).toBe(200);
  return (await answer.json<GraphUploaded>()).id;
}

describe('a file of a Cloud API client', () => {
  it('a client’s file goes to Meta unchanged, has Meta’s id, and is sent by this id', async () => {
    const id = await uploadedId();
    expect(id).toMatch(/^\d+$/);
    const to = await scene.newCustomer();
    const image = { id, caption: 'The pot' };
    const body = { messaging_product: 'whatsapp', to, type: 'image', image };
    const sent = await call('POST', `/graph/v23.0/${number}/messages`, { token: writer, body });
    expect(sent.status).toBe(200);
    expect(await sentTo(to)).toMatchObject([{ type: 'image', image }]);
    // Meta deletes it after 30 days; the thread keeps it.
    expect((await shownOnceStored(to)).media).toMatchObject({ size: bytes.length, width: null });
  });

  it('a picture that is downloaded from Meta has its size as displayed', async () => {
    const photo = exifJpeg({ width: 1600, height: 1200 }, 6, true);
    const answer = await upload(new Blob([photo], { type: 'image/jpeg' }), writer);
    const { id } = await answer.json<GraphUploaded>();
    const to = await scene.newCustomer();
    const body = { messaging_product: 'whatsapp', to, type: 'image', image: { id } };
    await call('POST', `/graph/v23.0/${number}/messages`, { token: writer, body });
    const { media } = await shownOnceStored(to);
    expect(media).toMatchObject({ size: photo.length, width: 1200, height: 1600 });
  });

  it('a client’s file is described as at Meta, with an address of ours that needs the token', async () => {
    const id = await uploadedId();
    for (const query of ['', `?phone_number_id=${number}`]) {
      const answer = await get(`/${id}${query}`, reader);
      const described = v.parse(graphMedia, await answer.json());
      expect(described).toEqual({
        messaging_product: 'whatsapp',
        url: `https://inbox.example/graph/${number}/media/${id}`,
        mime_type: 'image/jpeg',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        file_size: bytes.length,
        id,
      });
      const file = await fetchHere(described.url, authorized(reader));
      expect([await file.text(), file.headers.get('Content-Type')]).toEqual([bytes, 'image/jpeg']);
      expect(file.headers.get('Content-Security-Policy')).toContain('sandbox');
      expect(await graphRefusal(fetchHere(described.url))).toMatchObject({ status: 401, code: 190 });
    }
  });

  it('a client’s file is deleted once, and then unknown as at Meta', async () => {
    const id = await uploadedId();
    const gone = { status: 400, code: 100, subcode: 33 };
    expect(await (await remove(`/${id}`, writer)).json()).toEqual({ success: true });
    expect(await graphRefusal(remove(`/${id}`, writer))).toEqual(gone);
    expect(await graphRefusal(get(`/${id}`, reader))).toEqual(gone);
    expect(await graphRefusal(get(`/${number}/media/${id}`, reader))).toMatchObject({ code: 131052 });
  });

  it('a client’s file is rejected with Meta’s code', async () => {
    const refused = new Blob(['x'], { type: 'application/x-refused' });
    expect(await graphRefusal(upload(refused, writer))).toMatchObject({ status: 400, code: 131053 });
    const noForm = call('POST', `/graph/v23.0/${number}/media`, {
      token: writer,
      body: { type: 'image/png' },
    });
    expect(await graphRefusal(noForm)).toMatchObject({ status: 400, code: 100 });
    const huge = call('POST', `/graph/v23.0/${number}/media`, {
      token: writer,
      bytes: new Uint8Array(1),
      headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '209715200' },
    });
    expect(await graphRefusal(huge)).toMatchObject({ status: 400, code: 131053 });
    const elsewhere = upload(new Blob([bytes], { type: 'image/jpeg' }), writer, '/106540352242000/media');
    expect(await graphRefusal(elsewhere)).toMatchObject({ code: 100, subcode: 33 });
  });

  it('a client’s file needs a token with the scope and access to the number', async () => {
    const id = await uploadedId();
    const refused = { status: 403, code: 131005 };
    expect(await graphRefusal(upload(new Blob([bytes], { type: 'image/jpeg' }), reader))).toMatchObject(
      refused,
    );
    expect(await graphRefusal(get(`/${id}`, writer))).toMatchObject(refused);
    expect(await graphRefusal(get(`/${number}/media/${id}`, writer))).toMatchObject(refused);
    expect(await graphRefusal(remove(`/${id}`, reader))).toMatchObject(refused);
    const olga = await siteSession(scene.admin, { sub: 'files-olga', name: 'Olga', numbers: ['1'] });
    const unknown = { status: 400, code: 100, subcode: 33 };
    expect(await graphRefusal(get(`/${id}`, olga))).toEqual(unknown);
    expect(await graphRefusal(get(`/${number}/media/${id}`, olga))).toEqual(unknown);
    expect(await graphRefusal(remove(`/${id}`, olga))).toEqual(unknown);
  });

  it('a client’s file is not uploaded for a number that is turned off', async () => {
    const off = '106540352242932';
    await connectNumber(scene.admin, off);
    await call('PUT', `/api/inboxes/${off}/life`, { token: scene.admin, body: { life: 'disabled' } });
    const file = new Blob([bytes], { type: 'image/jpeg' });
    expect(await graphRefusal(upload(file, writer, `/${off}/media`))).toMatchObject({ code: 131005 });
  });

  it.each(['debug_token', `${number}%2Fmessages`, 'me', '..'])(
    'a file id is not %s: no other path of Graph is reached',
    async (id) => {
      expect(await graphRefusal(get(`/${id}`, both))).toMatchObject({
        status: expect.any(Number),
        code: expect.any(Number),
      });
      expect(await graphRefusal(get(`/${number}/media/${id}`, both))).toMatchObject({
        code: expect.any(Number),
      });
    },
  );
});

describe('the number of a Cloud API client', () => {
  it('the number has the requested fields, and never its certificate', async () => {
    const token = await scene.token('Numbers', 'numbers:read');
    const some = await get(`/${number}?fields=verified_name,quality_rating`, token);
    expect(v.parse(graphNumber, await some.json())).toEqual({
      ...{ verified_name: 'Lumen & Clay', quality_rating: 'GREEN', id: number },
    });
    const usual = await (await get(`/${number}`, token)).json();
    expect(usual).toMatchObject({ display_phone_number: '+1 555 078 3881', id: number });
    expect(JSON.stringify(usual)).not.toContain('certificate');
    for (const fields of [
      'certificate',
      'whatsapp_business_account{owner_business_info}',
      'verified_name,access_token',
    ]) {
      expect(await graphRefusal(get(`/${number}?fields=${fields}`, token))).toMatchObject({
        status: 400,
        code: 100,
      });
    }
  });

  it('the number needs another scope than files', async () => {
    const token = await scene.token('Numbers too', 'numbers:read');
    expect(await graphRefusal(get(`/${number}`, reader))).toMatchObject({ status: 403, code: 131005 });
    expect(await graphRefusal(get(`/${await uploadedId()}`, token))).toMatchObject({
      status: 403,
      code: 131005,
    });
  });
});

describe('the templates of a Cloud API client', () => {
  it('templates are listed page by page at addresses of ours, without the number’s access token', async () => {
    const names: unknown[] = [];
    let next: string | undefined = `${base}/${account}/message_templates?limit=2`;
    for (let page = 0; next !== undefined && page < 5; page++) {
      const answer = await fetchHere(next, authorized(reader));
      const text = await answer.text();
      expect(text).not.toContain('EAAG');
      const listed: GraphTemplates = v.parse(graphTemplates, JSON.parse(text));
      names.push(...listed.data.map(({ name }) => name));
      next = listed.paging?.next;
      if (next !== undefined) expect(next).toBe(`${base}/${account}/message_templates?limit=2&after=2`);
    }
    expect(names).toEqual(['hello', 'order_ready', 'order_late']);
  });

  it('templates are not listed for an account whose numbers the token cannot see', async () => {
    const unknown = { status: 400, code: 100, subcode: 33 };
    expect(await graphRefusal(get('/419561257915000/message_templates', reader))).toEqual(unknown);
    const olga = await siteSession(scene.admin, { sub: 'files-olga', name: 'Olga', numbers: ['1'] });
    expect(await graphRefusal(get(`/${account}/message_templates`, olga))).toEqual(unknown);
    expect(await graphRefusal(get(`/${account}/message_templates?fields=name{x}`, reader))).toMatchObject({
      code: 100,
    });
  });
});

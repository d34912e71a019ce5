/** Files of a deployment without a bucket: they go from the agent to Meta while they are uploaded. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MediaUpload } from '../../../../worker/api/conversations/messages.ts';
import worker from '../../../../worker/index.ts';
import { png } from '../../../fixtures/pictures.ts';
import { scriptedNumber } from '../../support/meta/scripted-number.ts';
import { connectNumber, refusalOf, signIn } from '../../support/webhooks.ts';

let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, scriptedNumber);
});

async function upload(kind: string, type: string, body: BodyInit, size: number): Promise<Response> {
  const headers = {
    ...{ Authorization: `Bearer ${token}`, 'Content-Type': type },
    'Content-Length': String(size),
  };
  const { MEDIA: _, ...without } = env;
  const url = `https://inbox.example/api/inboxes/${scriptedNumber}/media?kind=${kind}`;
  return worker.fetch(new Request(url, { method: 'POST', headers, body }), without);
}

interface Kept extends Record<string, SqlStorageValue> {
  graph_id: string;
  width: number | null;
  height: number | null;
}

/** What the inbox knows of an upload, and the bytes that Meta has. */
async function keptOf(answer: Response) {
  expect(answer.status).toBe(201);
  const { id } = await answer.json<MediaUpload>();
  const row = await runInDurableObject(env.INBOX.getByName(scriptedNumber), (_, { storage }) =>
    storage.sql.exec<Kept>('SELECT graph_id, width, height FROM upload WHERE id = ?', id).one(),
  );
  const file = await fetch(`https://lookaside.fbsbx.com/uploaded/${row.graph_id}`);
  return { ...row, bytes: await file.bytes() };
}

describe('without a bucket', () => {
  it.each([
    ['document', 'application/pdf'],
    ['video', 'video/mp4'],
  ])('a %s of 5 MB reaches Meta whole', async (kind, type) => {
    const bytes = new Uint8Array(5 * 1024 * 1024).map((_, index) => index % 251);
    const kept = await keptOf(await upload(kind, type, bytes, bytes.length));
    expect(kept.bytes.length).toBe(bytes.length);
    expect(kept.bytes.every((byte, index) => byte === bytes[index])).toBe(true);
  });

  it('a picture keeps the size in which it is shown', async () => {
    const bytes = png(320, 240);
    const kept = await keptOf(await upload('image', 'image/png', bytes, bytes.length));
    expect(kept).toMatchObject({ width: 320, height: 240, bytes });
  });

  it('a file that breaks off is refused, and the request to Meta ends', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const answer = upload('document', 'application/pdf', readable, 1_000);
    await writer.write(new Uint8Array(100));
    await writer.abort(new Error('The tab was closed'));
    expect(await refusalOf(await answer)).toEqual([502, 'upload_failed']);
  });
});

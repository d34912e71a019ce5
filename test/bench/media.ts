import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listening } from '../listening.ts';
import { serving } from './support/serving.ts';
import { bundle, phoneNumberId, signedMessage, startWorker } from './support/worker.ts';
import type { Workerd } from './support/workerd.ts';

export interface MediaFigures {
  megabytes: number;
  /** How much more memory the whole process held at most, in bytes; null where the system does not tell. */
  grownUp: number | null;
  grownDown: number | null;
  /** Whether as many bytes came through as were sent, in either direction. */
  isWhole: boolean;
}

const megabyte = 1024 * 1024;
const mediaId = '1037543291543636';

/**
 * A file of 100 MB through the Worker under bare workerd, to Meta and from Meta, with no bucket between. Meta is a
 * server of this process that counts bytes.
 */
export async function measureMedia(megabytes: number): Promise<MediaFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-media-'));
  const size = megabytes * megabyte;
  let received = 0;
  const meta = createServer(
    serving(async (incoming, answer) => {
      if (incoming.method === 'POST') {
        for await (const part of incoming) received += Buffer.from(part).length;
        answer.end(JSON.stringify({ id: mediaId }));
      } else if (incoming.url?.startsWith('/file')) await sendZeros(answer, size);
      else answer.end(JSON.stringify(description(incoming, size)));
    }),
  );
  const port = await listening(meta, '127.0.0.1');
  const config = resolve(import.meta.dirname, '../../wrangler.toml');
  const module = bundle(config, null, join(scratch, 'bundle'));
  const { workerd, session } = await startWorker(
    module,
    join(scratch, 'worker'),
    8983,
    `http://127.0.0.1:${port}`,
  );
  try {
    const inbox = `${workerd.url}/api/inboxes/${phoneNumberId}`;
    const { body, signature } = signedMessage(0, { type: 'text', text: { body: 'Send me the film' } });
    await fetch(`${workerd.url}/webhook`, {
      method: 'POST',
      headers: { 'X-Hub-Signature-256': signature },
      body: Buffer.from(body),
    });
    let upload = '';
    const grownUp = await growthWhile(workerd, async () => {
      upload = await uploadZeros(`${inbox}/media?kind=document&filename=film.bin`, session, size);
    });
    const { rows } = await (await fetch(`${inbox}/conversations`, { headers: bearer(session) })).json();
    const answer = await fetch(`${inbox}/conversations/${rows[0].id}/messages`, {
      method: 'POST',
      headers: { ...bearer(session), 'Idempotency-Key': 'film' },
      body: JSON.stringify({ content: { type: 'document', document: { id: upload, filename: 'film.bin' } } }),
    });
    const message = await answer.json();
    const { ticket } = await (
      await fetch(`${inbox}/media-tickets`, { method: 'POST', headers: bearer(session), body: '{}' })
    ).json();
    let downloaded = 0;
    const grownDown = await growthWhile(workerd, async () => {
      const file = await fetch(`${inbox}/messages/${message.id}/media?ticket=${ticket}`);
      for await (const part of file.body ?? []) downloaded += part.byteLength;
    });
    // The form around the file is a few hundred bytes.
    return {
      megabytes,
      grownUp,
      grownDown,
      isWhole: received > size && received < size + 2_000 && downloaded === size,
    };
  } finally {
    await workerd.stop();
    meta.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const bearer = (session: string) => ({ Authorization: `Bearer ${session}` });

function description({ headers }: IncomingMessage, size: number): object {
  const sha256 = createHash('sha256').update('').digest('hex');
  return {
    url: `http://${headers.host}/file`,
    mime_type: 'application/octet-stream',
    sha256,
    file_size: size,
    id: mediaId,
  };
}

function zeros(size: number): Readable {
  const part = Buffer.alloc(64 * 1024);
  return Readable.from(
    (function* () {
      for (let left = size; left > 0; left -= part.length)
        yield left < part.length ? part.subarray(0, left) : part;
    })(),
  );
}

async function sendZeros(answer: ServerResponse, size: number): Promise<void> {
  answer.setHeader('Content-Length', size);
  await pipeline(zeros(size), answer);
}

/** By hand, because fetch in Node does not send a Content-Length with a stream. Returns the upload's id. */
async function uploadZeros(url: string, session: string, size: number): Promise<string> {
  const headers = { ...bearer(session), 'Content-Type': 'application/octet-stream', 'Content-Length': size };
  const request = httpRequest(url, { method: 'POST', headers });
  const answered = once(request, 'response');
  await pipeline(zeros(size), request);
  const [answer] = await answered;
  let text = '';
  for await (const part of answer) text += part;
  const { id } = JSON.parse(text);
  if (typeof id !== 'string') throw new Error(`The upload was answered ${text}`);
  return id;
}

async function growthWhile(workerd: Workerd, work: () => Promise<void>): Promise<number | null> {
  const before = workerd.residentBytes();
  let most = before ?? 0;
  const watch = setInterval(() => {
    most = Math.max(most, workerd.residentBytes() ?? 0);
  }, 20);
  await work();
  clearInterval(watch);
  return before === null ? null : most - before;
}

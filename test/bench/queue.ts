import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listening } from '../listening.ts';
import { serving } from './support/serving.ts';
import { bundle, call, phoneNumberId, signedMessage, startWorker } from './support/worker.ts';
import { Workerd } from './support/workerd.ts';

export interface QueueFigures {
  messages: number;
  /** The number's limit, in messages a second, and what was reached. */
  limit: number;
  reached: number;
  /** The most that arrived in any one second. */
  most: number;
  /** Processor time of the whole process for each, in milliseconds; null where the system does not tell. */
  cpuPerSend: number | null;
  /** The same for accepting it, over the API. */
  cpuPerAccept: number | null;
}

const customers = 500;
/**
 * Sends that are queued while the number may send one a second, and drained when it may send more, under bare workerd.
 * Meta is a server that accepts everything.
 */
export async function measureQueue(messages: number, limit: number): Promise<QueueFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-queue-'));
  const arrivals: number[] = [];
  const meta = createServer(
    serving(async (request, answer) => {
      for await (const _ of request);
      // Connecting the number asks for its limit; that is no message.
      if (request.method !== 'POST') return void answer.writeHead(404).end('{}');
      arrivals.push(performance.now());
      const id = `wamid.${arrivals.length}`;
      answer.end(
        JSON.stringify({ messaging_product: 'whatsapp', contacts: [{ wa_id: '1' }], messages: [{ id }] }),
      );
    }),
  );
  const metaPort = await listening(meta, '127.0.0.1');
  const directory = join(scratch, 'worker');
  const port = 8984;
  const config = resolve(import.meta.dirname, '../../wrangler.toml');
  const module = bundle(config, null, join(scratch, 'bundle'));
  const graphUrl = `http://127.0.0.1:${metaPort}`;
  const started = await startWorker(module, directory, port, graphUrl);
  const { session } = started;
  let { workerd } = started;
  try {
    const inbox = `${workerd.url}/api/inboxes/${phoneNumberId}`;
    const set = (messagesPerSecond: number) =>
      call('PUT', `${inbox}/settings`, session, { receipts: 'never', messagesPerSecond });
    await set(1);
    for (let customer = 0; customer < customers; customer++) {
      const { body, signature } = signedMessage(customer, { type: 'text', text: { body: 'Hello' } });
      const headers = { 'X-Hub-Signature-256': signature };
      await (
        await fetch(`${workerd.url}/webhook`, { method: 'POST', headers, body: Buffer.from(body) })
      ).text();
    }
    const atFirst = workerd.cpuMilliseconds();
    for (let from = 0; from < messages; from += 20) {
      await Promise.all(
        Array.from({ length: Math.min(20, messages - from) }, (_, index) =>
          send(inbox, session, from + index),
        ),
      );
    }
    const accepted = workerd.cpuMilliseconds();
    await set(limit);
    // It starts again, because the rate in its memory has given out turns for hours.
    await workerd.stop();
    const early = arrivals.length;
    workerd = await Workerd.again(directory, port);
    const before = workerd.cpuMilliseconds();
    // Any command of an agent wakes what waits for the alarm.
    await call('POST', `${inbox}/conversations/1/unread`, session, {});
    // A machine that others use sends a hundred a second; what is slow is a figure, and no failure.
    const deadline = Date.now() + 30_000 + messages * 30;
    while (arrivals.length < messages && Date.now() < deadline)
      await new Promise((next) => setTimeout(next, 100));
    if (arrivals.length !== messages)
      throw new Error(`${arrivals.length} of ${messages} messages were sent.`);
    const after = workerd.cpuMilliseconds();
    const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[early] ?? 0)) / 1_000;
    const each = (from: number | null, to: number | null) =>
      from === null || to === null ? null : (to - from) / messages;
    return {
      messages,
      limit,
      reached: (messages - early) / seconds,
      most: Math.max(...arrivals.map((at, index) => countWithin(arrivals, index, at + 1_000))),
      cpuPerSend: each(before, after),
      cpuPerAccept: each(atFirst, accepted),
    };
  } finally {
    await workerd.stop();
    meta.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function send(inbox: string, session: string, index: number): Promise<void> {
  const answer = await fetch(`${inbox}/conversations/${(index % customers) + 1}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session}`, 'Idempotency-Key': `queue-${index}` },
    body: JSON.stringify({ content: { type: 'text', text: { body: `Message ${index}` } } }),
  });
  if (answer.status !== 201) throw new Error(`A send was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** How many of the times from this place on lie before `end`. */
function countWithin(times: readonly number[], from: number, end: number): number {
  let count = 0;
  while ((times[from + count] ?? Number.POSITIVE_INFINITY) < end) count += 1;
  return count;
}

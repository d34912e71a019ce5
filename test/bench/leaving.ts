import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listening } from '../listening.ts';
import { quantile } from './support/load.ts';
import { serving } from './support/serving.ts';
import { bundle, call, phoneNumberId, signedMessage, startWorker } from './support/worker.ts';

/** Milliseconds from the answer that a message was accepted to the arrival of its request at Meta; 0 if it came before. */
export interface LeavingFigures {
  p50: number;
  p99: number;
}

const customers = 20;
/** A number sends 64 messages a second, four of them at once: a message that waits for its turn is not what is measured. */
const pauseMs = 20;

/** Messages of an agent, one after another, to a Meta in this process, under bare workerd. */
export async function measureLeaving(samples: number): Promise<LeavingFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-leaving-'));
  let arrived: (at: number) => void = () => {};
  const meta = createServer(
    serving(async (request, answer) => {
      const at = performance.now();
      for await (const _ of request);
      if (request.method !== 'POST') return void answer.writeHead(404).end('{}');
      arrived(at);
      const id = `wamid.${at}`;
      answer.end(
        JSON.stringify({ messaging_product: 'whatsapp', contacts: [{ wa_id: '1' }], messages: [{ id }] }),
      );
    }),
  );
  const graphUrl = `http://127.0.0.1:${await listening(meta, '127.0.0.1')}`;
  const config = resolve(import.meta.dirname, '../../wrangler.toml');
  const module = bundle(config, null, join(scratch, 'bundle'));
  const { workerd, session } = await startWorker(module, join(scratch, 'worker'), 8991, graphUrl);
  try {
    const inbox = `${workerd.url}/api/inboxes/${phoneNumberId}`;
    await call('PUT', `${inbox}/settings`, session, { receipts: 'never' });
    for (let customer = 0; customer < customers; customer++) {
      const { body, signature } = signedMessage(customer, { type: 'text', text: { body: 'Hello' } });
      const headers = { 'X-Hub-Signature-256': signature };
      await (
        await fetch(`${workerd.url}/webhook`, { method: 'POST', headers, body: Buffer.from(body) })
      ).text();
    }
    const waits: number[] = [];
    for (let index = 0; index < samples; index++) {
      const leaves = new Promise<number>((done) => {
        arrived = done;
      });
      const answer = await fetch(`${inbox}/conversations/${(index % customers) + 1}/messages`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${session}`, 'Idempotency-Key': `leaving-${index}` },
        body: JSON.stringify({ content: { type: 'text', text: { body: `Message ${index}` } } }),
      });
      const accepted = performance.now();
      if (answer.status !== 201)
        throw new Error(`A send was answered ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      waits.push(Math.max(0, (await leaves) - accepted));
      await setTimeout(pauseMs);
    }
    waits.sort((a, b) => a - b);
    return { p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) };
  } finally {
    await workerd.stop();
    meta.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

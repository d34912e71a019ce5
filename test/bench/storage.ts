/**
 * How many bytes a message takes in the database of an inbox, under bare workerd, and how many of them are which table's:
 * a shop's day of texts, pictures, reactions, replies and templates with three statuses each. `node test/bench/storage.ts`
 * prints it.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { listening } from '../listening.ts';
import { load, type SignedBody } from './support/load.ts';
import { serving } from './support/serving.ts';
import { bundle, call, phoneNumberId, signedMessage, signedValue, startWorker } from './support/worker.ts';

export interface StorageFigures {
  received: number;
  sent: number;
  /** The size of the whole database, less that of an empty one. */
  bytesPerMessage: number;
  /** Table or index → bytes for each message, the largest first. */
  parts: Record<string, number>;
  /** Column → bytes for each message that are its values. */
  columns: Record<string, number>;
}

const port = 8987;
const limit = 10 * 1_000 ** 3;

/** So many exchanges: one or two messages of a customer, and a reply with its three statuses. */
export async function measureStorage(exchanges: number): Promise<StorageFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-storage-'));
  let accepted = 0;
  const meta = createServer(
    serving(async (request, answer) => {
      for await (const _ of request);
      if (request.method !== 'POST') return void answer.writeHead(404).end('{}');
      accepted += 1;
      const id = `wamid.HBgL${randomBytes(30).toString('base64').slice(0, 40)}`;
      answer.end(
        JSON.stringify({ messaging_product: 'whatsapp', contacts: [{ wa_id: '1' }], messages: [{ id }] }),
      );
    }),
  );
  const metaPort = await listening(meta, '127.0.0.1');
  const module = bundle(resolve(import.meta.dirname, '../../wrangler.toml'), null, join(scratch, 'bundle'));
  const directory = join(scratch, 'worker');
  const { workerd, session } = await startWorker(module, directory, port, `http://127.0.0.1:${metaPort}`);
  const inbox = `${workerd.url}/api/inboxes/${phoneNumberId}`;
  try {
    await call('PUT', `${inbox}/settings`, session, { receipts: 'never', messagesPerSecond: 1_000 });
    const customers = Math.ceil(exchanges / 8);
    const received = Array.from({ length: exchanges }, (_, index) => arrivalsOf(index, customers)).flat();
    await load(`${workerd.url}/webhook`, received, 8);
    const step = 16;
    for (let from = 0; from < exchanges; from += step) {
      const sent = await Promise.all(
        Array.from({ length: Math.min(step, exchanges - from) }, (_, place) =>
          send(inbox, session, from + place, customers),
        ),
      );
      await load(`${workerd.url}/webhook`, sent.flatMap(statusesOf), 8);
    }
    await workerd.stop();
    return read(join(directory, 'storage', 'Inbox'), accepted);
  } finally {
    await workerd.stop();
    meta.closeAllConnections();
    meta.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** How many millions a Durable Object can store. */
export function fittingMessages({ bytesPerMessage }: StorageFigures): number {
  return limit / bytesPerMessage / 1e6;
}

const words =
  'hello is the blue bowl from your shop still available in larger size i would like to order two of them and have it sent by monday thanks a lot what does delivery cost can pay with card when will my parcel arrive'.split(
    ' ',
  );

/** The same for the same index: 4 to 30 words. */
function sentence(index: number): string {
  const length = 4 + ((index * 7) % 27);
  return Array.from(
    { length },
    (_, place) => words[(index * 31 + place * (1 + (index % 17))) % words.length],
  ).join(' ');
}

function arrivalsOf(index: number, customers: number): SignedBody[] {
  const customer = index % customers;
  const said = signedMessage(customer, { type: 'text', text: { body: sentence(index) } });
  if (index % 10 !== 0) return index % 4 === 0 ? [said, textOf(customer, index)] : [said];
  const image = {
    ...{ id: String(10 ** 15 + index), mime_type: 'image/jpeg', caption: sentence(index) },
    sha256: randomBytes(32).toString('base64'),
  };
  return [said, signedMessage(customer, { type: 'image', image })];
}

function textOf(customer: number, index: number): SignedBody {
  return signedMessage(customer, { type: 'text', text: { body: sentence(index + 7) } });
}

const stored = v.object({ id: v.number() });
const details = v.object({ message: v.object({ wamid: v.nullable(v.string()) }) });

async function send(inbox: string, session: string, index: number, customers: number): Promise<Sent> {
  const customer = index % customers;
  const template = {
    name: 'order_update',
    language: { code: 'en_US' },
    components: [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: `A-${index}` },
          { type: 'text', text: 'Monday' },
        ],
      },
    ],
  };
  const content =
    index % 12 === 0 ? { type: 'template', template } : { type: 'text', text: { body: sentence(index + 3) } };
  const answer = await fetch(`${inbox}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session}`, 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ to: { phone: phoneOf(customer) }, content }),
  });
  if (answer.status !== 201) throw new Error(`A send was answered ${answer.status}: ${await answer.text()}`);
  const { id } = v.parse(stored, await answer.json());
  const path = `${inbox}/messages/${id}`;
  for (;;) {
    const found = await fetch(path, { headers: { Authorization: `Bearer ${session}` } });
    const { message } = v.parse(details, await found.json());
    if (message.wamid !== null) return { wamid: message.wamid, phone: phoneOf(customer) };
    await new Promise((next) => setTimeout(next, 20));
  }
}

interface Sent {
  wamid: string;
  phone: string;
}

function phoneOf(customer: number): string {
  return String(15_550_000_000 + customer);
}

/** As Meta sends them since 2025: with the price, and no conversation. */
function statusesOf({ wamid, phone }: Sent): SignedBody[] {
  return ['sent', 'delivered', 'read'].map((status) =>
    signedValue({
      statuses: [
        {
          ...{ id: wamid, status, timestamp: String(Math.floor(Date.now() / 1_000)), recipient_id: phone },
          biz_opaque_callback_data: randomBytes(9).toString('base64'),
          ...(status !== 'read' && {
            pricing: { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' },
          }),
        },
      ],
    }),
  );
}

function read(directory: string, sent: number): StorageFigures {
  const file = readdirSync(directory).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  if (file === undefined) throw new Error('The inbox has no database.');
  const path = join(directory, file);
  const database = new DatabaseSync(path);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const number = (query: string) => v.parse(v.object({ n: v.number() }), database.prepare(query).get()).n;
  const messages = number('SELECT count(*) AS n FROM message');
  const rows = v.parse(
    v.array(v.object({ name: v.string(), bytes: v.number() })),
    database
      .prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 16')
      .all(),
  );
  const column = (name: string) =>
    number(`SELECT coalesce(sum(length(CAST(${name} AS BLOB))), 0) AS n FROM message`) / messages;
  const names = ['body', 'reports', 'wamid', 'key', 'author', 'attempt', 'error', 'party'];
  const figures: StorageFigures = {
    received: messages - sent,
    sent,
    bytesPerMessage: statSync(path).size / messages,
    parts: Object.fromEntries(rows.map(({ name, bytes }) => [name, Math.round(bytes / messages)])),
    columns: Object.fromEntries(names.map((name) => [name, Math.round(column(name))])),
  };
  database.close();
  return figures;
}

if (import.meta.main) {
  const figures = await measureStorage(Number(process.argv[2] ?? 4_000));
  console.log(figures);
  console.log(
    `${figures.bytesPerMessage.toFixed(0)} bytes a message: ${fittingMessages(figures).toFixed(1)} million in 10 GB.`,
  );
}

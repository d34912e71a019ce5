/**
 * A deployment with 5,000 numbers under bare workerd, each with an app secret of its own in the database: what a call of
 * the API and a webhook cost beside a deployment with one number. `node test/bench/numbers.ts` prints it.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openVault } from '../../worker/workspace/secrets/vault.ts';
import { type LoadResult, load, quantile } from './support/load.ts';
import { appSecret, bundle, masterKey, phoneNumberId, signedMessage, startWorker } from './support/worker.ts';
import { Workerd } from './support/workerd.ts';

export interface NumbersFigures {
  numbers: number;
  /** Median milliseconds of a call of the API about one number. */
  call: number;
  /** Webhooks to 20 of the numbers, one each, over 16 connections. */
  load: LoadResult;
  /** The same, of those that come when the list of numbers has to be read again: the slowest of some. */
  afterPause: number;
  /** What `GET /api/inboxes` answers. */
  list: { milliseconds: number; bytes: number };
  /** Processor time of the whole process for each webhook; null where the system does not tell. */
  cpuPerWebhook: number | null;
  residentBytes: number | null;
}

const port = 8988;
const webhooks = 4_000;
const receiving = 20;
/** The Worker reads its numbers again after ten seconds. */
const pauseMs = 10_500;
const pauses = 3;

export async function measureNumbers(numbers: number): Promise<NumbersFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-numbers-'));
  const directory = join(scratch, 'worker');
  const config = resolve(import.meta.dirname, '../../wrangler.toml');
  const module = bundle(config, null, join(scratch, 'bundle'));
  const first = await startWorker(module, directory, port);
  await first.workerd.stop();
  await connect(join(directory, 'storage', 'Workspace'), numbers);
  const workerd = await Workerd.again(directory, port);
  const headers = { Authorization: `Bearer ${first.session}` };
  try {
    const bodyTo = (index: number) =>
      signedMessage(
        index,
        { type: 'text', text: { body: 'Hello' } },
        numberAt(index % Math.min(numbers, receiving)),
      );
    const hook = `${workerd.url}/webhook`;
    await load(
      hook,
      Array.from({ length: 200 }, (_, index) => bodyTo(index)),
      4,
    );
    const calls: number[] = [];
    for (let index = 0; index < 100; index++) {
      calls.push(await timeOf(`${workerd.url}/api/inboxes/${phoneNumberId}/conversations?limit=20`, headers));
    }
    const before = workerd.cpuMilliseconds();
    const result = await load(
      hook,
      Array.from({ length: webhooks }, (_, index) => bodyTo(index)),
      16,
    );
    const after = workerd.cpuMilliseconds();
    let afterPause = 0;
    for (let pause = 0; pause < pauses; pause++) {
      await new Promise((next) => setTimeout(next, pauseMs));
      afterPause = Math.max(afterPause, (await load(hook, [bodyTo(pause)], 1)).p50);
    }
    const began = performance.now();
    const list = await (await fetch(`${workerd.url}/api/inboxes`, { headers })).arrayBuffer();
    return {
      numbers,
      call: quantile(
        calls.sort((a, b) => a - b),
        0.5,
      ),
      load: result,
      afterPause,
      list: { milliseconds: performance.now() - began, bytes: list.byteLength },
      cpuPerWebhook: before === null || after === null ? null : (after - before) / webhooks,
      residentBytes: workerd.residentBytes(),
    };
  } finally {
    await workerd.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function timeOf(url: string, headers: HeadersInit): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - began;
}

function numberAt(index: number): string {
  return index === 0 ? phoneNumberId : String(200_000_000_000_000 + index);
}

/** Writes the rows that connecting so many numbers would have left. One is connected already. */
async function connect(directory: string, numbers: number): Promise<void> {
  const file = readdirSync(directory).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  if (file === undefined) throw new Error('The workspace has no database.');
  const database = new DatabaseSync(join(directory, file));
  const vault = await openVault([{ name: 'MASTER_KEY', text: masterKey }]);
  const add = database.prepare(
    `INSERT INTO connection (inbox, phone_number_id, waba_id, display_phone_number, name, access_token, app_secret, is_on_phone)
     VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, 0)`,
  );
  const seen = database.prepare('INSERT INTO number_health (inbox, look_at) VALUES (?, ?)');
  // The daily check of a number is a call to Meta, and none of what is measured.
  const tomorrow = Date.now() + 24 * 60 * 60_000;
  for (let from = 1; from < numbers; from += 500) {
    const some = Array.from({ length: Math.min(500, numbers - from) }, (_, place) => from + place);
    const sealed = await Promise.all(
      some.map(async (index) => ({
        index,
        id: numberAt(index),
        token: await vault.seal('EAAG-bench'.repeat(20), `${numberAt(index)}/access_token`),
        secret: await vault.seal(appSecret, `${numberAt(index)}/app_secret`),
      })),
    );
    database.exec('BEGIN');
    for (const { index, id, token, secret } of sealed) {
      seen.run(id, tomorrow);
      add.run(
        id,
        String(300_000_000_000_000 + Math.floor(index / 5)),
        `+1 555 ${index}`,
        `Shop ${index}`,
        token,
        secret,
      );
    }
    database.exec('COMMIT');
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

if (import.meta.main) {
  for (const numbers of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 5_000])
    console.log(await measureNumbers(numbers));
}

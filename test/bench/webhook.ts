import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type LoadResult, load } from './support/load.ts';
import { appSecret, bundle, startWorker, textMessages } from './support/worker.ts';
import { Workerd } from './support/workerd.ts';

const root = resolve(import.meta.dirname, '../..');
const floors = join(root, 'test/bench/floors/wrangler.toml');

export interface WebhookFigures {
  connections: number;
  candidate: 'verify only' | 'verify and insert' | 'verify and store' | 'message us';
  load: LoadResult;
  /** Processor time of the whole process for each webhook, in milliseconds; null where the system does not tell. */
  cpuPerWebhook: number | null;
}

/** The built Worker under bare workerd against three floors, one after the other, at each number of connections. */
export async function measureWebhooks(connections: number[], requests: number): Promise<WebhookFigures[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-bench-'));
  const figures: WebhookFigures[] = [];
  try {
    const worker = bundle(join(root, 'wrangler.toml'), null, join(scratch, 'bundle'));
    const verify = bundle(floors, 'test/bench/floors/verify.js', join(scratch, 'verify'));
    const insert = bundle(floors, 'test/bench/floors/insert.js', join(scratch, 'insert'));
    const store = bundle(floors, 'test/bench/floors/store.js', join(scratch, 'store'));
    const vars = { META_APP_SECRET: appSecret };

    const candidates = {
      'verify only': await Workerd.start({ module: verify, directory: join(scratch, 'a'), port: 8971, vars }),
      'verify and insert': await Workerd.start({
        module: insert,
        directory: join(scratch, 'b'),
        port: 8972,
        durableObjects: { FLOOR: 'Floor' },
        vars,
      }),
      'verify and store': await Workerd.start({
        module: store,
        directory: join(scratch, 'd'),
        port: 8974,
        durableObjects: { STORE: 'Store' },
        vars,
      }),
      'message us': (await startWorker(worker, join(scratch, 'c'), 8973)).workerd,
    };
    try {
      for (const workerd of Object.values(candidates))
        await load(`${workerd.url}/webhook`, textMessages(500), 16);
      for (const count of connections) {
        for (const [candidate, workerd] of Object.entries(candidates)) {
          const bodies = textMessages(requests);
          const before = workerd.cpuMilliseconds();
          const result = await load(`${workerd.url}/webhook`, bodies, count);
          const after = workerd.cpuMilliseconds();
          if (result.failures > 0) throw new Error(`${candidate} refused ${result.failures} webhooks.`);
          figures.push({
            connections: count,
            candidate: candidate as WebhookFigures['candidate'],
            load: result,
            cpuPerWebhook: before === null || after === null ? null : (after - before) / requests,
          });
        }
      }
    } finally {
      for (const workerd of Object.values(candidates)) await workerd.stop();
    }
    return figures;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

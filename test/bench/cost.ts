/**
 * What Cloudflare's free plan carries, computed from what one message was measured to cost: `npm run cost` measures
 * and writes the documentation's figures, `--write` writes them as they were last measured, and `--check` only says
 * whether they are up to date.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeSections } from '../docs/section.ts';
import { load } from './support/load.ts';
import { bundle, startWorker, textMessages } from './support/worker.ts';

interface Cost {
  requests: number;
  calls: number;
  rowsRead: number;
  rowsWritten: number;
}
interface Measured {
  received: Cost;
  /** With the three statuses that follow. */
  sent: Cost;
  /** Both, each a minute after the one before. */
  answered: Cost;
  /** What a webhook on all events of messages adds to a message and its answer. */
  webhook: { rowsWritten: number; deliveries: number };
  /** What a bot adds to a message that it receives and answers. */
  bot: { rowsWritten: number; deliveries: number };
  /** Milliseconds, of the whole process. */
  cpuPerWebhook: number;
}

/** Per day. Sources: developers.cloudflare.com/workers/platform/limits and …/durable-objects/platform/pricing. */
const freePlan: Readonly<Record<keyof Cost, number>> = {
  requests: 100_000,
  calls: 100_000,
  rowsRead: 5_000_000,
  rowsWritten: 100_000,
};
const names: Readonly<Record<keyof Cost, string>> = {
  requests: 'Worker requests',
  calls: 'Durable Object requests',
  rowsRead: 'Rows read',
  rowsWritten: 'Rows written',
};
const kinds = Object.keys(freePlan) as (keyof Cost)[];

const root = resolve(import.meta.dirname, '../..');
const figures = join(import.meta.dirname, 'cost.json');

const isCheck = process.argv.includes('--check');
if (!isCheck && !process.argv.includes('--write'))
  writeFileSync(figures, `${JSON.stringify(await measure(), null, 2)}\n`);
const measured: Measured = JSON.parse(readFileSync(figures, 'utf8'));
const isSame = writeSections(
  {
    'free-plan': summaryOf(measured),
    cost: tableOf(measured),
    'webhook-cost': webhookCostOf(measured),
  },
  isCheck,
);
if (!isCheck) console.log([tableOf(measured), webhookCostOf(measured)].join('\n\n'));
if (isCheck && !isSame) {
  console.error('The documentation’s figures for the free plan are out of date. Run npm run cost.');
  process.exitCode = 1;
}

/** Rows and calls in the test runtime, which is workerd; processor time under bare workerd. */
async function measure(): Promise<Measured> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { stdout } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'worker', 'test/worker/whole/cost.test.ts'],
    { cwd: root, encoding: 'utf8' },
  );
  for (const [, found = '{}'] of stdout.matchAll(/STATEMENTS (\{.*\})/g)) {
    const { of, statements } = JSON.parse(found);
    console.log(`\nRows written and read by each statement: ${of}`);
    for (const { rowsWritten, rowsRead, statement } of statements)
      console.log(`${rowsWritten.toFixed(2)}  ${rowsRead.toFixed(2)}  ${statement.slice(0, 110)}`);
  }
  const line = /(?<!WEBHOOK |BOT |APART )COST (\{.*\})/.exec(stdout)?.[1];
  if (line === undefined) throw new Error(`The costs were not measured:\n${stdout}`);
  const webhook = /WEBHOOK COST (\{.*\})/.exec(stdout)?.[1];
  if (webhook === undefined) throw new Error(`The cost of a webhook was not measured:\n${stdout}`);
  const bot = /BOT COST (\{.*\})/.exec(stdout)?.[1];
  if (bot === undefined) throw new Error(`The cost of a bot was not measured:\n${stdout}`);
  const answered = /APART COST (\{.*\})/.exec(stdout)?.[1];
  if (answered === undefined) throw new Error(`The cost of an answered message was not measured:\n${stdout}`);
  const further = { answered: JSON.parse(answered), webhook: JSON.parse(webhook), bot: JSON.parse(bot) };
  return { ...JSON.parse(line), ...further, cpuPerWebhook: await cpuPerWebhook(3_000) };
}

async function cpuPerWebhook(webhooks: number): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-cost-'));
  const module = bundle(join(root, 'wrangler.toml'), null, join(scratch, 'bundle'));
  const { workerd } = await startWorker(module, join(scratch, 'worker'), 8977);
  try {
    await load(`${workerd.url}/webhook`, textMessages(500), 8);
    const start = workerd.cpuMilliseconds();
    await load(`${workerd.url}/webhook`, textMessages(webhooks), 8);
    const end = workerd.cpuMilliseconds();
    if (start === null || end === null) throw new Error('Processor time is told on Linux only.');
    return Number(((end - start) / webhooks).toFixed(2));
  } finally {
    await workerd.stop();
    rmSync(scratch, { recursive: true });
  }
}

/** Rounded down to two significant digits, so that the plan carries at least this much. */
function rounded(count: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return (Math.floor(count / step) * step).toLocaleString('en');
}

/** Messages a day that the free plan carries. */
function capacityOf({ received, sent, answered }: Measured) {
  const perDay = (kind: keyof Cost) => freePlan[kind] / Math.max(answered[kind], received[kind] + sent[kind]);
  const limit = kinds.reduce((a, b) => (perDay(a) < perDay(b) ? a : b));
  const onlyReceived = Math.min(...kinds.map((kind) => freePlan[kind] / received[kind]));
  return { perDay, limit, answers: rounded(perDay(limit)), onlyReceived: rounded(onlyReceived) };
}

function summaryOf(measured: Measured): string {
  const { answers, onlyReceived } = capacityOf(measured);
  return `Cloudflare's free plan is enough for a small team: it carries about ${answers} messages a day if each is answered once, or ${onlyReceived} that are only received.`;
}

function tableOf(measured: Measured): string {
  const { received, sent, answered, cpuPerWebhook } = measured;
  const { perDay, limit, answers, onlyReceived } = capacityOf(measured);
  const rows = kinds.map(
    (kind) =>
      `| ${names[kind]} | ${received[kind]} | ${sent[kind]} | ${freePlan[kind].toLocaleString('en')} | ${rounded(perDay(kind))} |`,
  );
  return [
    '| | a message received | a message sent, with its three statuses | free each day | answered messages a day |',
    '| - | - | - | - | - |',
    ...rows,
    '',
    `A row is not written again while its values stay the same, so messages of the same moment cost less: a message and its answer that come a minute apart write ${answered.rowsWritten} rows together. The last column counts with these.`,
    '',
    `So the free plan carries about ${answers} messages a day if each is answered once; the limit is ${names[limit].toLowerCase()}. It carries about ${onlyReceived} that are only received. A webhook takes ${cpuPerWebhook} ms of processor time, out of the 10 ms that the plan allows for each request.`,
  ].join('\n');
}

function webhookCostOf({ received, sent, answered, webhook, bot }: Measured): string {
  const { rowsWritten, deliveries } = webhook;
  const answer = Math.max(answered.rowsWritten, received.rowsWritten + sent.rowsWritten);
  const each = (more: number) => freePlan.rowsWritten / (answer + more);
  return `With one webhook on all events of messages, an answered message writes ${rowsWritten} more rows for its ${deliveries} deliveries: one for each event, and two for each delivery. The free plan then carries about ${rounded(each(rowsWritten))} answered messages a day, in place of ${rounded(each(0))}.\n\nA [bot](bots.md) adds ${bot.rowsWritten} rows to a message that it receives and answers: the event, its delivery, and whose turn it is.`;
}

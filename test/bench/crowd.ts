/**
 * One number with a million messages under bare workerd, and 1, 50 and 200 consoles of up to 100 agents connected to it:
 * the memory of the process, a message's way to every console, and what a sign of who is typing costs.
 * `node test/bench/crowd.ts` prints it. The memory is that of the whole process, before the inbox is first called and
 * after, so that it is more than the object's own.
 */
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { fillInbox } from './finding.ts';
import { load, quantile } from './support/load.ts';
import { bundle, call, phoneNumberId, signedMessage, startWorker } from './support/worker.ts';
import { Workerd } from './support/workerd.ts';

export interface CrowdFigures {
  sockets: number;
  agents: number;
  /** Milliseconds from a webhook to its frame on the last of the sockets. */
  p50: number;
  p99: number;
  /** Processor time of the whole process for each webhook, with its frames. */
  cpuPerWebhook: number | null;
  /** Bytes that all sockets received for each of the signs of who is typing, and the processor time for each. */
  bytesPerPresence: number;
  cpuPerPresence: number | null;
  /** More than before the inbox was called. */
  grownBytes: number | null;
}

const port = 8989;
const webhooks = 200;
/** From one console, more than 60 in ten seconds are refused. */
const maxSigns = 200;
const maxSignsEach = 50;
const answered = v.object({ token: v.string() });

export async function measureCrowd(messages: number, sizes: readonly number[]): Promise<CrowdFigures[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-crowd-'));
  const directory = join(scratch, 'worker');
  const module = bundle(resolve(import.meta.dirname, '../../wrangler.toml'), null, join(scratch, 'bundle'));
  const first = await startWorker(module, directory, port);
  const path = `/api/inboxes/${phoneNumberId}`;
  const headers = { Authorization: `Bearer ${first.session}` };
  // Makes the tables.
  await (await fetch(`${first.workerd.url}${path}/conversations`, { headers })).arrayBuffer();
  await call('PUT', `${first.workerd.url}${path}/settings`, first.session, { receipts: 'never' });
  const { secret } = v.parse(
    v.object({ secret: v.string() }),
    await (
      await fetch(`${first.workerd.url}/api/settings/site-login`, {
        ...{ method: 'PUT', headers: { ...headers, 'Content-Type': 'application/json' } },
        body: JSON.stringify({ type: 'secret' }),
      })
    ).json(),
  );
  await first.workerd.stop();
  fillInbox(join(directory, 'storage', 'Inbox'), messages);
  const workerd = await Workerd.again(directory, port);
  const open: Console[] = [];
  try {
    const sessions: string[] = [];
    for (let agent = 0; agent < 100; agent++) sessions.push(await signIn(workerd.url, secret, agent));
    const before = workerd.residentBytes();
    const figures: CrowdFigures[] = [];
    for (const size of sizes) {
      while (open.length < size)
        open.push(await connect(workerd.url + path, sessions[open.length % 100] ?? ''));
      figures.push(await measure(workerd, open, before));
    }
    return figures;
  } finally {
    for (const { socket } of open) socket.close();
    await workerd.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measure(
  workerd: Workerd,
  open: readonly Console[],
  before: number | null,
): Promise<CrowdFigures> {
  const times: number[] = [];
  const hook = `${workerd.url}/webhook`;
  const cpuBefore = workerd.cpuMilliseconds();
  for (let index = 0; index < webhooks; index++) {
    const body = `Crowd ${open.length} ${index}`;
    const signed = signedMessage(index % 200, { type: 'text', text: { body } });
    const began = performance.now();
    const arrived = Promise.all(open.map((one) => one.until(body)));
    await load(hook, [signed], 1);
    await arrived;
    times.push(performance.now() - began);
  }
  const cpuAfter = workerd.cpuMilliseconds();
  const signs = Math.min(maxSigns, open.length * maxSignsEach);
  const bytesBefore = sum(open.map(({ bytes }) => bytes));
  for (let index = 0; index < signs; index++) {
    const { socket } = open[index % open.length] ?? open[0] ?? { socket: null };
    socket?.send(JSON.stringify({ type: 'presence', conversationId: 1 + index, isTyping: index % 2 === 0 }));
    await new Promise((next) => setTimeout(next, 20));
  }
  await new Promise((next) => setTimeout(next, 3_000));
  const cpuEnd = workerd.cpuMilliseconds();
  const rest = workerd.residentBytes();
  times.sort((a, b) => a - b);
  return {
    sockets: open.length,
    agents: Math.min(100, open.length),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpuPerWebhook: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / webhooks,
    bytesPerPresence: (sum(open.map(({ bytes }) => bytes)) - bytesBefore) / signs,
    cpuPerPresence: cpuAfter === null || cpuEnd === null ? null : (cpuEnd - cpuAfter) / signs,
    grownBytes: before === null || rest === null ? null : rest - before,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

interface Console {
  socket: WebSocket;
  /** Received so far. */
  bytes: number;
  until(words: string): Promise<void>;
}

async function connect(inbox: string, session: string): Promise<Console> {
  const { ticket } = v.parse(
    v.object({ ticket: v.string() }),
    await (
      await fetch(`${inbox}/tickets`, { method: 'POST', headers: { Authorization: `Bearer ${session}` } })
    ).json(),
  );
  const socket = new WebSocket(`${inbox.replace('http', 'ws')}/live?ticket=${ticket}`);
  const waiting = new Map<string, () => void>();
  const one: Console = {
    socket,
    bytes: 0,
    until: (words) => new Promise((done) => waiting.set(words, done)),
  };
  socket.addEventListener('message', ({ data }) => {
    const text = String(data);
    one.bytes += text.length;
    for (const [words, done] of waiting) {
      if (!text.includes(`"${words}"`)) continue;
      waiting.delete(words);
      done();
    }
  });
  await new Promise((done, fail) => {
    socket.addEventListener('open', done);
    socket.addEventListener('error', fail);
  });
  return one;
}

/** As the site of the agents would do it. */
async function signIn(url: string, secret: string, agent: number): Promise<string> {
  const claims = { sub: `agent-${agent}`, name: `Agent ${agent}`, aud: url, exp: Date.now() / 1_000 + 60 };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'HS256' })}.${part({ ...claims, exp: Math.floor(claims.exp) })}`;
  const token = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  const answer = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`An agent was answered ${answer.status}: ${await answer.text()}`);
  return v.parse(answered, await answer.json()).token;
}

if (import.meta.main) console.log(await measureCrowd(Number(process.argv[2] ?? 1_000_000), [1, 50, 200]));

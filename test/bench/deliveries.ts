/**
 * Outbound webhooks under bare workerd: how fast a backlog drains and in which order, and what a dead endpoint does to
 * messages and to the other endpoints. `node test/bench/deliveries.ts` prints both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { listening } from '../listening.ts';
import { load, quantile } from './support/load.ts';
import { serving } from './support/serving.ts';
import { bundle, call, phoneNumberId, signedMessage, startWorker } from './support/worker.ts';

export interface BacklogFigures {
  events: number;
  /** Deliveries a second, over all of the time that was measured. */
  perSecond: number;
  received: number;
  isInOrder: boolean;
}

/** Milliseconds until 99 of 100 have arrived: of messages at Meta, and of events at the endpoints that answer. */
export interface Latencies {
  send: number;
  delivery: number;
}

export interface DeadEndpointFigures {
  without: Latencies;
  beside: Latencies;
}

const customers = 50;
const root = resolve(import.meta.dirname, '../..');
const events = ['message.received'];
const envelope = v.object({
  seq: v.number(),
  data: v.object({
    conversation: v.object({ id: v.number() }),
    message: v.object({ wamid: v.string(), content: v.object({ text: v.object({ body: v.string() }) }) }),
  }),
});

/** A stand-in for Meta that takes every message, and the Worker before it. */
async function withWorker<Figures>(
  port: number,
  onSend: (body: string) => void,
  measure: (inbox: string, api: string, session: string, serve: Serve) => Promise<Figures>,
): Promise<Figures> {
  const scratch = mkdtempSync(join(tmpdir(), 'message-us-deliveries-'));
  const servers: Server[] = [];
  const serve: Serve = async (listener) => {
    const server = createServer(listener);
    servers.push(server);
    return `http://127.0.0.1:${await listening(server, '127.0.0.1')}/in`;
  };
  let sent = 0;
  const meta = await serve(
    serving(async (request, answer) => {
      let body = '';
      for await (const part of request) body += part;
      if (request.method !== 'POST') return void answer.writeHead(404).end('{}');
      sent += 1;
      onSend(body);
      answer.end(JSON.stringify({ messages: [{ id: `wamid.sent.${sent}` }], contacts: [{ wa_id: '1' }] }));
    }),
  );
  const module = bundle(join(root, 'wrangler.toml'), null, join(scratch, 'bundle'));
  const { workerd, session } = await startWorker(module, join(scratch, 'worker'), port, new URL(meta).origin);
  try {
    const api = `${workerd.url}/api`;
    return await measure(`${api}/inboxes/${phoneNumberId}`, api, session, serve);
  } finally {
    await workerd.stop();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Serve = (listener: RequestListener) => Promise<string>;

async function addWebhook(api: string, session: string, name: string, url: string): Promise<string> {
  const answer = await fetch(`${api}/webhooks`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, url, events, timeoutSeconds: 3 }),
  });
  const created = v.parse(v.object({ webhook: v.object({ id: v.string() }) }), await answer.json());
  return created.webhook.id;
}

/** So many events wait while the endpoint is paused; then it is enabled, and measured for some seconds. */
export function measureBacklog(waiting: number, seconds: number): Promise<BacklogFigures> {
  return withWorker(
    8987,
    () => {},
    async (_, api, session, serve) => {
      const arrivals: { at: number; seq: number; conversation: number }[] = [];
      const url = await serve(
        serving(async (request, answer) => {
          let body = '';
          for await (const part of request) body += part;
          const { seq, data } = v.parse(envelope, JSON.parse(body));
          arrivals.push({ at: performance.now(), seq, conversation: data.conversation.id });
          answer.end('ok');
        }),
      );
      const id = await addWebhook(api, session, 'Backlog', url);
      await call('PUT', `${api}/webhooks/${id}`, session, { isEnabled: false });
      const messages = Array.from({ length: waiting }, (__, index) =>
        signedMessage(index % customers, { type: 'text', text: { body: `Message ${index}` } }),
      );
      const { failures } = await load(api.replace(/\/api$/, '/webhook'), messages, 16);
      if (failures > 0) throw new Error(`${failures} webhooks were refused.`);
      await call('PUT', `${api}/webhooks/${id}`, session, { isEnabled: true, resumeFrom: 'stopped' });
      const until = Date.now() + seconds * 1_000;
      while (arrivals.length < waiting && Date.now() < until)
        await new Promise((next) => setTimeout(next, 100));
      const [first, last] = [arrivals[0], arrivals.at(-1)];
      const took = ((last?.at ?? 0) - (first?.at ?? 0)) / 1_000;
      return {
        events: waiting,
        perSecond: (arrivals.length - 1) / took,
        received: arrivals.length,
        isInOrder: isInOrder(arrivals),
      };
    },
  );
}

/** Whether the events of each conversation came once and in their order. */
function isInOrder(arrivals: readonly { seq: number; conversation: number }[]): boolean {
  const last = new Map<number, number>();
  return arrivals.every(({ seq, conversation }) => {
    const isNext = seq > (last.get(conversation) ?? 0);
    last.set(conversation, seq);
    return isNext;
  });
}

/** Two endpoints that answer, and a third that never does for half of the time, a phase with it and a phase without. */
export function measureDeadEndpoint(phases: number, phaseSeconds: number): Promise<DeadEndpointFigures> {
  const begun = new Map<string, number>();
  const measured: Record<keyof DeadEndpointFigures, Record<keyof Latencies, number[]>> = {
    without: { send: [], delivery: [] },
    beside: { send: [], delivery: [] },
  };
  let now: keyof DeadEndpointFigures = 'without';
  const arrived = (what: keyof Latencies, text: string) => {
    const at = begun.get(text);
    if (at !== undefined) measured[now][what].push(performance.now() - at);
  };
  const sentText = v.object({ text: v.object({ body: v.string() }) });
  return withWorker(
    8988,
    (body) => arrived('send', v.parse(sentText, JSON.parse(body)).text.body),
    async (inbox, api, session, serve) => {
      await call('PUT', `${inbox}/settings`, session, { receipts: 'never', messagesPerSecond: 80 });
      const live = serving(async (request, answer) => {
        let body = '';
        for await (const part of request) body += part;
        arrived('delivery', v.parse(envelope, JSON.parse(body)).data.message.content.text.body);
        answer.end('ok');
      });
      await addWebhook(api, session, 'One', await serve(live));
      await addWebhook(api, session, 'Two', await serve(live));
      const dead = await addWebhook(api, session, 'Dead', await serve(() => {}));
      await load(
        api.replace(/\/api$/, '/webhook'),
        Array.from({ length: customers }, (_, customer) =>
          signedMessage(customer, { type: 'text', text: { body: 'Hello' } }),
        ),
        4,
      );
      await new Promise((next) => setTimeout(next, 15_000));
      for (let phase = 0; phase < phases; phase++) {
        now = phase % 2 === 0 ? 'without' : 'beside';
        // Enabling it again forgets that it failed: each phase has the whole beginning, where it is tried most often.
        await call('PUT', `${api}/webhooks/${dead}`, session, {
          isEnabled: now === 'beside',
          ...(now === 'beside' && { resumeFrom: 'now' }),
        });
        const until = Date.now() + phaseSeconds * 1_000;
        for (let index = 0; Date.now() < until; index++) {
          const [received, sent] = [`in ${phase} ${index}`, `out ${phase} ${index}`];
          const customer = (phase * 37 + index) % customers;
          begun.set(received, performance.now());
          await load(
            api.replace(/\/api$/, '/webhook'),
            [signedMessage(customer, { type: 'text', text: { body: received } })],
            1,
          );
          begun.set(sent, performance.now());
          await send(inbox, session, customer, sent);
          await new Promise((next) => setTimeout(next, 250));
        }
        await new Promise((next) => setTimeout(next, 2_000));
      }
      const p99 = ({ send: sends, delivery }: Record<keyof Latencies, number[]>): Latencies => ({
        send: quantile(
          sends.toSorted((a, b) => a - b),
          0.99,
        ),
        delivery: quantile(
          delivery.toSorted((a, b) => a - b),
          0.99,
        ),
      });
      return { without: p99(measured.without), beside: p99(measured.beside) };
    },
  );
}

async function send(inbox: string, session: string, customer: number, body: string): Promise<void> {
  const answer = await fetch(`${inbox}/conversations/${customer + 1}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session}`, 'Idempotency-Key': body },
    body: JSON.stringify({ content: { type: 'text', text: { body } } }),
  });
  if (answer.status !== 201) throw new Error(`A send was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

if (import.meta.main) {
  console.log(await measureBacklog(10_000, 60));
  console.log(await measureDeadEndpoint(4, 25));
}

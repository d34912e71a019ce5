/**
 * A small program that answers customers through the bot hook: `npm start` runs it, and says what it was asked. To use it,
 * create a webhook with its address and the event `turn.started`, and choose it under Settings › Automation › Bot hook.
 *
 * It does not verify the signature, because only this computer can reach it. docs/webhooks.md has the code for that.
 */
import { createServer, type ServerResponse } from 'node:http';
import * as v from 'valibot';

/** As much of a turn as it needs. docs/bot-hook.md has everything. */
const started = v.object({
  type: v.literal('turn.started'),
  data: v.object({
    turn: v.object({ id: v.number(), token: v.string(), expiresAt: v.number(), answerAt: v.string() }),
    contact: v.object({ name: v.nullable(v.string()) }),
    messages: v.array(
      v.object({ content: v.looseObject({ text: v.optional(v.object({ body: v.string() })) }) }),
    ),
  }),
});
type Started = v.InferOutput<typeof started>['data'];

/** What it does about a text. */
export type BotPlan =
  | { type: 'now'; actions: readonly object[] }
  | { type: 'later'; actions: readonly object[] }
  | { type: 'fail' };

export interface Bot {
  address: string;
  stop(): void;
}

export interface BotOptions {
  port: number;
  /** Gets a line about everything that happens. */
  log(line: string): void;
  /** How long it takes to look up an order. */
  lookUpMs?: number;
}

export function planFor(text: string, name: string | null): BotPlan {
  const said = text.toLowerCase();
  if (said.includes('order')) {
    return {
      type: 'later',
      actions: [reply('I looked it up: your order arrives on Monday.')],
    };
  }
  if (said.includes('person')) {
    const actions = [
      { type: 'note', text: 'The customer wants to talk to a person.' },
      { type: 'hand-over' },
    ];
    return { type: 'now', actions: [reply('A colleague will answer here.'), ...actions] };
  }
  if (said.includes('fail')) return { type: 'fail' };
  const greeting = name === null ? 'Hello!' : `Hello ${name}!`;
  return {
    type: 'now',
    actions: [reply(`${greeting} I am the example bot. Ask me about your order, or write “person”.`)],
  };
}

function reply(body: string) {
  return { type: 'reply', content: { type: 'text', text: { body } } };
}

/** Listens on this computer only. */
export async function startBot({ port, log, lookUpMs = 4_000 }: BotOptions): Promise<Bot> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const turn = turnIn(body);
    if (turn) await answer(turn, response, { log, lookUpMs });
    else response.writeHead(422).end('Send turn.started here.');
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  const address = server.address();
  const used = typeof address === 'object' && address !== null ? address.port : port;
  return { address: `http://127.0.0.1:${used}/`, stop: () => server.close() };
}

function turnIn(body: string): Started | null {
  try {
    const read = v.safeParse(started, JSON.parse(body));
    return read.success ? read.output.data : null;
  } catch {
    return null;
  }
}

async function answer(
  { turn, contact, messages }: Started,
  response: ServerResponse,
  { log, lookUpMs }: Required<Omit<BotOptions, 'port'>>,
) {
  const text = messages.map(({ content }) => content.text?.body ?? '').join(' ');
  const plan = planFor(text, contact.name);
  log(`Turn ${turn.id}: “${text}”`);
  switch (plan.type) {
    case 'now':
      log(`Turn ${turn.id}: answered at once`);
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ actions: plan.actions }));
      return;
    case 'fail':
      log(`Turn ${turn.id}: failed on purpose`);
      response.writeHead(500).end('This is what a failure looks like.');
      return;
    case 'later':
      log(`Turn ${turn.id}: answers later`);
      response.writeHead(202).end();
      await new Promise((next) => setTimeout(next, lookUpMs));
      log(`Turn ${turn.id}: ${await answerLater(turn, plan.actions)}`);
  }
}

/** Says what became of it: it is refused if a person has taken over meanwhile. */
async function answerLater(
  { answerAt, token }: Started['turn'],
  actions: readonly object[],
): Promise<string> {
  try {
    const answered = await fetch(answerAt, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ actions }),
    });
    return answered.ok ? 'answered later' : `too late, ${answered.status}: ${await answered.text()}`;
  } catch (error) {
    return `could not answer: ${error instanceof Error ? error.message : error}`;
  }
}

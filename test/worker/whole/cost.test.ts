/**
 * What one message costs, counted in the real runtime: rows that SQLite reads and writes, with an alarm that is set
 * as one more (https://developers.cloudflare.com/durable-objects/platform/pricing/), calls of Durable Objects,
 * requests of the Worker. `npm run cost` computes the table in docs/costs.md from it; this test fails when the table is out of date.
 */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { NewWebhook } from '../../../worker/api/developers/webhooks.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import type { Page } from '../../../worker/api/values.ts';
import { RpcObject } from '../../../worker/durable-object-rpc.ts';
import { Inbox } from '../../../worker/inbox/inbox.ts';
import { workspaceOf } from '../../../worker/objects.ts';
import { Workspace } from '../../../worker/workspace/workspace.ts';
import measured from '../../bench/cost.json';
import { StatementCosts } from '../support/statement-costs.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../support/webhooks.ts';

const number = '106540352242940';
const path = `/api/inboxes/${number}`;
const customer = '15550500001';
/** One who has not used up WhatsApp's burst to a customer. */
const another = '15550500002';
const messages = 20;
/** Written for a message that a rule answers, and for its answer with three statuses. */
const rowsOfRule = 46;
let token: string;

interface Cost {
  requests: number;
  calls: number;
  rowsRead: number;
  rowsWritten: number;
}
const total: Cost = { requests: 0, calls: 0, rowsRead: 0, rowsWritten: 0 };
const rows = new StatementCosts();

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  // Meta takes every message at once.
  vi.stubGlobal('fetch', async () =>
    Response.json({ messages: [{ id: `wamid.${crypto.randomUUID()}` }], contacts: [{ wa_id: customer }] }),
  );
  await post(webhook(number, text(customer, 'wamid.first', Date.now(), 'Hello')));
  for (const stub of [env.INBOX.getByName(number), workspaceOf(env)]) {
    await runInDurableObject(stub, (_, { storage }) => rows.watch(storage));
  }
  for (const object of [RpcObject.prototype, Inbox.prototype, Workspace.prototype]) countCalls(object);
  vi.spyOn(exports.default, 'fetch');
});

/** Calls of its own methods by the object are counted as well, so the result is rather too high than too low. */
function countCalls(object: object): void {
  for (const name of Object.getOwnPropertyNames(object)) {
    const method: unknown = Reflect.get(object, name);
    if (name === 'constructor' || typeof method !== 'function') continue;
    Reflect.set(object, name, function count(this: unknown, ...given: unknown[]) {
      total.calls += 1;
      return Reflect.apply(method, this, given);
    });
  }
}

/** What each of so many costs. */
async function costOf(act: (index: number) => Promise<number>): Promise<Cost> {
  rows.clear();
  total.calls = 0;
  let requests = 0;
  for (let index = 0; index < messages; index++) requests += await act(index);
  const { calls } = total;
  // The words of what was said are put into the index later; a search does it now.
  await call('GET', `${path}/messages?search=nowhere`, { token });
  const each = (count: number) => Math.ceil(count / messages);
  return {
    requests: each(requests),
    calls: each(calls),
    rowsRead: each(rows.rowsRead),
    rowsWritten: each(rows.rowsWritten),
  };
}

/** `round` tells the messages of one measurement from those of another. */
const receive =
  (round: string, from = customer) =>
  async (index: number) => {
    const words = 'Is the blue bowl still there?';
    await post(webhook(number, text(from, `wamid.in-${round}-${index}`, Date.now(), words)));
    return 1;
  };

const send = (round: string, conversation: number, by?: string) => async (index: number) => {
  const accepted = await call('POST', `${path}/conversations/${conversation}/messages`, {
    token: by ?? token,
    headers: { 'Idempotency-Key': `answer-${round}-${index}` },
    body: { content: { type: 'text', text: { body: 'Yes, two are left.' } } },
  });
  expect(accepted.status).toBe(201);
  const { id } = await accepted.json<{ id: number }>();
  const wamid = await vi.waitFor(() =>
    runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => {
      const row = storage.sql
        .exec<{ wamid: string | null }>('SELECT wamid FROM message WHERE id = ?', id)
        .one();
      if (row.wamid === null) throw new Error('Not accepted yet');
      return row.wamid;
    }),
  );
  for (const status of ['sent', 'delivered', 'read']) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    await post(webhook(number, { statuses: [{ id: wamid, status, timestamp, recipient_id: customer }] }));
  }
  return 4;
};

/** The one that has written last. */
const conversationId = async () => {
  const answer = await call('GET', `${path}/conversations`, { token });
  const [conversation] = (await answer.json<Page<Conversation>>()).rows;
  return conversation?.id ?? 0;
};

/** The statements of the last measurement, the most expensive first. `npm run cost` prints them. */
function showStatements(of: string): void {
  const all = rows.statements.map((one) => ({
    ...one,
    rowsRead: one.rowsRead / messages,
    rowsWritten: one.rowsWritten / messages,
  }));
  console.log(
    `STATEMENTS ${JSON.stringify({ of, statements: all.filter(({ rowsWritten }) => rowsWritten > 0) })}`,
  );
}

it('a message costs what docs/costs.md says', async () => {
  const received = await costOf(receive('plain'));
  showStatements('received');
  const conversation = await conversationId();
  // The credentials of a number are asked for once a minute.
  await send('first', conversation)(0);
  const sent = await costOf(send('plain', conversation));
  showStatements('sent');
  const found = { received, sent };
  console.log(`COST ${JSON.stringify(found)}`);
  // Waiting for the answer reads a row or two more, now and then.
  for (const way of ['received', 'sent'] as const) {
    expect(found[way].requests).toBe(measured[way].requests);
    for (const what of ['calls', 'rowsRead', 'rowsWritten'] as const) {
      const stale = `${way}: ${what} ${measured[way][what]} → ${found[way][what]}. Run npm run cost.`;
      expect(Math.abs(found[way][what] - measured[way][what]), stale).toBeLessThanOrEqual(
        Math.max(3, measured[way][what] * 0.15),
      );
    }
  }
});

it('a webhook on all events of messages adds at most five rows to an answered message, and two to each delivery', async () => {
  const before = [
    await costOf(receive('before', another)),
    await costOf(send('before', await conversationId())),
  ];
  const body = {
    name: 'CRM',
    url: 'https://crm.example/in',
    events: ['message.received', 'message.sent', 'message.delivered', 'message.read', 'message.failed'],
  };
  expect((await call('POST', '/api/webhooks', { token, body })).status).toBe(201);
  const after = [
    await costOf(receive('after', another)),
    await costOf(send('after', await conversationId())),
  ];
  const deliveries = await runInDurableObject(
    env.INBOX.getByName(number),
    (_, { storage }) =>
      storage.sql.exec<{ count: number }>('SELECT max(id) AS count FROM delivery_log').one().count,
  );
  // Received, accepted, delivered and read.
  expect(deliveries / messages).toBeGreaterThan(3.5);
  const written = (costs: Cost[]) => costs.reduce((all, { rowsWritten }) => all + rowsWritten, 0);
  const more = written(after) - written(before);
  const found = { rowsWritten: more, deliveries: Math.round(deliveries / messages) };
  console.log(`WEBHOOK COST ${JSON.stringify(found)}`);
  expect(Math.abs(more - measured.webhook.rowsWritten), 'Run npm run cost.').toBeLessThanOrEqual(1);
  expect(more).toBeLessThanOrEqual(5 + 2 * 4);
});

async function deleteWebhooks(): Promise<void> {
  for (const { id } of await (await call('GET', '/api/webhooks', { token })).json<{ id: string }[]>())
    await call('DELETE', `/api/webhooks/${id}`, { token });
}

it('a bot adds at most five rows to a message that it answers, and two to each delivery', async () => {
  const scopes = ['conversations:read', 'conversations:write'];
  const created = await call('POST', '/api/tokens', { token, body: { name: 'Bot', scopes, sendsAs: 'bot' } });
  const { token: bot } = await created.json<NewApiToken>();
  await deleteWebhooks();
  const answered = async (round: string, from: string) => {
    await receive(`${round}-first`, from)(0);
    const conversation = await conversationId();
    return costOf(async (index) => {
      await receive(round, from)(index);
      return send(round, conversation, bot)(index);
    });
  };
  const before = await answered('without-bot', '15550500003');
  const body = { name: 'Bot', url: 'https://bot.example/in', events: ['message.received'] };
  const added = await call('POST', '/api/webhooks', { token, body });
  const { webhook: hook } = await added.json<NewWebhook>();
  const settings = { bot: { webhook: hook.id } };
  expect((await call('PUT', `${path}/settings`, { token, body: settings })).status).toBe(200);
  const after = await answered('with-bot', '15550500004');
  const more = after.rowsWritten - before.rowsWritten;
  console.log(`BOT COST ${JSON.stringify({ rowsWritten: more, deliveries: 1 })}`);
  expect(more).toBeGreaterThan(0);
  expect(Math.abs(more - measured.bot.rowsWritten), 'Run npm run cost.').toBeLessThanOrEqual(1);
  expect(more).toBeLessThanOrEqual(5 + 2);
});

// The last ones, because their time is ahead of the object's afterwards.
it('a message and its answer cost what docs/costs.md says if they come a minute apart', async () => {
  const from = '15550500005';
  await call('PUT', `${path}/settings`, { token, body: { bot: null } });
  await deleteWebhooks();
  const goOn = () => vi.setSystemTime(Date.now() + 60_000);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  await receive('apart-first', from)(0);
  const conversation = await conversationId();
  const answered = await costOf(async (index) => {
    goOn();
    await receive('apart', from)(index);
    goOn();
    return 1 + (await send('apart', conversation)(index));
  });
  vi.useRealTimers();
  showStatements('a minute apart');
  console.log(`APART COST ${JSON.stringify(answered)}`);
  const stale = `${measured.answered.rowsWritten} → ${answered.rowsWritten}. Run npm run cost.`;
  expect(Math.abs(answered.rowsWritten - measured.answered.rowsWritten), stale).toBeLessThanOrEqual(3);
});

it('a message that a rule answers costs what docs/costs.md says', async () => {
  const from = '15550500006';
  const inbox = env.INBOX.getByName(number);
  const limits = { inTenMinutes: 60, inHour: 200, inDay: 500 };
  await call('PUT', `${path}/settings`, { token, body: { bot: null } });
  await call('PUT', `${path}/automation`, { token, body: { limits } });
  // One for each message, because the same answer is not sent twice in a row.
  for (let index = 0; index < messages; index += 1) {
    const rule = {
      name: `Rule ${index}`,
      match: { type: 'exact', words: [`question ${index}`] },
      actions: [{ type: 'reply', content: { type: 'text', text: { body: `Answer ${index}` } } }],
      cooldownMinutes: 0,
    };
    expect((await call('POST', `${path}/automation/rules`, { token, body: rule })).status).toBe(201);
  }
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60 * 60_000 });
  await receive('rule-first', from)(0);
  const answered = await costOf(async (index) => {
    vi.setSystemTime(Date.now() + 60_000);
    await post(webhook(number, text(from, `wamid.rule-${index}`, Date.now(), `Question ${index}`)));
    vi.setSystemTime(Date.now() + 5_000);
    await runDurableObjectAlarm(inbox);
    const wamid = await vi.waitFor(() =>
      runInDurableObject(inbox, (_, { storage }) => {
        const row = storage.sql
          .exec<{ wamid: string | null }>(
            "SELECT wamid FROM message WHERE key LIKE 'turn/%' ORDER BY id DESC LIMIT 1",
          )
          .one();
        const { count } = storage.sql
          .exec<{ count: number }>("SELECT count(*) AS count FROM message WHERE key LIKE 'turn/%'")
          .one();
        if (row.wamid === null || count <= index) throw new Error('Not accepted yet');
        return row.wamid;
      }),
    );
    for (const status of ['sent', 'delivered', 'read']) {
      const timestamp = String(Math.floor(Date.now() / 1000));
      await post(webhook(number, { statuses: [{ id: wamid, status, timestamp, recipient_id: from }] }));
    }
    return 4;
  });
  vi.useRealTimers();
  showStatements('answered by a rule');
  console.log(`RULE COST ${JSON.stringify(answered)}`);
  expect(Math.abs(answered.rowsWritten - rowsOfRule), 'Say it in docs/costs.md.').toBeLessThanOrEqual(3);
});

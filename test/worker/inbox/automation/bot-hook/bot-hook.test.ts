/** A program that is asked what to answer: at once, later by the API, and what happens when it fails. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  BotHookChange,
  BotHookState,
  BotHookTest,
} from '../../../../../worker/api/automation/bot-hook.ts';
import type { Turn } from '../../../../../worker/api/automation/turns.ts';
import type { Label } from '../../../../../worker/api/conversations/labels.ts';
import type { NewWebhook } from '../../../../../worker/api/developers/webhooks.ts';
import type { NumberHealth } from '../../../../../worker/api/numbers/health.ts';
import { reply, ScriptedBot, type TurnStarted } from '../../../support/scripted-bot.ts';
import { StatementCosts } from '../../../support/statement-costs.ts';
import { type Customer, TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call, refusalOf } from '../../../support/webhooks.ts';

const path = `/api/inboxes/${turnNumber}`;
const hookPath = `${path}/automation/bot-hook`;
let scene: TurnScene;
let bot: ScriptedBot;
let webhookId: string;
let secret: string;

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_510_000);
  bot = new ScriptedBot('hook-bot.example');
  const added = await create({ events: ['turn.started'] });
  webhookId = added.webhook.id;
  secret = added.secret ?? '';
});
afterAll(() => vi.unstubAllGlobals());
beforeEach(async () => {
  bot.asked.length = 0;
  bot.says({ actions: [] });
  await scene.automate({});
  await set({});
});

async function create(change: object): Promise<NewWebhook> {
  const body = { name: 'Order bot', url: 'https://hook-bot.example/turns', ...change };
  const answer = await call('POST', '/api/webhooks', { token: scene.admin, body });
  if (answer.status !== 201) throw new Error(await answer.text());
  return answer.json<NewWebhook>();
}

async function set(change: BotHookChange): Promise<BotHookState> {
  const body = { when: 'always', webhook: webhookId, ...change };
  const answer = await call('PUT', hookPath, { token: scene.admin, body });
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json<BotHookState>();
}

const state = async () => (await call('GET', hookPath, { token: scene.admin })).json<BotHookState>();

const answer = ({ data: { turn } }: TurnStarted, body: unknown, token = turn.token) =>
  call('POST', `${path}/automation/turns/${turn.id}`, { token, body });

const received = (customer: Customer, ...words: string[]) =>
  vi.waitFor(async () =>
    expect(await scene.received(customer)).toEqual(words.map((body) => expect.stringContaining(body))),
  );

/** The bot was asked, and the turn waits for its answer by the API. */
async function waits(customer: Customer): Promise<void> {
  await scene.comeDue();
  await vi.waitFor(async () => expect(await scene.turns(customer)).toMatchObject([{ outcome: 'awaiting' }]));
}

const mode = (customer: Customer, to: string) =>
  call('PUT', `${path}/conversations/${customer.id}/mode`, { token: scene.admin, body: { mode: to } });

async function alerts(): Promise<string[]> {
  const health = await call('GET', `${path}/health`, { token: scene.admin });
  return (await health.json<NumberHealth>()).alerts.map(({ type }) => type);
}

/** Three customers in a row get no answer of it. */
async function goesDown(): Promise<void> {
  bot.fails();
  for (let count = 0; count < 3; count += 1) {
    await scene.newCustomer();
    await scene.quiet();
  }
}

describe('a bot that answers at once', () => {
  it('is asked once for everything that a customer writes in a few seconds, with what it needs to answer', async () => {
    const customer = await scene.newCustomer('First');
    await scene.quiet();
    bot.says(reply('It is on its way.'));
    await scene.writes(customer, 'Where is my order?');
    await scene.writes(customer, 'Number 1042');
    await scene.quiet();
    await received(customer, 'It is on its way.');
    const { id, type, previous, inbox, data } = bot.last;
    expect(bot.asked).toHaveLength(2);
    expect({ type, previous, inbox: inbox.id }).toEqual({
      ...{ type: 'turn.started', previous: null, inbox: turnNumber },
    });
    expect(id).toMatch(/^evt_\d+_turn_\d+_\d+_\w+$/);
    expect(data.messages.map(({ content }) => content?.text?.body)).toEqual([
      'Where is my order?',
      'Number 1042',
    ]);
    expect(data.history.map(({ content }) => content?.text?.body)).toEqual(['First']);
    expect(data).toMatchObject({
      conversation: { id: customer.id, mode: 'automatic', labels: [] },
      contact: { phone: customer.phone },
      turn: { token: expect.stringMatching(/^turn_\d+_/), expiresAt: expect.any(Number) },
    });
    expect(data.turn.answerAt).toBe(
      `https://inbox.example/api/v1/inboxes/${turnNumber}/automation/turns/${data.turn.id}`,
    );
    expect(data.conversation.window.expiresAt).toBeGreaterThan(Date.now());
  });

  it('can verify the request as it verifies the events of a webhook, and no redirect is followed', async () => {
    await scene.newCustomer();
    await scene.quiet();
    const [{ body, headers, redirect } = { body: '', headers: {}, redirect: '' }] = bot.asked;
    expect(new StandardWebhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(redirect).toBe('manual');
  });

  it('says its turn in several messages, and the customer counts as answered', async () => {
    bot.says(reply('One', 'Two'));
    const customer = await scene.newCustomer();
    await scene.quiet();
    await received(customer, 'One', 'Two');
    expect(await scene.turns(customer)).toMatchObject([
      {
        ...{ source: 'bot', outcome: 'answered', messages: [expect.any(Number), expect.any(Number)] },
        details: { via: 'webhook', status: 200, actions: ['reply', 'reply'] },
      },
    ]);
    expect(await scene.now(customer)).toMatchObject({ handledBy: 'bot', waitingSince: null });
  });

  it('labels, adds a note and hands over in its own name', async () => {
    const made = await call('POST', '/api/labels', {
      token: scene.admin,
      body: { name: 'Refunds', color: 'red' },
    });
    const label = await made.json<Label>();
    bot.says({
      actions: [
        { type: 'label', add: ['Refunds', 'no such label'] },
        { type: 'note', text: 'Wants a refund for order 1042.' },
        { type: 'hand-over' },
        ...reply('A colleague will answer.').actions,
      ],
    });
    const customer = await scene.newCustomer();
    await scene.quiet();
    await received(customer, 'A colleague will answer.');
    const now = await scene.now(customer);
    expect(now).toMatchObject({ mode: 'person', labels: [label.id], handledBy: null });
    expect(now.waitingSince).not.toBeNull();
    expect((await scene.thread(customer)).entries).toContainEqual(
      expect.objectContaining({ type: 'note', by: expect.objectContaining({ name: 'Order bot' }) }),
    );
  });

  it('resolves a conversation without a word', async () => {
    bot.says({ actions: [{ type: 'resolve' }] });
    const customer = await scene.newCustomer('Thanks');
    await scene.quiet();
    expect(await scene.now(customer)).toMatchObject({ state: 'resolved', waitingSince: null });
    expect(await scene.turns(customer)).toMatchObject([{ source: 'bot', outcome: 'acted' }]);
  });

  it('leaves a customer to the team with an empty answer', async () => {
    bot.answers = () => new Response(null, { status: 204 });
    const customer = await scene.newCustomer();
    await scene.quiet();
    expect((await scene.now(customer)).waitingSince).not.toBeNull();
    expect(await scene.turns(customer)).toMatchObject([{ source: 'bot', outcome: 'acted', because: null }]);
    expect(await state()).toMatchObject({ failures: 0 });
  });

  it('is asked again with everything if the customer writes while it thinks', async () => {
    const thinking = bot.thinks();
    const customer = await scene.newCustomer('Hello');
    await scene.comeDue();
    await vi.waitFor(() => expect(bot.asked).toHaveLength(1));
    await scene.writes(customer, 'One more thing');
    thinking.saysThen(reply('Too early'));
    bot.says(reply('To both'));
    await scene.quiet();
    await received(customer, 'To both');
    expect(bot.last.data.messages).toHaveLength(2);
    expect(await scene.turns(customer)).toHaveLength(1);
  });

  it('says nothing if a person has answered while it was thinking', async () => {
    const thinking = bot.thinks();
    const customer = await scene.newCustomer();
    await scene.comeDue();
    await vi.waitFor(() => expect(bot.asked).toHaveLength(1));
    expect((await scene.answers(customer)).status).toBe(201);
    thinking.saysThen(reply('And I am a bot'));
    await scene.quiet();
    await received(customer, 'I am here');
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because: 'person' }]);
  });

  it('is asked once more under the same id if the inbox stops while it thinks', async () => {
    bot.thinks();
    const customer = await scene.newCustomer();
    await scene.comeDue();
    await vi.waitFor(() => expect(bot.asked).toHaveLength(1));
    await runInDurableObject(env.INBOX.getByName(turnNumber), (_, object) => object.abort('stopped')).catch(
      () => {},
    );
    bot.says(reply('Once'));
    await scene.quiet();
    await received(customer, 'Once');
    expect(new Set(bot.asked.map(({ event }) => event.id)).size).toBe(1);
    expect(new Set(bot.asked.map(({ event }) => event.data.turn.token)).size).toBe(1);
  });

  it('is stopped by the limits and by a customer who is a machine, so that two bots do not go on for ever', async () => {
    let count = 0;
    bot.answers = () => {
      count += 1;
      return Response.json(reply(`Answer ${count}`));
    };
    const customer = await scene.newCustomer('Hello');
    await scene.quiet();
    for (let round = 0; round < 8; round += 1) {
      await scene.writes(customer, `Answer to ${round}`);
      await scene.quiet();
    }
    const turns = await scene.turns(customer);
    expect(turns.filter(({ outcome }) => outcome === 'answered').length).toBeLessThanOrEqual(6);
    expect((await scene.now(customer)).waitingSince).not.toBeNull();
  });
});

describe('a bot that answers later', () => {
  beforeEach(() => bot.takesItsTime());

  it('answers with the token of the turn, and the same answer again changes nothing', async () => {
    const customer = await scene.newCustomer();
    await waits(customer);
    expect(await scene.now(customer)).toMatchObject({ handledBy: 'bot', waitingSince: null });
    const first = await answer(bot.last, reply('Here it is.'));
    expect(first.status).toBe(200);
    const turn = await first.json<Turn>();
    expect(turn).toMatchObject({
      outcome: 'answered',
      details: { via: 'api' },
      messages: [expect.any(Number)],
    });
    const again = await answer(bot.last, reply('Here it is.'));
    expect([again.status, (await again.json<Turn>()).messages]).toEqual([200, turn.messages]);
    await received(customer, 'Here it is.');
    expect(await refusalOf(await answer(bot.last, reply('Something else')))).toEqual([409, 'turn_over']);
    await received(customer, 'Here it is.');
  });

  it('is refused after a person has taken over', async () => {
    const customer = await scene.newCustomer();
    await waits(customer);
    expect((await mode(customer, 'person')).status).toBe(200);
    const late = await answer(bot.last, reply('Too late'));
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { error: { code: 'turn_over', details: { because: 'person' } } },
    ]);
    expect(await scene.received(customer)).toEqual([]);
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because: 'person' }]);
  });

  it('is refused for what the customer wrote before if they have written on, and answers everything then', async () => {
    const customer = await scene.newCustomer();
    await waits(customer);
    const before = bot.last;
    await scene.writes(customer, 'And another thing');
    expect(await refusalOf(await answer(before, reply('Only the first')))).toEqual([409, 'turn_over']);
    await waits(customer);
    expect(bot.last.data.turn.token).not.toBe(before.data.turn.token);
    expect(await refusalOf(await answer(before, reply('Only the first')))).toEqual([409, 'turn_over']);
    expect((await answer(bot.last, reply('Both'))).status).toBe(200);
    await received(customer, 'Both');
    expect(await scene.turns(customer)).toHaveLength(1);
  });

  it('can be asked any number of times while a customer goes on writing', async () => {
    const customer = await scene.newCustomer();
    for (const words of ['Two', 'Three', 'Four']) {
      await waits(customer);
      await scene.writes(customer, words);
    }
    await waits(customer);
    expect((await answer(bot.last, reply('All four'))).status).toBe(200);
    await received(customer, 'All four');
  });

  it('counts as failed when its time is over, and the team has to answer', async () => {
    const customer = await scene.newCustomer();
    await waits(customer);
    await scene.quiet();
    const now = await scene.now(customer);
    expect(now).toMatchObject({ mode: 'automatic', handledBy: null });
    expect(now.waitingSince).not.toBeNull();
    expect(await scene.turns(customer)).toMatchObject([
      { outcome: 'failed', because: 'error', details: { fault: 'late', fallback: 'team' } },
    ]);
    expect(await refusalOf(await answer(bot.last, reply('Too late')))).toEqual([409, 'turn_over']);
    expect(await state()).toMatchObject({ failures: 1, fault: 'late' });
  });

  it('needs the token of this turn', async () => {
    const customer = await scene.newCustomer();
    await waits(customer);
    const other = bot.last;
    const another = await scene.newCustomer();
    await waits(another);
    for (const token of ['', 'made-up', scene.admin, other.data.turn.token, `turn_1_${'a'.repeat(43)}`]) {
      expect(await refusalOf(await answer(bot.last, reply('Mine'), token))).toEqual([
        401,
        'turn_token_wrong',
      ]);
    }
    expect((await answer(bot.last, reply('Mine'))).status).toBe(200);
  });

  it('learns why WhatsApp would refuse its message, and can answer again', async () => {
    const customer = await scene.newCustomer();
    await waits(customer);
    const wrong = { actions: [{ type: 'reply', content: { type: 'text', text: { body: '' } } }] };
    expect(await refusalOf(await answer(bot.last, wrong))).toEqual([422, 'invalid_content']);
    expect((await answer(bot.last, reply('Now it fits'))).status).toBe(200);
    await received(customer, 'Now it fits');
  });

  it('may use the API before it has answered the request', async () => {
    bot.answers = async ({ event }) => {
      expect((await answer(event, reply('By the API'))).status).toBe(200);
      return Response.json(reply('At once'));
    };
    const customer = await scene.newCustomer();
    await scene.quiet();
    await received(customer, 'By the API');
  });

  it('does with it what the rule has said that let it answer', async () => {
    await set({ when: 'rule' });
    const rule = {
      name: 'To the bot',
      match: { type: 'contains', words: ['order'] },
      actions: [{ type: 'note', text: 'Asked about an order' }, { type: 'bot' }],
      cooldownMinutes: 0,
    };
    const made = await call('POST', `${path}/automation/rules`, { token: scene.admin, body: rule });
    const { id } = await made.json<{ id: string }>();
    const other = await scene.newCustomer('Hello');
    await scene.quiet();
    expect(await scene.turns(other)).toEqual([]);
    const customer = await scene.newCustomer('My order');
    await waits(customer);
    expect((await answer(bot.last, reply('Shipped'))).status).toBe(200);
    await received(customer, 'Shipped');
    expect((await scene.thread(customer)).entries).toContainEqual(
      expect.objectContaining({ type: 'note', text: 'Asked about an order' }),
    );
    await call('DELETE', `${path}/automation/rules/${id}`, { token: scene.admin });
  });
});

describe('a bot that fails', () => {
  const faults: [string, () => Response | Promise<Response>][] = [
    ['connection', () => Promise.reject(new TypeError('lost'))],
    ['status', () => new Response('Bad gateway', { status: 502 })],
    ['redirect', () => new Response(null, { status: 302, headers: { Location: 'https://else.example/' } })],
    ['not-json', () => new Response('<html>Hello</html>')],
    ['too-large', () => new Response('a'.repeat(70_000))],
    ['invalid', () => Response.json({ actions: [{ type: 'call-them' }] })],
    ['content', () => Response.json({ actions: [{ type: 'reply', content: { type: 'text' } }] })],
  ];

  it.each(faults)('leaves the customer to the team: %s', async (fault, answers) => {
    bot.answers = answers;
    const customer = await scene.newCustomer();
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([
      { source: 'bot', outcome: 'failed', because: 'error', details: { fault, fallback: 'team' } },
    ]);
    const now = await scene.now(customer);
    expect(now).toMatchObject({ mode: 'automatic', handledBy: null });
    expect(now.waitingSince).not.toBeNull();
    expect(await state()).toMatchObject({ failures: 1, fault });
  });

  it('is not asked any more after three failures in a row, alerts the admins, and works again after a test', async () => {
    await goesDown();
    await vi.waitFor(async () => expect(await alerts()).toContain('bot-hook'));
    expect(await state()).toMatchObject({ failures: 3, retryAt: expect.any(Number) });
    bot.asked.length = 0;
    const customer = await scene.newCustomer();
    await scene.quiet();
    expect(bot.asked).toEqual([]);
    expect((await scene.now(customer)).waitingSince).not.toBeNull();
    bot.says(reply('Hello'));
    const test = await call('POST', `${hookPath}/test`, { token: scene.admin });
    expect(await test.json<BotHookTest>()).toMatchObject({ isWorking: true, actions: ['reply'] });
    expect(bot.last.data.isTest).toBe(true);
    expect(await state()).toMatchObject({ failures: 0, failingSince: null });
    await vi.waitFor(async () => expect(await alerts()).not.toContain('bot-hook'));
    const next = await scene.newCustomer();
    await scene.quiet();
    await received(next, 'Hello');
  });

  it('is tried with one burst after a while, and works again after one answer', async () => {
    await goesDown();
    await runInDurableObject(env.INBOX.getByName(turnNumber), (_, { storage }) => {
      storage.sql.exec(
        "UPDATE setting SET value = json_set(value, '$.retryAt', 1) WHERE name = 'bot-hook-failing'",
      );
    });
    // The object knows it in memory.
    await runInDurableObject(env.INBOX.getByName(turnNumber), (_, object) => object.abort('stopped')).catch(
      () => {},
    );
    bot.says(reply('I am back'));
    const customer = await scene.newCustomer();
    await scene.quiet();
    await received(customer, 'I am back');
    expect(await state()).toMatchObject({ failures: 0 });
  });

  it('leaves its place to the away text or to the team, as it is set', async () => {
    await scene.automate({
      away: { text: { en: 'We answer soon.' } },
      handOver: { words: ['human'], reply: { en: 'A colleague takes over.' } },
    });
    await set({ fallback: 'away' });
    bot.fails();
    const one = await scene.newCustomer();
    await scene.quiet();
    await received(one, 'We answer soon.');
    expect((await scene.now(one)).waitingSince).not.toBeNull();
    await set({ fallback: 'hand-over' });
    const other = await scene.newCustomer();
    await scene.quiet();
    await received(other, 'A colleague takes over.');
    expect(await scene.now(other)).toMatchObject({ mode: 'person', modeUntil: null });
  });

  it('is not asked while its webhook is disabled', async () => {
    const { webhook } = await create({ events: ['turn.started'], url: 'https://hook-bot.example/other' });
    await set({ webhook: webhook.id });
    await call('PUT', `/api/webhooks/${webhook.id}`, { token: scene.admin, body: { isEnabled: false } });
    expect(await state()).toMatchObject({ problems: ['no-webhook'] });
    const customer = await scene.newCustomer();
    await scene.quiet();
    expect(bot.asked).toEqual([]);
    expect((await scene.now(customer)).waitingSince).not.toBeNull();
  });
});

describe('the setting of the bot hook', () => {
  it('is off at first, and needs a webhook of the number that receives turn.started', async () => {
    const put = async (body: object) => refusalOf(await call('PUT', hookPath, { token: scene.admin, body }));
    expect(await put({ when: 'always' })).toEqual([422, 'invalid_input']);
    expect(await put({ when: 'always', webhook: 'wh_none' })).toEqual([422, 'webhook_not_found']);
    const { webhook } = await create({ events: ['*'], url: 'https://elsewhere.example/all' });
    expect(await put({ when: 'always', webhook: webhook.id })).toEqual([422, 'webhook_without_turns']);
    await call('DELETE', `/api/webhooks/${webhook.id}`, { token: scene.admin });
  });

  it('asks outside business hours only, or only where a rule says so', async () => {
    const hours = (week: object) =>
      call('PUT', `${path}/hours`, { token: scene.admin, body: { hours: { timeZone: 'UTC', week } } });
    await set({ when: 'outside-hours' });
    const week = Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
        day,
        '00:00-24:00',
      ]),
    );
    await hours(week);
    await scene.newCustomer();
    await scene.quiet();
    expect(bot.asked).toEqual([]);
    await hours({});
    await scene.newCustomer();
    await scene.quiet();
    expect(bot.asked).toHaveLength(1);
    expect(bot.last.data.isOpen).toBe(false);
    await call('PUT', `${path}/hours`, { token: scene.admin, body: { hours: null } });
  });

  it('tells an admin in a test what is wrong, and sends nobody anything', async () => {
    bot.answers = () => new Response('Not found', { status: 404 });
    const test = await call('POST', `${hookPath}/test`, { token: scene.admin });
    expect(await test.json<BotHookTest>()).toMatchObject({
      ...{ isWorking: false, fault: 'status', status: 404, answer: 'Not found' },
    });
    expect(await state()).toMatchObject({ failures: 0 });
  });
});

it('a turn of a bot writes two rows more than one of a rule, for the time in which it is asked', async () => {
  bot.says(reply('Hello'));
  const customer = await scene.newCustomer();
  const rows = new StatementCosts();
  await runInDurableObject(env.INBOX.getByName(turnNumber), (_, { storage }) => rows.watch(storage));
  await scene.quiet();
  await received(customer, 'Hello');
  const asking = rows.statements.find(({ statement }) => statement.includes("outcome = 'composing'"));
  expect(asking?.rowsWritten).toBe(2);
  // With four rows that the test itself has written.
  expect(rows.rowsWritten - 4).toBeLessThanOrEqual(20);
});

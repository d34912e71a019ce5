/** Who answers a conversation of a number with a bot: what makes a person take over, and what resumes the bot. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { MessageHistory } from '../../../../worker/api/conversations/messages.ts';
import type { MessagePage } from '../../../../worker/api/conversations/teamwork.ts';
import type { EventEnvelope } from '../../../../worker/api/developers/events.ts';
import type { NewWebhook } from '../../../../worker/api/developers/webhooks.ts';
import type { NumberHealth } from '../../../../worker/api/numbers/health.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { Receivers } from '../../support/receivers.ts';
import { call, connectNumber, post, refusalOf, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242991';
const path = `/api/inboxes/${number}`;
const minute = 60_000;
let admin: string;
let bot: string;
let person: string;
let receivers: Receivers;
let hook: string;
let customers = 0;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  receivers = new Receivers();
  receivers.at('bot.example');
  receivers.at('crm.example');
  bot = await tokenOf('Order bot', 'bot');
  person = await tokenOf('Help desk', 'person');
  hook = await webhookAt('bot.example');
  await webhookAt('crm.example');
  await setBot({ webhook: hook });
});

async function tokenOf(name: string, sendsAs: 'bot' | 'person'): Promise<string> {
  const body = { name, scopes: ['conversations:read', 'conversations:write'], sendsAs };
  return (await (await call('POST', '/api/tokens', { token: admin, body })).json<NewApiToken>()).token;
}

async function webhookAt(host: string): Promise<string> {
  const body = { name: host, url: `https://${host}/in`, events: ['*'], inboxes: [number] };
  return (await (await call('POST', '/api/webhooks', { token: admin, body })).json<NewWebhook>()).webhook.id;
}

async function setBot(settings: object | null): Promise<void> {
  const answer = await call('PUT', `${path}/settings`, { token: admin, body: { bot: settings } });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

interface Customer {
  phone: string;
  id: number;
}

/** A customer who has just written for the first time. */
async function newCustomer(): Promise<Customer> {
  customers += 1;
  const phone = `1555099${String(1000 + customers)}`;
  await writes(phone, 'Hello');
  const found = await call('GET', `${path}/conversations?search=${phone}`, { token: admin });
  const [row] = (await found.json<Page<Conversation>>()).rows;
  return { phone, id: row?.id ?? 0 };
}

let written = 0;
async function writes(phone: string, words: string): Promise<string> {
  written += 1;
  const wamid = `wamid.modes-${written}`;
  await post(webhook(number, text(phone, wamid, Date.now(), words)));
  return wamid;
}

async function now({ id }: Customer): Promise<Conversation> {
  return (await call('GET', `${path}/conversations/${id}`, { token: admin })).json<Conversation>();
}

const send = ({ id }: Customer, token: string, body = 'Hi') =>
  call('POST', `${path}/conversations/${id}/messages`, {
    token,
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body: { content: { type: 'text', text: { body } } },
  });
const setMode = ({ id }: Customer, mode: string, token = admin) =>
  call('PUT', `${path}/conversations/${id}/mode`, { token, body: { mode } });
const handOver = ({ id }: Customer, token = bot, body = {}) =>
  call('POST', `${path}/conversations/${id}/hand-over`, { token, body });
const received = (host: string, { id }: Customer, type = 'message.received') =>
  receivers
    .bodies<EventEnvelope & { data: { conversation?: { id: number } } }>(host)
    .filter((event) => event.type === type && event.data.conversation?.id === id);
const reached = (host: string, customer: Customer, count: number) =>
  vi.waitFor(() => expect(received(host, customer)).toHaveLength(count), { timeout: 5_000 });

async function reasons({ id }: Customer): Promise<string[]> {
  const answer = await call('GET', `${path}/conversations/${id}/messages`, { token: admin });
  const { entries } = await answer.json<MessagePage>();
  return entries.flatMap((entry) => (entry.type === 'mode' ? [entry.because] : [])).reverse();
}

async function refused(answer: Response): Promise<void> {
  expect(await refusalOf(answer)).toEqual([409, 'bot_paused']);
}

/** As if so much time had passed for the modes of a conversation. */
const letPass = ({ id }: Customer, milliseconds: number) =>
  runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => {
    storage.sql.exec(
      'UPDATE conversation SET mode_at = mode_at - ?1, mode_until = mode_until - ?1, bot_until = bot_until - ?1 WHERE id = ?2',
      ...[milliseconds, id],
    );
  });

describe('a conversation of a number with a bot', () => {
  it('a conversation belongs to the bot until its time is over, and is neither unread nor unanswered meanwhile', async () => {
    const customer = await newCustomer();
    await reached('bot.example', customer, 1);
    expect(await now(customer)).toMatchObject({
      ...{ mode: 'automatic', modeUntil: null, handledBy: 'bot', waitingSince: null, unread: 0 },
    });
    expect((await send(customer, bot)).status).toBe(201);
    expect(await now(customer)).toMatchObject({ mode: 'automatic', handledBy: 'bot', waitingSince: null });
  });

  it.each([
    ['an agent', async (customer: Customer) => send(customer, admin), 'replied'],
    ['a token that sends as a person', async (customer: Customer) => send(customer, person), 'replied'],
    [
      'the phone app',
      async ({ phone }: Customer) => {
        const timestamp = String(Math.floor(Date.now() / 1000));
        const id = `wamid.echo-${phone}`;
        const words = { type: 'text', text: { body: 'From the phone' } };
        const echo = { from: '15550783881', to: phone, id, timestamp, ...words };
        const body = JSON.parse(webhook(number, { message_echoes: [echo] }));
        body.entry[0].changes[0].field = 'smb_message_echoes';
        return post(JSON.stringify(body));
      },
      'replied',
    ],
  ])('belongs to the team once %s has answered', async (_, answer, because) => {
    const customer = await newCustomer();
    const response = await answer(customer);
    expect(response.ok).toBe(true);
    const after = await now(customer);
    expect(after).toMatchObject({ mode: 'person', handledBy: null, waitingSince: null });
    expect((after.modeUntil ?? 0) - Date.now()).toBeGreaterThan(239 * minute);
    expect(await reasons(customer)).toEqual([because]);
    await refused(await send(customer, bot));
    const seen = received('bot.example', customer).length;
    await writes(customer.phone, 'And another thing');
    await reached('crm.example', customer, 2);
    expect(received('bot.example', customer)).toHaveLength(seen);
    expect(await now(customer)).toMatchObject({
      mode: 'person',
      handledBy: null,
      unread: expect.any(Number),
    });
    expect((await now(customer)).waitingSince).not.toBeNull();
  });

  it('a conversation belongs to the team once it is assigned, and is unanswered if the bot had not replied', async () => {
    const customer = await newCustomer();
    const body = { to: 'admin' };
    const url = `${path}/conversations/${customer.id}/assignee`;
    expect((await call('PUT', url, { token: admin, body })).status).toBe(200);
    const after = await now(customer);
    expect(after).toMatchObject({ mode: 'person', handledBy: null });
    expect(after.waitingSince).not.toBeNull();
    expect(await reasons(customer)).toEqual(['assigned']);
  });

  it('the refusal of a bot names who took over and how the bot is resumed', async () => {
    const customer = await newCustomer();
    await setMode(customer, 'person');
    const answer = await send(customer, bot);
    const { error } = await answer.json<{ error: { message: string; details: object } }>();
    expect(error.message).toMatch(
      /^Admin has taken over this conversation from the bot\. It may send again once an agent resumes it, or from \d{4}-/,
    );
    expect(error.details).toMatchObject({ mode: 'person', by: { name: 'Admin' }, until: expect.any(Number) });
  });

  it('a client of the Cloud API is refused with 131005 and the same sentence', async () => {
    const customer = await newCustomer();
    await setMode(customer, 'person');
    const words = { type: 'text', text: { body: 'Hi' } };
    const body = { messaging_product: 'whatsapp', to: customer.phone, ...words };
    const answer = await call('POST', `/graph/v23.0/${number}/messages`, { token: bot, body });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: {
        code: 131005,
        message: '(#131005) Access denied',
        error_data: { details: expect.stringMatching(/^Admin has taken over this conversation/) },
      },
    });
  });

  it('a resumed bot gets only the messages that follow', async () => {
    const customer = await newCustomer();
    await reached('bot.example', customer, 1);
    await setMode(customer, 'person');
    await writes(customer.phone, 'For the team');
    expect((await setMode(customer, 'automatic')).status).toBe(200);
    await writes(customer.phone, 'For the bot');
    await reached('bot.example', customer, 2);
    await reached('crm.example', customer, 3);
    const texts = JSON.stringify(received('bot.example', customer));
    expect(texts).toContain('For the bot');
    expect(texts).not.toContain('For the team');
    // It says no gap where there is none.
    const [last] = received('bot.example', customer).slice(-1);
    const known = receivers.bodies<EventEnvelope>('bot.example').map(({ seq }) => seq);
    expect(known).toContain(last?.previous);
    expect((await send(customer, bot)).status).toBe(201);
    expect(await reasons(customer)).toEqual(['taken-over', 'resumed']);
  });

  it('the bot resumes with the customer’s first message after the person’s time', async () => {
    const customer = await newCustomer();
    await reached('bot.example', customer, 1);
    expect((await send(customer, admin)).status).toBe(201);
    await letPass(customer, 241 * minute);
    expect(await now(customer)).toMatchObject({ mode: 'automatic', modeUntil: null, handledBy: null });
    await writes(customer.phone, 'Me again');
    await reached('bot.example', customer, 2);
    expect(await now(customer)).toMatchObject({ mode: 'automatic', handledBy: 'bot' });
    expect(await reasons(customer)).toEqual(['replied', 'timer']);
  });

  it('resolving a conversation returns it to the bot', async () => {
    const customer = await newCustomer();
    await send(customer, admin);
    const url = `${path}/conversations/${customer.id}/state`;
    expect((await call('PUT', url, { token: admin, body: { state: 'resolved' } })).status).toBe(200);
    expect(await now(customer)).toMatchObject({ mode: 'automatic', state: 'resolved', handledBy: null });
    expect((await send(customer, bot)).status).toBe(201);
  });

  it('a conversation with automation off stays with the team until an agent turns it on', async () => {
    const customer = await newCustomer();
    expect((await setMode(customer, 'off')).status).toBe(200);
    await send(customer, admin);
    await call('PUT', `${path}/conversations/${customer.id}/state`, {
      ...{ token: admin, body: { state: 'resolved' } },
    });
    await writes(customer.phone, 'Hello again');
    await letPass(customer, 8 * 24 * 60 * minute);
    expect(await now(customer)).toMatchObject({ mode: 'off', modeUntil: null, handledBy: null });
    await refused(await send(customer, bot));
    expect(await refusalOf(await setMode(customer, 'person'))).toEqual([409, 'automation_off']);
    await setMode(customer, 'automatic');
    expect((await send(customer, bot)).status).toBe(201);
  });

  it('a bot can hand over: the conversation is unanswered, with its note, until an agent resumes the bot', async () => {
    const customer = await newCustomer();
    await send(customer, bot, 'I will ask my colleagues.');
    expect((await now(customer)).waitingSince).toBeNull();
    expect((await handOver(customer, bot, { note: 'Wants a refund' })).status).toBe(200);
    const after = await now(customer);
    expect(after).toMatchObject({ mode: 'person', modeUntil: null, handledBy: null, unread: 1 });
    expect(after.waitingSince).not.toBeNull();
    expect(await reasons(customer)).toEqual(['handed-over']);
    await refused(await send(customer, bot));
    // A second time changes nothing.
    expect((await handOver(customer)).status).toBe(200);
    expect(await reasons(customer)).toEqual(['handed-over']);
    await send(customer, admin);
    const answered = await now(customer);
    expect(answered.waitingSince).toBeNull();
    expect(answered.modeUntil).not.toBeNull();
  });

  it('a bot cannot resume, take over or turn off a conversation', async () => {
    const customer = await newCustomer();
    for (const mode of ['automatic', 'person', 'off']) {
      expect(await refusalOf(await setMode(customer, mode, bot))).toEqual([403, 'people_only']);
    }
    const body = { ids: [customer.id], command: { type: 'mode', mode: 'automatic' } };
    expect(await refusalOf(await call('POST', `${path}/bulk`, { token: bot, body }))).toEqual([
      403,
      'people_only',
    ]);
    expect((await setMode(customer, 'person', person)).status).toBe(200);
  });

  it('a conversation is unanswered once the bot’s time is over, and handled again when the bot answers late', async () => {
    const customer = await newCustomer();
    await letPass(customer, 121_000);
    await runInDurableObject(env.INBOX.getByName(number), async (inbox, { storage }) => {
      storage.sql.exec("UPDATE job SET run_at = 0 WHERE kind = 'bot-turn'");
      inbox.alarm();
    });
    await vi.waitFor(async () => expect((await now(customer)).handledBy).toBeNull());
    expect(await now(customer)).toMatchObject({ mode: 'automatic', unread: 1 });
    expect((await now(customer)).waitingSince).not.toBeNull();
    expect((await send(customer, bot)).status).toBe(201);
    expect(await now(customer)).toMatchObject({ handledBy: 'bot', waitingSince: null, unread: 0 });
  });

  it('a bot that sends more than 20 messages in a minute is stopped, and the team gets the conversation', async () => {
    const customer = await newCustomer();
    for (let index = 0; index < 20; index++) expect((await send(customer, bot)).status).toBe(201);
    await refused(await send(customer, bot));
    expect(await reasons(customer)).toEqual(['looping']);
    await vi.waitFor(async () => {
      const answer = await call('GET', `${path}/health`, { token: admin });
      const { alerts } = await answer.json<NumberHealth>();
      expect(alerts).toContainEqual(expect.objectContaining({ type: 'bot-loop', name: 'Order bot' }));
    });
    expect(await now(customer)).toMatchObject({ mode: 'person', modeUntil: null });
    expect((await now(customer)).waitingSince).not.toBeNull();
  });

  it('queued messages of a bot are not sent after a person took over', async () => {
    const customer = await newCustomer();
    const queued = await call('POST', `${path}/conversations/${customer.id}/messages`, {
      token: bot,
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: { content: { type: 'text', text: { body: 'Later' } }, sendAt: Date.now() + minute },
    });
    const { id } = await queued.json<{ id: number }>();
    await setMode(customer, 'person');
    await runInDurableObject(env.INBOX.getByName(number), async (inbox, { storage }) => {
      storage.sql.exec('UPDATE job SET run_at = 0 WHERE message_id = ?', id);
      inbox.alarm();
    });
    const message = async () => {
      const answer = await call('GET', `${path}/messages/${id}`, { token: admin });
      return (await answer.json<MessageHistory>()).message;
    };
    await vi.waitFor(async () => expect((await message()).status).toBe('failed'), { timeout: 5_000 });
    expect((await message()).error).toMatchObject({ code: 'bot_paused' });
  });

  it('conversations can be listed by mode', async () => {
    const [bots, teams] = [await newCustomer(), await newCustomer()];
    await setMode(teams, 'person');
    const listed = async (handledBy: string) => {
      const answer = await call('GET', `${path}/conversations?handled-by=${handledBy}`, { token: admin });
      return (await answer.json<Page<Conversation>>()).rows.map(({ id }) => id);
    };
    expect(await listed('bot')).toContain(bots.id);
    expect(await listed('bot')).not.toContain(teams.id);
    expect(await listed('team')).toContain(teams.id);
    expect(await listed('team')).not.toContain(bots.id);
  });

  it('webhooks report who answers a conversation and why', async () => {
    const customer = await newCustomer();
    await setMode(customer, 'person');
    await vi.waitFor(() =>
      expect(received('bot.example', customer, 'conversation.mode_changed')).toHaveLength(1),
    );
    const [event] = received('bot.example', customer, 'conversation.mode_changed');
    expect(event?.data).toMatchObject({
      conversation: { id: customer.id, mode: 'person', modeUntil: expect.any(Number) },
      change: { mode: 'person', because: 'taken-over', by: { name: 'Admin' } },
    });
  });
});

describe('the bot of a number', () => {
  it('a paused bot stops in all conversations at once, and never gets the messages of that time', async () => {
    const customer = await newCustomer();
    await reached('bot.example', customer, 1);
    await setBot({ webhook: hook, isPaused: true });
    const paused = await now(customer);
    expect(paused).toMatchObject({ handledBy: null, mode: 'automatic' });
    expect(paused.waitingSince).not.toBeNull();
    await refused(await send(customer, bot));
    await writes(customer.phone, 'While it is paused');
    await setBot({ webhook: hook });
    await writes(customer.phone, 'Afterwards');
    await reached('crm.example', customer, 3);
    await reached('bot.example', customer, 2);
    expect(JSON.stringify(received('bot.example', customer))).not.toContain('While it is paused');
  });

  it('a bot must be a webhook that receives customers’ messages of this number', async () => {
    const wrong = { name: 'Read', url: 'https://crm.example/read', events: ['message.read'] };
    const made = await call('POST', '/api/webhooks', { token: admin, body: wrong });
    const { webhook: deaf } = await made.json<NewWebhook>();
    const settings = (id: string) =>
      call('PUT', `${path}/settings`, { token: admin, body: { bot: { webhook: id } } });
    expect(await refusalOf(await settings(deaf.id))).toEqual([422, 'webhook_without_messages']);
    expect(await refusalOf(await settings('wh_nobody'))).toEqual([422, 'webhook_not_found']);
    await call('DELETE', `/api/webhooks/${deaf.id}`, { token: admin });
  });

  it('deleting its webhook removes the bot: conversations have no modes, and API tokens send as before', async () => {
    const own = await webhookAt('other-bot.example');
    await setBot({ webhook: own });
    const customer = await newCustomer();
    await setMode(customer, 'person');
    await refused(await send(customer, bot));
    expect((await call('DELETE', `/api/webhooks/${own}`, { token: admin })).status).toBe(204);
    const numbers = await (await call('GET', '/api/inboxes', { token: admin })).json<InboxSummary[]>();
    expect(numbers.find(({ id }) => id === number)?.bot).toBeNull();
    expect((await send(customer, bot)).status).toBe(201);
    expect(await refusalOf(await setMode(customer, 'automatic'))).toEqual([409, 'no_bot']);
    await setBot({ webhook: hook });
  });

  it('a new bot does not get the conversations that people are answering', async () => {
    await setBot(null);
    const [answered, open] = [await newCustomer(), await newCustomer()];
    await send(answered, admin);
    await setBot({ webhook: hook });
    expect(await now(answered)).toMatchObject({ mode: 'person' });
    expect(await now(open)).toMatchObject({ mode: 'automatic', handledBy: null });
  });
});

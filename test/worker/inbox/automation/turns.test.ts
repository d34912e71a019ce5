/** One automatic turn for what a customer writes in a few seconds, by the first source that wants it. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Customer, TurnScene, turnNumber } from '../../support/turn-scene.ts';
import { call } from '../../support/webhooks.ts';

const minute = 60_000;
const path = `/api/inboxes/${turnNumber}`;
const welcome = { text: { en: 'Welcome {{contact_first_name}}!' } };
let scene: TurnScene;

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_350_000);
});

const received = (customer: Customer, ...words: string[]) =>
  vi.waitFor(async () =>
    expect(await scene.received(customer)).toEqual(words.map((body) => expect.stringContaining(body))),
  );

async function close(): Promise<void> {
  const body = { hours: { timeZone: 'UTC', week: {} } };
  expect((await call('PUT', `${path}/hours`, { token: scene.admin, body })).status).toBe(200);
}

async function alwaysOpen(): Promise<void> {
  const body = { hours: null };
  expect((await call('PUT', `${path}/hours`, { token: scene.admin, body })).status).toBe(200);
}

describe('a number without automation', () => {
  it('leaves what a customer writes to the team, and stores no turn', async () => {
    const customer = await scene.newCustomer();
    const now = await scene.now(customer);
    expect(now).toMatchObject({ mode: 'automatic', handledBy: null });
    expect(now.waitingSince).not.toBeNull();
    expect(await scene.turns(customer)).toEqual([]);
  });
});

describe('a number with a welcome', () => {
  beforeAll(() => scene.automate({ welcome }));

  it('welcomes a new customer once for several messages, and the customer still waits for the team', async () => {
    const customer = await scene.newCustomer('Hello');
    await scene.writes(customer, 'Are you there?');
    await scene.quiet();
    await received(customer, 'Welcome Customer!');
    const now = await scene.now(customer);
    expect(now).toMatchObject({ mode: 'automatic', handledBy: null });
    expect(now.waitingSince).not.toBeNull();
    const [turn, ...others] = await scene.turns(customer);
    expect(others).toEqual([]);
    expect(turn).toMatchObject({ source: 'welcome', outcome: 'said', messages: [expect.any(Number)] });
  });

  it('does not welcome a customer again who has written lately', async () => {
    const customer = await scene.newCustomer();
    await scene.quiet();
    await received(customer, 'Welcome Customer!');
    await scene.letPass(customer, 3 * 24 * 60 * minute);
    await scene.writes(customer, 'Me again');
    await scene.quiet();
    expect(await scene.turns(customer)).toHaveLength(1);
    await scene.letPass(customer, 40 * 24 * 60 * minute);
    await scene.writes(customer, 'After a long time');
    await scene.quiet();
    expect(await scene.turns(customer)).toHaveLength(2);
  });

  it('says nothing if a person has answered before the customer had finished', async () => {
    const customer = await scene.newCustomer();
    expect((await scene.answers(customer)).status).toBe(201);
    await scene.quiet();
    await received(customer, 'I am here');
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because: 'person' }]);
    expect(await scene.now(customer)).toMatchObject({ mode: 'person' });
  });

  it('says nothing to what WhatsApp brings late', async () => {
    const late = await scene.newCustomer('First');
    await scene.quiet();
    await scene.writes(late, 'Sent long ago', Date.now() - 10 * minute);
    await scene.quiet();
    expect(await scene.turns(late)).toHaveLength(1);
  });

  it('says nothing while it is paused, for this number or for all', async () => {
    await scene.automate({ welcome, isPaused: true });
    const one = await scene.newCustomer();
    await scene.quiet();
    expect(await scene.turns(one)).toEqual([]);
    await scene.automate({ welcome });
    const pause = (isPaused: boolean) =>
      call('PUT', '/api/automation', { token: scene.admin, body: { isPaused } });
    expect((await pause(true)).status).toBe(200);
    const other = await scene.newCustomer();
    await scene.quiet();
    expect(await scene.turns(other)).toEqual([]);
    expect((await pause(false)).status).toBe(200);
  });

  it('leaves a customer who asks for a person to the team, and says so', async () => {
    const reply = { en: 'A colleague will answer.' };
    await scene.automate({ welcome, handOver: { words: ['human'], reply } });
    const customer = await scene.newCustomer('Human!');
    await scene.quiet();
    await received(customer, 'A colleague will answer.');
    const now = await scene.now(customer);
    expect(now).toMatchObject({ mode: 'person', modeUntil: null, handledBy: null });
    expect(now.waitingSince).not.toBeNull();
    await scene.automate({ welcome });
  });

  it('only confirms an opt-out, and then says nothing any more', async () => {
    await scene.automate({ welcome, stopReply: { en: 'You will not hear from us.' } });
    const customer = await scene.newCustomer('STOP');
    await scene.quiet();
    await received(customer, 'You will not hear from us.');
    await scene.letPass(customer, 60 * 24 * 60 * minute);
    await scene.writes(customer, 'Hello again');
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([
      { source: 'welcome', outcome: 'withdrawn', because: 'opted-out' },
      { source: 'stop', outcome: 'answered' },
    ]);
    await scene.automate({ welcome });
  });
});

describe('a number that is closed', () => {
  beforeAll(async () => {
    await close();
    await scene.automate({ welcome, away: { text: { en: 'We are closed.' } } });
  });

  it('says so once, in place of a welcome', async () => {
    const customer = await scene.newCustomer();
    await scene.quiet();
    await scene.writes(customer, 'Anybody?');
    await scene.quiet();
    await received(customer, 'We are closed.');
    const [again, first] = await scene.turns(customer);
    expect(first ?? again).toMatchObject({ source: 'away', outcome: 'said' });
  });

  it('does not say so right after a person has written, and does later', async () => {
    const customer = await scene.newCustomer();
    await scene.answers(customer);
    await scene.quiet();
    await scene.writes(customer, 'Thank you. One more thing');
    await scene.quiet();
    await received(customer, 'I am here');
    await scene.letPass(customer, 20 * minute);
    await scene.writes(customer, 'Hello?');
    await scene.quiet();
    await received(customer, 'I am here', 'We are closed.');
    expect(await scene.now(customer)).toMatchObject({ mode: 'person' });
  });

  it('says nothing while it is open', async () => {
    await alwaysOpen();
    await scene.automate({ away: { text: { en: 'We are closed.' } } });
    const customer = await scene.newCustomer();
    await scene.quiet();
    expect(await scene.turns(customer)).toEqual([]);
  });
});

describe('a customer that is a machine', () => {
  const rule = (name: string, body: string) => ({
    name,
    match: { type: 'contains', words: [name] },
    actions: [{ type: 'reply', content: { type: 'text', text: { body } } }],
    cooldownMinutes: 0,
  });

  beforeAll(async () => {
    await scene.automate({});
    for (const one of [rule('ping', 'pong'), rule('tick', 'tock')]) {
      const created = await call('POST', `${path}/automation/rules`, { token: scene.admin, body: one });
      expect(created.status).toBe(201);
    }
  });

  it('is left to the team when it answers at once again and again', async () => {
    const customer = await scene.newCustomer('ping');
    await scene.quiet();
    for (const words of ['tick', 'ping', 'tick', 'ping', 'tick']) {
      await scene.writes(customer, words);
      await scene.quiet();
    }
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
    expect((await scene.received(customer)).length).toBeLessThan(5);
  });

  it('is left to the team when it says that its message is an automatic reply', async () => {
    const customer = await scene.newCustomer('ping');
    await scene.quiet();
    await scene.writes(customer, 'This is an automatic reply: ping');
    await scene.quiet();
    await received(customer, 'pong');
    expect(await scene.now(customer)).toMatchObject({ mode: 'person' });
  });

  it('does not get the same text twice in a row', async () => {
    const customer = await scene.newCustomer('ping');
    await scene.quiet();
    await scene.letPass(customer, 60 * minute);
    await scene.writes(customer, 'ping');
    await scene.quiet();
    await received(customer, 'pong');
    expect((await scene.turns(customer))[0]).toMatchObject({ outcome: 'withdrawn', because: 'same-text' });
    expect(await scene.now(customer)).toMatchObject({ waitingSince: expect.any(Number) });
  });

  it('gets no more than the limit, and then the team sees that it waits', async () => {
    await scene.automate({ limits: { inTenMinutes: 1 } });
    const customer = await scene.newCustomer('ping');
    await scene.quiet();
    await scene.writes(customer, 'tick');
    await scene.quiet();
    await received(customer, 'pong');
    expect((await scene.turns(customer))[0]).toMatchObject({ outcome: 'withdrawn', because: 'limit' });
    expect(await scene.now(customer)).toMatchObject({ waitingSince: expect.any(Number) });
    await scene.automate({});
  });
});

describe('what is planned, but not sent, when the object stops', () => {
  const body = { type: 'text', text: { body: 'We are on it' } };
  /** A customer whose turn is as a stopped object leaves it: its answer is planned, and no message of it is stored. */
  async function planned(): Promise<Customer> {
    const customer = await scene.newCustomer('Hello');
    const plan = JSON.stringify({ messages: [body], author: { name: null, answers: true } });
    await runInDurableObject(env.INBOX.getByName(turnNumber), (_, { storage }) => {
      storage.sql.exec(
        "UPDATE turn SET outcome = 'answered', plan = ?, ended_at = ? WHERE conversation_id = ?",
        ...[plan, Date.now(), customer.id],
      );
    });
    return customer;
  }

  beforeAll(() => scene.automate({ welcome }));

  it('is sent when it starts again', async () => {
    const customer = await planned();
    await scene.quiet();
    await received(customer, 'We are on it');
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'answered' }]);
  });

  it.each([
    ['a person has answered', 'person', (customer: Customer) => scene.answers(customer)],
    ['a person has taken over', 'person', (customer: Customer) => changeMode(customer, 'person')],
    ['automation is off in the conversation', 'off', (customer: Customer) => changeMode(customer, 'off')],
    ['the number is paused', 'paused', () => scene.automate({ welcome, isPaused: true })],
    [
      'the window has closed',
      'window-closed',
      (customer: Customer) => scene.letPass(customer, 25 * 60 * minute),
    ],
  ])('stays unsent when %s in between', async (_, because, happens) => {
    const customer = await planned();
    await happens(customer);
    await scene.quiet();
    await scene.automate({ welcome });
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because, messages: [] }]);
    expect((await scene.received(customer)).filter((sent) => sent.includes('We are on it'))).toEqual([]);
  });
});

async function changeMode({ id }: Customer, mode: 'person' | 'off'): Promise<void> {
  const answer = await call('PUT', `${path}/conversations/${id}/mode`, {
    token: scene.admin,
    body: { mode },
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

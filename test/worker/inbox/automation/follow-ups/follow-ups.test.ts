/** Conversations that are resolved after silence, and the question how satisfied a customer is. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { FollowUpsInput } from '../../../../../worker/api/automation/follow-ups.ts';
import { type Customer, TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call } from '../../../support/webhooks.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const path = `/api/inboxes/${turnNumber}`;
let scene: TurnScene;

async function followUps(settings: FollowUpsInput): Promise<void> {
  const answer = await call('PUT', `${path}/automation/follow-ups`, { token: scene.admin, body: settings });
  expect(answer.status).toBe(200);
}

const resolve = ({ id }: Customer) =>
  call('PUT', `${path}/conversations/${id}/state`, { token: scene.admin, body: { state: 'resolved' } });

const received = (customer: Customer, ...expected: string[]) =>
  vi.waitFor(async () =>
    expect(await scene.received(customer)).toEqual(expected.map((body) => expect.stringContaining(body))),
  );

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_330_000);
});

describe('after silence, a conversation', () => {
  const text = { en: 'We close this now.' };

  it('in which the team wrote last is resolved, with a text inside the window', async () => {
    await followUps({ resolve: { customerHours: 2, text } });
    const [silent, late, lively] = [
      await scene.newCustomer(),
      await scene.newCustomer(),
      await scene.newCustomer(),
    ];
    for (const customer of [silent, late, lively]) await scene.answers(customer);
    await scene.letPass(silent, 3 * hour);
    await scene.letPass(late, 30 * hour);
    await scene.lookForSilence();
    await received(silent, 'I am here', 'We close this now.');
    await received(late, 'I am here');
    expect(await scene.now(silent)).toMatchObject({ state: 'resolved' });
    expect(await scene.now(late)).toMatchObject({ state: 'resolved' });
    expect(await scene.now(lively)).toMatchObject({ state: 'open' });
  });

  it('of a customer who waits for the team stays open, unless they can be told', async () => {
    await followUps({ resolve: { customerHours: 1, teamHours: 4, text } });
    const [waiting, told, late] = [
      await scene.newCustomer(),
      await scene.newCustomer(),
      await scene.newCustomer(),
    ];
    await scene.letPass(waiting, 2 * hour);
    await scene.letPass(told, 5 * hour);
    await scene.letPass(late, 30 * hour);
    await scene.lookForSilence();
    expect(await scene.now(waiting)).toMatchObject({ state: 'open', waitingSince: expect.any(Number) });
    await received(told, 'We close this now.');
    expect(await scene.now(told)).toMatchObject({ state: 'resolved' });
    expect(await scene.now(late)).toMatchObject({ state: 'open', waitingSince: expect.any(Number) });
  });

  it('that has had too many automatic messages is resolved without a word, and once', async () => {
    await followUps({ resolve: { customerHours: 2, text } });
    await scene.automate({ limits: { inTenMinutes: 1, inHour: 1, inDay: 1 } });
    const customer = await scene.newCustomer();
    await scene.answers(customer);
    await scene.letPass(customer, 3 * hour);
    await scene.lookForSilence();
    await received(customer, 'I am here', 'We close this now.');
    await scene.writes(customer, 'One more thing');
    await scene.answers(customer, 'Done');
    await scene.letPass(customer, 3 * hour);
    await scene.lookForSilence();
    expect(await scene.now(customer)).toMatchObject({ state: 'resolved' });
    await received(customer, 'I am here', 'We close this now.', 'Done');
    expect((await scene.turns(customer)).map(({ source, outcome }) => [source, outcome])).toEqual([
      ['follow-up', 'answered'],
    ]);
    await scene.automate({});
  });

  it('opens again when the customer writes', async () => {
    await followUps({ resolve: { customerHours: 2 } });
    const customer = await scene.newCustomer();
    await scene.answers(customer);
    await scene.letPass(customer, 3 * hour);
    await scene.writes(customer, 'Still here');
    await scene.lookForSilence();
    expect(await scene.now(customer)).toMatchObject({ state: 'open' });
  });

  it('cannot leave a waiting customer without a text', async () => {
    const body = { resolve: { teamHours: 4 } };
    expect((await call('PUT', `${path}/automation/follow-ups`, { token: scene.admin, body })).status).toBe(
      422,
    );
  });
});

describe('the question how satisfied a customer is', () => {
  const question = {
    question: { en: 'How was it?' },
    button: 'Rate',
    thanks: { en: 'Thanks! Tell us more.' },
  };

  beforeAll(() => followUps({ satisfaction: question }));

  async function helped(): Promise<Customer> {
    const customer = await scene.newCustomer();
    await scene.answers(customer);
    await scene.quiet();
    expect((await resolve(customer)).status).toBe(200);
    return customer;
  }

  it('is asked once a person’s conversation is resolved, and the answer and a comment are stored', async () => {
    const customer = await helped();
    await scene.quiet();
    await received(customer, 'I am here', 'How was it?');
    await scene.taps(customer, 'satisfaction/4', '★★★★');
    await scene.quiet();
    await received(customer, 'I am here', 'How was it?', 'Thanks!');
    expect(await scene.now(customer)).toMatchObject({ state: 'resolved', waitingSince: null });
    await scene.writes(customer, 'But it took long');
    await scene.quiet();
    // Newest first.
    const { entries } = await scene.thread(customer);
    expect(entries.filter(({ type }) => type === 'rated')).toMatchObject([
      { score: 4, comment: 'But it took long' },
      { score: 4, comment: null },
    ]);
    expect(await scene.now(customer)).toMatchObject({ state: 'open', waitingSince: expect.any(Number) });
    const rows = await runInDurableObject(env.INBOX.getByName(turnNumber), (_, { storage }) =>
      storage.sql
        .exec('SELECT score, comment, agent_name FROM satisfaction WHERE conversation_id = ?', customer.id)
        .toArray(),
    );
    expect(rows).toEqual([{ score: 4, comment: 'But it took long', agent_name: expect.any(String) }]);
  });

  it('is not asked again within 30 days, and then is', async () => {
    const customer = await helped();
    await scene.quiet();
    const again = async () => {
      await scene.writes(customer, 'Another thing');
      await scene.answers(customer, 'Sure');
      await scene.quiet();
      await resolve(customer);
      await scene.quiet();
      return (await scene.turns(customer)).filter(({ outcome }) => outcome === 'answered').length;
    };
    expect(await again()).toBe(1);
    await scene.letPass(customer, 31 * day);
    expect(await again()).toBe(2);
  });

  it('is not asked if resolving was undone, the customer wrote, opted out or was never helped by a person', async () => {
    const undone = await helped();
    await call('PUT', `${path}/conversations/${undone.id}/state`, {
      token: scene.admin,
      body: { state: 'open' },
    });
    const writing = await helped();
    await scene.writes(writing, 'Wait');
    const stopped = await scene.newCustomer();
    await scene.answers(stopped);
    await scene.writes(stopped, 'STOP');
    await resolve(stopped);
    const alone = await scene.newCustomer();
    await resolve(alone);
    await scene.quiet();
    for (const customer of [undone, writing, stopped, alone]) {
      expect((await scene.received(customer)).join()).not.toContain('How was it?');
    }
  });
});

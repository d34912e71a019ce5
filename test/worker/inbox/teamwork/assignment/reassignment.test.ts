/** Conversations that are taken from agents who do not answer, or have gone away. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AssignmentChange } from '../../../../../worker/api/automation/assignment.ts';
import { inboxOf } from '../../../../../worker/objects.ts';
import { call } from '../../../support/webhooks.ts';
import { Scene } from './distribution-scene.ts';

const number = '106540352243121';
const minute = 60_000;
const noAnswer = {
  distribution: 'round-robin',
  reassign: { afterMinutes: 30, offlineMinutes: null },
} satisfies AssignmentChange;
const offline = {
  ...noAnswer,
  reassign: { afterMinutes: null, offlineMinutes: 10 },
} satisfies AssignmentChange;
let scene: Scene;
let customers = 0;

beforeAll(async () => {
  scene = await Scene.of(number, ['Ana', 'Ben', 'Cleo', 'Dan']);
});

afterEach(async () => {
  await scene.closesAll();
  await scene.set({});
  await setHours(null);
  for (const { id } of await scene.rows<{ id: number }>(
    "SELECT id FROM conversation WHERE state <> 'resolved'",
  )) {
    await scene.does('', { id }, 'state', { state: 'resolved' });
  }
});

/** A customer of Ana's, who is the only one online. */
async function anasCustomer() {
  await scene.opens('Ana');
  const customer = await scene.writes(`1555063${1_000 + customers++}`);
  expect(await scene.assignee(customer)).toBe('Ana');
  return customer;
}

/** As if so much time had passed, without a ping of the open pages being missed. */
async function pass(minutes: number): Promise<void> {
  await runInDurableObject(inboxOf(env, number), (_, { storage: { sql } }) => {
    const ms = minutes * minute;
    sql.exec('UPDATE conversation SET waiting_at = waiting_at - ?1, assigned_at = assigned_at - ?1', ms);
    sql.exec('UPDATE agent_away SET since = since - ?', ms);
    sql.exec("UPDATE job SET run_at = run_at - ? WHERE kind = 'reassign'", ms);
    sql.exec('UPDATE entry SET at = at - ?', ms);
  });
  await scene.alarm();
}

const setHours = (hours: object | null) =>
  call('PUT', `${scene.path}/hours`, { token: scene.admin, body: { hours } });
const jobs = () => scene.rows("SELECT * FROM job WHERE kind = 'reassign'");

describe('an assignee who does not answer in time', () => {
  it('loses the conversation to the next agent, and the thread says why', async () => {
    await scene.set(noAnswer);
    const customer = await anasCustomer();
    await scene.opens('Ben');
    await pass(29);
    expect(await scene.assignee(customer)).toBe('Ana');
    await pass(2);
    expect(await scene.assignee(customer)).toBe('Ben');
    expect((await scene.assignments(customer)).at(-1)).toMatchObject({
      ...{ to: { name: 'Ben' }, from: { name: 'Ana' }, by: null, because: 'no-answer' },
    });
    // The next one has as much time.
    await pass(28);
    expect(await scene.assignee(customer)).toBe('Ben');
  });

  it('keeps a customer who has their answer', async () => {
    await scene.set(noAnswer);
    const customer = await anasCustomer();
    await scene.opens('Ben');
    await scene.replies('Ana', customer);
    await pass(60);
    expect(await scene.assignee(customer)).toBe('Ana');
    expect(await jobs()).toEqual([]);
  });

  it('leaves the conversation to everybody when there is nobody else', async () => {
    await scene.set(noAnswer);
    const customer = await anasCustomer();
    await pass(31);
    expect(await scene.assignee(customer)).toBeNull();
    expect((await scene.assignments(customer)).at(-1)).toMatchObject({ to: null, because: 'no-answer' });
    // It is not given back to who did not answer.
    await scene.opens('Ben');
    await scene.alarm();
    expect(await scene.assignee(customer)).toBe('Ben');
  });

  it('leaves it to everybody if the number is set so, and it stays in its team', async () => {
    const team = await scene.team({ name: 'Support', members: ['site/Ana', 'site/Ben'] });
    await scene.set({ ...noAnswer, team: team.id, reassign: { ...noAnswer.reassign, to: 'nobody' } });
    const customer = await anasCustomer();
    await scene.opens('Ben');
    await pass(31);
    expect(await scene.sees(customer)).toMatchObject({ assignee: null, team: { id: team.id } });
  });

  it('is not the first of an endless row: after three agents, everybody sees the conversation', async () => {
    await scene.set(noAnswer);
    const customer = await anasCustomer();
    await scene.opens('Ben', 'Cleo', 'Dan');
    for (let agent = 0; agent < 3; agent++) {
      await pass(31);
      expect(await scene.assignee(customer)).not.toBeNull();
    }
    await pass(31);
    expect(await scene.assignee(customer)).toBeNull();
    expect((await scene.assignments(customer)).map(({ to }) => to !== null)).toEqual([
      ...[true, true, true, true, false],
    ]);
  });

  it('has the time that the number is open', async () => {
    await scene.set(noAnswer);
    const customer = await anasCustomer();
    await scene.opens('Ben');
    await setHours({ timeZone: 'UTC', week: {} });
    await pass(60);
    expect(await scene.assignee(customer)).toBe('Ana');
    await setHours(null);
    await scene.alarm();
    expect(await scene.assignee(customer)).toBe('Ben');
  });

  it('has the conversation for good where nothing is reassigned, and the number stores nothing for it', async () => {
    await scene.set({ distribution: 'round-robin' });
    const customer = await anasCustomer();
    await scene.opens('Ben');
    await pass(24 * 60);
    expect(await scene.assignee(customer)).toBe('Ana');
    expect([await jobs(), await scene.rows('SELECT * FROM agent_away')]).toEqual([[], []]);
  });

  it('keeps what a bot has', async () => {
    await scene.set(noAnswer);
    const customer = await anasCustomer();
    await scene.opens('Ben');
    await runInDurableObject(inboxOf(env, number), (_, { storage }) =>
      storage.sql.exec("UPDATE conversation SET bot_state = 'answered' WHERE id = ?", customer.id),
    );
    await pass(31);
    expect(await scene.assignee(customer)).toBe('Ana');
  });
});

describe('an assignee who has gone away', () => {
  it('loses the conversations of waiting customers, and only those', async () => {
    await scene.set(offline);
    const [waiting, answered] = [await anasCustomer(), await anasCustomer()];
    await scene.replies('Ana', answered);
    await scene.opens('Ben');
    await scene.closes('Ana');
    await pass(9);
    expect(await scene.assignee(waiting)).toBe('Ana');
    await pass(2);
    expect([await scene.assignee(waiting), await scene.assignee(answered)]).toEqual(['Ben', 'Ana']);
    expect((await scene.assignments(waiting)).at(-1)).toMatchObject({ because: 'offline' });
  });

  it('who comes back in time keeps them', async () => {
    await scene.set(offline);
    const customer = await anasCustomer();
    await scene.opens('Ben');
    await scene.closes('Ana');
    await pass(9);
    await scene.opens('Ana');
    await pass(5);
    expect(await scene.assignee(customer)).toBe('Ana');
    expect(await scene.rows('SELECT * FROM agent_away')).toEqual([]);
  });

  it('loses a customer who writes while they are away for long', async () => {
    await scene.set(offline);
    await scene.opens('Ana');
    const phone = `1555063${1_000 + customers++}`;
    const customer = await scene.writes(phone);
    await scene.replies('Ana', customer);
    await scene.opens('Ben');
    await scene.closes('Ana');
    await pass(60);
    expect(await scene.assignee(customer)).toBe('Ana');
    await scene.writes(phone, Date.now() + 2_000);
    await scene.alarm();
    expect(await scene.assignee(customer)).toBe('Ben');
  });
});

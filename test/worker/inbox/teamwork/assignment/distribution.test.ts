/** Conversations that are distributed among the agents who are online. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NewWebhook } from '../../../../../worker/api/developers/webhooks.ts';
import type { NewApiToken } from '../../../../../worker/api/people/team.ts';
import { Receivers } from '../../../support/receivers.ts';
import { StatementCosts } from '../../../support/statement-costs.ts';
import { call, post, refusalOf, text, webhook } from '../../../support/webhooks.ts';
import { Scene } from './distribution-scene.ts';

const number = '106540352243111';
const roundRobin = { distribution: 'round-robin' } as const;
let scene: Scene;
let customers = 0;
const newPhone = () => `1555062${1_000 + customers++}`;
const newCustomer = () => scene.writes(newPhone());

beforeAll(async () => {
  scene = await Scene.of(number, ['Ana', 'Ben', 'Cleo']);
});

afterEach(async () => {
  await scene.closesAll();
  await scene.set({});
  // Nothing is left over that the next test would distribute.
  for (const { id } of await scene.rows<{ id: number }>(
    "SELECT id FROM conversation WHERE state <> 'resolved'",
  ))
    await scene.does('', { id }, 'state', { state: 'resolved' });
});

describe('a customer who writes to a number that distributes', () => {
  it('each gets the next agent who is online, and the thread says that it happened automatically', async () => {
    await scene.set(roundRobin);
    await scene.opens('Ana', 'Ben');
    const [one, two, three] = [await newCustomer(), await newCustomer(), await newCustomer()];
    const names = [await scene.assignee(one), await scene.assignee(two), await scene.assignee(three)];
    expect(new Set(names.slice(0, 2))).toEqual(new Set(['Ana', 'Ben']));
    expect(names[2]).toBe(names[0]);
    expect(await scene.assignments(one)).toMatchObject([
      { to: { name: names[0] }, from: null, by: null, because: 'distribution' },
    ]);
  });

  it('gets nobody while assignment is manual', async () => {
    await scene.opens('Ana');
    const customer = await newCustomer();
    expect(await scene.assignee(customer)).toBeNull();
    expect(await scene.rows("SELECT * FROM job WHERE kind = 'assign'")).toEqual([]);
  });

  it('waits while nobody is online, and gets the first agent who opens the inbox', async () => {
    await scene.set(roundRobin);
    const customer = await newCustomer();
    expect(await scene.assignee(customer)).toBeNull();
    await scene.opens('Cleo');
    await scene.alarm();
    expect(await scene.assignee(customer)).toBe('Cleo');
  });

  it('waits while every agent has as many conversations as they can have, and gets the first with room', async () => {
    await scene.set({ ...roundRobin, maxOpen: 1 });
    await scene.opens('Ana');
    const [first, second] = [await newCustomer(), await newCustomer()];
    expect([await scene.assignee(first), await scene.assignee(second)]).toEqual(['Ana', null]);
    await scene.does('Ana', first, 'state', { state: 'resolved' });
    await scene.alarm();
    expect(await scene.assignee(second)).toBe('Ana');
  });

  it('gets the agent with the fewest open conversations, if the number is set so', async () => {
    await scene.set({ distribution: 'least-open' });
    await scene.opens('Ana', 'Ben');
    const busy = [await newCustomer(), await newCustomer(), await newCustomer()];
    for (const one of busy) {
      const now = (await scene.sees(one)).assignee?.id ?? null;
      await scene.does('', one, 'assignee', { to: 'site/Ana', from: now });
    }
    const next = [await newCustomer(), await newCustomer(), await newCustomer()];
    expect(await Promise.all(next.map((one) => scene.assignee(one)))).toEqual(['Ben', 'Ben', 'Ben']);
  });

  it('and who writes two messages at once gets one agent, and two customers two', async () => {
    await scene.set(roundRobin);
    await scene.opens('Ana', 'Ben');
    const [one, two] = [newPhone(), newPhone()];
    const at = Date.now() - 1_000;
    const arrive = (from: string, wamid: string) => post(webhook(number, text(from, wamid, at, 'Hello')));
    await Promise.all([arrive(one, 'wamid.a'), arrive(one, 'wamid.b'), arrive(two, 'wamid.c')]);
    const [first, second] = [await scene.writes(one), await scene.writes(two)];
    expect(await scene.assignments(first)).toHaveLength(1);
    expect(new Set([await scene.assignee(first), await scene.assignee(second)])).toEqual(
      new Set(['Ana', 'Ben']),
    );
  });

  it('stays unassigned after a person has unassigned them, until they write again', async () => {
    await scene.set(roundRobin);
    await scene.opens('Ana');
    const phone = newPhone();
    const customer = await scene.writes(phone);
    await scene.does('Ana', customer, 'assignee', { to: null });
    await scene.alarm();
    expect(await scene.assignee(customer)).toBeNull();
    await scene.writes(phone);
    expect(await scene.assignee(customer)).toBe('Ana');
  });
});

describe('a customer who writes again after the end', () => {
  const resolved = async (settings = {}) => {
    await scene.set({ ...roundRobin, ...settings });
    await scene.opens('Ana');
    const phone = newPhone();
    const customer = await scene.writes(phone);
    await scene.does('Ana', customer, 'state', { state: 'resolved' });
    return { phone, customer };
  };

  it('has their last agent again while that agent is online', async () => {
    const { phone, customer } = await resolved();
    await scene.opens('Ben');
    await scene.writes(phone);
    expect(await scene.assignee(customer)).toBe('Ana');
    expect(await scene.assignments(customer)).toHaveLength(1);
  });

  it('gets another agent when the last one is offline', async () => {
    const { phone, customer } = await resolved();
    await scene.closesAll();
    await scene.opens('Ben');
    await scene.writes(phone);
    expect((await scene.assignments(customer)).slice(1)).toMatchObject([
      { to: null, from: { name: 'Ana' }, because: 'reopened' },
      { to: { name: 'Ben' }, from: null, because: 'distribution' },
    ]);
  });

  it('gets whose turn it is, if the last agent is not to be first', async () => {
    const { phone, customer } = await resolved({ lastAgentFirst: false });
    await scene.opens('Ben');
    await scene.writes(phone);
    expect(await scene.assignee(customer)).toBe('Ben');
  });

  it('keeps their agent where assignment is manual', async () => {
    const { phone, customer } = await resolved();
    await scene.closesAll();
    await scene.set({});
    await scene.writes(phone);
    expect(await scene.assignee(customer)).toBe('Ana');
  });
});

describe('a team', () => {
  it('distributes its conversations among its members who are online', async () => {
    const team = await scene.team({ ...roundRobin, name: 'Sales', members: ['site/Ben', 'site/Cleo'] });
    await scene.opens('Ana', 'Ben');
    const [one, two] = [await newCustomer(), await newCustomer()];
    for (const customer of [one, two]) await scene.does('Ana', customer, 'assignee', { team: team.id });
    expect([await scene.assignee(one), await scene.assignee(two)]).toEqual(['Ben', 'Ben']);
    expect(await scene.assignments(one)).toMatchObject([
      { to: { name: 'Ben' }, from: null, team: { to: { name: 'Sales' }, from: null }, by: { name: 'Ana' } },
    ]);
  });

  it('has its own limit, and what it has no room for waits in the team', async () => {
    const team = await scene.team({ ...roundRobin, name: 'Small', members: ['site/Ben'], maxOpen: 1 });
    await scene.opens('Ana', 'Ben');
    const [one, two] = [await newCustomer(), await newCustomer()];
    for (const customer of [one, two]) await scene.does('Ana', customer, 'assignee', { team: team.id });
    expect([await scene.assignee(one), await scene.assignee(two)]).toEqual(['Ben', null]);
    // The customer does not wait for an answer any more, but for the team.
    await scene.replies('Ana', two);
    await scene.does('Ben', one, 'state', { state: 'resolved' });
    await scene.alarm();
    expect(await scene.sees(two)).toMatchObject({ assignee: { name: 'Ben' }, team: { name: 'Small' } });
  });

  it('of new conversations gets each of them, with or without an agent', async () => {
    const team = await scene.team({ name: 'Front desk', members: ['site/Cleo'] });
    await scene.set({ team: team.id });
    await scene.opens('Ana', 'Cleo');
    expect(await scene.sees(await newCustomer())).toMatchObject({ assignee: null, team: { id: team.id } });
    await scene.set({ ...roundRobin, team: team.id });
    expect(await scene.sees(await newCustomer())).toMatchObject({
      assignee: { name: 'Cleo' },
      team: { id: team.id },
    });
    const unknown = { team: 'unknown' };
    const answer = await call('PUT', `${scene.path}/automation/assignment`, {
      token: scene.admin,
      body: unknown,
    });
    expect(await refusalOf(answer)).toEqual([422, 'team_not_found']);
  });

  it('gives nothing to a member who has no access to the number', async () => {
    await scene.hire('Dora');
    const team = await scene.team({ ...roundRobin, name: 'Elsewhere', members: ['site/Dora', 'site/Ana'] });
    await scene.opens('Dora', 'Ana');
    await call('PUT', '/api/agents/site%2FDora', { token: scene.admin, body: { numbers: [] } });
    const [one, two] = [await newCustomer(), await newCustomer()];
    for (const customer of [one, two]) await scene.does('Ben', customer, 'assignee', { team: team.id });
    expect([await scene.assignee(one), await scene.assignee(two)]).toEqual(['Ana', 'Ana']);
  });

  it('gets its own although older conversations wait for nobody in particular, or for a team without anybody', async () => {
    const gone = await scene.team({ ...roundRobin, name: 'Night', members: ['site/Cleo'] });
    const team = await scene.team({ ...roundRobin, name: 'Day', members: ['site/Ben'] });
    const [older, nightly, one] = [await newCustomer(), await newCustomer(), await newCustomer()];
    await scene.does('', nightly, 'assignee', { team: gone.id });
    await scene.does('', one, 'assignee', { team: team.id });
    await scene.opens('Ben');
    await scene.alarm();
    const assignees = [older, nightly, one].map((customer) => scene.assignee(customer));
    expect(await Promise.all(assignees)).toEqual([null, null, 'Ben']);
  });

  it('gets its own although hundreds wait longer for a team without room', async () => {
    const full = await scene.team({ ...roundRobin, name: 'Full', members: ['site/Ana'], maxOpen: 1 });
    const team = await scene.team({ ...roundRobin, name: 'Roomy', members: ['site/Ben'] });
    await scene.opens('Ana');
    const [taken, one] = [await newCustomer(), await newCustomer()];
    await scene.does('', taken, 'assignee', { team: full.id });
    expect(await scene.assignee(taken)).toBe('Ana');
    await scene.does('', one, 'assignee', { team: team.id });
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => {
      for (let id = 910_000; id < 910_250; id++) {
        storage.sql.exec(
          `INSERT INTO conversation (id, seq, state, last_message_at, last_message_id, waiting_at, team, team_name)
           VALUES (?1, 1, 'open', ?1, 0, ?1, ?2, 'Full')`,
          ...[id, full.id],
        );
      }
    });
    await scene.opens('Ben');
    await scene.alarm();
    expect(await scene.assignee(one)).toBe('Ben');
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => {
      storage.sql.exec('DELETE FROM conversation WHERE id >= 910000 AND id < 910250');
    });
  });

  it('costs an inbox no more rows to resolve a conversation, however many are nobody’s', async () => {
    await scene.team({ ...roundRobin, name: 'Few', members: ['site/Ben'] });
    await scene.opens('Ben');
    const [one, other] = [await newCustomer(), await newCustomer()];
    const costs = new StatementCosts();
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => costs.watch(storage));
    const resolving = async (conversation: { id: number }) => {
      costs.clear();
      await scene.does('Ana', conversation, 'state', { state: 'resolved' });
      return costs.rowsRead;
    };
    const before = await resolving(one);
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) => {
      for (let id = 900_000; id < 900_500; id++) {
        storage.sql.exec(
          `INSERT INTO conversation (id, seq, state, last_message_at, last_message_id) VALUES (?1, 1, 'open', ?1, 0)`,
          id,
        );
      }
    });
    expect((await resolving(other)) - before).toBeLessThan(20);
  });
});

describe('an agent who leaves', () => {
  it('loses their conversations to the next one', async () => {
    await scene.hire('Eve');
    await scene.set(roundRobin);
    await scene.opens('Eve');
    const customer = await newCustomer();
    await scene.opens('Ana');
    expect((await call('DELETE', '/api/agents/site%2FEve', { token: scene.admin })).status).toBe(204);
    await scene.alarm();
    expect(await scene.assignee(customer)).toBe('Ana');
    expect(await scene.rows("SELECT * FROM assignment_turn WHERE agent_id = 'site/Eve'")).toEqual([]);
  });
});

describe('a conversation that a bot has', () => {
  it('is distributed when the bot leaves it to the team, and not before', async () => {
    const receivers = new Receivers();
    receivers.at('bot.example');
    const make = async <Made>(to: string, body: object) =>
      (await call('POST', to, { token: scene.admin, body })).json<Made>();
    const hook = await make<NewWebhook>('/api/webhooks', {
      ...{ name: 'Bot', url: 'https://bot.example/in', events: ['*'], inboxes: [number] },
    });
    const { token } = await make<NewApiToken>('/api/tokens', {
      ...{ name: 'Bot', scopes: ['conversations:read', 'conversations:write'], sendsAs: 'bot' },
    });
    const setBot = (bot: object | null) =>
      call('PUT', `${scene.path}/settings`, { token: scene.admin, body: { bot } });
    await setBot({ webhook: hook.webhook.id });
    const team = await scene.team({
      ...roundRobin,
      name: 'After the bot',
      members: ['site/Ana', 'site/Ben'],
    });
    await scene.set({ ...roundRobin, team: team.id });
    await scene.opens('Ana');
    const customer = await newCustomer();
    expect(await scene.sees(customer)).toMatchObject({ handledBy: 'bot', assignee: null, team: null });
    await call('POST', `${scene.path}/conversations/${customer.id}/hand-over`, { token, body: {} });
    expect(await scene.sees(customer)).toMatchObject({
      ...{ handledBy: null, mode: 'person', assignee: { name: 'Ana' }, team: { id: team.id } },
    });
    // Without a bot, an assignment that no person has made takes nothing over.
    await setBot(null);
  });
});

describe('two conversations that become one', () => {
  it('have one assignee, and what was erased counts for nobody', async () => {
    await scene.set({ ...roundRobin, maxOpen: 2 });
    await scene.opens('Ana', 'Ben');
    const [older, younger] = [await newCustomer(), await newCustomer()];
    const body = { with: younger.id, name: younger.contact.name };
    const merged = `${scene.path}/conversations/${older.id}`;
    expect((await call('POST', `${merged}/merge`, { token: scene.admin, body })).status).toBe(200);
    const [first, second] = (await scene.assignee(older)) === 'Ana' ? ['Ana', 'Ben'] : ['Ben', 'Ana'];
    const others = [await newCustomer(), await newCustomer(), await newCustomer()];
    const names = await Promise.all(others.map((one) => scene.assignee(one)));
    expect(names.filter((name) => name === first)).toHaveLength(1);
    expect(names.filter((name) => name === second)).toHaveLength(2);
    const [free] = others.filter((_, index) => names[index] === first);
    const { contact, id } = await scene.sees(free ?? older);
    const erased = `${scene.path}/conversations/${id}/erase`;
    expect((await call('POST', erased, { token: scene.admin, body: { name: contact.name } })).ok).toBe(true);
    expect(await scene.assignee(await newCustomer())).toBe(first);
  });
});

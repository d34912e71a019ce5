/** One event that cannot be stored holds back none of its siblings; storage that fails is answered so that Meta sends again. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemReplay, RawEvent } from '../../../../worker/api/numbers/data.ts';
import type { NumberHealth } from '../../../../worker/api/numbers/health.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { Inbox } from '../../../../worker/inbox/inbox.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { parseWebhook } from '../../../../worker/whatsapp/receiving/webhook.ts';
import { call, connectNumber, post, refusalOf, signIn, text, webhook } from '../../support/webhooks.ts';

const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const [before, victim, after] = ['15550950001', '15550950002', '15550950003'];

/** What SQLite says through workerd, of a value and of the disk. */
const faults = {
  event: () => new Error('NOT NULL constraint failed: message.body: SQLITE_CONSTRAINT'),
  storage: () => new Error('database or disk is full: SQLITE_FULL'),
};

/** Each kind of event that the middle of the three bodies can be about. */
const victims: Readonly<Record<string, Record<string, unknown>>> = {
  message: text(victim, 'wamid.victim', at + 1000, 'Hello'),
  file: {
    contacts: [{ profile: { name: 'Victim' }, wa_id: victim, user_id: 'US.950002' }],
    messages: [
      {
        ...{ from: victim, from_user_id: 'US.950002', id: 'wamid.victim', type: 'image' },
        timestamp: String((at + 1000) / 1000),
        image: { id: '4711', mime_type: 'image/jpeg', caption: 'STOP' },
      },
    ],
  },
  reaction: {
    messages: [
      {
        ...{ from: victim, id: 'wamid.victim', type: 'reaction' },
        timestamp: String((at + 1000) / 1000),
        reaction: { message_id: 'wamid.before', emoji: '👍' },
      },
    ],
  },
  status: {
    statuses: [
      {
        ...{ id: 'wamid.victim', status: 'delivered', recipient_id: victim, recipient_user_id: 'US.950002' },
        timestamp: String((at + 1000) / 1000),
      },
    ],
  },
};
const siblings = [text(before, 'wamid.before', at, 'First'), text(after, 'wamid.after', at + 2000, 'Last')];

const eventsOf = (values: readonly Record<string, unknown>[]) =>
  values.flatMap((value) => parseWebhook(JSON.parse(webhook('1', value)))).map(({ event }) => event);

interface Sabotage {
  /** The statement of the victim's that throws, from 1 on. */
  statement: number;
  fault: Error;
  /** Whether it was reached. */
  isReached: boolean;
}

/** Lets one statement throw whenever the victim is being stored: from the first that names it to the first that names a sibling. */
function sabotage(sql: SqlStorage, plan: Sabotage): () => void {
  const exec = sql.exec.bind(sql);
  let count: number | null = null;
  Object.defineProperty(sql, 'exec', {
    configurable: true,
    value: (...[query, ...bound]: Parameters<SqlStorage['exec']>) => {
      const names = (...ids: string[]) => bound.some((value) => ids.includes(String(value)));
      if (names(before, after)) count = null;
      else if (count === null && names(victim, 'US.950002', 'wamid.victim')) count = 0;
      // Where the problem is kept instead, nothing is in the way.
      if (count !== null && !query.includes('INTO notice')) {
        count += 1;
        if (count === plan.statement) {
          plan.isReached = true;
          count = null;
          throw plan.fault;
        }
      }
      return exec(query, ...bound);
    },
  });
  return () => {
    Reflect.deleteProperty(sql, 'exec');
  };
}

async function stateOf(name: string) {
  const inbox = inboxOf(env, name);
  const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 10 });
  const threads = await Promise.all(
    rows.map(async ({ id, contact, window, unread }) => ({
      contact: { ...contact, id: 0 },
      window,
      unread,
      thread: (await inbox.messages.list(id, {}, 50)).rows.map(({ wamid, content, reactions }) => ({
        wamid,
        content,
        reactions,
      })),
    })),
  );
  const problems = (await inbox.receiving.rawEvents('notice', Number.MAX_SAFE_INTEGER, 50)).rows
    .filter(({ problem }) => problem !== null)
    .map(({ kind, problem, json }) => ({ kind, problem, json }));
  return { threads, problems };
}

/** The listeners that write because of the victim. */
const listenersOf: Readonly<Record<string, readonly string[]>> = {
  message: ['analytics', 'contact-names', 'episodes'],
  file: ['analytics', 'contact-names', 'episodes', 'media'],
  reaction: [],
  status: [],
};

/** The listener that a job will tell again what it has failed on. */
function listenerToTellAgain(name: string): Promise<string | undefined> {
  return runInDurableObject(
    env.INBOX.getByName(name),
    (_, { storage: { sql } }) =>
      sql.exec<{ lane: string }>("SELECT lane FROM job WHERE kind = 'tell-again'").one().lane.split('/')[1],
  );
}

/** Calls the object from inside, so that what it throws is not reported as uncaught. */
function deliver(name: string, values: readonly Record<string, unknown>[]): Promise<boolean> {
  return runInDurableObject(inboxOf(env, name), async (instance) => {
    if (!(instance instanceof Inbox)) throw new Error('An inbox');
    try {
      await instance.rpc.receiving.receive(eventsOf(values));
      return true;
    } catch {
      return false;
    }
  });
}

describe('a body with an event that cannot be stored', () => {
  for (const [kind, value] of Object.entries(victims)) {
    const bodies = [siblings[0] ?? {}, value, siblings[1] ?? {}];

    it(`a body keeps its other events and stores the ${kind} as a problem, whichever statement fails`, async () => {
      const listeners = new Set<string | undefined>();
      const whole = `faults-${kind}-whole`;
      await deliver(whole, bodies);
      const expected = await stateOf(whole);
      for (const [source, fault] of Object.entries(faults)) {
        for (let statement = 1; ; statement++) {
          const name = `faults-${kind}-${source}-${statement}`;
          const plan: Sabotage = { statement, fault: fault(), isReached: false };
          const end = await runInDurableObject(inboxOf(env, name), (_, { storage }) =>
            sabotage(storage.sql, plan),
          );
          const isStored = await deliver(name, bodies);
          await runInDurableObject(inboxOf(env, name), end);
          if (!plan.isReached) {
            expect(statement).toBeGreaterThan(1);
            break;
          }
          const damaged = await stateOf(name);
          if (source === 'storage') {
            expect({ statement, isStored, ...damaged }).toEqual({
              ...{ statement, isStored: false, threads: [], problems: [] },
            });
          } else if (damaged.problems.length === 0) {
            // It was a listener's: the event is stored all the same, and a job does what the listener did not.
            expect({ statement, isStored, ...damaged }).toEqual({ statement, isStored: true, ...expected });
            listeners.add(await listenerToTellAgain(name));
          } else {
            expect({ statement, isStored }).toEqual({ statement, isStored: true });
            expect(damaged.problems).toMatchObject([
              {
                problem: expect.stringContaining('SQLITE_CONSTRAINT'),
                json: expect.stringContaining(victim),
              },
            ]);
            const wamids = damaged.threads.flatMap(({ thread }) => thread.map(({ wamid }) => wamid));
            expect(wamids).toEqual(['wamid.after', 'wamid.before']);
          }
          await evictDurableObject(env.INBOX.getByName(name));
          expect(await deliver(name, bodies)).toBe(true);
          expect({ statement, ...(await stateOf(name)) }).toEqual({ statement, ...expected });
        }
      }
      expect([...listeners].sort()).toEqual(listenersOf[kind]);
    });
  }
});

/** Storing the message of this id throws these faults, one each time, and then nothing more. */
function failTimes(sql: SqlStorage, wamid: string, left: Error[]): () => void {
  const exec = sql.exec.bind(sql);
  Object.defineProperty(sql, 'exec', {
    configurable: true,
    value: (...[query, ...bound]: Parameters<SqlStorage['exec']>) => {
      const fault = query.includes('INTO message') && bound.includes(wamid) ? left.shift() : undefined;
      if (fault) throw fault;
      return exec(query, ...bound);
    },
  });
  return () => {
    Reflect.deleteProperty(sql, 'exec');
  };
}

describe('a webhook that arrives while the storage fails', () => {
  const number = '106540352243952';
  const bodies = [siblings[0] ?? {}, victims.message ?? {}, siblings[1] ?? {}];

  it.each([
    ['at the first attempt', [faults.storage]],
    ['when its events are tried one at a time', [faults.event, faults.storage]],
  ])(
    'a webhook is not stored while the storage fails, and none of its events becomes a problem: %s',
    async (_, thrown) => {
      const name = `faults-storage-once-${thrown.length}`;
      const left = thrown.map((fault) => fault());
      const end = await runInDurableObject(inboxOf(env, name), (__, { storage }) =>
        failTimes(storage.sql, 'wamid.victim', left),
      );
      expect(await deliver(name, bodies)).toBe(false);
      expect(left).toEqual([]);
      expect(await stateOf(name)).toEqual({ threads: [], problems: [] });
      await runInDurableObject(inboxOf(env, name), end);
      expect(await deliver(name, bodies)).toBe(true);
      const { threads, problems } = await stateOf(name);
      expect(threads.map(({ thread }) => thread[0]?.wamid)).toEqual([
        'wamid.after',
        'wamid.victim',
        'wamid.before',
      ]);
      expect(problems).toEqual([]);
    },
  );

  it('a webhook is answered with 503 while the storage fails, and stored when Meta repeats it', async () => {
    await connectNumber(await signIn(), number);
    const inbox = inboxOf(env, number);
    const body = webhook(number, victims.message ?? {});
    const end = await runInDurableObject(inbox, (_, { storage }) =>
      failTimes(storage.sql, 'wamid.victim', [faults.storage()]),
    );
    expect(await refusalOf(await post(body))).toEqual([503, 'not_stored']);
    expect(await stateOf(number)).toEqual({ threads: [], problems: [] });
    await runInDurableObject(inbox, end);
    expect((await post(body)).status).toBe(200);
    expect((await stateOf(number)).threads).toHaveLength(1);
  });
});

describe('a problem', () => {
  const number = '106540352243951';
  const path = `/api/inboxes/${number}`;
  let token: string;

  beforeAll(async () => {
    token = await signIn();
    await connectNumber(token, number);
  });

  const problems = async () =>
    (await (await call('GET', `${path}/raw-events`, { token })).json<Page<RawEvent>>()).rows.filter(
      ({ problem }) => problem !== null,
    );
  const replayAll = async () =>
    (await call('POST', `${path}/problems/replay`, { token })).json<ProblemReplay>();

  it('a problem is acknowledged, shown in Health, and stored completely by a later replay', async () => {
    // A hidden number and a past message are the two of which the event's own JSON does not say who it is.
    const hidden = {
      contacts: [{ profile: { name: 'Hidden', username: 'hidden.one' }, user_id: 'US.951' }],
      messages: [
        {
          ...{ id: 'wamid.hidden', from_user_id: 'US.951', type: 'text', text: { body: 'Hello' } },
          timestamp: String(at / 1000),
        },
      ],
    };
    const past = JSON.parse(
      webhook(number, {
        history: [
          {
            metadata: { phase: 0, chunk_order: 1, progress: 100 },
            threads: [
              {
                id: '15550951002',
                messages: [
                  {
                    ...{ id: 'wamid.past', from: '15550951002', type: 'text', text: { body: 'Long ago' } },
                    timestamp: String(at / 1000 - 86_400),
                  },
                ],
              },
            ],
          },
        ],
      }).replace('"field":"messages"', '"field":"history"'),
    );
    const body = JSON.parse(webhook(number, hidden));
    body.entry.push(...past.entry);
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec(
        `CREATE TRIGGER refuse BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'not today'); END`,
      ),
    );
    expect((await post(JSON.stringify(body))).status).toBe(200);
    expect((await problems()).map(({ kind, problem }) => [kind, problem?.includes('not today')])).toEqual(
      expect.arrayContaining([
        ['message', true],
        ['history', true],
      ]),
    );
    const health = await (await call('GET', `${path}/health`, { token })).json<NumberHealth>();
    expect(health.rows.find(({ name }) => name === 'unparsed')).toMatchObject({
      state: 'warning',
      summary: expect.stringContaining('2 events'),
    });
    expect(await replayAll()).toEqual({ stored: 0, left: 2, next: null });
    expect(await problems()).toHaveLength(2);

    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec('DROP TRIGGER refuse'),
    );
    expect(await replayAll()).toEqual({ stored: 2, left: 0, next: null });
    expect(await problems()).toEqual([]);
    const { threads } = await stateOf(number);
    expect(threads.map(({ contact, thread }) => [contact.name, thread[0]?.wamid])).toEqual([
      ['Hidden', 'wamid.hidden'],
      ['+15550951002', 'wamid.past'],
    ]);
    expect(threads[0]?.contact.username).toBe('hidden.one');
  });

  it('a call that ended after its notice was stored gets its line when it is repeated', async () => {
    const ended = {
      calls: [
        {
          ...{ id: 'call-1', from: '15550951003', event: 'terminate', direction: 'USER_INITIATED' },
          ...{ status: 'COMPLETED', duration: 12, timestamp: String(at / 1000) },
        },
      ],
    };
    const body = webhook(number, ended).replace('"field":"messages"', '"field":"calls"');
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec(
        `CREATE TRIGGER refuse BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'not today'); END`,
      ),
    );
    expect((await post(body)).status).toBe(200);
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec('DROP TRIGGER refuse'),
    );
    expect((await post(body)).status).toBe(200);
    const { threads, problems: left } = await stateOf(number);
    expect(threads.filter(({ contact }) => contact.phone === '15550951003')).toMatchObject([
      { thread: [{ content: { type: 'calls' } }] },
    ]);
    expect(left).toEqual([]);
  });

  it('a problem is stored completely, however long it is', async () => {
    const body = 'long '.repeat(300_000);
    const long = text('15550951004', 'wamid.long', at, body);
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec(
        `CREATE TRIGGER refuse BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'not today'); END`,
      ),
    );
    expect((await post(webhook(number, long))).status).toBe(200);
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage }) =>
      storage.sql.exec('DROP TRIGGER refuse'),
    );
    expect(await replayAll()).toMatchObject({ stored: 1, left: 0 });
    const { threads } = await stateOf(number);
    expect(threads.find(({ contact }) => contact.phone === '15550951004')?.thread[0]?.content).toEqual({
      ...{ type: 'text', text: { body } },
    });
  });
});

/**
 * Thousands of sends against a WhatsApp that refuses, stays silent, answers twice and in any order, while the object
 * dies again and again and people try again what failed. Everything that happens follows from the seed.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isApiError } from '../../worker/errors.ts';
import { ChangeCounter } from '../../worker/inbox/change.ts';
import { Jobs } from '../../worker/inbox/jobs.ts';
import { Media } from '../../worker/inbox/media.ts';
import { Outbox } from '../../worker/inbox/outbox.ts';
import { Policy } from '../../worker/inbox/policy.ts';
import { storeEvents } from '../../worker/inbox/receive.ts';
import { parseWebhook } from '../../worker/whatsapp/webhook.ts';
import { text, webhook } from './webhooks.ts';

const sends = 1_000;
const customers = 30;
const lasts = 60 * 60_000;
/** Later than any alarm of the machine that this runs on. */
const begins = Date.UTC(2100, 0, 1);

/** A message that WhatsApp took, in the order of all that it took, and what it said of it. */
interface Delivery {
  wamid: string;
  at: number;
  statuses: Set<string>;
}

interface Run {
  outcomes: Outcome[];
  left: { jobs: number; attempts: number };
  restarts: number;
}

interface Outcome {
  id: number;
  conversation: number;
  status: string;
  /** Written for later: its turn is when its time comes. */
  isLater: boolean;
  retries: number;
  deliveries: Delivery[];
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe.each([1, 2, 3])('with the chances of seed %i', (seed) => {
  let run: Run;
  let again: Run;

  beforeAll(async () => {
    run = await simulate(`${seed}`, seed);
    again = await simulate(`${seed}-again`, seed);
  }, 120_000);

  it('ends, with nothing left to do and nothing on its way', () => {
    const { outcomes, left, restarts } = run;
    expect(left).toEqual({ jobs: 0, attempts: 0 });
    expect(outcomes.filter(({ status }) => status === 'queued' || status === 'sending')).toEqual([]);
    // Otherwise the chances were too kind to prove anything.
    expect(outcomes.length).toBeGreaterThan(sends / 2);
    expect(restarts).toBeGreaterThan(5);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(
      new Set(['read', 'delivered', 'sent', 'accepted', 'failed', 'in_doubt']),
    );
  });

  it('delivers nothing twice that no person has sent twice', () => {
    const { outcomes } = run;
    const twice = outcomes.filter(({ deliveries, retries }) => deliveries.length > 1 + retries);
    expect(twice).toEqual([]);
    expect(outcomes.some(({ retries }) => retries > 0)).toBe(true);
  });

  it('says of every message what WhatsApp says of it', () => {
    const lies = run.outcomes.filter(({ status, deliveries, retries }) => {
      const said = new Set(deliveries.flatMap(({ statuses }) => [...statuses]));
      const furthest = ['read', 'delivered', 'sent'].find((word) => said.has(word));
      // A failure that somebody has answered by trying again is not the last word.
      const isOpen = furthest === undefined && (retries > 0 || !said.has('failed'));
      switch (status) {
        case 'failed':
          return said.has('read') || said.has('delivered');
        case 'accepted':
          return deliveries.length === 0 || !isOpen;
        case 'in_doubt':
          return !isOpen;
        default:
          return status !== furthest;
      }
    });
    expect(lies).toEqual([]);
  });

  it('keeps the order of each conversation', () => {
    const once = run.outcomes
      .filter(({ isLater, retries, deliveries }) => !isLater && retries === 0 && deliveries.length === 1)
      .sort((a, b) => a.id - b.id);
    for (const conversation of new Set(once.map((outcome) => outcome.conversation))) {
      const arrived = once
        .filter((outcome) => outcome.conversation === conversation)
        .map(({ deliveries }) => deliveries[0]?.at ?? 0);
      expect(arrived).toEqual([...arrived].sort((a, b) => a - b));
    }
  });

  it('happens the same way again', () => {
    expect(again).toEqual(run);
  });
});

/** Everything that can be remembered of one life of the object; the next one starts with what is on disk. */
interface Life {
  jobs: Jobs;
  outbox: Outbox;
  store(value: Record<string, unknown>): void;
  running: number;
  waiting: number;
}

function simulate(name: string, seed: number): Promise<Run> {
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    vi.useFakeTimers({ toFake: ['Date'], now: begins });
    const random = randomOf(seed);
    vi.spyOn(Math, 'random').mockImplementation(random);
    const chance = (share: number) => random() < share;
    const between = (least: number, most: number) => least + Math.floor(random() * (most - least));
    const { sql } = state.storage;

    const future: { at: number; order: number; happen: () => void }[] = [];
    let order = 0;
    const later = (milliseconds: number, happen: () => void) => {
      future.push({ at: Date.now() + milliseconds, order: order++, happen });
      future.sort((a, b) => a.at - b.at || a.order - b.order);
    };
    const deliveries = new Map<string, Delivery>();
    const retries = new Map<number, number>();
    const forLater = new Set<number>();
    let restarts = 0;
    let life = newLife();

    function newLife(): Life {
      const changes = new ChangeCounter(sql);
      const announce = () => {};
      const own = { running: 0, waiting: 0 };
      const access = async () => ({
        graph: { url: 'https://graph.example', version: 'v23.0', accessToken: 'token', fetch: whatsApp(own) },
        phoneNumberId: name,
        receipts: 'never' as const,
        messagesPerSecond: 80,
      });
      const jobs: Jobs = new Jobs(state, {
        send: {
          turnAt: (now) => outbox.turnAt(now),
          started: (now) => outbox.started(now),
          run: async (job) => {
            own.running += 1;
            try {
              await outbox.run(job);
            } finally {
              own.running -= 1;
            }
          },
        },
        media: { run: unexpected },
        receipt: { run: unexpected },
        nudge: { run: unexpected },
      });
      const policy = new Policy(sql, { jobs: () => jobs, send: unexpected });
      const media = new Media(state, env, changes, { announce, access, jobs: () => jobs });
      const outbox = new Outbox(state, changes, { jobs, media, policy, announce, access });
      const store = (value: Record<string, unknown>) => {
        const events = parseWebhook(JSON.parse(webhook(name, value))).map(({ event }) => event);
        state.storage.transactionSync(() =>
          storeEvents(sql, changes, { media, policy }, events, [], Date.now()),
        );
      };
      return Object.assign(own, { jobs, outbox, store });
    }

    /** WhatsApp, and the way to it. A request of a life that has ended is never answered. */
    function whatsApp(own: { waiting: number }): typeof fetch {
      return async (input) => {
        const request = new Request(input);
        const { biz_opaque_callback_data: attempt } = await request.json<{
          biz_opaque_callback_data: string;
        }>();
        return new Promise<Response>((resolve, reject) => {
          const fate = random();
          const answer = (settle: () => void) => {
            own.waiting += 1;
            later(between(20, 2_000), () => {
              if (own !== life) return;
              own.waiting -= 1;
              settle();
            });
          };
          const refuse = (status: number, code: number, headers: Record<string, string> = {}) =>
            answer(() =>
              resolve(Response.json({ error: { code, message: 'Refused' } }, { status, headers })),
            );
          if (fate < 0.55) {
            const wamid = deliver(attempt);
            answer(() => resolve(Response.json({ messages: [{ id: wamid }] })));
          } else if (fate < 0.62) {
            deliver(attempt);
            answer(() => reject(new Error('Network connection lost.')));
          } else if (fate < 0.65) answer(() => reject(new Error('Network connection lost.')));
          else if (fate < 0.67) answer(() => resolve(new Response('Bad gateway', { status: 502 })));
          else if (fate < 0.7)
            answer(() => reject(Object.assign(new Error(), { cause: { code: 'ECONNREFUSED' } })));
          else if (fate < 0.8) refuse(400, [130429, 131056, 131000, 131016, 80007, 4][between(0, 6)] ?? 4);
          else if (fate < 0.86) refuse(429, 990_001, { 'retry-after': String(between(1, 30)) });
          else if (fate < 0.9) refuse(503, 990_002);
          else refuse(400, [131047, 131026, 131049, 100, 132000, 190][between(0, 6)] ?? 100);
        });
      };
    }

    /** WhatsApp has taken a message. What it says of it comes late, early, twice, and in any order. */
    function deliver(attempt: string): string {
      const wamid = `wamid.${deliveries.size}`;
      const delivery: Delivery = { wamid, at: deliveries.size, statuses: new Set() };
      deliveries.set(attempt, delivery);
      if (chance(0.05)) return wamid;
      const words = chance(0.08) ? ['failed'] : ['sent', 'delivered', 'read'].slice(0, between(1, 4));
      words.forEach((status, step) => {
        delivery.statuses.add(status);
        const at = Math.floor(Date.now() / 1_000) + step;
        const report = {
          id: wamid,
          status,
          timestamp: String(at),
          recipient_id: '1',
          biz_opaque_callback_data: attempt,
        };
        const errors = status === 'failed' ? { errors: [{ code: 131049, title: 'Not delivered' }] } : {};
        for (let copy = chance(0.2) ? 2 : 1; copy > 0; copy--) {
          later(between(5, 60_000), () => life.store({ statuses: [{ ...report, ...errors }] }));
        }
      });
      return wamid;
    }

    function send(index: number): void {
      const conversationId = between(1, customers + 1);
      const content = chance(0.2)
        ? { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } }
        : { type: 'text', text: { body: `Message ${index}` } };
      const sendAt = chance(0.03) ? { sendAt: Date.now() + between(1_000, lasts) } : {};
      const request = {
        conversationId,
        content,
        key: `send-${index}`,
        author: { type: 'phone-app' as const },
      };
      const sent = attempted(() => life.outbox.enqueue({ ...request, ...sendAt }, Date.now()));
      if (sent && 'sendAt' in sendAt) forLater.add(sent.id);
      // The caller's answer got lost, so it asks again.
      if (sent && chance(0.1)) life.outbox.enqueue({ ...request, ...sendAt }, Date.now());
    }

    function tryAgain(): void {
      const [candidate] = sql
        .exec<{ id: number }>(
          "SELECT id FROM message WHERE status IN ('failed', 'in_doubt') ORDER BY id % 7, id LIMIT 1 OFFSET ?",
          between(0, 20),
        )
        .toArray();
      if (!candidate) return;
      const retried = attempted(() => life.outbox.retry(candidate.id, Date.now()));
      if (retried) retries.set(candidate.id, (retries.get(candidate.id) ?? 0) + 1);
    }

    for (let customer = 1; customer <= customers; customer++) {
      life.store(text(`1555040${1_000 + customer}`, `wamid.hello.${customer}`, begins, 'Hello'));
    }
    for (let index = 0; index < sends; index++) later(between(1_000, lasts), () => send(index));
    for (let index = 0; index < 60; index++) later(between(1_000, lasts), tryAgain);
    for (let index = 0; index < 100; index++) {
      const from = `1555040${1_001 + between(0, customers)}`;
      const at = between(1_000, lasts);
      later(at, () => life.store(text(from, `wamid.again.${index}`, begins + at, 'Still there?')));
    }
    for (let index = 0; index < 12; index++) {
      later(between(1_000, lasts), () => {
        restarts += 1;
        life = newLife();
      });
    }

    for (;;) {
      // What runs has reached a point where only the future can move it.
      while (life.running > life.waiting) await scheduler.wait(0);
      const alarm = await state.storage.getAlarm();
      const [next] = future;
      if (alarm === null && !next) break;
      const isAlarm = alarm !== null && (!next || alarm <= next.at);
      vi.setSystemTime(Math.max(Date.now(), isAlarm ? alarm : (next?.at ?? 0)));
      if (isAlarm) {
        await state.storage.deleteAlarm();
        life.jobs.pump();
      } else future.shift()?.happen();
    }

    const attempts = sql
      .exec<{ id: string; message_id: number }>('SELECT id, message_id FROM attempt')
      .toArray();
    const outcomes = sql
      .exec<{ id: number; conversation_id: number; status: string }>(
        "SELECT id, conversation_id, status FROM message WHERE origin = 'send' ORDER BY id",
      )
      .toArray()
      .map(
        (row): Outcome => ({
          id: row.id,
          conversation: row.conversation_id,
          status: row.status,
          isLater: forLater.has(row.id),
          retries: retries.get(row.id) ?? 0,
          deliveries: attempts.flatMap(({ id, message_id }) => {
            const delivery = message_id === row.id ? deliveries.get(id) : undefined;
            return delivery ? [delivery] : [];
          }),
        }),
      );
    const left = sql
      .exec<{ jobs: number; attempts: number }>(
        "SELECT (SELECT count(*) FROM job) AS jobs, (SELECT count(*) FROM attempt WHERE state = 'sending') AS attempts",
      )
      .one();
    return { outcomes, left, restarts };
  });
}

/** What the inbox refuses is not done: that is an answer, too. */
function attempted<Done>(command: () => Done): Done | null {
  try {
    return command();
  } catch (error) {
    if (isApiError(error)) return null;
    throw error;
  }
}

function unexpected(): never {
  throw new Error('Nothing in this simulation asks for it');
}

/** Mulberry32: the same numbers for the same seed, in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Thousands of sends against a WhatsApp that refuses, stays silent, answers twice and in any order, while the object
 * dies again and again and people try again what failed. Everything that happens follows from the seed.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { isApiError } from '../../../worker/errors.ts';
import { begins, type Graph, World } from '../support/outbox-world.ts';
import { randomOf } from '../support/random.ts';
import { text } from '../support/webhooks.ts';

const customers = 30;
const strangers = 5;
const lasts = 60 * 60_000;

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
  merges: number;
  /** What the messages are told that we ourselves have stopped. */
  reasons: string[];
}

interface Outcome {
  id: number;
  /** The one that it was written in. */
  conversation: number;
  status: string;
  /** Written for later: its turn is when its time comes. */
  isLater: boolean;
  /** The message that it goes on after. */
  follows: number | null;
  retries: number;
  /** What WhatsApp took of each attempt; null: nothing. */
  attempts: (Delivery | null)[];
  deliveries: Delivery[];
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const seeds = Array.from({ length: inject('isLong') ? 40 : 3 }, (_, index) => index + 1);

describe.each(seeds)('with the chances of seed %i', (seed) => {
  let run: Run;

  beforeAll(async () => {
    run = await simulate(`${seed}`, seed);
  }, 120_000);

  it('a random run ends with nothing left to do and nothing in progress', () => {
    const { outcomes, left, restarts, merges, reasons } = run;
    expect(left).toEqual({ jobs: 0, attempts: 0 });
    expect(outcomes.filter(({ status }) => status === 'queued' || status === 'sending')).toEqual([]);
    // Otherwise the chances were too kind to prove anything.
    expect(outcomes.length).toBeGreaterThan(500);
    expect(restarts).toBeGreaterThan(5);
    expect(merges).toBe(strangers);
    expect(reasons).toEqual(
      expect.arrayContaining(['blocked', 'cancelled', 'part_before_failed', 'window_closed']),
    );
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(
      new Set(['read', 'delivered', 'sent', 'accepted', 'failed', 'in_doubt']),
    );
  });

  it('nothing is delivered twice unless a person retried it', () => {
    const { outcomes } = run;
    const twice = outcomes.filter(({ deliveries, retries }) => deliveries.length > 1 + retries);
    expect(twice).toEqual([]);
    expect(outcomes.some(({ retries }) => retries > 0)).toBe(true);
  });

  it('every message has the status that WhatsApp reported', () => {
    expect(run.outcomes.filter((outcome) => !truths(outcome).includes(outcome.status))).toEqual([]);
  });

  it('the order of each conversation is kept', () => {
    const once = run.outcomes
      // What follows another goes again with it, and then behind what was written meanwhile.
      .filter(({ isLater, follows, retries, deliveries }) => {
        return !isLater && follows === null && retries === 0 && deliveries.length === 1;
      })
      .sort((a, b) => a.id - b.id);
    for (const conversation of new Set(once.map((outcome) => outcome.conversation))) {
      const arrived = once
        .filter((outcome) => outcome.conversation === conversation)
        .map(({ deliveries }) => deliveries[0]?.at ?? 0);
      expect(arrived).toEqual([...arrived].sort((a, b) => a - b));
    }
  });

  it('no message is sent before those that it follows', () => {
    const byId = new Map(run.outcomes.map((outcome) => [outcome.id, outcome]));
    const pairs = run.outcomes.flatMap(({ follows, deliveries: [own] }) =>
      follows !== null && own ? [{ own, before: byId.get(follows)?.deliveries[0] }] : [],
    );
    expect(pairs.length).toBeGreaterThan(30);
    expect(pairs.filter(({ own, before }) => !before || before.at > own.at)).toEqual([]);
  });
});

it('the same seed has the same result', async () => {
  expect(await simulate('again', 4, 200)).toEqual(await simulate('and-again', 4, 200));
}, 120_000);

/** What can be said of a message, when all that WhatsApp ever says of it is known. */
function truths({ attempts, retries }: Outcome): string[] {
  const saidOf = (attempt: Delivery | null) => attempt?.statuses ?? new Set<string>();
  const said = attempts.map(saidOf);
  for (const word of ['read', 'delivered']) if (said.some((words) => words.has(word))) return [word];
  if (said.some((words) => words.has('sent') && !words.has('failed'))) return ['sent'];
  const newest = attempts.at(-1);
  if (newest == null) return ['failed', 'in_doubt'];
  if (saidOf(newest).has('failed')) return ['failed'];
  // A retry that was refused must not have sent anything.
  return retries > 0 ? ['accepted', 'in_doubt', 'failed'] : ['accepted', 'in_doubt'];
}

function simulate(name: string, seed: number, sends = 1_000): Promise<Run> {
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    const random = randomOf(seed);
    vi.spyOn(Math, 'random').mockImplementation(random);
    const chance = (share: number) => random() < share;
    const between = (least: number, most: number) => least + Math.floor(random() * (most - least));
    const deliveries = new Map<string, Delivery>();
    const retries = new Map<number, number>();
    const forLater = new Set<number>();
    const writtenIn = new Map<number, number>();
    const lastIn = new Map<number, number>();
    let restarts = 0;
    let merges = 0;

    /** WhatsApp, and the way to it. */
    const whatsApp: Graph = async (request, wait) => {
      const { biz_opaque_callback_data: attempt } = await request.json<{
        biz_opaque_callback_data: string;
      }>();
      const fate = random();
      const takes = between(20, 2_000);
      const refusal = async (status: number, code: number, headers: Record<string, string> = {}) => {
        await wait(takes);
        return Response.json({ error: { code, message: 'Refused' } }, { status, headers });
      };
      const lost = async (error: Error): Promise<Response> => {
        await wait(takes);
        throw error;
      };
      if (fate < 0.53) {
        const wamid = deliver(attempt);
        await wait(takes);
        return Response.json({ messages: [{ id: wamid }] });
      }
      if (fate < 0.6) {
        deliver(attempt);
        return lost(new Error('Network connection lost.'));
      }
      if (fate < 0.65) return lost(new Error('Network connection lost.'));
      if (fate < 0.7) return lost(Object.assign(new Error(), { cause: { code: 'ECONNREFUSED' } }));
      if (fate < 0.8) {
        return refusal(400, [130429, 131056, 131000, 131016, 80007, 4][between(0, 6)] ?? 4);
      }
      if (fate < 0.86) return refusal(429, 990_001, { 'retry-after': String(between(1, 30)) });
      if (fate < 0.9) return refusal(503, 990_002);
      return refusal(400, [131047, 131026, 131049, 100, 132000, 190][between(0, 6)] ?? 100);
    };
    const world = new World(state, name, whatsApp);
    const { sql } = world;

    /** WhatsApp has taken a message. What it says of it comes late, early, twice, and in any order. */
    function deliver(attempt: string): string {
      const wamid = `wamid.${deliveries.size}`;
      const delivery: Delivery = { wamid, at: deliveries.size, statuses: new Set() };
      deliveries.set(attempt, delivery);
      if (chance(0.05)) return wamid;
      const words = chance(0.08)
        ? ['sent', 'failed'].slice(between(0, 2))
        : ['sent', 'delivered', 'read'].slice(0, between(1, 4));
      const slowest = chance(0.1) ? 30 * 60_000 : 60_000;
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
          world.later(between(5, slowest), () => world.life.store({ statuses: [{ ...report, ...errors }] }));
        }
      });
      return wamid;
    }

    function send(index: number): void {
      // The last of them turn out to be customers who are known already.
      const conversationId = between(1, customers + strangers + 1);
      const content = chance(0.2)
        ? { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } }
        : { type: 'text', text: { body: `Message ${index}` } };
      const sendAt = chance(0.03) ? { sendAt: Date.now() + between(1_000, lasts) } : {};
      const before = chance(0.2) ? lastIn.get(conversationId) : undefined;
      const request = {
        to: { conversationId },
        ...(before !== undefined && { follows: before }),
        content,
        key: `send-${index}`,
        author: { type: 'phone-app' as const },
      };
      const sent = attempted(() => world.life.outbox.enqueue({ ...request, ...sendAt }, Date.now()));
      if (sent) {
        writtenIn.set(sent.id, sent.conversationId);
        lastIn.set(conversationId, sent.id);
      }
      if (sent && 'sendAt' in sendAt) forLater.add(sent.id);
      // The caller's answer got lost, so it asks again.
      if (sent && chance(0.1)) world.life.outbox.enqueue({ ...request, ...sendAt }, Date.now());
    }

    function tryAgain(): void {
      const [candidate] = sql
        .exec<{ id: number }>(
          "SELECT id FROM message WHERE status IN ('failed', 'in_doubt') ORDER BY id % 7, id LIMIT 1 OFFSET ?",
          between(0, 20),
        )
        .toArray();
      if (!candidate) return;
      const retried = attempted(() => world.life.outbox.retry(candidate.id, Date.now()));
      if (retried) retries.set(candidate.id, (retries.get(candidate.id) ?? 0) + 1);
    }

    /** Before the release of what is for later, or as it comes. */
    function takeBack(): void {
      const [first] = sql
        .exec<{ id: number }>('SELECT id FROM message WHERE send_at IS NOT NULL ORDER BY send_at, id LIMIT 1')
        .toArray();
      if (first) attempted(() => world.life.outbox.cancel(first.id));
    }

    function block(): void {
      const conversation = between(1, customers + 1);
      sql.exec('UPDATE conversation SET blocked_at = 1 WHERE id = ?', conversation);
      world.later(3 * 60_000, () =>
        sql.exec('UPDATE conversation SET blocked_at = NULL WHERE id = ?', conversation),
      );
    }

    for (let customer = 1; customer <= customers; customer++) {
      // The window of some closes while this goes on.
      const at = chance(0.3) ? begins - 24 * 60 * 60_000 + between(60_000, lasts) : begins;
      world.life.store(text(`1555040${1_000 + customer}`, `wamid.hello.${customer}`, at, 'Hello'));
    }
    for (let stranger = 1; stranger <= strangers; stranger++) {
      const says = (id: string, at: number, ids: object) => {
        const message = { ...ids, id, timestamp: String(Math.floor(at / 1_000)), type: 'text' };
        world.life.store({ messages: [{ ...message, text: { body: 'Hello' } }] });
      };
      const ids = { from_user_id: `US.${stranger}` };
      says(`wamid.stranger.${stranger}`, begins, ids);
      const at = between(lasts / 4, lasts);
      world.later(at, () => {
        says(`wamid.known.${stranger}`, begins + at, { ...ids, from: `1555040${1_000 + stranger}` });
        merges += 1;
      });
    }
    for (let index = 0; index < 3; index++) {
      const at = between(1_000, lasts);
      world.later(at, () => {
        world.isEnabled = false;
      });
      world.later(at + 60_000, () => {
        world.isEnabled = true;
      });
    }
    for (let index = 0; index < sends; index++) world.later(between(1_000, lasts), () => send(index));
    for (let index = 0; index < 60; index++) world.later(between(1_000, lasts), tryAgain);
    for (let index = 0; index < 8; index++) world.later(between(1_000, lasts), takeBack);
    for (let index = 0; index < 20; index++) world.later(between(1_000, lasts), block);
    for (let index = 0; index < 6; index++) {
      world.later(between(1_000, lasts), () => world.life.dispatch.resume());
    }
    for (let index = 0; index < 100; index++) {
      const from = `1555040${1_001 + between(0, customers)}`;
      const at = between(1_000, lasts);
      world.later(at, () =>
        world.life.store(text(from, `wamid.again.${index}`, begins + at, 'Still there?')),
      );
    }
    for (let index = 0; index < 12; index++) {
      world.later(between(1_000, lasts), () => {
        restarts += 1;
        world.restart();
      });
    }

    await world.end();

    const attempts = sql
      .exec<{ id: string; message_id: number }>(
        'SELECT id, message_id FROM message_attempt ORDER BY started_at',
      )
      .toArray();
    const outcomes = sql
      .exec<{ id: number; conversation_id: number; status: string; follows: number | null }>(
        "SELECT id, conversation_id, status, follows FROM message WHERE origin = 'send' ORDER BY id",
      )
      .toArray()
      .map((row): Outcome => {
        const own = attempts.filter(({ message_id }) => message_id === row.id);
        return {
          id: row.id,
          conversation: writtenIn.get(row.id) ?? row.conversation_id,
          status: row.status,
          isLater: forLater.has(row.id),
          follows: row.follows,
          retries: retries.get(row.id) ?? 0,
          attempts: own.map(({ id }) => deliveries.get(id) ?? null),
          deliveries: own.flatMap(({ id }) => deliveries.get(id) ?? []),
        };
      });
    const left = sql
      .exec<{ jobs: number; attempts: number }>(
        "SELECT (SELECT count(*) FROM job) AS jobs, (SELECT count(*) FROM message_attempt WHERE state = 'sending') AS attempts",
      )
      .one();
    const reasons = sql
      .exec<{ code: string }>(
        "SELECT DISTINCT error ->> 'code' AS code FROM message WHERE status = 'failed' AND typeof(error ->> 'code') = 'text'",
      )
      .toArray()
      .map(({ code }) => code)
      .sort();
    return { outcomes, left, restarts, merges, reasons };
  });
}

/** A command that the inbox refuses does nothing, which is a valid outcome. */
function attempted<Done>(command: () => Done): Done | null {
  try {
    return command();
  } catch (error) {
    if (isApiError(error)) return null;
    throw error;
  }
}

/**
 * Weeks of a shop whose time is compressed: customers write and react, the team answers, notes, assigns, snoozes and
 * resolves, statuses come late and twice, and both objects stop again and again. Once retention deletes as much as
 * comes, nothing may go on growing: rows, jobs, alarms. Everything follows from the seed.
 */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { GraphScene } from '../support/graph-scene.ts';
import { scriptedNumber } from '../support/meta/scripted-number.ts';
import { call, post, signIn, text, webhook } from '../support/webhooks.ts';

const day = 24 * 60 * 60_000;
const begins = Date.UTC(2100, 0, 1);
const form = inject('isLong')
  ? { days: 56, keptDays: 14, exchanges: 60, customers: 2_000 }
  : { days: 24, keptDays: 7, exchanges: 5, customers: 40 };
const path = `/api/inboxes/${scriptedNumber}`;

type Sizes = Record<string, number>;

interface Day {
  sizes: Sizes;
  /** Jobs that would run before the next day. */
  due: number;
  jobs: Record<string, number>;
  hasAlarm: boolean;
  bytes: number;
}

interface Run {
  days: Day[];
  restarts: number;
  received: number;
  answered: number;
}

/** Rows that are meant to stay, with the reason. */
const staying: Readonly<Record<string, string>> = {
  sqlite_sequence: 'one row for each table with a counter',
  setting: 'one row for each setting, and the sizes of the database in one',
  'workspace audit': 'who did what is kept for a year',
  erasure: 'one small row for each contact who is gone, so that every console removes them, however late',
  'workspace kept': 'notices about an account are stored for 90 days',
  'workspace kept_part': 'as the notice that it is a part of',
};

let run: Run;

beforeAll(async () => {
  run = await simulate(20_261_130);
}, 3_000_000);

describe('in a shop that is open for weeks, under restarts', () => {
  it('as many messages go as come, once the retention time is over', () => {
    const { days, received, answered, restarts } = run;
    expect(received).toBeGreaterThan(form.days * form.exchanges);
    expect(answered).toBeGreaterThan((form.days * form.exchanges) / 2);
    expect(restarts).toBeGreaterThan(form.days);
    const kept = days.slice(form.keptDays + 2).map(({ sizes }) => sizes.message ?? 0);
    expect(Math.min(...kept)).toBeGreaterThan(0);
    expect(Math.max(...kept)).toBeLessThan(((received + answered * 2) / form.days) * (form.keptDays + 3));
  });

  it('no table grows beyond what retention says', () => {
    const settled = run.days.slice(form.keptDays + 3);
    const middle = Math.floor(settled.length / 2);
    const grown = tablesOf(run.days).flatMap((table) => {
      if (table in staying) return [];
      const most = (days: readonly Day[]) => Math.max(...days.map(({ sizes }) => sizes[table] ?? 0));
      const [before, after] = [most(settled.slice(0, middle)), most(settled.slice(middle))];
      // Chance makes one week busier than another.
      return after > before * 1.3 + 15 ? [{ table, before, after }] : [];
    });
    expect(grown).toEqual([]);
  });

  it('the database ceases to grow', () => {
    const settled = run.days.slice(form.keptDays + 3);
    const middle = settled[Math.floor(settled.length / 2)]?.bytes ?? 0;
    expect(settled.at(-1)?.bytes).toBeLessThan(middle * 1.15);
  });

  it('no job is left over, and every object has one alarm at most', () => {
    for (const { jobs, due, hasAlarm } of run.days) {
      expect(due).toBe(0);
      expect(hasAlarm).toBe(true);
      expect(jobs.retention).toBe(1);
      expect(
        Object.entries(jobs).filter(([kind, count]) => !byConversation.includes(kind) && count > 1),
      ).toEqual([]);
    }
  });
});

/** Kinds of jobs of which every conversation can have one. */
const byConversation = ['window', 'wake', 'nudge', 'send', 'receipt', 'deadline'];

function tablesOf(days: readonly Day[]): string[] {
  return [...new Set(days.flatMap(({ sizes }) => Object.keys(sizes)))];
}

async function simulate(seed: number): Promise<Run> {
  vi.useFakeTimers({ toFake: ['Date'], now: begins });
  const random = randomOf(seed);
  vi.spyOn(Math, 'random').mockImplementation(random);
  const chance = (share: number) => random() < share;
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least));
  const inbox = () => env.INBOX.getByName(scriptedNumber);
  const workspace = () => env.WORKSPACE.getByName('workspace');
  const result: Run = { days: [], restarts: 0, received: 0, answered: 0 };
  const scene = await GraphScene.begin(15_550_200_000);
  await scene.token('poller', 'events:read');
  let admin = scene.admin;
  const command = async (method: string, route: string, body: object, key?: string) => {
    const headers: HeadersInit = key === undefined ? {} : { 'Idempotency-Key': key };
    const answer = await call(method, `${path}${route}`, { token: admin, body, headers });
    // What is refused does nothing: a window is closed, a conversation is gone.
    await answer.arrayBuffer();
    return answer.status;
  };

  await command('PUT', '/settings', { receipts: 'never' });
  await command('PUT', '/retention', { messageDays: form.keptDays, rawDays: 1, eventDays: 1 });

  const said: string[] = [];
  const hears = async (message: Record<string, unknown>) => {
    const body = webhook(scriptedNumber, message);
    result.received += 1;
    await post(body);
    // Meta did not hear our answer.
    if (chance(0.1)) await post(body);
  };
  const customer = () => String(15_550_300_000 + between(0, form.customers));
  const conversations = () =>
    runInDurableObject(inbox(), (_, { storage }) =>
      storage.sql
        .exec<{ id: number }>('SELECT id FROM conversation ORDER BY last_message_at DESC LIMIT 20')
        .toArray()
        .map(({ id }) => id),
    );

  const writes = async () => {
    const wamid = `wamid.long.${result.received}`;
    said.push(wamid);
    await hears(
      text(customer(), wamid, Date.now(), chance(0.02) ? 'STOP' : `Where is order ${result.received}?`),
    );
  };
  const reacts = async () => {
    const reaction = {
      message_id: said.at(-1 - between(0, 5)) ?? 'wamid.none',
      emoji: chance(0.8) ? '👍' : '',
    };
    const message = { from: customer(), id: `wamid.long.${result.received}.r`, type: 'reaction', reaction };
    await hears({ messages: [{ ...message, timestamp: String(Math.floor(Date.now() / 1_000)) }] });
  };
  const team: (() => Promise<void>)[] = [
    async () => {
      const [id] = await conversations();
      const content = { type: 'text', text: { body: `On its way ${result.answered}` } };
      const later = chance(0.05) ? { sendAt: Date.now() + between(1, 20) * 60 * 60_000 } : {};
      const status = await command(
        'POST',
        `/conversations/${id}/messages`,
        { content, ...later },
        `long-${result.received}-${result.answered}`,
      );
      if (status === 201) result.answered += 1;
    },
    async () => {
      const all = await conversations();
      const id = all[between(0, all.length)];
      switch (between(0, 5)) {
        case 0:
          await command('POST', `/conversations/${id}/notes`, { text: 'Asked twice.' }, crypto.randomUUID());
          break;
        case 1:
          await command('PUT', `/conversations/${id}/state`, { state: 'resolved' });
          break;
        case 2:
          await command('PUT', `/conversations/${id}/state`, {
            state: 'snoozed',
            until: Date.now() + between(1, 40) * 60 * 60_000,
          });
          break;
        case 3:
          await command('PUT', `/conversations/${id}/consent`, { source: 'Checkout' });
          break;
        default:
          await command('POST', `/conversations/${id}/read`, { seq: 1_000_000_000 });
      }
    },
    async () => {
      await hears({ statuses: [{ id: 'wamid.strange', status: 'sent', timestamp: '1', recipient_id: '1' }] });
    },
    async () => {
      const notice = { field: 'account_alerts', value: { entity_type: 'PHONE_NUMBER', n: result.received } };
      const entry = [{ id: '419561257915477', changes: [notice] }];
      await post(JSON.stringify({ object: 'whatsapp_business_account', entry }));
      await hears({ surprises: [{ of: result.received }] });
    },
  ];
  const reports = async () => {
    const accepted = await runInDurableObject(inbox(), (_, { storage }) =>
      storage.sql
        .exec<{ wamid: string }>(
          "SELECT wamid FROM message WHERE origin = 'send' AND status = 'accepted' AND wamid IS NOT NULL LIMIT 200",
        )
        .toArray(),
    );
    for (const { wamid } of accepted) {
      const words = ['sent', 'delivered', 'read'].slice(0, between(1, 4));
      const at = String(Math.floor(Date.now() / 1_000));
      await hears({
        statuses: words.map((status) => ({ id: wamid, status, timestamp: at, recipient_id: '1' })),
      });
    }
  };
  const restart = async () => {
    result.restarts += 1;
    const stub = chance(0.7) ? inbox() : workspace();
    // What it was doing is lost, and the call as well.
    await runInDurableObject(stub, (_, state) => state.abort('restart')).catch(() => {});
  };

  for (let today = 0; today < form.days; today++) {
    const dawn = begins + today * day;
    admin = await signIn();
    const moments = Array.from({ length: form.exchanges }, () => between(0, day)).sort((a, b) => a - b);
    for (const moment of moments) {
      await passTo(dawn + moment);
      await writes();
      if (chance(0.15)) await reacts();
      for (const happens of team) if (chance(happens === team[0] ? 0.9 : 0.3)) await happens();
      if (chance(0.3)) await reports();
      if (chance(0.3)) await restart();
    }
    await restart();
    await passTo(dawn + day - 1);
    result.days.push(await look());
  }
  return result;

  /** Everything that is due until then happens at its time. */
  async function passTo(until: number): Promise<void> {
    for (;;) {
      await settled();
      const alarms = await Promise.all(
        [inbox(), workspace()].map(async (stub) => ({
          stub,
          at: await runInDurableObject(stub, (_, { storage }) => storage.getAlarm()),
        })),
      );
      const [next] = alarms
        .flatMap(({ stub, at }) => (at === null ? [] : [{ stub, at }]))
        .sort((a, b) => a.at - b.at);
      if (!next || next.at > until) break;
      vi.setSystemTime(Math.max(Date.now(), next.at));
      await runDurableObjectAlarm(next.stub);
    }
    vi.setSystemTime(Math.max(Date.now(), until));
  }

  /** Nothing that is due waits for anything but the clock. */
  async function settled(): Promise<void> {
    for (let waited = 0; waited < 2_000; waited++) {
      const open = await runInDurableObject(inbox(), (_, { storage }) =>
        storage.sql
          .exec<{ n: number }>(
            `SELECT count(*) AS n FROM message WHERE status IN ('queued', 'sending') AND send_at IS NULL
               AND (retry_at IS NULL OR retry_at <= ?)`,
            Date.now(),
          )
          .one(),
      );
      if (open.n === 0) return;
      if (waited % 100 === 99) await runDurableObjectAlarm(inbox());
      await scheduler.wait(1);
    }
  }

  async function look(): Promise<Day> {
    const sizesOf = (sql: SqlStorage): Sizes => {
      const tables = sql
        .exec<{ name: string }>(
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE '%\\_data' ESCAPE '\\' AND name NOT LIKE '%\\_idx' ESCAPE '\\'",
        )
        .toArray();
      return Object.fromEntries(
        tables.map(({ name }) => [
          name,
          sql.exec<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`).one().n,
        ]),
      );
    };
    const shared = await runInDurableObject(workspace(), (_, { storage }) => sizesOf(storage.sql));
    return runInDurableObject(inbox(), async (_, { storage }) => {
      const { sql } = storage;
      const kinds = sql
        .exec<{ kind: string; n: number }>('SELECT kind, count(*) AS n FROM job GROUP BY kind')
        .toArray();
      return {
        sizes: {
          ...sizesOf(sql),
          ...Object.fromEntries(Object.entries(shared).map(([table, n]) => [`workspace ${table}`, n])),
        },
        due: sql.exec<{ n: number }>('SELECT count(*) AS n FROM job WHERE run_at <= ?', Date.now()).one().n,
        jobs: Object.fromEntries(kinds.map(({ kind, n }) => [kind, n])),
        hasAlarm: (await storage.getAlarm()) !== null,
        bytes: sql.databaseSize,
      };
    });
  }
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

/** `window.closing` and `window.closed`, on a real object's storage with a clock of the test's own. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import type { EventFilter } from '../../../../worker/api/developers/events.ts';
import { conversationFor } from '../../../../worker/inbox/contacts/identify-contact.ts';
import { Audience } from '../../../../worker/inbox/events/audience.ts';
import { EventLog } from '../../../../worker/inbox/events/event-log.ts';
import { WindowClock } from '../../../../worker/inbox/events/window-clock.ts';
import { ChangeLog } from '../../../../worker/inbox/records/changes/change-log.ts';
import { type Job, Jobs } from '../../../../worker/inbox/records/changes/jobs.ts';
import { begins, endpoint } from '../../support/event-world.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

afterEach(() => {
  vi.useRealTimers();
});

interface Told {
  type: string;
  at: number;
  conversation: number;
}

class Windows {
  readonly sql: SqlStorage;
  readonly #state: DurableObjectState;
  readonly #changes: ChangeLog;
  readonly #audience: Audience;
  readonly clock: WindowClock;
  #version = 0;

  constructor(state: DurableObjectState) {
    this.#state = state;
    this.sql = state.storage.sql;
    for (const table of ['job', 'event', 'setting', 'conversation', 'alias'])
      this.sql.exec(`DELETE FROM ${table}`);
    this.#changes = new ChangeLog(state.storage);
    this.#audience = new Audience(this.sql);
    this.clock = new WindowClock(this.sql, this.#changes, new Jobs(state), this.#audience);
    this.#changes.listen(
      [this.clock, new EventLog(this.sql, this.#changes, this.#audience, () => {})],
      () => {},
    );
  }

  wanted(...events: EventFilter[]): void {
    this.#version += 1;
    const endpoints = events.length === 0 ? [] : [endpoint('crm', { events })];
    this.#audience.change({
      ...{
        version: this.#version,
        number: {
          phoneNumberId: '1',
          wabaId: '2',
          displayPhoneNumber: '+1',
          name: 'Pottery',
          language: null,
        },
      },
      ...{ origin: null, isPolled: false, endpoints, bot: null, isAutomationPaused: false },
    });
    this.clock.follow();
  }

  /** A customer writes now. */
  writes(customer: number): void {
    this.#changes.transaction(() => {
      const waId = String(15550990000 + customer);
      const id = conversationFor(this.sql, this.#changes, { waId }, Date.now()) ?? 0;
      const before = this.sql
        .exec<{ opened_at: number | null }>('SELECT opened_at FROM conversation WHERE id = ?', id)
        .one().opened_at;
      const now = Date.now();
      this.sql.exec(
        'UPDATE conversation SET opened_at = ?, opened_hour = ? WHERE id = ?',
        ...[now, Math.floor(now / hour), id],
      );
      const isOpen = before !== null && now < before + day;
      this.#changes.record({ type: 'window-changed', conversationId: id, becomes: isOpen ? null : 'open' });
    });
  }

  /** WhatsApp refuses a message with 131047. */
  refuse(customer: number): void {
    const [{ id } = { id: 0 }] = this.sql
      .exec<{ id: number }>('SELECT id FROM conversation ORDER BY id LIMIT 1 OFFSET ?', customer)
      .toArray();
    this.#changes.transaction(() => {
      this.sql.exec('UPDATE conversation SET refused_at = ? WHERE id = ?', Date.now(), id);
      this.#changes.record({ type: 'window-changed', conversationId: id, becomes: 'closed' });
    });
  }

  jobs(): Job[] {
    return this.sql.exec<Job>("SELECT * FROM job WHERE kind = 'window'").toArray();
  }

  /** Lets time pass; the job runs when it is due, or `late` after. */
  async until(at: number, late = 0): Promise<void> {
    for (let [job] = this.jobs(); job && job.run_at + late <= at; [job] = this.jobs()) {
      vi.setSystemTime(Math.max(Date.now(), job.run_at + late));
      await this.clock.run(job);
    }
    vi.setSystemTime(at);
  }

  told(): Told[] {
    return this.sql
      .exec<Told & Record<string, SqlStorageValue>>('SELECT type, at, conversation FROM event ORDER BY seq')
      .toArray();
  }

  async end(): Promise<void> {
    await this.#state.storage.deleteAlarm();
  }
}

async function withWindows(run: (windows: Windows) => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: begins });
  await runInDurableObject(env.INBOX.getByName('window-clock'), async (_, state) => {
    const windows = new Windows(state);
    await run(windows);
    await windows.end();
  });
}

const types = (told: Told[]) => told.map(({ type, at }) => [type, (at - begins) / hour]);

it('a window is reported an hour before it closes and when it has closed', () =>
  withWindows(async (windows) => {
    windows.wanted('window.closing', 'window.closed');
    windows.writes(0);
    await windows.until(begins + 2 * day);
    expect(types(windows.told())).toEqual([
      ['window.closing', 23],
      ['window.closed', 24],
    ]);
    expect(windows.jobs()).toEqual([]);
  }));

it('a customer who writes again moves both times, and reported events are not repeated', () =>
  withWindows(async (windows) => {
    windows.wanted('window.closing', 'window.closed');
    windows.writes(0);
    await windows.until(begins + 23.5 * hour);
    windows.writes(0);
    await windows.until(begins + 3 * day);
    expect(types(windows.told())).toEqual([
      ['window.closing', 23],
      ['window.closing', 46.5],
      ['window.closed', 47.5],
    ]);
  }));

it('a window that WhatsApp closed is reported once', () =>
  withWindows(async (windows) => {
    windows.wanted('window.closing', 'window.closed');
    windows.writes(0);
    await windows.until(begins + 5 * hour);
    windows.refuse(0);
    await windows.until(begins + 2 * day);
    expect(types(windows.told())).toEqual([['window.closed', 5]]);
  }));

it('without a subscriber there is no job and no row, and a new one gets nothing of the past', () =>
  withWindows(async (windows) => {
    windows.wanted('message.received');
    windows.writes(0);
    await windows.until(begins + 23.5 * hour);
    expect([windows.jobs(), windows.told()]).toEqual([[], []]);
    windows.wanted('window.closing', 'window.closed');
    await windows.until(begins + 2 * day);
    expect(types(windows.told())).toEqual([['window.closed', 24]]);
    windows.writes(0);
    windows.wanted('message.received');
    await windows.until(begins + 4 * day);
    expect(windows.jobs()).toEqual([]);
    expect(windows.told()).toHaveLength(1);
  }));

it('a late alarm reports only what is still true', () =>
  withWindows(async (windows) => {
    windows.wanted('window.closing', 'window.closed');
    windows.writes(0);
    await windows.until(begins + 3 * day, 5 * hour);
    expect(types(windows.told())).toEqual([['window.closed', 28]]);
  }));

it('each window closes once, in whatever order customers write', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 30 * 60 })), {
        maxLength: 12,
      }),
      (steps) =>
        withWindows(async (windows) => {
          windows.wanted('window.closing', 'window.closed');
          const expected: [string, number, number][] = [];
          const writes = new Map<number, number[]>();
          let at = begins;
          for (const [customer, minutes] of steps) {
            at += minutes * 60_000;
            await windows.until(at);
            windows.writes(customer);
            writes.set(customer, [...(writes.get(customer) ?? []), at]);
          }
          await windows.until(at + 2 * day);
          const ids = new Map(
            windows.sql
              .exec<{ id: number; value: string }>(
                "SELECT conversation_id AS id, value FROM alias WHERE kind = 'phone'",
              )
              .toArray()
              .map(({ id, value }) => [Number(value) - 15550990000, id]),
          );
          for (const [customer, times] of writes) {
            const id = ids.get(customer) ?? 0;
            for (const [index, time] of times.entries()) {
              const next = times[index + 1] ?? Number.POSITIVE_INFINITY;
              // A message at the very moment comes after what is due then.
              if (next >= time + day - hour) expected.push(['window.closing', time + day - hour, id]);
              if (next >= time + day) expected.push(['window.closed', time + day, id]);
            }
          }
          const inOrder = (rows: [string, number, number][]) => rows.map((row) => row.join()).toSorted();
          const told = windows
            .told()
            .map(({ type, at: when, conversation }): [string, number, number] => [type, when, conversation]);
          expect(inOrder(told)).toEqual(inOrder(expected));
        }),
    ),
    { numRuns: 60 },
  ));

/** The object or the bucket can fail at any moment of a move: no message is lost, doubled or left behind in the bucket. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Archive } from '../../../../worker/inbox/archive/archive.ts';
import { Jobs } from '../../../../worker/inbox/records/changes/jobs.ts';
import { wholeReportsOf } from '../../../../worker/inbox/records/messages/reports.ts';
import { type MessageRow, rawOf } from '../../../../worker/inbox/records/rows.ts';
import { randomOf } from '../../support/random.ts';
import { call, connectNumber, post, refusalOf, signIn, text, webhook } from '../../support/webhooks.ts';
import {
  archive,
  counts,
  customer,
  everything,
  filesIn,
  inboxNamed,
  season,
  smallLimits,
  tell,
  usualLimits,
} from './archive-scene.ts';

beforeEach(smallLimits);
afterEach(() => {
  vi.restoreAllMocks();
  usualLimits();
});

class Stopped extends Error {}

/** Lets every call through until the one at which everything stops. */
function stopper(at: number) {
  let calls = 0;
  const step = () => {
    calls += 1;
    if (calls >= at) throw new Stopped(`Stopped at ${at}`);
  };
  const watched = <Target extends object>(target: Target, names: readonly PropertyKey[]): Target =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (names.includes(name)) step();
          return Reflect.apply(value, object, given);
        };
      },
    });
  return watched;
}

it('an object that stops at any step of a move or of a tidying has every message once, and leaves no file', async () => {
  const name = 'archive-stops';
  const inbox = inboxNamed(name);
  await tell(inbox, season(randomOf(21), 3, 150));
  await inbox.messages.search('bowl', { before: null, limit: 1, conversation: null });
  const rounds = await runInDurableObject(inbox, async (_, state) => {
    const { storage } = state;
    const { sql } = storage;
    const bucket = env.MEDIA;
    if (!bucket) throw new Error('The tests have a bucket');
    const contents = async (reader: Archive) =>
      JSON.stringify(
        await reader.reading(() =>
          sql
            .exec<MessageRow>('SELECT * FROM message ORDER BY id')
            .toArray()
            .map((row) => [row.id, row.seq, rawOf(sql, row), wholeReportsOf(sql, row)]),
        ),
      );
    const parts = { jobs: new Jobs(state), rawDays: () => 7, isCounted: () => true };
    const job = { id: -1, kind: 'archive', lane: 'archive', message_id: 0, run_at: 0, tries: 0 } as const;
    const fresh = () => new Archive(state, { ...parts, bucket });
    let expected = await contents(fresh());
    let stops = 0;
    for (let round = 0; round < 90; round++) {
      const watched = stopper(1 + (round % 13));
      const watchedStorage = watched(storage, ['transactionSync']);
      const watchedState = new Proxy(state, {
        get: (object, key) => (key === 'storage' ? watchedStorage : Reflect.get(object, key, object)),
      });
      const stopping = new Archive(watchedState, {
        ...parts,
        bucket: watched(bucket, ['put', 'get', 'delete']),
      });
      if (round % 6 === 5) {
        // A message goes that is in the archive, so that a segment is written again.
        sql.exec('DELETE FROM message WHERE id = (SELECT max(id) FROM message WHERE segment IS NOT NULL)');
        expected = await contents(fresh());
      }
      try {
        await stopping.run(job);
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
        stops += 1;
      }
      expect(await contents(fresh())).toBe(expected);
    }
    // What the last stop has left behind.
    for (let run = 0; run < 60; run++) await fresh().run(job);
    return stops;
  });
  expect(rounds).toBeGreaterThan(25);
  const { archived, segments, untidy } = await counts(inbox);
  expect(archived).toBeGreaterThan(40);
  expect(untidy).toBe(0);
  expect((await filesIn(name)).size).toBe(segments);
}, 60_000);

it('without a bucket, nothing moves and no job is added', async () => {
  const inbox = inboxNamed('archive-no-bucket');
  await tell(inbox, season(randomOf(24), 2, 40));
  const jobs = await runInDurableObject(inbox, async (_, state) => {
    const { sql } = state.storage;
    const queue = new Jobs(state);
    const without = new Archive(state, {
      ...{ bucket: undefined, jobs: queue, rawDays: () => 7, isCounted: () => true },
    });
    without.begin(Date.now());
    const added = sql.exec("SELECT 1 FROM job WHERE kind = 'archive'").toArray().length;
    await without.run({ id: -1, kind: 'archive', lane: 'archive', message_id: 0, run_at: 0, tries: 0 });
    return added;
  });
  expect(jobs).toBe(0);
  expect(await counts(inbox)).toMatchObject({ archived: 0, segments: 0 });
});

it('while the bucket does not respond, new messages are stored and old ones are refused with a reason', async () => {
  const number = '106540352255501';
  const token = await signIn();
  await connectNumber(token, number);
  const inbox = inboxNamed(number);
  await tell(inbox, season(randomOf(22), 2, 60));
  await archive(inbox);
  const { rows } = await inbox.conversations.list({ agentId: 'ana', sort: 'newest', limit: 9 });
  const [first] = rows;
  const path = `/api/inboxes/${number}/conversations/${first?.id}/messages`;
  const get = env.MEDIA && vi.spyOn(Object.getPrototypeOf(env.MEDIA), 'get');
  get?.mockRejectedValue(new Error('The bucket does not respond'));
  expect(await refusalOf(await call('GET', path, { token }))).toEqual([503, 'archive_unreachable']);
  const arrived = await post(
    webhook(number, text(customer(0), 'wamid.new', Date.now() - 5_000, 'Are you open?')),
  );
  expect(arrived.status).toBe(200);
  expect((await call('GET', `/api/inboxes/${number}/conversations`, { token })).status).toBe(200);
  get?.mockRestore();
  expect((await call('GET', path, { token })).status).toBe(200);
});

it('messages whose file is gone from the bucket stay in their place, and health counts the file', async () => {
  const name = 'archive-lost';
  const inbox = inboxNamed(name);
  await tell(inbox, season(randomOf(23), 2, 60));
  const before = await everything(inbox);
  await archive(inbox);
  const keys = [...(await filesIn(name)).keys()];
  await env.MEDIA?.delete(keys[0] ?? '');
  const after = await everything(inbox);
  const places = (all: typeof before) =>
    all.exported.map(({ message }: { message: { id: number; sentAt: number } }) => [
      message.id,
      message.sentAt,
    ]);
  expect(places(after)).toEqual(places(before));
  expect((await inbox.number.vitals()).archive.lost).toBe(1);
}, 60_000);

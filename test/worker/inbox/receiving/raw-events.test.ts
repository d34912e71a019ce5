/** What is kept of events that are no messages. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import { addMetaNotice, maxBodies } from '../../../../worker/inbox/receiving/raw-events.ts';
import { inboxOf } from '../../../../worker/objects.ts';

it('the JSON of 20,000 notices at most is kept, and older ones are still recognized', () =>
  runInDurableObject(env.INBOX.getByName('notices-in-a-flood'), (_, { storage: { sql } }) => {
    sql.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO notice (field, at, digest, body) SELECT 'flows', 1, 'digest ' || i, '{}' FROM n`,
      maxBodies,
    );
    const { first } = sql.exec<{ first: number }>('SELECT min(id) AS first FROM notice').one();
    sql.exec("INSERT INTO notice_part VALUES (?, 1, 'the rest of the oldest')", first);
    const add = (digest: string) =>
      addMetaNotice(sql, { field: 'flows', at: 2, reason: null, digest, raw: '{"is":"new"}' });
    const bodies = () =>
      sql
        .exec<{ kept: number; oldest: number; parts: number }>(
          `SELECT count(*) AS kept, min(id) AS oldest, (SELECT count(*) FROM notice_part) AS parts
           FROM notice WHERE body <> ''`,
        )
        .one();
    expect(bodies()).toEqual({ kept: 20_000, oldest: first, parts: 1 });
    for (const digest of ['one', 'two', 'three']) expect(add(digest)).not.toBeNull();
    expect(bodies()).toEqual({ kept: 20_000, oldest: first + 3, parts: 0 });
    for (const digest of ['digest 1', 'two']) expect(add(digest)).toBeNull();
    expect(bodies()).toEqual({ kept: 20_000, oldest: first + 3, parts: 0 });
  }));

it('the JSON of older notices beyond 20,000 is deleted, day by day', async () => {
  const inbox = inboxOf(env, 'notices-of-before');
  await runInDurableObject(inbox, (_, { storage }) => {
    storage.sql.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO notice (field, at, digest, body) SELECT 'flows', ?, 'digest ' || i, '{}' FROM n`,
      ...[maxBodies + 5, Date.now()],
    );
    storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'retention'");
    return storage.setAlarm(Date.now() + 60_000);
  });
  await runDurableObjectAlarm(inbox);
  await vi.waitFor(async () => {
    const { kept } = await runInDurableObject(inbox, (_, { storage }) =>
      storage.sql.exec<{ kept: number }>("SELECT count(*) AS kept FROM notice WHERE body <> ''").one(),
    );
    expect(kept).toBe(20_000);
  });
});

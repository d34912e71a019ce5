/** How long is kept what Meta sends and no inbox takes. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { deleteExpired, unroutedEvents } from '../../../../worker/workspace/numbers/unrouted-events.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 29);

function inWorkspace(name: string, act: (sql: SqlStorage) => void): Promise<void> {
  return runInDurableObject(env.WORKSPACE.getByName(name), (_, { storage }) => act(storage.sql));
}

function keep(
  sql: SqlStorage,
  digest: string,
  reason: 'unknown' | 'account' | 'unparsed',
  age: number,
): void {
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO kept (digest, reason, field, phone_number_id, waba_id, at)
       VALUES (?, ?, 'messages', '1', '2', ?) RETURNING id`,
      ...[digest, reason, now - age],
    )
    .one();
  for (const part of [0, 1]) sql.exec('INSERT INTO kept_part VALUES (?, ?, ?)', id, part, `{"${digest}"`);
}

const left = (sql: SqlStorage) =>
  sql
    .exec<{ digest: string }>('SELECT digest FROM kept ORDER BY digest')
    .toArray()
    .map(({ digest }) => digest);

describe('an event of no inbox', () => {
  it('an unrouted event is kept for a week, and an account notice for 90 days, completely', () =>
    inWorkspace('kept-for-days', (sql) => {
      keep(sql, 'event of today', 'unknown', 0);
      keep(sql, 'event of this week', 'unknown', 7 * day);
      keep(sql, 'event of last week', 'unknown', 7 * day + 1);
      keep(sql, 'unparsed of last week', 'unparsed', 7 * day + 1);
      keep(sql, 'notice of this season', 'account', 90 * day);
      keep(sql, 'notice of last season', 'account', 90 * day + 1);
      expect(deleteExpired(sql, now)).toBe(now + day);
      expect(left(sql)).toEqual(['event of this week', 'event of today', 'notice of this season']);
      const { parts } = sql.exec<{ parts: number }>('SELECT count(*) AS parts FROM kept_part').one();
      expect(parts).toBe(6);
    }));

  it('unrouted events are deleted with others, some at a time', () =>
    inWorkspace('kept-in-numbers', (sql) => {
      for (let at = 0; at < 600; at++) keep(sql, `old ${at}`, 'unknown', 8 * day);
      expect(deleteExpired(sql, now)).toBe(now + 1_000);
      expect(left(sql)).toHaveLength(100);
      expect(deleteExpired(sql, now)).toBe(now + day);
      expect(left(sql)).toEqual([]);
    }));

  it('a long unrouted event is cut in the list, and marked as cut', () =>
    inWorkspace('kept-long', (sql) => {
      keep(sql, 'in two parts', 'unknown', 0);
      sql.exec(
        `INSERT INTO kept (id, digest, reason, field, phone_number_id, waba_id, at)
         VALUES (90, 'long', 'unknown', 'messages', '1', '2', 1), (91, 'short', 'unknown', 'messages', '1', '2', 1)`,
      );
      sql.exec("INSERT INTO kept_part VALUES (90, 0, ?), (91, 0, '{}')", 'x'.repeat(16_001));
      const { rows } = unroutedEvents(sql, Number.MAX_SAFE_INTEGER, 10);
      expect(rows.map(({ json, isCut }) => [json.length, isCut])).toEqual([
        [2, false],
        [16_000, true],
        [15, true],
      ]);
    }));
});

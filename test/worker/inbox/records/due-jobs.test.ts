/** In which order due jobs are taken, and how many rows that reads, on the real storage of an object. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { DueJobs } from '../../../../worker/inbox/records/changes/due-jobs.ts';
import { StatementCosts } from '../../support/statement-costs.ts';

interface Scene {
  sql: SqlStorage;
  costs: StatementCosts;
  /** Adds jobs in lanes of their own, and returns their ids. */
  add: (count: number, runAt: number) => number[];
  /** Starts jobs that are due, `most` at the most, and returns their ids. */
  start: (now: number, most: number) => number[];
  end: (id: number | undefined) => void;
}

const scene = (name: string, act: (scene: Scene) => void) =>
  runInDurableObject(env.INBOX.getByName(`due-jobs-${name}`), (_, { storage }) => {
    const { sql } = storage;
    sql.exec('DELETE FROM job');
    const due = new DueJobs(sql, 'send');
    const running = new Set<number>();
    const costs = new StatementCosts();
    costs.watch(storage);
    act({
      sql,
      costs,
      add: (count, runAt) =>
        Array.from({ length: count }, (_each, index) =>
          sql
            .exec<{ id: number }>(
              "INSERT INTO job (kind, lane, message_id, run_at) VALUES ('send', ?, 1, ?) RETURNING id",
              ...[`${runAt}/${index}`, runAt],
            )
            .one(),
        ).map(({ id }) => id),
      start: (now, most) => {
        const started: number[] = [];
        for (const { id } of due.take(now, running.size)) {
          if (running.has(id)) continue;
          started.push(id);
          running.add(id);
          if (started.length === most) break;
        }
        return started;
      },
      end: (id = 0) => {
        running.delete(id);
        sql.exec('DELETE FROM job WHERE id = ?', id);
      },
    });
  });

describe('due jobs', () => {
  it('are taken in the order of their times, and those that are not taken come next', () =>
    scene('order', ({ add, start }) => {
      const late = add(3, 20);
      const early = add(3, 10);
      add(1, 1_000);
      expect(start(100, 2)).toEqual(early.slice(0, 2));
      expect(start(100, 1)).toEqual(early.slice(2));
      expect(start(100, 10)).toEqual(late);
      expect(start(100, 10)).toEqual([]);
    }));

  it('are not taken when they were dropped or postponed after they were read', () =>
    scene('changed', ({ sql, add, start }) => {
      const [first, dropped, postponed, last] = add(4, 10);
      expect(start(100, 1)).toEqual([first]);
      sql.exec('DELETE FROM job WHERE id = ?', dropped ?? 0);
      sql.exec('UPDATE job SET run_at = 500 WHERE id = ?', postponed ?? 0);
      expect(start(100, 10)).toEqual([last]);
      expect(start(500, 10)).toEqual([postponed]);
    }));

  it('are not all read again for each of a thousand that wait while three hundred run', () =>
    scene('cost', ({ costs, add, start, end }) => {
      const all = add(1_300, 10);
      for (let round = 0; round < 6; round++) start(100, 50);
      costs.clear();
      for (let ended = 0; ended < 100; ended++) {
        end(all[ended]);
        expect(start(101 + ended, 1)).toEqual([all[300 + ended]]);
      }
      // Three for each, and a batch begins by going through the others of the same time.
      expect(costs.rowsRead).toBeLessThan(100 * 10);
    }));

  it('are found within a second at an earlier place while three hundred run, and at once while few do', () =>
    scene('earlier', ({ add, start, end }) => {
      const running = add(300, 50);
      expect([0, 1, 2, 3, 4].flatMap(() => start(100, 64))).toEqual(running);
      const [earlier, another] = add(2, 10);
      expect(start(101, 1)).toEqual([]);
      expect(start(1_101, 1)).toEqual([earlier]);
      for (const id of running) end(id);
      expect(start(1_102, 1)).toEqual([another]);
    }));
});

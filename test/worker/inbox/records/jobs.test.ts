/** When the object of a number wakes, on its real storage with a clock of the test's own. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import { Jobs } from '../../../../worker/inbox/records/changes/jobs.ts';

/** Later than any alarm that could fire during the test. */
const begins = Date.UTC(2100, 0, 1);
const minute = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

/** The alarm after each of these is wanted at its time, in milliseconds after the beginning; `due`: a job was left. */
async function alarms(
  name: string,
  wanted: readonly { now: number; at: number }[],
  due: number | null = null,
): Promise<number[]> {
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    vi.useFakeTimers({ toFake: ['Date'], now: begins });
    state.storage.sql.exec('DELETE FROM job');
    await state.storage.deleteAlarm();
    if (due !== null)
      state.storage.sql.exec(
        "INSERT INTO job (kind, lane, message_id, run_at) VALUES ('send', '1', 1, ?)",
        begins + due,
      );
    const jobs = new Jobs(state);
    const found: number[] = [];
    for (const { now, at } of wanted) {
      vi.setSystemTime(begins + now);
      jobs.alarmBy(begins + at);
      await Promise.resolve();
      found.push(((await state.storage.getAlarm()) ?? 0) - begins);
    }
    return found;
  });
}

it('an alarm that is due and has not fired yet is not replaced by a later one', async () => {
  const found = await alarms('jobs-due', [
    { now: 0, at: 5 },
    { now: 7, at: minute },
  ]);
  expect(found).toEqual([5, 5]);
});

it('a later alarm leaves the earlier one, and an earlier one takes its place', async () => {
  const found = await alarms('jobs-order', [
    { now: 0, at: 2 * minute },
    { now: 10, at: 3 * minute },
    { now: 20, at: minute },
  ]);
  expect(found).toEqual([2 * minute, 2 * minute, minute]);
});

it('an alarm that should have fired long ago is set again', async () => {
  const found = await alarms('jobs-lost', [
    { now: 0, at: 5 },
    { now: minute, at: 2 * minute },
  ]);
  expect(found).toEqual([5, 2 * minute]);
});

it('an object that starts with a job that is due wakes for it, whatever else is wanted later', async () => {
  expect(await alarms('jobs-left', [{ now: 10, at: minute }], -5)).toEqual([0]);
});

it('an object that starts with a job for later keeps its alarm', async () => {
  expect(await alarms('jobs-later', [{ now: 10, at: 2 * minute }], minute)).toEqual([-begins]);
});

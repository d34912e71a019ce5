/** Episodes that are longer than messages are kept. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import type { Report } from '../../../../worker/api/analytics/analytics.ts';
import { reportOf } from '../../../../worker/inbox/analytics/reports/report.ts';
import { begins, dayMs, hour, minute } from './times.ts';
import { ana } from './truth.ts';
import { World } from './world.ts';
import { Messages } from './world-messages.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A customer is answered, clicks the button again after forty days, and writes; then the first messages are deleted. */
async function longEpisode(): Promise<{ before: Report; after: Report }> {
  return runInDurableObject(env.INBOX.getByName('long-episode'), async (_, state) => {
    const world = new World(state, env, { seed: 4, timeZone: 'UTC' });
    const messages = new Messages(world);
    const person = world.person();
    const again = begins + 40 * dayMs;
    world.later(begins + hour, () => messages.write(person, 'Hello'));
    world.later(begins + 2 * hour, () => messages.send(person, ana));
    world.later(again, () => {
      const reference = messages.click();
      messages.write(person, `Is it still there? [#${reference}]`);
    });
    world.later(again + hour, () => messages.send(person, ana));
    await world.pass(40 * dayMs + 3 * hour);
    const { analytics } = world.parts;
    const today = new Date(again).toISOString().slice(0, 10);
    const ask = () => {
      const question = { from: today, to: today, compares: false, onlyAgent: null };
      return reportOf(world.sql, analytics, question, Date.now());
    };
    const before = ask();
    await world.forget(30);
    vi.setSystemTime(Date.now() + 2 * minute);
    return { before, after: ask() };
  });
}

it('an answer is not the first one only because the first one is deleted, and a click stays answered', async () => {
  const { before, after } = await longEpisode();
  expect(before.current.waits.wall.count).toBe(1);
  expect(before.current.firstResponses.wall.count).toBe(0);
  expect(before.sources).toMatchObject([{ conversations: 1, answered: 1 }]);
  expect(after.current.firstResponses.wall.count).toBe(0);
  expect(after.sources).toEqual(before.sources);
});

it('a customer whose imported messages are deleted is not new when they write', async () => {
  const counts = await runInDurableObject(env.INBOX.getByName('deleted-import'), async (_, state) => {
    const world = new World(state, env, { seed: 4, timeZone: 'UTC' });
    const messages = new Messages(world);
    const known = world.person();
    world.later(begins + hour, () => messages.importHistory(known, 90));
    world.later(begins + 2 * hour, () => messages.write(known, 'Hello'));
    await world.pass(3 * hour);
    const today = new Date(begins).toISOString().slice(0, 10);
    const question = { from: today, to: today, compares: false, onlyAgent: null };
    const count = () => reportOf(world.sql, world.parts.analytics, question, Date.now()).current.newCustomers;
    const before = count();
    await world.forget(30);
    vi.setSystemTime(Date.now() + 2 * minute);
    return [before, count()];
  });
  expect(counts).toEqual([0, 0]);
});

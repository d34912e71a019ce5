/** The warning when most of the free service messages of a month are used. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NumberHealth } from '../../../../worker/api/numbers/health.ts';
import { dayOfDate } from '../../../../worker/inbox/analytics/figures/day-clock.ts';
import { emptyDay } from '../../../../worker/inbox/analytics/figures/day-figures.ts';
import { FreeMessages } from '../../../../worker/inbox/analytics/free-messages.ts';
import { addMessage } from '../../../../worker/inbox/records/messages/add-message.ts';
import { nameMessage, setStatus } from '../../../../worker/inbox/records/messages/statuses.ts';
import { call, connectNumber, signIn } from '../../support/webhooks.ts';
import { begins, dayMs, hour } from './times.ts';
import { World } from './world.ts';
import { Messages } from './world-messages.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A number in the middle of January, with so many free messages used before. */
async function numberWith<Result>(
  name: string,
  used: number,
  then: (month: { world: World; free: FreeMessages; changes: () => number }) => Promise<Result>,
): Promise<Result> {
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    const world = new World(state, env, { seed: 1, timeZone: 'UTC' });
    const messages = new Messages(world);
    const person = world.person();
    world.later(begins + hour, () => messages.write(person, 'Hello'));
    await world.pass(14 * dayMs);
    const { analytics, changes } = world.parts;
    const day = emptyDay();
    day.figures.costs = { 'service\nregular\nDE': used, 'marketing\nregular\nDE': 5_000 };
    analytics.days.store(dayOfDate('2030-01-03'), day);
    let changed = 0;
    const free = new FreeMessages(world.sql, analytics, () => {
      changed += 1;
    });
    changes.listen([free], () => {});
    const result = await then({ world, free, changes: () => changed });
    vi.useRealTimers();
    return result;
  });
}

/** Service messages that WhatsApp delivers. */
function deliver(world: World, count: number): void {
  const { changes } = world.parts;
  for (let index = 0; index < count; index++) {
    const wamid = `wamid.free-${world.nextName()}`;
    const at = Date.now();
    changes.transaction(() => {
      const id = addMessage(world.sql, changes, {
        ...{
          conversation_id: 1,
          origin: 'send',
          direction: 'out',
          sent_at: at,
          key: wamid,
          status: 'queued',
        },
        ...{ body: JSON.stringify({ type: 'text', text: { body: 'Yes' } }) },
        author: JSON.stringify({ type: 'agent', id: 'ana', name: 'Ana' }),
      });
      if (id === null) return;
      nameMessage(world.sql, changes, id, wamid);
      setStatus(world.sql, changes, id, { status: 'accepted', error: null, retryAt: null });
    });
    const pricing = { category: 'service', type: 'regular', billable: true };
    const status = { id: wamid, status: 'delivered', timestamp: String(Math.floor(at / 1_000)) };
    world.store({ statuses: [{ ...status, recipient_id: '4915100000000', pricing }] });
  }
}

describe('the warning about free service messages', () => {
  it('comes at night when 800 are used, and once in a month', () =>
    numberWith('free-night', 799, async ({ world, free, changes }) => {
      free.count(Date.now());
      expect([free.warning(Date.now()), changes()]).toEqual([null, 0]);
      deliver(world, 1);
      vi.setSystemTime(Date.now() + dayMs);
      const at = Date.now();
      free.count(at);
      expect([free.warning(at), changes()]).toEqual([{ month: '2030-01', at }, 1]);
      vi.setSystemTime(at + dayMs);
      free.count(Date.now());
      expect([free.warning(Date.now()), changes()]).toEqual([{ month: '2030-01', at }, 1]);
      // The next month has its own.
      vi.setSystemTime(Date.UTC(2030, 1, 1, 0, 1));
      expect(free.warning(Date.now())).toBeNull();
      free.count(Date.now());
      expect([free.warning(Date.now()), changes()]).toEqual([null, 2]);
    }));

  it('comes by day when as many have been delivered as were left', () =>
    numberWith('free-day', 770, async ({ world, free, changes }) => {
      free.count(Date.now());
      vi.setSystemTime(Date.now() + hour);
      deliver(world, 29);
      expect(free.warning(Date.now())).toBeNull();
      deliver(world, 1);
      expect([free.warning(Date.now())?.month, changes()]).toEqual(['2030-01', 1]);
    }));

  it('is an alert of the number in the language of the console', async () => {
    const admin = await signIn();
    const number = '106540352242988';
    await connectNumber(admin, number);
    await runInDurableObject(env.INBOX.getByName(number), (_, state) => {
      const now = Date.now();
      const known = { month: new Date(now).toISOString().slice(0, 7), delivered: 812, warnedAt: now };
      state.storage.sql.exec(
        "INSERT OR REPLACE INTO setting VALUES ('free_messages', ?)",
        JSON.stringify(known),
      );
    });
    const answer = await call('GET', `/api/inboxes/${number}/health`, { token: admin });
    const { alerts } = await answer.json<NumberHealth>();
    expect(alerts).toContainEqual(
      expect.objectContaining({ type: 'free-messages', code: 'free_messages_nearly_used' }),
    );
  });
});

/** Every event reaches its endpoint, in the order of its conversation, whatever the endpoint answers and whenever the object stops. */
import fc from 'fast-check';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { disableAfterMs } from '../../../../worker/inbox/deliveries/deliveries.ts';
import { begins, endpoint, type Received, type Reply, withWorld } from '../../support/event-world.ts';

const isLong = inject('isLong');
/** What a day without an endpoint may leave behind. */
const backlog = isLong ? 10_000 : 300;
/** For the two tests whose size depends on it. */
const timeout = isLong ? 1_800_000 : 20_000;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

afterEach(() => {
  vi.useRealTimers();
});

/** What a receiver has that remembers ids: each event once, in the order of its first arrival. */
function known(taken: readonly Received[]): Received[] {
  const ids = new Set<string>();
  return taken.filter(({ id }) => !ids.has(id) && ids.add(id));
}

function expectInOrder(taken: readonly Received[]): void {
  const last = new Map<number, number>();
  for (const { conversation, seq } of known(taken)) {
    expect(seq).toBeGreaterThan(last.get(conversation) ?? 0);
    last.set(conversation, seq);
  }
}

describe('deliveries', () => {
  it('deliveries arrive at least once under one id, none lost, in the order of their conversation', {
    timeout,
  }, async () => {
    const faults = fc.constantFrom<Reply>(
      ...([200, 200, 200, 400, 500, 301, 429, 503, 'timeout', 'connection', 'kill'] as const),
      { status: 429, retryAfterMs: 90_000 },
    );
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ conversation: fc.integer({ min: 1, max: 4 }) }) },
      { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 120_000 }) }) },
      { weight: 1, arbitrary: fc.constant('kill' as const) },
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 30 }),
        fc.array(faults, { maxLength: 60 }),
        async (steps, replies) => {
          round += 1;
          await withWorld(`deliveries-${round}`, async (world) => {
            world.endpoints(endpoint('one'));
            const expected: number[] = [];
            let next = 0;
            world.reply = () => replies[next++] ?? 200;
            for (const one of steps) {
              if (one === 'kill') world.kill();
              else if ('wait' in one) await world.run(Date.now() + one.wait);
              else expected.push(world.happens(one.conversation));
            }
            // What was killed before its alarm is begun again by the next event or alarm.
            await world.run(Date.now() + 12 * hour);
            const seqs = known(world.taken).map(({ seq }) => seq);
            expect([...seqs].sort((a, b) => a - b)).toEqual(expected);
            expectInOrder(world.taken);
            expect(new Set(world.received.map(({ id, seq }) => `${id} ${seq}`)).size).toBe(expected.length);
            expect(world.most).toBeLessThanOrEqual(2);
          });
        },
      ),
      { numRuns: isLong ? 400 : 8 },
    );
  });

  it('a delivery names the previous event for its endpoint', async () => {
    await withWorld('deliveries-previous', async (world) => {
      world.endpoints(endpoint('one'));
      const seqs = [1, 2, 1].map((conversation) => world.happens(conversation));
      await world.run(begins + minute);
      const previous = world.taken.map(({ seq, previous }) => [seq, previous]);
      expect(previous.sort(([a], [b]) => Number(a) - Number(b))).toEqual([
        [seqs[0], null],
        [seqs[1], seqs[0]],
        [seqs[2], seqs[1]],
      ]);
    });
  });

  it('a rejected event holds only its conversation', async () => {
    await withWorld('deliveries-hold', async (world) => {
      world.endpoints(endpoint('one'));
      const bad = world.happens(1);
      world.reply = ({ seq }) => (seq === bad ? 422 : 200);
      const behind = world.happens(1);
      const beside = world.happens(2);
      await world.run(begins + 2_000);
      expect(known(world.taken).map(({ seq }) => seq)).toEqual([beside]);
      world.reply = () => 200;
      await world.run(begins + minute);
      expect(known(world.taken).map(({ seq }) => seq)).toEqual([beside, bad, behind]);
    });
  });

  it('an event that is rejected for days is given up, later events continue, and it can be replayed', async () => {
    await withWorld('deliveries-given-up', async (world) => {
      world.endpoints(endpoint('one'));
      const bad = world.happens(1);
      world.reply = ({ seq }) => (seq === bad ? 422 : 200);
      const behind = world.happens(1);
      await world.run(begins + 2 * day);
      expect(world.taken).toEqual([]);
      await world.run(begins + 4 * day);
      expect(world.taken.map(({ seq }) => seq)).toEqual([behind]);
      const [lane] = world.deliveries.lanes;
      expect(lane?.rows.failed()).toEqual([bad]);
      world.reply = () => 200;
      lane?.rows.addReplay({ seq: bad, upTo: bad, onlyFailed: true });
      await world.run(begins + 4 * day + minute);
      expect(world.taken.map(({ seq }) => seq)).toEqual([behind, bad]);
      expect(lane?.rows.failed()).toEqual([]);
    });
  });

  it('an endpoint that accepts nothing is paused, and gets everything when it recovers', async () => {
    await withWorld('deliveries-breaker', async (world) => {
      world.endpoints(endpoint('one'));
      world.reply = () => 'connection';
      const seqs = Array.from({ length: 50 }, (_, index) => world.happens(index));
      await world.run(begins + 10 * hour);
      // Six waits that grow to half an hour, then one an hour.
      expect(world.received.length).toBeLessThan(20);
      const rows = world.sql.exec('SELECT * FROM delivery_hold').toArray();
      expect(rows).toEqual([]);
      world.reply = () => 200;
      await world.run(begins + 12 * hour);
      expect(world.taken.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(seqs);
    });
  });

  it('an event that breaks an endpoint does not hold the others back', async () => {
    await withWorld('deliveries-poison', async (world) => {
      world.endpoints(endpoint('one'));
      const bad = world.happens(1);
      world.reply = ({ seq }) => (seq === bad ? 'timeout' : 200);
      const others = [2, 3, 4].map((conversation) => world.happens(conversation));
      await world.run(begins + hour);
      expect(known(world.taken).map(({ seq }) => seq)).toEqual(others);
    });
  });

  it('an endpoint that rejects one event after another is paused', async () => {
    await withWorld('deliveries-refusing', async (world) => {
      world.endpoints(endpoint('one'));
      world.reply = () => 404;
      for (let conversation = 1; conversation <= 200; conversation++) world.happens(conversation);
      await world.run(begins + hour);
      expect(world.received.length).toBeLessThan(60);
    });
  });

  it('a delivery waits as long as the endpoint asks for', async () => {
    await withWorld('deliveries-retry-after', async (world) => {
      world.endpoints(endpoint('one'));
      world.reply = () => ({ status: 429, retryAfterMs: 2 * hour });
      world.happens(1);
      await world.run(begins + 2 * hour - 1);
      expect(world.received).toHaveLength(1);
      world.reply = () => 200;
      await world.run(begins + 2 * hour + minute);
      expect(world.taken).toHaveLength(1);
    });
  });

  it('410 disables the endpoint', async () => {
    await withWorld('deliveries-gone', async (world) => {
      world.endpoints(endpoint('one'));
      world.reply = () => 410;
      world.happens(1);
      await world.run(begins + 1_000);
      expect(world.office.disabled).toEqual([['one', 'gone']]);
      world.endpoints(endpoint('one', { disabledAt: Date.now(), disabledBecause: 'gone' }));
      world.happens(2);
      await world.run(begins + day);
      expect(world.received).toHaveLength(1);
    });
  });

  it('admins are alerted after an hour, and the endpoint is disabled after five days', async () => {
    await withWorld('deliveries-alert', async (world) => {
      world.endpoints(endpoint('one'));
      world.reply = () => 503;
      world.happens(1);
      await world.run(begins + hour);
      expect(world.office.failing).toEqual([]);
      await world.run(begins + 3 * hour);
      expect(world.office.failing).toEqual([['one', begins]]);
      await world.run(begins + disableAfterMs);
      expect(world.office.disabled).toEqual([]);
      await world.run(begins + disableAfterMs + 2 * hour);
      expect(world.office.disabled[0]).toEqual(['one', 'failing']);
    });
  });

  it('the alert ends when the endpoint recovers', async () => {
    await withWorld('deliveries-alert-over', async (world) => {
      world.endpoints(endpoint('one'));
      world.reply = () => 503;
      world.happens(1);
      await world.run(begins + 3 * hour);
      world.reply = () => 200;
      await world.run(begins + 5 * hour);
      expect(world.office.failing).toEqual([
        ['one', begins],
        ['one', null],
      ]);
    });
  });

  it('an enabled endpoint continues where it stopped, or starts with new events', async () => {
    await withWorld('deliveries-resume', async (world) => {
      world.endpoints(endpoint('one'));
      world.endpoints(endpoint('one', { disabledAt: begins, disabledBecause: 'admin' }));
      const missed = world.happens(1);
      await world.run(begins + minute);
      expect(world.received).toEqual([]);
      world.endpoints(endpoint('one'));
      await world.run(begins + 2 * minute);
      expect(world.taken.map(({ seq }) => seq)).toEqual([missed]);
      world.endpoints(endpoint('one', { disabledAt: Date.now(), disabledBecause: 'admin' }));
      world.happens(1);
      world.endpoints(endpoint('one', { startedAt: Date.now() }));
      const later = world.happens(1);
      await world.run(begins + 4 * minute);
      expect(world.taken.map(({ seq }) => seq)).toEqual([missed, later]);
    });
  });

  it('a dead endpoint does not delay another one', async () => {
    await withWorld('deliveries-beside', async (world) => {
      world.endpoints(endpoint('dead'), endpoint('alive'), endpoint('hanging'));
      world.reply = ({ endpoint: name }) => (name === 'alive' ? 200 : 'timeout');
      const seqs = Array.from({ length: 30 }, (_, index) => world.happens(index));
      await world.run(begins + 10_000);
      expect(world.taken.map(({ seq }) => seq)).toEqual(seqs);
    });
  });

  it('an endpoint that hangs takes one connection, and other endpoints use the other', () =>
    withWorld('hangs', async (world) => {
      world.endpoints(endpoint('dead'), endpoint('one'), endpoint('two'));
      world.reply = (request) => (request.endpoint === 'dead' ? 'hang' : 200);
      for (let conversation = 1; conversation <= 10; conversation++) world.happens(conversation);
      await world.settled();
      const sent = (name: string) => world.received.filter((one) => one.endpoint === name).length;
      expect([sent('dead'), sent('one'), sent('two')]).toEqual([1, 10, 10]);
    }));

  it('a backlog is delivered in order, at eight to ten events a second', { timeout }, async () => {
    await withWorld('deliveries-backlog', async (world) => {
      world.endpoints(endpoint('one', { disabledAt: begins, disabledBecause: 'admin' }));
      for (let index = 0; index < backlog; index++) {
        world.sql.exec(
          "INSERT INTO event (seq, type, at, conversation) VALUES (?, 'window.opened', ?, ?)",
          ...[index + 1, begins, index % 50],
        );
      }
      world.endpoints(endpoint('one'));
      await world.run(begins + 1_000_000);
      expect(world.taken).toHaveLength(backlog);
      expectInOrder(world.taken);
      const seconds = ((world.taken.at(-1)?.at ?? 0) - begins) / 1_000;
      // Thirty go out at once, and the time begins with them.
      const rate = (backlog - 30) / seconds;
      expect(rate).toBeGreaterThan(8);
      expect(rate).toBeLessThan(10.5);
    });
  });

  it('the delivery log has the last two hundred attempts', async () => {
    await withWorld('deliveries-log', async (world) => {
      world.endpoints(endpoint('one'));
      for (let index = 0; index < 250; index++) world.happens(index % 3);
      await world.run(begins + 10 * minute);
      const logged = world.deliveries.lanes[0]?.rows.logged() ?? [];
      expect(logged).toHaveLength(200);
      expect(logged.map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, index) => 250 - index));
    });
  });
});

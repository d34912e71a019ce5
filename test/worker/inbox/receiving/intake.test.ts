import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { type Delivery, Intake } from '../../../../worker/inbox/receiving/intake.ts';
import { inboxOf } from '../../../../worker/objects.ts';

/** A delivery that is known by its digest, which is all that is looked at here. */
const named = (name: string): Delivery => ({ events: [], digests: [name] });
const nameOf = ({ digests }: Delivery) => digests[0] ?? '';

describe('events that arrive together', () => {
  it('events that arrive together are stored together, in order, and each is answered', async () => {
    await runInDurableObject(inboxOf(env, '106540352242101'), async (_, state) => {
      const rounds: string[][] = [];
      const intake = new Intake(state, (deliveries) => {
        rounds.push(deliveries.map(nameOf));
      });
      await Promise.all(['a', 'b', 'c', 'd'].map((name) => intake.add(named(name))));
      expect(rounds).toEqual([['a'], ['b', 'c', 'd']]);
      await intake.add(named('e'));
      expect(rounds.at(-1)).toEqual(['e']);
    });
  });

  it('an event that cannot be stored does not affect those beside it', async () => {
    await runInDurableObject(inboxOf(env, '106540352242102'), async (_, state) => {
      const { sql } = state.storage;
      sql.exec("CREATE TABLE kept (name TEXT NOT NULL CHECK (name <> 'bad'))");
      const intake = new Intake(state, (deliveries) => {
        state.storage.transactionSync(() => {
          for (const delivery of deliveries) sql.exec('INSERT INTO kept VALUES (?)', nameOf(delivery));
        });
      });
      const outcomes = await Promise.allSettled(
        ['first', 'good', 'bad', 'better'].map((name) => intake.add(named(name))),
      );
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      const kept = sql.exec<{ name: string }>('SELECT name FROM kept').toArray();
      expect(kept.map(({ name }) => name)).toEqual(['first', 'good', 'better']);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelSlots } from '../../../../../worker/inbox/automation/assistant/model-slots.ts';

const never = new AbortController().signal;
const longMs = 60_000;
/** Everything that is resolved has gone on. */
const settled = () => new Promise((done) => setTimeout(done));

describe('the slots of a number', () => {
  it('lets so many work at once, and the others in the order in which they came', async () => {
    const slots = new ModelSlots(2, longMs);
    const began: number[] = [];
    const ends: (() => void)[] = [];
    const done = [0, 1, 2, 3].map((one) =>
      slots.use(async () => {
        began.push(one);
        await new Promise<void>((end) => ends.push(end));
        return one;
      }, never),
    );
    await settled();
    expect(began).toEqual([0, 1]);
    ends[1]?.();
    await settled();
    expect(began).toEqual([0, 1, 2]);
    ends[0]?.();
    await settled();
    ends[2]?.();
    ends[3]?.();
    expect(await Promise.all(done)).toEqual([0, 1, 2, 3].map((value) => ({ value })));
    expect(began).toEqual([0, 1, 2, 3]);
  });

  it('are given back by work that hangs, once, so that no more work at once afterwards', async () => {
    const slots = new ModelSlots(1, 20);
    let end = () => {};
    const hanging = slots.use(() => new Promise<void>((done) => (end = done)), never);
    expect(await slots.use(async () => 'next', never)).toEqual({ value: 'next' });
    end();
    await hanging;
    let working = 0;
    let most = 0;
    const work = async () => {
      working += 1;
      most = Math.max(most, working);
      await settled();
      working -= 1;
    };
    await Promise.all([1, 2, 3].map(() => slots.use(work, never)));
    expect(most).toBe(1);
  });

  it('does not begin what has waited for too long, and gives its slot to the next', async () => {
    const slots = new ModelSlots(1, longMs);
    let resolve = (_: string) => {};
    const first = slots.use(() => new Promise<string>((end) => (resolve = end)), never);
    const impatient = new AbortController();
    const began: string[] = [];
    const work = (name: string) => async () => began.push(name);
    const second = slots.use(work('second'), impatient.signal);
    const third = slots.use(work('third'), never);
    impatient.abort();
    expect(await second).toBeNull();
    resolve('first');
    expect(await first).toEqual({ value: 'first' });
    await third;
    expect(began).toEqual(['third']);
    expect(await slots.use(work('fourth'), AbortSignal.abort())).toBeNull();
  });

  it('loses no slot, whatever fails or gives up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom('works', 'fails', 'gives up'), { maxLength: 30 }),
        async (count, behaviours) => {
          const slots = new ModelSlots(count, longMs);
          let atOnce = 0;
          let most = 0;
          await Promise.allSettled(
            behaviours.map((behaviour) => {
              const giveUp = new AbortController();
              if (behaviour === 'gives up') queueMicrotask(() => giveUp.abort());
              return slots.use(async () => {
                atOnce += 1;
                most = Math.max(most, atOnce);
                await Promise.resolve();
                atOnce -= 1;
                if (behaviour === 'fails') throw new Error('It fails');
              }, giveUp.signal);
            }),
          );
          expect(most).toBeLessThanOrEqual(count);
          const again = Array.from({ length: count }, () => slots.use(async () => 'free', never));
          expect(await Promise.all(again)).toEqual(again.map(() => ({ value: 'free' })));
        },
      ),
      { numRuns: 100 },
    );
  });
});

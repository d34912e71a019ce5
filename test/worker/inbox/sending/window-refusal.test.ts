/** A status with error 131047 closes the window once, whenever it comes, and however often. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, status } from '../../support/meta/scripted-graph.ts';
import { ada, hour, play, type Scene } from '../../support/outbox-scene.ts';
import { begins } from '../../support/outbox-world.ts';
import { text } from '../../support/webhooks.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

const noon = begins + hour;
const seconds = (at: number) => String(Math.floor(at / 1000));
const isOpen = ({ send }: Scene): boolean => {
  try {
    send('May this go?', { sendAt: undefined });
    return true;
  } catch (error) {
    expect(String(error)).toContain('24 hours');
    return false;
  }
};

/** One message that WhatsApp has accepted, and the refusal of it by status, dated so far from noon. */
async function refusedBy(scene: Scene, datedAhead: number): Promise<() => void> {
  scene.send('Accepted at first');
  await scene.world.end();
  vi.setSystemTime(noon + 400);
  const [call] = scene.whatsApp.calls;
  if (!call) throw new Error('Nothing was sent');
  const refusal = status('failed', call, { ...failure(131047), timestamp: seconds(noon + datedAhead) });
  return () => scene.world.life.store(refusal);
}
const writes = ({ world }: Scene, at: number) => world.life.store(text(ada, `wamid.${at}`, at, 'I am back'));

for (const [name, datedAhead] of [
  ['a little late', -30_000],
  ['in this second', 0],
  ['an hour ahead', hour],
  ['a day ahead', 24 * hour],
] as const) {
  describe(`a refusal that is dated ${name}`, () => {
    it('a refusal closes the window, and the customer’s next message opens it', () =>
      play(`refusal-once-${datedAhead}`, async (scene) => {
        const refuse = await refusedBy(scene, datedAhead);
        refuse();
        expect(isOpen(scene)).toBe(false);
        writes(scene, noon);
        expect(isOpen(scene)).toBe(true);
      }));

    it('a refusal does not close the window again when it is repeated', () =>
      play(`refusal-again-${datedAhead}`, async (scene) => {
        const refuse = await refusedBy(scene, datedAhead);
        refuse();
        writes(scene, noon);
        for (const later of [0, 600, 2_000, 2 * hour]) {
          vi.setSystemTime(noon + 400 + later);
          refuse();
          expect([later, isOpen(scene)]).toEqual([later, true]);
        }
      }));

    it('a window stays closed however often the refusal is repeated, until the customer writes', () =>
      play(`refusal-stays-${datedAhead}`, async (scene) => {
        const refuse = await refusedBy(scene, datedAhead);
        for (const later of [0, 2_000, hour]) {
          vi.setSystemTime(noon + 400 + later);
          refuse();
          expect(isOpen(scene)).toBe(false);
        }
        writes(scene, Date.now());
        expect(isOpen(scene)).toBe(true);
      }));
  });
}

it('a refusal that first arrives after the customer has written again leaves the window open', () =>
  play('refusal-late', async (scene) => {
    const refuse = await refusedBy(scene, -30_000);
    writes(scene, noon);
    refuse();
    refuse();
    expect(isOpen(scene)).toBe(true);
  }));

it('a message and a refusal of the same second leave the window open in both orders', async () => {
  for (const order of ['refused, written', 'written, refused'] as const) {
    await play(`refusal-second-${order}`, async (scene) => {
      const refuse = await refusedBy(scene, 0);
      if (order === 'refused, written') refuse();
      writes(scene, noon);
      refuse();
      expect([order, isOpen(scene)]).toEqual([order, true]);
    });
  }
});

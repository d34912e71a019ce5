/** What waits while Meta refuses the access token of a number, and what goes on afterwards. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accepts, refuses } from '../../support/meta/scripted-graph.ts';
import { ada, hour, minute, play, type Scene, template } from '../../support/outbox-scene.ts';
import { begins, type World } from '../../support/outbox-world.ts';
import { text } from '../../support/webhooks.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

describe('a token that Meta refuses', () => {
  const three = (send: Scene['send'], world: World) => {
    world.life.store(text('15550900002', 'wamid.hello-2', begins, 'Hello'));
    return [send('One'), send('Two'), send('Three', { conversationId: 2 })];
  };

  it('a rejected token stops everything in its place, is reported once, and all is sent in order with another token', () =>
    play('token-replaced', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(190, 401), refuses(190, 401)];
      const ids = three(send, world);
      world.later(60_000, () => {
        expect(world.refusals).toBe(1);
        expect(now(ids[0] ?? 0)).toMatchObject({ status: 'queued', error: { code: 190 } });
        expect(ids.map((id) => now(id).status)).toEqual(['queued', 'queued', 'queued']);
        // What comes meanwhile is taken in all the same.
        world.life.store(text(ada, 'wamid.still', begins, 'Still there?'));
        expect(now(send('Four')).status).toBe('queued');
        world.life.dispatch.resume();
      });
      await world.end();
      const bodies = whatsApp.calls.slice(2).map(({ body }) => JSON.stringify(body.text));
      expect(bodies).toHaveLength(4);
      expect(bodies.filter((body) => !body.includes('Three'))).toEqual(
        ['One', 'Two', 'Four'].map((body) => JSON.stringify({ body })),
      );
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'accepted', 'accepted']);
    }));

  it('during a rejected token, one message is tried every five minutes, and sending resumes when Meta accepts it', () =>
    play('token-heals', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(190, 401), refuses(190, 401), refuses(190, 401), refuses(190, 401)];
      const ids = three(send, world);
      await world.end();
      const tries = whatsApp.calls.map(({ at }) => Math.round((at - begins) / minute));
      expect(tries.slice(0, 4)).toEqual([0, 0, 5, 10]);
      expect(tries.slice(4)).toEqual([15, 15, 15]);
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'accepted', 'accepted']);
    }));

  it('a message fails with its window while the token is rejected, and others keep waiting', () =>
    play('token-windows', async ({ world, whatsApp, send, now }) => {
      const [bob, cid] = ['15550900002', '15550900003'];
      world.life.store(text(bob, 'wamid.bob', begins + 1.5 * minute, 'Hello'));
      world.life.store(text(cid, 'wamid.cid', begins + 12 * hour, 'Hello'));
      vi.setSystemTime(begins + 24 * hour - minute);
      whatsApp.usually = refuses(190, 401);
      const ids = [send('First'), send('Behind it'), send(template), send('Theirs', { conversationId: 3 })];
      const closed = { status: 'failed', error: { code: 'window_closed', retry: 'after-change' } };
      world.later(30_000, () => ids.push(send('Taken in meanwhile', { conversationId: 2 })));
      world.later(minute - 1, () => expect(now(ids[0] ?? 0).status).toBe('queued'));
      world.later(minute + 1, () => {
        expect(now(ids[0] ?? 0)).toMatchObject(closed);
        expect(now(ids[1] ?? 0)).toMatchObject(closed);
        expect(ids.slice(2).map((id) => now(id).status)).toEqual(['queued', 'queued', 'queued']);
      });
      world.later(2.5 * minute + 1, () => {
        expect(now(ids[4] ?? 0)).toMatchObject(closed);
        // Another token, and Meta takes it.
        whatsApp.usually = accepts;
        world.life.dispatch.resume();
      });
      await world.end();
      const ends = ['failed', 'failed', 'accepted', 'accepted', 'failed'];
      expect(ids.map((id) => now(id).status)).toEqual(ends);
    }));

  it('a message fails with its window even if no other of its conversation was tried', () =>
    play('token-other-window', async ({ world, whatsApp, send, now }) => {
      world.life.store(text('15550900002', 'wamid.hello-2', begins + 12 * hour, 'Hello'));
      vi.setSystemTime(begins + 24 * hour - minute);
      whatsApp.answers = Array.from({ length: 4 }, () => refuses(190, 401));
      // Many have just gone to the first customer, so that the next one has to wait for its turn.
      world.sql.exec('UPDATE conversation SET paced_at = ? WHERE id = 1', Date.now() + 290_000);
      const ids = [send('Paced'), send('Tried', { conversationId: 2 })];
      world.later(minute - 1, () => expect(ids.map((id) => now(id).status)).toEqual(['queued', 'queued']));
      world.later(minute + 1, () => {
        expect(now(ids[0] ?? 0)).toMatchObject({ status: 'failed', error: { code: 'window_closed' } });
        expect(now(ids[1] ?? 0)).toMatchObject({ status: 'queued', error: { code: 190 } });
      });
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['failed', 'accepted']);
      expect(whatsApp.calls.every(({ body }) => JSON.stringify(body).includes('Tried'))).toBe(true);
    }));

  it('a rejected token does not keep a message past the end of its window', () =>
    play('token-too-late', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = Array.from({ length: 400 }, () => refuses(190, 401));
      const id = send('Too late');
      await world.end();
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 'window_closed' } });
    }));
});

/** The parts of a long text: none of them is read without the one before it, as far as WhatsApp tells in time. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { accepts, failure, loses, refuses, status } from '../../support/meta/scripted-graph.ts';
import { ada, hour, minute, play, type Scene } from '../../support/outbox-scene.ts';
import { begins } from '../../support/outbox-world.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

/** A text in three parts. */
function three({ send }: Scene, when: { sendAt?: number } = {}): [number, number, number] {
  const one = send('One', when);
  const two = send('Two', { ...when, follows: one });
  return [one, two, send('Three', { ...when, follows: two })];
}

const bodies = ({ whatsApp }: Scene) =>
  whatsApp.calls.map(({ body }) => String(Reflect.get(Object(body.text), 'body')));
const fates = ({ now }: Scene, ids: readonly number[]) =>
  ids.map((id) => now(id).error?.code ?? now(id).status);

function expectNothingLeft({ world }: Scene): void {
  expect(world.sql.exec("SELECT * FROM job WHERE kind = 'send'").toArray()).toEqual([]);
  expect(world.sql.exec("SELECT * FROM message WHERE status IN ('queued', 'sending')").toArray()).toEqual([]);
}

describe('a part that WhatsApp refuses', () => {
  it('a rejected part stops those after it, and is followed by them when it is sent again', () =>
    play('part-refused', async (scene) => {
      const { world, whatsApp, send } = scene;
      whatsApp.answers = [accepts, refuses(131026)];
      const ids = three(scene);
      const other = send('Something else');
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'Two', 'Something else']);
      expect(fates(scene, ids)).toEqual(['accepted', 131026, 'part_before_failed']);
      expect(fates(scene, [other])).toEqual(['accepted']);
      expect(ids.map((id) => scene.now(id).follows)).toEqual([[], [ids[0]], [ids[1]]]);
      world.life.outbox.retry(ids[1], Date.now());
      await world.end();
      expect(bodies(scene).slice(3)).toEqual(['Two', 'Three']);
      expect(fates(scene, ids)).toEqual(['accepted', 'accepted', 'accepted']);
      expectNothingLeft(scene);
    }));

  it('a later part cannot be sent again before the failed one', () =>
    play('part-alone', async (scene) => {
      const { world, whatsApp, now } = scene;
      whatsApp.answers = [refuses(131026)];
      const ids = three(scene);
      await world.end();
      expect(fates(scene, ids)).toEqual([131026, 'part_before_failed', 'part_before_failed']);
      for (const id of ids.slice(1)) {
        expect(() => world.life.outbox.retry(id, Date.now())).toThrow('Send that part again');
        expect(now(id).status).toBe('failed');
      }
      world.life.outbox.retry(ids[0], Date.now());
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'One', 'Two', 'Three']);
      expectNothingLeft(scene);
    }));

  it('retrying a part does not retry parts that failed for another reason', () =>
    play('part-own-reason', async (scene) => {
      const { world, whatsApp } = scene;
      whatsApp.answers = [accepts, refuses(131026)];
      const ids = three(scene);
      await world.end();
      const [first] = whatsApp.calls;
      if (first) world.life.store(status('failed', first, failure(131026)));
      world.life.outbox.retry(ids[0], Date.now());
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'Two', 'One']);
      expect(fates(scene, ids)).toEqual(['accepted', 131026, 'part_before_failed']);
    }));

  it('a part that is retried automatically holds the later ones', () =>
    play('part-tried-again', async (scene) => {
      const { world, whatsApp } = scene;
      whatsApp.answers = [refuses(131016), refuses(131016)];
      const ids = three(scene);
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'One', 'One', 'Two', 'Three']);
      expect(fates(scene, ids)).toEqual(['accepted', 'accepted', 'accepted']);
    }));

  it('a part that is queued after the first has failed fails as well', () =>
    play('part-late', async (scene) => {
      const { world, whatsApp, send } = scene;
      whatsApp.answers = [refuses(131026)];
      const one = send('One');
      await world.end();
      const two = send('Two', { follows: one });
      const later = send('Three', { follows: one, sendAt: Date.now() + hour });
      expect(fates(scene, [two, later])).toEqual(['part_before_failed', 'part_before_failed']);
      await world.end();
      expect(bodies(scene)).toEqual(['One']);
      expectNothingLeft(scene);
    }));
});

describe('a part that fails after WhatsApp has taken it', () => {
  it('a part that fails after WhatsApp accepted it stops the next one if that was not sent yet', () =>
    play('part-fails-late', async (scene) => {
      const { world, whatsApp, send } = scene;
      whatsApp.answers = [
        async (call, wait) => {
          world.later(150, () => world.life.store(status('failed', call, failure(131026))));
          return accepts(call, wait);
        },
      ];
      // So many within a moment that the next has to wait for its turn.
      world.sql.exec('UPDATE conversation SET paced_at = ?', Date.now() + 10 * minute);
      const one = send('One');
      const two = send('Two', { follows: one });
      await world.end();
      expect(bodies(scene)).toEqual(['One']);
      expect(fates(scene, [one, two])).toEqual([131026, 'part_before_failed']);
      world.life.outbox.retry(one, Date.now());
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'One', 'Two']);
      expectNothingLeft(scene);
    }));

  it('a part that failed late is sent before the waiting ones when it is sent again', () =>
    play('part-again-before', async (scene) => {
      const { world, whatsApp } = scene;
      world.sql.exec('UPDATE conversation SET paced_at = ?', Date.now() + 10 * minute);
      const ids = three(scene);
      whatsApp.answers = [
        async (call, wait) => {
          world.later(150, () => {
            world.life.store(status('failed', call, failure(131026)));
            world.life.outbox.retry(ids[0], Date.now());
          });
          return accepts(call, wait);
        },
      ];
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'One', 'Two', 'Three']);
      expect(fates(scene, ids)).toEqual(['accepted', 'accepted', 'accepted']);
      expectNothingLeft(scene);
    }));
});

describe('a text after several files', () => {
  const files = ({ send }: Scene) => [send('File one'), send('File two'), send('File three')];

  it('a text after several files is sent once WhatsApp has accepted all of them', () =>
    play('files-taken', async (scene) => {
      const ids = files(scene);
      const about = scene.send('All three', { follows: ids });
      await scene.world.end();
      expect(bodies(scene)).toEqual(['File one', 'File two', 'File three', 'All three']);
      expect(scene.now(about).follows).toEqual(ids);
      expectNothingLeft(scene);
    }));

  for (const refused of [0, 1, 2]) {
    it(`a text is not sent when WhatsApp rejects file ${refused + 1}, and follows when that is sent again`, () =>
      play(`files-refused-${refused}`, async (scene) => {
        const { world, whatsApp, send } = scene;
        whatsApp.answers = [accepts, accepts, accepts].with(refused, refuses(131053));
        const ids = files(scene);
        const about = send('All three', { follows: ids });
        const rest = send('The rest of it', { follows: about });
        await world.end();
        expect(bodies(scene)).toEqual(['File one', 'File two', 'File three']);
        const refusal: (string | number)[] = ['accepted', 'accepted', 'accepted'];
        expect(fates(scene, ids)).toEqual(refusal.with(refused, 131053));
        expect(fates(scene, [about, rest])).toEqual(['part_before_failed', 'part_before_failed']);
        expect(() => world.life.outbox.retry(about, Date.now())).toThrow('Send that part again');
        world.life.outbox.retry(ids[refused] ?? 0, Date.now());
        await world.end();
        expect(bodies(scene).slice(4)).toEqual(['All three', 'The rest of it']);
        expectNothingLeft(scene);
      }));
  }

  it('a text is not sent when a status reports that a file failed before its turn', () =>
    play('files-fail-late', async (scene) => {
      const { world, whatsApp, send } = scene;
      whatsApp.answers = [
        async (call, wait) => {
          world.later(150, () => world.life.store(status('failed', call, failure(131053))));
          return accepts(call, wait);
        },
      ];
      world.sql.exec('UPDATE conversation SET paced_at = ?', Date.now() + 10 * minute);
      const ids = files(scene);
      const about = send('All three', { follows: ids });
      await world.end();
      expect(bodies(scene)).toEqual(['File one', 'File two', 'File three']);
      expect(fates(scene, [...ids, about])).toEqual([131053, 'accepted', 'accepted', 'part_before_failed']);
      expectNothingLeft(scene);
    }));

  it('a text waits for the other file when two failed and one is sent again', () =>
    play('files-two-refused', async (scene) => {
      const { world, whatsApp, send } = scene;
      whatsApp.answers = [refuses(131053), accepts, refuses(131053)];
      const ids = files(scene);
      const about = send('All three', { follows: ids });
      await world.end();
      world.life.outbox.retry(ids[0] ?? 0, Date.now());
      expect(fates(scene, [about])).toEqual(['part_before_failed']);
      await world.end();
      expect(bodies(scene)).not.toContain('All three');
      world.life.outbox.retry(ids[2] ?? 0, Date.now());
      await world.end();
      expect(bodies(scene).at(-1)).toBe('All three');
      expectNothingLeft(scene);
    }));

  it('a text waits while a file is unconfirmed, and is sent when WhatsApp confirms it', () =>
    play('files-doubt', async (scene) => {
      const { world, whatsApp, send } = scene;
      whatsApp.answers = [
        async (call, wait) => {
          world.later(20_000, () => world.life.store(status('sent', call)));
          return loses()(call, wait);
        },
      ];
      const ids = files(scene);
      const about = send('All three', { follows: ids });
      await world.end();
      expect(bodies(scene).at(-1)).toBe('All three');
      expect((whatsApp.calls.at(-1)?.at ?? 0) - begins).toBeGreaterThanOrEqual(20_000);
      expect(fates(scene, [about])).toEqual(['accepted']);
    }));

  it('a text that is queued after a file failed fails at once', () =>
    play('files-failed-before', async (scene) => {
      const { world, whatsApp, send } = scene;
      whatsApp.answers = [refuses(131053)];
      const ids = files(scene);
      await world.end();
      expect(fates(scene, [send('All three', { follows: ids })])).toEqual(['part_before_failed']);
      expectNothingLeft(scene);
    }));

  it('a text waits for the latest time of its files', () =>
    play('files-later', async (scene) => {
      const { world, whatsApp, send } = scene;
      const ids = [
        send('File one', { sendAt: begins + hour }),
        send('File two', { sendAt: begins + minute }),
      ];
      send('Both', { follows: ids });
      await world.end();
      expect(bodies(scene)).toEqual(['File two', 'File one', 'Both']);
      expect((whatsApp.calls[2]?.at ?? 0) - begins).toBeGreaterThanOrEqual(hour);
    }));
});

describe('a part that is in doubt', () => {
  it('an unconfirmed part holds the next one until WhatsApp confirms it', () =>
    play('part-doubt-settled', async (scene) => {
      const { world, whatsApp } = scene;
      whatsApp.answers = [
        async (call, wait) => {
          world.later(20_000, () => world.life.store(status('sent', call)));
          return loses()(call, wait);
        },
      ];
      const ids = three(scene);
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'Two', 'Three']);
      expect((whatsApp.calls[1]?.at ?? 0) - begins).toBeGreaterThanOrEqual(20_000);
      expect(fates(scene, ids)).toEqual(['sent', 'accepted', 'accepted']);
    }));

  it('a part that stays unconfirmed ends the others, and they follow when it is sent again', () =>
    play('part-doubt-stays', async (scene) => {
      const { world, whatsApp } = scene;
      whatsApp.answers = [loses()];
      const ids = three(scene);
      await world.end();
      expect(bodies(scene)).toEqual(['One']);
      expect(fates(scene, ids)).toEqual(['in_doubt', 'part_before_failed', 'part_before_failed']);
      expect(() => world.life.outbox.retry(ids[1], Date.now())).toThrow('Send that part again');
      vi.setSystemTime(begins + 11 * minute);
      world.life.outbox.retry(ids[0], Date.now());
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'One', 'Two', 'Three']);
      expectNothingLeft(scene);
    }));

  it('the next part is sent when an agent retries it after the unconfirmed one arrived', () =>
    play('part-doubt-arrives', async (scene) => {
      const { world, whatsApp } = scene;
      whatsApp.answers = [loses()];
      const ids = three(scene);
      await world.end();
      const [first] = whatsApp.calls;
      if (first) world.life.store(status('delivered', first));
      world.life.outbox.retry(ids[1], Date.now());
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'Two', 'Three']);
      expect(fates(scene, ids)).toEqual(['delivered', 'accepted', 'accepted']);
    }));

  it('a part that is unconfirmed because the object stopped holds the next one as well', () =>
    play('part-doubt-restart', async (scene) => {
      const { world, whatsApp } = scene;
      whatsApp.answers = [
        async (call, wait) => {
          world.later(10, () => world.restart());
          world.later(5_000, () => world.life.store(status('delivered', call)));
          return accepts(call, wait);
        },
      ];
      const ids = three(scene);
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'Two', 'Three']);
      expect((whatsApp.calls[1]?.at ?? 0) - begins).toBeGreaterThanOrEqual(5_000);
      expect(fates(scene, ids)).toEqual(['delivered', 'accepted', 'accepted']);
    }));
});

describe('parts that wait', () => {
  it('scheduled parts are cancelled with the first, and are sent in order otherwise', () =>
    play('parts-later', async (scene) => {
      const { world } = scene;
      const ids = three(scene, { sendAt: begins + hour });
      world.life.outbox.cancel(ids[0]);
      expect(fates(scene, ids)).toEqual(['cancelled', 'part_before_failed', 'part_before_failed']);
      world.life.outbox.retry(ids[0], Date.now());
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'Two', 'Three']);
      expectNothingLeft(scene);
    }));

  it('scheduled parts are sent in order, even if a later one had an earlier time', () =>
    play('parts-in-time', async (scene) => {
      const { world, whatsApp, send } = scene;
      const one = send('One', { sendAt: begins + hour });
      const two = send('Two', { sendAt: begins + minute, follows: one });
      send('Three', { follows: two });
      await world.end();
      expect(bodies(scene)).toEqual(['One', 'Two', 'Three']);
      expect((whatsApp.calls[0]?.at ?? 0) - begins).toBeGreaterThanOrEqual(hour);
    }));

  it('parts fail with their window: the first because of it, the others because of the first', () =>
    play('parts-window', async (scene) => {
      const { world, whatsApp } = scene;
      vi.setSystemTime(begins + 24 * hour - minute);
      whatsApp.usually = refuses(190, 401);
      const ids = three(scene);
      await world.end();
      expect(fates(scene, ids)).toEqual(['window_closed', 'part_before_failed', 'part_before_failed']);
      expectNothingLeft(scene);
      whatsApp.usually = accepts;
      const before = whatsApp.calls.length;
      world.life.store(text(ada, 'wamid.back', Date.now(), 'Back again'));
      world.life.dispatch.resume();
      world.life.outbox.retry(ids[0], Date.now());
      await world.end();
      expect(bodies(scene).slice(before)).toEqual(['One', 'Two', 'Three']);
    }));
});

describe('what a message is said to follow', () => {
  it('follows must be a message sent in the same conversation', () =>
    play('follows-what', async ({ world, send, now }) => {
      world.life.store(text('15550900002', 'wamid.other', begins, 'Hello'));
      const theirs = world.sql
        .exec<{ id: number }>("SELECT id FROM message WHERE direction = 'in'")
        .toArray();
      const elsewhere = send('Elsewhere', { conversationId: 2 });
      for (const follows of [...theirs.map(({ id }) => id), elsewhere, 9_999]) {
        expect(() => send('Two', { follows })).toThrow('in the same conversation');
      }
      await world.end();
      expect(now(elsewhere).status).toBe('accepted');
    }));

  it('follows is an id in the API, and anything else is rejected with what to do', async () => {
    const number = '106540352242977';
    const token = await signIn();
    await connectNumber(token, number);
    await post(webhook(number, text(ada, 'wamid.follows.api', Date.now(), 'Hello')));
    const rows = await call('GET', `/api/inboxes/${number}/conversations`, { token });
    const [conversation] = (await rows.json<Page<Conversation>>()).rows;
    const send = (key: string, follows?: unknown) =>
      call('POST', `/api/inboxes/${number}/conversations/${conversation?.id}/messages`, {
        token,
        headers: { 'Idempotency-Key': key },
        body: { content: { type: 'text', text: { body: key } }, follows },
      });
    const one = await (await send('one')).json<Message>();
    const answer = await send('two', one.id);
    expect(answer.status).toBe(201);
    const two = await answer.json<Message>();
    const theirs = await send('three', conversation?.lastMessage?.id);
    expect(theirs.status).toBe(422);
    expect((await theirs.json<ErrorBody>()).error.code).toBe('follows_not_found');
    const both = await send('five', [one.id, two.id]);
    expect((await both.json<Message>()).follows).toEqual([one.id, two.id]);
    expect((await send('six', [one.id, conversation?.lastMessage?.id])).status).toBe(422);
    for (const wrong of ['1', 0, 1.5, null, [], [0], ['1'], Array(101).fill(one.id)])
      expect((await send('four', wrong)).status).toBe(422);
  });

  it('follows belongs to the idempotency key', () =>
    play('follows-key', async ({ send }) => {
      const one = send('One');
      const two = send('Two', { follows: one, key: 'two' });
      expect(send('Two', { follows: one, key: 'two' })).toBe(two);
      expect(() => send('Two', { key: 'two' })).toThrow('Idempotency-Key');
      expect(send('Three', { follows: [two, one, two], key: 'three' })).toBe(
        send('Three', { follows: [one, two], key: 'three' }),
      );
      expect(() => send('Three', { follows: two, key: 'three' })).toThrow('Idempotency-Key');
    }));
});

/** What happens at the worst moment: between a question and its answer, twice, or in the wrong order. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  accepts,
  failure,
  loses,
  refuses,
  status,
  unreachable,
  wamidOf,
} from '../../support/meta/scripted-graph.ts';
import { ada, hour, minute, photo, play, type Scene, template } from '../../support/outbox-scene.ts';
import { begins } from '../../support/outbox-world.ts';
import { text } from '../../support/webhooks.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

function expectNothingLeft({ world }: Scene): void {
  expect(world.sql.exec("SELECT * FROM job WHERE kind = 'send'").toArray()).toEqual([]);
  expect(world.sql.exec("SELECT * FROM message WHERE status IN ('queued', 'sending')").toArray()).toEqual([]);
}

describe('a late report that a message arrived', () => {
  /** WhatsApp has refused it once, and says that it arrived while the file is given to it once more. */
  function arrivesDuringUpload({ world, whatsApp }: Scene, end: () => Promise<Response>): void {
    whatsApp.answers = [refuses(131016)];
    whatsApp.uploading = async (wait) => {
      await wait(10);
      world.later(0, () => world.sql.exec('UPDATE upload SET graph_id = NULL'));
      if (whatsApp.uploads < 2) return;
      const [first] = whatsApp.calls;
      if (first) world.life.store(status('delivered', first));
      return end();
    };
  }

  const answers = (status: number, code: number) => async () =>
    Response.json({ error: { code, message: 'No' } }, { status });
  const unreachableUpload = async () => {
    throw Object.assign(new Error(), { cause: { code: 'ECONNREFUSED' } });
  };
  const ends: [string, () => Promise<Response>][] = [
    ['cannot be reached', unreachableUpload],
    ['does not take the file', answers(400, 131053)],
    ['has a fault', answers(500, 131000)],
    ['refuses the token', answers(401, 190)],
  ];

  it.each(ends)(
    'a message stays arrived, although WhatsApp %s when its file is uploaded again',
    (name, end) =>
      play(`arrived-${name}`, async (scene) => {
        const { world, whatsApp, send, now } = scene;
        arrivesDuringUpload(scene, end);
        const id = send(photo);
        await world.end();
        expect(whatsApp.uploads).toBe(2);
        expect(now(id)).toMatchObject({ status: 'delivered', error: null });
        expectNothingLeft(scene);
      }),
  );

  it('a message stays arrived, although the next attempt could not start', () =>
    play('arrived-unreachable-send', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      whatsApp.answers = [
        refuses(131016),
        async (call, wait) => {
          const [first] = whatsApp.calls;
          if (first) world.life.store(status('delivered', first));
          return unreachable(call, wait);
        },
      ];
      const id = send('Here?');
      await world.end();
      expect(whatsApp.calls).toHaveLength(2);
      expect(now(id)).toMatchObject({ status: 'delivered', error: null });
      expectNothingLeft(scene);
    }));

  it('a message stays arrived when an earlier attempt fails', () =>
    play('failed-before', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [
        loses(),
        async (call, wait) => {
          await wait(50);
          const [first] = whatsApp.calls;
          if (first) world.life.store(status('failed', first, failure(131026)));
          return accepts(call, wait);
        },
      ];
      const id = send('Once more');
      await world.end();
      vi.setSystemTime(Date.now() + 10 * minute);
      world.life.outbox.retry(id, Date.now());
      expect(() => world.life.outbox.retry(id, Date.now())).toThrow('Only a message that failed');
      await world.end();
      const second = whatsApp.calls[1];
      expect(whatsApp.calls).toHaveLength(2);
      expect(now(id)).toMatchObject({ status: 'accepted', wamid: second && wamidOf(second), error: null });
    }));
});

describe('a window that closes', () => {
  it('a window that closes during an upload ends a message that waited for a token', () =>
    play('closes-during-upload', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      vi.setSystemTime(begins + 24 * hour - 7 * minute);
      whatsApp.answers = [refuses(190, 401)];
      whatsApp.uploading = async (wait) => {
        world.later(1_000, () => world.sql.exec('UPDATE upload SET graph_id = NULL'));
        if (whatsApp.uploads < 2) return;
        await wait(10 * minute);
        return Response.json({ error: { code: 131000, message: 'No' } }, { status: 500 });
      };
      const id = send(photo);
      await world.end();
      expect(whatsApp.calls).toHaveLength(1);
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 'window_closed' } });
      expectNothingLeft(scene);
    }));
});

describe('a wamid that another message already has', () => {
  const report = (attempt: string, wamid: string) => ({
    statuses: [
      {
        id: wamid,
        status: 'delivered',
        timestamp: String(Math.floor(Date.now() / 1_000)),
        recipient_id: ada,
        biz_opaque_callback_data: attempt,
      },
    ],
  });

  it('a sent message takes over its wamid from the phone’s history', () =>
    play('history-first', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [loses()];
      const id = send('From here');
      await world.end();
      const attempt = whatsApp.calls[0]?.attempt ?? '';
      world.sql.exec(
        `INSERT INTO message (id, seq, conversation_id, origin, direction, wamid, sent_at, body, status)
         VALUES (900, 900, 1, 'history', 'out', 'wamid.shared', ?, '{"type":"text","text":{"body":"From here"}}', 'sent')`,
        begins,
      );
      world.life.store(report(attempt, 'wamid.shared'));
      expect(now(id)).toMatchObject({ status: 'delivered', wamid: 'wamid.shared' });
    }));

  it('two sends with one wamid in their answers keep both messages and the statuses of others', () =>
    play('same-wamid', async ({ world, whatsApp, send, now }) => {
      const same: typeof accepts = async () => Response.json({ messages: [{ id: 'wamid.same' }] });
      whatsApp.answers = [same, same];
      const ids = [send('One'), send('Two'), send('Three')];
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'accepted', 'accepted']);
      const second = whatsApp.calls[1];
      if (second) world.life.store(report(second.attempt, 'wamid.same'));
      world.life.store(text(ada, 'wamid.after', Date.now(), 'Still here'));
      expect(whatsApp.calls).toHaveLength(3);
    }));
});

describe('an agent who retries a message', () => {
  it('a retry before WhatsApp has answered the failed attempt is kept when it answers', () =>
    play('answer-after-retry', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      whatsApp.answers = [
        async (call, wait) => {
          await wait(1_000);
          world.life.store(status('failed', call, failure(131049)));
          await wait(1_000);
          world.life.outbox.retry(id, Date.now());
          await wait(1_000);
          return accepts(call, wait);
        },
      ];
      const id = send('Once more');
      await world.end();
      const second = whatsApp.calls[1];
      expect(whatsApp.calls).toHaveLength(2);
      expect(now(id)).toMatchObject({ status: 'accepted', wamid: second && wamidOf(second), error: null });
      expectNothingLeft(scene);
    }));

  it('a retry uploads a file again that WhatsApp rejected', () =>
    play('file-anew', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(131053)];
      const id = send(photo);
      await world.end();
      expect(now(id).status).toBe('failed');
      world.life.outbox.retry(id, Date.now());
      await world.end();
      expect(whatsApp.uploads).toBe(2);
      expect(now(id).status).toBe('accepted');
    }));
});

describe('while Meta refuses the token', () => {
  it('a message shows that Meta rejects the token, whenever it was written', () =>
    play('says-why', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(190, 401)];
      world.life.store(text('15550900002', 'wamid.bob', begins, 'Hello'));
      const first = send('First');
      world.later(minute, () => {
        const ids = [first, send('Behind it'), send('Elsewhere', { conversationId: 2 })];
        for (const id of ids) expect(now(id)).toMatchObject({ status: 'queued', error: { code: 190 } });
      });
      await world.end();
      expect(now(first)).toMatchObject({ status: 'accepted', error: null });
    }));

  it('waiting for a token does not use up a try', () =>
    play('probe', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(190, 401)];
      for (let customer = 2; customer <= 5; customer++)
        world.life.store(text(`1555090000${customer}`, `wamid.${customer}`, begins, 'Hello'));
      const id = send('First');
      world.later(minute, () => {
        for (let customer = 2; customer <= 5; customer++) send(template, { conversationId: customer });
        world.sql.exec('UPDATE conversation SET blocked_at = 1 WHERE id > 1');
      });
      await world.end();
      const waited = (whatsApp.calls[1]?.at ?? 0) - (whatsApp.calls[0]?.at ?? 0);
      expect(Math.round(waited / minute)).toBe(5);
      expect(now(id).status).toBe('accepted');
    }));
});

describe('an alarm', () => {
  it('an alarm that fires twice or during a send starts nothing twice', () =>
    play('alarm', async ({ world, whatsApp, send, now }) => {
      const ids = [send('One'), send('Two')];
      for (const at of [0, 10, 50, 99, 150]) world.later(at, () => world.life.jobs.pump());
      await world.end();
      expect(whatsApp.calls).toHaveLength(2);
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'accepted']);
    }));
});

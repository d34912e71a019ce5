/** Attempts to make a send lie: to go twice, to get stuck, to reach the wrong customer, to say what is not so. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setupTestOf } from '../../../../worker/inbox/number/setup-test.ts';
import {
  accepts,
  failure,
  holds,
  loses,
  refuses,
  status,
  unreachable,
  wamidOf,
} from '../../support/meta/scripted-graph.ts';
import { ada, hour, minute, photo, play, template, upload } from '../../support/outbox-scene.ts';
import { begins } from '../../support/outbox-world.ts';
import { text } from '../../support/webhooks.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

describe('a failed message that was sent again', () => {
  it('a retried message is sent, although repeated statuses of its first attempt arrive late', () =>
    play('retried', async ({ world, whatsApp, send, now }) => {
      const id = send('Can you read this?');
      await world.end();
      const [first] = whatsApp.calls;
      if (!first) throw new Error('Nothing was sent');
      world.life.store(status('sent', first));
      world.life.store(status('failed', first, failure(131026)));
      expect(now(id).status).toBe('failed');
      // It waits, and meanwhile everything comes once more.
      whatsApp.answers = [refuses(131016, 503, { 'retry-after': '5' })];
      world.life.outbox.retry(id, Date.now());
      world.later(200, () => {
        world.life.store(status('failed', first, failure(131026)));
        world.life.store(status('sent', first));
        expect(now(id)).toMatchObject({ status: 'queued', wamid: null });
      });
      await world.end();
      expect(whatsApp.calls).toHaveLength(3);
      const last = whatsApp.calls[2];
      expect(now(id)).toMatchObject({ status: 'accepted', wamid: last && wamidOf(last), error: null });
      if (last) world.life.store(status('delivered', last));
      expect(now(id).status).toBe('delivered');
    }));

  it('a retried message shows that the first attempt arrived, although the second was rejected', () =>
    play('arrived', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [loses(), refuses(131026)];
      const id = send('Are you there?');
      await world.end();
      expect(() => world.life.outbox.retry(id, Date.now())).toThrow('ten minutes');
      vi.setSystemTime(Date.now() + 10 * minute);
      world.life.outbox.retry(id, Date.now());
      await world.end();
      expect(now(id).status).toBe('failed');
      const [first] = whatsApp.calls;
      if (first) world.life.store(status('delivered', first));
      expect(now(id)).toMatchObject({ status: 'delivered', error: null });
    }));
});

describe('an idempotency key', () => {
  it('the same key with the same text and another quote is refused', () =>
    play('key-and-quote', async ({ world }) => {
      const content = { type: 'text', text: { body: 'Yes' } };
      const send = (replyTo: string | null) =>
        world.life.outbox.enqueue(
          {
            to: { conversationId: 1 },
            key: 'one-key',
            content,
            author: { type: 'agent', id: 'a', name: 'Ann' },
            ...(replyTo !== null && { replyTo }),
          },
          Date.now(),
        ).id;
      const first = send('wamid.hello');
      expect(send('wamid.hello')).toBe(first);
      expect(() => send(null)).toThrow(
        expect.objectContaining({ status: 422, code: 'idempotency_key_reused' }),
      );
      expect(() => send('wamid.other')).toThrow(expect.objectContaining({ code: 'idempotency_key_reused' }));
    }));
});

describe('a message that WhatsApp reports as read and as failed', () => {
  it('a message that is reported as read and as failed has failed and stays marked as read, in either order', () =>
    play('read-and-failed', async ({ world, whatsApp, send, now }) => {
      const ids = [send('One'), send('Two'), send('Three')];
      await world.end();
      const [one, two, three] = whatsApp.calls;
      if (!one || !two || !three) throw new Error('Not all were sent');
      world.life.store(status('read', one));
      expect(now(ids[0] ?? 0)).toMatchObject({ status: 'read', arrived: null });
      world.life.store(status('failed', one, failure(131026)));
      expect(now(ids[0] ?? 0)).toMatchObject({ status: 'failed', arrived: 'read', error: { code: 131026 } });
      world.life.store(status('failed', two, failure(131026)));
      const before = now(ids[1] ?? 0);
      expect(before).toMatchObject({ status: 'failed', arrived: null });
      world.life.store(status('delivered', two));
      const after = now(ids[1] ?? 0);
      expect(after).toMatchObject({ status: 'failed', arrived: 'delivered' });
      // Open consoles are told, and told once.
      expect(after.seq).toBeGreaterThan(before.seq);
      world.life.store(status('delivered', two));
      expect(now(ids[1] ?? 0).seq).toBe(after.seq);
      world.life.store(status('sent', three));
      world.life.store(status('failed', three, failure(131026)));
      expect(now(ids[2] ?? 0)).toMatchObject({ status: 'failed', arrived: null });
    }));
});

describe('a status that arrives before the answer', () => {
  it('a message that WhatsApp rejected and yet delivered is not sent again', () =>
    play('refused-and-sent', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [
        async (call, wait) => {
          await wait(50);
          world.life.store(status('sent', call));
          return refuses(131000, 500)(call, wait);
        },
      ];
      const id = send('Once');
      await world.end();
      expect(whatsApp.calls).toHaveLength(1);
      expect(now(id)).toMatchObject({ status: 'sent', error: null, retryAt: null });
    }));

  it('a status that settles a message releases the next one at once', () =>
    play('settled-while-waiting', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(131016, 503, { 'retry-after': '1800' })];
      const ids = [send('Waits to be tried again'), send('Behind it')];
      world.later(minute, () => {
        const [first] = whatsApp.calls;
        if (first) world.life.store(status('sent', first));
      });
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['sent', 'accepted']);
      expect(whatsApp.calls.map(({ at }) => Math.floor((at - begins) / minute))).toEqual([0, 1]);
      expect(whatsApp.calls.map(({ body }) => body.text)).toEqual([
        { body: 'Waits to be tried again' },
        { body: 'Behind it' },
      ]);
    }));

  it('a status does not release the next message before the answer arrives', () =>
    play('status-before-answer', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [
        async (call, wait) => {
          await wait(50);
          world.life.store(status('sent', call));
          await wait(5_000);
          return accepts(call, wait);
        },
      ];
      const ids = [send('One'), send('Two')];
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['sent', 'accepted']);
      const [first, second] = whatsApp.calls.map(({ at }) => at);
      expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(5_000);
    }));

  it('a message is not sent again if its status arrives while the next attempt is prepared', () =>
    play('during-upload', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(131016)];
      const id = send(photo);
      whatsApp.uploading = async (wait) => {
        await wait(10);
        // Meta loses the upload, so that the second attempt has to upload it again.
        world.later(0, () => world.sql.exec('UPDATE upload SET graph_id = NULL'));
        if (whatsApp.uploads < 2) return;
        const [first] = whatsApp.calls;
        if (first) world.life.store(status('delivered', first));
      };
      await world.end();
      expect(whatsApp.uploads).toBe(2);
      expect(whatsApp.calls).toHaveLength(1);
      expect(now(id)).toMatchObject({ status: 'delivered', error: null });
    }));
});

describe('a message with buttons or a list', () => {
  it('a message with buttons has its picture in the header, and the thread has the file', () =>
    play('picture-header', async ({ world, whatsApp, send, now }) => {
      const buttons = [{ type: 'reply', reply: { id: 'Yes', title: 'Yes' } }];
      const prompt = { type: 'button', body: { text: 'This one?' }, action: { buttons } };
      const header = { type: 'image', image: { id: upload } };
      const id = send({ type: 'interactive', interactive: { ...prompt, header } });
      await world.end();
      expect(whatsApp.uploads).toBe(1);
      const [{ body } = { body: {} }] = whatsApp.calls;
      expect(body).toMatchObject({ type: 'interactive', interactive: prompt });
      // The id is Meta's, and not that of our own upload.
      expect(JSON.stringify(body)).toMatch(/"header":\{"type":"image","image":\{"id":"[^"]+"\}\}/);
      expect(JSON.stringify(body)).not.toContain(upload);
      expect(now(id).media).toMatchObject({ state: 'stored', mimeType: 'image/jpeg', size: 5 });
    }));

  it('a message with a list has all its sections', () =>
    play('list-sections', async ({ world, whatsApp, send }) => {
      const sections = [
        { title: 'Tuesday', rows: [{ id: 'a', title: 'Morning', description: '9 to 12' }] },
        { title: 'Wednesday', rows: [{ id: 'b', title: 'Morning' }] },
      ];
      const interactive = { type: 'list', body: { text: 'When?' }, action: { button: 'Choose', sections } };
      send({ type: 'interactive', interactive });
      await world.end();
      expect(whatsApp.calls[0]?.body).toMatchObject({ type: 'interactive', interactive });
    }));
});

describe('a conversation that is merged into another', () => {
  const stranger = { from_user_id: 'US.900001' };
  const says = (id: string, ids: object) => ({
    messages: [
      { ...ids, id, timestamp: String(Math.floor(Date.now() / 1000)), type: 'text', text: { body: 'Hi' } },
    ],
  });

  it('merged messages keep their order: later ones do not pass those that wait', () =>
    play('lanes', async ({ world, whatsApp, send, now }) => {
      world.life.store(says('wamid.stranger', stranger));
      whatsApp.answers = [refuses(130429, 429, { 'retry-after': '60' })];
      const ids = [send('First', { conversationId: 2 }), send('Second', { conversationId: 2 })];
      world.later(5_000, () => {
        world.life.store(says('wamid.same', { ...stranger, from: ada }));
        ids.push(send('Third'));
      });
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'accepted', 'accepted']);
      expect(ids.map((id) => now(id).conversationId)).toEqual([1, 1, 1]);
      const bodies = whatsApp.calls.map(({ body }) => body.text);
      expect(bodies).toEqual(['First', 'First', 'Second', 'Third'].map((body) => ({ body })));
      expect((whatsApp.calls[1]?.at ?? 0) - (whatsApp.calls[0]?.at ?? 0)).toBeGreaterThan(60_000);
    }));

  it('a merge during a send settles the message, and the next one is sent', () =>
    play('merge-underway', async ({ world, whatsApp, send, now }) => {
      world.life.store(says('wamid.stranger', stranger));
      whatsApp.answers = [
        async (call, wait) => {
          await wait(50);
          world.life.store(says('wamid.same', { ...stranger, from: ada }));
          return refuses(131047)(call, wait);
        },
      ];
      const ids = [send('First', { conversationId: 2 }), send(template, { conversationId: 2 })];
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['failed', 'accepted']);
      // The refusal closes the window of the customer whom it was about.
      expect(() => send('Closed')).toThrow('24 hours');
    }));

  it('a message is found under the old conversation id, also by a repeated key', () =>
    play('gone', async ({ world, whatsApp, send }) => {
      world.life.store(says('wamid.stranger', stranger));
      const id = send('Once', { conversationId: 2, key: 'the-key' });
      world.life.store(says('wamid.same', { ...stranger, from: ada }));
      expect(send('Once', { conversationId: 2, key: 'the-key' })).toBe(id);
      expect(send('Once', { conversationId: 1, key: 'the-key' })).toBe(id);
      expect(() => send('Other', { conversationId: 2, key: 'the-key' })).toThrow('another message');
      send('More', { conversationId: 2 });
      await world.end();
      expect(whatsApp.calls).toHaveLength(2);
    }));
});

describe('a wait that WhatsApp asks for', () => {
  it('a wait that WhatsApp asks for ends with the window', () =>
    play('past-window', async ({ world, whatsApp, send, now }) => {
      vi.setSystemTime(begins + 23.5 * hour);
      whatsApp.answers = [refuses(130429, 429, { 'retry-after': '3000' })];
      const id = send('Nearly too late');
      const closed = { status: 'failed', error: { code: 'window_closed', retry: 'after-change' } };
      world.later(hour / 2 - 1_000, () => expect(now(id).status).toBe('queued'));
      world.later(hour / 2 + 1_000, () => expect(now(id)).toMatchObject(closed));
      await world.end();
      expect(whatsApp.calls).toHaveLength(1);
    }));

  it('a template that waits does not hold later messages past the end of their window', () =>
    play('behind-a-template', async ({ world, whatsApp, send, now }) => {
      vi.setSystemTime(begins + 23.5 * hour);
      whatsApp.answers = [refuses(130429, 429, { 'retry-after': '3000' })];
      const ids = [send(template), send('Behind it')];
      world.later(hour / 2 - 1, () => expect(ids.map((id) => now(id).status)).toEqual(['queued', 'queued']));
      world.later(hour / 2 + 1, () =>
        expect(now(ids[1] ?? 0).error).toMatchObject({ code: 'window_closed' }),
      );
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'failed']);
    }));

  it('a wait is kept in full when the customer writes before the window ends', () =>
    play('window-opens', async ({ world, whatsApp, send, now }) => {
      vi.setSystemTime(begins + 23.5 * hour);
      whatsApp.answers = [refuses(130429, 429, { 'retry-after': '3000' })];
      const id = send('In time');
      world.later(minute, () => world.life.store(text(ada, 'wamid.again', Date.now(), 'Still there?')));
      await world.end();
      expect(now(id).status).toBe('accepted');
      const [first, second] = whatsApp.calls;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_000_000);
    }));

  it('a message fails if WhatsApp asks for an unreasonably long wait', () =>
    play('for-ever', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(80007, 400, { 'retry-after': '100000000' })];
      const ids = [send(template), send('Next')];
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['failed', 'accepted']);
      expect(now(ids[0] ?? 0).error).toMatchObject({ code: 80007, retry: 'later' });
    }));

  it('a message fails after eight attempts, and an agent decides', () =>
    play('eight', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = Array.from({ length: 20 }, () => unreachable);
      const id = send('Nobody answers');
      await world.end();
      expect(whatsApp.calls).toHaveLength(8);
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 'whatsapp_unreachable' } });
    }));
});

describe('a window that WhatsApp says is closed', () => {
  it('a window that WhatsApp reports as closed opens when the customer writes, even in the same second', () =>
    play('same-second', async ({ world, whatsApp, send, now }) => {
      vi.setSystemTime(begins + hour);
      whatsApp.answers = [refuses(131047)];
      const id = send('Refused');
      world.later(500, () => {
        expect(now(id)).toMatchObject({ status: 'failed', error: { code: 131047 } });
        expect(() => send('Closed')).toThrow('24 hours');
        world.life.store(text(ada, 'wamid.back', Date.now(), 'I am back'));
      });
      await world.end();
      send('Open');
      await world.end();
      expect(whatsApp.calls).toHaveLength(2);
    }));
});

describe('messages that are no longer wanted', () => {
  const wish = (value: string) => ({
    messages: [
      {
        from: ada,
        id: `wamid.${value}`,
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: 'text',
        text: { body: value },
      },
    ],
  });

  it('a scheduled marketing template is not sent to a customer who opted out meanwhile', () =>
    play('stopped', async ({ world, whatsApp, send, now }) => {
      world.isMarketing = true;
      const id = send(template, { sendAt: Date.now() + hour });
      world.later(minute, () => world.life.store(wish('Stop')));
      await world.end();
      expect(whatsApp.calls).toEqual([]);
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 'opted_out', retry: 'never' } });
    }));

  it('a waiting reminder is not sent when the customer has written meanwhile', () =>
    play('nudge', async ({ world, whatsApp }) => {
      whatsApp.answers = [refuses(131016, 503, { 'retry-after': '5' })];
      world.life.outbox.enqueue(
        {
          to: { conversationId: 1 },
          key: 'nudge',
          content: { type: 'text', text: { body: 'May we help?' } } as { type: string },
          author: { type: 'nudge' },
        },
        Date.now(),
      );
      world.later(150, () => world.life.store(text(ada, 'wamid.now', Date.now(), 'One more thing')));
      await world.end();
      expect(whatsApp.calls).toHaveLength(1);
      const [nudge] = world.sql
        .exec<{ status: string; error: string }>("SELECT status, error FROM message WHERE key = 'nudge'")
        .toArray();
      expect(nudge?.status).toBe('failed');
      expect(JSON.parse(nudge?.error ?? '{}')).toMatchObject({ code: 'no_longer_needed' });
    }));
});

describe('an object that stops', () => {
  it('a message whose object stopped during the send is unconfirmed, and is never sent again automatically', () =>
    play('dies', async ({ world, whatsApp, send, now }) => {
      const ids = [send('On its way'), send('Behind it')];
      world.later(50, () => {
        world.restart();
        expect(now(ids[0] ?? 0)).toMatchObject({ status: 'in_doubt', error: { code: 'in_doubt' } });
        // Sockets outlive the object.
        expect(world.life.announced).toBeGreaterThan(0);
      });
      await world.end();
      expect(whatsApp.calls.map(({ body }) => body.text)).toEqual([
        { body: 'On its way' },
        { body: 'Behind it' },
      ]);
      expect(now(ids[1] ?? 0).status).toBe('accepted');
      // The next message goes out without anything else waking the object.
      expect((whatsApp.calls[1]?.at ?? 0) - begins).toBeLessThan(minute / 6);
    }));
});

describe('a fault of our own', () => {
  it('a message that cannot be read from storage fails, and its conversation continues', () =>
    play('invalid', async ({ world, send, now }) => {
      const ids = [send('Well'), send('Broken'), send('Next')];
      world.sql.exec("UPDATE message SET body = '{}' WHERE id = ?", ids[1] ?? 0);
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'failed', 'accepted']);
    }));
});

describe('the reason why a message waits', () => {
  it('files that are being downloaded do not delay messages', () =>
    play('files', async ({ world, whatsApp, send, now }) => {
      // Four are fetched at a time, and WhatsApp takes an hour for each.
      for (let index = 0; index < 300; index++)
        world.life.jobs.add('media', `media/x${index}`, 0, Date.now());
      const before = whatsApp.calls.length;
      const id = send('Quickly');
      await world.end();
      expect(whatsApp.calls.length - before).toBe(1);
      expect(now(id).status).toBe('accepted');
    }));

  it('a wait for the number’s own pace is shown, with its length', () =>
    play('paced', async ({ world, whatsApp, send, now }) => {
      for (let customer = 2; customer <= 200; customer++) {
        world.life.store(text(String(15_550_910_000 + customer), `wamid.p${customer}`, begins, 'Hello'));
      }
      const ids = Array.from({ length: 200 }, (_, index) => send('All', { conversationId: index + 1 }));
      const last = now(ids.at(-1) ?? 0);
      expect(last).toMatchObject({ status: 'queued', error: { code: 'paced' } });
      expect((last.retryAt ?? 0) - Date.now()).toBeGreaterThan(2_000);
      expect(now(ids[0] ?? 0).error).toBeNull();
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(ids.map(() => 'accepted'));
      const late = whatsApp.calls.map(({ at }) => at).at(-1) ?? 0;
      expect(Math.abs(late - (last.retryAt ?? 0))).toBeLessThan(500);
      expect(now(ids.at(-1) ?? 0)).toMatchObject({ error: null, retryAt: null });
    }));
});

describe('the setup test of a number', () => {
  it('the setup test is passed once a message was answered, even if another one arrived since', () =>
    play('tried', async ({ world, send }) => {
      const trial = () => setupTestOf(world.sql);
      expect(trial()).toMatchObject({ received: { wamid: 'wamid.hello' }, answered: null });
      const id = send('It works!');
      expect(trial()).toMatchObject({ answered: { id, status: 'queued' } });
      await world.end();
      world.life.store(text('15550600077', 'wamid.later', Date.now(), 'Anybody there?'));
      expect(trial()).toMatchObject({
        received: { wamid: 'wamid.hello' },
        answered: { id, status: 'accepted' },
      });
    }));
});

describe('a template that WhatsApp holds back', () => {
  it('a held template says that it waits until WhatsApp sends it', () =>
    play('held', async ({ world, whatsApp, send, now }) => {
      whatsApp.usually = holds;
      const id = send(template);
      await world.end();
      expect(now(id)).toMatchObject({ status: 'accepted', error: { code: 'held_for_quality' } });
      const [first] = whatsApp.calls;
      if (!first) throw new Error('Nothing was sent');
      world.life.store(status('sent', first));
      expect(now(id)).toMatchObject({ status: 'sent', error: null });
    }));

  it('a held template that WhatsApp drops has failed with its reason', () =>
    play('dropped', async ({ world, whatsApp, send, now }) => {
      whatsApp.usually = holds;
      const id = send(template);
      await world.end();
      const [first] = whatsApp.calls;
      if (first) world.life.store(status('failed', first, failure(132015)));
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 132015 } });
    }));
});

/** Messages that can go at once have no job. */
import { describe, expect, it } from 'vitest';
import { rawEvent, rawEvents } from '../../../../worker/inbox/receiving/raw-events.ts';
import { unreachable, wamidOf } from '../../support/meta/scripted-graph.ts';
import { play, type Scene } from '../../support/outbox-scene.ts';

const jobsIn = ({ world }: Scene) => world.sql.exec('SELECT * FROM job').toArray();
const bodies = ({ whatsApp }: Scene) =>
  whatsApp.calls.map(({ body }) => (body.text as { body: string } | undefined)?.body);

describe('a message that can go at once', () => {
  it('a message that can go at once has no job, and its attempt is in its row', () =>
    play('at-once-row', async (scene) => {
      const id = scene.send('Now');
      expect(scene.now(id).status).toBe('queued');
      expect(jobsIn(scene)).toEqual([]);
      await scene.world.end();
      const [call] = scene.whatsApp.calls;
      expect(scene.now(id)).toMatchObject({ status: 'accepted', wamid: call && wamidOf(call) });
      expect(scene.world.sql.exec('SELECT * FROM attempt').toArray()).toEqual([]);
      expect(scene.world.sql.exec('SELECT id, state FROM message_attempt').toArray()).toEqual([
        { id: call?.attempt, state: 'accepted' },
      ]);
    }));

  it('a message that was about to be sent when the object stopped is sent after the restart, once', () =>
    play('at-once-restart', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      const id = send('About to go');
      await world.end();
      // As it is between the transaction that stores it and the one of its attempt.
      world.sql.exec(
        "UPDATE message SET status = 'queued', wamid = NULL, attempt_at = NULL, attempt_ended_at = NULL WHERE id = ?",
        id,
      );
      whatsApp.calls.length = 0;
      world.restart();
      const later = send('Later');
      await world.end();
      expect(bodies(scene)).toEqual(['About to go', 'Later']);
      world.restart();
      await world.end();
      expect(bodies(scene)).toHaveLength(2);
      expect([now(id).status, now(later).status]).toEqual(['accepted', 'accepted']);
      expect(jobsIn(scene)).toEqual([]);
    }));

  it('a message that has to be tried again stays before the one that was written after it', () =>
    play('at-once-order', async (scene) => {
      scene.whatsApp.answers = [unreachable];
      scene.send('First');
      scene.send('Second');
      scene.send('Third');
      await scene.world.end();
      expect(bodies(scene)).toEqual(['First', 'First', 'Second', 'Third']);
      expect(jobsIn(scene)).toEqual([]);
    }));

  it('a message that failed before its attempt is not sent after a restart', () =>
    play('at-once-failed', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      world.isEnabled = false;
      const id = send('Switched off');
      await world.end();
      expect(now(id).status).toBe('failed');
      world.isEnabled = true;
      world.restart();
      await world.end();
      expect(whatsApp.calls).toEqual([]);
      expect(now(id).status).toBe('failed');
    }));
});

describe('the JSON of statuses', () => {
  const status = (wamid: string, word: string, timestamp: number) => ({
    statuses: [{ id: wamid, status: word, timestamp: String(timestamp), recipient_id: '15550900001' }],
  });

  it('the JSON of each status is listed and read by its id, whether its message was here or not', () =>
    play('reports-listed', async ({ world, whatsApp, send }) => {
      world.life.store(status('wamid.unknown', 'delivered', 4_000_000_000));
      send('Reported');
      await world.end();
      const [call] = whatsApp.calls;
      const wamid = call ? wamidOf(call) : '';
      for (const word of ['sent', 'delivered', 'delivered', 'read']) {
        world.life.store(status(wamid, word, 4_000_000_001));
      }
      const words = (page: { rows: { json: string }[] }) =>
        page.rows.map(({ json }) => JSON.parse(json).status);
      const range = { before: Number.MAX_SAFE_INTEGER, since: 0 };
      const all = rawEvents(world.sql, 'status', { ...range, limit: 10 });
      expect(words(all)).toEqual(['read', 'delivered', 'sent', 'delivered']);
      const first = rawEvents(world.sql, 'status', { ...range, limit: 2 });
      const second = rawEvents(world.sql, 'status', { ...range, before: Number(first.next), limit: 2 });
      expect([...words(first), ...words(second)]).toEqual(words(all));
      for (const { id, json } of all.rows) {
        expect(rawEvent(world.sql, id)).toEqual({ kind: 'status', raw: json, contact: null });
      }
      expect(world.sql.exec('SELECT wamid FROM status').toArray()).toEqual([{ wamid: 'wamid.unknown' }]);
    }));

  it('a status that came before its message counts once the message is here, and its repetition does not', () =>
    play('reports-early', async ({ world, now, whatsApp, send }) => {
      const id = send('Early');
      await world.end();
      const [call] = whatsApp.calls;
      const wamid = call ? wamidOf(call) : '';
      // As an earlier version has stored it.
      world.sql.exec("INSERT INTO status VALUES (?, 'delivered', ?, NULL, '{}')", wamid, Date.now());
      world.life.store(status(wamid, 'delivered', 4_000_000_000));
      world.life.store(status(wamid, 'sent', 4_000_000_000));
      expect(now(id).status).toBe('delivered');
      expect(rawEvents(world.sql, 'status', { before: 2 ** 53 - 1, since: 0, limit: 9 }).rows).toHaveLength(
        2,
      );
    }));
});

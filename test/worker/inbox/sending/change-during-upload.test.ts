/** What changes while the file of a message is uploaded: nobody is written to who must not be any more. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { refuses } from '../../support/meta/scripted-graph.ts';
import { ada, hour, photo, play, type Scene, template, upload } from '../../support/outbox-scene.ts';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => {
  vi.useRealTimers();
});

describe('a change during an upload', () => {
  it('a window that closes during an upload stops the message', () =>
    play('closing', async ({ world, whatsApp, send, now }) => {
      whatsApp.uploading = (wait) => wait(25 * hour);
      const id = send(photo);
      await world.end();
      expect(whatsApp.calls).toEqual([]);
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 'window_closed' } });
    }));

  it('a number that changed its holder during an upload is not written to', () =>
    play('other-hands', async ({ world, whatsApp, send, now }) => {
      const at = (from: object, id: string) =>
        world.life.store({
          messages: [
            {
              ...from,
              id,
              timestamp: String(Math.floor(Date.now() / 1000)),
              type: 'text',
              text: { body: 'Hi' },
            },
          ],
        });
      at({ from: ada, from_user_id: 'US.1' }, 'wamid.ada');
      whatsApp.uploading = async (wait) => {
        await wait(5_000);
        at({ from: ada, from_user_id: 'US.2' }, 'wamid.bob');
      };
      const id = send(photo);
      await world.end();
      expect(whatsApp.calls.map(({ body }) => [body.to, body.recipient])).toEqual([[undefined, 'US.1']]);
      expect(now(id).status).toBe('accepted');
    }));

  const withPhoto = {
    type: 'template',
    template: {
      ...template.template,
      components: [{ type: 'header', parameters: [{ type: 'image', image: { id: upload } }] }],
    },
  };
  it('a template is sent without the preview that is stored beside it', () =>
    play('shown', async ({ world, whatsApp, now }) => {
      const face = { header: null, headerFormat: 'IMAGE', body: 'Hello!', footer: null, offer: null };
      const shown = { ...face, buttons: ['Thanks'], cards: [] };
      world.shown = shown;
      const { id } = world.life.outbox.enqueue(
        { to: { conversationId: 1 }, key: 'shown', content: withPhoto, author: { type: 'nudge' }, shown },
        Date.now(),
      );
      expect(now(id)).toMatchObject({
        content: { shown },
        media: { state: 'stored', mimeType: 'image/jpeg' },
      });
      await world.end();
      expect(now(id)).toMatchObject({ status: 'accepted', content: { shown } });
      const [request] = whatsApp.calls;
      expect(request?.body).toMatchObject({ type: 'template', template: { name: 'hello_world' } });
      expect(request?.body).not.toHaveProperty('shown');
    }));

  function meanwhile({ world, whatsApp }: Scene, change: string): void {
    whatsApp.uploading = async (wait) => {
      await wait(5_000);
      world.sql.exec(`UPDATE conversation SET ${change} WHERE id = 1`);
    };
  }

  it('a customer who is blocked during an upload is not written to until they are unblocked', () =>
    play('blocked-meanwhile', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      meanwhile(scene, 'blocked_at = 1');
      const ids = [send(photo), send(template)];
      await world.end();
      expect(whatsApp.calls).toEqual([]);
      const blocked = { status: 'failed', error: { code: 'blocked', retry: 'after-change' } };
      for (const id of ids) expect(now(id)).toMatchObject(blocked);
      meanwhile(scene, 'blocked_at = NULL');
      world.sql.exec('UPDATE conversation SET blocked_at = NULL');
      for (const id of ids) world.life.outbox.retry(id, Date.now());
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['accepted', 'accepted']);
    }));

  it('a customer who turns out to be another person during an upload is not written to', () =>
    play('other-meanwhile', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      world.life.policy.change({ ...world.life.policy.now, identityCheck: true });
      world.sql.exec("UPDATE conversation SET identity = 'first', identity_seen = 'first'");
      meanwhile(scene, "identity_seen = 'second'");
      const id = send(photo);
      await world.end();
      expect(whatsApp.calls).toEqual([]);
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 'identity_changed' } });
    }));

  it('an identity that an agent accepts during an upload is the one that is sent', () =>
    play('accepted-meanwhile', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      world.life.policy.change({ ...world.life.policy.now, identityCheck: true });
      world.sql.exec("UPDATE conversation SET identity = 'first', identity_seen = 'first'");
      meanwhile(scene, "identity = 'second', identity_seen = 'second'");
      const id = send(photo);
      await world.end();
      expect(whatsApp.calls.map(({ body }) => body.recipient_identity_key_hash)).toEqual(['second']);
      expect(now(id).status).toBe('accepted');
    }));

  it('a customer who opts out during an upload gets no marketing, and everything else', () =>
    play('unwanted-meanwhile', async (scene) => {
      const { world, whatsApp, send, now } = scene;
      world.isMarketing = true;
      meanwhile(scene, 'marketing_stopped = 1');
      const ids = [send(withPhoto), send('Your order is ready')];
      await world.end();
      expect(ids.map((id) => now(id).status)).toEqual(['failed', 'accepted']);
      expect(now(ids[0] ?? 0).error).toMatchObject({ code: 'opted_out', retry: 'never' });
      expect(whatsApp.calls).toHaveLength(1);
    }));

  it('a customer who opts in during an upload gets the marketing that waited', () =>
    play('wanted-meanwhile', async (scene) => {
      const { world, send, now } = scene;
      world.isMarketing = true;
      world.sql.exec('UPDATE conversation SET marketing_stopped = 1');
      meanwhile(scene, 'marketing_stopped = 0');
      const id = send(withPhoto);
      await world.end();
      expect(now(id).status).toBe('accepted');
    }));

  it('a number that is turned off during an upload sends nothing more', () =>
    play('switched-off', async ({ world, whatsApp, send, now }) => {
      whatsApp.answers = [refuses(131016)];
      const id = send('Hello');
      world.later(50, () => {
        world.isEnabled = false;
      });
      await world.end();
      expect(whatsApp.calls).toHaveLength(1);
      expect(now(id)).toMatchObject({ status: 'failed', error: { code: 'number_disabled' } });
      world.isEnabled = true;
      world.life.outbox.retry(id, Date.now());
      await world.end();
      expect(now(id).status).toBe('accepted');
    }));
});

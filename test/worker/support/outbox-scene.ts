/** One customer and their conversation, an agent who writes to them, and what became of it. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { messageRow } from '../../../worker/inbox/records/rows.ts';
import { messageOf } from '../../../worker/inbox/records/wire.ts';
import { ScriptedGraph } from './meta/scripted-graph.ts';
import { begins, World } from './outbox-world.ts';
import { text } from './webhooks.ts';

export const ada = '15550900001';
export const minute = 60_000;
export const hour = 60 * minute;
export const upload = '00000000-0000-4000-8000-000000000001';
export const photo = { type: 'image', image: { id: upload } };
export const template = { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } };

export interface Scene {
  world: World;
  whatsApp: ScriptedGraph;
  send(
    content: object | string,
    options?: { conversationId?: number; sendAt?: number; key?: string; follows?: number | number[] },
  ): number;
  now(id: number): Message;
}

/** One customer has written and has conversation 1. */
export function play(
  name: string,
  act: (scene: Scene, storage: DurableObjectStorage) => Promise<void>,
): Promise<void> {
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    await env.MEDIA?.put('outbox/photo', 'bytes');
    const whatsApp = new ScriptedGraph();
    const world = new World(state, name, whatsApp.graph);
    world.life.store(text(ada, 'wamid.hello', begins, 'Hello'));
    const about = {
      object: 'outbox/photo',
      mimeType: 'image/jpeg',
      size: 5,
      filename: 'a.jpg',
      graphId: null,
      pixels: null,
    };
    world.life.media.addUpload({ id: upload, ...about }, Date.now());
    let sends = 0;
    await act(
      {
        world,
        whatsApp,
        send: (content, { conversationId = 1, key, ...when } = {}) => {
          sends += 1;
          const body = typeof content === 'string' ? { type: 'text', text: { body: content } } : content;
          return world.life.outbox.enqueue(
            {
              to: { conversationId },
              key: key ?? `${name}-${sends}`,
              content: { type: '', ...body },
              author: { type: 'agent', id: 'a', name: 'Ann' },
              ...when,
            },
            Date.now(),
          ).id;
        },
        now: (id) => {
          const row = messageRow(world.sql, id);
          if (!row) throw new Error(`There is no message ${id}`);
          return messageOf(world.sql, row);
        },
      },
      state.storage,
    );
  });
}

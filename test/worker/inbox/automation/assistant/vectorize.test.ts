/** The knowledge in Vectorize, with a model of Workers AI and an index that only pretend. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { embeddingOf } from '../../../../../demo/cloud-api/model/embeddings.ts';
import type { Env } from '../../../../../worker/env.ts';
import {
  KnowledgeIndex,
  maxPassages,
} from '../../../../../worker/inbox/automation/assistant/knowledge-index.ts';
import {
  addKnowledge,
  changeKnowledge,
  removeKnowledge,
} from '../../../../../worker/inbox/automation/assistant/knowledge-rows.ts';
import { searchKnowledge } from '../../../../../worker/inbox/automation/assistant/knowledge-search.ts';
import { usageOf } from '../../../../../worker/inbox/automation/assistant/usage.ts';
import { wireParts } from '../../../../../worker/inbox/parts.ts';
import type { Job } from '../../../../../worker/inbox/records/changes/jobs.ts';
import { MemoryIndex } from '../../../support/vectorize.ts';

const ana = { id: 'ana', name: 'Ana' };
const job: Job = { id: -1, kind: 'knowledge', lane: 'knowledge', message_id: 0, run_at: 0, tries: 0 };
/** As long as those of bge-m3. */
const dimensions = 1_024;
const AI: Env['AI'] = {
  run: async (_, { text }) => ({
    data: (Array.isArray(text) ? text : []).map((one) => embeddingOf(String(one), dimensions)),
  }),
};

/** About 560 tokens that say nothing. */
const filler = (about: string) => Array.from({ length: 280 }, (_, at) => `${about}${at}`).join(' ');

class Scene {
  readonly index: KnowledgeIndex;
  #sql: SqlStorage;

  constructor(state: DurableObjectState, inbox: string, bindings: Partial<Env>) {
    this.#sql = state.storage.sql;
    const { jobs, assistantSettings: settings } = wireParts(state, env);
    this.index = new KnowledgeIndex({ sql: this.#sql, env: { ...env, ...bindings }, inbox, jobs, settings });
  }

  learn(title: string, text: string): number {
    const entry = { kind: 'text', language: null, validUntil: null, url: null, filename: null } as const;
    return addKnowledge(this.#sql, { ...entry, title, text }, ana, Date.now()).id;
  }

  learnMuch(): void {
    for (let entry = 0; entry < 14; entry++) this.learn(`Topic ${entry}`, filler(`thing${entry}`));
  }

  change(id: number, title: string, text: string): void {
    changeKnowledge(this.#sql, id, { title, text, language: null, validUntil: null }, ana, Date.now());
  }

  forget(id: number): void {
    removeKnowledge(this.#sql, id);
  }

  /** As many steps as there is something to do. */
  async run(): Promise<void> {
    for (let before = ''; ; ) {
      await this.index.run(job);
      const after = JSON.stringify(this.#sql.exec('SELECT id, model FROM knowledge_vector').toArray());
      if (after === before) return;
      before = after;
    }
  }

  async find(text: string): Promise<string[]> {
    const line = { type: 'message', at: 0, from: 'customer', name: null, text } as const;
    const { passages } = await searchKnowledge({ sql: this.#sql, index: this.index }, [line], Date.now());
    return passages.map(({ title }) => title);
  }

  rows(): { vectors: ArrayBuffer | null }[] {
    return this.#sql.exec<{ vectors: ArrayBuffer | null }>('SELECT vectors FROM knowledge_vector').toArray();
  }

  get neurons(): number {
    return usageOf(this.#sql, Date.now()).today.neurons;
  }
}

let inboxes = 0;
const play = (bindings: Partial<Env>, story: (scene: Scene, inbox: string) => Promise<void>) => {
  inboxes += 1;
  const inbox = `vectorize-${inboxes}`;
  return runInDurableObject(env.INBOX.getByName(inbox), (_, state) =>
    story(new Scene(state, inbox, bindings), inbox),
  );
};

const other = 'And what about delivery?';

describe('a knowledge in Vectorize', () => {
  it('finds an entry that says it in other words, once Vectorize has it', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI, VECTORS }, async (scene, inbox) => {
      scene.learnMuch();
      const id = scene.learn('Postage', 'Sending a parcel costs 4.90 €.');
      await scene.run();
      expect(await scene.find(other)).toEqual([]);
      VECTORS.settle();
      expect(await scene.find(other)).toEqual(['Postage']);
      expect(await scene.index.state(Date.now())).toEqual({
        ...{ model: '@cf/baai/bge-m3', store: 'vectorize', indexed: 15, skipped: 0, fault: null },
      });
      expect([...VECTORS.vectors.values()].every(({ namespace }) => namespace === inbox)).toBe(true);
      expect(scene.rows().every(({ vectors }) => vectors === null)).toBe(true);
      expect(scene.neurons).toBeGreaterThan(0);
      scene.forget(id);
      expect(await scene.find(other)).toEqual([]);
    });
  });

  it('shares its index with other numbers, which find nothing of it', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI, VECTORS }, async (scene) => {
      scene.learnMuch();
      scene.learn('Postage', 'Sending a parcel costs 4.90 €.');
      await scene.run();
      VECTORS.settle();
    });
    await play({ AI, VECTORS }, async (scene) => {
      scene.learnMuch();
      await scene.run();
      VECTORS.settle();
      expect(await scene.find(other)).toEqual([]);
    });
  });

  it('is deleted there with its entry, with each older version of it, and with the number', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI, VECTORS }, async (scene) => {
      scene.learnMuch();
      const id = scene.learn('Postage', 'Sending a parcel costs 4.90 €.');
      await scene.run();
      VECTORS.settle();
      const before = VECTORS.vectors.size;
      scene.change(id, 'Gift wrapping', 'We wrap everything.');
      await scene.run();
      VECTORS.settle();
      expect(VECTORS.vectors.size).toBe(before);
      expect(await scene.find(other)).toEqual([]);
      scene.forget(id);
      await scene.run();
      VECTORS.settle();
      expect(VECTORS.vectors.size).toBe(before - 1);
      await scene.index.erase();
      VECTORS.settle();
      expect(VECTORS.vectors.size).toBe(0);
    });
  });

  it('leaves nothing there that its number does not know of, if a change fails half-way', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI, VECTORS }, async (scene) => {
      scene.learnMuch();
      VECTORS.fails = true;
      await scene.index.run(job);
      expect(await scene.index.state(Date.now())).toMatchObject({ indexed: 0, fault: 'vectors_not_stored' });
      VECTORS.fails = false;
      await scene.run();
      VECTORS.settle();
      expect(VECTORS.vectors.size).toBe(28);
      await scene.index.erase();
      VECTORS.settle();
      expect(VECTORS.vectors.size).toBe(0);
    });
  });

  it('is searched by words alone while Vectorize fails', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI, VECTORS }, async (scene) => {
      scene.learnMuch();
      scene.learn('Postage', 'Sending a parcel costs 4.90 €.');
      await scene.run();
      VECTORS.settle();
      VECTORS.fails = true;
      expect(await scene.find('What do you charge for a parcel?')).toEqual(['Postage']);
      expect(await scene.find(other)).toEqual([]);
    });
  });

  it('moves to the database of the number if the binding is removed', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI, VECTORS }, async (scene) => {
      scene.learnMuch();
      await scene.run();
    });
    const inbox = `vectorize-${inboxes}`;
    await runInDurableObject(env.INBOX.getByName(inbox), async (_, state) => {
      const scene = new Scene(state, inbox, { AI });
      await scene.run();
      expect(await scene.index.state(Date.now())).toMatchObject({ store: 'database', indexed: 14 });
      expect(scene.rows()).toHaveLength(14);
      expect(scene.rows().every(({ vectors }) => vectors !== null)).toBe(true);
    });
  });
});

describe('a knowledge that is too large for the index', () => {
  it('is indexed up to the limit, and the rest is found by its words', async () => {
    await play({ AI }, async (scene) => {
      const long = (about: string) =>
        Array.from({ length: 20 }, (_, at) => filler(`${about}x${at}y`)).join('\n\n');
      for (let entry = 0; entry < 24; entry++) scene.learn(`Long ${entry}`, long(`part${entry}`));
      scene.learn('Postage', 'Sending a parcel costs 4.90 €.');
      await scene.run();
      const state = await scene.index.state(Date.now());
      expect(state?.skipped).toBeGreaterThan(0);
      expect(state).toMatchObject({ indexed: 25 - (state?.skipped ?? 0), fault: null });
      const floats = scene.rows().reduce((sum, { vectors }) => sum + (vectors?.byteLength ?? 0), 0) / 4;
      expect(floats / dimensions).toBeLessThanOrEqual(maxPassages);
      expect((await scene.find('Where is part23x0y7?'))[0]).toBe('Long 23');
    });
  });
});

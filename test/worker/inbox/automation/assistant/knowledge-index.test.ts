/** Indexing the knowledge while it changes, is erased, or meets a model that answers badly. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { embeddingOf } from '../../../../../demo/cloud-api/model/embeddings.ts';
import type { Env } from '../../../../../worker/env.ts';
import { KnowledgeIndex } from '../../../../../worker/inbox/automation/assistant/knowledge-index.ts';
import {
  addKnowledge,
  removeKnowledge,
} from '../../../../../worker/inbox/automation/assistant/knowledge-rows.ts';
import { wireParts } from '../../../../../worker/inbox/parts.ts';
import type { Job } from '../../../../../worker/inbox/records/changes/jobs.ts';
import { eraseConversations } from '../../../../../worker/inbox/retention/erase-all.ts';
import { MemoryIndex } from '../../../support/vectorize.ts';

const ana = { id: 'ana', name: 'Ana' };
const dimensions = 1_024;
const others = 14;
const filler = (about: string) => Array.from({ length: 280 }, (_, at) => `${about}${at}`).join(' ');

type Answer = (texts: string[]) => Promise<number[][]> | number[][];
const usual: Answer = (texts) => texts.map((text) => embeddingOf(text, dimensions));
const modelThat = (answer: Answer): NonNullable<Env['AI']> => ({
  run: async (_, { text }) => ({ data: await answer(Array.isArray(text) ? text.map(String) : []) }),
});

class Scene {
  readonly index: KnowledgeIndex;
  readonly sql: SqlStorage;
  readonly parts: ReturnType<typeof wireParts>;

  constructor(state: DurableObjectState, inbox: string, bindings: Partial<Env>) {
    this.sql = state.storage.sql;
    this.parts = wireParts(state, env);
    const { jobs, assistantSettings: settings } = this.parts;
    this.index = new KnowledgeIndex({ sql: this.sql, env: { ...env, ...bindings }, inbox, jobs, settings });
  }

  learn(title: string, text: string): number {
    const entry = { kind: 'text', language: null, validUntil: null, url: null, filename: null } as const;
    return addKnowledge(this.sql, { ...entry, title, text }, ana, Date.now()).id;
  }

  learnMuch(): number[] {
    return Array.from({ length: others }, (_, entry) =>
      this.learn(`Topic ${entry}`, filler(`thing${entry}`)),
    );
  }

  forget(id: number): void {
    removeKnowledge(this.sql, id);
    this.index.expect();
  }

  get job(): Job | null {
    return this.sql.exec<Job>("SELECT * FROM job WHERE lane = 'knowledge'").toArray()[0] ?? null;
  }

  /** The next steps of its job, as if their time had come, until it is done. Returns how many. */
  async run(most = 40): Promise<number> {
    for (let step = 0; step < most; step++) {
      const { job } = this;
      if (!job) return step;
      await this.index.run(job);
    }
    return most;
  }

  get indexed(): number {
    return this.sql.exec<{ rows: number }>('SELECT count(*) AS rows FROM knowledge_vector').one().rows;
  }
}

let inboxes = 0;
function play(bindings: Partial<Env>, story: (scene: Scene, state: DurableObjectState) => Promise<void>) {
  inboxes += 1;
  const inbox = `knowledge-index-${inboxes}`;
  return runInDurableObject(env.INBOX.getByName(inbox), (_, state) =>
    story(new Scene(state, inbox, bindings), state),
  );
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** A model that answers once it is released. */
function heldModel() {
  const [begun, released] = [gate(), gate()];
  const AI = modelThat(async (texts) => {
    begun.open();
    await released.opened;
    return usual(texts);
  });
  return { AI, begun: begun.opened, release: released.open };
}

describe('a model that answers badly', () => {
  it.each([
    ['the database', {}],
    ['Vectorize', { VECTORS: new MemoryIndex() }],
  ])('is asked once for passages that have no direction, with vectors in %s', async (_, bindings) => {
    let asked = 0;
    const AI = modelThat((texts) => {
      asked += texts.length;
      return texts.map(() => Array<number>(dimensions).fill(0));
    });
    await play({ AI, ...bindings }, async (scene) => {
      scene.learnMuch();
      scene.index.expect();
      expect(await scene.run()).toBeLessThan(10);
      expect(asked).toBe(2 * others);
      expect(await scene.index.state(Date.now())).toMatchObject({ indexed: others, fault: null });
    });
  });

  it('refuses one entry, and the others are indexed nevertheless', async () => {
    const AI = modelThat((texts) => {
      if (texts.some((text) => text.includes('refused'))) throw new Error('5006: the input is not valid');
      return usual(texts);
    });
    await play({ AI }, async (scene) => {
      scene.learn('First', 'This is refused.');
      scene.learnMuch();
      scene.index.expect();
      await scene.run();
      expect(await scene.index.state(Date.now())).toMatchObject({ indexed: others, fault: 'model_refused' });
    });
  });
});

describe('a knowledge that changes while a step runs', () => {
  it('has a next step for an entry that is deleted while Vectorize deletes another', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI: modelThat(usual), VECTORS }, async (scene) => {
      const [one = 0, two = 0] = [...scene.learnMuch(), scene.learn('Last', filler('last'))];
      scene.index.expect();
      await scene.run();
      scene.forget(one);
      const running = scene.run(1);
      await Promise.resolve();
      scene.forget(two);
      await running;
      await scene.run();
      VECTORS.settle();
      expect(scene.indexed).toBe(others - 1);
      expect(VECTORS.vectors.size).toBe(2 * (others - 1));
    });
  });

  it('goes on at once if its settings are changed before a step fails', async () => {
    const held = heldModel();
    const AI = modelThat(async (texts) => {
      await held.AI.run('', { text: texts });
      throw new Error('3040: capacity');
    });
    await play({ AI }, async (scene) => {
      scene.learnMuch();
      scene.index.expect();
      const running = scene.run(1);
      await held.begun;
      scene.index.expect();
      held.release();
      await running;
      expect(scene.job?.run_at).toBeLessThanOrEqual(Date.now());
    });
  });
});

describe('an erasure while a step runs', () => {
  it('leaves nothing in Vectorize', async () => {
    const VECTORS = new MemoryIndex();
    const held = heldModel();
    await play({ AI: held.AI, VECTORS }, async (scene) => {
      scene.learnMuch();
      scene.index.expect();
      const running = scene.run(1);
      await held.begun;
      const ended = scene.index.end();
      held.release();
      await Promise.all([ended, running]);
      await scene.index.erase();
      await scene.run(2);
      VECTORS.settle();
      expect(VECTORS.vectors.size).toBe(0);
    });
  });

  it('of the conversations keeps an entry that is added meanwhile, and the job of the index', async () => {
    const VECTORS = new MemoryIndex();
    await play({ AI: modelThat(usual), VECTORS }, async (scene, { storage }) => {
      const [first = 0] = scene.learnMuch();
      scene.index.expect();
      await scene.run();
      scene.forget(first);
      const held = gate();
      const parts = {
        archive: scene.parts.archive,
        media: { erase: () => held.opened },
        knowledgeIndex: scene.index,
      };
      const erasing = eraseConversations(storage, parts);
      await Promise.resolve();
      const added = scene.learn('Added', 'Meanwhile.');
      held.open();
      await erasing;
      const titles = scene.sql.exec<{ title: string }>('SELECT title FROM knowledge WHERE id = ?', added);
      expect(titles.toArray()).toEqual([{ title: 'Added' }]);
      expect(scene.job).not.toBeNull();
    });
  });
});

/** A knowledge that is too large for a prompt: what of it the assistant is given, by words and by meaning. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EmbeddingFault } from '../../../../../demo/cloud-api/model/embeddings.ts';
import { standInEmbeddings } from '../../../../../demo/cloud-api/model/embeddings.ts';
import { standInKey, standInModel } from '../../../../../demo/cloud-api/model/model.ts';
import type {
  AssistantChange,
  AssistantState,
  TrialAnswers,
} from '../../../../../worker/api/automation/assistant.ts';
import type { KnowledgeDetails, KnowledgeInput } from '../../../../../worker/api/automation/knowledge.ts';
import type { InboxSummary } from '../../../../../worker/api/numbers/numbers.ts';
import { TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call } from '../../../support/webhooks.ts';

const path = `/api/inboxes/${turnNumber}/automation`;
const outside = 'https://outside.example/model/search';
let scene: TurnScene;
/** Entries about other things, which are more than a prompt has room for. */
const others = 14;

async function answerOf<Answer>(method: string, at: string, body?: unknown): Promise<Answer> {
  const answer = await call(method, at, { token: scene.admin, body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? (null as Answer) : answer.json<Answer>();
}

const assist = (settings: AssistantChange = {}) =>
  answerOf('PUT', `${path}/assistant`, { provider: 'own', ...settings });
const searchBy = (embeddingModel: string | null) =>
  answerOf('PUT', '/api/automation/provider', {
    ...{ url: 'https://model.example/search/v1', model: standInModel, key: standInKey, embeddingModel },
  });
const embeddingsDo = (embeddingFault: EmbeddingFault | null) =>
  fetch(outside, { method: 'PUT', body: JSON.stringify({ embeddingFault }) });
const state = () => answerOf<AssistantState>('GET', `${path}/assistant`);
const learn = (entry: KnowledgeInput) => answerOf<KnowledgeDetails>('POST', `${path}/knowledge`, entry);
const forget = ({ id }: KnowledgeDetails) => answerOf('DELETE', `${path}/knowledge/${id}`);

/** The texts that were embedded since the last change of what the model does, by request. */
async function embedded(): Promise<string[][]> {
  const asked: { input?: string[] }[] = await (await fetch(outside)).json();
  return asked.flatMap(({ input }) => (input ? [input] : []));
}

/** What the assistant would answer, and from what. */
async function answerTo(text: string): Promise<{ text: string | null; sources: string[] }> {
  const { rows } = await answerOf<TrialAnswers>('POST', `${path}/assistant/dry-run`, {
    type: 'question',
    text,
  });
  return { text: rows[0]?.text ?? null, sources: rows[0]?.sources.map(({ title }) => title) ?? [] };
}

async function numberNow(): Promise<InboxSummary> {
  const numbers = await answerOf<InboxSummary[]>('GET', '/api/inboxes');
  const found = numbers.find(({ id }) => id === turnNumber);
  if (!found) throw new Error('The number is not connected');
  return found;
}

const inbox = () => env.INBOX.getByName(turnNumber);
const vectorRows = () =>
  runInDurableObject(inbox(), (_, { storage: { sql } }) =>
    sql
      .exec<{ entry: number; version: number; model: string; passages: number }>(
        'SELECT entry, version, model, passages FROM knowledge_vector ORDER BY entry, version',
      )
      .toArray(),
  );

/** Nothing is left to index. */
async function indexed(): Promise<void> {
  await vi.waitFor(async () => {
    await runDurableObjectAlarm(inbox());
    const jobs = await runInDurableObject(inbox(), (_, { storage: { sql } }) =>
      sql.exec("SELECT id FROM job WHERE lane = 'knowledge'").toArray(),
    );
    expect(jobs).toEqual([]);
  });
}

/** What has failed is tried again now. */
const tryAgain = () =>
  runInDurableObject(inbox(), (_, { storage: { sql } }) => {
    sql.exec("UPDATE job SET run_at = 0 WHERE lane = 'knowledge'");
  });

/** About 500 tokens that say nothing. */
const filler = (about: string) =>
  `${about}. ${Array.from({ length: 280 }, (_, at) => `${about}${at}`).join(' ')}`;

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_470_000);
  await searchBy(null);
  await assist();
  for (let entry = 0; entry < others; entry++)
    await learn({ title: `Topic ${entry}`, text: filler(`thing${entry}`) });
  await learn({ title: 'Postage', text: 'Sending a parcel costs 4.90 €.' });
});

beforeEach(() => embeddingsDo(null));

describe('a search by words', () => {
  it('is what there is without a model that embeds, and the settings say so', async () => {
    const { knowledge } = await state();
    expect(knowledge).toMatchObject({
      ...{ entries: others + 1, isWhole: false },
      search: { model: null, store: null, indexed: 0, skipped: 0, fault: null },
    });
    expect(await answerTo('What do you charge for a parcel?')).toMatchObject({ sources: ['Postage'] });
    expect((await answerTo('And what about delivery?')).sources).toEqual([]);
    expect(await embedded()).toEqual([]);
    expect(await vectorRows()).toEqual([]);
  });
});

describe('a search by meaning', () => {
  beforeAll(async () => {
    await searchBy(standInEmbeddings);
    await state();
    await indexed();
  });

  it('finds an entry that says it in other words', async () => {
    expect((await state()).knowledge.search).toEqual({
      ...{ model: standInEmbeddings, store: 'database', indexed: others + 1, skipped: 0, fault: null },
    });
    expect(await answerTo('And what about delivery?')).toEqual({
      ...{ text: 'Sending a parcel costs 4.90 €.', sources: ['Postage'] },
    });
  });

  it('embeds a question once, and counts it', async () => {
    const before = (await state()).usage.today;
    const customer = await scene.newCustomer('Hello');
    await assist({ mode: 'always' });
    await scene.writes(customer, 'And what about delivery?');
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([
      { outcome: 'answered', details: { sources: [{ title: 'Postage' }] } },
    ]);
    await assist();
    const questions = await embedded();
    expect(questions).toEqual([['Hello\nAnd what about delivery?']]);
    const after = (await state()).usage.today;
    const [turn] = await scene.turns(customer);
    const asked = Number(turn?.details?.inputTokens);
    expect(after.turns).toBe(before.turns + 1);
    expect(after.inputTokens - before.inputTokens).toBe(
      asked + Math.ceil((questions[0]?.[0] ?? '').length / 4),
    );
  });

  it.each<EmbeddingFault>(['timeout', 'rate-limit', 'server-error', 'html', 'too-few', 'other-size'])(
    'answers from the words alone if embedding fails with %s',
    async (fault) => {
      await embeddingsDo(fault);
      expect(await answerTo('What do you charge for a parcel?')).toMatchObject({ sources: ['Postage'] });
    },
  );

  it('takes an entry in the language of the customer, and another only if there is none', async () => {
    const german = await learn({
      ...{ title: 'Versand', text: 'Ein Paket kostet 4,90 € und ist in zwei Tagen da.', language: 'de' },
    });
    const english = await learn({
      ...{ title: 'Gifts', text: 'We wrap a gift for 2 €, and it is free for members.', language: 'en' },
    });
    await indexed();
    const asked = async (text: string) => {
      await answerTo(text);
      return promptTitles();
    };
    expect(await asked('Was kostet die Lieferung, und wie lange ist das Paket unterwegs?')).toEqual(
      expect.arrayContaining(['Versand', 'Postage']),
    );
    const delivery = await asked('What is the price of the delivery for this parcel, please?');
    expect(delivery).toContain('Postage');
    expect(delivery).not.toContain('Versand');
    expect(await asked('Was kostet es, wenn ihr ein Geschenk daraus macht?')).toContain('Gifts');
    await forget(german);
    await forget(english);
  });

  it('does not find an entry that has expired, and finds it again without embedding it again', async () => {
    const entry = await learn({ title: 'Workshops', text: 'The lesson is on Friday.' });
    await indexed();
    expect((await answerTo('Do you have a course?')).sources).toEqual(['Workshops']);
    const values = { title: entry.title, text: entry.text };
    await answerOf('PUT', `${path}/knowledge/${entry.id}`, { ...values, validUntil: Date.now() - 1_000 });
    expect((await answerTo('Do you have a course?')).sources).toEqual([]);
    await embeddingsDo(null);
    await answerOf('PUT', `${path}/knowledge/${entry.id}`, { ...values, validUntil: null });
    await indexed();
    expect(await embedded()).toEqual([]);
    expect((await answerTo('Do you have a course?')).sources).toEqual(['Workshops']);
    await forget(entry);
  });

  it('embeds an entry again when its words are changed, and forgets it when it is deleted', async () => {
    const entry = await learn({ title: 'Repairs', text: 'We mend bowls.' });
    await indexed();
    await embeddingsDo(null);
    await answerOf('PUT', `${path}/knowledge/${entry.id}`, { title: 'Repairs', text: 'We mend cups.' });
    await indexed();
    expect(await embedded()).toEqual([['Repairs\nWe mend cups.']]);
    const rows = async () => (await vectorRows()).filter((row) => row.entry === entry.id);
    expect(await rows()).toMatchObject([{ version: 2, passages: 1 }]);
    await forget(entry);
    await indexed();
    expect(await rows()).toEqual([]);
  });

  it('keeps one row for each entry, whatever its length', async () => {
    const entry = await learn({
      title: 'Long',
      text: Array.from({ length: 20 }, (_, at) => filler(`long${at}`)).join('\n\n'),
    });
    await indexed();
    const [row, ...more] = (await vectorRows()).filter((one) => one.entry === entry.id);
    expect(more).toEqual([]);
    expect(row?.passages).toBeGreaterThan(16);
    expect((await embedded()).every(({ length }) => length <= 16)).toBe(true);
    await forget(entry);
    await indexed();
  });

  it('says what is wrong while it cannot index, and goes on where it stopped', async () => {
    await embeddingsDo('rate-limit');
    const entries = [
      await learn({ title: 'One', text: 'First.' }),
      await learn({ title: 'Two', text: 'Second.' }),
    ];
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(inbox());
      expect((await state()).knowledge.search).toMatchObject({ indexed: others + 1, fault: 'model_busy' });
    });
    await embeddingsDo(null);
    await tryAgain();
    await indexed();
    expect((await state()).knowledge.search).toMatchObject({ indexed: others + 3, fault: null });
    for (const entry of entries) await forget(entry);
  });

  it('indexes each entry once if the object stops in between', async () => {
    await runInDurableObject(inbox(), (_, { storage: { sql } }) =>
      sql.exec('DELETE FROM knowledge_vector').toArray(),
    );
    await embeddingsDo('timeout');
    await state();
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(inbox());
      expect(await embedded()).toHaveLength(1);
    });
    await runInDurableObject(inbox(), (_, ctx) => ctx.abort('stopped')).catch(() => {});
    await embeddingsDo(null);
    await tryAgain();
    await indexed();
    const texts = (await embedded()).flat();
    expect(texts.length).toBeGreaterThan(others);
    expect(new Set(texts).size).toBe(texts.length);
    expect(await vectorRows()).toHaveLength(others + 1);
  });

  it('embeds again what was indexed with vectors of another size', async () => {
    await embeddingsDo('other-size');
    const entry = await learn({ title: 'Workshops', text: 'The lesson is on Friday.' });
    await indexed();
    await embeddingsDo(null);
    expect((await answerTo('Do you have a course?')).sources).toEqual([]);
    await indexed();
    expect((await answerTo('Do you have a course?')).sources).toEqual(['Workshops']);
    await forget(entry);
    await indexed();
  });

  it('keeps the index when all conversations are erased', async () => {
    const before = await vectorRows();
    const body = { displayPhoneNumber: (await numberNow()).displayPhoneNumber };
    await answerOf('DELETE', `/api/inboxes/${turnNumber}/conversations`, body);
    expect(await vectorRows()).toEqual(before);
    expect(before).toHaveLength(others + 1);
    expect((await answerTo('And what about delivery?')).sources).toEqual(['Postage']);
  });

  it('indexes nothing while its budget is used up', async () => {
    await assist({ budget: { perDay: 1_000 } });
    await embeddingsDo(null);
    const entry = await learn({ title: 'Later', text: 'Not yet.' });
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(inbox());
      const [job] = await runInDurableObject(inbox(), (_, { storage: { sql } }) =>
        sql.exec<{ run_at: number }>("SELECT run_at FROM job WHERE lane = 'knowledge'").toArray(),
      );
      expect(job?.run_at).toBeGreaterThan(Date.now() + 60_000);
    });
    expect(await embedded()).toEqual([]);
    await assist();
    await indexed();
    expect((await vectorRows()).map((row) => row.entry)).toContain(entry.id);
    await forget(entry);
  });

  it('starts again with another model, and needs none once there is no model or everything fits', async () => {
    await searchBy(null);
    await assist();
    await indexed();
    expect(await vectorRows()).toEqual([]);
    expect((await answerTo('And what about delivery?')).sources).toEqual([]);
    await searchBy(standInEmbeddings);
    // The next question notices it.
    await answerTo('What do you charge for a parcel?');
    await indexed();
    expect(await vectorRows()).toHaveLength(others + 1);
  });
});

/** The titles of the entries that the model was given last. */
async function promptTitles(): Promise<string[]> {
  const asked: { messages?: { content: string }[] }[] = await (await fetch(outside)).json();
  const prompt = asked.findLast(({ messages }) => messages)?.messages?.[1]?.content ?? '';
  return [...prompt.matchAll(/"title":"([^"]+)"/g)].map(([, title = '']) => title);
}

/** The settings of the assistant, its knowledge, and the provider of its models. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { standInEmbeddings } from '../../../../demo/cloud-api/model/embeddings.ts';
import { standInKey, standInModel } from '../../../../demo/cloud-api/model/model.ts';
import type {
  AssistantEstimate,
  AssistantState,
  TrialAnswers,
} from '../../../../worker/api/automation/assistant.ts';
import type { KnowledgeDetails, KnowledgeEntry } from '../../../../worker/api/automation/knowledge.ts';
import type { CurrentProvider, ProviderTest } from '../../../../worker/api/automation/provider.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import { allPassages, findPassages } from '../../../../worker/inbox/automation/assistant/knowledge-rows.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352246001';
const path = `/api/inboxes/${number}/automation`;
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

async function answerOf<Answer>(method: string, at: string, body?: unknown): Promise<Answer> {
  const answer = await call(method, at, { token, body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json<Answer>();
}

async function codeOf(method: string, at: string, body?: unknown): Promise<[number, string]> {
  const answer = await call(method, at, { token, body });
  return [answer.status, (await answer.json<ErrorBody>()).error.code];
}

const within = (now: number) => ({ limit: 5, now, language: null });

const provider = { url: 'https://model.example/settings/v1', model: standInModel, key: standInKey };

describe('the settings of the assistant', () => {
  it('are off at first, and say what is missing', async () => {
    const state = await answerOf<AssistantState>('GET', `${path}/assistant`);
    expect(state).toMatchObject({
      settings: { mode: 'off', disclosure: { isOn: true }, provider: 'workers-ai', allowedDomains: [] },
      hasWorkersAi: false,
      problems: ['no-workers-ai', 'no-knowledge'],
      knowledge: { entries: 0, tokens: 0, isWhole: true, search: null },
      usage: { today: { turns: 0, neurons: 0 }, month: { inputTokens: 0 } },
    });
    expect(state.usualDisclosures.de).toContain('KI');
    expect(state.models[0]).toEqual({ id: '@cf/zai-org/glm-4.7-flash', neuronsPerAnswer: 20 });
  });

  it('are stored as a whole, and the audit log names what was changed', async () => {
    const body = {
      mode: 'suggest',
      instructions: ' Be warm. ',
      provider: 'own',
      allowedDomains: ['Shop.Example'],
    };
    const state = await answerOf<AssistantState>('PUT', `${path}/assistant`, body);
    expect(state.settings).toMatchObject({
      ...{ mode: 'suggest', instructions: 'Be warm.', allowedDomains: ['shop.example'] },
      budget: { perDay: 500_000, perMonth: 10_000_000 },
    });
    expect(state.problems).toEqual(['no-provider']);
    const [entry] = (await answerOf<{ rows: { action: string; subject: string }[] }>('GET', '/api/audit'))
      .rows;
    expect(entry).toMatchObject({ action: 'number.assistant' });
    expect(entry?.subject).toMatch(/mode, instructions, allowedDomains, provider$/);
  });

  it('makes the number one that answers automatically once it may answer, and not while it suggests', async () => {
    const { settings } = await answerOf<AssistantState>('GET', `${path}/assistant`);
    const automationWith = async (mode: string) => {
      await answerOf('PUT', `${path}/assistant`, { ...settings, mode });
      const numbers = await answerOf<InboxSummary[]>('GET', '/api/inboxes');
      return numbers.find(({ id }) => id === number)?.automation;
    };
    expect(await automationWith('suggest')).toMatchObject({ isOn: false, isSuggesting: true });
    expect(await automationWith('outside-hours')).toMatchObject({ isOn: true, isSuggesting: true });
    expect(await automationWith('always')).toMatchObject({ isOn: true, isSuggesting: false });
    expect(await automationWith('off')).toMatchObject({ isOn: false, isSuggesting: false });
    await answerOf('PUT', `${path}/assistant`, settings);
  });

  it.each([
    { mode: 'sometimes' },
    { instructions: 'x'.repeat(4_001) },
    { allowedDomains: ['localhost'] },
    { allowedDomains: ['https://shop.example'] },
    { budget: { perDay: 5 } },
    { disclosure: { texts: { xx: 'Hi' } } },
  ])('are refused: %j', async (body) =>
    expect((await codeOf('PUT', `${path}/assistant`, body))[0]).toBe(422),
  );
});

describe('the provider of language models', () => {
  it('is stored once it has answered, and its key is never returned', async () => {
    const stored = await answerOf<CurrentProvider>('PUT', '/api/automation/provider', provider);
    expect(stored.provider).toEqual({
      ...{ url: provider.url, model: standInModel, embeddingModel: null, keyEnd: 'd-in' },
      testedAt: expect.any(Number),
    });
    for (const at of ['/api/automation/provider', '/api/audit', `${path}/assistant`]) {
      expect(await (await call('GET', at, { token })).text()).not.toContain(standInKey);
    }
    const test = await answerOf<ProviderTest>('POST', '/api/automation/provider/test');
    expect(test).toMatchObject({ isWorking: true, advice: null });
    const [row] = await runInDurableObject(env.WORKSPACE.getByName('workspace'), (_, { storage }) =>
      storage.sql.exec("SELECT value FROM setting WHERE name = 'model_provider'").toArray(),
    );
    expect(row?.value).not.toContain(standInKey);
  });

  it('can have a model that embeds texts, which is tested as well and named if it fails', async () => {
    const answer = await call('PUT', '/api/automation/provider', {
      token,
      body: { ...provider, embeddingModel: 'embed-0' },
    });
    expect(answer.status).toBe(422);
    expect((await answer.json<ErrorBody>()).error.details).toMatchObject({
      ...{ code: 'model_not_found', model: 'embed-0' },
    });
    const body = { ...provider, embeddingModel: standInEmbeddings };
    const stored = await answerOf<CurrentProvider>('PUT', '/api/automation/provider', body);
    expect(stored.provider?.embeddingModel).toBe(standInEmbeddings);
    const test = await answerOf<ProviderTest>('POST', '/api/automation/provider/test');
    expect(test).toMatchObject({ isWorking: true, model: standInModel });
    const without = await answerOf<CurrentProvider>('PUT', '/api/automation/provider', provider);
    expect(without.provider?.embeddingModel).toBeNull();
  });

  it('keeps its key when its model is changed, and not when its address is', async () => {
    const { key: _, ...withoutKey } = provider;
    const kept = await answerOf<CurrentProvider>('PUT', '/api/automation/provider', withoutKey);
    expect(kept.provider?.keyEnd).toBe('d-in');
    const elsewhere = { ...withoutKey, url: 'https://shop.example/v1' };
    expect(await codeOf('PUT', '/api/automation/provider', elsewhere)).toEqual([422, 'provider_not_working']);
    expect((await answerOf<CurrentProvider>('GET', '/api/automation/provider')).provider?.url).toBe(
      provider.url,
    );
  });

  it.each([
    ['model_key_refused', { ...provider, key: 'sk-wrong' }],
    ['model_not_found', { ...provider, model: 'gpt-0' }],
  ])('is refused if it does not work: %s', async (code, body) => {
    const answer = await call('PUT', '/api/automation/provider', { token, body });
    const { error } = await answer.json<ErrorBody>();
    expect(error).toMatchObject({ code: 'provider_not_working', details: { code } });
  });

  it.each([
    ['private_address', { ...provider, url: 'https://10.0.0.1/v1' }],
    ['own_address', { ...provider, url: 'https://inbox.example/v1' }],
    ['invalid_address', { ...provider, url: 'http://model.example/settings/v1' }],
  ])('is refused with %s', async (code, body) =>
    expect(await codeOf('PUT', '/api/automation/provider', body)).toEqual([422, code]),
  );

  it('can be deleted, and then there is none to test', async () => {
    expect((await call('DELETE', '/api/automation/provider', { token })).status).toBe(204);
    expect(await answerOf('GET', '/api/automation/provider')).toEqual({ provider: null });
    expect(await codeOf('POST', '/api/automation/provider/test')).toEqual([409, 'no_provider']);
    await answerOf('PUT', '/api/automation/provider', provider);
  });
});

describe('the knowledge of a number', () => {
  const knowledge = `${path}/knowledge`;
  const add = (entry: object) => answerOf<KnowledgeDetails>('POST', knowledge, entry);

  it('has entries that can be read, changed and deleted', async () => {
    const added = await add({
      kind: 'question',
      title: 'Do you repair?',
      text: 'Yes, on Fridays.',
      language: 'en',
    });
    expect(added).toMatchObject({ kind: 'question', version: 1, before: [], url: null, validUntil: null });
    const at = `${knowledge}/${added.id}`;
    const changed = await answerOf<KnowledgeDetails>('PUT', at, {
      ...{ title: 'Do you repair?', text: 'Yes, on Mondays.', version: 1 },
    });
    expect(changed).toMatchObject({ version: 2, before: [{ version: 1, text: 'Yes, on Fridays.' }] });
    expect(await answerOf('GET', at)).toEqual(changed);
    expect((await answerOf<KnowledgeEntry[]>('GET', knowledge)).map(({ title }) => title)).toEqual([
      'Do you repair?',
    ]);
    expect((await call('DELETE', at, { token })).status).toBe(204);
    expect(await codeOf('GET', at)).toEqual([404, 'knowledge_not_found']);
  });

  it('does not lose what somebody else has changed in the meantime', async () => {
    const { id } = await add({ title: 'Hours', text: 'Nine to five' });
    const at = `${knowledge}/${id}`;
    await answerOf('PUT', at, { title: 'Hours', text: 'Nine to six', version: 1 });
    const late = { title: 'Hours', text: 'Nine to seven', version: 1 };
    expect(await codeOf('PUT', at, late)).toEqual([409, 'knowledge_changed']);
    await call('DELETE', at, { token });
  });

  it('counts no new version if only its time or language is changed', async () => {
    const { id } = await add({ title: 'Sale', text: 'Everything is half price' });
    const changed = await answerOf<KnowledgeDetails>('PUT', `${knowledge}/${id}`, {
      ...{ title: 'Sale', text: 'Everything is half price', validUntil: Date.now() - 1_000 },
    });
    expect(changed).toMatchObject({ version: 1, before: [] });
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage: { sql } }) => {
      expect(allPassages(sql, Date.now())).toEqual([]);
      expect(findPassages(sql, 'half price', within(Date.now()))).toEqual([]);
      expect(findPassages(sql, 'half price', within(Date.now() - 60_000))).toHaveLength(1);
    });
    await call('DELETE', `${knowledge}/${id}`, { token });
  });

  it('is found by words of its text and title, in any script, the best first', async () => {
    const ids = new Map<string, number>();
    for (const [title, body] of [
      ['Shipping', 'A parcel costs 4.90 €. We ship on weekdays.'],
      ['Öffnungszeiten', 'Wir haben von neun bis sechs geöffnet.'],
      ['الشحن', 'تكلفة الشحن إلى إسبانيا عشرة يورو'],
      ['Care', 'Wash the bowl by hand. The parcel has a leaflet.'],
      ['Reparatur', 'Wir reparieren Schalen.'],
    ]) {
      ids.set(title ?? '', (await add({ title, text: body })).id);
    }
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage: { sql } }) => {
      const found = (question: string) =>
        findPassages(sql, question, within(Date.now())).map(({ title }) => title);
      expect(found('How much is a parcel, and the shipping?')[0]).toBe('Shipping');
      expect(found('Wann habt ihr geoffnet?')).toContain('Öffnungszeiten');
      expect(found('كم تكلفة الشحن')).toContain('الشحن');
      // Other forms, and words that are put together.
      expect(found('Do you do repairs?')).toContain('Reparatur');
      expect(found('Was kosten Reparaturen?')[0]).toBe('Reparatur');
      expect(found('Are parcels insured?')).toContain('Shipping');
      expect(found('"; DROP TABLE knowledge OR *')).toEqual([]);
      expect(found('!?')).toEqual([]);
    });
    for (const id of ids.values()) await call('DELETE', `${knowledge}/${id}`, { token });
  });

  it('takes the text of a page, without menus, scripts and what is hidden', async () => {
    const page = await answerOf<KnowledgeDetails>('POST', `${knowledge}/page`, {
      url: 'https://shop.example/moved',
    });
    expect(page).toMatchObject({
      ...{ kind: 'page', title: 'Delivery & returns', url: 'https://shop.example/delivery' },
      text: 'Delivery\n\nA parcel within Germany costs 4.90 €.\n\nSpain 9.90 €\n\nIt takes two days…',
    });
    const again = await answerOf<KnowledgeDetails>('POST', `${knowledge}/page`, {
      ...{ url: 'https://shop.example/plain.txt', id: page.id },
    });
    expect(again).toMatchObject({ id: page.id, version: 2, text: 'We are open on Sundays.\n\nCome in.' });
    await call('DELETE', `${knowledge}/${page.id}`, { token });
  });

  it.each([
    ['/inside', 422, 'invalid_address'],
    ['/round', 422, 'page_redirects'],
    ['/large', 422, 'page_too_large'],
    ['/file.pdf', 422, 'page_not_text'],
    ['/app', 422, 'page_empty'],
    ['/none', 422, 'page_not_found'],
  ])('takes nothing of the page %s', async (page, status, code) =>
    expect(await codeOf('POST', `${knowledge}/page`, { url: `https://shop.example${page}` })).toEqual([
      status,
      code,
    ]),
  );

  it.each([
    'http://shop.example',
    'https://127.0.0.1/',
    'https://router.lan/',
    'https://inbox.example/',
    'file:///etc',
  ])('fetches nothing from %s', async (url) =>
    expect((await codeOf('POST', `${knowledge}/page`, { url }))[0]).toBe(422),
  );
});

describe('the data of a number', () => {
  it('has the knowledge in its export, and keeps it when all conversations are erased', async () => {
    const added = await answerOf<KnowledgeDetails>('POST', `${path}/knowledge`, {
      ...{ title: 'Gift wrapping', text: 'We wrap every bowl on request.' },
    });
    const inbox = `/api/inboxes/${number}`;
    const lines = (await (await call('GET', `${inbox}/export`, { token })).text()).trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ type: 'knowledge', knowledge: added });
    const body = { displayPhoneNumber: '+1 555 078 3881' };
    expect((await call('DELETE', `${inbox}/conversations`, { token, body })).status).toBe(204);
    expect(await answerOf('GET', `${path}/knowledge/${added.id}`)).toEqual(added);
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage: { sql } }) => {
      expect(findPassages(sql, 'wrapping', within(Date.now()))).toHaveLength(1);
    });
    await call('DELETE', `${path}/knowledge/${added.id}`, { token });
  });
});

describe('the estimate', () => {
  it('counts what customers asked in the last month, and what came while the number is closed', async () => {
    const estimated = '106540352246002';
    await connectNumber(token, estimated);
    const at = `/api/inboxes/${estimated}`;
    const get = () => answerOf<AssistantEstimate>('GET', `${at}/automation/assistant/estimate`);
    expect(await get()).toMatchObject({
      days: 30,
      questions: 0,
      questionsOutsideHours: null,
      isSampled: false,
    });
    const now = Date.now();
    const minute = 60_000;
    const day = 24 * 60 * minute;
    const asks = (wamid: string, from: string, time: number) =>
      post(webhook(estimated, text(from, wamid, time, 'Hello')));
    await asks('wamid.estimate.1', '15550177011', now - 40 * day);
    await asks('wamid.estimate.2', '15550177011', now - 20 * day);
    await asks('wamid.estimate.3', '15550177011', now - 20 * day + 5_000);
    await asks('wamid.estimate.4', '15550177011', now - 10 * minute);
    await asks('wamid.estimate.5', '15550177012', now - 9 * minute);
    const { questions, inputTokens, neuronsPerAnswer } = await get();
    expect(questions).toBe(3);
    expect(inputTokens).toBeGreaterThan(1_000);
    expect(neuronsPerAnswer).toBeGreaterThan(5);
    const closed = { timeZone: 'UTC', week: {} };
    await answerOf('PUT', `${at}/hours`, { hours: closed });
    expect(await get()).toMatchObject({ questions: 3, questionsOutsideHours: 3 });
    const always = Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((one) => [
        one,
        '00:00-24:00',
      ]),
    );
    await answerOf('PUT', `${at}/hours`, { hours: { timeZone: 'UTC', week: always } });
    expect(await get()).toMatchObject({ questions: 3, questionsOutsideHours: 0 });
  });
});

describe('a dry run', () => {
  const run = (trial: object) => answerOf<TrialAnswers>('POST', `${path}/assistant/dry-run`, trial);

  it('says what the assistant would answer to a question, and what it is taken from', async () => {
    const { id } = await answerOf<KnowledgeDetails>('POST', `${path}/knowledge`, {
      ...{ title: 'Shipping', text: 'A parcel within Germany costs 4.90 €.' },
    });
    const { rows } = await run({ type: 'question', text: 'How much is shipping?' });
    expect(rows).toMatchObject([
      {
        ...{ action: 'reply', text: 'A parcel within Germany costs 4.90 €.', conversationId: null },
        sources: [{ entry: id, title: 'Shipping', url: null }],
      },
    ]);
    const { usage } = await answerOf<AssistantState>('GET', `${path}/assistant`);
    expect(usage.today.inputTokens).toBeGreaterThan(100);
  });

  it('replays past conversations beside what the team has answered, and sends nothing', async () => {
    await post(
      webhook(number, text('15550177001', 'wamid.dry.1', Date.now() - 5_000, 'How much is shipping?')),
    );
    await post(webhook(number, text('15550177002', 'wamid.dry.2', Date.now() - 4_000, 'Blorp?')));
    const { rows, next } = await run({ type: 'conversations', count: 1 });
    expect(rows).toMatchObject([{ question: 'Blorp?', answered: null, action: 'reply', sources: [] }]);
    const more = await run({ type: 'conversations', count: 10, before: next ?? '' });
    expect(more).toMatchObject({
      next: null,
      rows: [{ question: 'How much is shipping?', action: 'reply' }],
    });
    await runInDurableObject(env.INBOX.getByName(number), (_, { storage: { sql } }) => {
      expect(sql.exec("SELECT * FROM message WHERE direction = 'out'").toArray()).toEqual([]);
    });
  });

  it('can try settings that are not stored', async () => {
    const { rows } = await run({
      ...{ type: 'question', text: 'How much is shipping?' },
      settings: { provider: 'workers-ai' },
    });
    expect(rows).toMatchObject([{ action: 'handoff', because: 'model_not_found' }]);
  });
});

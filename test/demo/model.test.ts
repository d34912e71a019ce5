import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { standInEmbeddings } from '../../demo/cloud-api/model/embeddings.ts';
import { standInKey, standInModel } from '../../demo/cloud-api/model/model.ts';
import { type ModelFault, modelFault } from '../../demo/cloud-api/model/model-faults.ts';
import { type AnswerInput, answer } from '../../worker/assistant/answer.ts';
import { similarities } from '../../worker/assistant/knowledge/vectors.ts';
import { completions } from '../../worker/assistant/provider/completions.ts';
import { embeddings } from '../../worker/assistant/provider/embeddings.ts';

const fetchHere: typeof fetch = (input, init) => exports.default.fetch(new Request(input, init));

function control(path: string, body: unknown): Promise<Response> {
  return exports.default.fetch(
    new Request(`http://localhost/control/${path}`, { method: 'PUT', body: JSON.stringify(body) }),
  );
}

const model = (key = standInKey, name = standInModel) =>
  completions({ url: 'http://localhost/ai/v1', key, model: name, fetch: fetchHere });

const passage = (entry: number, title: string, text: string) => ({ entry, title, text, url: null });
const said = (text: string, from: 'customer' | 'bot' = 'customer') => ({
  ...{ type: 'message' as const, at: 0, from, name: null, text },
});

const input: AnswerInput = {
  business: { name: 'Lumen & Clay', about: '' },
  instructions: { general: '', mayPromise: '', mustNot: '' },
  knowledge: [
    passage(1, 'Shipping', 'A parcel within Germany costs 4.90 €. It takes two to three days.'),
    passage(2, 'Do you repair bowls?', 'Yes. Bring the bowl on a Friday, it takes three weeks.'),
  ],
  labels: [],
  opening: { timeZone: 'Europe/Berlin', hours: '', isOpen: null, changesAt: null },
  now: 0,
  contactName: 'Eva',
  lines: [],
  allowedDomains: [],
};

const ask = (lines: AnswerInput['lines'], one = model(), timeoutMs = 2_000) =>
  answer({ ...input, lines }, { models: [one], timeoutMs, pauseMs: 0 });

describe('the stand-in for a language model', () => {
  it('answers from the knowledge, and names its source', async () => {
    const shipping = await ask([said('Hello'), said('How much is shipping?')]);
    expect(shipping).toMatchObject({
      decision: {
        action: 'reply',
        text: 'A parcel within Germany costs 4.90 €. It takes two to three days.',
      },
      sources: [1],
      model: standInModel,
    });
    expect(shipping.usage.input).toBeGreaterThan(100);
    expect((await ask([said('My bowl broke. Can you repair it?')])).sources).toEqual([2]);
  });

  it('asks once if it does not understand, and then hands over', async () => {
    const first = await ask([said('Blorp?')]);
    expect(first.decision.action).toBe('reply');
    const question = first.decision.action === 'reply' ? first.decision.text : '';
    expect(await ask([said('Blorp?'), said(question, 'bot'), said('Blorp!')])).toMatchObject({
      decision: { action: 'handoff', because: 'asked_by_model' },
    });
  });

  it('hands over to a person on request, and does not answer thanks', async () => {
    expect((await ask([said('Can I speak to a person?')])).decision.action).toBe('handoff');
    expect((await ask([said('Thanks!')])).decision.action).toBe('ignore');
  });

  it('refuses a wrong key and an unknown model as OpenAI does', async () => {
    expect((await ask([said('Hi')], model('sk-wrong'))).decision).toMatchObject({
      because: 'model_key_refused',
    });
    expect((await ask([said('Hi')], model(standInKey, 'gpt-0'))).decision).toMatchObject({
      because: 'model_not_found',
    });
  });

  const outcomes: Record<ModelFault, string> = {
    timeout: 'model_timeout',
    'rate-limit': 'model_busy',
    'server-error': 'model_busy',
    html: 'model_answer_unreadable',
    'invalid-json': 'invalid_output',
    empty: 'model_answer_empty',
    'too-long': 'too_long',
    'foreign-link': 'foreign_link',
    'made-up-price': 'unknown_price',
    'other-language': 'other_language',
    'obeys-customer': 'prompt_echo',
    'unknown-tool': 'unknown_tool',
  };

  it.each(modelFault.options)('leads to a hand-over with the fault %s', async (fault) => {
    await control('model', { fault, count: null });
    const timeoutMs = fault === 'timeout' ? 50 : 2_000;
    const { decision } = await ask(
      [said('How much does shipping cost for the parcel, please?')],
      model(),
      timeoutMs,
    );
    expect(decision).toEqual({ action: 'handoff', because: outcomes[fault] });
    await control('model', { fault: null, count: null });
  });

  it('makes a mistake as often as it was told to', async () => {
    await control('model', { fault: 'invalid-json', count: 1 });
    const mended = await ask([said('How much is shipping?')]);
    expect(mended).toMatchObject({ decision: { action: 'reply' }, calls: 2 });
  });
});

describe('the stand-in for a model that embeds texts', () => {
  const embedder = embeddings({
    ...{ url: 'http://localhost/ai/v1', key: standInKey, model: standInEmbeddings, fetch: fetchHere },
  });
  const embed = (...texts: string[]) => embedder.embed(texts, AbortSignal.timeout(500));

  it('puts a question near to what says the same in other words, and far from the rest', async () => {
    const embedded = await embed(
      'What about delivery?',
      'Postage is 4.90 €.',
      'We repair bowls.',
      'A bowl to mend',
    );
    if (embedded.outcome === 'failed') throw new Error(embedded.detail);
    const [question, postage, repairs, mend] = embedded.vectors.map((one) => one ?? new Float32Array(256));
    const near = (a?: Float32Array, b?: Float32Array) => (a && b ? (similarities(a, b)[0] ?? 0) : 0);
    expect(near(question, postage)).toBeGreaterThan(0.9);
    expect(near(repairs, mend)).toBeGreaterThan(0.9);
    expect(near(question, repairs)).toBeLessThan(0.2);
    expect(embedded.tokens).toBeGreaterThan(10);
    expect(await embed('What about delivery?')).toMatchObject({ vectors: [question] });
  });

  it.each([
    ['timeout', 'model_timeout'],
    ['rate-limit', 'model_busy'],
    ['server-error', 'model_busy'],
    ['html', 'model_answer_unreadable'],
    ['too-few', 'model_answer_unreadable'],
  ])('makes the mistake %s when it is told to, as often as it is told', async (fault, code) => {
    await control('embeddings', { fault, count: 1 });
    expect(await embed('a', 'b')).toMatchObject({ outcome: 'failed', fault: code });
    expect(await embed('parcel', 'bowl')).toMatchObject({ outcome: 'embedded' });
  });
});

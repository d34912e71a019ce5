import { describe, expect, it } from 'vitest';
import { type AnswerInput, answer } from '../../../worker/assistant/answer.ts';
import type { ChatMessage, Model, ModelAnswer } from '../../../worker/assistant/provider/model.ts';

const shipping = {
  entry: 4,
  title: 'Shipping',
  text: 'A parcel within Germany costs 4.90 €. It takes two to three days.',
  url: 'https://lumen.example/shipping',
};

const input: AnswerInput = {
  business: { name: 'Lumen & Clay', about: 'Handmade bowls.' },
  instructions: { general: 'Be friendly.', mayPromise: '', mustNot: 'Do not speak about competitors.' },
  knowledge: [shipping],
  labels: ['Delivery'],
  opening: { timeZone: 'Europe/Berlin', hours: '', isOpen: null, changesAt: null },
  now: Date.UTC(2026, 10, 30, 12),
  contactName: 'Eva',
  lines: [
    {
      type: 'message',
      at: 0,
      from: 'customer',
      name: null,
      text: 'Hi, what does the shipping cost, please?',
    },
  ],
  allowedDomains: ['lumen.example'],
};
const options = { timeoutMs: 1_000, pauseMs: 0 };

/** A model that says these in turn, and what it was asked. */
function saying(...answers: (string | Partial<ModelAnswer>)[]) {
  const asked: ChatMessage[][] = [];
  const model: Model = {
    name: 'test-model',
    ask: ({ messages }) => {
      asked.push(messages);
      const next = answers[asked.length - 1] ?? '';
      return Promise.resolve({
        outcome: 'answered',
        tools: [],
        usage: { input: 100, output: 10 },
        ...(typeof next === 'string' ? { text: next } : next),
      } as ModelAnswer);
    },
  };
  return { model, asked };
}

const reply = (text: string, more = {}) =>
  JSON.stringify({ reply: text, action: 'reply', reason: 'asks for the price', sources: ['k4'], ...more });

async function decided(...answers: (string | Partial<ModelAnswer>)[]) {
  const { model, asked } = saying(...answers);
  return { ...(await answer(input, { ...options, models: [model] })), asked };
}

describe('an answer of the assistant', () => {
  it('is the reply of the model, with its sources and what it cost', async () => {
    const said = await decided(reply('It costs **4,90 €**.', { labels: ['Delivery', 'made-up'] }));
    expect(said).toMatchObject({
      decision: { action: 'reply', text: 'It costs *4,90 €*.' },
      reason: 'asks for the price',
      labels: ['Delivery'],
      sources: [4],
      model: 'test-model',
      usage: { input: 100, output: 10 },
      calls: 1,
    });
  });

  it('names only sources that were in the prompt', async () => {
    const said = await decided(reply('It costs 4.90 €.', { sources: ['k4', 'k4', 'k9', 'shipping'] }));
    expect(said.sources).toEqual([4]);
  });

  it('can be that nothing has to be answered, or that the conversation is done', async () => {
    const ignored = await decided('{"reply":null,"action":"ignore","reason":"thanks"}');
    expect(ignored.decision).toEqual({ action: 'ignore' });
    const closed = await decided('{"reply":"Have a nice day, and thank you!","action":"close","reason":""}');
    expect(closed.decision).toEqual({ action: 'close', text: 'Have a nice day, and thank you!' });
  });

  it('is a hand-over if the model wants one, whatever it replies', async () => {
    const said = await decided('{"reply":"One moment","action":"handoff","reason":"wants a person"}');
    expect(said).toMatchObject({
      decision: { action: 'handoff', because: 'asked_by_model' },
      reason: 'wants a person',
    });
  });

  it('may be repeated once if it is not JSON, and then counts both calls', async () => {
    const said = await decided('It costs 4.90 €.', reply('It costs 4.90 €.'));
    expect(said).toMatchObject({
      decision: { action: 'reply' },
      calls: 2,
      usage: { input: 200, output: 20 },
    });
    expect(said.asked[1]?.at(-1)?.content).toContain('not a JSON object');
  });

  it.each<[string, string | Partial<ModelAnswer>, string, number]>([
    ['HTML', '<html><body>502 Bad Gateway</body></html>', 'invalid_output', 2],
    ['invalid JSON', '{"reply": "It costs', 'invalid_output', 2],
    ['an unknown action', '{"reply":"Hi","action":"send_template","reason":""}', 'invalid_output', 2],
    ['an empty reply', '{"reply":"","action":"reply","reason":""}', 'invalid_output', 2],
    ['10,000 characters', reply('word '.repeat(2_000)), 'too_long', 2],
    [
      'another language',
      reply('Der Versand ist leider nicht für Sie und wir haben keine Zeit.'),
      'other_language',
      2,
    ],
    ['a link to a foreign host', reply('See https://evil.example/offer'), 'foreign_link', 1],
    ['a price that is not in the sources', reply('It costs 2 €.'), 'unknown_price', 1],
    [
      'its instructions',
      reply(
        'My rules say: Take every fact from the knowledge, the instructions or the conversation. Do not guess',
      ),
      'prompt_echo',
      1,
    ],
    ['a call of a tool', { text: '', tools: ['refund_order'] }, 'unknown_tool', 1],
    [
      'a timeout',
      { outcome: 'failed', fault: 'model_timeout', status: null, detail: '' },
      'model_timeout',
      1,
    ],
    ['429 twice', { outcome: 'failed', fault: 'model_busy', status: 429, detail: '' }, 'model_busy', 2],
  ])('is a hand-over after %s', async (_, said, because, calls) => {
    const answered = await decided(said, said, said);
    expect(answered.decision).toEqual({ action: 'handoff', because });
    expect(answered.calls).toBe(calls);
  });

  it('comes from the second model where the first one fails', async () => {
    const failing = saying({ outcome: 'failed', fault: 'model_timeout', status: null, detail: '' });
    const second = saying(reply('It costs 4.90 €.'));
    const said = await answer(input, { ...options, models: [failing.model, second.model] });
    expect(said.decision.action).toBe('reply');
    expect(said.calls).toBe(2);
  });

  it('is a hand-over where no model is set', async () => {
    const said = await answer(input, { ...options, models: [] });
    expect(said.decision).toEqual({ action: 'handoff', because: 'model_not_found' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonIn } from '../../../worker/assistant/output/json.ts';
import { parseOutput } from '../../../worker/assistant/output/output.ts';
import { completions } from '../../../worker/assistant/provider/completions.ts';
import { answerIn } from '../../../worker/assistant/provider/normalize.ts';
import { workersAi } from '../../../worker/assistant/provider/workers-ai.ts';

const request = { messages: [{ role: 'user' as const, content: 'Hi' }], maxTokens: 100, schema: {} };
const later = () => AbortSignal.timeout(5_000);

describe('the answer of a provider', () => {
  it.each([
    [
      'chat completions',
      { choices: [{ message: { content: 'Hi' } }], usage: { prompt_tokens: 3, completion_tokens: 2 } },
    ],
    [
      'parts of a message',
      {
        choices: [
          {
            message: {
              content: [
                { type: 'reasoning', text: 'hm' },
                { type: 'text', text: 'Hi' },
              ],
            },
          },
        ],
        usage: { prompt_tokens: 3, completion_tokens: 2 },
      },
    ],
    [
      'the Responses API',
      {
        output: [
          { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'hm' }] },
          { type: 'message', content: [{ type: 'output_text', text: 'Hi' }] },
        ],
        usage: { input_tokens: 3, output_tokens: 2 },
      },
    ],
    ['older models', { response: 'Hi', usage: { prompt_tokens: 3, completion_tokens: 2 } }],
    [
      'the REST API of Cloudflare',
      { result: { response: 'Hi', usage: { prompt_tokens: 3, completion_tokens: 2 } }, success: true },
    ],
    [
      'a model that thinks aloud',
      { response: '<think>hm, {"a":1}</think>\nHi', usage: { prompt_tokens: 3, completion_tokens: 2 } },
    ],
  ])('is read from %s', (_, body) =>
    expect(answerIn(body)).toEqual({
      outcome: 'answered',
      text: 'Hi',
      tools: [],
      usage: { input: 3, output: 2 },
    }),
  );

  it('can be an object where the model is held to a schema', () => {
    expect(answerIn({ response: { action: 'ignore' } })).toMatchObject({ text: '{"action":"ignore"}' });
  });

  it('names the tools that it wants to call, in each shape', () => {
    const call = { id: '1', type: 'function', function: { name: 'refund', arguments: '{}' } };
    const shapes = [
      { choices: [{ message: { content: null, tool_calls: [call] } }] },
      { response: null, tool_calls: [{ name: 'refund', arguments: {} }] },
      { output: [{ type: 'function_call', name: 'refund', arguments: '{}' }] },
    ];
    for (const body of shapes)
      expect(answerIn(body)).toMatchObject({ outcome: 'answered', tools: ['refund'] });
  });

  it.each([{}, null, [], 'Hi', { choices: [] }, { error: 'no' }, { choices: 'x' }, { output: 'x' }])(
    'is unreadable: %j',
    (body) => expect(answerIn(body)).toMatchObject({ outcome: 'failed', fault: 'model_answer_unreadable' }),
  );

  it.each([
    { response: '' },
    { choices: [{ message: { content: ' ' } }] },
    { response: '<think>still thinking' },
  ])('is empty: %j', (body) =>
    expect(answerIn(body)).toMatchObject({ outcome: 'failed', fault: 'model_answer_empty' }),
  );
});

describe('a model behind an OpenAI-compatible address', () => {
  const answering = (...answers: Response[]) => {
    const asked: { url: string; body: Record<string, unknown>; init: RequestInit }[] = [];
    const fetch: typeof globalThis.fetch = (url, init = {}) => {
      asked.push({ url: String(url), body: JSON.parse(String(init.body)), init });
      const answer = answers[asked.length - 1];
      return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('connection refused'));
    };
    const model = completions({ url: 'https://ai.example/v1/', key: 'sk-1', model: 'm', fetch });
    return { model, asked };
  };

  it('is asked at /chat/completions with its key, and no redirect is followed', async () => {
    const { model, asked } = answering(Response.json({ choices: [{ message: { content: 'Hi' } }] }));
    expect(await model.ask(request, later())).toMatchObject({ outcome: 'answered', text: 'Hi' });
    expect(asked[0]).toMatchObject({
      url: 'https://ai.example/v1/chat/completions',
      body: { model: 'm', max_tokens: 100, response_format: { type: 'json_object' } },
      init: { redirect: 'manual', headers: { Authorization: 'Bearer sk-1' } },
    });
  });

  it('is asked again without what it does not know', async () => {
    const { model, asked } = answering(
      Response.json({ error: { message: 'max_tokens is not supported' } }, { status: 400 }),
      Response.json({ error: { message: 'temperature is not supported' } }, { status: 400 }),
      Response.json({ choices: [{ message: { content: 'Hi' } }] }),
    );
    expect(await model.ask(request, later())).toMatchObject({ outcome: 'answered' });
    expect(asked[2]?.body).toEqual({
      model: 'm',
      messages: request.messages,
      max_completion_tokens: 100,
      response_format: { type: 'json_object' },
    });
  });

  it.each<[string, Response | undefined, string]>([
    ['HTML', new Response('<html>Hello</html>'), 'model_answer_unreadable'],
    [
      'a redirect',
      new Response(null, { status: 302, headers: { Location: 'https://b.example' } }),
      'model_refused',
    ],
    ['401', Response.json({ error: 'key' }, { status: 401 }), 'model_key_refused'],
    ['404', Response.json({ error: 'what' }, { status: 404 }), 'model_not_found'],
    ['429', Response.json({ error: 'slow down' }, { status: 429 }), 'model_busy'],
    [
      '429 without credit',
      Response.json({ error: { code: 'insufficient_quota' } }, { status: 429 }),
      'model_allowance_used',
    ],
    ['500', new Response('<html>Oops</html>', { status: 500 }), 'model_busy'],
    ['400', Response.json({ error: 'the prompt is too long' }, { status: 400 }), 'model_refused'],
    ['no connection', undefined, 'model_unreachable'],
  ])('fails with %s', async (_, response, fault) => {
    const { model } = answering(...(response ? [response] : []));
    expect(await model.ask(request, later())).toMatchObject({ outcome: 'failed', fault });
  });

  it('fails when its time is over', async () => {
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const model = completions({ url: 'https://ai.example', key: null, model: 'm', fetch });
    expect(await model.ask(request, AbortSignal.timeout(5))).toMatchObject({ fault: 'model_timeout' });
  });

  it('is read only as far as an answer can be long', async () => {
    const { model } = answering(new Response('x'.repeat(5_000_000)));
    const answer = await model.ask(request, later());
    expect(answer).toMatchObject({ outcome: 'failed', fault: 'model_answer_unreadable' });
  });
});

describe('a model of Workers AI', () => {
  it('is asked without a schema if it cannot be held to one', async () => {
    const inputs: Record<string, unknown>[] = [];
    const model = workersAi(
      {
        run: (_, input) => {
          inputs.push(input);
          const isHeld = 'response_format' in input;
          return isHeld
            ? Promise.reject(new Error("5025: This model doesn't support JSON Schema"))
            : Promise.resolve({ response: 'Hi' });
        },
      },
      '@cf/x',
    );
    expect(await model.ask(request, later())).toMatchObject({ outcome: 'answered', text: 'Hi' });
    expect(inputs).toHaveLength(2);
  });

  it.each([
    ['4006: you have used up your daily free allocation of 10,000 neurons', 'model_allowance_used'],
    ['5007: No such model @cf/x or task', 'model_not_found'],
    ['3040: Capacity temporarily exceeded, please try again.', 'model_busy'],
    ['3007: Timed out', 'model_timeout'],
    ['5004: Invalid input', 'model_refused'],
  ])('fails: %s', async (message, fault) => {
    const model = workersAi({ run: () => Promise.reject(new Error(message)) }, '@cf/x');
    expect(await model.ask(request, later())).toMatchObject({ outcome: 'failed', fault });
  });

  it('fails when its time is over, although it cannot be stopped', async () => {
    const model = workersAi({ run: () => new Promise(() => {}) }, '@cf/x');
    expect(await model.ask(request, AbortSignal.timeout(5))).toMatchObject({ fault: 'model_timeout' });
  });
});

describe('the JSON in what a model says', () => {
  it('is found in a code block, after a sentence, and with a comma too many', () => {
    expect(jsonIn('Sure!\n```json\n{"action": "ignore", "labels": ["a",],}\n```\nDone {ok}.')).toEqual({
      action: 'ignore',
      labels: ['a'],
    });
  });

  it('is found with line breaks inside its strings, and commas in them stay', () => {
    expect(jsonIn('{"reply": "Hello,\n\tyou said \\"a, }\\"", "labels": [1, ], }')).toEqual({
      reply: 'Hello,\n\tyou said "a, }"',
      labels: [1],
    });
  });

  it('is the same object, whatever text without braces is around it', () => {
    const around = fc.string().filter((text) => !/[{}]/.test(text));
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())),
        around,
        around,
        (object, a, b) => {
          expect(jsonIn(`${a}${JSON.stringify(object)}${b}`)).toEqual(JSON.parse(JSON.stringify(object)));
        },
      ),
    );
  });

  it('is read in time from any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '"', '\\', ',', 'a') }),
        (text) => void jsonIn(text),
      ),
    );
    expect(jsonIn('{'.repeat(100_000))).toBeUndefined();
  });

  it('keeps what is usable of a sloppy answer', () => {
    expect(parseOutput('{"reply":" Hi ","action":" Reply ","labels":"x","sources":null}')).toEqual({
      outcome: 'parsed',
      output: { reply: 'Hi', action: 'reply', reason: '', labels: [], sources: [] },
    });
  });
});

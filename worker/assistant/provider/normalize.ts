/**
 * Reads the three shapes in which providers answer: `choices` of chat completions, `output` of the Responses API, and
 * `response` of older models of Workers AI. Reasoning is left out.
 */
import * as v from 'valibot';
import { failure, type ModelAnswer, noUsage, type Usage } from './model.ts';

const named = v.object({ name: v.string() });
const toolCalls = v.nullish(v.array(v.union([v.object({ function: named }), named])), []);

const text = v.union([
  v.string(),
  v.pipe(
    v.array(v.object({ type: v.optional(v.string()), text: v.optional(v.string(), '') })),
    v.transform((parts) =>
      parts.flatMap((part) => (part.type?.includes('reasoning') ? [] : part.text)).join(''),
    ),
  ),
]);

const count = v.fallback(v.optional(v.number()), undefined);
const usage = v.fallback(
  v.pipe(
    v.nullish(
      v.object({
        prompt_tokens: count,
        completion_tokens: count,
        input_tokens: count,
        output_tokens: count,
      }),
    ),
    v.transform(
      (one): Usage => ({
        input: one?.prompt_tokens ?? one?.input_tokens ?? 0,
        output: one?.completion_tokens ?? one?.output_tokens ?? 0,
      }),
    ),
  ),
  noUsage,
);

const choices = v.object({
  choices: v.tuple([
    v.object({ message: v.object({ content: v.nullish(text, ''), tool_calls: toolCalls }) }),
  ]),
  usage,
});

const output = v.object({
  output: v.array(
    v.looseObject({ type: v.string(), content: v.nullish(text, ''), name: v.optional(v.string()) }),
  ),
  usage,
});

const response = v.object({
  /** An object where the model was held to a schema. */
  response: v.nullish(v.union([v.string(), v.looseObject({})]), ''),
  tool_calls: toolCalls,
  usage,
});

/** `body`: the parsed answer of a provider that reported no error. */
export function answerIn(body: unknown): ModelAnswer {
  const inner = v.is(v.object({ result: v.looseObject({}) }), body) ? body.result : body;
  const read = readCompletion(inner) ?? readResponses(inner) ?? readOlder(inner);
  if (!read) return failure('model_answer_unreadable', null, JSON.stringify(body) ?? '');
  const spoken = withoutReasoning(read.text);
  if (spoken === '' && read.tools.length === 0) {
    return failure('model_answer_empty', null, 'The model answered nothing.');
  }
  return { outcome: 'answered', ...read, text: spoken };
}

interface Read {
  text: string;
  tools: string[];
  usage: Usage;
}

function readCompletion(body: unknown): Read | null {
  const parsed = v.safeParse(choices, firstChoiceOnly(body));
  if (!parsed.success) return null;
  const { message } = parsed.output.choices[0];
  return {
    text: message.content ?? '',
    tools: toolNames(message.tool_calls),
    usage: parsed.output.usage ?? noUsage,
  };
}

function readResponses(body: unknown): Read | null {
  const parsed = v.safeParse(output, body);
  if (!parsed.success) return null;
  const items = parsed.output.output;
  return {
    text: items.flatMap((item) => (item.type === 'message' ? (item.content ?? '') : [])).join(''),
    tools: items.flatMap((item) => (item.type === 'function_call' ? (item.name ?? 'unnamed') : [])),
    usage: parsed.output.usage ?? noUsage,
  };
}

function readOlder(body: unknown): Read | null {
  if (!v.is(v.looseObject({ response: v.unknown() }), body)) return null;
  const parsed = v.safeParse(response, body);
  if (!parsed.success) return null;
  const said = parsed.output.response ?? '';
  return {
    text: typeof said === 'string' ? said : JSON.stringify(said),
    tools: toolNames(parsed.output.tool_calls),
    usage: parsed.output.usage ?? noUsage,
  };
}

/** Only one answer is asked for; a provider that sends several means the first. */
function firstChoiceOnly(body: unknown): unknown {
  const list = v.safeParse(v.looseObject({ choices: v.array(v.unknown()) }), body);
  return list.success ? { ...list.output, choices: list.output.choices.slice(0, 1) } : body;
}

function toolNames(calls: v.InferOutput<typeof toolCalls>): string[] {
  return (calls ?? []).map((call) => ('function' in call ? call.function.name : call.name));
}

/** Some models write what they think into the answer. An unfinished thought has no answer after it. */
function withoutReasoning(said: string): string {
  return said.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi, '').trim();
}

/** A model behind any OpenAI-compatible address: OpenAI, Groq, Mistral, OpenRouter, Ollama, vLLM and others. */
import {
  type ChatRequest,
  failure,
  failureOf,
  type Model,
  type ModelAnswer,
  type ModelFault,
} from './model.ts';
import { answerIn } from './normalize.ts';

export interface Endpoint {
  /** Such as `https://api.openai.com/v1`; the path of what is asked is added. */
  url: string;
  /** Null: the provider wants none, as a server of one's own. */
  key: string | null;
  model: string;
  fetch: typeof fetch;
}

const maxAnswerBytes = 512 * 1024;

/** Parameters that some models refuse, and by what they are replaced. */
const optional: Readonly<Record<string, (request: Body) => Body>> = {
  max_tokens: ({ max_tokens: tokens, ...rest }) => ({ ...rest, max_completion_tokens: tokens }),
  response_format: ({ response_format: _, ...rest }) => rest,
  temperature: ({ temperature: _, ...rest }) => rest,
};

type Body = Record<string, unknown>;

export function completions({ url, key, model, fetch }: Endpoint): Model {
  const post = (body: Body, signal: AbortSignal) =>
    postTo({ url, key, fetch }, '/chat/completions', body, signal);
  return {
    name: model,
    async ask(request, signal) {
      let body = bodyOf(model, request);
      try {
        for (;;) {
          const { status, text } = await post(body, signal);
          const refused =
            status === 400 ? Object.keys(optional).find((name) => isNamed(name, body, text)) : null;
          const without = refused && optional[refused];
          if (!without) return readAnswer(status, text);
          body = without(body);
        }
      } catch (error) {
        return failureOf(error, signal);
      }
    },
  };
}

/** Asks an OpenAI-compatible provider. Throws if there is no answer. */
export async function postTo(
  { url, key, fetch }: Omit<Endpoint, 'model'>,
  path: string,
  body: Body,
  signal: AbortSignal,
  maxBytes = maxAnswerBytes,
): Promise<{ status: number; text: string }> {
  const base = url.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  const answer = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(key !== null && { Authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
    // The key must not follow to another address.
    redirect: 'manual',
    signal,
  });
  return { status: answer.status, text: await textOf(answer, maxBytes) };
}

function bodyOf(model: string, { messages, maxTokens }: ChatRequest): Body {
  return {
    model,
    messages,
    max_tokens: maxTokens,
    temperature: 0.2,
    response_format: { type: 'json_object' },
  };
}

function isNamed(parameter: string, body: Body, text: string): boolean {
  return parameter in body && text.includes(parameter);
}

function readAnswer(status: number, text: string): ModelAnswer {
  const body = jsonOf(text);
  if (status >= 200 && status < 300) {
    if (body === undefined) return failure('model_answer_unreadable', status, text);
    return answerIn(body);
  }
  return failure(faultOf(status, text), status, text);
}

export function faultOf(status: number, text: string): ModelFault {
  if (/insufficient_quota|used up|allocation|credit/i.test(text)) return 'model_allowance_used';
  switch (status) {
    case 401:
    case 403:
      return 'model_key_refused';
    case 402:
      return 'model_allowance_used';
    case 404:
      return 'model_not_found';
    case 408:
    case 504:
      return 'model_timeout';
    case 429:
      return 'model_busy';
    default:
      if (/model.{0,80}(?:not found|does not exist|not exist|unknown)|no such model/i.test(text)) {
        return 'model_not_found';
      }
      return status >= 500 ? 'model_busy' : 'model_refused';
  }
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads no more than an answer can have, so that a wrong address cannot fill the memory. */
async function textOf(answer: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = answer.body?.getReader();
  if (!reader) return '';
  let text = '';
  for (let left = maxBytes; left > 0; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
  }
  await reader.cancel();
  return text;
}

/**
 * A stand-in for a provider of language models, OpenAI-compatible, at `/ai/v1`. It answers from the knowledge in the prompt,
 * always the same, embeds texts, and makes mistakes on demand.
 */
import * as v from 'valibot';
import { answerEmbeddings, type EmbeddingFault, standInEmbeddings } from './embeddings.ts';
import { errorAnswer, failedAnswer, type ModelFault, wrongWords } from './model-faults.ts';
import { replyTo } from './model-reply.ts';

/** The key that it takes; it is no secret. */
export const standInKey = 'sk-stand-in';
export const standInModel = 'stand-in-1';

const chatRequest = v.object({
  model: v.string(),
  messages: v.array(v.object({ role: v.string(), content: v.string() })),
});

/** What the models do wrong in this answer. */
export interface Faults {
  answer: ModelFault | null;
  embedding: EmbeddingFault | null;
}

export async function answerModel(
  request: Request,
  path: string,
  { answer: fault, embedding }: Faults,
): Promise<Response> {
  // Also where it is refused: an answer ends the reading.
  const body: unknown = request.method === 'POST' ? await request.json().catch(() => null) : null;
  if (request.headers.get('authorization') !== `Bearer ${standInKey}`) {
    return errorAnswer(401, 'invalid_api_key', 'Incorrect API key provided.');
  }
  if (request.method === 'GET' && path === '/models') {
    return Response.json({
      object: 'list',
      data: [standInModel, standInEmbeddings].map((id) => ({ id, object: 'model' })),
    });
  }
  if (request.method === 'POST' && path === '/embeddings') return answerEmbeddings(body, embedding);
  if (request.method !== 'POST' || path !== '/chat/completions') {
    return errorAnswer(404, 'not_found', `There is no ${request.method} ${path}.`);
  }
  const parsed = v.safeParse(chatRequest, body);
  if (!parsed.success) return errorAnswer(400, 'invalid_request_error', 'The request has no messages.');
  const { model, messages } = parsed.output;
  if (model !== standInModel) {
    return errorAnswer(404, 'model_not_found', `The model ${model} does not exist.`);
  }
  const failed = fault && failedAnswer(fault);
  if (failed) return failed;
  const [prompt = ''] = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const content = fault ? wrongWords(fault, system) : JSON.stringify(replyTo(prompt));
  const calls = fault === 'unknown-tool' ? [call('refund_order')] : undefined;
  return Response.json({
    id: `chatcmpl-${crypto.randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: calls ? null : content, ...(calls && { tool_calls: calls }) },
        finish_reason: calls ? 'tool_calls' : 'stop',
      },
    ],
    usage: usageOf(messages.map((message) => message.content).join(''), content),
  });
}

function call(name: string) {
  return { id: 'call_1', type: 'function', function: { name, arguments: '{"order":"1"}' } };
}

function usageOf(asked: string, said: string) {
  const [input, output] = [Math.ceil(asked.length / 4), Math.ceil(said.length / 4)];
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

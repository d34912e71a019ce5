/** The deployment's own provider of language models. */
import type { ProviderTest } from '../../api/automation/provider.ts';
import { completions } from '../../assistant/provider/completions.ts';
import { embeddings } from '../../assistant/provider/embeddings.ts';
import type { ModelAnswer, ModelFailure, ModelFault } from '../../assistant/provider/model.ts';
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import type { ProviderAccess } from '../../workspace/assistant/provider.ts';
import type { ClosedHandlers } from '../call.ts';
import { checkedAddress } from '../http/public-address.ts';

const testMs = 20_000;

export const provider = {
  'GET /api/automation/provider': async ({ env }) => ({
    provider: await workspaceOf(env).assistant.provider(),
  }),

  'PUT /api/automation/provider': async ({ env, session, url, body }) => {
    const workspace = workspaceOf(env);
    const address = checkedAddress(body.url, env, url, 'https://api.openai.com/v1');
    const before = await workspace.assistant.access();
    // A key must not go to another address because only the address was changed.
    const isSameHost = before !== null && new URL(before.url).host === new URL(address).host;
    const key = body.key === undefined ? (isSameHost ? before.key : null) : body.key;
    const access = { url: address, model: body.model, embeddingModel: body.embeddingModel, key };
    const test = await testProvider(access);
    if (!test.isWorking) {
      const { code, advice: sentence, status, detail, model } = test;
      throw new ApiError(422, 'provider_not_working', sentence ?? '', { code, status, detail, model });
    }
    return { provider: await workspace.assistant.putProvider(session.agent, access) };
  },

  'DELETE /api/automation/provider': ({ env, session }) =>
    workspaceOf(env).assistant.removeProvider(session.agent),

  'POST /api/automation/provider/test': async ({ env }) => {
    const access = await workspaceOf(env).assistant.access();
    if (access) return testProvider(access);
    throw new ApiError(409, 'no_provider', 'No provider is stored. PUT /api/automation/provider stores one.');
  },
} satisfies Partial<ClosedHandlers>;

async function testProvider(access: ProviderAccess): Promise<ProviderTest> {
  const started = Date.now();
  const ms = () => Date.now() - started;
  const { model, embeddingModel } = access;
  const answer = await answerOf(access);
  if (answer.outcome === 'failed') return { ...failed(answer), model, ms: ms() };
  if (embeddingModel !== null) {
    const embedder = embeddings({
      ...access,
      model: embeddingModel,
      fetch: (input, init) => fetch(input, init),
    });
    const embedded = await embedder.embed(['This is a test of the connection.'], AbortSignal.timeout(testMs));
    if (embedded.outcome === 'failed') return { ...failed(embedded), model: embeddingModel, ms: ms() };
  }
  const detail = answer.text.slice(0, 200);
  return { isWorking: true, model, code: null, advice: null, status: 200, detail, ms: ms() };
}

function answerOf(access: ProviderAccess): Promise<ModelAnswer> {
  return completions({ ...access, fetch: (input, init) => fetch(input, init) }).ask(
    {
      messages: [
        {
          role: 'system',
          content: 'This is a test of the connection. Answer with the JSON object {"ok": true}.',
        },
        { role: 'user', content: 'Answer in JSON.' },
      ],
      maxTokens: 400,
      schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
    },
    AbortSignal.timeout(testMs),
  );
}

function failed({ fault, status, detail }: ModelFailure): Omit<ProviderTest, 'model' | 'ms'> {
  return { isWorking: false, code: fault, advice: advice[fault], status, detail };
}

const advice: Readonly<Record<ModelFault, string>> = {
  model_timeout: 'The provider did not answer within 20 seconds. Choose a faster model.',
  model_unreachable: 'The provider cannot be reached. Check the address.',
  model_key_refused: 'The provider refuses the key. Create a new one there, and enter it.',
  model_not_found: 'The provider has no such model, or nothing at this address. Check both.',
  model_busy: 'The provider is busy. Try again in a minute.',
  model_allowance_used: 'The credit at the provider is used up. Top it up there.',
  model_refused:
    'The provider refuses the request. Check that the address is OpenAI-compatible, such as https://api.openai.com/v1.',
  model_answer_unreadable: 'The answer is not one of a language model. Check the address.',
  model_answer_empty: 'The model answers nothing. Choose another one.',
};

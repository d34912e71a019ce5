/**
 * Models of Workers AI that suit a support chat, and what they cost: neurons for a million tokens, as Cloudflare listed
 * them in October 2026 at https://developers.cloudflare.com/workers-ai/platform/pricing/. 10,000 neurons a day are free.
 * Models come and go, so any other name can be entered; its cost is then unknown.
 */
import type { Usage } from './model.ts';

export interface PricedModel {
  id: string;
  /** Neurons for a million tokens. */
  input: number;
  output: number;
}

export const workersAiModels: readonly PricedModel[] = [
  { id: '@cf/zai-org/glm-4.7-flash', input: 5_500, output: 36_400 },
  { id: '@cf/openai/gpt-oss-20b', input: 18_182, output: 27_273 },
  { id: '@cf/qwen/qwen3-30b-a3b-fp8', input: 4_625, output: 30_475 },
  { id: '@cf/google/gemma-4-26b-a4b-it', input: 9_091, output: 27_273 },
  { id: '@cf/ibm-granite/granite-4.0-h-micro', input: 1_542, output: 10_158 },
  { id: '@cf/meta/llama-4-scout-17b-16e-instruct', input: 24_545, output: 77_273 },
  { id: '@cf/openai/gpt-oss-120b', input: 31_818, output: 68_182 },
  { id: '@cf/meta/llama-3.3-70b-instruct-fp8-fast', input: 26_668, output: 204_805 },
];

/** Embeds texts, for the search of the knowledge. */
export const embeddingModel: PricedModel = { id: '@cf/baai/bge-m3', input: 1_075, output: 0 };

export const usualWorkersAiModel = '@cf/zai-org/glm-4.7-flash';
export const freeNeuronsPerDay = 10_000;

/** Null: the model is not on the list. */
export function neuronsFor(model: string, { input, output }: Usage): number | null {
  const priced = [...workersAiModels, embeddingModel].find(({ id }) => id === model);
  if (!priced) return null;
  return Math.ceil((input * priced.input + output * priced.output) / 1_000_000);
}

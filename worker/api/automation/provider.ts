/** The deployment's own provider of language models: any OpenAI-compatible address. */
import * as v from 'valibot';
import { time, whole } from '../values.ts';

export const modelProvider = v.object({
  /** Such as `https://api.openai.com/v1`. */
  url: v.string(),
  model: v.string(),
  /** The model that embeds texts, for the search of the knowledge by meaning; null: it is searched by words only. */
  embeddingModel: v.nullable(v.string()),
  /** The last four characters of the key; null: it has none. The key itself is never returned. */
  keyEnd: v.nullable(v.string()),
  /** When it last answered a test. */
  testedAt: time,
});
export type ModelProvider = v.InferOutput<typeof modelProvider>;

export const currentProvider = v.object({ provider: v.nullable(modelProvider) });
export type CurrentProvider = v.InferOutput<typeof currentProvider>;

const modelName = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120));

/** It is tested, and only stored if it answers. */
export const providerChange = v.strictObject({
  url: v.pipe(v.string(), v.trim(), v.maxLength(1_024)),
  model: modelName,
  embeddingModel: v.optional(v.nullable(modelName), null),
  /** Left out: the stored one stays, if the address has the same host. Null: the provider needs none. */
  key: v.exactOptional(v.nullable(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(1_000)))),
});
export type ProviderChange = v.InferInput<typeof providerChange>;

export const providerTest = v.object({
  isWorking: v.boolean(),
  /** The model that has failed; if everything works, the one that answers. */
  model: v.string(),
  /** Null if it works. */
  code: v.nullable(v.string()),
  /** What to do, if it does not work. */
  advice: v.nullable(v.string()),
  /** HTTP status; null without an answer. */
  status: v.nullable(whole),
  /** What the provider said. */
  detail: v.string(),
  ms: whole,
});
export type ProviderTest = v.InferOutput<typeof providerTest>;

/** What the search by meaning needs of a model: a vector for each text. Failures are values, as those of other models. */
import * as v from 'valibot';
import { unitVector } from '../knowledge/vectors.ts';
import { failure, type ModelFailure } from './model.ts';

export type Embedded =
  | {
      outcome: 'embedded';
      /** Vectors of length one, in the order of the texts. Null for a text that has none. */
      vectors: (Float32Array | null)[];
      /** As the provider counted them; null where it says nothing. */
      tokens: number | null;
    }
  | ModelFailure;

export interface Embedder {
  /** The name of its model at the provider. */
  name: string;
  /** Tells its vectors from those of others: vectors of two models cannot be compared. */
  key: string;
  /** Passages that are less similar to a question than this have nothing to do with it. */
  floor: number;
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded>;
}

/** So many texts are embedded at once. Providers take more, but their answers are large. */
export const maxTexts = 16;

const vector = v.array(v.number());
const count = v.fallback(v.optional(v.number()), undefined);
const openAi = v.object({
  data: v.array(v.object({ embedding: vector, index: v.optional(v.number()) })),
  usage: v.fallback(v.optional(v.object({ prompt_tokens: count, total_tokens: count })), undefined),
});
const workersAi = v.object({ data: v.array(vector) });

/** Reads the shapes of OpenAI and of Workers AI. */
export function embeddedIn(body: unknown, texts: number): Embedded {
  const inner = v.is(v.object({ result: v.looseObject({}) }), body) ? body.result : body;
  const vectors = vectorsIn(inner);
  const sizes = new Set(vectors?.list.map(({ length }) => length));
  if (!vectors || vectors.list.length !== texts || sizes.size > 1 || sizes.has(0)) {
    return failure('model_answer_unreadable', null, (JSON.stringify(body) ?? '').slice(0, 200));
  }
  return { outcome: 'embedded', vectors: vectors.list.map(unitVector), tokens: vectors.tokens };
}

function vectorsIn(body: unknown): { list: number[][]; tokens: number | null } | null {
  const older = v.safeParse(workersAi, body);
  if (older.success) return { list: older.output.data, tokens: null };
  const read = v.safeParse(openAi, body);
  if (!read.success) return null;
  const { data, usage } = read.output;
  const sorted = data
    .map(({ embedding, index }, position) => ({ embedding, at: index ?? position }))
    .sort((a, b) => a.at - b.at);
  return {
    list: sorted.map(({ embedding }) => embedding),
    tokens: usage?.prompt_tokens ?? usage?.total_tokens ?? null,
  };
}

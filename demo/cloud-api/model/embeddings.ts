/**
 * The stand-in for a model that embeds texts. A text is the bag of its terms, each at a place that its letters decide: texts
 * about the same are near each other, and the same text always has the same vector.
 */
import * as v from 'valibot';
import { errorAnswer, failedAnswer } from './model-faults.ts';
import { termsIn } from './terms.ts';

export const standInEmbeddings = 'stand-in-embed-1';

/** What it does wrong, on demand. `too-few`: a text has no vector. `other-size`: as if another model had answered. */
export const embeddingFault = v.picklist([
  'timeout',
  'rate-limit',
  'server-error',
  'html',
  'too-few',
  'other-size',
]);
export type EmbeddingFault = v.InferOutput<typeof embeddingFault>;

const dimensions = 256;
const request = v.object({ model: v.string(), input: v.union([v.string(), v.array(v.string())]) });

export function answerEmbeddings(body: unknown, fault: EmbeddingFault | null): Response | Promise<Response> {
  const parsed = v.safeParse(request, body);
  if (!parsed.success) return errorAnswer(400, 'invalid_request_error', 'The request has no input.');
  const { model, input } = parsed.output;
  if (model !== standInEmbeddings) {
    return errorAnswer(404, 'model_not_found', `The model ${model} does not exist.`);
  }
  const texts = typeof input === 'string' ? [input] : input;
  switch (fault) {
    case null:
      return vectorsFor(texts);
    case 'too-few':
      return vectorsFor(texts.slice(1));
    case 'other-size':
      return vectorsFor(texts, dimensions / 2);
    default:
      return failedAnswer(fault) ?? vectorsFor(texts);
  }
}

function vectorsFor(texts: readonly string[], size = dimensions): Response {
  const tokens = Math.ceil(texts.join('').length / 4);
  return Response.json({
    object: 'list',
    data: texts.map((text, index) => ({ object: 'embedding', index, embedding: embeddingOf(text, size) })),
    model: standInEmbeddings,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

export function embeddingOf(text: string, size: number): number[] {
  const vector = new Array<number>(size).fill(0);
  for (const term of new Set(termsIn(text))) {
    const hash = hashOf(term);
    const place = hash % size;
    vector[place] = (vector[place] ?? 0) + (hash & 0x8000 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** FNV-1a. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (const letter of term) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

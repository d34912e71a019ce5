/** Models that embed texts: that of Workers AI, and those behind an OpenAI-compatible address. */
import { type Endpoint, faultOf, jsonOf, postTo } from './completions.ts';
import { type Embedded, type Embedder, embeddedIn } from './embedder.ts';
import { failure, failureOf } from './model.ts';
import { embeddingModel } from './prices.ts';
import { type AiBinding, faultIn, inTime } from './workers-ai.ts';

/** How many numbers the vectors of Workers AI have. An index of Vectorize is created for that many. */
export const workersAiDimensions = 1_024;
/** What 16 texts with 4,096 numbers each need, written out. */
const maxAnswerBytes = 2 * 1024 * 1024;

/** Its texts are rather near to each other, whatever they are about. */
const workersAiFloor = 0.45;
/** Little is known about other models: only what is clearly about something else is left out. */
const usualFloor = 0.2;

/** Understands more than a hundred languages, so that a question finds an entry in another one. */
export function workersAiEmbedder(binding: AiBinding): Embedder {
  return {
    ...{ name: embeddingModel.id, key: embeddingModel.id, floor: workersAiFloor },
    async embed(texts, signal) {
      try {
        return embeddedIn(
          await inTime(binding.run(embeddingModel.id, { text: texts }), signal),
          texts.length,
        );
      } catch (error) {
        if (signal.aborted) return failureOf(error, signal);
        const text = error instanceof Error ? error.message : String(error);
        return failure(faultIn(text), null, text);
      }
    },
  };
}

export function embeddings({ url, key, model, fetch }: Endpoint): Embedder {
  return {
    ...{ name: model, key: `${url} ${model}`, floor: usualFloor },
    async embed(texts, signal) {
      try {
        const body = { model, input: texts };
        const { status, text } = await postTo(
          { url, key, fetch },
          '/embeddings',
          body,
          signal,
          maxAnswerBytes,
        );
        return readAnswer(status, text, texts.length);
      } catch (error) {
        return failureOf(error, signal);
      }
    },
  };
}

function readAnswer(status: number, text: string, texts: number): Embedded {
  if (status < 200 || status >= 300) return failure(faultOf(status, text), status, text);
  const body = jsonOf(text);
  return body === undefined ? failure('model_answer_unreadable', status, text) : embeddedIn(body, texts);
}

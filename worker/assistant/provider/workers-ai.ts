/** A model of Workers AI, through the binding of the deployment. It needs no key. */
import { faultOf } from './completions.ts';
import { failure, failureOf, type Model } from './model.ts';
import { answerIn } from './normalize.ts';

/** The part of the binding `AI` that is used here. Its own type knows the models of one day only. */
export interface AiBinding {
  run(model: string, input: Record<string, unknown>): Promise<unknown>;
}

export function workersAi(binding: AiBinding, model: string): Model {
  return {
    name: model,
    async ask({ messages, maxTokens, schema }, signal) {
      const input = { messages, max_tokens: maxTokens, temperature: 0.2 };
      const format = { type: 'json_schema', json_schema: schema };
      try {
        // Not every model can be held to a schema. The prompt asks for JSON as well.
        const body = await inTime(binding.run(model, { ...input, response_format: format }), signal).catch(
          (error: unknown) => {
            if (isAboutFormat(error)) return inTime(binding.run(model, input), signal);
            throw error;
          },
        );
        return answerIn(body);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        if (signal.aborted) return failureOf(error, signal);
        return failure(faultIn(text), null, text);
      }
    },
  };
}

function isAboutFormat(error: unknown): boolean {
  return error instanceof Error && /json mode|json_schema|response_format|5025/i.test(error.message);
}

/** The numbers are Cloudflare's own. Source: https://developers.cloudflare.com/workers-ai/platform/errors/ */
export function faultIn(text: string) {
  if (/\b4006\b|daily free allocation/i.test(text)) return 'model_allowance_used';
  if (/\b(?:5007|5018)\b|no such model/i.test(text)) return 'model_not_found';
  if (/\b3007\b|\b3008\b|timed? ?out/i.test(text)) return 'model_timeout';
  if (/\b(?:3036|3040|3046|429)\b|capacity/i.test(text)) return 'model_busy';
  return faultOf(/\b5\d\d\b/.test(text) ? 500 : 400, text);
}

/** The binding takes no signal. */
export function inTime<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

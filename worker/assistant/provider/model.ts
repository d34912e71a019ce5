/** What the assistant needs of a language model: one question, one whole answer. Failures are values with a stable code. */

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatRequest {
  messages: ChatMessage[];
  maxTokens: number;
  /** The JSON Schema of the answer, for models that can be held to one. */
  schema: Record<string, unknown>;
}

/** In tokens, as the provider counted them; 0 where it says nothing. */
export interface Usage {
  input: number;
  output: number;
}

export type ModelFault =
  /** No answer in time. */
  | 'model_timeout'
  | 'model_unreachable'
  /** The provider refuses the key. */
  | 'model_key_refused'
  /** The provider has no model of this name, or the account may not use it. */
  | 'model_not_found'
  /** Too many requests, or no capacity at the moment. */
  | 'model_busy'
  /** The free allowance of the day, or the credit of the account, is used up. */
  | 'model_allowance_used'
  /** The provider refuses the request for another reason. */
  | 'model_refused'
  /** The answer is not what a provider answers, such as a page of HTML. */
  | 'model_answer_unreadable'
  | 'model_answer_empty';

export interface ModelFailure {
  outcome: 'failed';
  fault: ModelFault;
  /** HTTP status; null if there was no answer. */
  status: number | null;
  /** What the provider said, shortened. It can repeat the prompt, so it is shown to admins and never logged. */
  detail: string;
}

export type ModelAnswer =
  | {
      outcome: 'answered';
      text: string;
      /** Names of the tools that it wants to call. We offer none. */
      tools: string[];
      usage: Usage;
    }
  | ModelFailure;

export interface Model {
  /** Its name at the provider. */
  name: string;
  ask(request: ChatRequest, signal: AbortSignal): Promise<ModelAnswer>;
}

const maxDetail = 300;

export function failure(fault: ModelFault, status: number | null, detail: string): ModelFailure {
  return { outcome: 'failed', fault, status, detail: detail.trim().slice(0, maxDetail) };
}

/** The failure of a request that threw: it took too long, or there was no connection. */
export function failureOf(error: unknown, signal: AbortSignal): ModelFailure {
  if (signal.aborted) return failure('model_timeout', null, 'The model did not answer in time.');
  return failure('model_unreachable', null, error instanceof Error ? error.message : String(error));
}

export const noUsage: Usage = { input: 0, output: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return { input: a.input + b.input, output: a.output + b.output };
}

/** One answer of the assistant: asks a model, reads what it says, lets it try once more, and checks the reply. */
import type { Passage } from './knowledge/knowledge.ts';
import { type GuardReason, guardReply } from './output/guard.ts';
import { type ModelOutput, parseOutput } from './output/output.ts';
import { entryIds, type Prompt, type PromptInput, promptOf, repairOf } from './prompt/prompt.ts';
import {
  addUsage,
  type Model,
  type ModelAnswer,
  type ModelFault,
  noUsage,
  type Usage,
} from './provider/model.ts';

/** Why the assistant leaves a conversation to the team. */
export type HandOverReason = GuardReason | ModelFault | 'asked_by_model' | 'invalid_output' | 'unknown_tool';

export type Decision =
  | { action: 'reply' | 'close'; text: string }
  | { action: 'handoff'; because: HandOverReason }
  | { action: 'ignore' };

export interface Answer {
  decision: Decision;
  /** What the model says about it, for the team; or what the provider said about a failure. */
  reason: string;
  labels: string[];
  /** Ids of the entries that it used. */
  sources: number[];
  model: string;
  usage: Usage;
  ms: number;
  /** How often a model was asked. */
  calls: number;
}

export interface AnswerInput extends PromptInput {
  allowedDomains: readonly string[];
  knowledge: readonly Passage[];
}

export interface AnswerOptions {
  /** The first one, and the one to ask where it fails. */
  models: readonly Model[];
  /** For each call. */
  timeoutMs: number;
  /** Before a busy provider is asked again. */
  pauseMs: number;
  /** Ends it early. */
  signal?: AbortSignal;
}

const maxTokens = 700;

export async function answer(input: AnswerInput, options: AnswerOptions): Promise<Answer> {
  const prompt = promptOf(input);
  const started = Date.now();
  const total = { usage: noUsage, calls: 0, model: options.models[0]?.name ?? '' };
  const end = (decision: Decision, reason = '', output?: ModelOutput): Answer => ({
    decision,
    reason: reason.slice(0, maxReason),
    labels: output?.labels.filter((label) => input.labels.includes(label)) ?? [],
    sources: output ? entryIds(output.sources, input.knowledge) : [],
    ...total,
    ms: Date.now() - started,
  });
  const ask = async (messages: typeof prompt.messages): Promise<ModelAnswer> => {
    const asked = await askAny(messages, prompt.schema, options);
    total.usage = addUsage(total.usage, asked.usage);
    total.calls += asked.calls;
    total.model = asked.model;
    return asked.answer;
  };

  const read = (said: ModelAnswer): Read => {
    if (said.outcome === 'failed') return { answer: end(handOver(said.fault), said.detail), problem: null };
    if (said.tools.length > 0) {
      return { answer: end(handOver('unknown_tool'), said.tools.join(', ')), problem: null };
    }
    const parsed = parseOutput(said.text);
    if (parsed.outcome === 'invalid') {
      return { answer: end(handOver('invalid_output'), parsed.problem), problem: parsed.problem };
    }
    const { output } = parsed;
    const { decision, detail } = decide(output, input, prompt);
    const isRefused = decision.action === 'handoff' && decision.because !== 'asked_by_model';
    return {
      answer: end(decision, isRefused ? detail : output.reason, output),
      problem: decision.action === 'handoff' ? (repairs[decision.because] ?? null) : null,
    };
  };

  const said = await ask(prompt.messages);
  const first = read(said);
  if (first.problem === null || said.outcome === 'failed') return first.answer;
  return read(await ask(repairOf(prompt, said.text, first.problem))).answer;
}

interface Read {
  answer: Answer;
  /** What the model may mend itself, as a sentence for it. Anything else it would only hide better. */
  problem: string | null;
}

const maxReason = 300;

const repairs: Partial<Record<HandOverReason, string>> = {
  too_long: 'The reply was too long. Write at most 600 characters.',
  other_language: 'The reply was not in the language of the customer’s last message.',
  placeholder: 'The reply had a placeholder in it that nobody fills in.',
};

function decide(
  { action, reply }: ModelOutput,
  input: AnswerInput,
  { sources, secret }: Prompt,
): { decision: Decision; detail: string } {
  if (action === 'handoff') return { decision: handOver('asked_by_model'), detail: '' };
  if (action === 'ignore') return { decision: { action }, detail: '' };
  if (action === 'close' && reply === '') return { decision: { action, text: '' }, detail: '' };
  const { allowedDomains } = input;
  const guarded = guardReply(reply, { allowedDomains, sources, secret, message: lastWords(input) });
  return guarded.outcome === 'passed'
    ? { decision: { action, text: guarded.text }, detail: '' }
    : { decision: handOver(guarded.reason), detail: guarded.detail };
}

function handOver(because: HandOverReason): Decision {
  return { action: 'handoff', because };
}

function lastWords({ lines }: PromptInput): string {
  const last = lines.findLast((line) => line.type === 'message' && line.from === 'customer');
  return last?.type === 'message' ? last.text : '';
}

/** Asks the models in turn. One that is busy is asked again, once. */
async function askAny(
  messages: Parameters<Model['ask']>[0]['messages'],
  schema: Record<string, unknown>,
  { models, timeoutMs, pauseMs, signal }: AnswerOptions,
): Promise<{ answer: ModelAnswer; model: string; usage: Usage; calls: number }> {
  let calls = 0;
  let last: { answer: ModelAnswer; model: string } = {
    answer: { outcome: 'failed', fault: 'model_not_found', status: null, detail: 'No model is set.' },
    model: '',
  };
  for (const model of models) {
    for (let tries = 0; tries < 2; tries++) {
      calls += 1;
      const said = await model.ask(
        { messages, schema, maxTokens },
        AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
      );
      last = { answer: said, model: model.name };
      if (said.outcome === 'answered') return { ...last, usage: said.usage, calls };
      if (signal?.aborted) return { ...last, usage: noUsage, calls };
      if (said.fault !== 'model_busy') break;
      if (tries === 0) await new Promise((next) => setTimeout(next, pauseMs));
    }
  }
  return { ...last, usage: noUsage, calls };
}

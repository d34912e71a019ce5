/** Asks the assistant about a conversation: gathers what it may know, and the models that it may ask. Nothing is stored. */
import type { AnswerSource, AssistantSettings } from '../../../api/automation/assistant.ts';
import type { Label } from '../../../api/conversations/labels.ts';
import type { BusinessHours } from '../../../api/numbers/hours.ts';
import { type Answer, type AnswerInput, answer } from '../../../assistant/answer.ts';
import type { Passage } from '../../../assistant/knowledge/knowledge.ts';
import type { TranscriptLine } from '../../../assistant/prompt/transcript.ts';
import { completions } from '../../../assistant/provider/completions.ts';
import type { Model } from '../../../assistant/provider/model.ts';
import { usualWorkersAiModel } from '../../../assistant/provider/prices.ts';
import { workersAi } from '../../../assistant/provider/workers-ai.ts';
import type { Env } from '../../../env.ts';
import { askWorkspace } from '../../../peers.ts';
import type { Automation } from '../automation-settings.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { searchKnowledge } from './knowledge-search.ts';
import type { ModelSlots } from './model-slots.ts';
import type { EmbeddedTokens } from './usage.ts';

const callTimeoutMs = 20_000;
const pauseMs = 1_000;
/** Upcoming days with hours of their own that the model is told. */
const maxDays = 20;

export interface AskParts {
  sql: SqlStorage;
  env: Env;
  automation: Automation;
  slots: ModelSlots;
  index: KnowledgeIndex;
}

/** So long a customer waits for a slot. What is left of the time of a turn is enough for one answer. */
export const maxWaitMs = 30_000;

export interface Asked {
  answer: Answer;
  sources: AnswerSource[];
  /** What the search of the knowledge has embedded; null: nothing. */
  embedded: EmbeddedTokens | null;
  /** The labels that it wants to add. */
  labels: Label[];
  /** The label for conversations that it hands over; null: none. */
  handOverLabel: Label | null;
}

export async function askAssistant(
  { sql, env, automation, index }: Omit<AskParts, 'slots'>,
  settings: AssistantSettings,
  about: { lines: readonly TranscriptLine[]; contactName: string; now: number },
  signal?: AbortSignal,
): Promise<Asked> {
  const { lines, contactName, now } = about;
  const { passages: knowledge, embedded } = await searchKnowledge({ sql, index }, lines, now, signal);
  const [models, all] = await Promise.all([modelsFor(env, settings), labelsFor(env, settings)]);
  const labels = all.filter(({ id }) => settings.labels.includes(id));
  const { hours, number } = automation;
  const opening = automation.openingAt(now);
  const input: AnswerInput = {
    business: { name: number.name || 'this business', about: aboutText(settings) },
    instructions: {
      general: settings.instructions,
      mayPromise: settings.mayPromise,
      mustNot: settings.mustNot,
    },
    knowledge,
    labels: labels.map(({ name }) => name),
    opening: {
      timeZone: hours?.timeZone ?? 'UTC',
      hours: hours ? hoursText(hours, now) : '',
      isOpen: opening?.isOpen ?? null,
      changesAt: opening?.changesAt ?? null,
    },
    ...{ now, contactName, lines },
    allowedDomains: settings.allowedDomains,
  };
  const answered = await answer(input, {
    ...{ models, pauseMs, timeoutMs: callTimeoutMs },
    ...(signal && { signal }),
  });
  return {
    answer: answered,
    sources: sourcesOf(answered, knowledge),
    embedded,
    labels: labels.filter(({ name }) => answered.labels.includes(name)),
    handOverLabel: all.find(({ id }) => id === settings.handOverLabel) ?? null,
  };
}

async function modelsFor(env: Env, settings: AssistantSettings): Promise<Model[]> {
  const { AI: binding } = env;
  const second = binding && settings.secondModel !== null ? [workersAi(binding, settings.secondModel)] : [];
  if (settings.provider === 'workers-ai') {
    return binding ? [workersAi(binding, settings.model ?? usualWorkersAiModel), ...second] : [];
  }
  const access = await askWorkspace(env).assistant.access();
  if (!access) return second;
  return [completions({ ...access, fetch: (input, init) => fetch(input, init) }), ...second];
}

async function labelsFor(env: Env, { labels, handOverLabel }: AssistantSettings): Promise<Label[]> {
  return labels.length === 0 && handOverLabel === null ? [] : askWorkspace(env).shared.labels();
}

function aboutText({ contactLine }: AssistantSettings): string {
  return contactLine === '' ? '' : `How to reach a person otherwise: ${contactLine}`;
}

function hoursText({ week, days = {} }: BusinessHours, now: number): string {
  const today = new Date(now).toISOString().slice(0, 10);
  const exceptions = Object.entries(days)
    .filter(([date]) => date >= today)
    .sort(([a], [b]) => a.localeCompare(b))
    .slice(0, maxDays);
  return [...Object.entries(week), ...exceptions]
    .map(([day, spans]) => `${day}: ${spans.trim() === '' ? 'closed' : spans}`)
    .join('\n');
}

function sourcesOf({ sources }: Answer, knowledge: readonly Passage[]): AnswerSource[] {
  return sources.flatMap((entry) => {
    const passage = knowledge.find((one) => one.entry === entry);
    return passage ? [{ entry, title: passage.title, url: passage.url }] : [];
  });
}

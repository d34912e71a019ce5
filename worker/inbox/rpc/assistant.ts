/** The assistant of the number: its settings, its knowledge, and what it has used. */
import type {
  AssistantEstimate,
  AssistantProblem,
  AssistantSettings,
  AssistantState,
  AssistantTrial,
  CurrentSuggestion,
  TrialAnswers,
  TurnRating,
} from '../../api/automation/assistant.ts';
import type { KnowledgeDetails, KnowledgeEntry } from '../../api/automation/knowledge.ts';
import type { Person } from '../../api/values.ts';
import { usualDisclosures } from '../../assistant/disclosure.ts';
import { wholeTokens } from '../../assistant/knowledge/knowledge.ts';
import { neuronsFor, usualWorkersAiModel, workersAiModels } from '../../assistant/provider/prices.ts';
import { askWorkspace } from '../../peers.ts';
import { dryRun } from '../automation/assistant/dry-run.ts';
import { estimateOf } from '../automation/assistant/estimate.ts';
import * as knowledge from '../automation/assistant/knowledge-rows.ts';
import { dropSuggestion, suggestionIn } from '../automation/assistant/suggestions.ts';
import { rateTurn } from '../automation/assistant/turn-rating.ts';
import { isBudgetUsed, usageOf } from '../automation/assistant/usage.ts';
import type { Context } from '../context.ts';
import type { AutomationDesk } from './automation.ts';

/** Tokens of a usual question with its answer. */
const usualTurn = { input: 2_500, output: 150 };

export class AssistantDesk {
  #context: Context;
  #automation: AutomationDesk;

  constructor(context: Context, automation: AutomationDesk) {
    this.#context = context;
    this.#automation = automation;
  }

  async state(): Promise<AssistantState> {
    const { sql, env, parts } = this.#context;
    const settings = parts.assistantSettings.now;
    const now = Date.now();
    const size = knowledge.knowledgeSize(sql, now);
    return {
      settings,
      hasWorkersAi: env.AI !== undefined,
      problems: await this.#problems(settings, size.entries, now),
      usualDisclosures,
      models: workersAiModels.map(({ id }) => ({ id, neuronsPerAnswer: neuronsFor(id, usualTurn) ?? 0 })),
      knowledge: {
        ...{ ...size, isWhole: size.tokens <= wholeTokens },
        search: await parts.knowledgeIndex.state(now),
      },
      usage: usageOf(sql, now),
    };
  }

  estimate(): AssistantEstimate {
    const { sql, parts } = this.#context;
    const now = Date.now();
    const { tokens } = knowledge.knowledgeSize(sql, now);
    const estimate = estimateOf(sql, parts.automation, tokens, now);
    const { provider, model } = parts.assistantSettings.now;
    const usage = { input: estimate.inputTokens, output: estimate.outputTokens };
    const neurons = provider === 'own' ? null : neuronsFor(model ?? usualWorkersAiModel, usage);
    return { ...estimate, neuronsPerAnswer: neurons };
  }

  settings(): AssistantSettings {
    return this.#context.parts.assistantSettings.now;
  }

  async change(settings: AssistantSettings): Promise<AssistantSettings> {
    const { env, id, parts } = this.#context;
    const { assistantSettings, assistant } = parts;
    const warned = assistant.budgetWarning;
    await this.#automation.changed(() => assistantSettings.change(settings));
    parts.knowledgeIndex.expect();
    if (assistant.budgetWarning !== warned) await askWorkspace(env).health.alertsChanged(id);
    return settings;
  }

  listKnowledge(): KnowledgeEntry[] {
    return knowledge.listKnowledge(this.#context.sql);
  }

  knowledge(id: number): KnowledgeDetails {
    return knowledge.knowledgeDetails(this.#context.sql, id);
  }

  addKnowledge(by: Person, entry: knowledge.NewEntry): KnowledgeDetails {
    return this.#change((sql) => knowledge.addKnowledge(sql, entry, by, Date.now()));
  }

  changeKnowledge(
    by: Person,
    id: number,
    change: knowledge.EntryValues & { version?: number },
  ): KnowledgeDetails {
    return this.#change((sql) => knowledge.changeKnowledge(sql, id, change, by, Date.now()));
  }

  removeKnowledge(id: number): KnowledgeEntry {
    return this.#change((sql) => knowledge.removeKnowledge(sql, id));
  }

  suggestion(conversationId: number): CurrentSuggestion {
    return { suggestion: suggestionIn(this.#context.sql, this.#context.row(conversationId)) };
  }

  dropSuggestion(conversationId: number, turn: number): void {
    const { sql, parts } = this.#context;
    const { id } = this.#context.row(conversationId);
    if (dropSuggestion(sql, id, turn)) parts.live.dropSuggestion(id, turn);
  }

  /** Nothing is sent. What it asks the model counts, as what it answers does. */
  dryRun({ settings, ...trial }: AssistantTrial): Promise<TrialAnswers> {
    const { sql, env, parts } = this.#context;
    const { assistantSettings, automation, modelSlots: slots, knowledgeIndex: index } = parts;
    return dryRun(
      { sql, env, automation, slots, index },
      settings ?? assistantSettings.now,
      trial,
      Date.now(),
    );
  }

  rate(turnId: number, { isGood }: TurnRating): TurnRating {
    rateTurn(this.#context.sql, turnId, isGood);
    return { isGood };
  }

  async #problems(settings: AssistantSettings, entries: number, now: number): Promise<AssistantProblem[]> {
    const { sql, env } = this.#context;
    const isOwn = settings.provider === 'own';
    const hasModel = isOwn ? await askWorkspace(env).assistant.hasProvider() : env.AI !== undefined;
    return [
      ...(this.#context.parts.assistant.isBotThere ? (['has-bot'] as const) : []),
      ...(hasModel ? [] : ([isOwn ? 'no-provider' : 'no-workers-ai'] as const)),
      ...(entries === 0 && settings.instructions === '' ? (['no-knowledge'] as const) : []),
      ...(isBudgetUsed(sql, settings, now) ? (['budget-used'] as const) : []),
    ];
  }

  #change<Result>(change: (sql: SqlStorage) => Result): Result {
    const { storage, sql, parts } = this.#context;
    return storage.transactionSync(() => {
      const result = change(sql);
      parts.knowledgeIndex.expect();
      return result;
    });
  }
}

/** What the assistant has used, by day (UTC), and whether its budget is used up. */
import type { AssistantSettings, AssistantUsage } from '../../../api/automation/assistant.ts';
import type { Usage } from '../../../assistant/provider/model.ts';
import { neuronsFor } from '../../../assistant/provider/prices.ts';

const warnedShare = 0.8;

/** What a model was given to embed. */
export interface EmbeddedTokens {
  model: string;
  tokens: number;
}

/** An answer, and the search for it. */
export function countUsage(
  sql: SqlStorage,
  model: string,
  usage: Usage,
  now: number,
  search: EmbeddedTokens | null = null,
): void {
  count(sql, now, {
    ...{ turns: 1, input: usage.input + (search?.tokens ?? 0), output: usage.output },
    neurons: (neuronsFor(model, usage) ?? 0) + (search ? neuronsOf(search) : 0),
  });
}

/** The knowledge was indexed. */
export function countEmbedding(sql: SqlStorage, embedded: EmbeddedTokens, now: number): void {
  count(sql, now, { turns: 0, input: embedded.tokens, output: 0, neurons: neuronsOf(embedded) });
}

function neuronsOf({ model, tokens }: EmbeddedTokens): number {
  return neuronsFor(model, { input: tokens, output: 0 }) ?? 0;
}

function count(
  sql: SqlStorage,
  now: number,
  { turns, input, output, neurons }: { turns: number; input: number; output: number; neurons: number },
): void {
  sql.exec(
    `INSERT INTO assistant_day VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (day) DO UPDATE SET turns = turns + excluded.turns,
       input_tokens = input_tokens + excluded.input_tokens,
       output_tokens = output_tokens + excluded.output_tokens, neurons = neurons + excluded.neurons`,
    ...[dayOf(now), turns, input, output, neurons],
  );
}

export function usageOf(sql: SqlStorage, now: number): { today: AssistantUsage; month: AssistantUsage } {
  const day = dayOf(now);
  return { today: usageFrom(sql, day), month: usageFrom(sql, `${day.slice(0, 7)}-01`) };
}

export function isBudgetUsed(sql: SqlStorage, { budget }: AssistantSettings, now: number): boolean {
  const { today, month } = usageOf(sql, now);
  const isOver = (limit: number | null, { inputTokens, outputTokens }: AssistantUsage) =>
    limit !== null && inputTokens + outputTokens >= limit;
  return isOver(budget.perDay, today) || isOver(budget.perMonth, month);
}

/** The budget of which most is used, the month's before the day's; null: neither. */
export function budgetWarning(
  sql: SqlStorage,
  { budget }: AssistantSettings,
  now: number,
): 'month' | 'day' | null {
  if (budget.perDay === null && budget.perMonth === null) return null;
  const { today, month } = usageOf(sql, now);
  const isNear = (limit: number | null, { inputTokens, outputTokens }: AssistantUsage) =>
    limit !== null && inputTokens + outputTokens >= limit * warnedShare;
  if (isNear(budget.perMonth, month)) return 'month';
  return isNear(budget.perDay, today) ? 'day' : null;
}

function usageFrom(sql: SqlStorage, day: string): AssistantUsage {
  return sql
    .exec<{ turns: number; inputTokens: number; outputTokens: number; neurons: number }>(
      `SELECT coalesce(sum(turns), 0) AS turns, coalesce(sum(input_tokens), 0) AS inputTokens,
         coalesce(sum(output_tokens), 0) AS outputTokens, coalesce(sum(neurons), 0) AS neurons
       FROM assistant_day WHERE day >= ?`,
      day,
    )
    .one();
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

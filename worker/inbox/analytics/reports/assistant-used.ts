/** What the models of the assistant have used in a period, by days in UTC. */
import type { AssistantFigures } from '../../../api/analytics/analytics.ts';

/** From one date to another, both included. */
export function assistantUsed(
  sql: SqlStorage,
  { from, to }: { from: string; to: string },
): AssistantFigures['used'] {
  return sql
    .exec<{ inputTokens: number; outputTokens: number; neurons: number }>(
      `SELECT coalesce(sum(input_tokens), 0) AS inputTokens, coalesce(sum(output_tokens), 0) AS outputTokens,
         coalesce(sum(neurons), 0) AS neurons FROM assistant_day WHERE day BETWEEN ? AND ?`,
      ...[from, to],
    )
    .one();
}

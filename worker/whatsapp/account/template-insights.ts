/**
 * Meta's figures of templates, which also know clicks on links and what was spent. They have to be turned on for an account,
 * which cannot be undone and lets Meta track clicks. Accounts and numbers of the EU, the United Kingdom and Japan have none.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';

export const maxInsightDays = 90;
/** Graph's code for figures that are not turned on. */
const notEnabledCode = 200007;

export interface TemplateInsight {
  /** Meta's id of the template. */
  id: string;
  sent: number;
  delivered: number;
  read: number;
  /** Clicks by button. */
  clicks: { type: string; text: string; count: number }[];
  /** In the currency of the account; null if Meta does not say. */
  spent: number | null;
}

export type InsightsOutcome =
  /** Null: they are not turned on. */
  { outcome: 'found'; insights: TemplateInsight[] | null } | GraphFailure;

const number = v.optional(v.fallback(v.number(), 0), 0);
const point = v.object({
  template_id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
  sent: number,
  delivered: number,
  read: number,
  clicked: v.optional(
    v.array(v.object({ type: v.string(), button_content: v.optional(v.string(), ''), count: number })),
    () => [],
  ),
  cost: v.optional(v.array(v.object({ type: v.string(), value: v.optional(v.number()) })), () => []),
});
const answer = v.object({
  data: v.array(v.object({ data_points: v.array(point) })),
});

export function enableInsights(graph: Graph, wabaId: string, signal?: AbortSignal): Promise<GraphOutcome> {
  const query = { is_enabled_for_insights: 'true' };
  return graphRequest(graph, { method: 'POST', path: `/${wabaId}`, query }, signal);
}

/** At most ten templates, from one UTC midnight (included) to another (excluded), in Unix milliseconds. */
export async function fetchInsights(
  graph: Graph,
  { wabaId, ids }: { wabaId: string; ids: readonly string[] },
  { from, to }: { from: number; to: number },
  signal?: AbortSignal,
): Promise<InsightsOutcome> {
  const query = {
    ...{ start: String(from / 1_000), end: String(to / 1_000), granularity: 'DAILY' },
    template_ids: `[${ids.join(',')}]`,
    metric_types: 'SENT,DELIVERED,READ,CLICKED,COST',
    limit: '1000',
  };
  const path = `/${wabaId}/template_analytics`;
  const answered = await graphRequest(graph, { method: 'GET', path, query }, signal);
  if (answered.outcome === 'rejected' && answered.error.code === notEnabledCode)
    return { outcome: 'found', insights: null };
  if (answered.outcome !== 'accepted') return answered;
  const read = v.safeParse(answer, answered.body);
  if (!read.success)
    return { outcome: 'in_doubt', reason: 'Graph answered with insights in an unknown format' };
  const points = read.output.data.flatMap((one) => one.data_points);
  return { outcome: 'found', insights: ids.map((id) => sumOf(id, points)) };
}

function sumOf(id: string, all: readonly v.InferOutput<typeof point>[]): TemplateInsight {
  const insight: TemplateInsight = { id, sent: 0, delivered: 0, read: 0, clicks: [], spent: null };
  for (const { template_id, sent, delivered, read, clicked, cost } of all) {
    if (template_id !== id) continue;
    insight.sent += sent;
    insight.delivered += delivered;
    insight.read += read;
    for (const { type, button_content: text, count } of clicked) {
      const known = insight.clicks.find((one) => one.type === type && one.text === text);
      if (known) known.count += count;
      else insight.clicks.push({ type, text, count });
    }
    const spent = cost.find((one) => one.type === 'amount_spent')?.value;
    if (spent !== undefined) insight.spent = Math.round(((insight.spent ?? 0) + spent) * 1e6) / 1e6;
  }
  return insight;
}

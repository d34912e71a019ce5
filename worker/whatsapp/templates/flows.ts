/**
 * The Flows of an account: forms that open from a button. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/flowsapi.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, graphRequest } from '../graph/graph.ts';

export const flow = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.toString())]),
  name: v.string(),
  /** DRAFT, PUBLISHED, DEPRECATED, BLOCKED or THROTTLED. A message can open only a published one. */
  status: v.fallback(v.string(), ''),
});
export type Flow = v.InferOutput<typeof flow>;

const page = v.object({
  data: v.array(v.unknown()),
  paging: v.fallback(
    v.optional(v.object({ cursors: v.object({ after: v.string() }), next: v.optional(v.string()) })),
    undefined,
  ),
});
const maxPages = 10;

/** An entry that cannot be read is left out. */
export async function fetchFlows(
  graph: Graph,
  wabaId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; flows: Flow[] } | GraphFailure> {
  const flows: Flow[] = [];
  let after: string | undefined;
  for (let count = 0; count < maxPages; count++) {
    const query = { fields: 'id,name,status', limit: '100', ...(after !== undefined && { after }) };
    const answer = await graphRequest(graph, { method: 'GET', path: `/${wabaId}/flows`, query }, signal);
    if (answer.outcome !== 'accepted') return answer;
    const read = v.safeParse(page, answer.body);
    if (!read.success) return { outcome: 'in_doubt', reason: 'Graph listed the Flows in an unknown format' };
    for (const entry of read.output.data) {
      const found = v.safeParse(flow, entry);
      if (found.success) flows.push(found.output);
    }
    const { paging } = read.output;
    if (paging?.next === undefined) break;
    after = paging.cursors.after;
  }
  return { outcome: 'found', flows };
}

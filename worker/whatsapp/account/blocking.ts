/**
 * Blocking customers. Meta only blocks customers who wrote to the number in the last 24 hours, and reports the result for
 * each one. Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users.
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, graphRequest } from '../graph/graph.ts';

export type BlockOutcome = { outcome: 'done' } | GraphFailure;

/** `phone` is digits without `+`. Safe to repeat. */
export async function setBlocked(
  graph: Graph,
  phoneNumberId: string,
  phone: string,
  isBlocked: boolean,
  signal?: AbortSignal,
): Promise<BlockOutcome> {
  const answer = await graphRequest(
    graph,
    {
      method: isBlocked ? 'POST' : 'DELETE',
      path: `/${phoneNumberId}/block_users`,
      body: { messaging_product: 'whatsapp', block_users: [{ user: `+${phone}` }] },
    },
    signal,
  );
  if (answer.outcome !== 'accepted') return answer;
  const { block_users: users } = v.parse(blockAnswer, answer.body);
  const done = isBlocked ? users.added_users : users.removed_users;
  if (done.length > 0) return { outcome: 'done' };
  // Graph can answer 200 without having blocked anyone.
  return { outcome: 'in_doubt', reason: 'Graph answered without naming the customer' };
}

/** One page of the blocked customers, as digits without `+`; `next` is null on the last page. */
export async function fetchBlocked(
  graph: Graph,
  phoneNumberId: string,
  after: string | null,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; phones: string[]; next: string | null } | GraphFailure> {
  const query = { limit: '100', ...(after !== null && { after }) };
  const path = `/${phoneNumberId}/block_users`;
  const answer = await graphRequest(graph, { method: 'GET', path, query }, signal);
  if (answer.outcome !== 'accepted') return answer;
  const read = v.safeParse(blockedPage, answer.body);
  if (!read.success)
    return { outcome: 'in_doubt', reason: 'Graph listed the blocked customers in an unknown format' };
  const { data, paging } = read.output;
  return {
    outcome: 'found',
    phones: data.map(({ wa_id }) => wa_id),
    next: paging?.next === undefined ? null : (paging.cursors?.after ?? null),
  };
}

const blockedPage = v.object({
  data: v.array(v.object({ wa_id: v.string() })),
  paging: v.optional(
    v.object({
      cursors: v.optional(v.object({ after: v.optional(v.string()) })),
      next: v.optional(v.string()),
    }),
  ),
});

const names = v.fallback(v.array(v.object({ input: v.optional(v.string()) })), []);
const blockAnswer = v.fallback(
  v.object({ block_users: v.object({ added_users: names, removed_users: names }) }),
  { block_users: { added_users: [], removed_users: [] } },
);

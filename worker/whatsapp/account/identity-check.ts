/**
 * Whether Meta reports a hash of each customer's identity, so that a message reaches only that identity. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers#identity-change-check
 * (`enable_identity_key_check`; the OpenAPI file calls it `enabled`).
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';

const answer = v.object({
  user_identity_change: v.fallback(
    v.object({
      enable_identity_key_check: v.fallback(v.nullable(v.boolean()), null),
      enabled: v.fallback(v.nullable(v.boolean()), null),
    }),
    { enable_identity_key_check: null, enabled: null },
  ),
});

/** Null when Meta does not say: the OpenAPI description does not list this field. */
export async function fetchIdentityCheck(
  graph: Graph,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; isOn: boolean | null } | GraphFailure> {
  const said = await graphRequest(graph, { method: 'GET', path: `/${phoneNumberId}/settings` }, signal);
  if (said.outcome !== 'accepted') return said;
  const read = v.safeParse(answer, said.body);
  const found = read.success ? read.output.user_identity_change : null;
  return { outcome: 'found', isOn: found?.enable_identity_key_check ?? found?.enabled ?? null };
}

export function switchIdentityCheck(
  graph: Graph,
  phoneNumberId: string,
  isOn: boolean,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const body = { user_identity_change: { enable_identity_key_check: isOn } };
  return graphRequest(graph, { method: 'POST', path: `/${phoneNumberId}/settings`, body }, signal);
}

/**
 * The name that customers see. Meta reviews it. Sources: Meta's OpenAPI description v23.0;
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/display-names (10 changes in 30 days; an
 * approved one counts once the number is registered again, within 14 days).
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';
import { askFields } from './number.ts';

export const displayName = v.object({
  /** The name that is shown now, or will be once it is approved; null when Meta does not say. */
  name: v.nullable(v.string()),
  /** Meta's value: APPROVED, PENDING_REVIEW, DECLINED, EXPIRED, AVAILABLE_WITHOUT_REVIEW, NONE … */
  status: v.nullable(v.string()),
  /** The name that was requested last, and the state of its review. */
  wanted: v.nullable(v.object({ name: v.string(), status: v.nullable(v.string()) })),
});
export type DisplayName = v.InferOutput<typeof displayName>;

export const displayNameLimits = { min: 2, max: 75 } as const;

export const wantedName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(displayNameLimits.min),
  v.maxLength(displayNameLimits.max),
);

const word = v.fallback(v.nullable(v.pipe(v.string(), v.nonEmpty())), null);
const answer = v.object({
  verified_name: word,
  name_status: word,
  new_display_name: word,
  new_name_status: word,
});
const fields = Object.keys(answer.entries);

export async function fetchDisplayName(
  graph: Graph,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; displayName: DisplayName } | GraphFailure> {
  const said = await askFields(graph, phoneNumberId, fields, signal);
  if (said.outcome !== 'accepted') return said;
  const read = v.safeParse(answer, said.body);
  if (!read.success) return { outcome: 'in_doubt', reason: 'Graph described the name in an unknown format' };
  const {
    verified_name: name,
    name_status: status,
    new_display_name: newName,
    new_name_status,
  } = read.output;
  const wanted = newName === null ? null : { name: newName, status: new_name_status };
  return { outcome: 'found', displayName: { name, status, wanted } };
}

/** Meta reviews the name and sends its decision by webhook. */
export function requestDisplayName(
  graph: Graph,
  phoneNumberId: string,
  name: string,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const body = { new_display_name: name };
  return graphRequest(graph, { method: 'POST', path: `/${phoneNumberId}`, body }, signal);
}

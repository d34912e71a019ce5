/** Who sent a message: a person, an API token, the phone app, or something automatic. */
import * as v from 'valibot';
import type { Person } from '../../../api/values.ts';

/** Authors are read loosely: kinds that are added later are automatic. */
const storedAuthor = v.object({
  type: v.string(),
  id: v.fallback(v.string(), ''),
  name: v.fallback(v.string(), ''),
  isBot: v.optional(v.boolean()),
});

export type SenderKind = 'agents' | 'api' | 'phoneApp' | 'automatic';

export interface Sender {
  kind: SenderKind;
  /** By which their answers are counted; empty for what is automatic. */
  id: string;
  name: string;
}

const automatic: Sender = { kind: 'automatic', id: '', name: '' };
export const phoneAppId = 'phone-app';

export function senderOf(json: string | null): Sender {
  if (json === null) return automatic;
  const { type, id, name, isBot } = v.parse(storedAuthor, JSON.parse(json));
  if (type === 'phone-app') return { kind: 'phoneApp', id: phoneAppId, name: '' };
  if (type !== 'agent' || isBot) return automatic;
  return { kind: kindOf(id), id, name };
}

/** What kind of sender has this id, which is not empty. */
export function kindOf(id: string): SenderKind {
  return id === phoneAppId ? 'phoneApp' : id.startsWith('token/') ? 'api' : 'agents';
}

/** The agent who did something; null if nobody did, but a rule or the assistant. */
export function agentOf(by: Person | null): Person | null {
  return by === null || by.id.startsWith('automation/') ? null : by;
}

/** SQL: whether a person sent it, for the column `author`. */
export const isPerson = `(author ->> 'type' = 'phone-app' OR (author ->> 'type' = 'agent' AND author ->> 'isBot' IS NULL))`;

/** SQL: the reminder before a window closes, or an automatic turn that answers nothing, such as a welcome. */
export const isNoAnswer = `(author IS '{"type":"nudge"}' OR author ->> 'answers' IS 0)`;

export function answersNothing(json: string | null): boolean {
  return json === '{"type":"nudge"}' || json?.includes('"answers":false') === true;
}

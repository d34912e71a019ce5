/**
 * Webhooks that are not messages and appear in the thread as a line: calls, choices about marketing messages, changes
 * of groups.
 */
import * as v from 'valibot';
import { type ContentEntry, noFile, noText, noTexts } from './content-entry.ts';
import { number, parseJson, string } from './values.ts';

export const callsContent = v.object({
  type: v.literal('calls'),
  calls: v.object({
    id: string,
    /** `connect` or `terminate`. */
    event: string,
    /** `USER_INITIATED` or `BUSINESS_INITIATED`. */
    direction: string,
    /** How a terminated call ended: `COMPLETED` or `FAILED`; in a status: `RINGING`, `ACCEPTED`, `REJECTED`. */
    status: string,
    /** Seconds, of a call that was answered. */
    duration: v.optional(number),
  }),
});

export const userPreferencesContent = v.object({
  type: v.literal('user_preferences'),
  /** `value` is `stop` or `resume`; `category` is the kind of message: `marketing_messages`. */
  user_preferences: v.object({ category: v.string(), value: v.string(), detail: string }),
});

export const groupContent = v.object({
  type: v.literal('group'),
  group: v.object({
    type: v.string(),
    group_id: v.string(),
    subject: string,
    description: string,
    reason: string,
  }),
});

export const callsEntry: ContentEntry<v.InferOutput<typeof callsContent>> = {
  texts: noTexts,
  exportDetails: ({ calls }) => [calls.duration ? `call, ${calls.duration} s` : 'call, not answered'],
  pushText: noText,
  file: noFile,
};

export const userPreferencesEntry: ContentEntry<v.InferOutput<typeof userPreferencesContent>> = {
  texts: ({ user_preferences }) => [user_preferences.detail],
  exportDetails: ({ user_preferences: { category, value } }) => [`${category}: ${value}`],
  pushText: noText,
  file: noFile,
};

export const groupEntry: ContentEntry<v.InferOutput<typeof groupContent>> = {
  texts: ({ group }) => [group.subject, group.description],
  exportDetails: ({ group }) => [group.reason],
  pushText: noText,
  file: noFile,
};

/** A notice's JSON in the form of a message, so that both are stored and read alike. `field` is its webhook field. */
export function noticeAsMessage(field: string, raw: string): string {
  if (field === 'user_id_update') return systemMessage(raw);
  const type = field.startsWith('group_') ? 'group' : field;
  return `{"type":${JSON.stringify(type)},${JSON.stringify(type)}:${raw}}`;
}

/** WhatsApp announces a new user id in two forms; the other one is a system message. */
function systemMessage(raw: string): string {
  const read = v.safeParse(v.object({ detail: v.string() }), parseJson(raw));
  const body = read.success ? read.output.detail : 'WhatsApp gave this contact a new user ID.';
  return JSON.stringify({ type: 'system', system: { type: 'user_changed_user_id', body } });
}

/** The group that a message or a change of a group belongs to; null for everything else. */
export function groupIn(raw: string): { id: string; subject: string | null } | null {
  const read = v.safeParse(grouped, parseJson(raw));
  return read.success ? { id: read.output.group_id, subject: read.output.subject ?? null } : null;
}

const grouped = v.object({ group_id: v.string(), subject: v.optional(v.string()) });

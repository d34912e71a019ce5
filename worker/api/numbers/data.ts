/** A number's stored data: retention, the events as Meta sent them, and the export. */

import * as v from 'valibot';
import type { KnowledgeDetails } from '../automation/knowledge.ts';
import type { Conversation } from '../conversations/conversations.ts';
import type { ContactField, FieldValues } from '../conversations/fields.ts';
import type { Message } from '../conversations/messages.ts';
import type { Entry } from '../conversations/teamwork.ts';
import { idCursor, limit, time, whole } from '../values.ts';

const days = (min: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min, `${min} days at least.`), v.maxValue(3_650));

export const retention = v.strictObject({
  /** Messages and files older than this are deleted, day by day; null: they are kept. */
  messageDays: v.nullable(days(7)),
  /** For how long the raw events of a number are listed. */
  rawDays: days(1),
  /** For how many days events are kept for delivery, replay and polling. Default: 7. */
  eventDays: v.exactOptional(days(1)),
});
export type Retention = v.InferOutput<typeof retention>;

/** Meta's events by where they are stored: messages with echoes and history, statuses, and everything else. */
export const rawEventKind = v.picklist(['message', 'status', 'notice']);
export type RawEventKind = v.InferOutput<typeof rawEventKind>;

/** An event as Meta sent it. */
export const rawEvent = v.object({
  id: v.string(),
  at: v.nullable(time),
  /** message, echo, history, status, or a webhook field. */
  kind: v.string(),
  /** Why it could not be read, or went to no inbox. */
  problem: v.nullable(v.string()),
  json: v.string(),
  /** Whether the JSON was cut. */
  isCut: v.boolean(),
});
export type RawEvent = v.InferOutput<typeof rawEvent>;

const before = v.optional(idCursor, String(Number.MAX_SAFE_INTEGER));
export const rawEventsQuery = v.object({ kind: v.optional(rawEventKind, 'notice'), before, limit });
export const unroutedEventsQuery = v.object({ before, limit });

/** How many events were stored. */
export const replayed = v.object({ stored: whole });

/** Reads and stores again what could not be read or stored, a hundred events at a time. */
export const problemReplay = v.object({
  stored: whole,
  /** Events that still cannot be stored. They stay on the list. */
  left: whole,
  /** Pass it as `after` to go on; null at the end. */
  next: v.nullable(v.string()),
});
export type ProblemReplay = v.InferOutput<typeof problemReplay>;
export const problemReplayQuery = v.object({ after: v.optional(idCursor, '0') });

export const eraseConfirmation = v.strictObject({ displayPhoneNumber: v.string() });

/** One line of an export of a number. */
export type ExportLine =
  | { type: 'inbox'; inbox: string; exportedAt: number }
  | { type: 'field'; field: ContactField }
  | { type: 'conversation'; conversation: Conversation }
  /** The values of a contact's custom fields, by the ids of the fields. */
  | { type: 'fields'; conversationId: number; fields: FieldValues }
  /** `raw`: as Meta sent it, or as it was sent to Meta. `file`: where to get its file, with a media ticket. */
  | { type: 'message'; message: Message; raw: string; file: string | null }
  | { type: 'entry'; entry: Entry }
  /** An entry of the assistant's knowledge, with its earlier versions. */
  | { type: 'knowledge'; knowledge: KnowledgeDetails }
  /** A stretch of a conversation from open to resolved. */
  | { type: 'episode'; episode: ExportedEpisode }
  /** What was counted on a day, in the time zone of the number. */
  | { type: 'day'; date: string; figures: unknown };

export interface ExportedEpisode {
  conversationId: number;
  beganAt: number;
  beganBy: 'customer' | 'team';
  endedAt: number | null;
  /** The id of the agent who resolved it. */
  endedBy: string | null;
  /** Ids of labels; null if it was not resolved. */
  labels: string[] | null;
}

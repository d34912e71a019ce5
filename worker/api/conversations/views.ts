/** Saved views of the list of conversations, and how many conversations are in one. */
import * as v from 'valibot';
import { agentId, teamId, text, whole } from '../values.ts';
import { conversationSort, conversationState, pageAddress } from './conversations.ts';

/** Which conversations a view shows. What is null does not filter. */
export const viewFilter = v.strictObject({
  /** `me`, `nobody`, or an agent's id. */
  assignee: v.nullable(agentId),
  /** `mine`: the teams of whoever looks; or a team's id. */
  team: v.optional(v.nullable(teamId), null),
  state: v.nullable(conversationState),
  /** Only what you have not read, or where a note mentions you. */
  isUnread: v.boolean(),
  /** Only where the customer wrote last, and it is not resolved. */
  needsReply: v.boolean(),
  /** `bot`: only what the number's bot handles. */
  handledBy: v.nullable(v.picklist(['bot', 'team'])),
  /** `closing`: it is open for less than two hours more. */
  window: v.nullable(v.picklist(['open', 'closing', 'closed'])),
  /** A label's id. */
  label: v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
  /** The page where the customer clicked the button, or the beginning of its address. */
  source: v.nullable(pageAddress),
});
export type ViewFilter = v.InferOutput<typeof viewFilter>;

const shape = {
  name: text(40),
  /** Whether the whole team has it; otherwise only you do. */
  isShared: v.boolean(),
  /** The number that it is about; null: all numbers. */
  inbox: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,32}$/, 'The id of a number.'))),
  filter: viewFilter,
  sort: conversationSort,
};

export const savedView = v.object({
  ...shape,
  id: v.string(),
  /** Whether you may change or delete it: it is yours, or you are an admin. */
  isEditable: v.boolean(),
});
export type SavedView = v.InferOutput<typeof savedView>;

/** Only the person who shared a view, and admins, can change it. */
export const newSavedView = v.strictObject(shape);
export type NewSavedView = v.InferInput<typeof newSavedView>;
export type CheckedView = v.InferOutput<typeof newSavedView>;

/** At most 50 filters at once. */
export const countRequest = v.strictObject({
  filters: v.pipe(v.array(viewFilter), v.minLength(1), v.maxLength(50)),
});
export type CountRequest = v.InferInput<typeof countRequest>;

/**
 * In the order of the filters, each counted up to 100 among the thousand newest conversations: enough for a number beside
 * a view.
 */
export const viewCounts = v.object({ counts: v.array(whole) });
export type ViewCounts = v.InferOutput<typeof viewCounts>;

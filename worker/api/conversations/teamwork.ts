/** Teamwork on conversations: assignment, state, labels, notes, and one command for many. */
import * as v from 'valibot';
import { schemaTexts } from '../../whatsapp/input-texts.ts';
import { namedTeam } from '../people/teams.ts';
import { agentId, pageOf, person, rowId, seq, teamId, text, time, whole } from '../values.ts';
import { conversation, conversationMode, sharedState } from './conversations.ts';
import { message } from './messages.ts';

const maxNote = 4_096;
const maxSnoozeMs = 366 * 24 * 60 * 60_000;

const noteText = text(maxNote);
const until = v.pipe(
  v.number(),
  v.integer(),
  v.check((at) => at > Date.now() && at < Date.now() + maxSnoozeMs, schemaTexts.snooze_range),
);
const labelIds = v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(50)), () => []);

const assignCommand = v.strictObject({
  type: v.literal('assign'),
  /** An agent's id; null to unassign. Without it, the assignee stays, or `team` decides. */
  to: v.exactOptional(v.nullable(agentId)),
  /**
   * A team's id; null for no team. Without it, the team stays. Without `to`, a new team gets the conversation: its
   * distribution chooses the assignee, or it waits in the team unassigned.
   */
  team: v.exactOptional(v.nullable(teamId)),
  /** Who must have it now, if anybody has: otherwise it stays with them. Without it, it is taken from anybody. */
  from: v.exactOptional(v.nullable(agentId)),
  /** Left in the thread, for the one who gets it. */
  note: v.exactOptional(noteText),
});
const labelCommand = v.strictObject({ type: v.literal('label'), add: labelIds, remove: labelIds });
const isOpenOrResolved = { type: v.literal('state'), state: v.picklist(['open', 'resolved']) };
const isSnoozed = { type: v.literal('state'), state: v.literal('snoozed'), until };
const modeCommand = v.strictObject({
  type: v.literal('mode'),
  /** `person` takes over from the bot, `automatic` resumes it, `off` turns it off for this conversation. */
  mode: conversationMode,
});
const handOverCommand = v.strictObject({
  type: v.literal('hand-over'),
  /** A note in the thread for the assignee. */
  note: v.exactOptional(noteText),
});

/** The team's commands for one conversation, and for many at once. */
export const teamCommand = v.variant('type', [
  assignCommand,
  labelCommand,
  v.variant('state', [v.strictObject(isOpenOrResolved), v.strictObject(isSnoozed)]),
  v.strictObject({ type: v.literal('read') }),
  v.strictObject({ type: v.literal('unread') }),
  modeCommand,
  handOverCommand,
]);
export type TeamCommand = v.InferOutput<typeof teamCommand>;
export type BulkCommand = v.InferInput<typeof teamCommand>;
/** Without what only bots do. */
export type PeopleCommand = Exclude<BulkCommand, { type: 'hand-over' }>;

/**
 * An agent who already has the conversation keeps it (409 `already_assigned`, `details.assignee`), unless `from` names
 * them.
 */
export const assign = v.strictObject({
  ...v.omit(assignCommand, ['type']).entries,
  from: v.optional(v.nullable(agentId), null),
});
export type Assign = v.InferInput<typeof assign>;

/** With `seen`, the last change that you know, a conversation is not closed if the customer has written since. */
const seen = v.exactOptional(seq);

/** 409 `customer_wrote`: the customer has written since `seen`. */
export const changeState = v.variant('state', [
  v.strictObject({ state: isOpenOrResolved.state, seen }),
  v.strictObject({ state: isSnoozed.state, until, seen }),
]);
export type ChangeState = v.InferOutput<typeof changeState>;

/** 409 `no_bot`: the number has none. 409 `automation_off`: it has to be turned on before an agent can take over. */
export const changeMode = v.strictObject(v.omit(modeCommand, ['type']).entries);
export type ChangeMode = v.InferInput<typeof changeMode>;

/** A bot leaves the conversation to the team. It may send again once an agent resumes it. */
export const handOver = v.strictObject(v.omit(handOverCommand, ['type']).entries);
export type HandOver = v.InferInput<typeof handOver>;

/** Ids of labels. */
export const changeLabels = v.strictObject(v.omit(labelCommand, ['type']).entries);
export type ChangeLabels = v.InferInput<typeof changeLabels>;

/** By the id of a conversation, the number of a change. */
const seqs = v.optional(v.record(v.pipe(v.string(), v.digits()), seq), () => ({}));

/** At most 200 conversations at once. */
export const bulk = v.strictObject({
  ids: v.pipe(v.array(rowId), v.minLength(1), v.maxLength(200)),
  command: teamCommand,
  /** The last change of each that you know. What its customer has written since is neither closed nor marked read. */
  seen: seqs,
  /** Nothing is done to a conversation that has changed since (`changed_meanwhile`). */
  ifSeq: seqs,
});
export type Bulk = v.InferInput<typeof bulk>;

/** Why one of many conversations was left as it was: the error that its own route would have answered. */
export const bulkError = v.object({ id: whole, code: v.string(), message: v.string() });
export type BulkError = v.InferOutput<typeof bulkError>;

export const bulkResult = v.object({
  /** As they are now. */
  conversations: v.array(conversation),
  /** As they were before, to undo the command. */
  before: v.array(sharedState),
  /** Those that were not changed. */
  refused: v.array(bulkError),
  /** The ids of conversations that do not exist, or no longer exist. */
  missing: v.array(whole),
});
export type BulkResult = v.InferOutput<typeof bulkResult>;

/** Open conversations and snoozed ones, each counted up to 1,000. */
export const counts = v.object({ mine: whole, unassigned: whole, all: whole, snoozed: whole });
export type Counts = v.InferOutput<typeof counts>;

const noteBody = v.object({
  type: v.literal('note'),
  text: v.string(),
  /** Ids of agents. */
  mentions: v.array(v.string()),
});

/**
 * `replied`, `assigned` and `taken-over`: a person did. `handed-over`: the bot has left it to the team. `looping`: the bot
 * sent too many messages in a minute. `timer`: the team has not written for the time that the number sets.
 */
export const modeReason = v.picklist([
  'replied',
  'assigned',
  'taken-over',
  'handed-over',
  'looping',
  'resumed',
  'timer',
  'resolved',
  'turned-off',
]);
export type ModeReason = v.InferOutput<typeof modeReason>;

/**
 * Why a conversation was assigned or unassigned automatically. `distribution`: it was an agent's turn. `no-answer`,
 * `offline`: its assignee did not answer in time, or was offline. `reopened`: the customer wrote again after it was resolved.
 */
export const assignmentReason = v.picklist(['distribution', 'no-answer', 'offline', 'reopened']);
export type AssignmentReason = v.InferOutput<typeof assignmentReason>;

export const entryBody = v.variant('type', [
  noteBody,
  /** `to`: null if it was unassigned. `team`: if the team has changed. */
  v.object({
    type: v.literal('assigned'),
    to: v.nullable(person),
    from: v.nullable(person),
    team: v.exactOptional(v.object({ to: v.nullable(namedTeam), from: v.nullable(namedTeam) })),
    because: v.exactOptional(assignmentReason),
  }),
  v.object({ type: v.literal('resolved') }),
  v.object({ type: v.literal('snoozed'), until: time }),
  /** Automatically: the customer has written, or the snooze is over. */
  v.object({ type: v.literal('opened'), after: v.picklist(['resolved', 'snoozed']) }),
  v.object({ type: v.literal('labelled'), added: v.array(v.string()), removed: v.array(v.string()) }),
  /** Another conversation turned out to be with the same contact. */
  v.object({ type: v.literal('merged'), name: v.string() }),
  /** The customer has answered the question how satisfied they are, from 1 to 5, or has added a comment to it. */
  v.object({ type: v.literal('rated'), score: whole, comment: v.nullable(v.string()) }),
  /** WhatsApp has said that the window is closed. */
  v.object({ type: v.literal('window-closed') }),
  /** Who answers has changed. `by`: the person, the token of the bot, or null for the timer and the phone app. */
  v.object({ type: v.literal('mode'), mode: conversationMode, because: modeReason }),
]);
export type EntryBody = v.InferOutput<typeof entryBody>;

const entryHead = v.object({
  id: whole,
  conversationId: whole,
  /** Its position in the thread, like `sentAt` of messages. */
  at: time,
  /** Null for what happened automatically. */
  by: v.nullable(person),
  /** The idempotency key of a note. */
  key: v.nullable(v.string()),
});

/** A line in the thread that is not a message: a note, or who changed what. It is never sent. */
export const entry = v.intersect([entryHead, entryBody]);
export type Entry = v.InferOutput<typeof entry>;

export const note = v.object({ ...entryHead.entries, ...noteBody.entries });
export type Note = v.InferOutput<typeof note>;

export const newNote = v.strictObject({
  text: noteText,
  /** Ids of agents. */
  mentions: v.optional(v.pipe(v.array(agentId), v.maxLength(50)), () => []),
});
export type NewNote = v.InferInput<typeof newNote>;

/** Newest first, in the order of the thread. */
export const messagePage = v.object({
  ...pageOf(message).entries,
  /** Pass it as `after` to get newer messages; null: the page ends with the newest. */
  newer: v.nullable(v.string()),
  /** The team's entries between these messages. */
  entries: v.array(entry),
});
export type MessagePage = v.InferOutput<typeof messagePage>;

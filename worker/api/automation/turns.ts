/** Automatic turns: what was answered automatically, or why not. */
import * as v from 'valibot';
import { idCursor, limit, pageOf, time, whole } from '../values.ts';

/**
 * What takes a turn. `stop`: the confirmation of an opt-out. `hand-over`: the customer asked for a person. `satisfaction`
 * and `follow-up` come without a message of the customer.
 */
export const turnSource = v.picklist([
  'stop',
  'hand-over',
  'menu',
  'rule',
  'away',
  'welcome',
  'assistant',
  'suggestion',
  'bot',
  'satisfaction',
  'follow-up',
]);
export type TurnSource = v.InferOutput<typeof turnSource>;

/**
 * `waiting`: the customer may still be writing. `composing`: the answer is being written. `awaiting`: the bot answers
 * later, by the API. `answered`: it was sent.
 * `said`: something was sent that answers nothing, such as a welcome. `acted`: nothing was sent, but something was done.
 * `handed-over`: it was left to the team. `withdrawn`: nothing was sent, `because` says why. `failed`: no answer could be
 * made, and it was left to the team.
 */
export const turnOutcome = v.picklist([
  'waiting',
  'composing',
  'awaiting',
  'answered',
  'said',
  'acted',
  'handed-over',
  'withdrawn',
  'failed',
]);
export type TurnOutcome = v.InferOutput<typeof turnOutcome>;

/**
 * Why nothing was sent. `template-unavailable`: WhatsApp does not let it be sent, or it was deleted. `template-changed`: its
 * variables are other ones now. `value-missing`: a variable of a template has no value for this customer. `reply-deleted`:
 * the saved reply, or it is no longer shared. `file-missing`: the file is no longer stored. `files-off`: the number
 * sends no files.
 */
export const turnReason = v.picklist([
  'person',
  'off',
  'paused',
  'answered',
  'window-closed',
  'opted-out',
  'blocked',
  'identity',
  'limit',
  'month-limit',
  'loop',
  'same-text',
  'nothing',
  'error',
  'merged',
  'template-unavailable',
  'template-changed',
  'value-missing',
  'reply-deleted',
  'file-missing',
  'files-off',
]);
export type TurnReason = v.InferOutput<typeof turnReason>;

export const turn = v.object({
  id: whole,
  conversationId: whole,
  /** The first and the last message of the customer that it answers. */
  firstMessageId: whole,
  lastMessageId: whole,
  source: turnSource,
  /** Id of the rule or menu. */
  subject: v.nullable(v.string()),
  outcome: turnOutcome,
  because: v.nullable(turnReason),
  beganAt: time,
  endedAt: v.nullable(time),
  /** Ids of the messages that it sent. */
  messages: v.array(whole),
  /** What its source says about it, such as the model and the passages that the assistant used. */
  details: v.nullable(v.looseObject({})),
});
export type Turn = v.InferOutput<typeof turn>;

/** Newest first. */
export const turnPage = pageOf(turn);
export type TurnPage = v.InferOutput<typeof turnPage>;

export const turnsQuery = v.object({
  /** Only of this conversation. */
  conversation: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.toNumber())),
  source: v.optional(turnSource),
  outcome: v.optional(turnOutcome),
  before: v.optional(idCursor),
  limit,
});

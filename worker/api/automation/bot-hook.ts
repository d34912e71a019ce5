/** The bot hook: a webhook that is asked what to answer to a customer, with what it can say. */
import * as v from 'valibot';
import { time, whole } from '../values.ts';
import { botAction } from './rules.ts';
import { wholeBetween } from './settings.ts';

/** When it is asked. `rule`: only where a rule lets the bot answer. */
export const botHookWhen = v.picklist(['off', 'rule', 'outside-hours', 'always']);
export type BotHookWhen = v.InferOutput<typeof botHookWhen>;

/**
 * What happens when it fails. `team`: nothing is sent, and the team is notified. `away`: the customer gets the away text,
 * and the team is notified. `hand-over`: the conversation is left to the team, with the text for that.
 */
export const botHookFallback = v.picklist(['team', 'away', 'hand-over']);
export type BotHookFallback = v.InferOutput<typeof botHookFallback>;

const hookShape = v.strictObject({
  when: v.optional(botHookWhen, 'off'),
  /** The id of the webhook that is asked. It has to be in the format `events`, and to receive `turn.started` of this number. */
  webhook: v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))), null),
  fallback: v.optional(botHookFallback, 'team'),
  /** How long the program may take if it answers later, by the API. */
  answerSeconds: v.optional(wholeBetween(10, 3_600), 120),
});

export const botHookSettings = v.pipe(
  hookShape,
  v.check(({ when, webhook }) => when === 'off' || webhook !== null, 'Choose the webhook that is asked.'),
);
export type BotHookSettings = v.InferOutput<typeof botHookSettings>;
export type BotHookChange = v.InferInput<typeof botHookSettings>;

/**
 * Why it has failed. `status`: neither 200, 202 nor 204. `not-json`, `too-large`, `invalid`: its answer cannot be read.
 * `content`: WhatsApp would refuse a message in it. `late`: the answer by the API did not come in time. `busy`: too many
 * requests were waiting. `stopped`: the inbox was restarted twice while it was asked. `no-webhook`: the webhook is deleted
 * or disabled, or does not receive `turn.started`.
 */
export const botHookFault = v.picklist([
  'timeout',
  'connection',
  'redirect',
  'same-zone',
  'status',
  'not-json',
  'too-large',
  'invalid',
  'content',
  'late',
  'busy',
  'stopped',
  'no-webhook',
]);
export type BotHookFault = v.InferOutput<typeof botHookFault>;

/** `has-bot`: the bot of the number answers in its place. `no-webhook`: see `botHookFault`. `no-away`: there is no away text. */
export const botHookProblem = v.picklist(['has-bot', 'no-webhook', 'no-away']);
export type BotHookProblem = v.InferOutput<typeof botHookProblem>;

export const botHookState = v.object({
  settings: hookShape,
  problems: v.array(botHookProblem),
  /** Failures in a row. From three on the fallback takes its place, and it is only tried from time to time. */
  failures: whole,
  failingSince: v.nullable(time),
  /** From when on it is tried again. */
  retryAt: v.nullable(time),
  /** The last one. */
  fault: v.nullable(botHookFault),
});
export type BotHookState = v.InferOutput<typeof botHookState>;

/** How it answers to a customer who does not exist. Nothing is sent to anybody. */
export const botHookTest = v.object({
  isWorking: v.boolean(),
  fault: v.nullable(botHookFault),
  /** HTTP status; null: no answer. */
  status: v.nullable(v.number()),
  ms: whole,
  /** What it would do; null: it fails, or answers later. */
  actions: v.nullable(v.array(v.string())),
  /** What is wrong with its answer; empty if nothing is. */
  detail: v.string(),
  /** The beginning of its answer. */
  answer: v.string(),
});
export type BotHookTest = v.InferOutput<typeof botHookTest>;

const maxReplies = 5;

/**
 * What a program answers to `turn.started`, in the body of its answer or later with the token of the turn. Without a
 * reply, the customer still waits for the team, unless the conversation is resolved.
 */
export const turnAnswer = v.pipe(
  v.strictObject({ actions: v.optional(v.pipe(v.array(botAction), v.maxLength(10)), () => []) }),
  v.check(
    ({ actions }) => actions.filter(({ type }) => type === 'reply').length <= maxReplies,
    'A turn has at most five messages.',
  ),
  v.check(
    ({ actions }) => !['hand-over', 'resolve'].every((one) => actions.some(({ type }) => type === one)),
    'A conversation is either handed over or resolved.',
  ),
);
export type TurnAnswer = v.InferOutput<typeof turnAnswer>;
export type TurnAnswerInput = v.InferInput<typeof turnAnswer>;

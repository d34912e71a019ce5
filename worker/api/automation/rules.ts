/** Rules: what a message has to be, and what happens then. The first rule that matches answers. */
import * as v from 'valibot';
import { language } from '../languages.ts';
import { agentId, text, time, whole } from '../values.ts';
import { wholeBetween } from './settings.ts';
import { turnReason } from './turns.ts';

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));
const ids = v.optional(v.pipe(v.array(id), v.maxLength(50)), () => []);
const words = v.pipe(v.array(text(100)), v.minLength(1), v.maxLength(50));

/**
 * How the customer's text has to match, where case, accents and emoji variants do not matter. `pattern`: a regular
 * expression of the subset in docs/automation.md, which is checked when it is saved. `any`: every message.
 */
export const ruleMatch = v.variant('type', [
  v.strictObject({ type: v.literal('exact'), words }),
  v.strictObject({ type: v.literal('word'), words }),
  v.strictObject({ type: v.literal('begins'), words }),
  v.strictObject({ type: v.literal('contains'), words }),
  v.strictObject({ type: v.literal('pattern'), pattern: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)) }),
  v.strictObject({ type: v.literal('any') }),
]);
export type RuleMatch = v.InferOutput<typeof ruleMatch>;

/** All of them have to hold. */
export const ruleConditions = v.strictObject({
  /** By the hours of the number. */
  hours: v.optional(v.nullable(v.picklist(['open', 'closed'])), null),
  /** The customer's first message, or the first after the welcome's time. */
  isNew: v.optional(v.nullable(v.boolean()), null),
  /** Ids of labels: one of these. */
  labels: ids,
  /** Ids of labels: none of these. */
  withoutLabels: ids,
  /** The page where the customer clicked the button, or the beginning of its address. */
  source: v.optional(v.nullable(text(2_048)), null),
  /** The customer's language, where it is known. */
  languages: v.optional(v.pipe(v.array(language), v.maxLength(8)), () => []),
  /** Also while a person answers. Such a rule cannot reply. */
  whilePerson: v.optional(v.boolean(), false),
});
export type RuleConditions = v.InferOutput<typeof ruleConditions>;

/** `content` as in a message to send. */
const replyAction = v.strictObject({
  type: v.literal('reply'),
  content: v.looseObject({ type: v.string() }),
});
/** Ids of labels; a bot can also write their names. */
const labelAction = v.strictObject({ type: v.literal('label'), add: ids, remove: ids });
const noteAction = v.strictObject({ type: v.literal('note'), text: text(1_024) });
/** Leaves the conversation to the team, which is notified. */
const handOverAction = v.strictObject({ type: v.literal('hand-over') });
const resolveAction = v.strictObject({ type: v.literal('resolve') });

/** What a program of yours can do with a turn. */
export const botAction = v.variant('type', [
  replyAction,
  labelAction,
  noteAction,
  handOverAction,
  resolveAction,
]);
export type BotAction = v.InferOutput<typeof botAction>;

/** What a rule does, in this order. A rule replies with one message. */
export const ruleAction = v.variant('type', [
  /** `{{contact_name}}`, `{{contact_first_name}}`, `{{number_name}}` and `{{opens}}` are filled in. */
  replyAction,
  /** Sends a saved reply that is shared with the team, as it is then: its file, and then its text. */
  v.strictObject({ type: v.literal('saved-reply'), reply: id }),
  /** Starts a menu. */
  v.strictObject({ type: v.literal('menu'), menu: id }),
  labelAction,
  v.strictObject({ type: v.literal('assign'), to: agentId }),
  v.strictObject({ type: v.literal('assign-team'), team: id }),
  /** To an agent of the team of the conversation, or of the number, by its distribution. */
  v.strictObject({ type: v.literal('distribute') }),
  noteAction,
  handOverAction,
  /** Lets the bot of the number answer. */
  v.strictObject({ type: v.literal('bot') }),
  /** Lets the assistant answer, whenever else it does. */
  v.strictObject({ type: v.literal('assistant') }),
  /** No automatic answer in this conversation until somebody turns it on again. */
  v.strictObject({ type: v.literal('off') }),
  resolveAction,
  /** The customer gets no marketing messages any more. */
  v.strictObject({ type: v.literal('stop') }),
]);
export type RuleAction = v.InferOutput<typeof ruleAction>;

/** Actions that answer: a rule has at most one of them. */
const answering: ReadonlySet<RuleAction['type']> = new Set([
  ...(['reply', 'saved-reply', 'menu', 'bot', 'assistant'] as const),
]);

export function isAnswering({ type }: RuleAction): boolean {
  return answering.has(type);
}

const ruleShape = v.strictObject({
  name: text(60),
  isOn: v.optional(v.boolean(), true),
  match: ruleMatch,
  conditions: v.optional(ruleConditions, {}),
  actions: v.pipe(v.array(ruleAction), v.minLength(1), v.maxLength(10)),
  /** Whether its reply is the answer. If not, the conversation still waits for the team. */
  answers: v.optional(v.boolean(), true),
  /** Whether further rules are tried after it. Only for a rule that does not answer. */
  continues: v.optional(v.boolean(), false),
  /** How long it leaves a customer alone after it has matched. */
  cooldownMinutes: v.optional(wholeBetween(0, 43_200), 60),
});

export const newRule = v.pipe(
  ruleShape,
  v.check(
    ({ actions }) => actions.filter(isAnswering).length <= 1,
    'A rule answers once: keep one of reply, saved-reply, menu, bot and assistant.',
  ),
  v.check(
    ({ actions, continues, conditions }) =>
      !(continues || conditions.whilePerson) || !actions.some(isAnswering),
    'A rule that goes on to the next, or that also holds while a person answers, cannot answer.',
  ),
);
export type NewRule = v.InferOutput<typeof newRule>;
export type RuleInput = v.InferInput<typeof newRule>;

export const rule = v.object({
  ...ruleShape.entries,
  id: v.string(),
  /** How often it has matched, and when last. */
  hits: whole,
  lastHitAt: v.nullable(time),
});
export type Rule = v.InferOutput<typeof rule>;

/** In the order in which they are tried. */
export const ruleList = v.object({ rules: v.array(rule) });
export type RuleList = v.InferOutput<typeof ruleList>;

/** Ids of all rules, in the order in which they are to be tried. */
export const ruleOrder = v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(500)) });
export type RuleOrder = v.InferOutput<typeof ruleOrder>;

/** What a customer might write, and in what circumstances. */
export const ruleTrial = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(4_096)),
  at: v.exactOptional(time),
  /** A conversation whose contact writes it; without one, somebody new. */
  conversation: v.exactOptional(whole),
  language: v.exactOptional(language),
});
export type RuleTrial = v.InferOutput<typeof ruleTrial>;

/** Why a rule does not match: the first of what it asks for that does not hold. */
export const ruleMiss = v.picklist([
  'off',
  'text',
  'hours',
  'new',
  'labels',
  'source',
  'language',
  'mode',
  'cooldown',
  'earlier',
]);
export type RuleMiss = v.InferOutput<typeof ruleMiss>;

export const ruleTrialResult = v.object({
  /** What would answer: the source of a turn, see `turnSource`; null: nothing, the team is notified. */
  source: v.nullable(v.string()),
  /** The rule that answers. */
  rule: v.nullable(v.string()),
  /** The first message that would be sent, with its values. */
  content: v.nullable(v.looseObject({ type: v.string() })),
  /** All messages that would be sent, in this order. */
  messages: v.array(v.looseObject({ type: v.string() })),
  /** Why the team would get the conversation, because what the rule replies with cannot be sent. */
  because: v.nullable(turnReason),
  /** What would be sent, by name; each is null if it is none. */
  names: v.object({
    menu: v.nullable(v.string()),
    template: v.nullable(v.string()),
    file: v.nullable(v.string()),
    savedReply: v.nullable(v.string()),
  }),
  rules: v.array(v.object({ id: v.string(), miss: v.nullable(ruleMiss) })),
});
export type RuleTrialResult = v.InferOutput<typeof ruleTrialResult>;

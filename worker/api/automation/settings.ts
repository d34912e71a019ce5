/** What a number does by itself, besides its rules and its assistant. */
import * as v from 'valibot';
import { language } from '../languages.ts';
import { text, time } from '../values.ts';

export const wholeBetween = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

const maxText = 1_024;

/**
 * A text in the languages that the number writes. A customer gets theirs if it is known and there, else that of the
 * number, else the first.
 */
export const automaticText = v.pipe(
  v.strictObject(v.entriesFromList(language.options, v.exactOptional(text(maxText)))),
  v.check((texts) => Object.keys(texts).length > 0, 'Write the text in one language at least.'),
);
export type AutomaticText = v.InferOutput<typeof automaticText>;

/** Sent to whoever writes for the first time, or again after a long time. */
export const welcome = v.strictObject({
  text: automaticText,
  /** Answers that the customer can tap, at most three. */
  buttons: v.optional(v.pipe(v.array(text(20)), v.maxLength(3)), () => []),
  /** Days without a message of theirs after which they are welcomed again. */
  againAfterDays: v.optional(wholeBetween(1, 365), 30),
});
export type Welcome = v.InferOutput<typeof welcome>;

/** Sent once while the number is closed. `{{opens}}` says when it opens. */
export const away = v.strictObject({ text: automaticText });
export type Away = v.InferOutput<typeof away>;

/** How a customer gets to a person. It cannot be switched off. */
export const handOverWishes = v.strictObject({
  /** Whole messages that ask for a person, in any language. */
  words: v.pipe(v.array(text(64)), v.maxLength(100)),
  /** What they are told; null: nothing. `{{opens}}` says when a person is there. */
  reply: v.nullable(automaticText),
});
export type HandOverWishes = v.InferOutput<typeof handOverWishes>;

/** How many automatic messages one customer can get, and the number can send. */
export const automationLimits = v.strictObject({
  inTenMinutes: v.optional(wholeBetween(1, 60), 6),
  inHour: v.optional(wholeBetween(1, 200), 20),
  inDay: v.optional(wholeBetween(1, 500), 60),
  /** The most for the whole number in a calendar month (UTC); null: no limit. */
  inMonth: v.optional(v.nullable(wholeBetween(1, 10_000_000)), null),
});
export type AutomationLimits = v.InferOutput<typeof automationLimits>;

export const automationSettings = v.strictObject({
  /** Nothing is answered automatically while it is paused. */
  isPaused: v.optional(v.boolean(), false),
  /** After the last message of a person, before automation answers the customer again. A bot has its own. */
  resumeAfterMinutes: v.optional(wholeBetween(5, 7 * 24 * 60), 4 * 60),
  welcome: v.optional(v.nullable(welcome), null),
  away: v.optional(v.nullable(away), null),
  handOver: v.optional(handOverWishes, () => ({ words: [...usualHandOverWords], reply: null })),
  /** Confirms an opt-out; null: nothing is sent. */
  stopReply: v.optional(v.nullable(automaticText), null),
  limits: v.optional(automationLimits, {}),
});
export type AutomationSettings = v.InferOutput<typeof automationSettings>;
export type AutomationChange = v.InferInput<typeof automationSettings>;

const usualHandOverWords = [
  ...['agent', 'human', 'person', 'talk to a person', 'speak to someone'],
  ...['persona', 'agente', 'hablar con una persona'],
  ...['atendente', 'falar com uma pessoa'],
  ...['conseiller', 'parler à une personne'],
  ...['mitarbeiter', 'mensch', 'mit einem menschen sprechen'],
  ...['موظف', 'التحدث مع شخص'],
  ...['इंसान से बात करें'],
  ...['bicara dengan orang'],
] as const;

/** The settings, and what they come to now. */
export const automationState = v.object({
  settings: automationSettings,
  /** Whether an admin has paused automation on all numbers. */
  isPausedForAll: v.boolean(),
  /** Whether the number is open, by its hours; null: it has none. */
  isOpen: v.nullable(v.boolean()),
  /** When that changes; null: not within three weeks, or it has no hours. */
  changesAt: v.nullable(time),
  /** Automatic messages in this calendar month (UTC). */
  sentInMonth: v.number(),
});
export type AutomationState = v.InferOutput<typeof automationState>;

/** The kill switch for all numbers. */
export const automationPause = v.strictObject({ isPaused: v.boolean() });
export type AutomationPause = v.InferOutput<typeof automationPause>;

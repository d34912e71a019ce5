/** What happens without a message of the customer: resolving after silence, and the question how satisfied they are. */
import * as v from 'valibot';
import { automaticText, wholeBetween } from './settings.ts';

const hours = v.optional(v.nullable(wholeBetween(1, 30 * 24)), null);

/** Hours without a message in either direction; null: such conversations stay open. */
export const autoResolve = v.strictObject({
  /** The team has written last. */
  customerHours: hours,
  /** Automation has answered last. */
  automatedHours: hours,
  /** The customer waits for the team. Such a conversation is only resolved with the text, inside the window. */
  teamHours: hours,
  /** Sent before it is resolved, while the window is open; null: nothing. */
  text: v.optional(v.nullable(automaticText), null),
});
export type AutoResolve = v.InferOutput<typeof autoResolve>;

/** Sent to a customer whom a person has helped, once in 30 days, when their conversation is resolved. It is charged. */
export const satisfactionQuestion = v.strictObject({
  question: automaticText,
  /** The label of the button that opens the five answers. */
  button: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(20)),
  /** Sent after the answer, and may ask for a comment; null: nothing. */
  thanks: v.optional(v.nullable(automaticText), null),
});
export type SatisfactionQuestion = v.InferOutput<typeof satisfactionQuestion>;

export const followUps = v.pipe(
  v.strictObject({
    resolve: v.optional(v.nullable(autoResolve), null),
    satisfaction: v.optional(v.nullable(satisfactionQuestion), null),
  }),
  v.check(
    ({ resolve }) => !resolve || resolve.teamHours === null || resolve.text !== null,
    'A customer who waits for the team is only left with a text. Write one, or leave out `teamHours`.',
  ),
);
export type FollowUps = v.InferOutput<typeof followUps>;
export type FollowUpsInput = v.InferInput<typeof followUps>;

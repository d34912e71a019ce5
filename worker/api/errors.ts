/** How an error looks: of a request, and of a message that could not be sent. */
import * as v from 'valibot';
import { whole } from './values.ts';

/** Every answer that is not 2xx. `code` is stable; `message` says what to do; `details` depends on the code. */
export const errorBody = v.object({
  error: v.object({ code: v.string(), message: v.string(), details: v.optional(v.unknown()) }),
});
export type ErrorBody = v.InferOutput<typeof errorBody>;

/** The same for a caller that accepts `application/problem+json` (RFC 9457). */
export const problem = v.object({
  type: v.literal('about:blank'),
  /** The meaning of the status. */
  title: v.string(),
  status: whole,
  /** The message of the error. */
  detail: v.string(),
  /** The path of the request. */
  instance: v.string(),
  ...errorBody.entries,
});
export type Problem = v.InferOutput<typeof problem>;

/** Why a message could not be sent. `code` is Meta's error code, or one of our own as a word (`window_closed`). */
export const messageError = v.object({
  code: v.union([v.number(), v.string()]),
  /** A sentence for a person. */
  title: v.string(),
  /** What to do now. */
  advice: v.string(),
  /** Meta's own words, if there are any. */
  details: v.nullable(v.string()),
  /** Whether the same message can be sent later, only after something was changed, or never. Absent if unknown. */
  retry: v.exactOptional(v.picklist(['later', 'after-change', 'never'])),
  /** Where Meta describes its codes. Absent for our own codes. */
  source: v.exactOptional(v.string()),
});
export type MessageError = v.InferOutput<typeof messageError>;

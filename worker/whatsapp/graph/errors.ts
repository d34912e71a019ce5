import * as v from 'valibot';
import { type ErrorEntry, errorCatalogue, errorCodesPage } from './error-catalogue.ts';

/** An error as Graph returns it and as webhooks carry it in `errors[]`. Source: Meta's OpenAPI description v23.0. */
export interface GraphError {
  code: number;
  /** `title` in webhooks, `message` in Graph answers. */
  title: string;
  /** `error_data.details`: the most specific sentence Meta gives. */
  details?: string;
  subcode?: number;
  /** Meta's trace id, worth quoting to its support. */
  traceId?: string;
  /** What Meta writes for the person, mostly in calls about templates, where `title` only says “Invalid parameter”. */
  userTitle?: string;
  userMessage?: string;
}

export interface Explanation {
  /** A sentence for a person. */
  title: string;
  /** What to do now. */
  advice: string;
  /** Meta's text. */
  details: string | null;
  /** Absent for an unknown code. */
  retry?: ErrorEntry['retry'];
  /** Where Meta describes the code, if it does. */
  source: string;
}

/** Graph reports an object that does not exist, or that the token cannot see, as a wrong parameter with subcode 33. */
const unseenSubcode = 33;

/** The code under which {@link errorCatalogue} has an error. */
export function meaningOf({ code, subcode }: GraphError): number {
  return code === 100 && subcode === unseenSubcode ? 33 : code;
}

/** Explains an error in plain words, or in Meta's if it is unknown. Drops repetition, which is common in Meta's text. */
export function explain(error: GraphError): Explanation {
  const { details = null } = error;
  const entry = entryOf(meaningOf(error));
  if (!entry) {
    const advice = "Look up the code in Meta's list of WhatsApp error codes.";
    const source = errorCodesPage;
    if (details === null || repeats(details, error.title))
      return { title: error.title, advice, details: null, source };
    if (repeats(error.title, details)) return { title: details, advice, details: null, source };
    return { title: error.title, advice, details, source };
  }
  const { title, advice, retry, source = errorCodesPage } = entry;
  const isNew = (words: string | null) => words !== null && !repeats(words, `${title} ${advice}`);
  return { title, advice, details: [details, error.title].find(isNew) ?? null, retry, source };
}

/** Whether `others` already contains these words, apart from the code that Graph puts before them. */
function repeats(words: string, others: string): boolean {
  return plain(others).includes(plain(words));
}

/** Lower case, no code, no punctuation, and a space at each end so that only whole words match. */
function plain(words: string): string {
  const bare = words.replace(/^\(#\d+\)/, '').toLowerCase();
  const each = bare.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return `${each.map((word) => ` ${word}`).join('')} `;
}

/**
 * Whether the same request can be sent again automatically. `httpStatus` is null for an error that came by webhook. A
 * known code takes precedence over the HTTP status.
 */
export function isRetryable(error: GraphError, httpStatus: number | null): boolean {
  if (entryOf(error.code)) return passingErrors.has(error.code);
  return httpStatus === 429 || (httpStatus !== null && httpStatus >= 500);
}

/** Rates that recover in seconds or minutes, and faults at Meta. */
const passingErrors: ReadonlySet<number> = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057]);

function entryOf(code: number) {
  /** 200 to 299 are all permissions. */
  return errorCatalogue[code >= 200 && code <= 299 ? 200 : code];
}

/** `error_data` is an object when sending messages, and may be a string in template calls. */
const details = v.fallback(
  v.optional(
    v.union([
      v.string(),
      v.pipe(
        v.object({ details: v.string() }),
        v.transform((data) => data.details),
      ),
    ]),
  ),
  undefined,
);

export const graphError = v.pipe(
  v.object({
    code: v.number(),
    title: v.fallback(v.optional(v.string()), undefined),
    message: v.fallback(v.optional(v.string()), undefined),
    error_data: details,
    error_subcode: v.fallback(v.optional(v.number()), undefined),
    fbtrace_id: v.fallback(v.optional(v.string()), undefined),
    error_user_title: v.fallback(v.optional(v.string()), undefined),
    error_user_msg: v.fallback(v.optional(v.string()), undefined),
  }),
  v.transform((error): GraphError => {
    const read: GraphError = {
      code: error.code,
      title: error.title ?? error.message ?? `Error ${error.code}`,
    };
    if (error.error_data !== undefined) read.details = error.error_data;
    if (error.error_subcode !== undefined) read.subcode = error.error_subcode;
    if (error.fbtrace_id !== undefined) read.traceId = error.fbtrace_id;
    if (error.error_user_title !== undefined) read.userTitle = error.error_user_title;
    if (error.error_user_msg !== undefined) read.userMessage = error.error_user_msg;
    return read;
  }),
);

export const graphErrors = v.array(graphError);

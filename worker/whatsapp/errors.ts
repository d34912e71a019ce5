/** An error as Graph answers it, and as webhooks carry it in `errors[]`. Source: Meta's OpenAPI description v23.0. */
import * as v from 'valibot';

export interface GraphError {
  code: number;
  /** `title` in webhooks, `message` in Graph answers. */
  title: string;
  /** `error_data.details`: the most specific sentence Meta gives. */
  details?: string;
  subcode?: number;
  /** Meta's trace id, worth quoting to its support. */
  traceId?: string;
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
  }),
  v.transform((error): GraphError => {
    const read: GraphError = {
      code: error.code,
      title: error.title ?? error.message ?? `Error ${error.code}`,
    };
    if (error.error_data !== undefined) read.details = error.error_data;
    if (error.error_subcode !== undefined) read.subcode = error.error_subcode;
    if (error.fbtrace_id !== undefined) read.traceId = error.fbtrace_id;
    return read;
  }),
);

export const graphErrors = v.array(graphError);

/** The building blocks of the content shapes. */
import * as v from 'valibot';

export const string = v.optional(v.string());

/** A number, which older API versions sent as a string. */
export const number = v.union([v.number(), v.pipe(v.string(), v.trim(), v.nonEmpty(), v.toNumber())]);

export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

import * as v from 'valibot';

/** What was stored as JSON; null where another version of the Worker has stored it in another shape. */
export function storedJson<Output>(schema: v.GenericSchema<unknown, Output>, json: string): Output | null {
  const result = v.safeParse(schema, JSON.parse(json));
  return result.success ? result.output : null;
}

import * as v from 'valibot';

/** Parses stored JSON; null when another version of the Worker stored it in a different shape. */
export function storedJson<Output>(schema: v.GenericSchema<unknown, Output>, json: string): Output | null {
  const result = v.safeParse(schema, JSON.parse(json));
  return result.success ? result.output : null;
}

/** The data that a Flow is opened with. */
import * as v from 'valibot';

const jsonObject = v.pipe(
  v.string(),
  v.parseJson(),
  v.check((value) => !Array.isArray(value)),
  v.looseObject({}),
);

/** Null for a text that is no JSON object, as a Flow takes nothing else. */
export function flowData(text: string): Readonly<Record<string, unknown>> | null {
  const read = v.safeParse(jsonObject, text);
  return read.success ? read.output : null;
}

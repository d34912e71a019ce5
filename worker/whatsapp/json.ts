/** A part of a parsed body as JSON again. Parsing takes any depth of nesting, writing does not: such a part is lost. */
export function asJson(part: unknown): string {
  try {
    return JSON.stringify(part) ?? 'null';
  } catch {
    return 'null';
  }
}

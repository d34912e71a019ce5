/** Part of a parsed body as JSON again. Parsing accepts any depth of nesting, but stringifying does not: such a part is lost. */
export function asJson(part: unknown): string {
  try {
    return JSON.stringify(part) ?? 'null';
  } catch {
    return 'null';
  }
}

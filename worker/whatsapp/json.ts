/**
 * Part of a parsed body as JSON again. Parsing accepts any depth of nesting, but stringifying does not: such a part is
 * lost.
 */
export function asJson(part: unknown): string {
  try {
    return JSON.stringify(part) ?? 'null';
  } catch {
    return 'null';
  }
}

/**
 * Looks up a name from outside in a table. Every object also has `constructor` and the other names
 * that it inherits.
 */
export function ownValue<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

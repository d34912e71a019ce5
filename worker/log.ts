type Fact = string | number | boolean | null;

/** One line of JSON. Facts are ids, counts and codes: never message text, a name, a phone number or a secret. */
export function log(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, Fact>): void {
  console[level](JSON.stringify({ event, ...facts }));
}

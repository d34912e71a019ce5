/**
 * Explains to the sender why a value is invalid. The sentence never contains the value, which can be a secret.
 */
import type { BaseIssue } from 'valibot';

/** For valibot's `message`: a schema without its own message gets one from {@link plainIssue}. */
export const noWords = '';

/** Says which value is wrong and what to do. `path` is empty for the whole body. */
export function plainIssue(issue: BaseIssue<unknown>, path: string): string {
  if (issue.message !== noWords) return issue.message;
  const name = path === '' ? 'The body' : `\`${path}\``;
  if (issue.input === undefined) {
    // For a missing key of an object, `expected` is the key's name, not its type.
    const options = /object$/.test(issue.type) ? [] : optionsIn(issue.expected);
    return `${name} is missing. ${options.length > 0 ? `Give ${oneOf(options)}.` : 'Add it.'}`;
  }
  if (issue.kind === 'schema' && issue.expected === 'never') {
    return `${name} is unknown. Check its spelling, or leave it out.`;
  }
  return `${name} ${fault(issue)}`;
}

function fault({ type, kind, expected, input, requirement }: BaseIssue<unknown>): string {
  const limit = String(requirement);
  switch (type) {
    case 'non_empty':
      return typeof input === 'string' ? 'is empty. Enter a value.' : 'is empty. Add at least one.';
    case 'min_length':
      return `must have at least ${amount(limit, input)}.`;
    case 'max_length':
      return `must have at most ${amount(limit, input)}.`;
    case 'length':
      return `must have exactly ${amount(limit, input)}.`;
    case 'min_value':
      return `must be at least ${limit}.`;
    case 'max_value':
      return `must be at most ${limit}.`;
    case 'integer':
    case 'safe_integer':
      return 'must be a whole number.';
    case 'to_number':
      return 'must be a number.';
    case 'digits':
      return 'must be digits only.';
    case 'email':
      return 'must be an email address.';
    case 'iso_date':
      return 'must be a day such as 2026-12-24.';
    case 'starts_with':
      return `must begin with ${expected}.`;
    case 'parse_json':
      return 'must be JSON.';
  }
  const options = kind === 'schema' ? optionsIn(expected) : [];
  const isOtherKind = options.length > 0 && !options.includes(kindOf(input)) && !options.some(isValue);
  if (isOtherKind) return `must be ${oneOf(options)}, not ${kindOf(input)}.`;
  return options.some(isValue) ? `must be ${oneOf(options)}.` : 'has an invalid format.';
}

/** Puts `("a" | "b")` or `string` in plain words. */
function optionsIn(expected: string | null): string[] {
  const each = expected?.replace(/^\((.*)\)$/, '$1').split(' | ') ?? [];
  return [...new Set(each.map((one) => kinds.get(one) ?? one))];
}

function oneOf(options: readonly string[]): string {
  const last = options.at(-1) ?? '';
  return options.length < 2 ? last : `${options.slice(0, -1).join(', ')} or ${last}`;
}

/** Whether the option is a single value, not a type. */
function isValue(option: string): boolean {
  return /^("|-?\d|(true|false)$)/.test(option);
}

/** Valibot's names of types. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['Object', 'an object'],
  ['Array', 'a list'],
]);

function kindOf(value: unknown): string {
  const name = value === null ? 'null' : Array.isArray(value) ? 'Array' : typeof value;
  return kinds.get(name === 'object' ? 'Object' : name) ?? name;
}

function amount(limit: string, input: unknown): string {
  const one = limit === '1';
  return typeof input === 'string'
    ? `${limit} ${one ? 'character' : 'characters'}`
    : `${limit} ${one ? 'entry' : 'entries'}`;
}

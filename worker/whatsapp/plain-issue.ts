/**
 * Explains to the sender why a value is invalid. The sentence never contains the value, which can be a secret.
 */
import type { BaseIssue } from 'valibot';
import { type FaultCode, faultTexts, schemaTexts } from './input-texts.ts';
import { type Sentence, type SentenceValues, writeSentence } from './sentences.ts';

/** For valibot's `message`: a schema without its own message gets one from {@link explainIssue}. */
export const noWords = '';

export interface Fault {
  /** Stable. Absent where a schema has its own sentence, which only programs meet. */
  code: string | null;
  params: SentenceValues;
  /** Which value is wrong and what to do, in English. */
  message: string;
}

/** Says which value is wrong and what to do. `path` is empty for the whole body. */
export function plainIssue(issue: BaseIssue<unknown>, path: string): string {
  return explainIssue(issue, path).message;
}

export function explainIssue(issue: BaseIssue<unknown>, path: string): Fault {
  if (issue.message !== noWords) {
    return { code: schemaCodes.get(issue.message) ?? null, params: {}, message: issue.message };
  }
  const { code, params = {}, shown = params } = faultOf(issue);
  const name = path === '' ? 'The body' : `\`${path}\``;
  const text: Sentence = faultTexts[code];
  return {
    code,
    params: { name: path, ...params },
    message: writeSentence(text, { name, ...shown }, 'en'),
  };
}

const schemaCodes: ReadonlyMap<string, string> = new Map(
  Object.entries(schemaTexts).map(([code, text]) => [text, code]),
);

interface FoundFault {
  code: FaultCode;
  params?: SentenceValues;
  /** The values as they are written in English, where that differs. */
  shown?: SentenceValues;
}

function faultOf(issue: BaseIssue<unknown>): FoundFault {
  const { type, kind, expected, input, requirement } = issue;
  if (input === undefined) {
    // For a missing key of an object, `expected` is the key's name, not its type.
    const options = /object$/.test(type) ? [] : optionsIn(expected);
    return options.length > 0 ? choice('missing_choice', options) : { code: 'missing' };
  }
  if (kind === 'schema' && expected === 'never') return { code: 'unknown' };
  const isText = typeof input === 'string';
  const count = { count: Number(requirement) };
  const limit = { limit: typeof requirement === 'number' ? requirement : String(requirement) };
  switch (type) {
    case 'non_empty':
      return { code: isText ? 'empty' : 'empty_list' };
    case 'min_length':
      return { code: isText ? 'too_short' : 'too_few', params: count };
    case 'max_length':
      return { code: isText ? 'too_long' : 'too_many', params: count };
    case 'length':
      return { code: isText ? 'wrong_length' : 'wrong_count', params: count };
    case 'min_value':
      return { code: 'too_small', params: limit };
    case 'max_value':
      return { code: 'too_large', params: limit };
    case 'integer':
    case 'safe_integer':
      return { code: 'not_whole' };
    case 'to_number':
      return { code: 'not_number' };
    case 'digits':
      return { code: 'not_digits' };
    case 'email':
      return { code: 'not_email' };
    case 'iso_date':
      return { code: 'not_day' };
    case 'starts_with':
      return { code: 'wrong_start', params: { start: expected ?? '' } };
    case 'parse_json':
      return { code: 'not_json' };
  }
  const options = kind === 'schema' ? optionsIn(expected) : [];
  const isOtherKind = options.length > 0 && !options.includes(kindOf(input)) && !options.some(isValue);
  if (isOtherKind) {
    return { code: 'wrong_type', params: { expected: oneOf(options), actual: kindOf(input) } };
  }
  return options.some(isValue) ? choice('wrong_choice', options) : { code: 'wrong_form' };
}

function choice(code: 'missing_choice' | 'wrong_choice', options: readonly string[]): FoundFault {
  return { code, params: { options: options.join(', ') }, shown: { options: oneOf(options) } };
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

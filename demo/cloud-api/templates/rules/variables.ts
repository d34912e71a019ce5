/** The variables of a text: `{{1}}`, or `{{first_name}}` in a template whose parameters have names. */

import type { TemplateSwitches } from '../switches.ts';
import { type ProblemName, templateError } from '../template-error.ts';

const variable = /\{\{([a-z0-9_]+)\}\}/g;

/** Distinct, in the order of their first appearance. */
export function variablesIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(variable), ([, name = '']) => name))];
}

export function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/** Braces, spaces and capitals in the wrong place, or numbers and names in one text. */
export function checkSpelling(
  text: string,
  format: 'POSITIONAL' | 'NAMED',
  problem: Extract<ProblemName, 'header' | 'body' | 'footer'>,
): void {
  const rest = text.replace(variable, '');
  if (/[{}]/.test(rest)) {
    throw templateError(
      problem,
      'A variable is written with two braces on each side and lower-case letters, digits or underscores between them.',
    );
  }
  const names = variablesIn(text);
  const numbers = names.filter(isNumber);
  if (numbers.length > 0 && numbers.length < names.length)
    throw templateError(problem, 'A template has either numbered or named variables, not both.');
  if (format === 'NAMED' && numbers.length > 0)
    throw templateError(problem, 'The variables of this template have names, so they cannot be numbers.');
}

/** Named variables in a template that numbers them are found by the review only. */
export function checkNumbering(text: string): void {
  const names = variablesIn(text);
  if (!names.every(isNumber)) return;
  const numbers = names.map(Number).sort((one, other) => one - other);
  if (numbers.some((number, index) => number !== index + 1))
    throw templateError('numbering', 'Variables are numbered from {{1}} without gaps.');
}

/** A variable needs words before and after it; punctuation, emoji and spaces are not words. */
export function checkEdges(text: string): void {
  const [before = '', ...others] = text.split(variable).filter((_, index) => index % 2 === 0);
  const after = others.at(-1);
  if (after !== undefined && (wordsIn(before) === 0 || wordsIn(after) === 0))
    throw templateError('edge', 'A variable cannot be the first or the last word of the text.');
}

export function checkRatio(text: string, { wordsPerVariable }: TemplateSwitches): void {
  const count = variablesIn(text).length;
  if (count === 0) return;
  if (wordsIn(text.replace(variable, ' ')) < wordsPerVariable * count + 1)
    throw templateError(
      'ratio',
      'The text has too many variables for its length. Add words or remove variables.',
    );
}

/** Nothing but white space between two variables. The review rejects it. */
export function hasAdjacentVariables(text: string): boolean {
  return /\}\}\s*\{\{/.test(text);
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((token) => /\p{L}/u.test(token)).length;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../../worker/inbox/automation/rules/pattern.ts';
import { PatternFault } from '../../../../../worker/inbox/automation/rules/pattern-syntax.ts';
import { foldSaid } from '../../../../../worker/inbox/automation/rules/said.ts';

const isIn = (pattern: string, text: string) => compilePattern(pattern).isIn(foldSaid(text));

function faultOf(pattern: string): string | null {
  try {
    compilePattern(pattern);
    return null;
  } catch (error) {
    if (error instanceof PatternFault) return error.message;
    throw error;
  }
}

describe('a pattern', () => {
  it.each([
    ['order\\s*#?\\d{4,6}', 'Where is my ORDER #12345?', true],
    ['order\\s*#?\\d{4,6}', 'I want to order 3 lamps', false],
    ['^(hi|hello)\\b', 'Hello there', true],
    ['^(hi|hello)\\b', 'Hellooo', false],
    ['^(hi|hello)\\b', 'Oh, hello', false],
    ['refund$', 'I want a refund', true],
    ['refund$', 'refund please', false],
    ['colou?r', 'Which COLOR?', true],
    ['[^a-z]', 'abc', false],
    ['[^a-z]', 'abc1', true],
    ['[a-f]{3}', 'xxdefxx', true],
    ['straße', 'STRASSE', true],
    ['arret', 'Arrêt', true],
    ['بكم', 'السلام عليكم، بكم هذا؟', true],
    ['(?:preis|kosten).*lampe', 'Was kosten die Lampen?', true],
    ['👍', '👍🏽', true],
    ['a{0}b', 'b', true],
    ['^$', '', true],
    ['a.c', 'a\nc', false],
    ['x{2,}', 'axxxb', true],
    ['\\.', 'a.b', true],
    ['\\.', 'ab', false],
  ])('%s in “%s”: %s', (pattern, text, expected) => {
    expect(isIn(pattern, text)).toBe(expected);
  });

  it.each([
    ['(abc', 'A ) is missing.'],
    ['abc)', 'This ) closes nothing.'],
    ['[abc', 'A ] is missing.'],
    ['*a', 'There is nothing before * that can be repeated.'],
    ['a**', 'Only one of * + ? {…} can follow.'],
    ['(?=a)', 'Only plain groups and (?:…) are possible, nothing else that begins with (?.'],
    ['(?<name>a)', 'Only plain groups and (?:…) are possible, nothing else that begins with (?.'],
    ['(a)\\1', '\\1 is not possible here.'],
    ['a{5,2}', 'Repeat at most 100 times, and from fewer to more.'],
    ['a{999}', 'Repeat at most 100 times, and from fewer to more.'],
    ['[z-a]', 'This range is the wrong way round, or too large.'],
    ['((a{50}){50})', 'The pattern is too large. Shorten it, or repeat less in it.'],
    ['a\\', 'The pattern ends too early.'],
  ])('%s cannot be used: %s', (pattern, message) => {
    expect(faultOf(pattern)).toBe(message);
  });

  it('finds the same as the regular expressions of JavaScript', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\d',
      '(?:ab|b)',
      '(a|)',
      '^',
      '$',
      '\\b',
    );
    const count = fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,2}', '{1,}');
    const piece = fc
      .tuple(atom, count)
      .map(([one, times]) => (/^(\^|\$|\\b)$/.test(one) ? one : `${one}${times}`));
    const sequence = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    const pattern = fc.array(sequence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|'));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, said) => {
        expect(compilePattern(source).isIn(said)).toBe(new RegExp(source).test(said));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer where others try every way', () => {
    const began = performance.now();
    expect(isIn('(a+)+$', `${'a'.repeat(900)}b`)).toBe(false);
    expect(isIn('(a|a)*(a|a)*(a|a)*c', 'a'.repeat(900))).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
